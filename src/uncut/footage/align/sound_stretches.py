"""Stretches of sound: maximal pieces of the right track that hold the left one, with borders to the millisecond."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from uncut.footage.align.lines import Line
from uncut.footage.align.sound import Tracks
from uncut.footage.align.sound_edges import Hold, find_border, measure_offset
from uncut.footage.align.sound_lines import (
    ALIKE,
    UNKNOWN,
    WINDOW_FRAMES,
    SoundLine,
    find_short_lines,
    find_sound_lines,
    mean_difference,
)
from uncut.footage.align.sound_path import SoundRun, find_sound_runs
from uncut.footage.fingerprint.sound import SoundTrack
from uncut.footage.fingerprint.sound_bits import BIT_HOP_SECONDS, SoundBits, measure_bits

SAME_OFFSET_SECONDS = 0.012
"""Offsets this near to each other are one: encoders and clocks leave so much."""
SEARCH_SECONDS = 0.8
"""How far from where the path changes its border is looked for."""
CLEAR_SECONDS = 0.15
"""Left out at both ends of a run where its offset is measured."""
OFFSET_REACH_SECONDS = 0.1
SURE_SECONDS = 3.0
"""Of each neighbour, from which it is learnt how well it fits."""
LONGEST_GAP_SECONDS = 10.0
"""Between two stretches that share a border search."""
SHORTEST_SECONDS = 0.2
SHORT_END_SECONDS = 1.5
"""A start or an end that is not from the left track belongs to its stretch where it is no longer than this, or as
long on both sides: something was put in its place."""
EQUAL_SECONDS = 0.1
EVIDENT_SECONDS = 0.06
"""A sound that would be heard twice, or left out, for no longer is a border that was missed by as much."""


@dataclass(frozen=True)
class SoundStretch:
    """Right seconds ``[start, end)`` that hold left ones."""

    start: float
    end: float
    offset: float
    """Left seconds less right ones at the start."""
    difference: float
    """Share of bits that differ where both sides can be heard, 0..1."""
    rate: float = 1.0
    """Left seconds a right second."""
    pitch: float = 1.0
    """By how much its pitches are higher on the right."""
    start_within: tuple[float, float] | None = None
    end_within: tuple[float, float] | None = None
    """Right seconds between which an end must lie that meets another sound."""

    @property
    def left_start(self) -> float:
        """Left seconds of its start."""
        return self.start + self.offset

    @property
    def left_end(self) -> float:
        """Left seconds of its end."""
        return self.left_start + self.rate * (self.end - self.start)


def align_sounds(left: SoundTrack, right: SoundTrack) -> list[SoundStretch]:
    """All stretches of two tracks, in the right one's order, where neither was played faster or slower."""
    one, two = measure_bits(left), measure_bits(right)
    # Most versions start or end together, also where too little can be heard there to seed a line.
    ends = [SoundLine(0, 0, WINDOW_FRAMES), SoundLine(len(one) - len(two), max(0, len(two) - WINDOW_FRAMES), len(two))]
    lines = [*find_sound_lines(one, two), *ends]
    runs = find_sound_runs(one, two, lines)
    further = find_short_lines(one, two, [(run.first, run.stop) for run in runs])
    if further:
        runs = find_sound_runs(one, two, [*lines, *further])
    stretches = [_stretch_of(left, right, one, two, run) for run in runs]
    return keep_left_whole(settle_borders(left, right, _merge([one for one in stretches if one is not None])))


def _stretch_of(
    left: SoundTrack, right: SoundTrack, one: SoundBits, two: SoundBits, run: SoundRun
) -> SoundStretch | None:
    """The stretch of a run, if it is long enough and holds the left sound."""
    start, end = two.at(run.first), two.at(run.stop)
    offset = one.start + run.line.distance * BIT_HOP_SECONDS - two.start
    clear = min(CLEAR_SECONDS, (end - start) / 4)
    exact = measure_offset(Tracks(left, right, Line(offset)), start + clear, end - clear, OFFSET_REACH_SECONDS)
    unlike = mean_difference(one, two, SoundLine(run.line.distance, run.first, run.stop))
    if end - start < SHORTEST_SECONDS or (unlike >= ALIKE and (exact is None or unlike < UNKNOWN)):
        return None
    return SoundStretch(start, end, offset if exact is None else exact, unlike)


def _merge(stretches: Sequence[SoundStretch]) -> list[SoundStretch]:
    """Stretches with neighbours on the same line made one, whatever was done to the sound between them."""
    merged: list[SoundStretch] = []
    for one in stretches:
        last = merged[-1] if merged else None
        if last is not None and abs(last.offset - one.offset) <= SAME_OFFSET_SECONDS:
            longer = last if last.end - last.start >= one.end - one.start else one
            unlike = min(last.difference, one.difference)
            merged[-1] = replace(last, end=one.end, offset=longer.offset, difference=unlike)
        else:
            merged.append(one)
    return merged


def settle_borders(left: SoundTrack, right: SoundTrack, stretches: Sequence[SoundStretch]) -> list[SoundStretch]:
    """The stretches with their borders found on the samples."""
    settled = list(stretches)
    for number in range(1, len(settled)):
        before, after = settled[number - 1 : number + 1]
        if after.start - before.end > LONGEST_GAP_SECONDS:
            settled[number - 1] = replace(before, end=_end_of(left, right, before, after.start))
            settled[number] = replace(after, start=_start_of(left, right, after, before.end))
            continue
        low = max(before.start, min(before.end, after.start) - SEARCH_SECONDS)
        high = min(after.end, max(before.end, after.start) + SEARCH_SECONDS)
        border = find_border(left, right, _hold(before, None, low), _hold(after, high, None), (low, high))
        settled[number - 1] = replace(before, end=border.ends, end_within=border.ends_within)
        settled[number] = replace(after, start=border.begins, start_within=border.begins_within)
    if settled:
        settled[0] = replace(settled[0], start=_start_of(left, right, settled[0], None))
        settled[-1] = replace(settled[-1], end=_end_of(left, right, settled[-1], None))
    return [one for one in settled if one.end > one.start]


def keep_left_whole(stretches: Sequence[SoundStretch]) -> list[SoundStretch]:
    """The stretches, doubtful borders placed so that the left sound runs on after what was put in or moved there."""
    settled = list(stretches)
    for first, last in [*((n, n + 1) for n in range(len(settled) - 1)), *((n, n + 2) for n in range(len(settled) - 2))]:
        before, after = settled[first], settled[last]
        gap = before.offset - after.offset
        if gap < SHORTEST_SECONDS / 4 or before.end_within is None or after.start_within is None:
            continue
        earliest = max(before.end_within[0], after.start_within[0] - gap)
        latest = min(before.end_within[1], after.start_within[1] - gap)
        if earliest - latest > EVIDENT_SECONDS or (last == first + 1 and before.end == after.start):
            continue
        end = min(max(before.end, earliest), latest)
        settled[first] = replace(before, end=end)
        settled[last] = replace(after, start=end + gap)
        if last == first + 2:
            settled[first + 1] = replace(settled[first + 1], start=end, end=end + gap)
    return settled


def _hold(one: SoundStretch, start: float | None, end: float | None) -> Hold:
    """What is surely heard of a stretch, near its end or from its start on."""
    low = max(one.start, end - SURE_SECONDS) if start is None and end is not None else start
    high = min(one.end, start + SURE_SECONDS) if end is None and start is not None else end
    assert low is not None and high is not None
    return Hold(one.offset, low, max(low, high))


def _start_of(left: SoundTrack, right: SoundTrack, one: SoundStretch, after: float | None) -> float:
    """Where a stretch starts that follows other sound, which does so at ``after``, or nothing."""
    floor = max(right.start if after is None else after, left.start - one.offset)
    if after is None and _takes_the_rest(one.start - right.start, one.left_start - left.start):
        return floor
    low, high = max(floor, one.start - SEARCH_SECONDS), min(one.end, one.start + SEARCH_SECONDS)
    return find_border(left, right, None, _hold(one, high, None), (low, high)).begins if high > low else one.start


def _end_of(left: SoundTrack, right: SoundTrack, one: SoundStretch, before: float | None) -> float:
    ceiling = min(right.end if before is None else before, left.end - one.offset)
    if before is None and _takes_the_rest(right.end - one.end, left.end - one.left_end):
        return ceiling
    low, high = max(one.start, one.end - SEARCH_SECONDS), min(ceiling, one.end + SEARCH_SECONDS)
    return find_border(left, right, _hold(one, None, low), None, (low, high)).ends if high > low else one.end


def _takes_the_rest(right_rest: float, left_rest: float) -> bool:
    """Whether what remains of the tracks at an end belongs to the stretch there, whatever was put in its place."""
    return right_rest <= SHORT_END_SECONDS or abs(right_rest - left_rest) <= EQUAL_SECONDS
