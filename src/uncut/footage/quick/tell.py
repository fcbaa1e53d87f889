"""A quick look's findings as the contract writes them, and what it passed over in plain words. No files."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from msgspec import UNSET

from uncut.footage.quick.gaps import Piece
from uncut.footage.quick.look import Look
from uncut.footage.quick.runs import Run, confidence_of, find_order
from uncut.model.comparison import Coverage, Edit, EditKind, Kept, NotExamined, Uncertain
from uncut.model.time import Span, complement_spans, total_seconds

QUICK_CONFIDENCE = 0.85
"""Most that is claimed where pictures on both sides of a gap say so."""
SOUND_CONFIDENCE = 0.6
UNLIKE_CONFIDENCE = 0.6


def exact(seconds: float) -> Fraction:
    """A time to the millisecond: no quick look knows more."""
    return Fraction(max(0, round(seconds * 1000)), 1000)


def span_of(start: float, end: float, within: Fraction) -> Span:
    """A span inside a file of length ``within``."""
    first = min(exact(start), within)
    return Span(first, min(max(first, exact(end)), within))


def describe_piece(piece: Piece, kind: EditKind, own_end: Fraction, other_end: Fraction) -> Edit:
    """A piece that one side alone has, as ``removed`` or ``inserted``."""
    own = span_of(piece.start, piece.end, own_end)
    middle = min(exact(sum(piece.at_other) / 2), other_end)
    empty = Span(middle, middle)
    sure = SOUND_CONFIDENCE if piece.by_sound else UNLIKE_CONFIDENCE if piece.unlike else QUICK_CONFIDENCE
    ends = (span_of(*piece.start_within, own_end), span_of(*piece.end_within, own_end))
    return Edit(
        kind=kind,
        left=own if kind == "removed" else empty,
        right=empty if kind == "removed" else own,
        confidence=sure,
        why=piece.why,
        uncertain=Uncertain(start=ends[0], end=ends[1]),
        by="sound" if piece.by_sound else UNSET,
    )


def describe_moves(runs: Sequence[Run], left_end: Fraction, right_end: Fraction) -> list[Edit]:
    """Runs out of the left version's order."""
    spine = find_order(runs)
    edits = []
    for number, run in enumerate(runs):
        if any(run is one for one in spine):
            continue
        left, right = span_of(*run.left, left_end), span_of(*run.right, right_end)
        others = [span_of(*other.left, left_end) for other in runs if other is not run]
        alone = total_seconds(complement_spans(others, left))
        before = runs[number - 1].right[1] if number else 0.0
        after = runs[number + 1].right[0] if number + 1 < len(runs) else float(right_end)
        ends = span_of(before, run.right[0], right_end), span_of(run.right[1], after, right_end)
        edits.append(
            Edit(
                kind="moved" if alone * 2 > left.seconds or left.is_empty else "repeated",
                left=left,
                right=right,
                confidence=SOUND_CONFIDENCE if run.by_sound else QUICK_CONFIDENCE,
                why=f"{len(run.told)} {'moments of sound' if run.by_sound else 'key pictures'} show the left version "
                f"{run.offset:+.2f} s from here, out of its order; the ends are those of the right version.",
                uncertain=Uncertain(*ends),
                by="sound" if run.by_sound else UNSET,
            )
        )
    return edits


def describe_kept(runs: Sequence[Run], inserted: Sequence[Edit], left_end: Fraction, right_end: Fraction) -> list[Kept]:
    """The runs, each as far as it may reach, so that with ``inserted`` they cover the right version."""
    put_in = [edit.right for edit in inserted if edit.right is not None]
    kept = []
    borders = [Fraction(0), *(exact((one.right[1] + two.right[0]) / 2) for one, two in pairwise(runs)), right_end]
    for run, (low, high) in zip(runs, pairwise(borders), strict=True):
        for right in complement_spans(put_in, Span(low, max(low, high))):
            shift = exact(abs(run.offset)) * (1 if run.offset >= 0 else -1)
            start = min(max(Fraction(0), right.start + shift), left_end)
            left = Span(start, min(max(start, right.end + shift), left_end))
            kept.append(Kept(right=right, left=left, confidence=confidence_of(run)))
    return kept


def describe_doubts(spans: Sequence[tuple[float, float, int]], side: str, gap: float) -> list[NotExamined]:
    """Key pictures that resemble none of the other side's, where those are too far apart to say more."""
    told = []
    for first, last, count in spans:
        many = f"{count} key pictures resemble" if count > 1 else "a key picture resembles"
        why = f"{many} no key picture of the other version; those lie up to {gap:.1f} s apart, so this stays open"
        where = {side: Span(exact(first), exact(last))}
        told.append(NotExamined(what="key pictures without a partner", why=why, **where))
    return told


VAGUE = NotExamined(
    what="cuts",
    why="the key pictures look too much alike for too long to lay one version along the other; compare without --quick",
)


def cover(kept: Sequence[Kept], left_end: Fraction, right_end: Fraction) -> Coverage:
    """Share of each side that the other shows, as far as is known."""
    shares = [
        round(float(total_seconds(getattr(one, side) for one in kept) / end), 4)
        for side, end in (("left", left_end), ("right", right_end))
    ]
    return Coverage(*shares)


PASSED_OVER = (
    ("regions", "a quick look does not search for blurred, covered or overlaid parts of the picture"),
    (
        "framing",
        "a quick look knows no crops, bars, mirrored or turned pictures; such versions may seem unrelated",
    ),
    ("colours", "a quick look compares neither brightness and contrast nor colours"),
    ("speed", "a quick look does not tell stills, other speeds and reversed pieces from cuts"),
    ("sound changes", "a quick look uses the sound only to lay one version along the other"),
)


def passed_over(left: Look, right: Look, related: bool) -> list[NotExamined]:
    """What a quick look did not examine, for these two files."""
    told = " and ".join(
        f"{len(side.seconds)} of {side.footage.frames} {name} pictures (at most {side.widest_gap():.1f} s apart)"
        for name, side in (("left", left), ("right", right))
    )
    heard = "the sound of both" if left.sound and right.sound else "no sound, since not both have any"
    between = NotExamined(
        what="the pictures between key pictures",
        why=f"a quick look decoded {told}, and {heard}: what was changed and changed back between two of them is "
        "not seen, and no place is exact to the frame",
    )
    nothing = NotExamined(
        what="whether they share anything",
        why="so few pictures cannot show that two files have nothing in common; compare without --quick",
    )
    others = [NotExamined(what=what, why=why) for what, why in PASSED_OVER]
    return [between, *([] if related else [nothing]), *others]
