"""Whether sound that does not follow the left wave form is the left sound at other pitches. Array maths, no files.

Voices are disguised so. The signs of a sound (`fingerprint.sound_bits`) are taken with the bands of one side laid
higher; at the right factor they are the left sound's, and at no factor are they those of another recording.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from uncut.footage.align.sound import Tracks
from uncut.footage.fingerprint.sound import Floats, smooth
from uncut.footage.fingerprint.sound_bits import BIT_HOP_SECONDS, BITS, SoundBits, measure_bits

PITCHES: Floats = 2.0 ** (np.arange(-24, 25) / 24)
"""Factors that are tried, half semitones over two octaves: a band is nearly two semitones wide."""
FINER: Floats = 2.0 ** (np.arange(-2, 3) / 96)
"""Beside the best of them."""
LAGS = range(-6, 7)
"""Hops by which the sound may be off: what changes pitches moves sound by up to 0.08 s."""
PIECE_SECONDS, MOST_PIECES = 3.0, 6
LEAST_SECONDS = 1.0
"""Of sound in a piece; from less, other sound may seem alike by chance."""
SAME = 0.36
"""Share of differing bits from which it is the same sound: pitches changed by 0.75 to 1.3 in speech, music and engines
gave 0.16 to 0.30, other sounds at their best 0.41 and more (unlike bits differ in 0.5)."""
BETTER = 0.08
"""By so much less must differ than at the left pitches."""
RATHER_SAME, RATHER_BETTER = 0.40, 0.04
"""The same for a moment beside surely changed ones."""
SMOOTHED_HOPS = 31
JOINED_SECONDS = 0.7
"""Of heard sound."""
SHORTEST_SECONDS = 0.5


@dataclass(frozen=True)
class Pitched:
    """Right seconds ``[start, end)`` that hold the left sound at other pitches."""

    start: float
    end: float
    pitch: float
    """By how much its pitches are higher on the right."""
    difference: float
    """Share of bits that differ with that taken out, 0..1."""
    before: float
    """The same without."""


def find_pitched(tracks: Tracks, start: float, end: float, doubted: Sequence[tuple[float, float]]) -> list[Pitched]:
    """Where the right seconds ``[start, end)`` hold the left sound at other pitches; they do not overlap.

    Parameters
    ----------
    tracks
        Both sounds, and the line that the pictures follow, at the left one's own speed.
    start, end
        A stretch.
    doubted
        Right seconds in it whose wave form does not follow the left one's.
    """
    pitches: list[tuple[float, int]] = []
    for first, last in _pieces(doubted):
        found = _find_pitch(tracks, first, last)
        if found is not None and all(abs(np.log(found[0] / known)) > 0.03 for known, _ in pitches):
            pitches.append(found)
    runs = [run for pitch, lag in pitches for run in _runs_at(tracks, start, end, pitch, lag)]
    chosen: list[Pitched] = []
    for run in sorted(runs, key=lambda one: one.difference):
        if all(run.end <= other.start or other.end <= run.start for other in chosen):
            chosen.append(run)
    return sorted(chosen, key=lambda one: one.start)


def measure_differences(tracks: Tracks, start: float, end: float) -> list[float]:
    """Shares of bits that differ at the left pitches, 0..1, in pieces of the right seconds ``[start, end)``.

    Pieces in which too little can be heard of both are left out.
    """
    found = [_least_difference(tracks, *piece, 1.0)[0] for piece in _pieces([(start, end)])]
    return [share for share in found if share < 1.0]


def _pieces(doubted: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Pieces of the doubted sound to be searched, evenly spread."""
    pieces = []
    for first, last in doubted:
        count = max(1, round((last - first) / PIECE_SECONDS))
        edges = np.linspace(first, last, count + 1).tolist()
        pieces += [(a, b) for a, b in pairwise(edges) if b - a >= LEAST_SECONDS]
    chosen = np.linspace(0, len(pieces) - 1, min(MOST_PIECES, len(pieces))).round().astype(int)
    return [pieces[number] for number in chosen]


def _find_pitch(tracks: Tracks, first: float, last: float) -> tuple[float, int] | None:
    """The factor and the lag in hops at which the sounds are the same; ``None`` for the left pitches and for none."""
    least = _least_difference(tracks, first, last, 1.0)
    best = min((*_least_difference(tracks, first, last, pitch), pitch) for pitch in PITCHES.tolist())
    if best[0] > SAME or best[0] > least[0] - BETTER:
        return None
    _, lag, pitch = min((*_least_difference(tracks, first, last, pitch), pitch) for pitch in (best[2] * FINER).tolist())
    return pitch, lag


def _least_difference(tracks: Tracks, first: float, last: float, pitch: float) -> tuple[float, int]:
    """Share of differing bits at the best lag, and that lag."""
    one, two = _paired_bits(tracks, first, last, pitch)
    shares = []
    for lag in LAGS:
        off, both = _differing(one, two, lag)
        heard = int(both.sum())
        shares.append((float(off[both].mean()) if heard * BIT_HOP_SECONDS >= LEAST_SECONDS / 2 else 1.0, lag))
    return min(shares)


def _paired_bits(tracks: Tracks, first: float, last: float, pitch: float) -> tuple[SoundBits, SoundBits]:
    """The bits of both sides; the bands of one are laid lower, so that none lies beyond what the tracks hold."""
    lefts = tracks.left_at(np.array([first, last]))
    one = measure_bits(tracks.left, min(1.0, 1 / pitch), float(lefts[0]), float(lefts[1]))
    return one, measure_bits(tracks.right, min(1.0, pitch), first, last)


def _differing(one: SoundBits, two: SoundBits, lag: int) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """Share of differing bits of each right frame, shape (frames,), and where both can be heard."""
    count = len(two)
    frames = np.arange(count) - lag
    inside = (frames >= 0) & (frames < len(one))
    frames = frames.clip(0, max(len(one) - 1, 0))
    if not len(one):
        return np.ones(count), np.zeros(count, bool)
    off = np.bitwise_count(one.bits[frames] ^ two.bits) / BITS
    return off, inside & one.active[frames] & two.active


def _runs_at(tracks: Tracks, start: float, end: float, pitch: float, lag: int) -> Iterator[Pitched]:
    """Where the sound is the left one at ``pitch``."""
    one, two = _paired_bits(tracks, start, end, pitch)
    off, heard = _differing(one, two, lag)
    plain, _ = _differing(*_paired_bits(tracks, start, end, 1.0), 0)
    count = min(len(off), len(plain))
    off, plain, heard = off[:count], plain[:count], heard[:count]
    weight = np.maximum(smooth(heard.astype(np.float64), SMOOTHED_HOPS), 1e-3)
    here, before = (smooth(np.where(heard, part, 0.0), SMOOTHED_HOPS) / weight for part in (off, plain))
    rather = heard & (here <= RATHER_SAME) & (here <= before - RATHER_BETTER)
    for first, stop in _joined(np.flatnonzero(rather), np.cumsum(heard & ~rather)):
        inside = slice(first, stop)
        said = heard[inside]
        share, unchanged = float(off[inside][said].mean()), float(plain[inside][said].mean())
        if (stop - first) * BIT_HOP_SECONDS >= SHORTEST_SECONDS and share <= SAME and share <= unchanged - BETTER:
            begin = two.start + first * BIT_HOP_SECONDS
            yield Pitched(begin, min(end, begin + (stop - first) * BIT_HOP_SECONDS), pitch, share, unchanged)


def _joined(frames: npt.NDArray[np.intp], against: npt.NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """Runs of frames; gaps are closed in which little speaks ``against`` it, counted from the start."""
    if not len(frames):
        return
    breaks = np.flatnonzero(np.diff(against[frames]) * BIT_HOP_SECONDS > JOINED_SECONDS)
    for first, last in zip([0, *(breaks + 1)], [*breaks, len(frames) - 1], strict=True):
        yield int(frames[first]), int(frames[last]) + 1
