"""Changes in time between two sounds: what was taken out, put in, moved, repeated, played faster. Pure functions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from msgspec import UNSET, UnsetType

from uncut.footage.align.sound_stretches import SoundStretch
from uncut.model.comparison import Coverage, Edit, EditKind, Kept, Uncertain
from uncut.model.time import Span, complement_spans, format_length, total_seconds

SHORTEST_SECONDS = Fraction(1, 20)
"""Shorter pieces are lost where packets are; no editor cuts so finely."""
SHORTEST_END_SECONDS = Fraction(13, 100)
"""Encoders add or take so much at the ends of a file: mp3 at 22 kHz two frames of 52 ms."""
CERTAIN_SECONDS = 0.02
"""Borders known this well need no interval."""


def left_span(one: SoundStretch) -> Span:
    """Left seconds of a stretch, to the millisecond."""
    return Span(_exact(one.left_start), max(_exact(one.left_start), _exact(one.left_end)))


def right_span(one: SoundStretch) -> Span:
    """Right seconds of a stretch, to the millisecond."""
    return Span(_exact(one.start), max(_exact(one.start), _exact(one.end)))


def _exact(seconds: float) -> Fraction:
    return max(Fraction(0), Fraction(round(seconds * 1000), 1000))


def confidence_of(one: SoundStretch) -> float:
    """How sure it is that both sides hold the same sound here: bits of unlike sounds differ in a half."""
    return round(min(0.99, 0.7 + (0.4 - one.difference)), 2) if one.difference < 0.5 else 0.6


def find_sound_cuts(stretches: Sequence[SoundStretch], left: Span, right: Span) -> list[Edit]:
    """Every change in time; ``left`` and ``right`` are the whole tracks."""
    spine = find_sound_spine(stretches)
    return [
        *_removed(stretches, spine, left),
        *_inserted(stretches, left, right),
        *_out_of_order(stretches, spine),
        *_heard_again(spine),
        *_speeds(stretches),
    ]


def find_sound_spine(stretches: Sequence[SoundStretch]) -> list[SoundStretch]:
    """The stretches that run in the left track's order: of all such chains, the longest in seconds."""
    best: list[tuple[float, int]] = []
    for position, one in enumerate(stretches):
        before = [
            (best[earlier][0], earlier) for earlier in range(position) if stretches[earlier].left_start < one.left_start
        ]
        seconds, link = max(before, default=(0.0, -1))
        best.append((seconds + one.end - one.start, link))
    chain: list[SoundStretch] = []
    at = max(range(len(best)), key=lambda position: best[position][0], default=-1)
    while at >= 0:
        chain.append(stretches[at])
        at = best[at][1]
    return chain[::-1]


def _removed(stretches: Sequence[SoundStretch], spine: Sequence[SoundStretch], left: Span) -> list[Edit]:
    edits = []
    for span in complement_spans([left_span(one) for one in stretches], left):
        before = [one for one in spine if left_span(one).end <= span.start]
        after = [one for one in spine if left_span(one).start >= span.end]
        if span.seconds < (SHORTEST_SECONDS if before and after else SHORTEST_END_SECONDS):
            continue
        at = right_span(before[-1]).end if before else right_span(after[0]).start if after else Fraction(0)
        edits.append(
            Edit(
                kind="removed",
                left=span,
                right=Span(at, at),
                confidence=min((confidence_of(one) for one in [*before[-1:], *after[:1]]), default=0.9),
                why=f"{format_length(span.seconds)} of the left sound are heard nowhere in the right version"
                f"{_told(before[-1:], after[:1])}.",
                uncertain=_slack(span, before[-1:], after[:1]),
                by="sound",
            )
        )
    return edits


def _told(before: Sequence[SoundStretch], after: Sequence[SoundStretch]) -> str:
    told = [
        f"{100 * one.difference:.0f} % of the bits differ in the stretch {word} it"
        for word, some in (("before", before), ("after", after))
        for one in some
    ]
    return f"; {' and '.join(told)} (unlike sounds differ in 50 %)" if told else ""


def _slack(span: Span, before: Sequence[SoundStretch], after: Sequence[SoundStretch]) -> Uncertain | UnsetType:
    """Between which left seconds a removed span must lie, where its border is in a pause."""
    within = after[0].start_within if before and after else None
    if within is None or before[0].end != after[0].start or within[1] - within[0] <= CERTAIN_SECONDS:
        return UNSET
    early, late = (_signed(at - after[0].start) for at in within)
    return Uncertain(start=_around(span.start, early, late), end=_around(span.end, early, late))


def _gap_slack(span: Span, before: Sequence[SoundStretch], after: Sequence[SoundStretch]) -> Uncertain | UnsetType:
    """Between which right seconds the ends of an inserted span must lie."""
    starts = before[0].end_within if before else None
    ends = after[0].start_within if after else None
    sizes = [within[1] - within[0] for within in (starts, ends) if within]
    if not sizes or max(sizes) <= CERTAIN_SECONDS:
        return UNSET
    return Uncertain(
        start=Span(*map(_exact, starts)) if starts else Span(span.start, span.start),
        end=Span(*map(_exact, ends)) if ends else Span(span.end, span.end),
    )


def _signed(seconds: float) -> Fraction:
    return Fraction(round(seconds * 1000), 1000)


def _around(at: Fraction, early: Fraction, late: Fraction) -> Span:
    return Span(max(Fraction(0), at + early), max(Fraction(0), at + late))


def _inserted(stretches: Sequence[SoundStretch], left: Span, right: Span) -> list[Edit]:
    edits = []
    for span in complement_spans([right_span(one) for one in stretches], right):
        before = [one for one in stretches if right_span(one).end <= span.start]
        after = [one for one in stretches if right_span(one).start >= span.end]
        if span.seconds < (SHORTEST_SECONDS if before and after else SHORTEST_END_SECONDS):
            continue
        at = left_span(before[-1]).end if before else left_span(after[0]).start if after else left.start
        sure = min((confidence_of(one) for one in [*before[-1:], *after[:1]]), default=0.95)
        why = f"{format_length(span.seconds)} of the right sound were found nowhere in the left version."
        edits.append(Edit(kind="inserted", left=Span(at, at), right=span, confidence=round(0.97 * sure, 2),
                          why=why, uncertain=_gap_slack(span, before[-1:], after[:1]), by="sound"))  # fmt: skip
    return edits


def _out_of_order(stretches: Sequence[SoundStretch], spine: Sequence[SoundStretch]) -> list[Edit]:
    edits = []
    for one in stretches:
        if any(one is other for other in spine):
            continue
        span = left_span(one)
        alone = total_seconds(complement_spans([left_span(other) for other in stretches if other is not one], span))
        kind: EditKind = "moved" if alone * 2 > span.seconds else "repeated"
        told = "out of the left version's order" if kind == "moved" else "and are also heard elsewhere"
        why = (
            f"{format_length(span.seconds)} of the left sound are heard here {told}; {100 * one.difference:.0f} % of "
            "the bits differ (unlike sounds differ in 50 %)."
        )
        edits.append(
            Edit(kind=kind, left=span, right=right_span(one), confidence=confidence_of(one), why=why, by="sound")
        )
    return edits


def _heard_again(spine: Sequence[SoundStretch]) -> list[Edit]:
    """What a stretch starts with although the one before it has just held it."""
    edits = []
    for before, after in pairwise(spine):
        start, end = left_span(after).start, min(left_span(before).end, left_span(after).end)
        if end - start < SHORTEST_SECONDS:
            continue
        until = min(right_span(after).end, right_span(after).start + (end - start) / _exact(after.rate))
        edits.append(
            Edit(
                kind="repeated",
                left=Span(start, end),
                right=Span(right_span(after).start, until),
                confidence=min(confidence_of(before), confidence_of(after)),
                why=f"{format_length(end - start)} of the left sound are heard a second time.",
                by="sound",
            )
        )
    return edits


def _speeds(stretches: Sequence[SoundStretch]) -> list[Edit]:
    edits = []
    for one in stretches:
        if one.rate == 1.0:
            continue
        raised = "at the same pitch" if one.pitch == 1.0 else f"with pitches {one.pitch:.3f} times as high"
        why = (
            f"The right sound follows the left one at {one.rate:.3f} left seconds a right second, {raised}; "
            f"{100 * one.difference:.0f} % of the bits differ (unlike sounds differ in 50 %)."
        )
        edits.append(Edit(kind="retimed", left=left_span(one), right=right_span(one), rate=round(one.rate, 4),
                          confidence=confidence_of(one), why=why, by="sound"))  # fmt: skip
    return edits


def describe_kept_sound(stretches: Sequence[SoundStretch]) -> list[Kept]:
    """The stretches as the contract writes them."""
    return [
        Kept(right=right_span(one), left=left_span(one), rate=round(one.rate, 4), confidence=confidence_of(one))
        for one in stretches
    ]


def measure_sound_coverage(stretches: Sequence[SoundStretch], left: Span, right: Span) -> Coverage:
    """Share of each track that the other one holds."""
    shares = [
        float(total_seconds(span(one) for one in stretches) / whole.seconds) if whole.seconds else 0.0
        for span, whole in ((left_span, left), (right_span, right))
    ]
    return Coverage(*(round(min(1.0, share), 4) for share in shares))
