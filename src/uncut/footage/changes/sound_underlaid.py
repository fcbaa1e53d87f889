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

from uncut.footage.align.sound_pair import HOP_SECONDS, BandPair, Reference, SoundPair
from uncut.footage.changes.sound import (
    ADDED_STAYS_DB,
    BLUR_SECONDS,
    LEAST_PAUSE_SECONDS,
    PAUSE_DB,
    QUIETEST_ACTIVE_DB,
    SURE_SECONDS,
    UNDERLAID_SHARE,
    UNTOLD_SECONDS,
    Flags,
    Found,
    runs_of,
    share_inside,
)
from uncut.footage.fingerprint.sound import BANDS, Floats32

LEAST_LOUD_SECONDS = 1.0
BEST = 0.85
"""Share of the loud frames under which the coherence lies that encoders leave: what was mixed in has pauses itself."""
MOST_TIMES = 2.0
"""How much louder a band may be than its lower coherence by itself makes it: some of its bins hold what was mixed in,
others do not."""
FULLEST = BANDS // 3
"""Bands that hold most of what was mixed in: a voice or a tune fills few of them at once."""
SWELL_DB, SWELL_STAYS_DB = 3.0, 1.5
"""By so much louder, on average over the fullest bands, and unlike, is a swell; and what goes on with it."""
SWELLS_SHARE, SWELLS_BESIDE_SHARE = 0.3, 0.2
"""Of the loud frames, in which the right sound swells; where additions were found in a quarter of the stretch already.
In 39 treatments of 15 files (encoders, levels, compressors, noise reduction, filters, echo) 0 to 0.07 swell, in halls
up to 0.29; of 34 tracks under which another one was laid, 24 have 0.2 and more, 20 have 0.3."""
LESS_DB, LESS_SHARE = 0.7, 0.2
"""Share of the loud frames whose wave form must be followed by so much less for swells to be measured."""
CLEAN, LIKE_DB = 0.05, 0.5
"""By so little less than in the best frames is followed where nothing was mixed in, whatever the encoder."""
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
    unfollowed_db: Floats32
    """What lower coherence than the best by itself makes louder, all bands together."""
    loud: Flags
    """Where the left sound is loud enough to say so."""

    @property
    def share(self) -> float:
        """Of the loud frames, in which it swells; 0 where there are too few."""
        if self.loud.sum() * HOP_SECONDS < LEAST_LOUD_SECONDS:
            return 0.0
        return float((self.more_db[self.loud] > SWELL_DB).mean())


def swells_at_all(pair: SoundPair, reference: Reference, found: Sequence[Found]) -> bool:
    """Whether the wave form is followed less in so many frames that what makes it so is worth measuring."""
    loud = _loud(pair, reference, found)
    return bool(loud.any()) and float((_unfollowed(pair.coherence, loud)[loud] > LESS_DB).mean()) >= LESS_SHARE


def measure_swells(pair: SoundPair, bands: BandPair, reference: Reference, found: Sequence[Found] = ()) -> Swells:
    """Swells of a stretch, but for the frames in which other sound or silence was ``found``.

    Parameters
    ----------
    pair, bands, reference
        Measured with the left sound as loud as it arrives where it is followed best.
    """
    loud = _loud(pair, reference, found)
    more = np.minimum(bands.louder_db, MOST_TIMES * _unfollowed(bands.coherence.astype(np.float32), loud))
    fullest = np.partition(more, BANDS - FULLEST, axis=1)[:, -FULLEST:].mean(axis=1)
    return Swells(fullest.astype(np.float32), _unfollowed(pair.coherence, loud), loud)


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
    """Findings with what was laid under the stretch told as such, in as few pieces as can be."""
    swells = measure_swells(pair, bands, reference, found)
    added = [(one.first, one.stop) for one in found if one.kind == "sound_added"]
    beside = sum(stop - first for first, stop in added) >= UNDERLAID_SHARE * len(pair.times)
    if swells.share < (SWELLS_BESIDE_SHARE if beside else SWELLS_SHARE):
        return list(found)
    pieces = _joined(sorted([*added, *_pieces(pair, swells)]), pair, reference, swells)
    under = [_told(pair, swells, first, stop) for first, stop in pieces]
    others = [one for one in found if one.kind != "sound_added"]
    others = [one for one in others if not any(share_inside(one, piece) > 0.5 for piece in under)]
    return sorted([*others, *under], key=lambda one: one.first)


def _pieces(pair: SoundPair, swells: Swells) -> list[tuple[int, int]]:
    surely = swells.loud & (swells.more_db > SWELL_DB)
    runs = runs_of(pair.heard & (swells.more_db > SWELL_STAYS_DB))
    return [(first, stop) for first, stop in runs if surely[first:stop].sum() * HOP_SECONDS >= SURE_SECONDS]


def _joined(
    pieces: Sequence[tuple[int, int]], pair: SoundPair, reference: Reference, swells: Swells
) -> list[tuple[int, int]]:
    """Pieces made one where it goes on between them; the first and the last one up to the ends."""
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
    """Whether the wave form is followed less in frames ``[first, stop)`` than where nothing is mixed in."""
    loud = swells.loud[first:stop]
    inside = first > 0 and stop < len(swells.loud)
    if (stop - first) * HOP_SECONDS <= (UNTOLD_SECONDS if inside else 2 * BLUR_SECONDS):
        return True
    clean = float(np.quantile(swells.unfollowed_db[swells.loud], CLEAN))
    return bool(loud.any()) and float(np.median(swells.unfollowed_db[first:stop][loud])) > clean + LIKE_DB


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
        f"{100 * presence:.0f} % of the left sound arrives; in {100 * swells.share:.0f} % of its loud passages the "
        f"right one swells by more than {SWELL_DB:.0f} dB (by {more:.1f} dB in a tenth) and follows the left wave form "
        "less."
    )
    return Found("sound_added", first, stop, 0.9, why)
