"""Seeds that survive any look: how much moves, and when.

Cropping, mirroring, bars and colour leave the rhythm of movement as it was. The motion energy of both sides, as a
signal ten times a second, is matched in windows; matches that agree give bands of lines, as votes of pictures do.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from uncut.footage.align.lines import Floats
from uncut.footage.align.pair import Pair
from uncut.footage.align.seeds import Votes
from uncut.footage.fingerprint.pictures import PictureFingerprints

SAMPLES_A_SECOND = 10
WINDOW_SECONDS = 4.0
SHORTEST_WINDOW_SECONDS = 1.5
STEP_SECONDS = 0.5
VOTES_A_WINDOW = 3
RHYTHM_ALIKE = 0.7
"""Correlation of rhythm from which a window votes. It only says where to look: pictures decide."""
QUIET = 0.3
"""Grey levels of mean change a second under which nothing is said to move."""


def measure_energy(side: PictureFingerprints) -> tuple[Floats, Floats]:
    """Times (frames,) in seconds and movement up to each, as the sum of mean absolute changes in grey levels."""
    times = side.times.as_float()
    moved = np.zeros(len(side))
    for first in range(1, len(side), 4096):
        block = side.thumbnails.block(first - 1, first + 4096).astype(np.int16)
        moved[first : first + len(block) - 1] = np.abs(np.diff(block, axis=0)).mean(axis=(1, 2))
    return times, np.cumsum(moved)


def sample_rhythm(times: Floats, energy: Floats, start: float, end: float) -> Floats:
    """Logarithm of the movement in each tenth of a second of ``[start, end)``, shape (samples,)."""
    edges = np.arange(start, end + 0.5 / SAMPLES_A_SECOND, 1 / SAMPLES_A_SECOND)
    rhythm: Floats = np.log(np.diff(np.interp(edges, times, energy)) * SAMPLES_A_SECOND + QUIET)
    return rhythm


def find_rhythm_votes(pair: Pair, spans: Sequence[tuple[float, float]]) -> Votes:
    """Votes of the right windows in ``spans``, seconds, for left times."""
    left_rhythm = sample_rhythm(*measure_energy(pair.left), 0.0, pair.left_seconds)
    right_times, right_energy = measure_energy(pair.right)
    found: list[tuple[float, float, float, int]] = []
    for start, end in spans:
        length = min(WINDOW_SECONDS, end - start, len(left_rhythm) / SAMPLES_A_SECOND)
        if length < SHORTEST_WINDOW_SECONDS:
            continue
        for at in np.arange(start, end - length + 1e-6, STEP_SECONDS):
            window = sample_rhythm(right_times, right_energy, at, at + length)
            scores = _correlate(left_rhythm, window)
            for rank in range(VOTES_A_WINDOW):
                best = int(scores.argmax()) if len(scores) else 0
                if not len(scores) or scores[best] < RHYTHM_ALIKE:
                    break
                found.append((at + length / 2, best / SAMPLES_A_SECOND - at, 1 - float(scores[best]), rank))
                scores[max(0, best - SAMPLES_A_SECOND) : best + SAMPLES_A_SECOND] = -1
    columns = np.array(found).reshape(-1, 4).T
    return Votes(columns[0], columns[1], columns[2], columns[3].astype(np.intp))


def _correlate(signal: Floats, window: Floats) -> Floats:
    """Correlation of ``window`` with every place of ``signal``, shape (places,)."""
    size = len(window)
    if size > len(signal) or window.std() < 1e-3:
        return np.empty(0)
    views: npt.NDArray[np.float64] = np.lib.stride_tricks.sliding_window_view(signal, size)
    centred = window - window.mean()
    spread = np.sqrt(np.maximum(views.var(axis=1), 1e-6))
    correlation: Floats = (views @ centred) / (size * spread * window.std())
    return correlation


def refine_offset(pair: Pair, offset: float, start: float, end: float, within: float) -> float:
    """The offset near ``offset`` at which the rhythm of right ``[start, end)`` fits best, to a left frame's period."""
    left_times, left_energy = measure_energy(pair.left)
    right_times, right_energy = measure_energy(pair.right)
    wanted = sample_rhythm(right_times, right_energy, start, end)
    best, best_score = offset, -1.0
    for shift in np.arange(-within, within + 1e-9, pair.period):
        rhythm = sample_rhythm(left_times, left_energy, start + offset + shift, end + offset + shift)[: len(wanted)]
        if len(rhythm) == len(wanted) and rhythm.std() > 1e-3 and wanted.std() > 1e-3:
            score = float(np.corrcoef(rhythm, wanted)[0, 1])
            if score > best_score:
                best, best_score = offset + float(shift), score
    return best
