"""The sound of two versions: read both tracks in the jail, follow the pictures, name what changed."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import msgspec
import numpy as np
from msgspec import UNSET

from uncut.errors import UnreadableFootage
from uncut.footage.align.lines import Line
from uncut.footage.align.sound import SAME_LAG, STANDS_OUT, Lags, OverCut, Tracks, find_lag, measure_lags
from uncut.footage.align.sound_over_cuts import find_over_cut
from uncut.footage.align.sound_pair import (
    HOP_SECONDS,
    Reference,
    SoundPair,
    measure_bands,
    measure_pair,
    measure_reference,
)
from uncut.footage.align.sound_pitch import find_pitched, measure_differences
from uncut.footage.align.sound_stretches import align_sounds
from uncut.footage.changes.cuts import Placed
from uncut.footage.changes.sound import Found, doubted_spans, find_changes, with_pitched
from uncut.footage.changes.sound_underlaid import with_underlaid
from uncut.footage.changes.sound_unlike import find_unlike, is_held
from uncut.footage.decode import decode_sound
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, Floats, SoundTrack, collect_sound
from uncut.footage.seen import Heard
from uncut.footage.sides import ReadSide
from uncut.jail import JailSettings
from uncut.model.comparison import Edit, NotExamined
from uncut.model.time import Span, format_clock, format_length, total_seconds

LEAST_LINE_SECONDS = 2.0
"""For so long the left sound must be heard along a line, for pictures to be sought on it."""
ENCODER_LAG_SECONDS = 0.06
"""Delay that encoders and containers leave."""
STARTS_LOST = frozenset({"avi"})
"""Containers that keep no times: every track starts at 0, whatever was written, and gaps in the sound are closed."""
LOST_SECONDS = 0.25
"""By so much sound and picture come apart in them at the hands of converters alone: a late start, a gap, two frames for
which some hold the first picture, and what encoders put before the sound."""
SHORTEST_STRETCH_SECONDS = 0.6
"""A lag cannot be told from less."""
MOST_MISSING = 0.4
"""Share of a track that gaps may be: of more, its clock is broken, and no sample has a place."""
OTHER_SOUND = frozenset({"sound_replaced", "sound_added", "undecided"})
"""Findings that the left sound at another lag may be as well."""
ASIDE_MARGIN = 25
"""Frames beside such a finding that its lag may explain better: half a second."""
SNAP_SECONDS = 0.06
"""Ends this near to a stretch's own are that."""


class Sounds:
    """The tracks of two files, read when they are first asked for."""

    def __init__(self, left: ReadSide, right: ReadSide, jail: JailSettings) -> None:
        """Nothing read yet."""
        self.left, self.right, self._jail = left, right, jail

    @cached_property
    def read(self) -> tuple[ReadSound, ReadSound]:
        """Both, or why there are none."""
        found = read_sounds(_path_with_sound(self.left), _path_with_sound(self.right), self._jail)
        one, two = (
            ReadSound(None, side.probe.unread_sound) if side.probe.unread_sound else read
            for side, read in zip((self.left, self.right), found, strict=True)
        )
        return one, two

    @property
    def tracks(self) -> tuple[SoundTrack, SoundTrack] | None:
        """Both tracks; ``None`` where one of them is not there, or cannot be read."""
        one, two = (side.track for side in self.read)
        return None if one is None or two is None else (one, two)

    @cached_property
    def lines(self) -> list[Heard]:
        """Where the left sound is heard, and along which lines."""
        if self.left.footage.audio is None or self.right.footage.audio is None or self.tracks is None:
            return []
        found = [one for one in align_sounds(*self.tracks) if one.end - one.start >= LEAST_LINE_SECONDS]
        return [Heard(one.start, one.end, Line(one.offset + (1 - one.rate) * one.start, one.rate)) for one in found]


def compare_sound(
    left: ReadSide, right: ReadSide, placed: Sequence[Placed], sounds: Sounds
) -> tuple[list[Edit], list[NotExamined]]:
    """Every change of sound between two files whose pictures are ``placed``; what could not be read is noted."""
    if not placed:
        return [], [_without_partner(sounds.lines)]
    one, two = sounds.read
    for name, side in (("left", one), ("right", two)):
        if side.why:
            return [], [NotExamined(what="sound", why=f"the {name} version's sound cannot be read: {side.why}")]
    period = max(float(side.times.seconds) / len(side.times) for side in (left, right))
    starts_lost = any(side.probe.container in STARTS_LOST for side in (left, right))
    return find_sound_changes(one.track, two.track, placed, period, starts_lost=starts_lost)


def _without_partner(heard: Sequence[Heard]) -> NotExamined:
    """What is said of sound to which no pictures belong; one song may go with any pictures."""
    why = "no pictures of the left version are shown, so sound has no partner"
    if heard:
        start, end = (format_clock(Fraction(round(1000 * at), 1000)) for at in (heard[0].start, heard[-1].end))
        why = (
            "no pictures of the left version are shown, but its sound, or other sound that is the same, is heard "
            f"between {start} and {end} of the right version; whether it was altered is not examined"
        )
    return NotExamined(what="sound", why=why)


def _path_with_sound(side: ReadSide) -> Path | None:
    return side.path if side.footage.audio is not None else None


@dataclass(frozen=True, eq=False)
class ReadSound:
    """A file's sound: its track, or why there is none."""

    track: SoundTrack | None
    why: str = ""


def read_sounds(left: Path | None, right: Path | None, jail: JailSettings) -> tuple[ReadSound, ReadSound]:
    """Both tracks, decoded side by side; ``None`` stands for a file that says it has no sound."""
    with ThreadPoolExecutor(2) as pool:
        one, two = pool.submit(_read, left, jail), pool.submit(_read, right, jail)
        return one.result(), two.result()


def _read(path: Path | None, jail: JailSettings) -> ReadSound:
    if path is None:
        return ReadSound(None)
    try:
        with decode_sound(path, sample_rate_hz=SAMPLE_RATE_HZ, settings=jail) as stream:
            track = collect_sound(stream.start, (block.samples for block in stream))
    except UnreadableFootage as error:
        return ReadSound(None, error.what)
    missing = float(total_seconds(stream.gaps))
    if missing > MOST_MISSING * (track.end - track.start):
        return ReadSound(None, f"by its time stamps {missing:.1f} s of {track.end - track.start:.1f} s are missing")
    return ReadSound(track)


def find_sound_changes(
    left: SoundTrack | None,
    right: SoundTrack | None,
    placed: Sequence[Placed],
    period: float = 0.04,
    *,
    starts_lost: bool = False,
) -> tuple[list[Edit], list[NotExamined]]:
    """Every change of sound in the stretches that pictures have aligned.

    Parameters
    ----------
    left, right
        The two tracks; ``None`` for a version without sound.
    placed
        The stretches, in the right version's order.
    period
        Seconds for which a frame is shown: pictures place sound no better.
    starts_lost
        Whether one of the containers keeps no times; see `STARTS_LOST`.

    Returns
    -------
    edits, not_examined
        What changed, and where nothing can be said.
    """
    if not placed:
        return [], [_without_partner(())]
    if left is None and right is None:
        return [], [NotExamined(what="sound", why="neither version has sound")]
    if left is None or right is None:
        return _whole_track(left, right, placed), []
    edits: list[Edit] = []
    unseen: list[NotExamined] = []
    over_cuts = find_over_cuts(left, right, placed, period)
    lost = right.start - left.start if starts_lost else None
    listened = [
        _listen_to(left, right, placed, number, period, over_cuts.get(number, [])) for number in range(len(placed))
    ]
    usual = usual_reference([one for one in listened if isinstance(one, Listened)])
    for one, heard in zip(placed, listened, strict=True):
        if isinstance(heard, NotExamined):
            unseen.append(heard)
            continue
        some, others = told(examine(heard, usual), heard.start, one.left, one.right)
        shifted, doubts = _shifts(heard, one, _elsewhere(placed, one), lost)
        edits += [*some, *shifted]
        unseen += [*others, *doubts]
    return merge_edits(edits), unseen


def _whole_track(left: SoundTrack | None, right: SoundTrack | None, placed: Sequence[Placed]) -> list[Edit]:
    """The track was taken away, or put to pictures that had none."""
    track = left or right
    assert track is not None
    if is_silent(track):
        return []
    spans = [Span(min(one.left.start for one in placed), max(one.left.end for one in placed)),
             Span(placed[0].right.start, placed[-1].right.end)]  # fmt: skip
    if left is not None:
        why = f"The left version has {format_length(Fraction(track.end - track.start))} of sound, the right one none."
        return [Edit(kind="sound_removed", left=spans[0], right=spans[1], confidence=0.99, why=why, by="sound")]
    why = f"The right version has {format_length(Fraction(track.end - track.start))} of sound, the left one none."
    return [Edit(kind="sound_added", left=spans[0], right=spans[1], confidence=0.99, why=why, by="sound")]


def is_silent(track: SoundTrack) -> bool:
    """Whether a track holds nothing that could be heard: no 20 ms of it reach -60 dB of full scale."""
    step = SAMPLE_RATE_HZ // 50
    for first in range(0, len(track), 3000 * step):
        samples = track.block(first, min(len(track), first + 3000 * step))
        whole = samples[: len(samples) // step * step].reshape(-1, step)
        if len(whole) and float(np.square(whole).mean(axis=1).max()) > 1e-6:
            return False
    return True


@dataclass(frozen=True, eq=False)
class Listened:
    """Right seconds ``[start, end)`` of two tracks, and how the left sound arrives in them."""

    tracks: Tracks
    start: float
    end: float
    tolerance: float
    lags: Lags
    reference: Reference

    @property
    def times(self) -> Floats:
        """Right seconds of the middle of each frame."""
        return frame_times(self.start, self.end)


def frame_times(start: float, end: float) -> Floats:
    """Right seconds of the middle of each frame of ``[start, end)``."""
    return np.arange(start + HOP_SECONDS / 2, end, HOP_SECONDS)


def listen(
    tracks: Tracks,
    start: float,
    end: float,
    tolerance: float,
    elsewhere: Sequence[float] = (),
    over_cuts: Sequence[OverCut] = (),
) -> Listened:
    """Measure how the left sound arrives in the right seconds ``[start, end)``; see `measure_lags`."""
    lags = replace(measure_lags(tracks, start, end, tolerance, elsewhere), over_cuts=over_cuts)
    return Listened(tracks, start, end, tolerance, lags, measure_reference(tracks, lags, frame_times(start, end)))


def _listen_to(
    left: SoundTrack,
    right: SoundTrack,
    placed: Sequence[Placed],
    number: int,
    period: float,
    over_cuts: Sequence[OverCut],
) -> Listened | NotExamined:
    one = placed[number]
    if one.rate != 1.0:
        how = "held" if one.rate == 0 else "played backwards" if one.rate < 0 else f"played at {one.rate:g} times"
        return NotExamined(what="sound", right=one.right, why=f"the pictures are {how} here")
    start, end = _surely_inside(placed, number, period)
    if end - start < SHORTEST_STRETCH_SECONDS:
        return NotExamined(what="sound", right=one.right, why="the stretch is too short to compare its sound")
    return listen(
        Tracks(left, right, one.stretch.line), start, end, lag_tolerance(period), _elsewhere(placed, one), over_cuts
    )


def lag_tolerance(period: float) -> float:
    """Seconds by which sound may lag pictures that are shown for ``period`` seconds each, at the hands of encoders."""
    return ENCODER_LAG_SECONDS + max(0.02, period)


def _elsewhere(placed: Sequence[Placed], one: Placed) -> list[float]:
    """Lags at which the sound of other stretches would run on in this one."""
    lines = [other.stretch.line for other in placed if other.rate == 1.0 and other is not one]
    return [one.stretch.line.offset - line.offset for line in lines]


def usual_reference(listened: Sequence[Listened]) -> Reference | None:
    """How the left sound arrives where most of it does; ``None`` where it is not known anywhere."""
    known = [one.reference for one in listened if one.reference.is_known]
    return max(known, key=lambda one: one.sure_seconds, default=None)


def examine(listened: Listened, usual: Reference | None) -> list[Found]:
    """What happened to the sound; how the left one arrives elsewhere stands in where it is not known to arrive here."""
    tracks, lags, times, reference = listened.tracks, listened.lags, listened.times, listened.reference
    if not reference.is_known:
        own, reference = reference, reference.lent(usual)
        pair = measure_pair(tracks, lags, times, reference)
        pitched = _find_pitched(tracks, pair, listened.start, listened.end)
        unlike = measure_differences(tracks, listened.start, listened.end)
        found = find_unlike(pair, reference, lags.seconds, unlike, own.colour_db)
        if is_held(lags.seconds):
            found = _with_underlaid(listened, measure_pair(tracks, lags, times, own.at_best), own, found)
        return with_pitched(found, pitched)
    pair = measure_pair(tracks, lags, times, reference)
    found = find_changes(pair, reference)
    for item in found:
        lag = _lag_aside(listened, item) if item.kind in OTHER_SOUND else None
        if lag is not None:
            where = slice(max(0, item.first - ASIDE_MARGIN), item.stop + ASIDE_MARGIN)
            there = replace(lags, over_cuts=[OverCut(listened.start, listened.end, lag)])
            pair = pair.with_better(where, measure_pair(tracks, there, times[where], reference))
    found = _with_underlaid(listened, pair, reference, find_changes(pair, reference))
    return with_pitched(found, _find_pitched(tracks, pair, listened.start, listened.end))


def _with_underlaid(heard: Listened, pair: SoundPair, reference: Reference, found: Sequence[Found]) -> list[Found]:
    """Findings with what was mixed into sound without pauses; the left one is as loud as where it is followed best."""
    best = reference.at_best
    return with_underlaid(found, pair, measure_bands(heard.tracks, heard.lags, heard.times, best), best)


def _lag_aside(listened: Listened, item: Found) -> float | None:
    """The lag at which a finding holds the left sound after all: not that around it, but one that encoders leave too.

    Packets that are due a little early or late, at the start of a track as a rule, are no other sound.
    """
    begin, finish = (listened.start + frame * HOP_SECONDS for frame in (item.first, item.stop))
    lag, height = find_lag(listened.tracks, begin, finish, listened.tolerance)
    around = float(listened.lags.at(np.array([(begin + finish) / 2]))[0])
    return lag if height >= STANDS_OUT and abs(lag - around) > SAME_LAG else None


def _find_pitched(tracks: Tracks, pair: SoundPair, start: float, end: float) -> list[Found]:
    """Where the right sound is the left one at other pitches; looked for only where it does not follow it."""
    spans = [(start + first * HOP_SECONDS, start + stop * HOP_SECONDS) for first, stop in doubted_spans(pair)]
    found = []
    for one in find_pitched(tracks, start, end, spans):
        first, stop = (round((at - start) / HOP_SECONDS) for at in (one.start, one.end))
        why = (
            f"It is the left sound, its pitches {one.pitch:.2f} times as high: with that taken out, "
            f"{100 * one.difference:.0f} % of the bits of both sounds differ, without it {100 * one.before:.0f} % "
            "(unlike sounds differ in 50 %)."
        )
        found.append(Found("sound_replaced", max(first, 0), min(stop, len(pair.times)), 0.93, why, round(one.pitch, 3)))
    return found


def told(found: Sequence[Found], start: float, left: Span, right: Span) -> tuple[list[Edit], list[NotExamined]]:
    """Findings as the contract writes them; they lie in the stretch ``left``, ``right`` and count from ``start``."""
    edits, unseen = [], []
    for item in found:
        begin, finish = start + item.first * HOP_SECONDS, start + item.stop * HOP_SECONDS
        spans = _spans(begin, finish, left, right)
        if item.kind == "undecided":
            unseen.append(NotExamined(what="sound", right=spans[1], why=f"cannot tell: {item.why}"))
        else:
            pitch = UNSET if item.pitch is None else item.pitch
            edits.append(Edit(kind=item.kind, left=spans[0], right=spans[1], confidence=item.confidence,
                              why=item.why, by="sound", pitch=pitch))  # fmt: skip
    return edits, unseen


def find_over_cuts(
    left: SoundTrack, right: SoundTrack, placed: Sequence[Placed], period: float
) -> dict[int, list[OverCut]]:
    """Where sound runs on over a cut of the pictures or comes before it, by the stretch in which it is heard."""
    found: dict[int, list[OverCut]] = {}
    for number, (before, after) in enumerate(pairwise(placed)):
        moves = before.stretch.movement is not None and after.stretch.movement is not None
        if before.rate != 1.0 or after.rate != 1.0 or before.right.end != after.right.start or not moves:
            continue
        ends = float(before.right.start), float(after.right.start), float(after.right.end)
        one = find_over_cut(left, right, (before.stretch.line, after.stretch.line), ends, period)
        if one is not None:
            found.setdefault(number if one.end <= ends[1] else number + 1, []).append(one)
    return found


def _surely_inside(placed: Sequence[Placed], number: int, period: float) -> tuple[float, float]:
    """Right seconds that belong to a stretch wherever its doubtful ends lie.

    Where its neighbour goes on along the same line, the sound is the same on both sides of their border.
    """
    one = placed[number]
    start, end = float(one.right.start), float(one.right.end)
    if number and not goes_on_along(placed[number - 1], one):
        start += one.stretch.start_slack[1] * period
    if number + 1 < len(placed) and not goes_on_along(one, placed[number + 1]):
        end = min(end, float(placed[number + 1].right.start) - placed[number + 1].stretch.start_slack[0] * period)
    return start, end


def goes_on_along(one: Placed, other: Placed) -> bool:
    """Whether two stretches show the left version at the same distance in time."""
    return one.rate == other.rate == 1.0 and abs(one.stretch.line.offset - other.stretch.line.offset) < SNAP_SECONDS


def _spans(begin: float, finish: float, left: Span, right: Span) -> tuple[Span, Span]:
    """Left and right spans of a finding, ends near the stretch's own put there."""
    low, high = float(right.start), float(right.end)
    right_start = right.start if begin - low < SNAP_SECONDS else _exact(begin)
    right_end = right.end if high - finish < SNAP_SECONDS else _exact(finish)
    shift = left.start - right.start
    left_start = max(left.start, min(left.end, right_start + shift))
    left_end = left.end if right_end == right.end else max(left_start, min(left.end, right_end + shift))
    return Span(left_start, left_end), Span(right_start, max(right_start, right_end))


def _exact(seconds: float) -> Fraction:
    return Fraction(round(seconds * 1000), 1000)


def _shifts(
    heard: Listened, one: Placed, elsewhere: Sequence[float], lost: float | None
) -> tuple[list[Edit], list[NotExamined]]:
    """Runs of windows whose sound lags by more than encoders do; ``lost``, by which their starts differ if not kept."""
    lags, tolerance, start, end = heard.lags, heard.tolerance, heard.start, heard.end
    edits: list[Edit] = []
    doubts: list[NotExamined] = []
    grid: Floats = np.arange(start, end, HOP_SECONDS)
    values = lags.at(grid)
    edges = [0, *(np.flatnonzero(np.abs(np.diff(values)) > 0.012) + 1), len(grid)]
    for first, stop in pairwise(edges):
        lag = float(np.median(values[first:stop]))
        if abs(lag) <= tolerance:
            continue
        left, right = _spans(start + first * HOP_SECONDS, start + stop * HOP_SECONDS, one.left, one.right)
        inside = (lags.times >= float(right.start)) & (lags.times < float(right.end)) & ~np.isnan(lags.seconds)
        height = float(np.median(lags.height[inside])) if inside.any() else 0.0
        word = "late" if lag > 0 else "early"
        runs_on = any(abs(lag - other) <= tolerance for other in elsewhere)
        told = " (it runs on over a cut of the pictures)" if runs_on else ""
        shown = (
            f"the correlation stands out by {height:.0f} standard deviations in {int(inside.sum())} windows of a second"
            if height
            else "the wave forms follow the neighbouring stretch and not this one"
        )
        why = f"The left sound is heard {abs(lag):.3f} s {word}{told}: {shown}."
        if one.stretch.movement is None:
            doubts.append(NotExamined(what="sound", right=right, why=f"still pictures do not place the sound. {why}"))
            continue
        if lost is not None and abs(lag) <= max(LOST_SECONDS, abs(lost)) + tolerance:
            told = "in a container that keeps no times, conversion alone leaves that as well"
            doubts.append(NotExamined(what="sound", right=right, why=f"cannot tell: {told}. {why}"))
            continue
        edits.append(Edit(kind="sound_shifted", left=left, right=right, confidence=0.95, why=why, by="sound",
                          offset=_exact(lag)))  # fmt: skip
    return edits, doubts


def merge_edits(edits: Sequence[Edit]) -> list[Edit]:
    """Edits with those of one kind that follow each other on both sides made one."""
    merged: list[Edit] = []
    for edit in sorted(edits, key=lambda one: (one.kind, one.right.start if one.right else Fraction(0))):
        last = merged[-1] if merged else None
        if last is not None and _goes_on(last, edit):
            assert last.left and last.right and edit.left and edit.right
            left, right = Span(last.left.start, edit.left.end), Span(last.right.start, edit.right.end)
            merged[-1] = msgspec.structs.replace(last, left=left, right=right)
        else:
            merged.append(edit)
    return merged


def _goes_on(last: Edit, edit: Edit) -> bool:
    if last.kind != edit.kind or not (last.left and last.right and edit.left and edit.right):
        return False
    if last.pitch != edit.pitch:
        return False
    if last.offset is not UNSET and edit.offset is not UNSET and abs(last.offset - edit.offset) > Fraction(3, 100):
        return False
    near = Fraction(1, 10)
    return abs(edit.right.start - last.right.end) <= near and abs(edit.left.start - last.left.end) <= near
