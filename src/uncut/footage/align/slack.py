"""Slack: how far a boundary between two lines could be shifted before the pictures object.

In still footage many places of a cut explain the pictures equally well; then the honest answer is an interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from uncut.footage.align.distances import distances_along
from uncut.footage.align.pair import Pair
from uncut.footage.align.path import Path
from uncut.footage.align.stretches import Stretch

OBJECTION = 3.0
"""Sum of extra distance, in units of noise, at which a shifted boundary counts as ruled out: odds of 20 to 1."""
MOST_DISTANCE = 4.0
"""Squared distance of opposite pictures."""
BLOCK_FRAMES = 64


def measure_slack(pair: Pair, path: Path, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches, each knowing how many right frames earlier or later it could start."""
    measured = list(stretches[:1])
    for before, after in pairwise(stretches):
        if after.right_first != before.right_stop:
            measured.append(after)
            continue
        earlier = _walk(pair, path, before, after, backwards=True)
        later = _walk(pair, path, after, before, backwards=False)
        measured.append(replace(after, start_slack=(earlier, later)))
    return measured


def _walk(pair: Pair, path: Path, own: Stretch, other: Stretch, *, backwards: bool) -> int:
    """How many frames of ``own`` next to its border with ``other`` the other's line explains as well."""
    lines = (own.line, other.line)
    objections = 0.0
    for count in range(0, own.frames, BLOCK_FRAMES):
        size = min(BLOCK_FRAMES, own.frames - count)
        first = own.right_stop - count - size if backwards else own.right_first + count
        distances, _ = distances_along(pair, lines, first, first + size)
        distances = np.minimum(distances, MOST_DISTANCE)  # outside the left version it is infinite
        extra = (distances[:, 1] - distances[:, 0]) / path.noise[first : first + size]
        for step, one in enumerate(extra[::-1] if backwards else extra):
            objections += float(one)
            if objections >= OBJECTION:
                return count + step
    return own.frames
