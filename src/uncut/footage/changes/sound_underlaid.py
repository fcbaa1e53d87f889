"""Sound laid under a stretch whose own sound makes no pauses: array maths, no files.

Wind, engines and crowds leave no pause in which music or a voice under them could be heard alone. But what was mixed in
has its own swells: with them the right sound grows louder and follows the left wave form less, both at once, and how
loud the left one arrives stays as it is. What else makes the wave form follow less takes from the left sound what it
puts in its place (encoders, noise reduction), and what else makes it louder goes on to follow (compressors,
normalisation).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from uncut.footage.align.flags import runs_of
from uncut.footage.align.sound_pair import HOP_SECONDS, BandPair, Reference, SoundPair
from uncut.footage.changes.sound import (
    ADDED_STAYS_DB,
    BLUR_SECONDS,
    GAP_SECONDS,
    LEAST_PAUSE_SECONDS,
    PAUSE_DB,
    QUIETEST_ACTIVE_DB,
    Flags,
    Found,
    share_inside,
)
from uncut.footage.fingerprint.sound import BANDS, Floats32

BEST = 0.85
"""Share of the loud frames under which the coherence lies that encoders leave: what was mixed in has pauses itself."""
MOST_TIMES = 2.0
"""How much louder a band may be than its lower coherence by itself makes it: some of its bins hold what was mixed in,
others do not."""
FULLEST = BANDS // 3
"""Bands that hold most of what was mixed in: a voice or a tune fills few of them at once."""
SWELL_DB, SWELL_STAYS_DB = 3.0, 1.5
"""By so much louder, on average over the fullest bands, and unlike, is a swell; and what goes on with it."""
PLAIN_SECONDS = 0.5
"""For so long together what was mixed in swells over loud sound. Of 645 versions without an edit (43 treatments of 15
files), 0.4 and less in halls, 0.3 and less under all else but one coding at 12 kbit/s and one driven into clipping."""
GOES_ON_DB = 1.2
"""By so much louder, half of the time, is it between swells where something is mixed in; beside additions 0 to 1."""
MOSTLY = 0.5
"""Of a stretch: what takes more of it is one addition, but where it is surely not there."""
CLEAN_PAUSES = 0.3
"""Share of the left sound's pauses that hold more, under which nothing is added there."""
STANDS_IN = frozenset({"muted", "bleeped", "sound_replaced"})


@dataclass(frozen=True, eq=False)
class Swells:
    """By how much louder than the left one arrives the right sound is, as far as it follows less; shapes (frames,)."""

    more_db: Floats32
    """Mean over the bands that have most of it."""
    loud: Flags
    """Where the left sound is loud enough to say so."""


def measure_swells(pair: SoundPair, bands: BandPair, reference: Reference, found: Sequence[Found] = ()) -> Swells:
    """Swells of a stretch, but for the frames in which other sound or silence was ``found``.

    Parameters
    ----------
    pair
        Says where the left sound is loud.
    bands, reference
        Measured with the left sound as loud as it arrives where it is followed best.
    """
    loud = _loud(pair, reference, found)
    more = np.minimum(bands.louder_db, MOST_TIMES * _unfollowed(bands.coherence.astype(np.float32), loud))
    fullest = np.partition(more, BANDS - FULLEST, axis=1)[:, -FULLEST:].mean(axis=1)
    return Swells(fullest.astype(np.float32), loud)


def _loud(pair: SoundPair, reference: Reference, found: Sequence[Found]) -> Flags:
    """Frames in which the left sound is loud, but for silence and sound in its place; shape (frames,)."""
    loud = pair.heard & (pair.expected_db > max(reference.loud_db - PAUSE_DB, QUIETEST_ACTIVE_DB))
    for one in found:
        if one.kind in STANDS_IN:
            loud[one.first : one.stop] = False
    return loud


def _unfollowed(coherence: Floats32, loud: Flags) -> Floats32:
    """By how many decibels less is followed than at best; same shape."""
    best = np.quantile(coherence[loud], BEST, axis=0) if loud.any() else np.ones(coherence.shape[1:])
    less: Floats32 = (10 * np.log10(np.maximum(best, 0.02) / np.maximum(coherence, 0.01))).astype(np.float32)
    return less


def with_underlaid(found: Sequence[Found], pair: SoundPair, bands: BandPair, reference: Reference) -> list[Found]:
    """Findings with what was mixed in as it swells; what was laid under the stretch in as few pieces as can be."""
    swells = measure_swells(pair, bands, reference, found)
    added = [(one.first, one.stop) for one in found if one.kind == "sound_added"]
    pieces = _joined(sorted([*added, *_pieces(pair, swells)]), pair, reference, swells)
    if pieces == added:
        return list(found)
    same = {(one.first, one.stop): one for one in found if one.kind == "sound_added"}
    under = [same.get((first, stop)) or _told(pair, swells, first, stop) for first, stop in pieces]
    others = [one for one in found if one.kind != "sound_added"]
    others = [one for one in others if not any(share_inside(one, piece) > 0.5 for piece in under)]
    return sorted([*others, *under], key=lambda one: one.first)


def _pieces(pair: SoundPair, swells: Swells) -> list[tuple[int, int]]:
    surely = swells.loud & (swells.more_db > SWELL_DB)
    runs = runs_of(pair.heard & (swells.more_db > SWELL_STAYS_DB))
    return [(first, stop) for first, stop in runs if surely[first:stop].sum() * HOP_SECONDS >= PLAIN_SECONDS]


def _joined(
    pieces: Sequence[tuple[int, int]], pair: SoundPair, reference: Reference, swells: Swells
) -> list[tuple[int, int]]:
    """Pieces made one where it goes on between them; the first and the last one up to the ends."""
    if not pieces:
        return []
    edges = [(0, 0), *pieces, (len(swells.loud),) * 2]
    joined = _chained(edges, lambda first, stop: _goes_on(swells, first, stop))
    joined = [(first, stop) for first, stop in joined if stop > first]
    if sum(stop - first for first, stop in joined) > MOSTLY * len(swells.loud):
        joined = _chained(joined, lambda first, stop: not _is_clean(pair, reference, first, stop))
    return joined


def _chained(pieces: Sequence[tuple[int, int]], goes_on: Callable[[int, int], bool]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, stop in pieces:
        if joined and (first <= joined[-1][1] or goes_on(joined[-1][1], first)):
            joined[-1] = (joined[-1][0], max(joined[-1][1], stop))
        else:
            joined.append((first, stop))
    return joined


def _goes_on(swells: Swells, first: int, stop: int) -> bool:
    """Whether in frames ``[first, stop)`` it is louder, and followed less, than where nothing is mixed in."""
    loud = swells.loud[first:stop]
    inside = first > 0 and stop < len(swells.loud)
    if (stop - first) * HOP_SECONDS <= (GAP_SECONDS if inside else 2 * BLUR_SECONDS):
        return True
    return bool(loud.any()) and float(np.median(swells.more_db[first:stop][loud])) > GOES_ON_DB


def _is_clean(pair: SoundPair, reference: Reference, first: int, stop: int) -> bool:
    """Whether the left sound pauses in frames ``[first, stop)``, and the right one holds no more there."""
    span = slice(first, stop)
    pauses = pair.heard[span] & (pair.expected_db[span] < reference.loud_db - PAUSE_DB)
    if pauses.sum() * HOP_SECONDS < LEAST_PAUSE_SECONDS:
        return False
    return float((pair.excess_db[span][pauses] > ADDED_STAYS_DB).mean()) < CLEAN_PAUSES


def _told(pair: SoundPair, swells: Swells, first: int, stop: int) -> Found:
    loud = swells.loud[first:stop]
    more = float(np.quantile(swells.more_db[first:stop][loud], 0.9)) if loud.any() else 0.0
    presence = float(np.median(pair.presence[first:stop]))
    why = (
        f"{100 * presence:.0f} % of the left sound arrives, and over its loud passages the right one swells by "
        f"{more:.1f} dB in the fullest bands where it follows the left wave form less."
    )
    return Found("sound_added", first, stop, 0.9, why)
