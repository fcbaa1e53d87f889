"""Rates: lines for right frames that no line of rate 1 explains.

Slowed, sped up, reversed and frozen footage leaves the left version's pictures on lines of another slope. Windows of
the unexplained frames are laid along lines of many slopes; neighbouring windows that agree give the slope exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.align.lines import Line, Reach, simple_rate
from uncut.footage.align.pair import Pair

FORWARD = tuple(float(rate) for rate in np.geomspace(0.23, 4.35, 61))
RATES = (*FORWARD, 0.0, *(-rate for rate in FORWARD))
"""Left seconds a right second; steps of 5 %, so that a window of 32 frames leaves its line by less than a frame."""
WINDOW_FRAMES = 32
SHORTEST_REGION_FRAMES = 12
PIECE_FRAMES, SHORTEST_PIECE_FRAMES = 12, 6
"""Windows in which pieces are sought of a speed that is known."""
ALIKE = 0.06
"""Mean squared distance up to which a window counts as found: a little above the largest noise of an encoding."""
SAME_SLOPE = 0.15
"""Neighbouring windows whose slopes differ by less, relatively, belong to one line."""
OFF_LINE_PERIODS = 4.0
OFF_STRAIGHT_PERIODS = 1.5
"""Windows further than this from the line between the first and the last of their run show that the speed changes."""
USUAL_SPEEDS = (0.25, 0.5, 0.75, 0.8, 1.25, 1.5, 2.0, 4.0)
"""Which players and editors offer, and which are tried from the ends of files."""
LONG_FRAMES = 300
"""Lines that are hypotheses for so many right frames give their speed to the starts and ends of the files."""
MOST_LEFT_FRAMES = 20_000
"""A longer left version is looked at in wider steps here; bounds memory."""


@dataclass(frozen=True)
class _Fit:
    """A window of right frames on a line of some slope."""

    first: int
    stop: int
    right: float
    left: float
    rate: float
    distance: float


@dataclass(frozen=True, eq=False)
class _LeftSamples:
    """The left version as shown at even steps."""

    step: float
    """Seconds."""
    pictures: npt.NDArray[np.float32]
    """Descriptors, shape (steps, d)."""
    squares: npt.NDArray[np.float32]
    """Their squared norms, shape (steps,)."""


def find_rate_lines(pair: Pair, unexplained: Sequence[tuple[int, int]]) -> list[Reach]:
    """Lines of rates other than 1 for the right frames in ``unexplained``, as spans of frames ``[first, stop)``."""
    regions = [(first, stop) for first, stop in unexplained if stop - first >= SHORTEST_REGION_FRAMES]
    if not regions:
        return []
    reaches: list[Reach] = []
    left = _sample_left(pair)
    for first, stop in regions:
        fits = _fit_windows(pair, left, first, stop, min(WINDOW_FRAMES, stop - first))
        for group in _agreeing(list(fits), pair.period):
            for part in _straight_parts(group, OFF_STRAIGHT_PERIODS * pair.period):
                reaches.extend(_lines_of(part, pair.period, len(pair.right)))
    return [*reaches, *_lines_to_the_ends(pair, reaches), *_lines_of_usual_speeds(pair)]


def _lines_of_usual_speeds(pair: Pair) -> Iterator[Reach]:
    """Lines of the speeds at which whole files are played, through the starts and through the ends of both versions.

    Where little moves, pieces at their own speed explain for a while what is played at another one, and windows between
    them say too little. One line that goes on shows that they are stairs.
    """
    if max(len(pair.left), len(pair.right)) > MOST_LEFT_FRAMES:
        return
    between = pair.left_seconds / max(pair.right_seconds, pair.period)
    for rate in sorted({*USUAL_SPEEDS, simple_rate(between)} - {1.0}):
        for offset in (0.0, pair.left_seconds - rate * pair.right_seconds):
            yield Reach(Line(offset, rate), 0, len(pair.right))


def find_short_pieces(pair: Pair, uncovered: Sequence[tuple[int, int]], rates: Sequence[float]) -> list[Reach]:
    """Lines of the speeds at which the rest is played, for right frames in ``uncovered``, as spans ``[first, stop)``.

    Footage that was cut and then played at another speed has pieces too short for their speed to be measured.
    """
    uncovered = [(first, stop) for first, stop in uncovered if stop - first >= SHORTEST_PIECE_FRAMES]
    if not uncovered:
        return []
    left = _sample_left(pair)
    found: dict[tuple[float, int], Reach] = {}
    for first, stop in uncovered:
        size = min(PIECE_FRAMES, stop - first)
        for fit in _fit_windows(pair, left, first, stop, size, rates):
            half = pair.period / 2
            place = round((fit.left - fit.rate * fit.right) / half)
            for near in range(place - 2, place + 3):
                reach = Reach(Line(near * half, fit.rate), max(0, first - size), min(stop + size, len(pair.right)))
                found.setdefault((fit.rate, near), reach)
    return list(found.values())


def _lines_to_the_ends(pair: Pair, reaches: Sequence[Reach]) -> Iterator[Reach]:
    """Lines of the speeds that hold for long, through the starts and through the ends of both versions.

    A file played at another speed and then cut may begin or end with a still, which says nothing of its speed.
    """
    long = [reach for reach in reaches if reach.stop - reach.first >= LONG_FRAMES]
    for rate in {reach.line.rate for reach in long if reach.line.rate > 0}:
        for offset in (0.0, pair.left_seconds - rate * pair.right_seconds):
            yield Reach(Line(offset, rate), 0, len(pair.right))


def _sample_left(pair: Pair) -> _LeftSamples:
    """The left version at even steps: its period, or more for a long version."""
    step = pair.period * max(1, -(-len(pair.left) // MOST_LEFT_FRAMES))
    grid = np.arange(0.0, pair.left_times[-1] + step / 2, step)
    shown = np.searchsorted(pair.left_times, grid + pair.tolerance, side="right") - 1
    frames = np.clip(shown, 0, len(pair.left) - 1)
    return _LeftSamples(step, pair.left_coarse.take(frames), pair.left_coarse.squares[frames])


def _fit_windows(
    pair: Pair, left: _LeftSamples, first: int, stop: int, size: int, rates: Sequence[float] = RATES
) -> Iterator[_Fit]:
    """The best line of any of the ``rates`` for every window of ``size`` frames, where one fits."""
    right, step = pair.right_coarse, left.step
    for begin in range(first, stop - size + 1, max(1, size // 2)):
        block = slice(begin, begin + size)
        distances = (
            right.squares[block, np.newaxis] + left.squares - 2 * (right.block(begin, begin + size) @ left.pictures.T)
        )
        if float(np.median(distances.min(axis=1))) > ALIKE:
            continue
        times = pair.right_times[block]
        middle = float(times[size // 2])
        best: _Fit | None = None
        for rate in rates:
            place, mean = _best_anchor(distances, np.round(rate * (times - middle) / step).astype(int))
            if place >= 0 and (best is None or mean < best.distance):
                best = _Fit(begin, begin + size, middle, place * step, rate, mean)
        if best is not None and best.distance <= ALIKE:
            yield best


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


def _straight_parts(group: Sequence[_Fit], tolerance: float) -> Iterator[Sequence[_Fit]]:
    """Pieces of a run that lie on one straight line each, to ``tolerance`` seconds; they share their ends.

    A window alone tells speeds 10 % apart no better than 0 % and 10 %, so a run may go from one speed to the next.
    """
    rights, lefts = np.array([fit.right for fit in group]), np.array([fit.left for fit in group])
    chord = np.interp(rights, rights[[0, -1]], lefts[[0, -1]])
    corner = int(np.abs(lefts - chord).argmax())
    if abs(lefts[corner] - chord[corner]) <= tolerance:
        yield group
        return
    yield from _straight_parts(group[: corner + 1], tolerance)
    yield from _straight_parts(group[corner:], tolerance)


def _lines_of(group: Sequence[_Fit], period: float, frames: int) -> Iterator[Reach]:
    """The lines to try for a run of windows: its slope as measured, and offsets about it."""
    rights = np.array([fit.right for fit in group])
    lefts = np.array([fit.left for fit in group])
    slopes = [float(np.median([fit.rate for fit in group]))]
    if len(group) > 1 and slopes[0] != 0:
        slopes.append(float(np.polyfit(rights, lefts, 1)[0]))
    margin = max(WINDOW_FRAMES, group[-1].stop - group[0].first)
    first, stop = max(0, group[0].first - margin), min(frames, group[-1].stop + margin)
    for rate in {*slopes, *(simple_rate(slope) for slope in slopes)} - {1.0}:
        middle = float(np.median(lefts - rate * rights))
        for step in range(-3, 4):
            yield Reach(Line(middle + step * period / 2, rate), first, stop)
