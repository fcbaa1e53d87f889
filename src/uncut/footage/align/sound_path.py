"""The path of sound: on which line each moment of the right track lies, if on any. Array maths, no files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from uncut.footage.align.sound_lines import SoundLine, differences
from uncut.footage.fingerprint.sound_bits import SoundBits

Floats32 = npt.NDArray[np.float32]

BLOCK_FRAMES = 4
"""64 ms: one step of the path; borders are found again on the samples."""
EVEN = 0.375
"""Share of differing bits that speaks neither for nor against a line: between encoded copies and unlike sounds."""
WEIGHT = 2.6
"""Logarithmic odds for a share of 1: frames and bits are not independent of their neighbours."""
ONE_SILENT, BOTH_SILENT = -0.125, 0.03
"""What silence on one side, or on both, counts as: the first as much as unlike sound."""
JUMP = 7.0
"""Logarithmic odds against leaving a line: an equal copy outweighs it in a fifth of a second."""
BEYOND_FRAMES = 500
"""How far a line may serve outside the windows that it was found in."""


@dataclass(frozen=True)
class SoundRun:
    """Right frames ``[first, stop)`` on one line."""

    line: SoundLine
    first: int
    stop: int


def find_sound_runs(left: SoundBits, right: SoundBits, lines: Sequence[SoundLine]) -> list[SoundRun]:
    """Runs on lines along the path of greatest odds, in the right track's order."""
    if not lines or not len(right):
        return []
    states = find_states(measure_odds(left, right, lines))
    edges = [0, *(np.flatnonzero(np.diff(states)) + 1), len(states)]
    runs = []
    for low, high in pairwise(edges):
        state = int(states[low])
        if state < len(lines):
            runs.append(SoundRun(lines[state], int(low) * BLOCK_FRAMES, min(len(right), int(high) * BLOCK_FRAMES)))
    return runs


def measure_odds(left: SoundBits, right: SoundBits, lines: Sequence[SoundLine]) -> Floats32:
    """Logarithmic odds of each block for each line, shape (blocks, lines)."""
    blocks = -(-len(right) // BLOCK_FRAMES)
    odds = np.full((blocks, len(lines)), -JUMP, np.float32)
    for number, line in enumerate(lines):
        first = max(0, line.first - BEYOND_FRAMES) // BLOCK_FRAMES
        stop = min(blocks, -(-(line.stop + BEYOND_FRAMES) // BLOCK_FRAMES))
        reach = SoundLine(line.distance, first * BLOCK_FRAMES, min(len(right), stop * BLOCK_FRAMES), line.rate)
        shares, both = differences(left, right, reach)
        places = line.left_of(np.arange(reach.first, reach.stop))
        heard = left.active[np.clip(places, 0, max(0, len(left) - 1))] != right.active[reach.first : reach.stop]
        frames = np.where(both, EVEN - shares, np.where(heard, ONE_SILENT, BOTH_SILENT)) * WEIGHT
        frames[(places < 0) | (places >= len(left))] = -WEIGHT
        padded = np.concatenate([frames, np.zeros(-len(frames) % BLOCK_FRAMES)])
        odds[first:stop, number] = padded.reshape(-1, BLOCK_FRAMES).sum(axis=1)
    return odds


def find_states(odds: Floats32) -> npt.NDArray[np.intp]:
    """Which line each block lies on; the number of lines where on none. Viterbi with one cost for every change."""
    blocks, lines = odds.shape
    score = np.zeros(lines + 1, np.float64)
    came = np.zeros((blocks, lines + 1), bool)
    best = np.zeros(blocks, np.intp)
    for block in range(blocks):
        best[block] = int(np.argmax(score))
        change = score[best[block]] - JUMP
        came[block] = change > score
        score = np.where(came[block], change, score)
        score[:lines] += odds[block]
    states = np.zeros(blocks, np.intp)
    state = int(np.argmax(score))
    for block in range(blocks - 1, -1, -1):
        states[block] = state
        if came[block, state]:
            state = int(best[block])
    return states
