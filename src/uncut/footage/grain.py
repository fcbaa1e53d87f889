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
from uncut.footage.changes.grain import FINISHES, Finish, FinishKind, measure_finish
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
SHORTEST_SECONDS = Fraction(3, 10)
DITHERED = frozenset({"gif"})
"""Codecs that make up colours by dots, which is grain of another kind."""
CONFIDENCE = 0.9
WHAT = "grain and sharpening"
SAMPLED = "only some pictures were looked at at their full size; a short stretch between them may have been passed over"


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
    told = {kind for finish in look.at_each(_probes(left, right, shown)) if finish for kind in finish.kinds}
    if not told:
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


class _Looker:
    """Opens both files at right times, a few pictures at once."""

    def __init__(self, left: ReadSide, right: ReadSide, jail: JailSettings) -> None:
        self._left, self._right, self._jail = left, right, jail

    def at_each(self, wanted: Sequence[tuple[Fraction, Kept]]) -> list[Finish | None]:
        """What the pictures tell that are shown at right times within stretches; ``None`` where they are too small."""
        found: list[Finish | None] = []
        for first in range(0, len(wanted), HELD_PAIRS):
            some = [(middle_of_frame(self._right, at), where) for at, where in wanted[first : first + HELD_PAIRS]]
            for pair in grab_pairs(self._left, self._right, some, self._jail):
                together = bring_together([pair])
                found.append(measure_finish(*together[:2]) if together else None)
        return found

    def find_end(self, within: Kept, kind: FinishKind, between: tuple[Fraction, Fraction]) -> Fraction:
        """The start of the frame with which the change begins or ends, between a picture without it and one with it."""
        times = self._right.times
        out, into = (int(np.searchsorted(times.as_float(), float(at) + 1e-6, side="right")) - 1 for at in between)
        while abs(into - out) > 1:
            middle = (out + into) // 2
            (finish,) = self.at_each([(times.at(middle), within)])
            if finish is not None and kind in finish.kinds:
                into = middle
            else:
                out = middle
        return times.at(max(out, into))

    def agrees(self, within: Kept, kind: FinishKind, span: Span) -> bool:
        """Whether other pictures of ``span`` tell the same, where only one of them was looked at."""
        times = [span.start + span.seconds * Fraction(part, 4) for part in (1, 3)]
        return all(finish and kind in finish.kinds for finish in self.at_each([(at, within) for at in times]))


def _runs(look: _Looker, one: Kept) -> Iterator[_Run]:
    """The changed parts of a stretch, their ends to the frame."""
    count = min(MOST_SAMPLES, max(2, round(one.right.seconds / SAMPLE_SECONDS)))
    times = [one.right.start + one.right.seconds * Fraction(2 * number + 1, 2 * count) for number in range(count)]
    samples = look.at_each([(at, one) for at in times])
    for kind in FINISHES:
        flags = [finish is not None and kind in finish.kinds for finish in samples]
        around = zip([False, *flags[:-1]], flags, [*flags[1:], False], strict=True)
        filled = [flag or (before and after) for before, flag, after in around]  # one picture may say nothing
        for told, group in groupby(range(count), key=filled.__getitem__):
            numbers = list(group)
            first, last = numbers[0], numbers[-1]
            some = [finish for number in numbers if flags[number] and (finish := samples[number])]
            if not told or not some:
                continue
            start, end = one.right.start, one.right.end
            if first > 0:
                start = look.find_end(one, kind, (times[first - 1], times[first]))
            if last + 1 < count:
                end = look.find_end(one, kind, (times[last + 1], times[last]))
            if end - start >= SHORTEST_SECONDS and (len(some) > 1 or look.agrees(one, kind, Span(start, end))):
                yield _Run(kind, Span(start, end), one, len(some), some[len(some) // 2])


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
