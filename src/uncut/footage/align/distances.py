"""Distances of right frames to the left frames that lines give them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from uncut.footage.align.lines import Line, nearest_frames
from uncut.footage.align.pair import Pair
from uncut.footage.align.registered import Registered
from uncut.footage.fingerprint.pictures import Descriptors

BLOCK_FRAMES = 128
"""Right frames that are compared in one product; bounds memory, does not change results."""


def distances_along(
    pair: Pair, lines: Sequence[Line], first: int, stop: int, *, coarse: bool = False
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]:
    """Squared distance of right frames ``first`` to ``stop - 1`` to the left frame that each line gives them.

    ``coarse`` compares means of four pixels: a quarter of the cost, and enough to rule lines out.

    Returns
    -------
    distances
        Shape (stop - first, lines), float32; infinite where the line leaves the left version.
    frames
        Shape (stop - first, lines), int32: the left frame taken, -1 where there is none.
    """
    left, right = (pair.left_coarse, pair.right_coarse) if coarse else (pair.left_pictures, pair.right_pictures)
    distances = np.full((stop - first, len(lines)), np.inf, np.float32)
    frames = np.full((stop - first, len(lines)), -1, np.int32)
    rates, offsets = np.array([line.rate for line in lines]), np.array([line.offset for line in lines])
    for start in range(first, stop, BLOCK_FRAMES):
        end = min(stop, start + BLOCK_FRAMES)
        wanted = rates * pair.right_times[start:end, np.newaxis] + offsets
        low, high = nearest_frames(pair.left_times, wanted, pair.period, pair.tolerance)
        if pair.registered is not None:
            here = slice(start - first, end - first)
            distances[here], frames[here] = _compare_registered(pair.registered, start, low, high)
            continue
        for columns in _runs_of_near_columns(low, high):
            place = (slice(start - first, end - first), columns)
            distances[place], frames[place] = _compare_block(left, right, start, low[:, columns], high[:, columns])
    return distances, frames


def _compare_registered(
    registered: Registered, start: int, low: npt.NDArray[np.intp], high: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.intp]]:
    """As `_compare_block`, of pictures that are laid onto each other."""
    distances, frames = np.full(low.shape, np.inf, np.float32), np.full(low.shape, -1, np.intp)
    for row, (one, two) in enumerate(zip(low, high, strict=True)):
        inside = np.flatnonzero(one >= 0)
        if not len(inside):
            continue
        both = np.concatenate([one[inside], two[inside]])
        at_low, at_high = registered.distances(start + row, both.tolist()).reshape(2, -1)
        distances[row, inside] = np.minimum(at_low, at_high)
        frames[row, inside] = np.where(at_low <= at_high, one[inside], two[inside])
    return distances, frames


def _runs_of_near_columns(low: npt.NDArray[np.intp], high: npt.NDArray[np.intp]) -> list[slice]:
    """Group neighbouring lines whose left frames lie close together, so that one product serves them."""
    begins = np.where(low >= 0, low, np.iinfo(np.intp).max).min(axis=0)
    ends = high.max(axis=0)
    runs: list[slice] = []
    start, begin, end = 0, begins[0], ends[0]
    for column in range(1, low.shape[1]):
        begin, end = min(begin, begins[column]), max(end, ends[column])
        if end - begin > 4 * BLOCK_FRAMES:
            runs.append(slice(start, column))
            start, begin, end = column, begins[column], ends[column]
    return [*runs, slice(start, low.shape[1])]


def _compare_block(
    left: Descriptors, right: Descriptors, start: int, low: npt.NDArray[np.intp], high: npt.NDArray[np.intp]
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.intp]]:
    """Distances of the right frames from ``start`` on to the better of two left frames a line, and which it was."""
    inside = low >= 0
    if not inside.any():
        return np.full(low.shape, np.inf, np.float32), low
    end = start + len(low)
    first, stop = int(low[inside].min()), int(high[inside].max()) + 1
    products = right.block(start, end) @ left.block(first, stop).T
    squares = right.squares[start:end, np.newaxis] + left.squares[np.newaxis, first:stop] - 2 * products
    rows = np.arange(len(squares))[:, np.newaxis]
    at_low = squares[rows, np.clip(low - first, 0, stop - first - 1)]
    at_high = squares[rows, np.clip(high - first, 0, stop - first - 1)]
    best = np.maximum(np.minimum(at_low, at_high), 0)
    return np.where(inside, best, np.float32(np.inf)), np.where(inside, np.where(at_low <= at_high, low, high), -1)
