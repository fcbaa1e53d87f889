"""Times that stretches explain and leave unexplained. Array maths, no files."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from uncut.footage.align.pair import Pair
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
