"""Which pictures a dossier wants. The pictures themselves are decoded elsewhere, in the jail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from msgspec import UNSET

from uncut.dossier.parts import Side, Still
from uncut.dossier.tracks import usual_step
from uncut.dossier.words import CUTS, PICTURE_ALTERED, PICTURE_REGIONS, SOUND
from uncut.model.comparison import Comparison, Edit
from uncut.model.footage import Footage
from uncut.model.time import Span

MAX_STILLS = 240
"""Pictures in one comparison: about 4 MB of JPEG."""
STILL_WIDTH_PX = 360
"""Width at which to grab them: the page shows none larger."""
_INSIDE = Fraction(1, 1000)
"""Seconds: how far inside a span a picture is asked for, so that times rounded to microseconds hit it."""


class WantedStill(NamedTuple):
    """One picture: for which edit, of which version, shown at which second."""

    edit: int
    side: Side
    at: Fraction


def choose_stills(comparison: Comparison, *, at_most: int = MAX_STILLS) -> list[WantedStill]:
    """The pictures that show each edit best, ``at_most`` of them.

    What was removed or put in: its first, middle and last picture, and the pictures beside it in both versions. Other
    changes of the picture: the same moment of both versions, once or several times. Where not all fit, each edit gets
    its first choice before any gets a second.
    """
    wishes = [list(_wishes(index, edit, comparison)) for index, edit in enumerate(comparison.edits)]
    chosen: list[WantedStill] = []
    for rank in range(max(map(len, wishes), default=0)):
        for wish in wishes:
            if rank < len(wish) and len(chosen) + len(wish[rank]) <= at_most:
                chosen += wish[rank]
    return sorted(chosen, key=lambda one: (one.edit, one.side, one.at))


def collect_stills(
    comparison: Comparison,
    grab: Callable[[Side, list[Fraction]], Sequence[npt.NDArray[np.uint8]]],
    *,
    at_most: int = MAX_STILLS,
) -> dict[int, list[Still]]:
    """The pictures that `choose_stills` wants, by edit, as `ComparisonPart` takes them.

    ``grab`` is asked at most once a side, for rising times without repeats, and gives one RGB picture of shape
    (height, width, 3) for each; it may give none at all for a side whose file is not at hand.
    """
    wanted = choose_stills(comparison, at_most=at_most)
    pictures: dict[tuple[Side, Fraction], npt.NDArray[np.uint8]] = {}
    sides: tuple[Side, Side] = ("left", "right")
    for side in sides:
        times = sorted({one.at for one in wanted if one.side == side})
        grabbed = grab(side, times) if times else []
        if len(grabbed):
            pictures |= {(side, at): pixels for at, pixels in zip(times, grabbed, strict=True)}
    stills: dict[int, list[Still]] = {}
    for one in wanted:
        if (one.side, one.at) in pictures:
            stills.setdefault(one.edit, []).append(Still(one.side, one.at, pictures[one.side, one.at]))
    return stills


def _wishes(index: int, edit: Edit, comparison: Comparison) -> Iterator[tuple[WantedStill, ...]]:
    """Groups of pictures for one edit, the most telling first."""
    if edit.kind == "metadata" or edit.kind in SOUND or edit.by == "sound":
        return
    sides = _sides(edit, comparison)
    seconds = max((span.seconds for _, span in sides), default=Fraction(0))
    for share in _pair_shares(edit, seconds) if len(sides) > 1 else _shares(seconds):
        times = [_moment(span, _seen_from(edit, side, share)) for side, span in sides]
        if len(sides) > 1 and edit.kind in PICTURE_ALTERED and edit.right is not None:
            times = list(_same_moment(comparison, edit.right, times[1]) or times)
        yield tuple(WantedStill(index, side, at) for (side, _), at in zip(sides, times, strict=True))
    if edit.kind in CUTS:
        yield from _beside(index, edit, comparison)


def _beside(index: int, edit: Edit, comparison: Comparison) -> Iterator[tuple[WantedStill, ...]]:
    """The last pictures before a cut, then the first ones after it, of each version that has them."""
    sides: tuple[tuple[Side, Span | None, Footage], ...] = (
        ("left", edit.left, comparison.left),
        ("right", edit.right, comparison.right),
    )
    for is_after in (False, True):
        group = []
        for side, span, footage in sides:
            if span is None or footage.width is None or not footage.frames:
                continue
            half = usual_step(footage) / 2
            at = span.end + half if is_after else span.start - half
            if 0 <= at < footage.seconds:
                group.append(WantedStill(index, side, at))
        if group:
            yield tuple(group)


def _same_moment(comparison: Comparison, within: Span, at: Fraction) -> tuple[Fraction, Fraction] | None:
    """Left and right seconds of the moment that both show nearest to right second ``at``; ``None`` if there is none.

    A long span may hold cuts: what stands at the same share of both sides is then another moment.
    """
    best: tuple[Fraction, Fraction] | None = None
    for kept in comparison.kept:
        span = within.intersection(kept.right)
        if span.is_empty:
            continue
        margin = min(_INSIDE, span.seconds / 4)
        there = min(max(at, span.start + margin), span.end - margin)
        if best is None or abs(there - at) < abs(best[1] - at):
            best = kept.left_at(there), there
    return best


def _seen_from(edit: Edit, side: Side, share: Fraction) -> Fraction:
    """Where in the span of ``side`` the picture is that the right version shows at ``share``."""
    return 1 - share if edit.kind == "reversed" and side == "left" else share


def _sides(edit: Edit, comparison: Comparison) -> list[tuple[Side, Span]]:
    both: tuple[tuple[Side, Span | None, int | None], ...] = (
        ("left", edit.left, comparison.left.width),
        ("right", edit.right, comparison.right.width),
    )
    return [
        (side, span)
        for side, span, width in both
        if span is not None and width is not None and (edit.kind == "frozen" or not span.is_empty)
    ]


def _pair_shares(edit: Edit, seconds: Fraction) -> tuple[Fraction, ...]:
    """Where in two spans to look: in the middle, or in long ones at both quarters, and between if a region moves."""
    if seconds < 2:
        return (Fraction(1, 2),)
    follows = edit.kind in PICTURE_REGIONS and edit.track is not UNSET and len(edit.track) > 1
    return (Fraction(1, 4), Fraction(3, 4), *([Fraction(1, 2)] if follows else []))


def _shares(seconds: Fraction) -> tuple[Fraction, ...]:
    """Where in a span to look, the most telling first."""
    middle, first, last = Fraction(1, 2), Fraction(0), Fraction(1)
    if seconds <= 0:
        return ()
    return (middle,) if seconds < Fraction(1, 15) else (middle, first, last)


def _moment(span: Span, share: Fraction) -> Fraction:
    margin = min(_INSIDE, span.seconds / 4)
    return min(max(span.start + share * span.seconds, span.start + margin), span.end - margin)
