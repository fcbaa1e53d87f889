"""Graded stretches: every kept stretch's frames, by their thumbnails and the points of their colour, for `changes`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

import numpy as np
import numpy.typing as npt
from msgspec import UNSET

from uncut.footage.align.geometry import Geometry
from uncut.footage.changes.colour import Floats
from uncut.footage.changes.cuts import Placed
from uncut.footage.changes.grading_runs import GradedRun, find_graded_runs
from uncut.footage.fingerprint.cropping import area_weights
from uncut.footage.sides import ReadSide
from uncut.model.comparison import Box, Edit, Kept, NotExamined
from uncut.model.time import Span

SAMPLES_A_SECOND = 4.0
MOST_SAMPLES = 2000
"""In a stretch."""
SHORTEST_SECONDS = 0.3
TO_GREY = 0.25
"""Share of the left picture's colour under which the right one is called grey, where the left one has
`LEAST_STRENGTH` levels of it."""
LEAST_STRENGTH = 2.0
WHOLE_CELL = 0.02
"""Of a cell, that may lie outside."""
LEAST_UNMIXED = 0.5
"""Share of the part that must be left without the cells at its edges."""
NEAR, CLEARLY_NEARER = (-1, 1, -2, 2), 0.9
"""Left frames beside the expected one that may be shown, and by how much more alike they must be."""
NEXT, BLENDS = (-1, 1), (0.25, 0.5, 0.75)
"""Those that the expected one may be blended with, and their share."""
LEAST_CELLS = 4
"""Rows and columns into which a shared part is cut at least."""


def without_smothered(
    recoloured: Sequence[Edit], regions: Sequence[Edit], kept: Sequence[Kept]
) -> tuple[list[Edit], list[NotExamined]]:
    """What is left of ``recoloured`` where the whole picture was blurred or pixelated, and what nobody looked at.

    A blur draws light and dark together, as less contrast does: a map of colours measured on it says nothing.
    """
    shown = [one.right_box for one in kept]
    spans = [
        one.right
        for one in regions
        if one.right and isinstance(one.track, list) and all(_fills(point.box, shown) for point in one.track)
    ]
    unseen = [NotExamined(what="colours", why="the whole picture is blurred or pixelated", right=one) for one in spans]
    left = [one for one in recoloured if one.right and not any(_mostly(one.right, span) for span in spans)]
    return left, unseen


def _fills(box: Box, shown: Sequence[Box]) -> bool:
    return any(
        np.allclose((box.x, box.y, box.width, box.height), (a.x, a.y, a.width, a.height), atol=1e-3) for a in shown
    )


def _mostly(one: Span, other: Span) -> bool:
    """Whether half of ``one`` lies in ``other``."""
    return 2 * (min(one.end, other.end) - max(one.start, other.start)) >= one.seconds


@dataclass(frozen=True)
class _Found:
    """A graded run with the place that it has in its stretch."""

    placed: Placed
    run: GradedRun
    right: Span
    left: Span


def find_recolouring(left: ReadSide, right: ReadSide, placed: Sequence[Placed]) -> list[Edit]:
    """One edit for each run of frames that are graded alike, also across cuts."""
    groups: list[list[_Found]] = []
    for one in placed:
        geometry = one.stretch.geometry
        if geometry.track is not None or geometry.slant is not None or geometry.tilt:
            continue
        for found in _examine(left, right, one):
            if groups and _goes_on(groups[-1][-1], found):
                groups[-1].append(found)
            else:
                groups.append([found])
    return [_edit(group) for group in groups]


def _examine(left: ReadSide, right: ReadSide, one: Placed) -> list[_Found]:
    stretch = one.stretch
    step = max(1, round(stretch.frames / float(one.right.seconds) / SAMPLES_A_SECOND), stretch.frames // MOST_SAMPLES)
    frames = np.arange(stretch.right_first, stretch.right_stop, step)
    frames = np.unique(np.append(frames, stretch.right_stop - 1))
    reader = CellReader(left, right, one)
    if not find_graded_runs(reader, frames):
        return []
    reader = NearestCellReader(left, right, one)
    return [
        _Found(one, run, right.times.span(run.first, run.stop), _left_span(reader, left, one, run))
        for run in find_graded_runs(reader, frames)
        if right.times.span(run.first, run.stop).seconds >= SHORTEST_SECONDS
    ]


def _left_span(reader: CellReader, left: ReadSide, one: Placed, run: GradedRun) -> Span:
    if (run.first, run.stop) == (one.stretch.right_first, one.stretch.right_stop):
        return one.left
    shown = reader.left_frames(np.array([run.first, run.stop - 1]))
    first, last = int(shown.min()), int(shown.max())
    return left.times.span(first, min(last + 1, one.left_stop))


class CellReader:
    """The cells of both sides of a stretch by the numbers of right frames."""

    def __init__(self, left: ReadSide, right: ReadSide, one: Placed) -> None:
        """Read from what is held of both sides; no file is opened."""
        self._left, self._right = left, right
        self._line = one.stretch.line
        self._limits = one.left_first, one.left_stop - 1
        self._left_times, self._right_times = left.times.as_float(), right.times.as_float()
        self._geometry = one.stretch.geometry

    def __call__(self, frames: npt.NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Left and right cells, shape (pairs, cells, 3)."""
        lefts, rights = (
            _planes(side, numbers) for side, numbers in ((self._left, self.left_frames(frames)), (self._right, frames))
        )
        return shared_cells(lefts, rights, self._geometry)

    def left_frames(self, frames: npt.NDArray[np.intp]) -> npt.NDArray[np.intp]:
        """The left frames that are shown."""
        wanted = self._line.rate * self._right_times[frames] + self._line.offset
        after = np.searchsorted(self._left_times, wanted).clip(1, len(self._left_times) - 1)
        nearer = wanted - self._left_times[after - 1] < self._left_times[after] - wanted
        chosen: npt.NDArray[np.intp] = (after - nearer).clip(*self._limits)
        return chosen


class NearestCellReader(CellReader):
    """The same, of what resembles the right frame most: the left one, one near the line, or a blend of it with one.

    Where one side has a gap in its times and the other does not, the frames beyond it are one off; where the light
    flickers, that is another brightness. Conversions of rate blend neighbours: where things move, those cells are
    paler and have less contrast than either.
    """

    def __call__(self, frames: npt.NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Left and right cells, shape (pairs, cells, 3)."""
        rights, expected = _planes(self._right, frames), self.left_frames(frames)
        straight, shown = shared_cells(_planes(self._left, expected), rights, self._geometry)
        chosen, least = straight.copy(), _unlike(straight, shown)
        for shift in NEAR:
            near, _ = shared_cells(_planes(self._left, (expected + shift).clip(*self._limits)), rights, self._geometry)
            for share in (1.0, *BLENDS) if shift in NEXT else (1.0,):
                others = straight + share * (near - straight)
                unlike = _unlike(others, shown)
                nearer = unlike < CLEARLY_NEARER * least
                chosen[nearer], least[nearer] = others[nearer], unlike[nearer]
        return chosen, shown


def _unlike(left: Floats, right: Floats) -> Floats:
    """One less the correlation of brightness of each pair of cells, whatever its contrast; shape (pairs,)."""
    one, two = (cells[..., 0] - cells[..., 0].mean(axis=1, keepdims=True) for cells in (left, right))
    both = (one * two).sum(axis=1) / np.maximum(np.sqrt(np.square(one).sum(axis=1) * np.square(two).sum(axis=1)), 1e-9)
    unlike: Floats = 1 - both
    return unlike


def _planes(side: ReadSide, frames: npt.NDArray[np.intp]) -> Floats:
    """Brightness and both colour planes, shape (frames, 3, 18, 32)."""
    grey, tints = side.pictures.thumbnails.take(frames), side.tints.take(frames)
    return np.concatenate([grey[:, None], tints], axis=1).astype(np.float64)


def shared_cells(left: Floats, right: Floats, geometry: Geometry) -> tuple[Floats, Floats]:
    """The part that both show, in as many cells as the coarser side has of it; shape (pairs, cells, 3)."""
    mirrored, quarters = geometry.way
    left = np.rot90(left[..., ::-1] if mirrored else left, -quarters, axes=(2, 3))
    one, two = geometry.oriented_left_box, geometry.right_box
    across, down = _unmixed(two.x, two.width, right.shape[3]), _unmixed(two.y, two.height, right.shape[2])
    one, two = _inner(one, across, down), _inner(two, across, down)
    rows, columns = (
        max(LEAST_CELLS, floor(min(ours, theirs) + WHOLE_CELL))
        for ours, theirs in (
            (left.shape[2] * one.height, right.shape[2] * two.height),
            (left.shape[3] * one.width, right.shape[3] * two.width),
        )
    )
    lefts, rights = _cells_of(left, one, (rows, columns)), _cells_of(right, two, (rows, columns))
    first, second = (cells.reshape(len(cells), 3, -1).swapaxes(1, 2) for cells in (lefts, rights))
    return first, second


def _unmixed(first: float, length: float, count: int) -> tuple[float, float]:
    """Start and length, as shares, of what is left of a part of the right picture without cells that hold bars too.

    The part starts at ``first``; the whole picture is cut into ``count`` cells. What lies beside a crop of the left one
    is let be: it is much like what lies within, and cells that fit one side only would make that one sharper.
    """
    start = (np.ceil(first * count - WHOLE_CELL) / count - first) / length
    end = (np.floor((first + length) * count + WHOLE_CELL) / count - first) / length
    return (float(start), float(end - start)) if end - start >= LEAST_UNMIXED else (0.0, 1.0)


def _inner(box: Box, across: tuple[float, float], down: tuple[float, float]) -> Box:
    return Box(box.x + across[0] * box.width, box.y + down[0] * box.height, across[1] * box.width, down[1] * box.height)


def _cells_of(planes: Floats, box: Box, size: tuple[int, int]) -> Floats:
    down = area_weights(planes.shape[2], size[0], box.y, box.height).astype(np.float64)
    across = area_weights(planes.shape[3], size[1], box.x, box.width).astype(np.float64)
    cells: Floats = down @ planes @ across.T
    return cells


def _goes_on(before: _Found, after: _Found) -> bool:
    """Whether two runs are one grading with a cut within."""
    ends = before.run.stop == before.placed.stretch.right_stop
    starts = after.run.first == after.placed.stretch.right_first
    return ends and starts and _is_greyed(before.run) == _is_greyed(after.run)


def _is_greyed(run: GradedRun) -> bool:
    return run.strength >= LEAST_STRENGTH and run.right_strength <= TO_GREY * run.strength


def _edit(group: Sequence[_Found]) -> Edit:
    longest = max(group, key=lambda one: one.run.stop - one.run.first).run
    return Edit(
        kind="recoloured",
        left=Span(min(one.left.start for one in group), max(one.left.end for one in group)),
        right=Span(group[0].right.start, group[-1].right.end),
        confidence=round(min(0.98, 0.7 + 0.2 * (longest.excess - 1)), 2),
        why=_why(longest, sum(one.run.pairs for one in group)),
        grey=True if _is_greyed(longest) else UNSET,
    )


def _why(run: GradedRun, pairs: int) -> str:
    words = "The colour is gone, or nearly so," if _is_greyed(run) else "Colours follow another map"
    return (
        f"{words} in {pairs} pairs: mean brightness {run.lift:+.1f}, contrast ×{run.contrast:.2f}, "
        f"strength of colour {run.strength:.1f} to {run.right_strength:.1f}, tint {run.tint[0]:+.1f} blue, "
        f"{run.tint[1]:+.1f} red; that is {run.tone:.1f} levels of brightness and {run.colour:.1f} of colour beyond "
        f"what ranges, matrices and gammas of conversions explain, with {run.random:.1f} left unexplained."
    )
