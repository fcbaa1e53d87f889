"""Where a region's edges lie within the cells that they pass through. Array maths, no files.

A cell counts as altered when a part of it is, and broad detail reaches over the edge: a box of altered cells is too
large. How far the two pictures differ in the fine detail of a row or column of cells at the edge, between how far they
differ inside and around, says how much of it the region takes up.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from uncut.footage.changes.detail import Floats32, Moments

Floats = npt.NDArray[np.float64]
CellEdges = tuple[float, float, float, float]
"""Top, left, bottom, right, in cells."""

FINE_BANDS = 2
"""Finest bands that are looked at; broader ones reach over the edge."""
INWARD, OUTWARD = 3, 1
"""Cells from the edge of the box of altered cells in which the true edge is sought."""
AROUND_FROM, AROUND_TO = 2, 5
"""Cells from the box; there, the pictures differ by as much as is usual."""
LEAST_LOST = 0.4
"""By how much more detail must be lost inside for losses to tell where the edges are."""
LEAST_CONTRAST = 0.15
"""By how much more the pictures must differ inside."""
FAINT = 0.05
"""Energy of a row, to that of a usual one, under which it says nothing."""


def measure_apart(moments: Moments, gain: Floats32) -> Floats32:
    """What `find_edges` needs of one pair: sums over the fine bands, grey levels squared, shape (4, rows, columns).

    How much of the left detail is lost, and all of it; how far the two pictures differ, and the most that they could.
    """
    weights = gain[:FINE_BANDS, np.newaxis, np.newaxis]
    left, right = weights**2 * moments.left[0, :FINE_BANDS], moments.right[0, :FINE_BANDS]
    both = weights * moments.both[0, :FINE_BANDS]
    parts: Floats32 = np.stack([left - both, left, left + right - 2 * both, left + right]).sum(axis=1)
    return parts


def find_edges(box: tuple[int, int, int, int], apart: npt.NDArray[np.floating]) -> CellEdges:
    """The edges within the cells at the border of ``box``, from what `measure_apart` gave."""
    top, left, bottom, right = box
    ring = _ring(box, apart.shape[1:])
    columns = _profile(apart[:, _within(top, bottom)].sum(axis=1), apart, box, ring)
    rows = _profile(apart[:, :, _within(left, right)].sum(axis=2), apart, box, ring)
    size = apart.shape[1:]
    return (
        _edge(rows, top, bottom),
        _edge(columns, left, right),
        size[0] - _edge(rows[::-1], size[0] - bottom, size[0] - top),
        size[1] - _edge(columns[::-1], size[1] - right, size[1] - left),
    )


def _within(start: int, stop: int) -> slice:
    """The range without its ends, where it is long enough to have others."""
    return slice(start + 1, stop - 1) if stop - start > 2 else slice(start, stop)


def _ring(box: tuple[int, int, int, int], size: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Cells a little away from the box."""
    top, left, bottom, right = box
    ring = np.zeros(size, bool)
    for cells, inside in ((AROUND_TO, True), (AROUND_FROM, False)):
        ring[max(top - cells, 0) : bottom + cells, max(left - cells, 0) : right + cells] = inside
    return ring


def _profile(
    lines: npt.NDArray[np.floating],
    apart: npt.NDArray[np.floating],
    box: tuple[int, int, int, int],
    ring: npt.NDArray[np.bool_],
) -> Floats:
    """How much of each row or column the region takes up, 0..1; NaN where nothing tells.

    What covers has edges of its own, which stand out in a cell of which it takes up little. So lost detail is asked
    first, and how far the pictures differ where there is none to lose.
    """
    taken = np.full(lines.shape[1], np.nan)
    for first, least in ((0, LEAST_LOST), (2, LEAST_CONTRAST)):
        part, most = apart[first], apart[first + 1]
        core = np.s_[_within(box[0], box[2]), _within(box[1], box[3])]
        inside = _share(part[core], most[core])
        around = _share(part[ring], most[ring])
        if inside - around < least:
            continue
        share = lines[first] / np.maximum(lines[first + 1], 1e-6)
        told = np.isnan(taken) & (lines[first + 1] >= FAINT * np.median(lines[first + 1]))
        taken[told] = np.clip((share[told] - around) / (inside - around), 0, 1)
    return taken


def _share(part: npt.NDArray[np.floating], most: npt.NDArray[np.floating]) -> float:
    return float(part.sum() / max(float(most.sum()), 1e-6))


def _edge(taken: Floats, start: int, stop: int) -> float:
    """The first edge of a region in cells ``start`` to ``stop``; going outwards, it never takes up more again."""
    inner = start + max(1, min(INWARD, (stop - start) // 2))
    outer = max(start - OUTWARD, 0)
    part = taken[outer:inner][::-1].copy()
    cells = np.arange(outer, inner)[::-1]
    unknown = np.isnan(part)
    part[unknown] = (cells >= start)[unknown]
    return float(inner - np.minimum.accumulate(part).sum())


def area(box: CellEdges | Floats) -> float:
    """Of a box, in cells."""
    return float((box[2] - box[0]) * (box[3] - box[1]))


def shared_area(one: CellEdges | Floats, two: CellEdges | Floats) -> float:
    """Of what lies within both."""
    tall, wide = min(one[2], two[2]) - max(one[0], two[0]), min(one[3], two[3]) - max(one[1], two[1])
    return float(max(tall, 0.0) * max(wide, 0.0))


def straight_way(times: Floats | npt.NDArray[np.integer], boxes: Floats) -> tuple[Floats, Floats]:
    """How far the middles of boxes, shape (moments, 4), go in a unit of time, and where they are at 0; down, across."""
    slope, start = np.polyfit(times, (boxes[:, :2] + boxes[:, 2:]) / 2, 1)
    return slope, start


def union(boxes: Sequence[CellEdges]) -> CellEdges:
    """The smallest box around several."""
    tops, lefts, bottoms, rights = zip(*boxes, strict=True)
    return min(tops), min(lefts), max(bottoms), max(rights)
