"""Bars that were laid over the edges of a picture: what they leave of it is neither moved nor scaled.

Pictures beneath such bars agree as a whole with nothing, although all that is left of them is in its place. Array
maths, no files.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from uncut.footage.align.geometry import Grey
from uncut.footage.fingerprint.pictures import FLAT_DEVIATION
from uncut.model.comparison import Box

STEADY_GREY = 4.0
"""Grey levels within which a bar stays what it is."""
LEAST_SHARE, MOST_SHARE = 0.02, 0.45
"""Of the height or the width, on one side."""
MOST_STRAY = 2
"""Lines of pixels at the very edge that a bar may leave."""


class Sides(NamedTuple):
    """How far bars reach into a picture from its sides, as shares of its height and width."""

    top: float = 0.0
    bottom: float = 0.0
    left: float = 0.0
    right: float = 0.0

    @classmethod
    def around(cls, free: Box) -> Sides:
        """The bars that leave ``free`` of a picture."""
        return cls(free.y, 1 - free.y - free.height, free.x, 1 - free.x - free.width)

    @property
    def free(self) -> Box:
        """What they leave of the picture."""
        return Box(*(round(one, 4) for one in self._free()))

    @property
    def bars(self) -> dict[str, Box]:
        """Each bar by the name of its side; those at the left and the right lie between the others."""
        x, y, width, height = self._free()
        bars = {
            "top": (0.0, 0.0, 1.0, self.top),
            "bottom": (0.0, y + height, 1.0, self.bottom),
            "left": (0.0, y, self.left, height),
            "right": (x + width, y, self.right, height),
        }
        return {
            side: Box(*(round(one, 4) for one in bars[side]))
            for side, share in self._asdict().items()
            if share >= LEAST_SHARE
        }

    def without(self, names: Collection[str]) -> Sides:
        """The same with no bars on the sides with these names."""
        return self._replace(**dict.fromkeys(names, 0.0))

    def _free(self) -> tuple[float, float, float, float]:
        return self.left, self.top, 1 - self.left - self.right, 1 - self.top - self.bottom


def plain_sides(pictures: Grey) -> Sides:
    """How far pictures are plain, and stay so, from their sides on.

    ``pictures`` have the shape (n, height, width). The line of pixels where a bar ends may hold both; it goes with
    the bar.
    """
    _, height, width = pictures.shape
    top, bottom = _plain_ends(pictures)
    between = pictures[:, top : height - bottom]
    start, end = _plain_ends(between.swapaxes(1, 2)) if between.shape[1] else (0, 0)
    shares = (top / height, bottom / height, start / width, end / width)
    return Sides(*(share if LEAST_SHARE <= share <= MOST_SHARE else 0.0 for share in shares))


def _plain_ends(pictures: Grey) -> tuple[int, int]:
    """Rows that are plain at the top and at the bottom."""
    level = pictures.mean(axis=2)
    plain = (pictures.std(axis=2) <= FLAT_DEVIATION).all(axis=0) & (np.ptp(level, axis=0) <= STEADY_GREY)
    return _length(plain, level), _length(plain[::-1], level[:, ::-1])


def _length(plain: npt.NDArray[np.bool_], level: Grey) -> int:
    """Rows from the first one on that are plain and of one colour, and the one in which they end."""
    begun = int(plain[: MOST_STRAY + 1].argmax())
    alike = plain & (np.abs(level - level[:, begun : begun + 1]).max(axis=0) <= STEADY_GREY)
    rows = len(alike) if alike[begun:].all() else begun + int(alike[begun:].argmin())
    return 0 if rows in (begun, len(alike)) else rows + 1
