"""Passages: short parts at another speed, between two stretches of one speed.

Such a part leads from the line before it to the line after it. Near both its ends those lines show nearly the same
pictures as it does, so that only a few frames in its middle tell that there is no cut; windows of them say too little
of its speed. But the step between the two lines and a speed give its length, and only its place is to be sought.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from uncut.footage.align.distances import distances_along
from uncut.footage.align.lines import Floats, Line
from uncut.footage.align.pair import Pair
from uncut.footage.align.path import NONE, NONE_COST, Path, in_noise
from uncut.footage.align.rates import USUAL_SPEEDS
from uncut.footage.align.runs import FEWEST_FRAMES
from uncut.footage.align.stretches import Stretch

Places = npt.NDArray[np.intp]

SPEEDS = tuple(
    sorted({0.0, 1 / 3, 2 / 3, *(n / 10 for n in range(3, 20)), *(n / 4 for n in range(8, 16)), *USUAL_SPEEDS})
)
LONGEST_SECONDS = 3.0
"""Of longer ones, windows tell the speed."""
MOST_BETWEEN = 3
"""Neighbours that a stretch is paired with: a passage may have come out in pieces."""
WORTH = 12.0
"""Price that a passage must save where there were cuts. Real ones in slow footage saved 21 and more
(`evals speeds`)."""
WORTH_OF_OTHERS = 2.0
"""The same where there was another speed already."""
UNUSUAL = 3.0
"""What it must save beside a speed that editors offer."""


@dataclass(frozen=True)
class _Passage:
    """Right frames ``[start, stop)`` on a line that leads from one stretch to another."""

    before: Stretch
    after: Stretch
    line: Line
    start: int
    stop: int
    price: float
    """Of all frames of the window, with it."""


def lay_passages(pair: Pair, path: Path, stretches: Sequence[Stretch]) -> Path:
    """The path with passages where it shows cuts, or pieces, that one explains better."""
    laid_to = 0
    for place, before in enumerate(stretches):
        if before.right_stop < laid_to:
            continue
        worthy = [found for after in _partners(pair, stretches, place) if (found := _worthy(pair, path, before, after))]
        if worthy:
            _, passage = max(worthy, key=lambda one: one[0])
            path, laid_to = _with_passage(pair, path, passage), passage.stop
    return path


def _partners(pair: Pair, stretches: Sequence[Stretch], place: int) -> Iterator[Stretch]:
    """Stretches of the same speed to which a passage may lead from the one at ``place``."""
    before = stretches[place]
    for after in stretches[place + 1 : place + 1 + MOST_BETWEEN]:
        near = after.right_first - before.right_stop <= LONGEST_SECONDS / pair.period
        if near and before.line.rate == after.line.rate > 0 and before.line != after.line:
            yield after


def _worthy(pair: Pair, path: Path, before: Stretch, after: Stretch) -> tuple[float, _Passage] | None:
    """The best passage between two stretches and what it saves; ``None`` where that is too little."""
    longest = round(LONGEST_SECONDS / pair.period)
    first = max(before.right_first, after.right_first - longest)
    window = slice(first, min(after.right_stop, before.right_stop + longest))
    prices = _prices_on(path, window)
    numbers = path.line_of[before.right_stop : after.right_first]
    speeds = {path.lines[number].rate for number in np.unique(numbers[numbers != NONE])}
    worth = WORTH if speeds <= {before.line.rate} else WORTH_OF_OTHERS
    unusual = sum(_surcharge(speed) for speed in speeds)
    if np.maximum(prices - np.median(prices), 0).sum() + unusual < worth:
        return None
    between = _Between(pair, path.noise, window, before, after)
    found = [one for find in (_passage_between, _piece_between) if (one := find(between))]
    if not found:
        return None
    passage = min(found, key=lambda one: one.price)
    saved = float(prices.sum()) + unusual - passage.price
    return (saved, passage) if saved >= worth else None


def _surcharge(speed: float) -> float:
    return 0.0 if speed in (0.0, 1.0, *USUAL_SPEEDS) else UNUSUAL


def _prices_on(path: Path, window: slice) -> Floats:
    """What each right frame of ``window`` costs on the path."""
    prices: Floats = in_noise(path.distance[window], path.noise[window]).astype(np.float64)
    prices[path.line_of[window] == NONE] = NONE_COST
    return prices


@dataclass(frozen=True, eq=False)
class _Between:
    """The right frames of ``window``, about the gap between two stretches, and what they would cost on a line."""

    pair: Pair
    noise: npt.NDArray[np.float32]
    window: slice
    before: Stretch
    after: Stretch

    @cached_property
    def sides(self) -> tuple[Floats, Floats]:
        """`summed` on the line before and on the one after, shape (frames + 1,) each."""
        on_before, on_after = self.summed([self.before.line, self.after.line]).T
        return on_before, on_after

    @property
    def times(self) -> Floats:
        """Of the frames, seconds."""
        return self.pair.right_times[self.window]

    def summed(self, lines: Sequence[Line]) -> Floats:
        """Prices of the first frames on each line, none to all of them, in units of noise: (frames + 1, lines)."""
        distances, _ = distances_along(self.pair, lines, self.window.start, self.window.stop)
        prices = in_noise(distances, self.noise[self.window, np.newaxis]).astype(np.float64)
        return np.vstack([np.zeros(len(lines)), np.cumsum(prices, axis=0)])


def _passage_between(between: _Between) -> _Passage | None:
    """The passage that explains the frames best; a usual speed is preferred."""
    before, after, first, times = between.before, between.after, between.window.start, between.times
    on_before, on_after = between.sides
    found: list[_Passage] = []
    for speed in SPEEDS:
        starts, stops = _places(times, before, after, speed, first)
        if not len(starts):
            continue
        lines = [Line(before.line.left_at(times[at]) - speed * times[at], speed) for at in starts]
        sums, columns = between.summed(lines), np.arange(len(starts))
        prices = on_before[starts] + sums[stops, columns] - sums[starts, columns] + on_after[-1] - on_after[stops]
        best = int(prices.argmin())
        price = float(prices[best]) + _surcharge(speed)
        found.append(_Passage(before, after, lines[best], first + int(starts[best]), first + int(stops[best]), price))
    return min(found, key=lambda one: one.price, default=None)


def _piece_between(between: _Between) -> _Passage | None:
    """The piece at the speed of both, cut at either end, that explains the frames best: its line lies between theirs.

    Where somebody sits still, footage between two cuts looks much like a passage, and its line need not be known.
    """
    before, after, first = between.before, between.after, between.window.start
    half, rate = between.pair.period / 2, before.line.rate
    low, high = sorted((before.line.offset, after.line.offset))
    lines = [Line(low + step * half, rate) for step in range(1, round((high - low) / half))]
    if not lines or len(between.times) < FEWEST_FRAMES:
        return None
    on_before, on_after = (side[:, np.newaxis] for side in between.sides)
    on_lines = between.summed(lines)
    until = (on_before - on_lines)[:-FEWEST_FRAMES]
    best_until = np.minimum.accumulate(until, axis=0)
    whole = best_until + (on_lines - on_after)[FEWEST_FRAMES:] + on_after[-1]
    stop, number = np.unravel_index(int(whole.argmin()), whole.shape)
    start = int(until[: stop + 1, number].argmin())
    price = float(whole[stop, number])
    return _Passage(before, after, lines[number], first + start, first + int(stop) + FEWEST_FRAMES, price)


def _places(times: Floats, before: Stretch, after: Stretch, speed: float, first: int) -> tuple[Places, Places]:
    """Where a passage of a speed may start and stop, as places in ``times``, which begin with the frame ``first``."""
    faster = speed - before.line.rate
    seconds = (after.line.offset - before.line.offset) / faster if abs(faster) > 1e-6 else 0.0
    starts = np.arange(0, max(0, min(before.right_stop + FEWEST_FRAMES - first + 1, len(times))))
    stops = np.searchsorted(times, times[starts] + seconds - 1e-6)
    fits = (
        (stops - starts >= FEWEST_FRAMES) & (stops >= after.right_first - FEWEST_FRAMES - first) & (stops < len(times))
    )
    fits &= seconds <= LONGEST_SECONDS
    return starts[fits], stops[fits]


def _with_passage(pair: Pair, path: Path, passage: _Passage) -> Path:
    """The path on the line before up to the passage, and on the line after from its end on."""
    before, after = passage.before, passage.after
    lines = (*path.lines, before.line, passage.line, after.line)
    line_of, left_of, distance = path.line_of.copy(), path.left_of.copy(), path.distance.copy()
    ends = min(before.right_stop, passage.start), passage.start, passage.stop, max(after.right_first, passage.stop)
    for number, (start, stop) in enumerate(pairwise(ends), len(path.lines)):
        if stop > start:
            distances, frames = distances_along(pair, [lines[number]], start, stop)
            line_of[start:stop], left_of[start:stop], distance[start:stop] = number, frames[:, 0], distances[:, 0]
    return replace(path, lines=lines, line_of=line_of, left_of=left_of, distance=distance)
