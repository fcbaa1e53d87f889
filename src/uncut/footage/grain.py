"""Where pictures were sharpened or grain was added: looks at some at their full size, and to the frame where one tells.

What coders leave of fine detail is gone from smaller pictures, so files are opened once more, in a few places that cost
little decoding; where one of them tells something, all stretches are sampled, and its ends are sought.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

import numpy as np

from uncut.footage.changes.cuts import Placed, describe_kept
from uncut.footage.changes.direction_pictures import bring_together
from uncut.footage.changes.grain import FINISHES, NOTHING_SAID, Finish, FinishKind, measure_finish
from uncut.footage.direction import choose_place, grab_pairs, middle_of_frame
from uncut.footage.sides import ReadSide
from uncut.jail import JailSettings
from uncut.model.comparison import Edit, Kept, NotExamined
from uncut.model.time import Span

HELD_PAIRS = 8
"""Pairs of pictures at their full size that are held at once."""
PROBES = 4
"""Pictures that are looked at first, in equal parts of what both show."""
SAMPLE_SECONDS = Fraction(1)
MOST_SAMPLES = 64
ENDS_SHARE = 0.5
NEAR_SECONDS = Fraction(1, 5)
SHORTEST_SECONDS = Fraction(3, 10)
DITHERED = frozenset({"gif"})
"""Codecs that make up colours by dots, which is grain of another kind."""
CONFIDENCE = 0.9
WHAT = "grain and sharpening"
SAMPLED = "only some pictures were looked at in full size; a short stretch between them may have been passed over"


@dataclass(frozen=True)
class _Run:
    """Right frames of a stretch to which one thing was done."""

    kind: FinishKind
    right: Span
    within: Kept
    pairs: int
    finish: Finish
    """What was measured in its middle."""

    @property
    def left(self) -> Span:
        """The left time that it shows."""
        return Span(self.within.left_at(self.right.start), self.within.left_at(self.right.end))

    def goes_on_as(self, after: _Run) -> bool:
        """Whether the next run is the same change, with a cut within."""
        meet = self.right.end == self.within.right.end and after.right.start == after.within.right.start
        return self.kind == after.kind and meet


def find_grain(
    left: ReadSide, right: ReadSide, placed: Sequence[Placed], jail: JailSettings
) -> tuple[list[Edit], list[NotExamined]]:
    """Stretches that were sharpened or made grainy, and what was not looked at.

    Parameters
    ----------
    left, right
        The two files, as read.
    placed
        The stretches that both show. Those played backwards, held, turned, slanted or in a moving window are not
        examined.
    jail
        The jail's limits.
    """
    plain = [one for one in placed if _can_be_laid_over(one)]
    shown = describe_kept(plain)
    why = "the pictures cannot be laid over each other here"
    skipped = [NotExamined(what=WHAT, why=why, right=one.right) for one in placed if one not in plain]
    if DITHERED & {left.footage.video_codec, right.footage.video_codec}:
        return [], [NotExamined(what=WHAT, why="the pictures are dithered")]
    if not shown:
        return [], skipped
    look = _Looker(left, right, jail)
    skipped = [NotExamined(what=WHAT, why=SAMPLED), *skipped]
    if not any(one.finish.kinds for one in look.at_each(_probes(left, right, shown))):
        return [], skipped
    runs = [run for one in shown for run in _runs(look, one)]
    return [edit for kind in FINISHES for edit in _edits([run for run in runs if run.kind == kind])], skipped


def _can_be_laid_over(one: Placed) -> bool:
    geometry = one.stretch.geometry
    moving = geometry.track is not None or geometry.slant is not None
    return one.rate > 0 and not moving and not geometry.degrees and one.right.seconds >= SHORTEST_SECONDS


def _probes(left: ReadSide, right: ReadSide, shown: Sequence[Kept]) -> list[tuple[Fraction, Kept]]:
    """Pictures to look at first: one in each equal part of what both show, where few need to be decoded."""
    part = sum((one.right.seconds for one in shown), Fraction(0)) / PROBES
    probes = []
    for one in shown:
        count = max(1, round(one.right.seconds / part))
        for number in range(count):
            ends = [one.right.start + one.right.seconds * Fraction(number + end, count) for end in (0, 1)]
            middle = (ends[0] + ends[1]) / 2
            probes.append((choose_place(left, right, one, Span(*ends), middle) or middle, one))
    return sorted(probes, key=lambda probe: -probe[1].right.seconds)[: 2 * PROBES]


@dataclass(frozen=True)
class _Seen:
    """One pair of pictures that was looked at."""

    at: Fraction
    """Right seconds."""
    finish: Finish


class _Looker:
    """Opens both files at right times, a few pictures at once."""

    def __init__(self, left: ReadSide, right: ReadSide, jail: JailSettings) -> None:
        self._left, self._right, self._jail = left, right, jail

    @property
    def half_frame(self) -> Fraction:
        """Half the seconds for which a right frame is shown."""
        return self._right.times.seconds / len(self._right.times) / 2

    def at_each(self, wanted: Sequence[tuple[Fraction, Kept]]) -> list[_Seen]:
        """What the pictures tell that are shown at right times within stretches."""
        seen: list[_Seen] = []
        for first in range(0, len(wanted), HELD_PAIRS):
            some = [(middle_of_frame(self._right, at), where) for at, where in wanted[first : first + HELD_PAIRS]]
            for (at, _), pair in zip(some, grab_pairs(self._left, self._right, some, self._jail), strict=True):
                together = bring_together([pair])
                seen.append(_Seen(at, measure_finish(*together[:2]) if together else NOTHING_SAID))
        return seen

    def find_end(self, within: Kept, kind: FinishKind, outer: _Seen, inner: _Seen) -> Fraction:
        """The start of the frame with which the change begins or ends: between a picture without it and one with it.

        A frame belongs to it that shows `ENDS_SHARE` of what is between theirs; so does one that says nothing.
        """
        times = self._right.times
        out, into = (int(np.searchsorted(times.as_float(), float(one.at), side="right")) - 1 for one in (outer, inner))
        usual, there = outer.finish.strength(kind) or 0.0, inner.finish.strength(kind) or np.inf
        while abs(into - out) > 1:
            middle = (out + into) // 2
            (seen,) = self.at_each([(times.at(middle), within)])
            strength = seen.finish.strength(kind)
            if strength is None or strength - usual >= ENDS_SHARE * (there - usual):
                into = middle
            else:
                out = middle
        return times.at(max(out, into))

    def confirms(self, within: Kept, kind: FinishKind, span: Span, sure: Fraction) -> bool:
        """Whether pictures of ``span`` near ``sure``, the only one that was looked at, tell the same."""
        near = [sure + part * NEAR_SECONDS for part in (-1, 1)]
        seen = self.at_each([(at, within) for at in near if span.contains(at)])
        return any(kind in one.finish.kinds for one in seen) and all(
            one.finish.agrees(kind) is not False for one in seen
        )


def _runs(look: _Looker, one: Kept) -> Iterator[_Run]:
    """The changed parts of a stretch, their ends to the frame."""
    count = min(MOST_SAMPLES, max(2, round(one.right.seconds / SAMPLE_SECONDS)))
    step = one.right.seconds / count
    times = [one.right.start, *(one.right.start + step * Fraction(2 * number + 1, 2) for number in range(count))]
    times.append(one.right.end - min(step / 4, look.half_frame))
    count = len(times)
    samples = look.at_each([(at, one) for at in times])
    for kind in FINISHES:
        for told, group in groupby(range(count), key=_carried(samples, kind).__getitem__):
            numbers = list(group)
            first, last = numbers[0], numbers[-1]
            sure = [samples[number] for number in numbers if kind in samples[number].finish.kinds]
            if not told or not sure:
                continue
            start, end = one.right.start, one.right.end
            if first > 0:
                start = look.find_end(one, kind, samples[first - 1], sure[0])
            if last + 1 < count:
                end = look.find_end(one, kind, samples[last + 1], sure[-1])
            if end - start >= SHORTEST_SECONDS and (
                len(sure) > 1 or look.confirms(one, kind, Span(start, end), sure[0].at)
            ):
                yield _Run(kind, Span(start, end), one, len(sure), sure[len(sure) // 2].finish)


def _carried(samples: Sequence[_Seen], kind: FinishKind) -> list[bool]:
    """Whether each picture agrees with ``kind``; one that says nothing goes with the one before it, or after it."""
    flags = [one.finish.agrees(kind) for one in samples]
    for order in (range(1, len(flags)), range(len(flags) - 2, -1, -1)):
        for number in order:
            if flags[number] is None:
                flags[number] = flags[number - order.step]
    return [bool(flag) for flag in flags]


def _edits(runs: Sequence[_Run]) -> Iterator[Edit]:
    """One edit for runs that go on across a cut."""
    groups: list[list[_Run]] = []
    for run in runs:
        if groups and groups[-1][-1].goes_on_as(run):
            groups[-1].append(run)
        else:
            groups.append([run])
    for group in groups:
        lefts = [run.left for run in group]
        longest = max(group, key=lambda run: run.right.seconds)
        yield Edit(
            kind=longest.kind,
            left=Span(min(one.start for one in lefts), max(one.end for one in lefts)),
            right=Span(group[0].right.start, group[-1].right.end),
            confidence=CONFIDENCE,
            why=f"{longest.finish.why(longest.kind)} So in {sum(run.pairs for run in group)} pairs of pictures.",
        )
