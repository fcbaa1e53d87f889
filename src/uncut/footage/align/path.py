"""The path: for every right frame the one line that it is on, or none.

A dynamic programme (Viterbi) over the lines. A frame costs its distance in units of the footage's own noise; leaving
a line costs as much as a second of clear evidence; a frame that no line explains is "none" at a fixed price.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from uncut.footage.align.array_store import ArrayStore
from uncut.footage.align.blends import distances_of_blends
from uncut.footage.align.distances import distances_along
from uncut.footage.align.lines import Line, Reach, simple_rate
from uncut.footage.align.pair import Pair

Real = TypeVar("Real", np.float32, np.float64)

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
OFF_EVERY_LINE = 3.0
"""Times the noise from which a frame is asked whether it is a mixture of two."""
BLENDED_LINES = 6
"""Of the likeliest lines: half a period apart, these reach a frame and a half to each side."""
LARGEST_BLEND = 1.0
"""Squared distance above which a frame is no mixture of what a line shows there: halves of unlike pictures have 0.6."""
BLOCK_FRAMES = 4096
"""Frames of a block at most; bounds memory, does not change results."""
NOISE_FRAMES = (12, 60)
"""Frames before and after a frame, a second's worth, over which its noise is measured: at least and at most."""


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


class _Block(NamedTuple):
    """Right frames over which the same lines are hypotheses."""

    first: int
    stop: int
    active: npt.NDArray[np.intp]
    """Indices of the lines."""


def find_path(pair: Pair, reaches: Sequence[Reach]) -> Path:
    """The cheapest path through the lines."""
    lines = tuple(sorted({reach.line for reach in reaches}))
    blocks = list(_blocks_of(reaches, lines, len(pair.right)))
    stored, nearest = _measure_distances(pair, blocks, lines)
    noise = measure_noise(nearest, pair)
    if pair.registered is None:
        stored = _with_blends(pair, blocks, stored, lines, noise)
    choice = _cheapest(blocks, stored, lines, noise)
    left_of = np.full(len(pair.right), NONE, np.int32)
    distance = nearest.copy()
    edges = [0, *(np.flatnonzero(np.diff(choice)) + 1).tolist(), len(choice)]
    for first, stop in pairwise(edges):
        if stop > first and choice[first] != NONE:
            distances, frames = distances_along(pair, [lines[choice[first]]], first, stop)
            left_of[first:stop], distance[first:stop] = frames[:, 0], distances[:, 0]
    return Path(lines, choice, left_of, distance, noise)


def measure_noise(nearest: npt.NDArray[np.float32], pair: Pair) -> npt.NDArray[np.float32]:
    """Squared distance that counts as noise at every right frame.

    It is the median over two seconds of the distance to the nearest hypothesis, held between a quarter and four
    times the whole file's median, a floor of rounding, and `LARGEST_NOISE`.
    """
    if not len(nearest):
        return nearest
    overall = float(np.median(nearest))
    half = frames_a_second(pair)
    padded = np.pad(nearest, half, mode="reflect" if len(nearest) > half else "edge")
    local = _running_median(padded, 2 * half + 1)
    bounded = np.clip(local, overall / 4, overall * 4)
    floor = np.square(pair.least_noise / (pair.right_pictures.contrast + 1.0))
    noise: npt.NDArray[np.float32] = np.minimum(np.maximum(bounded, floor), LARGEST_NOISE).astype(np.float32)
    return noise


def frames_a_second(pair: Pair) -> int:
    """Right frames in about a second."""
    return int(np.clip(len(pair.right) / max(pair.right_seconds, 1e-6), *NOISE_FRAMES))


def _running_median(padded: npt.NDArray[np.float32], window: int) -> npt.NDArray[np.float32]:
    """Medians at every eighth place, joined by straight lines: noise changes slowly."""
    views = np.lib.stride_tricks.sliding_window_view(padded, window)
    places = np.arange(0, len(views), 8)
    medians = np.median(views[::8], axis=1)
    return np.interp(np.arange(len(views)), places, medians).astype(np.float32)


def _blocks_of(reaches: Sequence[Reach], lines: tuple[Line, ...], frames: int) -> Iterator[_Block]:
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
        yield _Block(first, stop, np.array(sorted(running), np.intp))


def _measure_distances(
    pair: Pair, blocks: Sequence[_Block], lines: tuple[Line, ...]
) -> tuple[ArrayStore, npt.NDArray[np.float32]]:
    """Squared distances along the lines of each block, and for every right frame the least of them."""
    stored = ArrayStore()
    nearest = np.full(len(pair.right), 4.0, np.float32)
    for first, stop, active in blocks:
        distances = np.empty((stop - first, 0), np.float32)
        if len(active):
            distances, _ = distances_along(pair, [lines[position] for position in active], first, stop)
            nearest[first:stop] = np.minimum(distances.min(axis=1), 4.0)
        stored.append(distances)
    return stored, nearest


def _with_blends(
    pair: Pair, blocks: Sequence[_Block], stored: ArrayStore, lines: tuple[Line, ...], noise: npt.NDArray[np.float32]
) -> ArrayStore:
    """The distances, those of frames that are off every line given as of mixtures on the likeliest lines."""
    blended = ArrayStore()
    for number, block in enumerate(blocks):
        distances = stored[number]
        if len(block.active):
            off = distances.min(axis=1) > OFF_EVERY_LINE * noise[block.first : block.stop]
            distances = _blended(pair, [lines[one] for one in block.active], block.first, distances, off)
        blended.append(distances)
    return blended


def _blended(
    pair: Pair, lines: Sequence[Line], first: int, distances: npt.NDArray[np.float32], off: npt.NDArray[np.bool_]
) -> npt.NDArray[np.float32]:
    """The distances, with mixtures in the rows ``off``: of the lines that are nearest there, and near at all."""
    if not off.any():
        return distances
    likely = np.argsort(distances[off], axis=1)[:, :BLENDED_LINES]
    changed = distances.copy()
    for number in np.unique(likely):
        rows = np.flatnonzero(off)[(likely == number).any(axis=1)]
        rows = rows[distances[rows, number] <= LARGEST_BLEND]
        if len(rows) and lines[number].rate > 0:
            mixed = distances_of_blends(pair, lines[number], first + rows)
            changed[rows, number] = np.minimum(changed[rows, number], mixed)
    return changed


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
    blocks: Sequence[_Block], stored: ArrayStore, lines: tuple[Line, ...], noise: npt.NDArray[np.float32]
) -> npt.NDArray[np.int32]:
    """Index of the line, or `NONE`, of every frame on the cheapest path."""
    backs = ArrayStore()
    states = np.array([NONE], np.intp)
    costs = np.zeros(1)
    for number, block in enumerate(blocks):
        here = np.append(block.active, NONE)
        steps = _steps_between(here, here, lines)
        price = _prices(stored[number], noise[block.first : block.stop])
        came_from = np.empty(price.shape, np.int32)
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
        backs.append(came_from)
        states = here
    return _walk_back(blocks, backs, int(costs.argmin()))


def in_noise(distances: npt.NDArray[Real], noise: npt.NDArray[np.float32]) -> npt.NDArray[Real]:
    """What frames at these squared distances cost, in units of ``noise``; a single one no more than `MOST_COST`."""
    prices: npt.NDArray[Real] = np.minimum(distances / noise, MOST_COST)
    return prices


def _prices(distances: npt.NDArray[np.float32], noise: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """Price of every frame on each line, and on none."""
    price = in_noise(distances, noise[:, np.newaxis])
    price[~np.isfinite(distances)] = 1e6
    return np.hstack([price, np.full((len(price), 1), NONE_COST, price.dtype)])


def _walk_back(blocks: Sequence[_Block], backs: ArrayStore, at: int) -> npt.NDArray[np.int32]:
    """The states that lead to state ``at`` of the last frame; ``backs`` say from which state each one was come to."""
    choice = np.full(blocks[-1].stop if blocks else 0, NONE, np.int32)
    for number in reversed(range(len(blocks))):
        first, _, active = blocks[number]
        for row, came_from in reversed(list(enumerate(backs[number]))):
            choice[first + row] = active[at] if at < len(active) else NONE
            at = int(came_from[at])
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
