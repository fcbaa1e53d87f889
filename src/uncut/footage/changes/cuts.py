"""Changes in time: what was taken out, put in, moved, shown again, or played at another speed.

Everything here follows from the stretches; no picture is looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import ceil
from typing import NamedTuple

import numpy as np
from msgspec import UNSET, UnsetType

from uncut.footage.align.flags import runs_of
from uncut.footage.align.runs import SHORTEST_FRAMES
from uncut.footage.align.stretches import Stretch
from uncut.model.comparison import Box, Coverage, Edit, EditKind, Kept, Uncertain
from uncut.model.footage import FrameTimes
from uncut.model.time import Span, complement_spans, format_length, total_seconds

CLOCK_TOLERANCE = 0.01
"""Speeds this close to 1 are clocks that differ: GIF delays and rounded frame rates leave up to 0.6 %."""

WINDOW_STEP = 0.005
"""Share of the picture by which a moving window may be off the box that a piece of a kept stretch gives."""
HELD_PERIODS = Fraction(3, 2)
"""Frames' time by which a picture is shown for longer than it should be, to be held."""
TICKS = 90_000
"""Parts of a second to which the time is given at which a picture ceases to be held."""
PROBED = 33
"""Times at which a window's way is measured."""


@dataclass(frozen=True)
class Placed:
    """A stretch with exact times on both sides."""

    stretch: Stretch
    left: Span
    right: Span
    left_first: int
    left_stop: int

    @property
    def rate(self) -> float:
        """Left seconds per right second; 1 where the clocks merely differ."""
        rate = self.stretch.line.rate
        return 1.0 if abs(rate - 1.0) <= CLOCK_TOLERANCE else rate

    @property
    def confidence(self) -> float:
        """How sure it is that both sides show the same recording here."""
        movement = self.stretch.movement
        if movement is None:
            return 0.95 if self.stretch.by_sound else 0.8
        return round(min(0.99, 0.5 + movement / 2), 2)


def place_stretches(stretches: Sequence[Stretch], left: FrameTimes, right: FrameTimes) -> list[Placed]:
    """Stretches with times, in the right version's order.

    A stretch ends on the left where its line is when its last right frame goes: where the right version has fewer
    frames, its last one stands for several left ones.
    """
    return [_place(stretch, left, right) for stretch in stretches]


def _place(stretch: Stretch, left: FrameTimes, right: FrameTimes) -> Placed:
    span = right.span(stretch.right_first, stretch.right_stop)
    first, stop = stretch.left_first, stretch.left_stop
    if stretch.line.rate > 0:
        ends = stretch.line.rate * float(span.end) + stretch.line.offset
        half = float(left.seconds) / len(left) / 2
        stop = max(stop, int(np.searchsorted(left.as_float(), ends - half)))
    return Placed(stretch, left.span(first, stop), span, first, stop)


def find_cuts(placed: Sequence[Placed], left: FrameTimes, right: FrameTimes) -> list[Edit]:
    """Every change in time between two versions whose stretches are ``placed``, in the right's order."""
    spine = find_spine(placed)
    return [
        *_removed(placed, spine, left),
        *_inserted(placed, right),
        *_out_of_order(placed, spine),
        *_shown_again(spine, left, right),
        *_speeds(placed),
    ]


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """Edits in the right version's order, then in the left's."""
    nowhere = Span(Fraction(0), Fraction(0))
    return sorted(edits, key=lambda edit: (edit.right or nowhere, edit.left or nowhere))


def find_spine(placed: Sequence[Placed]) -> list[Placed]:
    """The stretches that run in the left version's order: of all such chains, the one with most frames.

    Frames that show again what the chain has shown do not count: a piece that is repeated is longer now and then than
    the one that follows in order.
    """
    best: list[_Chain] = []
    for position, one in enumerate(placed):
        before = [
            (best[earlier].frames, earlier)
            for earlier in range(position)
            if placed[earlier].left_first < one.left_first
        ]
        frames, link = max(before, default=(0.0, -1))
        shown = best[link].left_stop if link >= 0 else 0
        best.append(_Chain(frames + _new_frames(one, shown), link, max(shown, one.left_stop)))
    chain: list[Placed] = []
    at = max(range(len(best)), key=lambda position: best[position].frames, default=-1)
    while at >= 0:
        chain.append(placed[at])
        at = best[at].link
    return chain[::-1]


class _Chain(NamedTuple):
    """The chain with most frames that ends with a stretch."""

    frames: float
    link: int
    """Position of the stretch before; -1 if there is none."""
    left_stop: int
    """One past the last left frame that it shows."""


def _new_frames(one: Placed, shown: int) -> float:
    """Right frames of a stretch that show left ones from ``shown`` on; all of them, if hardly any does not.

    A still shows one, however long it is held.
    """
    if one.rate == 0:
        return one.left_stop - one.left_first
    again = min(shown, one.left_stop) - one.left_first
    if one.rate < 0 or again < SHORTEST_FRAMES:
        return one.stretch.frames
    return one.stretch.frames * (1 - again / (one.left_stop - one.left_first))


def _removed(placed: Sequence[Placed], spine: Sequence[Placed], left: FrameTimes) -> list[Edit]:
    edits = []
    shown = np.zeros(len(left), bool)
    for one in placed:
        shown[one.left_first : one.left_stop] = True
    for first, stop in runs_of(~shown):
        if stop - first < SHORTEST_FRAMES:
            continue
        before = [one for one in spine if one.left_first < first]
        after = [one for one in spine if one.left_first >= stop]
        at = before[-1].right.end if before else after[0].right.start if after else Fraction(0)
        beside = [*before[-1:], *after[:1]]
        span = left.span(first, stop)
        edits.append(
            Edit(
                kind="removed",
                left=span,
                right=Span(at, at),
                confidence=min((one.confidence for one in beside), default=0.9),
                why=_why_removed(span, stop - first, before[-1:], after[:1]),
                uncertain=_slack_around(first, stop, before[-1:], after[:1], left),
                by="sound" if any(one.stretch.by_sound for one in beside) else UNSET,
            )
        )
    return edits


def _slack_around(
    first: int, stop: int, before: Sequence[Placed], after: Sequence[Placed], left: FrameTimes
) -> Uncertain | UnsetType:
    """Where a removed span's ends must lie when the pictures at the cut do not decide."""
    earlier, later = after[0].stretch.start_slack if after else (before[0].stretch.end_slack, 0) if before else (0, 0)
    if earlier <= 1 and later <= 1:
        return UNSET

    def around(frame: int) -> Span:
        return Span(left.at(max(0, frame - earlier)), left.at(min(len(left), frame + later)))

    return Uncertain(start=around(first), end=around(stop))


def _why_removed(span: Span, frames: int, before: Sequence[Placed], after: Sequence[Placed]) -> str:
    where = " and ".join(
        text
        for text in (
            f"the stretch before it matches with a squared distance of {before[0].stretch.distance:.4f}"
            if before
            else "",
            f"the stretch after it with {after[0].stretch.distance:.4f}" if before and after else "",
            f"the stretch after it matches with a squared distance of {after[0].stretch.distance:.4f}"
            if after and not before
            else "",
        )
        if text
    )
    head = f"{frames} left frames ({format_length(span.seconds)}) are shown nowhere in the right version"
    by_sound = (
        "; nothing moves there, and the sound jumps" if any(one.stretch.by_sound for one in (*before, *after)) else ""
    )
    return f"{head}; {where}{by_sound}." if where else f"{head}{by_sound}."


def _inserted(placed: Sequence[Placed], right: FrameTimes) -> list[Edit]:
    edits = []
    shown = np.zeros(len(right), bool)
    for one in placed:
        shown[one.stretch.right_first : one.stretch.right_stop] = True
    for first, stop in runs_of(~shown):
        span = right.span(first, stop)
        before = [one for one in placed if one.stretch.right_stop <= first]
        at = before[-1].left.end if before else placed[0].left.start if placed else Fraction(0)
        beside = [*before[-1:], *[one for one in placed if one.stretch.right_first >= stop][:1]]
        edits.append(
            Edit(
                kind="inserted",
                left=Span(at, at),
                right=span,
                confidence=round(0.95 * min((one.confidence for one in beside), default=0.95), 2),
                why=f"No left frame was found for {stop - first} right frames ({format_length(span.seconds)}).",
            )
        )
    return edits


def _out_of_order(placed: Sequence[Placed], spine: Sequence[Placed]) -> list[Edit]:
    edits = []
    for one in placed:
        if one.rate == 0 or any(one is other for other in spine):
            continue
        others = [other.left for other in placed if other is not one]
        alone = total_seconds(complement_spans(others, one.left))
        kind: EditKind = "moved" if alone * 2 > one.left.seconds else "repeated"
        told = "out of the left version's order" if kind == "moved" else "and also elsewhere in the right version"
        edits.append(
            Edit(
                kind=kind,
                left=one.left,
                right=one.right,
                confidence=one.confidence,
                why=f"{one.stretch.frames} right frames show these left ones {told}, "
                f"with a squared distance of {one.stretch.distance:.4f}.",
            )
        )
    return edits


def _shown_again(spine: Sequence[Placed], left: FrameTimes, right: FrameTimes) -> list[Edit]:
    """Frames at the start of a stretch that the one before it has just shown."""
    edits = []
    for before, after in pairwise(spine):
        again = min(before.left_stop, after.left_stop) - after.left_first
        if again < SHORTEST_FRAMES or after.rate <= 0 or before.rate <= 0:
            continue
        span = left.span(after.left_first, after.left_first + again)
        until = min(after.right.end, after.right.start + span.seconds / Fraction(after.rate).limit_denominator(1000))
        edits.append(
            Edit(
                kind="repeated",
                left=span,
                right=Span(after.right.start, until),
                confidence=min(before.confidence, after.confidence),
                why=f"{again} left frames are shown a second time.",
                by="sound" if before.stretch.by_sound and after.stretch.by_sound else UNSET,
            )
        )
    return edits


def _speeds(placed: Sequence[Placed]) -> list[Edit]:
    edits = []
    for one in placed:
        if one.rate == 1.0:
            continue
        kind: EditKind = "frozen" if one.rate == 0 else "reversed" if one.rate < 0 else "retimed"
        edits.append(
            Edit(
                kind=kind,
                left=one.left,
                right=one.right,
                rate=round(abs(one.rate), 4),
                confidence=one.confidence,
                why=f"{one.stretch.frames} right frames follow the left version at {one.rate:.3f} left seconds a "
                f"right second, with a squared distance of {one.stretch.distance:.4f}.",
            )
        )
    return edits


def describe_kept(placed: Sequence[Placed]) -> list[Kept]:
    """The stretches as the contract writes them; one whose window moves is given in pieces."""
    return [
        Kept(
            right=right,
            left=left,
            rate=round(abs(rate), 4),
            reversed=rate < 0,
            mirrored=one.stretch.geometry.mirrored,
            rotation=one.stretch.geometry.degrees,
            left_box=box,
            right_box=one.stretch.geometry.right_box,
            confidence=one.confidence,
        )
        for one in placed
        for left, right, box, rate in _pieces(one)
    ]


def _pieces(one: Placed) -> Iterator[tuple[Span, Span, Box, float]]:
    """Left and right spans and rates in which the shown part stays within `WINDOW_STEP` of where it is in the middle.

    Where its first or last picture is held for longer than the stretch's line says, that is a piece of its own.
    """
    track = one.stretch.geometry.track
    if track is None:
        for shown, span, rate in _unheld(one):
            yield shown, span, one.stretch.geometry.left_box, rate
        return
    count = 1
    for axis in (0, 1):
        there = [track.box_at(float(at)) for at in _even_times(one.right, PROBED)]
        moved = sum(abs((a.x, a.y)[axis] - (b.x, b.y)[axis]) for a, b in pairwise(there))
        count = max(count, ceil(moved / (2 * WINDOW_STEP)))
    edges = list(zip(_even_times(one.left, count + 1), _even_times(one.right, count + 1), strict=True))
    for (left, right), (left_end, right_end) in pairwise(edges):
        yield Span(left, left_end), Span(right, right_end), track.box_at(float(right + right_end) / 2), one.rate


def _unheld(one: Placed) -> Iterator[tuple[Span, Span, float]]:
    """What runs on the line of a stretch, and before and after it the pictures that are held."""
    line, left, right = one.stretch.line, one.left, one.right
    if line.rate <= 0:
        yield left, right, one.rate
        return
    frame = left.seconds / max(1, one.left_stop - one.left_first)
    least = HELD_PERIODS * max(frame, right.seconds / one.stretch.frames)
    start, end = (
        Fraction((float(at) - line.offset) / line.rate).limit_denominator(TICKS) for at in (left.start, left.end)
    )
    runs = Span(
        start if least < start - right.start < right.seconds else right.start,
        end if least < right.end - end < right.seconds else right.end,
    )
    if runs.start > right.start:
        yield Span(left.start, left.start + frame), Span(right.start, runs.start), 0.0
    yield left, runs, one.rate
    if runs.end < right.end:
        yield Span(left.end - frame, left.end), Span(runs.end, right.end), 0.0


def _even_times(span: Span, count: int) -> list[Fraction]:
    return [span.start + span.seconds * Fraction(number, count - 1) for number in range(count)]


def measure_coverage(placed: Sequence[Placed], left: FrameTimes, right: FrameTimes) -> Coverage:
    """Share of each side that the other shows."""
    return Coverage(
        left=round(float(total_seconds(one.left for one in placed) / left.seconds), 4),
        right=round(float(total_seconds(one.right for one in placed) / right.seconds), 4),
    )
