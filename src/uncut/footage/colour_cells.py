"""The colours of both sides of a stretch, cell by cell, of the part that both show; read from what is held of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor

import numpy as np
import numpy.typing as npt

from uncut.footage.align.geometry import Geometry
from uncut.footage.changes.colour import Floats
from uncut.footage.changes.cuts import Placed
from uncut.footage.fingerprint.cropping import area_weights
from uncut.footage.sides import ReadSide
from uncut.model.comparison import Box

WHOLE_CELL = 0.02
"""Of a cell, that may lie outside."""
LEAST_UNMIXED = 0.5
"""Share of the part that must be left without the cells at its edges."""
NEAR, CLEARLY_NEARER = (-1, 1, -2, 2), 0.9
"""Left frames beside the expected one that may be shown, and by how much more alike they must be."""
NEXT, BLENDS = (-1, 1), (0.25, 0.5, 0.75)
"""Those that the expected one may be blended with, and their share."""
LEAST_SEEN = 0.3
"""Share of the cells that must be left beside what lies beneath altered regions: of a picture in a picture of 30 % that
leaves 13, for maps of five terms."""
LEAST_CELLS = 4
"""Rows and columns into which a shared part is cut at least."""


class CellReader:
    """The cells of both sides of a stretch by the numbers of right frames."""

    def __init__(self, left: ReadSide, right: ReadSide, one: Placed, hidden: Sequence[Box] = ()) -> None:
        """Read from what is held of both sides; no file is opened. Cells that ``hidden`` boxes reach are left out."""
        self._left, self._right = left, right
        self._line = one.stretch.line
        self._limits = one.left_first, one.left_stop - 1
        self._left_times, self._right_times = left.times.as_float(), right.times.as_float()
        self._geometry, self._hidden = one.stretch.geometry, hidden

    def __call__(self, frames: npt.NDArray[np.intp]) -> tuple[Floats, Floats]:
        """Left and right cells, shape (pairs, cells, 3)."""
        lefts, rights = (
            _planes(side, numbers) for side, numbers in ((self._left, self.left_frames(frames)), (self._right, frames))
        )
        return self._shared(lefts, rights)

    def _shared(self, lefts: Floats, rights: Floats) -> tuple[Floats, Floats]:
        one, two = shared_cells(lefts, rights, self._geometry)
        if not self._hidden:
            return one, two
        seen = ~cells_beneath(self._hidden, shared_grid(lefts.shape, rights.shape, self._geometry))
        return (one[:, seen], two[:, seen]) if seen.mean() >= LEAST_SEEN else (one, two)

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
        straight, shown = self._shared(_planes(self._left, expected), rights)
        chosen, least = straight.copy(), _unlike(straight, shown)
        for shift in NEAR:
            near, _ = self._shared(_planes(self._left, (expected + shift).clip(*self._limits)), rights)
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


@dataclass(frozen=True)
class SharedGrid:
    """Rows and columns into which what both sides show is cut."""

    size: tuple[int, int]
    left: Box
    """Of the turned left picture, as shares."""
    right: Box


def shared_grid(left: Sequence[int], right: Sequence[int], geometry: Geometry) -> SharedGrid:
    """The grid for planes of two shapes (pairs, 3, rows, columns): as many cells as the coarser side has of it."""
    _, quarters = geometry.way
    height, width = left[2:] if quarters % 2 == 0 else left[:1:-1]
    one, two = geometry.oriented_left_box, geometry.right_box
    across, down = _unmixed(two.x, two.width, right[3]), _unmixed(two.y, two.height, right[2])
    one, two = _inner(one, across, down), _inner(two, across, down)
    rows, columns = (
        max(LEAST_CELLS, floor(min(ours, theirs) + WHOLE_CELL))
        for ours, theirs in ((height * one.height, right[2] * two.height), (width * one.width, right[3] * two.width))
    )
    return SharedGrid((rows, columns), one, two)


def shared_cells(left: Floats, right: Floats, geometry: Geometry) -> tuple[Floats, Floats]:
    """The part that both show, in the cells of `shared_grid`; shape (pairs, cells, 3)."""
    mirrored, quarters = geometry.way
    grid = shared_grid(left.shape, right.shape, geometry)
    left = np.rot90(left[..., ::-1] if mirrored else left, -quarters, axes=(2, 3))
    lefts, rights = _cells_of(left, grid.left, grid.size), _cells_of(right, grid.right, grid.size)
    first, second = (cells.reshape(len(cells), 3, -1).swapaxes(1, 2) for cells in (lefts, rights))
    return first, second


def cells_beneath(boxes: Sequence[Box], grid: SharedGrid) -> npt.NDArray[np.bool_]:
    """Which cells of a grid any of the ``boxes`` in the right picture reaches, shape (cells,)."""
    rows, columns = grid.size
    beneath = np.zeros(grid.size, bool)
    for box in boxes:
        down = (np.array([box.y, box.y + box.height]) - grid.right.y) / grid.right.height * rows
        across = (np.array([box.x, box.x + box.width]) - grid.right.x) / grid.right.width * columns
        (top, bottom), (first, last) = (
            np.clip((np.floor(ends[0]), np.ceil(ends[1])), 0, None) for ends in (down, across)
        )
        beneath[int(top) : int(bottom), int(first) : int(last)] = True
    return beneath.ravel()


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
