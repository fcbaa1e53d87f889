"""Altered regions as tracks counted in frames of the right version, for programs that annotate video."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from msgspec import UNSET

from uncut.model.comparison import Box, Comparison, EditKind
from uncut.model.footage import Footage


@dataclass(frozen=True)
class RegionTrack:
    """One region over time."""

    number: int
    """Of the change, from 1."""
    kind: EditKind
    points: list[tuple[int, Box]]
    """Rising frame numbers from 0; between them the box moves in a straight line."""
    stop: int
    """The first frame without it."""
    confidence: float
    why: str


def frame_of(footage: Footage, at: Fraction) -> int:
    """The number, from 0, of the frame that begins nearest to second ``at``.

    Frames of varying length are counted as if they were equally long: a comparison holds no frame times.
    """
    if not footage.frames or footage.seconds <= 0:
        return 0
    return round(at / footage.seconds * footage.frames)


def usual_step(footage: Footage) -> Fraction:
    """Seconds for which a frame is shown on average; a twenty-fifth where there are none."""
    return footage.seconds / footage.frames if footage.frames and footage.seconds > 0 else Fraction(1, 25)


def region_tracks(comparison: Comparison) -> Iterator[RegionTrack]:
    """The tracks of all altered regions; those without a track are left out."""
    right = comparison.right
    if not right.frames:
        return
    for number, edit in enumerate(comparison.edits, start=1):
        if edit.track is UNSET or not edit.track or edit.right is None:
            continue
        first = min(frame_of(right, edit.right.start), right.frames - 1)
        stop = min(max(frame_of(right, edit.right.end), first + 1), right.frames)
        points = {
            min(max(frame_of(right, point.at), first), stop - 1): point.box
            for point in sorted(edit.track, key=lambda one: one.at)
        }
        points.setdefault(first, next(iter(points.values())))
        yield RegionTrack(number, edit.kind, sorted(points.items()), stop, edit.confidence, edit.why)
