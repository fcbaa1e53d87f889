"""Graded stretches: every kept stretch's frames, by their thumbnails and the points of their colour, for `changes`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from msgspec import UNSET

from uncut.footage.changes.cuts import Placed
from uncut.footage.changes.grading_runs import GradedRun, find_graded_runs
from uncut.footage.colour_cells import CellReader, NearestCellReader
from uncut.footage.sides import ReadSide
from uncut.model.comparison import Box, Edit, Kept, NotExamined
from uncut.model.time import Span

SAMPLES_A_SECOND = 4.0
MOST_SAMPLES = 2000
"""In a stretch."""
SHORTEST_SECONDS = 0.3
TO_GREY = 0.25
"""Share of the left picture's colour under which the right one is called grey, where the left one has
`LEAST_STRENGTH` levels of it."""
LEAST_STRENGTH = 2.0


def without_smothered(
    recoloured: Sequence[Edit], regions: Sequence[Edit], kept: Sequence[Kept]
) -> tuple[list[Edit], list[NotExamined]]:
    """What is left of ``recoloured`` where the whole picture was blurred or pixelated, and what nobody looked at.

    A blur draws light and dark together, as less contrast does: a map of colours measured on it says nothing.
    """
    shown = [one.right_box for one in kept]
    spans = [
        one.right
        for one in regions
        if one.right and isinstance(one.track, list) and all(_fills(point.box, shown) for point in one.track)
    ]
    unseen = [NotExamined(what="colours", why="the whole picture is blurred or pixelated", right=one) for one in spans]
    left = [one for one in recoloured if one.right and not any(_mostly(one.right, span) for span in spans)]
    return left, unseen


def _fills(box: Box, shown: Sequence[Box]) -> bool:
    return any(
        np.allclose((box.x, box.y, box.width, box.height), (a.x, a.y, a.width, a.height), atol=1e-3) for a in shown
    )


def _mostly(one: Span, other: Span) -> bool:
    """Whether half of ``one`` lies in ``other``."""
    return 2 * (min(one.end, other.end) - max(one.start, other.start)) >= one.seconds


@dataclass(frozen=True)
class _Found:
    """A graded run with the place that it has in its stretch."""

    placed: Placed
    run: GradedRun
    right: Span
    left: Span


def recolouring_beside(
    recoloured: list[Edit], regions: Sequence[Edit], left: ReadSide, right: ReadSide, placed: Sequence[Placed]
) -> list[Edit]:
    """``recoloured``, measured again without what lies beneath ``regions`` where these are there for most of it.

    A cover over a face holds all cells that have the colour of skin, and bends the map of colours for them.
    """
    spans = [one.right for one in recoloured if one.right]
    beneath = [
        one
        for one in regions
        if one.right and isinstance(one.track, list) and any(_mostly(span, one.right) for span in spans)
    ]
    return find_recolouring(left, right, placed, beneath) if beneath else recoloured


def find_recolouring(
    left: ReadSide, right: ReadSide, placed: Sequence[Placed], beneath: Sequence[Edit] = ()
) -> list[Edit]:
    """One edit for each run of frames that are graded alike, also across cuts.

    What lies ``beneath`` regions is left out of the stretches in which they are, if most of the picture is left.
    """
    groups: list[list[_Found]] = []
    for one in placed:
        geometry = one.stretch.geometry
        if geometry.track is not None or geometry.slant is not None or geometry.tilt:
            continue
        hidden = [point.box for edit in beneath if _meets(edit, one) for point in edit.track or ()]
        for found in _examine(left, right, one, hidden):
            if groups and _goes_on(groups[-1][-1], found):
                groups[-1].append(found)
            else:
                groups.append([found])
    return [_edit(group) for group in groups]


def _meets(edit: Edit, one: Placed) -> bool:
    """Whether an edit is there in a part of a stretch."""
    return edit.right is not None and edit.right.start < one.right.end and one.right.start < edit.right.end


def _examine(left: ReadSide, right: ReadSide, one: Placed, hidden: Sequence[Box]) -> list[_Found]:
    stretch = one.stretch
    step = max(1, round(stretch.frames / float(one.right.seconds) / SAMPLES_A_SECOND), stretch.frames // MOST_SAMPLES)
    frames = np.arange(stretch.right_first, stretch.right_stop, step)
    frames = np.unique(np.append(frames, stretch.right_stop - 1))
    reader = CellReader(left, right, one, hidden)
    if not find_graded_runs(reader, frames):
        return []
    reader = NearestCellReader(left, right, one, hidden)
    return [
        _Found(one, run, right.times.span(run.first, run.stop), _left_span(reader, left, one, run))
        for run in find_graded_runs(reader, frames)
        if right.times.span(run.first, run.stop).seconds >= SHORTEST_SECONDS
    ]


def _left_span(reader: CellReader, left: ReadSide, one: Placed, run: GradedRun) -> Span:
    if (run.first, run.stop) == (one.stretch.right_first, one.stretch.right_stop):
        return one.left
    shown = reader.left_frames(np.array([run.first, run.stop - 1]))
    first, last = int(shown.min()), int(shown.max())
    return left.times.span(first, min(last + 1, one.left_stop))


def _goes_on(before: _Found, after: _Found) -> bool:
    """Whether two runs are one grading with a cut within."""
    ends = before.run.stop == before.placed.stretch.right_stop
    starts = after.run.first == after.placed.stretch.right_first
    return ends and starts and _is_greyed(before.run) == _is_greyed(after.run)


def _is_greyed(run: GradedRun) -> bool:
    return run.strength >= LEAST_STRENGTH and run.right_strength <= TO_GREY * run.strength


def _edit(group: Sequence[_Found]) -> Edit:
    longest = max(group, key=lambda one: one.run.stop - one.run.first).run
    return Edit(
        kind="recoloured",
        left=Span(min(one.left.start for one in group), max(one.left.end for one in group)),
        right=Span(group[0].right.start, group[-1].right.end),
        confidence=round(min(0.98, 0.7 + 0.2 * (longest.excess - 1)), 2),
        why=_why(longest, sum(one.run.pairs for one in group)),
        grey=True if _is_greyed(longest) else UNSET,
    )


def _why(run: GradedRun, pairs: int) -> str:
    words = "The colour is gone, or nearly so," if _is_greyed(run) else "Colours follow another map"
    return (
        f"{words} in {pairs} pairs: mean brightness {run.lift:+.1f}, contrast ×{run.contrast:.2f}, "
        f"strength of colour {run.strength:.1f} to {run.right_strength:.1f}, tint {run.tint[0]:+.1f} blue, "
        f"{run.tint[1]:+.1f} red; that is {run.tone:.1f} levels of brightness and {run.colour:.1f} of colour beyond "
        f"what ranges, matrices and gammas of conversions explain, with {run.random:.1f} left unexplained."
    )
