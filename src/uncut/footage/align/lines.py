"""Lines: hypotheses that from here on the right version runs along the left one.

A line maps a right time to a left time, ``left = rate * right + offset``, on presentation times. Everything
that an edit in time can do leaves the pictures on a few such lines.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

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
    place = bisect_left(SIMPLE_RATES, rate)
    return min(SIMPLE_RATES[max(0, place - 1) : place + 1], key=lambda choice: abs(choice - rate))


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
    outside = (wanted < left_times[0] - period / 2) | (wanted > left_times[-1] + period - tolerance)
    low[outside] = high[outside] = -1
    return low, high
