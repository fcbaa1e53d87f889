"""Pixels that show something else than the left version, whatever lies beneath. Array maths, no files.

What covers a place or is laid over it changes its grey levels, also where there is no detail to lose. A cell says that
roughly, and broad detail reaches over the edges of what is drawn; single pixels tell them apart. A pixel differs when
it lies off what the tone curve makes of the left one by far more than encoding usually does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from uncut.footage.changes.detail import CELL_PX, Floats32, cell_means
from uncut.footage.changes.edges import CellEdges, area, union
from uncut.footage.changes.masks import fill_holes, grow, shrink

Mask = npt.NDArray[np.bool_]
Levels = npt.NDArray[np.float32]
"""What each grey level of the left version is shown as, shape (256,)."""

LEAST_GREY = 12.0
"""Off the tone curve, from which a pixel may differ."""
TO_NOISE = 4.5
"""The same to the usual error of a pixel, all bands together."""
TO_SLOPE = 0.5
"""The same to how much the left version varies from pixel to pixel around: softer edges differ by that."""
NEIGHBOURS = 3
"""Of the nine pixels around and at a place, that must differ; a line of one pixel has three."""
TRIMMED_SHARE = 0.004
"""Of the differing pixels, that may lie outside on each side."""
MOST_AROUND = 0.06
"""Share of pixels that differ around a region from which nothing can be said by them."""
AROUND_FROM, AROUND_TO = 2, 6
"""Cells from the region's cells; there, pixels are those of the left version."""
LEAST_PIXELS = 12
EDGE_PX = 2
"""Of what differs, that edges reach into: scaling and encoding soften them. One more where there is room."""
INNER_SHARE = 0.2
"""Of what differs, that must lie so far within; of letters, little does."""
SAME_TONE_GREY = 8.0
SOLID_SHARE = 0.6
"""Of the pixels in the box of what covers a place; a disc takes up 0.78 of its box."""


@dataclass(frozen=True, eq=False)
class Drawn:
    """What differs in and around a region."""

    box: CellEdges
    """Top, left, bottom, right, in cells."""
    share: float
    """Of the pixels in the box that differ."""

    one_tone: float
    """Of the pixels well within what differs, those that are as bright as half of them."""

    @property
    def is_solid(self) -> bool:
        """Whether hardly anything of the left version shows within the box."""
        return self.share >= SOLID_SHARE


def differing(left: Floats32, right: Floats32, levels: Levels, noise: float) -> Mask:
    """Which pixels of ``right`` are off what ``left`` is shown as; ``noise`` is the usual error, grey levels."""
    expected = levels[np.clip(left + 0.5, 0, 255).astype(np.uint8)]
    slope = _of_nine(left, np.maximum) - _of_nine(left, np.minimum)
    off = np.abs(right - expected) > np.maximum(max(LEAST_GREY, TO_NOISE * noise), TO_SLOPE * slope)
    differs: Mask = off & (_of_nine(off.astype(np.uint8), np.add) >= NEIGHBOURS)
    return differs


def _of_nine(picture: npt.NDArray[Any], of_two: np.ufunc) -> npt.NDArray[Any]:
    """Each pixel taken together with the eight around it; the border is repeated."""
    padded = np.pad(picture, ((1, 1), (0, 0)), "edge")
    rows = of_two(of_two(padded[:-2], padded[2:]), picture)
    padded = np.pad(rows, ((0, 0), (1, 1)), "edge")
    nine: npt.NDArray[Any] = of_two(of_two(padded[:, :-2], padded[:, 2:]), rows)
    return nine


def find_drawn(cells: Mask, differs: Mask, right: Floats32 | None = None) -> Drawn | None:
    """Where pixels differ in the altered ``cells`` of a region and beside them; ``None`` where that tells nothing."""
    rows, columns = np.flatnonzero(cells.any(axis=1)), np.flatnonzero(cells.any(axis=0))
    inside = np.s_[max(rows[0] - 1, 0) : rows[-1] + 2, max(columns[0] - 1, 0) : columns[-1] + 2]
    near = grow(cells[inside])
    part = differs[_in_pixels(inside)] & np.kron(near, np.ones((CELL_PX, CELL_PX), bool))
    if part.sum() < LEAST_PIXELS or _around(cells, differs) > MOST_AROUND:
        return None
    (top, bottom), (first, last) = _ends(part.sum(axis=1)), _ends(part.sum(axis=0))
    within = np.s_[top:bottom, first:last]
    one_tone = 0.0 if right is None else _one_tone(right[_in_pixels(inside)][within], part[within])
    start, step = np.array([inside[0].start, inside[1].start] * 2), np.array([top, first, bottom, last]) / CELL_PX
    return Drawn((*map(float, start + step),), float(part[within].mean()), one_tone)  # type: ignore[arg-type]


def _one_tone(shown: Floats32, differs: Mask) -> float:
    """Share of the pixels well within what differs that are about as bright as their median.

    Letters that are as bright as what lies beneath leave holes in what differs.
    """
    differs = fill_holes(differs)
    inner = shrink(differs, EDGE_PX)
    further = shrink(inner)
    least = max(LEAST_PIXELS, INNER_SHARE * int(differs.sum()))
    inner = further if further.sum() >= least else inner
    if inner.sum() < least:
        return 0.0
    levels = shown[inner]
    return float(np.mean(np.abs(levels - np.median(levels)) <= SAME_TONE_GREY))


def _in_pixels(cells: tuple[slice, slice]) -> tuple[slice, slice]:
    rows, columns = (slice(one.start * CELL_PX, one.stop * CELL_PX) for one in cells)
    return rows, columns


def _around(cells: Mask, differs: Mask) -> float:
    """Usual share of pixels that differ a little away from the region, where another one may lie."""
    near, far = (grow(cells, reach) for reach in (AROUND_FROM, AROUND_TO))
    ring = far & ~near
    return float(np.median(cell_shares(differs)[ring])) if ring.any() else 0.0


def cell_shares(differs: Mask) -> Floats32:
    """Share of the pixels of each cell that differ."""
    return cell_means(differs.astype(np.float32))


def union_drawn(one: Drawn | None, two: Drawn | None) -> Drawn | None:
    """Both as one region."""
    if one is None or two is None:
        return one or two
    box = union([one.box, two.box])
    share = min(1.0, sum(area(part.box) * part.share for part in (one, two)) / max(area(box), 1e-6))
    return Drawn(box, share, min(one.one_tone, two.one_tone))


def _ends(counts: npt.NDArray[np.integer]) -> tuple[int, int]:
    """First and one past the last line, a few pixels left out on both sides."""
    sums = np.cumsum(counts)
    spare = TRIMMED_SHARE * sums[-1]
    return int(np.searchsorted(sums, spare, side="right")), int(
        np.searchsorted(sums, sums[-1] - spare, side="left")
    ) + 1
