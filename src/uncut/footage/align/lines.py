"""Lines: hypotheses that from here on the right version runs along the left one.

A line maps a right time to a left time, ``left = rate * right + offset``, on presentation times. Everything
that an edit in time can do leaves the pictures on a few such lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

BLOCK_FRAMES = 128
"""Right frames that are compared in one product; bounds memory, does not change results."""


@dataclass(frozen=True, order=True)
class Line:
    """``left = rate * right + offset``, in seconds."""

    offset: float
    rate: float = 1.0

    def left_at(self, right: Floats) -> Floats:
        """Left times for right times, seconds."""
        return self.rate * right + self.offset


@dataclass(frozen=True)
class Reach:
    """The right frames ``[first, stop)`` in which a line is a hypothesis."""

    line: Line
    first: int
    stop: int


def nearest_frames(left_times: Floats, wanted: Floats, period: float) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The two left frames that could be shown at each wanted time; -1 outside the left version.

    Where a wanted time falls on a frame (within a quarter of ``period`` seconds) both are that frame. Between
    two frames it is both neighbours, since a frame-rate conversion may take either.
    """
    after = np.searchsorted(left_times, wanted, side="left")
    before = np.clip(after - 1, 0, len(left_times) - 1)
    after = np.clip(after, 0, len(left_times) - 1)
    to_before = np.abs(wanted - left_times[before])
    to_after = np.abs(left_times[after] - wanted)
    near = period / 4
    low = np.where(to_after <= near, after, before)
    high = np.where(to_before <= near, before, after)
    outside = (wanted < left_times[0] - period / 2) | (wanted > left_times[-1] + period / 2)
    low[outside] = high[outside] = -1
    return low, high


def distances_along(
    left: npt.NDArray[np.float32],
    right: npt.NDArray[np.float32],
    left_times: Floats,
    right_times: Floats,
    lines: Sequence[Line],
    period: float,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]:
    """Squared distance of every right frame to the left frame that each line gives it.

    Parameters
    ----------
    left, right
        Descriptors, shapes (left frames, d) and (right frames, d), float32.
    left_times, right_times
        Times of the frames in seconds.
    lines
        The hypotheses.
    period
        Seconds for which a left frame is shown, about.

    Returns
    -------
    distances
        Shape (right frames, lines), float32; infinite where the line leaves the left version.
    frames
        Shape (right frames, lines), int32: the left frame taken, -1 where there is none.
    """
    distances = np.full((len(right), len(lines)), np.inf, np.float32)
    frames = np.full((len(right), len(lines)), -1, np.int32)
    left_squares = np.einsum("ij,ij->i", left, left)
    right_squares = np.einsum("ij,ij->i", right, right)
    for start in range(0, len(right), BLOCK_FRAMES):
        block = slice(start, start + BLOCK_FRAMES)
        wanted = np.stack([line.left_at(right_times[block]) for line in lines], axis=1)
        low, high = nearest_frames(left_times, wanted, period)
        for column in _runs_of_near_columns(low, high):
            _fill_block(distances, frames, block, column, low, high, left, right, left_squares, right_squares)
    return distances, frames


def _runs_of_near_columns(low: npt.NDArray[np.intp], high: npt.NDArray[np.intp]) -> list[slice]:
    """Group neighbouring lines whose left frames lie close together, so that one product serves them."""
    begins = np.where(low >= 0, low, np.iinfo(np.intp).max).min(axis=0)
    ends = high.max(axis=0)
    runs: list[slice] = []
    start = 0
    for column in range(1, low.shape[1] + 1):
        fits = column < low.shape[1] and max(ends[start : column + 1]) - min(begins[start : column + 1]) <= 4 * BLOCK_FRAMES
        if not fits:
            runs.append(slice(start, column))
            start = column
    return runs


def _fill_block(
    distances: npt.NDArray[np.float32],
    frames: npt.NDArray[np.int32],
    block: slice,
    columns: slice,
    low: npt.NDArray[np.intp],
    high: npt.NDArray[np.intp],
    left: npt.NDArray[np.float32],
    right: npt.NDArray[np.float32],
    left_squares: npt.NDArray[np.float32],
    right_squares: npt.NDArray[np.float32],
) -> None:
    low, high = low[:, columns], high[:, columns]
    inside = low >= 0
    if not inside.any():
        return
    first, stop = int(low[inside].min()), int(high.max()) + 1
    products = right[block] @ left[first:stop].T
    squares = right_squares[block, np.newaxis] + left_squares[np.newaxis, first:stop] - 2 * products
    rows = np.arange(len(squares))[:, np.newaxis]
    at_low = squares[rows, np.clip(low - first, 0, stop - first - 1)]
    at_high = squares[rows, np.clip(high - first, 0, stop - first - 1)]
    best = np.maximum(np.minimum(at_low, at_high), 0)
    distances[block, columns] = np.where(inside, best, np.inf)
    frames[block, columns] = np.where(inside, np.where(at_low <= at_high, low, high), -1)
