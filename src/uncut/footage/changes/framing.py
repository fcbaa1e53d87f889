"""Changes of the whole picture: cropped, framed, mirrored, filmed from a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

import numpy as np
from msgspec import UNSET

from uncut.footage.align.geometry import Geometry, Track
from uncut.footage.align.slant import Slant
from uncut.footage.changes.bars import Sides
from uncut.footage.changes.cuts import Placed
from uncut.model.comparison import WHOLE_PICTURE, Box, Corner, CornerPoint, Edit, EditKind, TrackPoint
from uncut.model.time import Span


def find_framing(placed: Sequence[Placed]) -> list[Edit]:
    """One edit for each run of stretches and each way in which their picture is framed differently."""
    edits: list[Edit] = []
    for geometry, run in groupby(placed, key=lambda one: one.stretch.geometry):
        some = list(run)
        if geometry.is_in_place:
            edits.extend(_covering(bar, some) for bar in Sides.around(geometry.left_box).bars.values())
            continue
        edits.extend(_edit(kind, why, geometry, some) for kind, why in _ways(geometry))
    return edits


def _covering(bar: Box, run: Sequence[Placed]) -> Edit:
    """A bar, or another picture, that was laid over an edge of the picture; what it leaves is in its place."""
    span = _right_span(run)
    shown = f"{bar.width:.1%} of the width and {bar.height:.1%} of the height"
    return Edit(
        kind="covered",
        left=_left_span(run),
        right=span,
        track=[TrackPoint(at, bar) for at in (span.start, span.end)],
        confidence=min(one.confidence for one in run),
        why=f"Something else hides {shown} at an edge of the picture all the time; without it the pictures agree with "
        f"a squared distance of {_distance(run):.4f}.",
    )


def _ways(geometry: Geometry) -> Iterator[tuple[EditKind, str]]:
    if geometry.slant is not None:
        yield "filmed", _describe_slant(geometry.slant)
        return
    if geometry.track is not None:
        first, last = geometry.track.points[0], geometry.track.points[-1]
        yield (
            "reframed",
            f"The right version shows a window of {geometry.track.size[0]:.1%} of the left picture's width and "
            f"{geometry.track.size[1]:.1%} of its height, which moves: its corner is measured in "
            f"{len(geometry.track.points)} places from {first[1]:.1%}, {first[2]:.1%} to {last[1]:.1%}, {last[2]:.1%}",
        )
    elif geometry.left_box != WHOLE_PICTURE:
        yield "reframed", f"The right version shows {_describe(geometry.left_box)} of the left picture"
    if geometry.right_box != WHOLE_PICTURE:
        yield "padded", f"The left picture fills {_describe(geometry.right_box)} of the right one"
    if geometry.mirrored:
        yield "mirrored", "The left picture is shown flopped, left to right"
    if geometry.degrees:
        yield "rotated", f"The left picture is shown turned by {geometry.degrees:g}° clockwise"


def _describe_slant(slant: Slant) -> str:
    corners = slant.corners_at(slant.points[len(slant.points) // 2][0])
    upper, right, lower, left = np.linalg.norm(np.roll(corners, -1, axis=0) - corners, axis=1)
    places = "; ".join(f"{x:.1%}, {y:.1%}" for x, y in corners.tolist())
    measured = "once" if len(slant.points) == 1 else f"at {len(slant.points)} times"
    return (
        "The left picture is shown slanted, as a screen, a projection or a print is by a camera before it: its "
        f"corners, from the upper left one clockwise, lie at {places} of the right picture (measured {measured}), "
        f"its left side {left / right:.2f} times as long as its right one and its upper side {upper / lower:.2f} times "
        "as long as its lower one"
    )


def _describe(box: Box) -> str:
    return f"{box.width:.1%} of the width from {box.x:.1%} and {box.height:.1%} of the height from {box.y:.1%}"


def _edit(kind: EditKind, why: str, geometry: Geometry, run: Sequence[Placed]) -> Edit:
    return Edit(
        kind=kind,
        left=_left_span(run),
        right=_right_span(run),
        left_box=geometry.left_box,
        right_box=geometry.right_box,
        left_track=UNSET if geometry.track is None or kind != "reframed" else _left_track(geometry.track, run),
        corners=UNSET if geometry.slant is None else _corner_points(geometry.slant, run),
        rotation=geometry.degrees if kind == "rotated" else UNSET,
        confidence=min(one.confidence for one in run),
        why=f"{why}; under this geometry the pictures agree with a squared distance of {_distance(run):.4f}.",
    )


def _left_span(run: Sequence[Placed]) -> Span:
    return Span(min(one.left.start for one in run), max(one.left.end for one in run))


def _right_span(run: Sequence[Placed]) -> Span:
    return Span(run[0].right.start, run[-1].right.end)


def _distance(run: Sequence[Placed]) -> float:
    return min(one.stretch.distance for one in run)


def _left_track(track: Track, run: Sequence[Placed]) -> list[TrackPoint]:
    """Where the window is at the ends of every stretch, and wherever it was measured in between."""
    return [TrackPoint(at, track.box_at(float(at))) for at in _times_told(run, [at for at, _, _ in track.points])]


def _corner_points(slant: Slant, run: Sequence[Placed]) -> list[CornerPoint]:
    """Where the corners are at the ends of every stretch, and wherever they were measured in between."""
    return [
        CornerPoint(at, [Corner(round(x, 4), round(y, 4)) for x, y in slant.corners_at(float(at)).tolist()])
        for at in _times_told(run, [at for at, _ in slant.points])
    ]


def _times_told(run: Sequence[Placed], measured: Sequence[float]) -> list[Fraction]:
    times: set[Fraction] = set()
    exact = [Fraction(at).limit_denominator(1_000_000) for at in measured]
    for one in run:
        times |= {one.right.start, one.right.end, *(at for at in exact if one.right.start < at < one.right.end)}
    return sorted(times)
