"""Seeds that survive any look: how much moves, when, and roughly where.

Cropping, mirroring, turning, bars and colour leave the rhythm of movement as it was, of the whole picture or at least
of the parts that are still shown. The motion energy of both sides, ten times a second for the picture and for each of
its tiles, is matched in windows; matches that agree give bands of lines, as votes of pictures do.
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
MOST_WINDOWS = 60
"""In a span; longer ones are sampled, since each window is compared with all of the left version."""
VOTES_A_WINDOW = 3
RHYTHM_ALIKE = 0.45
"""Likeness of rhythm from which a window votes. It only says where to look: pictures decide."""
QUIET = 0.3
"""Grey levels of mean change a second under which nothing is said to move."""
TILES = (3, 4)
"""Rows and columns. A crop to 9:16 keeps a column of them, an inset fills one or two; on three clips, twelve tiles and
the whole picture found more windows than six or than the whole alone."""
MOST_ALIKE = 0.99
BLOCK_PLACES = 1024


def measure_energy(side: PictureFingerprints) -> tuple[Floats, Floats]:
    """Times (frames,) in seconds and movement up to each, as sums of mean absolute changes in grey levels.

    Shape (1 + tiles, frames): of the whole picture, then of its tiles.
    """
    times = side.times.as_float()
    moved = np.zeros((1 + TILES[0] * TILES[1], len(side)))
    for first in range(1, len(side), 4096):
        block = side.thumbnails.block(first - 1, first + 4096).astype(np.int16)
        changes = np.abs(np.diff(block, axis=0))
        frames = slice(first, first + len(changes))
        moved[0, frames] = changes.mean(axis=(1, 2))
        rows = np.array_split(changes, TILES[0], axis=1)
        tiles = [tile for row in rows for tile in np.array_split(row, TILES[1], axis=2)]
        moved[1:, frames] = [tile.mean(axis=(1, 2)) for tile in tiles]
    return times, np.cumsum(moved, axis=1, out=moved)


def sample_rhythm(times: Floats, energy: Floats, start: float, end: float) -> Floats:
    """Logarithm of the movement in each tenth of a second of ``[start, end)``, shape (1 + tiles, samples)."""
    edges = np.arange(start, end + 0.5 / SAMPLES_A_SECOND, 1 / SAMPLES_A_SECOND)
    sums = np.stack([np.interp(edges, times, one) for one in energy])
    rhythm: Floats = np.log(np.diff(sums, axis=1) * SAMPLES_A_SECOND + QUIET)
    return rhythm


def find_rhythm_votes(pair: Pair, spans: Sequence[tuple[float, float]]) -> Votes:
    """Votes of the right windows in ``spans``, seconds, for left times."""
    left_rhythm = sample_rhythm(*measure_energy(pair.left), 0.0, pair.left_seconds)
    right_times, right_energy = measure_energy(pair.right)
    found: list[tuple[float, float, float, int]] = []
    for start, end in spans:
        length = min(WINDOW_SECONDS, end - start, left_rhythm.shape[1] / SAMPLES_A_SECOND)
        if length < SHORTEST_WINDOW_SECONDS:
            continue
        places = np.arange(start, end - length + 1e-6, STEP_SECONDS)
        for at in places[:: -(-len(places) // MOST_WINDOWS)]:
            window = sample_rhythm(right_times, right_energy, at, at + length)
            scores = _likeness(left_rhythm, window)
            for rank in range(VOTES_A_WINDOW):
                best = int(scores.argmax()) if len(scores) else 0
                if not len(scores) or scores[best] < RHYTHM_ALIKE:
                    break
                found.append((at + length / 2, best / SAMPLES_A_SECOND - at, 1 - float(scores[best]), rank))
                scores[max(0, best - SAMPLES_A_SECOND) : best + SAMPLES_A_SECOND] = -1
    columns = np.array(found).reshape(-1, 4).T
    return Votes(columns[0], columns[1], columns[2], columns[3].astype(np.intp))


def _likeness(signals: Floats, windows: Floats) -> Floats:
    """How alike the rhythms are at every place of the left ``signals``, shape (places,).

    Each right tile may show what any left tile shows. The best correlations, as Fisher's z, are squared and averaged,
    so that a few tiles that agree closely outweigh many that agree by chance.
    """
    size = windows.shape[1]
    if size > signals.shape[1]:
        return np.empty(0)
    wanted = _normed(windows)
    found = []
    for first in range(0, signals.shape[1] - size + 1, BLOCK_PLACES):
        part = signals[:, first : first + BLOCK_PLACES + size - 1]
        views = _normed(np.lib.stride_tricks.sliding_window_view(part, size, axis=1))
        best = np.full((len(wanted), views.shape[1]), -1.0)
        for view in views:
            np.maximum(best, wanted @ view.T, out=best)
        found.append(np.sqrt(np.square(np.arctanh(np.clip(best, 0, MOST_ALIKE))).mean(axis=0)))
    return np.concatenate(found)


def _normed(signals: npt.NDArray[np.float64]) -> Floats:
    """Zero mean and unit length along the last axis; all zeros where nothing changes."""
    centred = signals - signals.mean(axis=-1, keepdims=True)
    normed: Floats = centred / np.maximum(np.linalg.norm(centred, axis=-1, keepdims=True), 0.05)
    return normed


def refine_offset(pair: Pair, offset: float, start: float, end: float, within: float) -> float:
    """The offset near ``offset`` at which the rhythm of right ``[start, end)`` fits best, to a left frame's period."""
    left_times, left_energy = measure_energy(pair.left)
    right_times, right_energy = measure_energy(pair.right)
    wanted = sample_rhythm(right_times, right_energy, start, end)
    best, best_score = offset, -1.0
    for shift in np.arange(-within, within + 1e-9, pair.period):
        rhythm = sample_rhythm(left_times, left_energy, start + offset + shift, end + offset + shift)
        if rhythm.shape == wanted.shape and (score := float(_likeness(rhythm, wanted)[0])) > best_score:
            best, best_score = offset + float(shift), score
    return best
