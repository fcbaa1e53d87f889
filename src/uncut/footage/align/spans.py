"""Times that stretches explain and leave unexplained. Array maths, no files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from uncut.footage.align.pair import Pair
from uncut.footage.align.runs import SHORTEST_FRAMES
from uncut.footage.align.stretches import Stretch

SHORTEST_SECONDS = 1.5


def unexplained_spans(
    pair: Pair, stretches: Sequence[Stretch], shortest: float = SHORTEST_SECONDS
) -> list[tuple[float, float]]:
    """Right times, seconds, outside all ``stretches``, of at least ``shortest``."""
    edges = [0.0]
    for stretch in stretches:
        edges += [float(pair.right_times[stretch.right_first]), float(pair.right_times[stretch.right_stop - 1])]
    edges.append(pair.right_seconds)
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if end - start >= shortest]


def exact_pairs(
    pair: Pair, stretches: Sequence[Stretch], step: float, least: int, most: int
) -> list[tuple[float, float]]:
    """Left and right seconds, amid frames that show the same: one every ``step`` seconds of each stretch or so."""
    half = pair.left_seconds / len(pair.left) / 2
    pairs = []
    for one in stretches:
        seconds = float(pair.right_times[one.right_stop - 1] - pair.right_times[one.right_first])
        count = int(np.clip(round(seconds / step), least, most)) if step else most
        for frame in np.linspace(one.right_first, one.right_stop - 1, count + 2)[1:-1].round().astype(int).tolist():
            at = float(pair.right_times[frame])
            pairs.append((one.line.rate * at + one.line.offset + half, at))
    return pairs


def shown_once(stretches: Sequence[Stretch]) -> tuple[list[Stretch], list[Stretch]]:
    """The longest stretches that share no left frames, and those that show again what one of them does."""
    once: list[Stretch] = []
    again: list[Stretch] = []
    for one in sorted(stretches, key=lambda one: -one.frames):
        doubled = any(one.left_first < other.left_stop and other.left_first < one.left_stop for other in once)
        (again if doubled else once).append(one)
    return once, again


def keep_longest(stretches: Sequence[Stretch]) -> list[Stretch]:
    """The longest stretches, and what of the others lies where none of them is; in the right version's order."""
    kept: list[Stretch] = []
    for one in sorted(stretches, key=lambda one: -one.frames * (1 - one.distance / 2)):
        first, stop = one.right_first, one.right_stop
        for other in kept:
            if other.right_first <= first < other.right_stop:
                first = other.right_stop
            if other.right_first < stop <= other.right_stop:
                stop = other.right_first
        inside = any(first < other.right_stop and other.right_first < stop for other in kept)
        if stop - first >= SHORTEST_FRAMES and not inside:
            kept.append(one if stop - first == one.frames else _part_of(one, first, stop))
    return sorted(kept, key=lambda one: one.right_first)


def _part_of(stretch: Stretch, first: int, stop: int) -> Stretch:
    """The right frames ``[first, stop)`` of a stretch that runs on."""
    share = (stretch.left_stop - stretch.left_first) / stretch.frames
    low, high = (stretch.left_first + round(share * (at - stretch.right_first)) for at in (first, stop))
    return replace(stretch, right_first=first, right_stop=stop, left_first=low, left_stop=max(high, low + 1))
