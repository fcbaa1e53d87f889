"""The path: for every right frame the one line that it is on, or none.

A dynamic programme (Viterbi) over the lines. A frame costs its distance in units of the footage's own noise; leaving
a line costs as much as a second of clear evidence; a frame that no line explains is "none" at a fixed price.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from uncut.footage.align.distances import distances_along
from uncut.footage.align.lines import Line, Reach, simple_rate
from uncut.footage.align.pair import Pair

NONE = -1

JUMP_COST = 25.0
"""Price of changing the line. Higher loses short stretches; lower invents cuts in noisy stills. Set on planted cuts
and unedited re-encodes (`make eval`)."""
BACK_COST = 15.0
"""Extra price of a change that goes back in the left version: cuts are common, repeats are rare."""
RATE_COST = 10.0
"""Extra price of going to a line of another rate than 1, and half as much again for a speed that no editor
would choose: over a second, a speed of 1.03 looks like 1, and 0.504 like 0.5."""
NONE_COST = 12.0
"""Price of a frame that no line explains, in units of noise."""
TO_NONE_COST = 10.0
"""Price of going to "none"; coming back costs a jump."""
MOST_COST = 40.0
"""A single frame cannot say more than this: damage in one frame must not decide."""
LARGEST_NOISE = 0.05
"""Squared distance above which difference is never taken for encoding noise (correlation 0.975)."""
BLOCK_FRAMES = 4096
"""Frames of a block at most; bounds memory, does not change results."""
SMALLEST_NOISE_GREY = 0.7
"""Grey levels of difference that any encoding may leave in an area mean."""


@dataclass(frozen=True, eq=False)
class Path:
    """What each right frame shows."""

    lines: tuple[Line, ...]
    line_of: npt.NDArray[np.int32]
    """Shape (right frames,): index into ``lines``, or `NONE`."""
    left_of: npt.NDArray[np.int32]
    """Shape (right frames,): the left frame shown, or `NONE`."""
    distance: npt.NDArray[np.float32]
    """Shape (right frames,): squared distance of the two pictures; of the nearest one where nothing is shown."""
    noise: npt.NDArray[np.float32]
    """Shape (right frames,): squared distance that counts as encoding noise there."""


@dataclass(frozen=True, eq=False)
class _Block:
    """Right frames over which the same lines are hypotheses."""

    first: int
    stop: int
    active: npt.NDArray[np.intp]
    distances: npt.NDArray[np.float16]
    """Shape (frames, lines); infinite where a line leaves the left version. Of long files there are many."""


class _Backs(NamedTuple):
    """How the cheapest paths came to the frames of a block."""

    states: npt.NDArray[np.intp]
    """Of each of its frames: lines, and `NONE` as the last one."""
    came_from: npt.NDArray[np.unsignedinteger]
    """Shape (frames, states): which state of the frame before."""


def find_path(pair: Pair, reaches: Sequence[Reach]) -> Path:
    """The cheapest path through the lines."""
    lines = tuple(sorted({reach.line for reach in reaches}))
    blocks, nearest = _make_blocks(pair, reaches, lines)
    noise = measure_noise(nearest, pair.right_pictures.contrast)
    choice = _cheapest(blocks, lines, noise, len(pair.right))
    left_of = np.full(len(pair.right), NONE, np.int32)
    distance = nearest.copy()
    edges = [0, *(np.flatnonzero(np.diff(choice)) + 1).tolist(), len(choice)]
    for first, stop in pairwise(edges):
        if stop > first and choice[first] != NONE:
            distances, frames = distances_along(pair, [lines[choice[first]]], first, stop)
            left_of[first:stop], distance[first:stop] = frames[:, 0], distances[:, 0]
    return Path(lines, choice, left_of, distance, noise)


def measure_noise(nearest: npt.NDArray[np.float32], contrast: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Squared distance that counts as noise at every right frame.

    It is the median over two seconds of the distance to the nearest hypothesis, held between a quarter and four
    times the whole file's median, a floor of rounding, and `LARGEST_NOISE`.
    """
    if not len(nearest):
        return nearest
    overall = float(np.median(nearest))
    half = 30
    padded = np.pad(nearest, half, mode="reflect" if len(nearest) > half else "edge")
    local = _running_median(padded, 2 * half + 1)
    bounded = np.clip(local, overall / 4, overall * 4)
    floor = np.square(SMALLEST_NOISE_GREY / (contrast + 1.0))
    noise: npt.NDArray[np.float32] = np.minimum(np.maximum(bounded, floor), LARGEST_NOISE).astype(np.float32)
    return noise


def _running_median(padded: npt.NDArray[np.float32], window: int) -> npt.NDArray[np.float32]:
    """Medians at every eighth place, joined by straight lines: noise changes slowly."""
    views = np.lib.stride_tricks.sliding_window_view(padded, window)
    places = np.arange(0, len(views), 8)
    medians = np.median(views[::8], axis=1)
    return np.interp(np.arange(len(views)), places, medians).astype(np.float32)


def _make_blocks(
    pair: Pair, reaches: Sequence[Reach], lines: tuple[Line, ...]
) -> tuple[list[_Block], npt.NDArray[np.float32]]:
    """The blocks, and every right frame's distance to the nearest left frame that a line gives it."""
    nearest = np.full(len(pair.right), 4.0, np.float32)
    spans = list(_spans_of(reaches, lines, len(pair.right)))
    rooms = _rooms([(stop - first, len(active)) for first, stop, active in spans], np.float16)
    for (first, stop, active), room in zip(spans, rooms, strict=True):
        if len(active):
            distances, _ = distances_along(pair, [lines[position] for position in active], first, stop)
            nearest[first:stop] = np.minimum(distances.min(axis=1), 4.0)
            room[:] = distances
    return [_Block(*span, room) for span, room in zip(spans, rooms, strict=True)], nearest


def _spans_of(
    reaches: Sequence[Reach], lines: tuple[Line, ...], frames: int
) -> Iterator[tuple[int, int, npt.NDArray[np.intp]]]:
    """First and stop of each block, and which lines are hypotheses there."""
    index = {line: position for position, line in enumerate(lines)}
    changes: dict[int, Counter[int]] = {first: Counter() for first in range(0, frames, BLOCK_FRAMES)}
    changes[frames] = Counter()
    for reach in reaches:
        changes.setdefault(reach.first, Counter())[index[reach.line]] += 1
        changes.setdefault(reach.stop, Counter())[index[reach.line]] -= 1
    running: Counter[int] = Counter()
    for first, stop in pairwise(sorted(changes)):
        running.update(changes[first])
        for gone in [line for line, count in running.items() if count == 0]:
            del running[gone]
        yield first, stop, np.array(sorted(running), np.intp)


def _rooms(shapes: Sequence[tuple[int, int]], kind: npt.DTypeLike) -> list[npt.NDArray[Any]]:
    """Arrays of these shapes in one piece of memory: many pieces of some megabytes are not all given back."""
    ends = np.cumsum([rows * columns for rows, columns in shapes], dtype=np.int64)
    whole = np.empty(int(ends[-1]) if len(ends) else 0, kind)
    return [part.reshape(shape) for part, shape in zip(np.split(whole, ends[:-1]), shapes, strict=True)]


def jump_costs(before: Sequence[Line], after: Sequence[Line]) -> npt.NDArray[np.float64]:
    """Prices of going from line to line, shape (before, after); staying costs nothing."""
    step = np.subtract.outer([line.offset for line in after], [line.offset for line in before]).T
    rates = np.array([line.rate for line in after])
    same_rate = np.equal.outer([line.rate for line in before], rates)
    costs = JUMP_COST + np.where(same_rate, np.log1p(np.abs(step)) + np.where(step < 0, BACK_COST, 0.0), 0.0)
    simple = np.array([simple_rate(rate) == rate for rate in rates], bool)
    costs += np.where(rates == 1.0, 0.0, np.where(simple, RATE_COST, 1.5 * RATE_COST))[np.newaxis, :]
    return np.where(same_rate & (step == 0), 0.0, costs)


def _cheapest(
    blocks: Sequence[_Block], lines: tuple[Line, ...], noise: npt.NDArray[np.float32], frames: int
) -> npt.NDArray[np.int32]:
    """Index of the line, or `NONE`, of every frame on the cheapest path."""
    backs: list[_Backs] = []
    shapes = [(block.stop - block.first, len(block.active) + 1) for block in blocks]
    rooms = _rooms(shapes, np.min_scalar_type(max((states for _, states in shapes), default=1)))
    states = np.array([NONE], np.intp)
    costs = np.zeros(1)
    for block, came_from in zip(blocks, rooms, strict=True):
        here = np.append(block.active, NONE)
        steps = _steps_between(here, here, lines)
        distances = block.distances.astype(np.float32)
        price = np.minimum(distances / noise[block.first : block.stop, np.newaxis], MOST_COST)
        price[~np.isfinite(distances)] = 1e6
        price = np.hstack([price, np.full((len(price), 1), NONE_COST)])
        for row in range(len(price)):
            if row == 0 and not np.array_equal(states, here):
                moves = _steps_between(states, here, lines)
                if block.first == 0:
                    moves[:] = 0.0
            else:
                moves = steps
            total = costs[:, np.newaxis] + moves
            best = total.argmin(axis=0)
            came_from[row] = best
            costs = total[best, np.arange(len(here))] + price[row]
            costs -= costs.min()
        backs.append(_Backs(here, came_from))
        states = here
    return _walk_back(backs, int(costs.argmin()), frames)


def _walk_back(backs: Sequence[_Backs], at: int, frames: int) -> npt.NDArray[np.int32]:
    """The states that lead to state ``at`` of the last frame."""
    choice = np.full(frames, NONE, np.int32)
    frame = frames - 1
    for block in reversed(backs):
        for came_from in block.came_from[::-1]:
            choice[frame] = block.states[at]
            at = int(came_from[at])
            frame -= 1
    return choice


def _steps_between(
    before: npt.NDArray[np.intp], after: npt.NDArray[np.intp], lines: tuple[Line, ...]
) -> npt.NDArray[np.float64]:
    """Prices of going from the states of one frame to those of the next; `NONE` is the last of both."""
    steps = np.full((len(before), len(after)), JUMP_COST + BACK_COST / 2)
    steps[:-1, :-1] = jump_costs([lines[line] for line in before[:-1]], [lines[line] for line in after[:-1]])
    steps[:, -1] = TO_NONE_COST
    steps[-1, -1] = 0.0
    return steps
