"""Altered regions in all stretches that both versions show: pairs go in, edits with tracks come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from uncut.footage.changes.cuts import Placed
from uncut.footage.changes.detail import CELL_PX
from uncut.footage.changes.naming import Region
from uncut.footage.changes.regions import RegionFinder
from uncut.footage.changes.tracing import HIDING
from uncut.footage.pairing import PairReader, Plan, plan_pairs
from uncut.footage.sides import ReadSide
from uncut.jail import JailSettings
from uncut.model.comparison import Box, Edit, NotExamined, TrackPoint
from uncut.model.time import Span

Progress = Callable[[str, float], None]

SHORTEST_SECONDS = 0.3
FEWEST_CELLS = 6
"""A side of the shared part, of the size that is compared."""


def find_region_changes(
    left: ReadSide,
    right: ReadSide,
    placed: Sequence[Placed],
    settings: JailSettings,
    progress: Progress,
) -> tuple[list[Edit], list[NotExamined]]:
    """What was blurred, pixelated, covered or laid over in the stretches that both sides show.

    Parameters
    ----------
    left, right
        The two files, as read before.
    placed
        The stretches that both show. Those played backwards are not examined, and of those held still only what hides
        them.
    settings
        The jail's limits.
    progress
        Told how far it is.

    Returns
    -------
    edits
        With tracks in the right picture.
    not_examined
        Stretches in which nothing could be said, and why.
    """
    edits: list[Edit] = []
    skipped: list[NotExamined] = []
    total = float(sum(one.right.seconds for one in placed)) or 1.0
    done = 0.0
    for one in placed:
        if one.right.seconds < SHORTEST_SECONDS:
            continue
        if one.rate < 0:
            why = "what runs backwards is not compared"
            skipped.append(NotExamined(what="regions", why=why, right=one.right))
            continue
        if one.rate == 0:
            why = "in a still it is not told what encoding blurred from what an editor did"
            skipped.append(NotExamined(what="blurred and pixelated regions", why=why, right=one.right))
        if one.stretch.geometry.track is not None or one.stretch.geometry.slant is not None:
            moves = one.stretch.geometry.track is not None
            why = f"a {'part of the picture that moves' if moves else 'picture filmed from a screen'} is not compared"
            skipped += [NotExamined(what=what, why=why, right=one.right) for what in ("regions", "colours")]
            continue
        if one.stretch.geometry.tilt:
            why = "the colours of a picture turned by a few degrees are not compared"
            skipped.append(NotExamined(what="colours", why=why, right=one.right))
        start, share = done, float(one.right.seconds) / total
        found = _examine(left, right, one, settings, lambda part: progress("regions", start + part * share))  # noqa: B023
        edits += found[0]
        skipped += found[1]
        done += share
    return edits, skipped


def _examine(
    left: ReadSide, right: ReadSide, one: Placed, settings: JailSettings, tell: Callable[[float], None]
) -> tuple[list[Edit], list[NotExamined]]:
    plan = plan_pairs(left, right, one)
    if min(plan.work) < FEWEST_CELLS * CELL_PX:
        return [], [NotExamined(what="regions", why="the shared part of the picture is too small", right=one.right)]
    finder = RegionFinder(right.times.as_float()[one.stretch.right_first : one.stretch.right_stop])
    count = one.stretch.frames
    with PairReader(left, right, one, plan, settings) as pairs:
        for pair in pairs:
            finder.push(pair)
            if pair.number % 50 == 0:
                tell(pair.number / count)
        found = finder.finish()
    told = [region for region in found.regions if one.rate != 0 or region.kind in HIDING]
    edits = [_as_edit(region, left, right, one, plan) for region in told]
    first = one.stretch.right_first
    skipped = [
        NotExamined(what="regions", why=why, right=right.times.span(first + start, first + stop))
        for start, stop, why in found.undecided
    ]
    return edits, skipped


def _as_edit(region: Region, left: ReadSide, right: ReadSide, one: Placed, plan: Plan) -> Edit:
    first = one.stretch.right_first
    whole = plan.right_box
    track = [TrackPoint(right.times.at(first + frame), _within(whole, *box)) for frame, box in region.track]
    span = right.times.span(first + region.first, first + region.stop)
    shown = _left_span(span, left, one)
    return Edit(
        kind=region.kind, left=shown, right=span, track=track, confidence=region.confidence, why=region.why
    )  # fmt: skip


def _within(whole: Box, x: float, y: float, width: float, height: float) -> Box:
    """A box given as shares of ``whole``, as shares of the picture."""
    left, top = max(x, 0.0), max(y, 0.0)
    right, bottom = min(x + width, 1.0), min(y + height, 1.0)
    return Box(
        round(whole.x + left * whole.width, 4),
        round(whole.y + top * whole.height, 4),
        round((right - left) * whole.width, 4),
        round((bottom - top) * whole.height, 4),
    )


def _left_span(span: Span, left: ReadSide, one: Placed) -> Span:
    """The left frames that are shown during ``span``."""
    times = left.times.as_float()
    line = one.stretch.line
    first, stop = (int(np.abs(times - (line.rate * float(at) + line.offset)).argmin()) for at in (span.start, span.end))
    first = min(max(first, one.left_first), one.left_stop - 1)
    stop = one.left_stop if span.end >= one.right.end else min(max(stop, first + 1), one.left_stop)
    return left.times.span(first, stop)
