"""What follows from the gaps between runs: removed and inserted pieces, each end between two times. No files.

On either side, a gap lies between the last moment of one run and the first of the next. The runs may reach into it, as
far as the other side has room for that; what they cannot fill was added on this side. Nothing here knows which side
is which: the same function finds what was removed and what was inserted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from uncut.footage.align.flags import runs_of
from uncut.footage.align.lines import Floats
from uncut.footage.quick.runs import Run

SHORTEST_SECONDS = 0.12
"""A longer piece on one side counts, also where all anchors know their distance exactly."""
START_SECONDS, END_SECONDS = 0.05, 0.3
"""At the ends of files, where containers pad."""
LEAST_UNLIKE = 2
"""Key pictures in a row that show nothing of the other side."""
MOST_SPACING_SECONDS = 1.25
SPACINGS = 2.0
"""The other side's key pictures must be no further apart than this, and unlike ones must span so many times their
distance: few shots are shorter."""

Times = tuple[float, float]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Stop:
    """A run, or an end of both files, as seen from one side."""

    own: Times
    """First and last second that is shared, on this side."""
    other: Times
    """The same on the other side."""
    within: float
    by_sound: bool
    run: Run | None = None


@dataclass(frozen=True)
class Piece:
    """Something on one side that the other one does not show."""

    start: float
    end: float
    """Where it most likely is."""
    start_within: Times
    end_within: Times
    at_other: Times
    """Between which seconds of the other side it would be."""
    why: str
    by_sound: bool
    unlike: int
    """Key pictures in it that show nothing of the other side."""


def stops_of(runs: Sequence[Run], ends: Times, *, left: bool) -> list[Stop]:
    """The runs in the order of one side between the ends of both files; ``ends`` are the own one and the other one."""
    stops = [
        Stop(run.left if left else run.right, run.right if left else run.left, run.within, run.by_sound, run)
        for run in runs
    ]
    first, last = (
        Stop((0.0, 0.0), (0.0, 0.0), START_SECONDS, False),
        Stop((ends[0],) * 2, (ends[1],) * 2, END_SECONDS, False),
    )
    return [first, *sorted(stops, key=lambda one: one.own), last]


def find_pieces(stops: Sequence[Stop], unlike: Sequence[Times]) -> Iterator[Piece]:
    """Pieces that only this side has; ``unlike`` are spans of its key pictures that show nothing of the other."""
    others = sorted(stops, key=lambda one: one.other)
    for before, after in pairwise(stops):
        low, high = before.own[1], after.own[0]
        ahead, back, joint = _room(before, after, others)
        room = ahead if joint else ahead + back
        missing = (high - low) - room
        inside = [span for span in unlike if span[0] >= low and span[1] <= high]
        least = max(SHORTEST_SECONDS, before.within + after.within)
        if missing <= least and not inside:
            continue
        yield _piece(before, after, (min(ahead, high - low), min(back, high - low)), max(0.0, missing), inside)


def _room(before: Stop, after: Stop, others: Sequence[Stop]) -> tuple[float, float, bool]:
    """How far ``before`` may reach on, and ``after`` back, on the other side; and whether they share that room."""
    place, next_place = others.index(before), others.index(after)
    ahead = others[place + 1].other[0] - before.other[1] if place + 1 < len(others) else 0.0
    back = after.other[0] - others[next_place - 1].other[1] if next_place else 0.0
    return max(0.0, ahead), max(0.0, back), next_place == place + 1


def _piece(before: Stop, after: Stop, room: Times, missing: float, inside: Sequence[Times]) -> Piece:
    low, high = before.own[1], after.own[0]
    slack = before.within + after.within
    latest = max(low, min([low + room[0], high - missing, *(span[0] for span in inside)]))
    earliest = min(high, max([high - room[1], low + missing, *(span[1] for span in inside)]))
    start_within, end_within = (max(0.0, low - slack), latest + slack), (max(0.0, earliest - slack), high + slack)
    start, end = (low + latest) / 2, (earliest + high) / 2
    if not inside and missing > 0:
        end = min(high, max(start + missing, earliest))
    return Piece(
        start,
        max(start, end),
        start_within,
        end_within,
        (before.other[1], after.other[0]),
        _why(high - low, missing, len(inside)),
        before.by_sound or after.by_sound,
        len(inside),
    )


def _why(gap: float, missing: float, spans: int) -> str:
    told = f"Between two shared moments that lie {gap:.2f} s apart here"
    if missing > 0:
        told += f", the other version has room for {gap - missing:.2f} s only"
    if spans:
        told += f"{' and' if missing > 0 else ','} key pictures show nothing that a key picture of the other one shows"
    return f"{told}."


def unlike_spans(seconds: Floats, unlike: Flags) -> list[tuple[float, float, int]]:
    """First and last second, and number, of key pictures in a row that are ``unlike`` all of the other side's."""
    return [(float(seconds[first]), float(seconds[stop - 1]), stop - first) for first, stop in runs_of(unlike)]


def is_evidence(span: tuple[float, float, int], other_seconds: Floats) -> bool:
    """Whether an unlike span shows something that the other side does not have at all.

    Else the other side may show the same between two of its own key pictures.
    """
    spacing = float(np.quantile(np.diff(other_seconds), 0.9)) if len(other_seconds) > 1 else np.inf
    return spacing <= MOST_SPACING_SECONDS and span[2] >= LEAST_UNLIKE and span[1] - span[0] >= SPACINGS * spacing


def split_runs(runs: Sequence[Run], unlike: Sequence[Times], *, left: bool) -> list[Run]:
    """The runs without what lies in ``unlike`` spans of one side: something else is shown there."""
    for start, end in unlike:
        parts = []
        for run in runs:
            own = [one.left if left else one.right for one in run.anchors]
            before = tuple(one for one, at in zip(run.anchors, own, strict=True) if at < start)
            after = tuple(one for one, at in zip(run.anchors, own, strict=True) if at > end)
            parts += [replace(run, anchors=some) for some in (before, after) if some]
        runs = parts
    return list(runs)
