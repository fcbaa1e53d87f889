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

from uncut.footage.align.sound_pair import HOP_SECONDS, Reference, SoundPair
from uncut.footage.changes.sound import (
    ADDED_DB,
    ADDED_STAYS_DB,
    GAP_SECONDS,
    LEAST_PAUSE_SECONDS,
    PAUSE_DB,
    QUIETEST_ACTIVE_DB,
    SURE_SECONDS,
    UNTOLD_SECONDS,
    Flags,
    Found,
    runs_of,
    share_inside,
)
from uncut.footage.fingerprint.sound import Floats32, smooth

LEAST_LOUD_SECONDS = 1.0
BEST = 0.85
"""Share of the loud frames under which the coherence lies that encoders leave: what was mixed in has pauses itself."""
MOST_TIMES = 2.0
"""How much louder bands are on average than the lower coherence by itself makes them: where some bands hold what was
mixed in and the others none, few bins follow less, and their bands are much louder."""
SWELLS_SHARE = 0.2
"""Of the loud frames, in which the right sound swells by `ADDED_DB` and follows less."""
CLEAN, LIKE_DB = 0.05, 0.5
"""By so little less is followed where nothing was mixed in, whatever the encoder."""
MOSTLY = 0.5
"""Of a stretch: what takes more of it is one addition, but where it is surely not there."""
CLEAN_PAUSES = 0.3
"""Share of the left sound's pauses that hold more, under which nothing is added there."""
STANDS_IN = frozenset({"muted", "bleeped", "sound_replaced"})


@dataclass(frozen=True, eq=False)
class Swells:
    """By how much the right sound is louder than the left one arrives, as far as it follows it less."""

    more_db: Floats32
    """Shape (frames,)."""
    unfollowed_db: Floats32
    """Shape (frames,): what the lower coherence by itself makes louder."""
    loud: Flags
    """Shape (frames,): where the left sound is loud enough to say so."""

    @property
    def share(self) -> float:
        """Of the loud frames, in which it is surely louder; 0 where there are too few."""
        if self.loud.sum() * HOP_SECONDS < LEAST_LOUD_SECONDS:
            return 0.0
        return float((self.more_db[self.loud] > ADDED_DB).mean())


def swells_at_all(pair: SoundPair, reference: Reference, found: Sequence[Found]) -> bool:
    """Whether the wave form is followed less in so many frames that what makes it so is worth measuring."""
    loud, unfollowed = _followed(pair, reference, found)
    return bool(loud.any()) and float((MOST_TIMES * unfollowed[loud] > ADDED_DB).mean()) >= SWELLS_SHARE


def measure_swells(pair: SoundPair, reference: Reference, found: Sequence[Found] = ()) -> Swells:
    """Swells of a stretch, but for the frames in which other sound or silence was ``found``.

    Parameters
    ----------
    pair, reference
        Measured with the left sound as loud as it arrives where it is followed best.
    """
    loud, unfollowed = _followed(pair, reference, found)
    louder = smooth(pair.excess_db - pair.deficit_db, 15)
    return Swells(np.minimum(louder, MOST_TIMES * unfollowed), unfollowed, loud)


def _followed(pair: SoundPair, reference: Reference, found: Sequence[Found]) -> tuple[Flags, Floats32]:
    """Where the left sound is loud, and by how many decibels less it is followed than at best; shapes (frames,)."""
    loud = pair.heard & (pair.expected_db > max(reference.loud_db - PAUSE_DB, QUIETEST_ACTIVE_DB))
    for one in found:
        if one.kind in STANDS_IN:
            loud[one.first : one.stop] = False
    best = float(np.quantile(pair.coherence[loud], BEST)) if loud.any() else 1.0
    unfollowed = (10 * np.log10(max(best, 1e-2) / np.maximum(pair.coherence, 1e-2))).astype(np.float32)
    return loud, unfollowed


def with_underlaid(found: Sequence[Found], pair: SoundPair, reference: Reference) -> list[Found]:
    """Findings with what was laid under the stretch told as such, in as few pieces as can be."""
    swells = measure_swells(pair, reference, found)
    if swells.share < SWELLS_SHARE:
        return list(found)
    added = [(one.first, one.stop) for one in found if one.kind == "sound_added"]
    pieces = _joined(sorted([*added, *_pieces(pair, swells)]), pair, reference, swells)
    under = [_told(pair, swells, first, stop) for first, stop in pieces]
    others = [one for one in found if one.kind != "sound_added"]
    others = [one for one in others if not any(share_inside(one, piece) > 0.5 for piece in under)]
    return sorted([*others, *under], key=lambda one: one.first)


def _pieces(pair: SoundPair, swells: Swells) -> list[tuple[int, int]]:
    surely = swells.loud & (swells.more_db > ADDED_DB)
    runs = runs_of(pair.heard & (swells.more_db > ADDED_STAYS_DB))
    return [(first, stop) for first, stop in runs if surely[first:stop].sum() * HOP_SECONDS >= SURE_SECONDS]


def _joined(
    pieces: Sequence[tuple[int, int]], pair: SoundPair, reference: Reference, swells: Swells
) -> list[tuple[int, int]]:
    """Pieces made one where it goes on between them; the first and the last one up to the ends."""
    edges = [(0, 0), *pieces, (len(swells.loud),) * 2]
    joined = _chained(edges, lambda first, stop: _goes_on(swells, first, stop))
    if sum(stop - first for first, stop in joined) > MOSTLY * len(swells.loud):
        joined = _chained(joined, lambda first, stop: not _is_clean(pair, reference, first, stop))
    return [(first, stop) for first, stop in joined if stop > first]


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
    if (stop - first) * HOP_SECONDS <= (UNTOLD_SECONDS if inside else GAP_SECONDS):
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
        f"right one swells by more than {ADDED_DB:.0f} dB (by {more:.1f} dB in a tenth) and follows the left wave form "
        "less."
    )
    return Found("sound_added", first, stop, 0.9, why)
