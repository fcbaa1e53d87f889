"""Geometries of footage whose landmarks are seen in the other version, whatever the time at which they are shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from uncut.footage.align.framing_seen import Framing, Size, find_framings
from uncut.footage.align.geometry import Geometry, Grey, Way, geometry_of_axes, orient
from uncut.footage.align.geometry_refine import Axis
from uncut.footage.align.landmarks import Greys, Landmarks, Sighting, find_landmarks, fit_framing, pair_nearby, see
from uncut.footage.align.lines import Line
from uncut.footage.align.moving import as_geometry as as_window
from uncut.footage.align.tilt import MOST_DEGREES
from uncut.footage.shapes import as_shaped, pair_stills, possible_shapes, read_greys, shape_of
from uncut.footage.sides import ReadSide
from uncut.jail import JailSettings

SEEN_WIDTH_PX = 320
"""Of the pictures in which landmarks are sought: as much as working pictures have. Insets of 30 % are found in it."""
LEFT_STEP_SECONDS = 0.5
MOST_LEFTS, MOST_RIGHTS = 240, 16
"""Pictures of each side; the right ones only from spans that nothing explains yet."""
RIGHT_STEP_SECONDS = 0.4
FRAMINGS = 3
"""Different framings that are followed."""


@dataclass(frozen=True)
class View:
    """How the left version seems to be shown."""

    geometry: Geometry
    tilt: float
    """Degrees clockwise by which it is turned beside that; the geometry is without it."""
    pairs: list[tuple[float, float]]
    """Left and right seconds that show about the same."""
    strength: int
    """How many pairs of points agree."""


def as_levels(picture: Grey) -> Greys:
    """Whole grey levels."""
    levels: Greys = np.clip(picture + 0.5, 0, 255).astype(np.uint8)
    return levels


class Seen:
    """What of the left version is seen in spans of the right one. Landmarks are looked for once."""

    def __init__(self, left: ReadSide, right: ReadSide, jail: JailSettings) -> None:
        self._left, self._right, self._jail = left, right, jail
        self._lefts: list[Landmarks] = []
        self._left_times: list[float] = []

    def views(self, spans: Sequence[tuple[float, float]]) -> Iterator[View]:
        """How the left version may be shown in right times ``spans``, seconds; the likeliest first."""
        times = _spread(spans)
        if not times:
            return
        shapes = [one * shape_of(self._left) for one in possible_shapes(self._left, self._right)]
        for mirrored in (False, True):
            found = [view for shape in shapes for view in self._views(times, shape, mirrored=mirrored)]
            yield from sorted(found, key=lambda one: -one.strength)

    def _views(self, times: Sequence[float], shape: float, *, mirrored: bool) -> Iterator[View]:
        rights = self._pictures(self._right, times, shape)
        marks = [find_landmarks(one[:, ::-1] if mirrored else one) for one in rights]
        sightings = see(self._left_landmarks(), marks)
        for _ in range(FRAMINGS):
            framings = find_framings(sightings, SEEN_WIDTH_PX)
            for framing in framings:
                pairs = [(self._left_times[one.left], times[one.right]) for one in framing.sightings]
                view = _as_view(framing, mirrored, pairs, self._lefts[0].size, marks[0].size)
                if view is not None:
                    yield view
            used = {id(one) for framing in framings for one in framing.sightings}
            if not used:
                return
            sightings = [one for one in sightings if id(one) not in used]

    def measure(self, pairs: Sequence[tuple[float, float]], near: Geometry) -> Geometry | None:
        """``near`` made exact on left and right times that show the same; ``None`` where too few landmarks do."""
        stills = pair_stills(self._left, self._right, pairs, self._jail, near, SEEN_WIDTH_PX)
        lefts = [find_landmarks(as_levels(orient(one, near.way))) for one, _ in stills]
        rights = [find_landmarks(as_levels(two)) for _, two in stills]
        (wide, tall), (width, height) = lefts[0].size, rights[0].size
        part, shown = near.oriented_left_box, near.right_box
        scale = shown.width * width / (part.width * wide)
        shift = (shown.x * width - scale * part.x * wide, shown.y * height - scale * part.y * tall)
        found = [pair_nearby(one, two, scale, shift) for one, two in zip(lefts, rights, strict=True)]
        points = [np.concatenate([one[side] for one in found]) for side in (0, 1)]
        fitted = fit_framing(points[0], points[1], scale, shift)
        if fitted is None:
            return None
        axes = [Axis(1 / fitted[0], -at / fitted[0]) for at in fitted[1]]
        geometry = geometry_of_axes((axes[1], axes[0]), near.way, (tall, wide), (height, width))
        return as_shaped(self._left, self._right, geometry)

    def _left_landmarks(self) -> list[Landmarks]:
        if not self._lefts:
            seconds = float(self._left.times.seconds)
            step = max(LEFT_STEP_SECONDS, seconds / MOST_LEFTS)
            self._left_times = np.arange(step / 2, max(seconds, step), step).tolist()
            self._lefts = [
                find_landmarks(one) for one in self._pictures(self._left, self._left_times, shape_of(self._left))
            ]
        return self._lefts

    def _pictures(self, side: ReadSide, times: Sequence[float], shape: float) -> list[Greys]:
        return [as_levels(one) for one in read_greys(side, times, self._jail, shape, SEEN_WIDTH_PX)]


def _spread(spans: Sequence[tuple[float, float]]) -> list[float]:
    """Right times, evenly over all ``spans``, seconds."""
    total = sum(end - start for start, end in spans)
    step = max(RIGHT_STEP_SECONDS, total / MOST_RIGHTS)
    times: list[float] = []
    for start, end in spans:
        count = max(1, round((end - start) / step))
        times += [start + (number + 0.5) * (end - start) / count for number in range(count)]
    return times


def _as_view(
    framing: Framing, mirrored: bool, pairs: list[tuple[float, float]], left_size: Size, right_size: Size
) -> View | None:
    degrees = -framing.degrees if mirrored else framing.degrees
    quarters = round(degrees / 90) % 4
    tilt = (degrees - 90 * quarters + 180) % 360 - 180
    if abs(tilt) > MOST_DEGREES:
        return None
    way = (mirrored, quarters)
    shown = left_size[::-1] if quarters % 2 else left_size
    corners = [_corner(one, way, left_size, right_size, framing.scale) for one in framing.sightings]
    if not framing.moves:
        corner = _corner(framing, way, left_size, right_size, framing.scale)
        axes = tuple(Axis(1 / framing.scale, -at / framing.scale) for at in reversed(corner))
        geometry = geometry_of_axes((axes[0], axes[1]), way, shown[::-1], right_size[::-1])
        return View(geometry, tilt, pairs, framing.strength)
    if quarters:
        return None
    places = np.array([
        (at, *(-edge / framing.scale / side for edge, side in zip(corner, shown, strict=True)))
        for (_, at), corner in zip(pairs, corners, strict=True)
    ])  # fmt: skip
    wide, tall = (right / (framing.scale * left) for right, left in zip(right_size, shown, strict=True))
    line = Line(float(np.median([one - two for one, two in pairs])))
    return View(
        as_window(places, (min(1.0, wide), min(1.0, tall)), mirrored, line, pairs), tilt, pairs, framing.strength
    )


def _corner(seen: Sighting | Framing, way: Way, left_size: Size, right_size: Size, scale: float) -> tuple[float, float]:
    """Where the first corner of the left picture, oriented, lies on the right one, pixels across and down.

    Measured at the middle of the points, so that a small tilt and a slightly other scale do no harm there.
    """
    sightings = seen.sightings if isinstance(seen, Framing) else (seen,)
    points = np.concatenate([one.left_points for one in sightings])
    x, y = (float(one) for one in points.mean(axis=0))
    across, down = (float(one) for one in seen.on_right(points.mean(axis=0, keepdims=True))[0])
    mirrored, quarters = way
    wide, tall = left_size
    if mirrored:
        x, across = wide - x, right_size[0] - across
    for _ in range(quarters):
        x, y, wide, tall = tall - y, x, tall, wide
    return across - scale * x, down - scale * y
