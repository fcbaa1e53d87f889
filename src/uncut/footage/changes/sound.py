"""Changes of sound, from what was measured of a stretch: array maths, no files.

A finding must be plain: a wrong one is worse than none. What is neither surely the left sound nor surely something else
is said to be undecided.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from uncut.footage.align.flags import runs_of
from uncut.footage.align.sound_pair import HOP_SECONDS, Reference, SoundPair
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, WINDOW_SAMPLES, Floats32, smooth

Flags = npt.NDArray[np.bool_]
FoundKind = Literal["muted", "bleeped", "sound_replaced", "sound_added", "undecided"]

SHORTEST_SECONDS = {"muted": 0.15, "bleeped": 0.15, "sound_replaced": 0.5, "sound_added": 0.5, "undecided": 1.0}

ACTIVE_RANGE_DB = 30.0
"""Expected sound this far under the loud passages is background: nothing is said about it."""
QUIETEST_ACTIVE_DB = -58.0
"""Full scale; expected sound under this is silence to a listener, whatever the rest of the file is like."""
SILENCE_DB = -50.0
SILENCE_RANGE_DB = 35.0
"""Right sound is silence under `SILENCE_DB` and this far under the loud passages."""
MUTED_DB = 20.0
"""What counts as muted must be this much quieter than expected."""
MISSING_SECONDS = 1.0
"""A track may start or end by so much less than the pictures."""
HEARD_SECONDS = 0.1
"""Seconds of a muted span in which the left sound must be heard."""
TONE = 0.65
"""Share of the power at one frequency from which a frame is a tone: a square wave has 0.81 in its fundamental."""
TONE_MORE = 0.4
"""How much more of the power must lie there than in the left sound."""
HERTZ_OF_BIN = SAMPLE_RATE_HZ / WINDOW_SAMPLES
TONE_STEADY_DB = 3.0
ABSENT = 0.35
"""Share of the left sound under which it is not there. Unedited encodes measure 0.9 to 1.1, other sound -0.05 to 0.05,
also under music as loud (`make eval`)."""
DOUBTFUL = 0.6
PRESENT = 0.5
"""Share from which what is too much was mixed in, not put in the place of something."""
ADDED_DB = 2.0
"""Mean over the bands of what is too much, from which something was mixed in. Encoders stay under 1.5."""
CODED_DB = 6.0
"""More that is asked for where the wave form is followed nowhere, and as much less as it is: what few bits leave of a
telephone call (coherence 0.83) has been 2.3 too much."""
MOST_EXCESS = 3.0
"""How much louder bands may be, on average, than sound is as a whole by what lowers its coherence: where only some of
them hold it, the others keep theirs."""
ADDED_STAYS_DB = 0.8
UNDERLAID_SHARE = 0.25
"""Of a stretch, that added sound must take for its pieces to be made one."""
PAUSE_DB, LEAST_PAUSE_SECONDS, FULL_PAUSES = 12.0, 0.1, 0.7
"""Below loud passages the left sound pauses; of its pauses so many must hold more, to be one piece."""
UNTOLD_SECONDS = 1.5
"""A passage without pauses that is no longer than this breaks nothing."""
GONE = 0.12
"""Share of the left sound, over a whole finding, under which nothing of it is left: a voice-over may push it down."""
COHERENCE_KEPT = 0.9
"""Share of the usual coherence from which the sound is the left one, however loud."""
COHERENCE_RATHER_KEPT, ADDED_GOES_ON_DB = 0.97, 1.5
"""Share up to which what was surely mixed in goes on, where so much is too much: loud speech hides music in it."""
UNFOLLOWED = 0.3
"""Coherence under which a frame surely does not follow the left wave form; encodings have 0.7 and more."""
SURE_SECONDS = 0.3
MUTED_MARGIN = 8
"""Frames beside a silence or a tone that the windows of measurement blur."""
BLUR_SECONDS = 0.16
"""What the regression's window adds to each end of a finding."""
GAP_SECONDS = 0.7
"""Pauses this short do not end a finding."""
FOLLOWS = 0.75
"""Correlation of the levels from which sound is taken for the left one, processed, although its wave form differs."""
UNLIKE_DB = 2.0
"""Mean difference of the bands, either way, that other sound must show."""


@dataclass(frozen=True)
class Found:
    """Something that happened to the sound in the frames ``[first, stop)`` of a `SoundPair`."""

    kind: FoundKind
    first: int
    stop: int
    confidence: float
    why: str
    pitch: float | None = None
    """By how much pitches are higher on the right, where it is the left sound at other pitches."""


def find_changes(pair: SoundPair, reference: Reference) -> list[Found]:
    """What happened to the sound, in order; spans do not overlap."""
    if not len(pair.times):
        return []
    active = pair.heard & (pair.expected_db > max(reference.loud_db - ACTIVE_RANGE_DB, QUIETEST_ACTIVE_DB))
    muted = find_muted(pair, reference)
    muted = [one for one in muted if not _is_pause(one, other_spans(pair, reference, active, [one]))]
    spans = other_spans(pair, reference, active, muted)
    bleeped = [one for one in find_bleeped(pair) if not _overlap(one, muted) and not _is_part(one, spans)]
    spans = other_spans(pair, reference, active, [*muted, *bleeped])
    other = [_name_other(pair, reference, active, first, stop) for first, stop in spans]
    other = _underlaid(pair, reference, other)
    other = [one for one in other if _lasts(one.kind, one.first, one.stop)]
    return sorted([*muted, *bleeped, *other], key=lambda one: one.first)


def doubted_spans(pair: SoundPair) -> list[tuple[int, int]]:
    """Frames in which there is sound on both sides and the right wave form does not follow the left one's."""
    loud = pair.heard & (pair.left_db > QUIETEST_ACTIVE_DB) & (pair.right_db > QUIETEST_ACTIVE_DB)
    doubted = loud & (pair.coherence < UNFOLLOWED)
    return [(first, stop) for first, stop in _joined(runs_of(doubted), GAP_SECONDS) if doubted[first:stop].mean() > 0.5]


def with_pitched(found: Sequence[Found], pitched: Sequence[Found]) -> list[Found]:
    """Findings with those that ``pitched`` ones explain replaced by them; what was measured of the ends is kept."""
    kept = [one for one in found if not any(_covers(other, one) for other in pitched)]
    for one in pitched:
        same = [other for other in found if other.kind == "sound_replaced" and share_inside(other, one) > 0.5]
        ends = max(same, key=lambda other: other.stop - other.first, default=one)
        kept.append(replace(one, first=ends.first, stop=ends.stop) if share_inside(one, ends) > 0.5 else one)
    return sorted(kept, key=lambda one: one.first)


def _covers(pitched: Found, other: Found) -> bool:
    """Whether other pitches explain a finding: silence and bleeps they do not."""
    explained = other.kind in {"sound_replaced", "sound_added", "undecided"}
    return explained and share_inside(other, pitched) > 0.5


def share_inside(one: Found, other: Found) -> float:
    """Share of ``one`` that lies in ``other``."""
    return max(0, min(one.stop, other.stop) - max(one.first, other.first)) / (one.stop - one.first)


def find_muted(pair: SoundPair, reference: Reference) -> list[Found]:
    """Silence where the left sound should be heard."""
    silence = min(SILENCE_DB, reference.loud_db - SILENCE_RANGE_DB)
    quieter = pair.expected_db - pair.right_db
    silent = pair.right_db < silence
    # Where the left is as silent, a muted span may run on, but neither start nor end.
    says = silent & (quieter > MUTED_DB / 2)
    heard = silent & (quieter > MUTED_DB) & (pair.expected_db > max(reference.loud_db - 25, QUIETEST_ACTIVE_DB))
    found = []
    for start, end in runs_of(silent):
        inside = np.flatnonzero(says[start:end]) + start
        if not len(inside) or heard[start:end].sum() * HOP_SECONDS < HEARD_SECONDS:
            continue
        first, stop = _widened(int(inside[0]), int(inside[-1]) + 1, len(silent))
        ended = (~pair.heard[first:stop]).mean() > 0.5 and (stop - first) * HOP_SECONDS < MISSING_SECONDS
        if not ended and _lasts("muted", first, stop):
            found.append(Found("muted", first, stop, 0.97, _why_muted(pair, first, stop)))
    return found


def _why_muted(pair: SoundPair, first: int, stop: int) -> str:
    inside = slice(first + 2, max(first + 3, stop - 2))
    return (
        f"The right sound lies at {np.median(pair.right_db[inside]):.0f} dB of full scale where the left one, as it "
        f"arrives elsewhere, would lie at {np.quantile(pair.expected_db[inside], 0.9):.0f} dB."
    )


def find_bleeped(pair: SoundPair) -> list[Found]:
    """A steady tone that the left sound does not have."""
    stays = np.abs(np.diff(pair.pitch, prepend=pair.pitch[:1])) <= 1
    found = []
    for first, stop in runs_of((pair.tone > TONE) & stays):
        if stop - first < 3:  # without its ends nothing would be left
            continue
        middle = slice(first + 1, stop - 1)
        more = float((pair.tone[middle] - pair.tone_before[middle]).mean())
        steady, level = float(pair.right_db[middle].std()), float(np.median(pair.right_db[middle]))
        plain = more >= TONE_MORE and steady <= TONE_STEADY_DB and level >= QUIETEST_ACTIVE_DB
        if not plain or not _lasts("bleeped", first, stop):
            continue
        hertz = HERTZ_OF_BIN * float(np.median(pair.pitch[middle]))
        why = (
            f"A tone near {hertz:.0f} Hz at {level:.0f} dB of full scale, steady within {steady:.1f} dB, holds "
            f"{100 * pair.tone[middle].mean():.0f} % of the power; of the left sound, "
            f"{100 * pair.tone_before[middle].mean():.0f} % lies there."
        )
        found.append(Found("bleeped", first, stop, 0.95, why))
    return found


def other_spans(pair: SoundPair, reference: Reference, active: Flags, known: list[Found]) -> list[tuple[int, int]]:
    """Frames with other sound in place of the left one, or over it; outside what is already ``known``."""
    free = pair.heard.copy()
    for one in known:
        free[max(0, one.first - MUTED_MARGIN) : one.stop + MUTED_MARGIN] = False
    # Compressors and normalisation make quiet passages louder, but leave the wave form.
    unlike = pair.coherence < reference.coherence * COHERENCE_KEPT
    excess = np.where(unlike, np.minimum(smooth(pair.excess_db, 15), _most_excess(pair, reference)), 0)
    added = ADDED_DB + CODED_DB * (1 - reference.coherence)
    surely = free & ((unlike & active & (pair.presence < ABSENT)) | (excess > added))
    rather = pair.coherence < reference.coherence * COHERENCE_RATHER_KEPT
    more = (excess > ADDED_STAYS_DB) | (rather & (smooth(pair.excess_db, 15) > ADDED_GOES_ON_DB))
    perhaps = free & ((unlike & active & (pair.presence < DOUBTFUL)) | more)
    runs = [(first, stop) for first, stop in runs_of(perhaps) if surely[first:stop].any()]
    return [
        (first, stop)
        for first, stop in _joined(runs, GAP_SECONDS)
        if surely[first:stop].sum() * HOP_SECONDS >= SURE_SECONDS
    ]


def _most_excess(pair: SoundPair, reference: Reference) -> Floats32:
    """How much louder, in decibels, what does not follow the left wave form can have made the right sound.

    Compressors and normalisation make it louder as well, but it goes on to follow.
    """
    followed = pair.coherence / max(reference.coherence, 1e-3)
    most: Floats32 = -MOST_EXCESS * 10 * np.log10(np.clip(followed, 1e-3, 1))
    return most


def _trimmed(pair: SoundPair, active: Flags, first: int, stop: int) -> tuple[int, int]:
    """A run from its first frame without the left sound to its last: what lies around is blurred by the windows."""
    inside = np.flatnonzero(active[first:stop] & (pair.presence[first:stop] < ABSENT)) + first
    if not len(inside):
        return first, stop
    return max(first, int(inside[0]) - 2), min(stop, int(inside[-1]) + 3)


def _is_part(tone: Found, spans: list[tuple[int, int]]) -> bool:
    """Whether a tone is only a note in other sound that goes on before or after it."""
    blur = round(2 * BLUR_SECONDS / HOP_SECONDS)
    length = tone.stop - tone.first
    return any(first < tone.stop and tone.first < stop and stop - first - blur > 1.6 * length for first, stop in spans)


def _is_pause(muted: Found, spans: list[tuple[int, int]]) -> bool:
    """Whether a silence is only a pause in other sound: such stands right before and after it."""
    near = MUTED_MARGIN + round(BLUR_SECONDS / HOP_SECONDS)
    before = any(first < muted.first <= stop + near for first, stop in spans)
    after = any(first - near <= muted.stop < stop for first, stop in spans)
    return before and after


def _name_other(pair: SoundPair, reference: Reference, active: Flags, first: int, stop: int) -> Found:
    """Which kind of change a run of frames is that do not hold the left sound alone."""
    span = slice(first, stop)
    speaks = active[span]
    excess, deficit = float(pair.excess_db[span].mean()), float(pair.deficit_db[span].mean())
    presence = float(np.median(pair.presence[span][speaks])) if speaks.any() else 1.0
    told = (
        f"{100 * presence:.0f} % of the left sound arrives ({100 * reference.coherence:.0f} % coherence elsewhere); "
        f"the bands are {excess:.1f} dB louder and {deficit:.1f} dB quieter than it on average"
    )
    if speaks.sum() * HOP_SECONDS < 0.2:
        if excess > ADDED_DB and pair.right_db[span].max() > QUIETEST_ACTIVE_DB + 8:
            level = float(np.median(pair.right_db[span]))
            return Found("sound_added", first, stop, 0.85, f"Sound at {level:.0f} dB where the left one has none.")
        return Found("undecided", first, stop, 0.5, "the left version is too quiet here")
    if presence >= GONE:
        if (excess >= ADDED_STAYS_DB and presence >= PRESENT) or excess > max(deficit, ADDED_GOES_ON_DB):
            return Found("sound_added", first, stop, 0.9, f"{told}.")
        return Found("undecided", first, stop, 0.5, told)
    follows = level_correlation(pair, first, stop)
    if follows < FOLLOWS and excess + deficit >= UNLIKE_DB:
        first, stop = _trimmed(pair, active, first, stop)
        return Found("sound_replaced", first, stop, 0.92, f"{told}; the levels correlate by {follows:.2f}.")
    return Found("undecided", first, stop, 0.5, f"{told}, and the levels correlate by {follows:.2f}")


def _underlaid(pair: SoundPair, reference: Reference, found: Sequence[Found]) -> list[Found]:
    """``found`` with sound that was added in pieces made one, where it is heard in all pauses between them as well.

    Loud speech hides music that is laid under all of it.
    """
    pieces = [one for one in found if one.kind == "sound_added"]
    if sum(one.stop - one.first for one in pieces) < UNDERLAID_SHARE * len(pair.times):
        return list(found)
    joined: list[Found] = []
    for one in pieces:
        before = joined[-1].stop if joined else 0
        first = before if _goes_on(pair, reference, before, one.first) else one.first
        if joined and first < one.first:
            joined[-1] = replace(max(joined[-1], one, key=_length), first=joined[-1].first, stop=one.stop)
        else:
            joined.append(replace(one, first=first))
    if _goes_on(pair, reference, joined[-1].stop, len(pair.times)):
        joined[-1] = replace(joined[-1], stop=len(pair.times))
    others = [one for one in found if one.kind != "sound_added"]
    others = [one for one in others if not any(share_inside(one, run) > 0.5 for run in joined)]
    return [*others, *joined]


def _length(one: Found) -> int:
    return one.stop - one.first


def _goes_on(pair: SoundPair, reference: Reference, first: int, stop: int) -> bool:
    """Whether all pauses of the left sound in frames ``[first, stop)`` hold more than it; few frames say nothing."""
    span = slice(first, stop)
    pauses = pair.heard[span] & (pair.expected_db[span] < reference.loud_db - PAUSE_DB)
    if pauses.sum() * HOP_SECONDS < LEAST_PAUSE_SECONDS:
        return (stop - first) * HOP_SECONDS <= UNTOLD_SECONDS
    return float((pair.excess_db[span][pauses] > ADDED_STAYS_DB).mean()) >= FULL_PAUSES


def level_correlation(pair: SoundPair, first: int, stop: int) -> float:
    """Correlation of the levels of both sides over frames, -1..1; 0 where one of them is flat."""
    one, two = (np.maximum(side[first:stop], -70.0) for side in (pair.expected_db, pair.right_db))
    spread = float(one.std() * two.std())
    return float(((one - one.mean()) * (two - two.mean())).mean() / spread) if spread > 1.0 else 0.0


def _joined(runs: Iterable[tuple[int, int]], gap_seconds: float) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for first, stop in runs:
        if joined and (first - joined[-1][1]) * HOP_SECONDS <= gap_seconds:
            joined[-1] = (joined[-1][0], stop)
        else:
            joined.append((first, stop))
    return joined


def _widened(first: int, stop: int, frames: int) -> tuple[int, int]:
    """A run of silence with what the windows of measurement take from its ends."""
    return max(0, first - 1), min(frames, stop + 1)


def _lasts(kind: str, first: int, stop: int) -> bool:
    return (stop - first) * HOP_SECONDS >= SHORTEST_SECONDS[kind] - HOP_SECONDS / 2


def _overlap(one: Found, others: Iterable[Found]) -> bool:
    return any(one.first < other.stop and other.first < one.stop for other in others)
