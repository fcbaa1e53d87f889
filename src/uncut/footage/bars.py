"""What bars that were laid over its edges leave of a right picture."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.align.geometry import Geometry, Grey
from uncut.footage.changes.bars import Sides, plain_sides
from uncut.footage.fingerprint.pictures import FLAT_DEVIATION
from uncut.footage.shapes import read_greys, shape_of
from uncut.footage.sides import ReadSide
from uncut.footage.working import WORKING_PX
from uncut.jail import JailSettings
from uncut.model.comparison import Box

SAMPLED_FRAMES, FEWEST_FRAMES = 16, 3
"""Pictures of each side that are looked at, and how many must show something."""
SHOWING = 2 * FLAT_DEVIATION
"""Grey levels of standard deviation from which a picture, or a part of one, shows something."""


@dataclass(frozen=True, eq=False)
class Bars:
    """Plain edges of the right version, and pictures of the left one: a sky or a wall is plain in both."""

    sides: Sides
    lefts: Grey | None
    """Shape (n, height, width)."""

    def part_left_by(self, geometry: Geometry) -> Box:
        """What they leave of the right picture, if the left one lies in it as ``geometry`` says.

        Edges that are plain on the left too are taken for what they show.
        """
        plain = [name for name, bar in self.sides.bars.items() if not self._shows_something(geometry.left_part(bar))]
        return self.sides.without(plain).free

    def _shows_something(self, part: Box | None) -> bool:
        if part is None or self.lefts is None:
            return part is not None
        _, height, width = self.lefts.shape
        top, start = (min(round(at * size), size - 1) for at, size in ((part.y, height), (part.x, width)))
        stop, end = round((part.y + part.height) * height), round((part.x + part.width) * width)
        seen = self.lefts[:, top : max(stop, top + 1), start : max(end, start + 1)]
        return bool(np.median(seen.std(axis=(1, 2))) >= SHOWING)


def find_bars(left: ReadSide, right: ReadSide, frames: npt.NDArray[np.integer], jail: JailSettings) -> Bars | None:
    """The plain edges of the right picture in ``frames``, whose numbers rise; ``None`` where it has none."""
    rights = _telling(right, frames, jail) if len(frames) else None
    sides = Sides() if rights is None else plain_sides(rights)
    if not any(sides):
        return None
    return Bars(sides, _telling(left, np.arange(len(left.times)), jail))


def _telling(side: ReadSide, frames: npt.NDArray[np.integer], jail: JailSettings) -> Grey | None:
    """Some of the pictures, shape (n, height, width), without those that show nothing."""
    some = frames[np.linspace(0, len(frames) - 1, SAMPLED_FRAMES).astype(int)]
    times = side.times.as_float()[np.unique(some)].tolist()
    pictures = np.stack(read_greys(side, times, jail, shape_of(side), WORKING_PX))
    pictures = pictures[pictures.std(axis=(1, 2)) >= SHOWING]
    return pictures if len(pictures) >= FEWEST_FRAMES else None
