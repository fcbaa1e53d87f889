"""What bars that were laid over its edges leave of a right picture."""

from __future__ import annotations

from collections.abc import Sequence
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
"""Grey levels of standard deviation from which a picture, or a line of pixels of one, shows something."""
SHOWING_SHARE = 0.2
"""Of the lines beneath a bar, in all pictures, that must do so: some of them, or all for some time."""

APART_GREY = 30.0
"""Grey levels by which a bar differs at least from what is plain beneath it: a grading changes black by fewer."""


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
        plain = [name for name, bar in self.sides.bars.items() if not self._shows_something(geometry, name, bar)]
        return self.sides.without(plain).free

    def _shows_something(self, geometry: Geometry, name: str, bar: Box) -> bool:
        part = geometry.left_part(bar)
        if part is None or self.lefts is None:
            return part is not None
        return _shows_something(_cut(self.lefts, part), in_rows=_in_rows(name, geometry))


def without_bars_of_both(pairs: Sequence[tuple[Grey, Grey]], geometry: Geometry, free: Box) -> Box:
    """What is ``free`` of the right picture, and what seemed to be bars but is in the left pictures of the same frames.

    A plain bar over what is plain has another level.
    """
    lefts, rights = (np.stack(side) for side in zip(*pairs, strict=True))
    sides = Sides.around(free)
    shared = []
    for name, bar in sides.bars.items():
        part = geometry.left_part(bar)
        beneath = None if part is None else _cut(lefts, part)
        if beneath is None or _shows_something(beneath, in_rows=_in_rows(name, geometry)):
            continue
        if abs(float(beneath.mean()) - float(_cut(rights, bar).mean())) < APART_GREY:
            shared.append(name)
    return sides.without(shared).free if shared else free


def _in_rows(name: str, geometry: Geometry) -> bool:
    """Whether the lines along a bar are rows of the left picture."""
    return (name in ("top", "bottom")) == (not geometry.turned % 180)


def _cut(pictures: Grey, part: Box) -> Grey:
    _, height, width = pictures.shape
    top, start = (min(round(at * size), size - 1) for at, size in ((part.y, height), (part.x, width)))
    stop, end = round((part.y + part.height) * height), round((part.x + part.width) * width)
    return pictures[:, top : max(stop, top + 1), start : max(end, start + 1)]


def _shows_something(pictures: Grey, *, in_rows: bool) -> bool:
    """Whether the lines of pixels that lie beneath a bar are not plain: a sky pales from one to the next."""
    return bool(np.quantile(pictures.std(axis=2 if in_rows else 1), 1 - SHOWING_SHARE) >= SHOWING)


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
