"""Whether a stretch holds other sound throughout, in which nothing of the left one arrives. Array maths, no files.

How the left sound arrives is measured in the stretch itself; where it does not arrive at all, that cannot be, and the
stretch is judged as a whole: by the lags at which the wave forms agree, of which other recordings have none, and by the
signs of both sounds, which echo, noise and filters leave alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from uncut.footage.align.sound_pair import HOP_SECONDS, Reference, SoundPair
from uncut.footage.changes.sound import (
    ACTIVE_RANGE_DB,
    MISSING_SECONDS,
    QUIETEST_ACTIVE_DB,
    SHORTEST_SECONDS,
    Found,
    find_muted,
)
from uncut.footage.fingerprint.sound import Floats

HELD_SHARE = 0.25
"""Share of the windows that agree on a lag of the wave form, from which the left sound is there, however changed. The
same recording under echo, reverberation, noise reduction, telephone filters and choruses had 0.82 and more in 30
files, other recordings 0 to 0.17."""
UNLIKE = 0.42
"""Share of differing bits from which sounds are unlike: other recordings 0.44 and more, the same one treated so up to
0.39."""
LEAST_HEARD_SECONDS = 1.0
"""Of both sounds, for other sound to be told."""
STEADY_DB, OTHER_COLOUR_DB = 2.0, 2.5
"""Deviation of the levels of both under which they are steady noise, which encoders make up anew: of another colour, it
is other noise."""
LEAST_ADDED_SECONDS, ADDED_RANGE_DB = 0.5, 10.0
"""Where the left version is silent: sound so long, by so much above silence."""
CONFIDENCE = 0.9


def find_unlike(
    pair: SoundPair, reference: Reference, lags: Floats, differences: Sequence[float], colour_db: float
) -> list[Found]:
    """What happened to the sound of a stretch in which the left one is not known to arrive.

    Parameters
    ----------
    pair
        What was measured, as if the left sound arrived as ``reference`` says.
    reference
        How it arrives elsewhere.
    lags
        Seconds by which each window lags, as far as windows agree on it; NaN where they do not.
    differences
        Shares of differing bits, by piece.
    colour_db
        `Reference.colour_db` of the stretch itself.
    """
    left, right = (pair.heard & (side > QUIETEST_ACTIVE_DB) for side in (pair.left_db, pair.right_db))
    held = _held_share(lags)
    if not left.any():
        return _added(pair)
    if held >= HELD_SHARE:
        return _undecided(pair, "the left sound is there, but so changed throughout that no more can be told")
    muted = find_muted(pair, reference)
    both = left & right & (pair.expected_db > reference.loud_db - ACTIVE_RANGE_DB)
    if both.sum() * HOP_SECONDS < LEAST_HEARD_SECONDS or not differences:
        return muted or _undecided(pair, "too little is heard in both versions")
    steady = max(float(side[both].std()) for side in (pair.left_db, pair.right_db)) < STEADY_DB
    if steady and colour_db < OTHER_COLOUR_DB:
        return _undecided(pair, "steady noise does not tell one recording from another")
    unlike = float(np.median(differences))
    if unlike < UNLIKE:
        return _undecided(pair, f"the wave form is another, but only {unlike:.0%} of the bits of both sounds differ")
    why = (
        f"Nothing of the left sound arrives: in {held:.0%} of the windows the wave forms agree at a lag, and "
        f"{unlike:.0%} of the bits of both sounds differ (unlike sounds differ in 50 %)."
    )
    inside = np.flatnonzero(left | right)
    whole = Found("sound_replaced", int(inside[0]), int(inside[-1]) + 1, CONFIDENCE, why)
    return _beside(whole, muted)


def is_held(lags: Floats) -> bool:
    """Whether enough windows agree on a lag for the left sound to be there, however changed."""
    return _held_share(lags) >= HELD_SHARE


def _held_share(lags: Floats) -> float:
    return float(np.mean(~np.isnan(lags))) if len(lags) else 0.0


def _beside(whole: Found, muted: Sequence[Found]) -> list[Found]:
    """Other sound from its start to its end: a long silence there is told as such, one within is a pause in it."""
    long = [one for one in muted if (one.stop - one.first) * HOP_SECONDS >= MISSING_SECONDS]
    before = [one for one in long if one.first <= whole.first]
    after = [one for one in long if one.stop >= whole.stop]
    first = max((one.stop for one in before), default=whole.first)
    stop = min((one.first for one in after), default=whole.stop)
    return [*before, replace(whole, first=first, stop=stop), *after]


def _added(pair: SoundPair) -> list[Found]:
    loud = pair.heard & (pair.right_db > QUIETEST_ACTIVE_DB + ADDED_RANGE_DB)
    if loud.sum() * HOP_SECONDS < LEAST_ADDED_SECONDS:
        return []
    inside = np.flatnonzero(loud)
    level = float(np.median(pair.right_db[loud]))
    why = f"Sound at {level:.0f} dB of full scale where the left one has none."
    return [Found("sound_added", int(inside[0]), int(inside[-1]) + 1, CONFIDENCE, why)]


def _undecided(pair: SoundPair, why: str) -> list[Found]:
    inside = np.flatnonzero(pair.heard)
    if len(inside) * HOP_SECONDS < SHORTEST_SECONDS["undecided"]:
        return []
    return [Found("undecided", int(inside[0]), int(inside[-1]) + 1, 0.5, why)]
