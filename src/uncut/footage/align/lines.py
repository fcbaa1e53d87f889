"""Lines: hypotheses that from here on the right version runs along the left one.

A line maps a right time to a left time, ``left = rate * right + offset``, on presentation times. Everything
that an edit in time can do leaves the pictures on a few such lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.fingerprint.pictures import Descriptors

Floats = npt.NDArray[np.float64]

BLOCK_FRAMES = 128
"""Right frames that are compared in one product; bounds memory, does not change results."""

SIMPLE_RATES = tuple(sorted({*(n / 20 for n in range(-90, 91)), *(n / 3 for n in range(-13, 14))}))


@dataclass(frozen=True, order=True)
class Line:
    """``left = rate * right + offset``, in seconds."""

    offset: float
    rate: float = 1.0

    def left_at(self, right: Floats) -> Floats:
        """Left times for right times, seconds."""
        return self.rate * right + self.offset


def simple_rate(rate: float) -> float:
    """The nearest speed that an editor would choose: a multiple of 5 %, or a third."""
    return min(SIMPLE_RATES, key=lambda choice: abs(choice - rate))


@dataclass(frozen=True)
class Reach:
    """The right frames ``[first, stop)`` in which a line is a hypothesis."""

    line: Line
    first: int
    stop: int


def nearest_frames(
    left_times: Floats, wanted: Floats, period: float, tolerance: float
) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """The two left frames that could be shown at each wanted time; -1 outside the left version.

    Where a wanted time falls on a frame, give or take ``tolerance`` seconds, both are that frame. Between two frames it
    is both neighbours, since a frame-rate conversion may take either. The last frame is shown for ``period`` seconds.
    """
    after = np.searchsorted(left_times, wanted, side="left")
    before = np.clip(after - 1, 0, len(left_times) - 1)
    after = np.clip(after, 0, len(left_times) - 1)
    low = np.where(np.abs(left_times[after] - wanted) <= tolerance, after, before)
    high = np.where(np.abs(wanted - left_times[before]) <= tolerance, before, after)
    outside = (wanted < left_times[0] - period / 2) | (wanted > left_times[-1] + period)
    low[outside] = high[outside] = -1
    return low, high


def distances_along(
    left: Descriptors,
    right: Descriptors,
    left_times: Floats,
    right_times: Floats,
    lines: Sequence[Line],
    period: float,
    first: int,
    stop: int,
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int32]]:
    """Squared distance of right frames ``first`` to ``stop - 1`` to the left frame that each line gives them.

    Parameters
    ----------
    left, right
        The two sides.
    left_times, right_times
        Times of all their frames in seconds.
    lines
        The hypotheses.
    period
        Seconds for which a left frame is shown, about.
    first, stop
        The right frames to compare.

    Returns
    -------
    distances
        Shape (stop - first, lines), float32; infinite where the line leaves the left version.
    frames
        Shape (stop - first, lines), int32: the left frame taken, -1 where there is none.
    """
    distances = np.full((stop - first, len(lines)), np.inf, np.float32)
    frames = np.full((stop - first, len(lines)), -1, np.int32)
    right_period = float(np.median(np.diff(right_times))) if len(right_times) > 1 else period
    tolerance = min(period, right_period) / 4
    for start in range(first, stop, BLOCK_FRAMES):
        end = min(stop, start + BLOCK_FRAMES)
        wanted = np.stack([line.left_at(right_times[start:end]) for line in lines], axis=1)
        low, high = nearest_frames(left_times, wanted, period, tolerance)
        for columns in _runs_of_near_columns(low, high):
            place = (slice(start - first, end - first), columns)
            squares, taken = _compare_block(left, right, start, end, low[:, columns], high[:, columns])
            distances[place] = squares
            frames[place] = taken
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
    left: Descriptors,
    right: Descriptors,
    start: int,
    end: int,
    low: npt.NDArray[np.intp],
    high: npt.NDArray[np.intp],
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.intp]]:
    """Distances of right frames ``start`` to ``end - 1`` to the better of two left frames a line, and which it was."""
    inside = low >= 0
    if not inside.any():
        return np.full(low.shape, np.inf, np.float32), low
    first, stop = int(low[inside].min()), int(high[inside].max()) + 1
    products = right.block(start, end) @ left.block(first, stop).T
    squares = right.squares[start:end, np.newaxis] + left.squares[np.newaxis, first:stop] - 2 * products
    rows = np.arange(len(squares))[:, np.newaxis]
    at_low = squares[rows, np.clip(low - first, 0, stop - first - 1)]
    at_high = squares[rows, np.clip(high - first, 0, stop - first - 1)]
    best = np.maximum(np.minimum(at_low, at_high), 0)
    return np.where(inside, best, np.float32(np.inf)), np.where(inside, np.where(at_low <= at_high, low, high), -1)
