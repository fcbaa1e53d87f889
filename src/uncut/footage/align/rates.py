"""Rates: lines for right frames that no line of rate 1 explains.

Slowed, sped up, reversed and frozen footage leaves the left version's pictures on lines of another slope. Windows of
the unexplained frames are laid along lines of many slopes; neighbouring windows that agree give the slope exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.align.lines import Floats, Line, Reach, simple_rate
from uncut.footage.fingerprint.pictures import Descriptors

FORWARD = tuple(float(rate) for rate in np.geomspace(0.23, 4.35, 61))
RATES = (*FORWARD, 0.0, *(-rate for rate in FORWARD))
"""Left seconds a right second; steps of 5 %, so that a window of 32 frames leaves its line by less than a frame."""
WINDOW_FRAMES = 32
SHORTEST_REGION_FRAMES = 12
ALIKE = 0.06
"""Mean squared distance up to which a window counts as found: a little above the largest noise of an encoding."""
SAME_SLOPE = 0.15
"""Neighbouring windows whose slopes differ by less, relatively, belong to one line."""
OFF_LINE_PERIODS = 4.0
MOST_LEFT_FRAMES = 20_000
"""More left frames than this are searched only around the neighbouring stretches; bounds memory."""


@dataclass(frozen=True)
class _Fit:
    """A window of right frames on a line of some slope."""

    first: int
    stop: int
    right: float
    left: float
    rate: float
    distance: float


def find_rate_lines(
    left: Descriptors,
    right: Descriptors,
    left_times: Floats,
    right_times: Floats,
    unexplained: Sequence[tuple[int, int]],
    period: float,
) -> list[Reach]:
    """Lines of rates other than 1 for the right frames in ``unexplained``, as spans of frames ``[first, stop)``."""
    grid = np.arange(0.0, left_times[-1] + period, period)
    shown = np.clip(np.searchsorted(left_times, grid + period / 4, side="right") - 1, 0, len(left_times) - 1)
    reaches: list[Reach] = []
    for first, stop in unexplained:
        if stop - first < SHORTEST_REGION_FRAMES:
            continue
        fits = list(_fit_windows(left, right, shown, right_times, first, stop, period))
        for group in _agreeing(fits, period):
            reaches.extend(_lines_of(group, period, len(right)))
    return reaches


def _fit_windows(
    left: Descriptors,
    right: Descriptors,
    shown: npt.NDArray[np.intp],
    right_times: Floats,
    first: int,
    stop: int,
    period: float,
) -> Iterator[_Fit]:
    size = min(WINDOW_FRAMES, stop - first)
    if len(shown) > MOST_LEFT_FRAMES:
        shown = shown[:: -(-len(shown) // MOST_LEFT_FRAMES)]
        period = period * (-(-len(shown) // MOST_LEFT_FRAMES))
    pictures = _gather(left, shown)
    squares = left.squares[shown]
    for begin in range(first, stop - size + 1, max(1, size // 2)):
        block = slice(begin, begin + size)
        distances = right.squares[block, np.newaxis] + squares - 2 * (right.block(begin, begin + size) @ pictures.T)
        times = right_times[block]
        middle = float(times[size // 2])
        best: _Fit | None = None
        for rate in RATES:
            steps = np.round(rate * (times - middle) / period).astype(int)
            place, mean = _best_anchor(distances, steps)
            if place >= 0 and (best is None or mean < best.distance):
                best = _Fit(begin, begin + size, middle, place * period, rate, mean)
        if best is not None and best.distance <= ALIKE:
            yield best


def _gather(left: Descriptors, shown: npt.NDArray[np.intp]) -> npt.NDArray[np.float32]:
    """Descriptors of the frames ``shown``, which rise, made in blocks."""
    parts = []
    for start in range(0, len(shown), 1024):
        wanted = shown[start : start + 1024]
        parts.append(left.block(int(wanted[0]), int(wanted[-1]) + 1)[wanted - wanted[0]])
    return np.concatenate(parts)


def _best_anchor(distances: npt.NDArray[np.float32], steps: npt.NDArray[np.int_]) -> tuple[int, float]:
    """The column from which walking ``steps`` columns per row is cheapest, and the mean distance; -1 if none fits."""
    low, high = -int(steps.min()), distances.shape[1] - int(steps.max())
    if high <= low:
        return -1, np.inf
    total = np.zeros(high - low, np.float32)
    for row, step in enumerate(steps):
        total += distances[row, low + step : high + step]
    place = int(total.argmin())
    return low + place, float(total[place]) / len(steps)


def _agreeing(fits: Sequence[_Fit], period: float) -> Iterator[list[_Fit]]:
    """Runs of neighbouring windows on one line."""
    group: list[_Fit] = []
    for fit in fits:
        if group and not _agrees(group[-1], fit, period):
            yield group
            group = []
        group.append(fit)
    if group:
        yield group


def _agrees(before: _Fit, after: _Fit, period: float) -> bool:
    close = abs(before.rate - after.rate) <= SAME_SLOPE * max(abs(before.rate), abs(after.rate), 0.2)
    rate = (before.rate + after.rate) / 2
    miss = after.left - before.left - rate * (after.right - before.right)
    return after.first < before.stop and close and abs(miss) <= OFF_LINE_PERIODS * period


def _lines_of(group: Sequence[_Fit], period: float, frames: int) -> Iterator[Reach]:
    """The lines to try for a run of windows: its slope as measured, and offsets about it."""
    rights = np.array([fit.right for fit in group])
    lefts = np.array([fit.left for fit in group])
    slopes = [float(np.median([fit.rate for fit in group]))]
    if len(group) > 1 and slopes[0] != 0:
        slopes.append(float(np.polyfit(rights, lefts, 1)[0]))
    first, stop = max(0, group[0].first - WINDOW_FRAMES), min(frames, group[-1].stop + WINDOW_FRAMES)
    for rate in {*slopes, *(simple_rate(slope) for slope in slopes)}:
        middle = float(np.median(lefts - rate * rights))
        for step in range(-3, 4):
            yield Reach(Line(middle + step * period / 2, rate), first, stop)
