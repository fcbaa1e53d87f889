"""Where things are said to have happened, as a map: own projection, own labels, nothing loaded."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from uncut.dossier.outline import lines_within
from uncut.model.report import PlaceValue

WIDTH, HEIGHT = 720.0, 400.0
"""Of the drawing, in its own units."""
_CLOSE, _FAR = 6.0, 16.0
"""Degrees of latitude that a map shows at least: around towns, where the outline is coarse, and around countries."""
_MARGIN = 1.35
_LETTER, _LINE = 7.1, 15.0
"""Width of a letter and height of a line of a label, in units of the drawing."""
MOST_POINTS = 60
_WIDE_SORTS = frozenset({"country", "state", "region", "province", "county"})


@dataclass(frozen=True)
class Located:
    """A place, what is told of it, and where the page tells more."""

    place: PlaceValue
    is_event: bool
    """Whether something is said to have happened there; else the place is only named."""
    anchor: str | None


@dataclass(frozen=True)
class MapPoint:
    """A place on the map."""

    x: float
    y: float
    name: str
    count: int
    """Events that are said to have happened there."""
    is_event: bool
    is_wide: bool
    """Whether the point is the middle of a country or region."""
    anchor: str | None
    label: tuple[float, float] | None
    """Left end of the label's line; ``None`` where there is no room for one."""
    title: str


@dataclass(frozen=True)
class GridLine:
    """A meridian or parallel with its degrees."""

    horizontal: bool
    at: float
    label: str


@dataclass(frozen=True)
class PlaceMap:
    """A map, laid out."""

    coasts: str
    borders: str
    """Path data."""
    grid: list[GridLine]
    points: list[MapPoint]
    left_out: int
    """Places that lie outside, or for which there was no room."""
    description: str


def lay_out_map(located: Iterable[Located]) -> PlaceMap | None:
    """The map of the places that have coordinates; ``None`` where none has.

    Towns decide what part of the world is shown; where there are any, a far country is left to the list.
    """
    grouped = _grouped(located)
    if not grouped:
        return None
    precise = [group for group in grouped if group[0].place.sort not in _WIDE_SORTS]
    frame = _Frame.around([_degrees(group) for group in precise or grouped], _CLOSE if precise else _FAR)
    shown = [group for group in grouped if frame.holds(*_degrees(group))][:MOST_POINTS]
    points = _points(shown, frame)
    return PlaceMap(
        coasts=_paths("coast", frame), borders=_paths("border", frame), grid=_grid(frame), points=points,
        left_out=len(grouped) - len(shown), description=_described(points),
    )  # fmt: skip


@dataclass(frozen=True)
class _Frame:
    """The part of the world that is shown; a plain projection that keeps shapes at its middle."""

    longitude: float
    latitude: float
    scale: float
    """Units of the drawing for a degree of latitude."""

    @classmethod
    def around(cls, places: Sequence[tuple[float, float]], least_degrees: float) -> _Frame:
        xs, ys = [x for x, _ in places], [y for _, y in places]
        middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        shrink = math.cos(math.radians(min(75.0, abs(middle[1]))))
        high = max(least_degrees, (max(ys) - min(ys)) * _MARGIN)
        wide = max(1e-6, (max(xs) - min(xs)) * _MARGIN * shrink)
        return cls(middle[0], middle[1], min(HEIGHT / high, WIDTH / wide))

    @property
    def shrink(self) -> float:
        return math.cos(math.radians(min(75.0, abs(self.latitude))))

    def project(self, longitude: float, latitude: float) -> tuple[float, float]:
        x = WIDTH / 2 + (longitude - self.longitude) * self.shrink * self.scale
        return round(x, 1), round(HEIGHT / 2 - (latitude - self.latitude) * self.scale, 1)

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a place is inside, and not at the very edge."""
        x, y = self.project(longitude, latitude)
        return 8 <= x <= WIDTH - 8 and 8 <= y <= HEIGHT - 8

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east, north."""
        wide, high = WIDTH / 2 / self.scale / self.shrink, HEIGHT / 2 / self.scale
        return self.longitude - wide, self.latitude - high, self.longitude + wide, self.latitude + high


def _grouped(located: Iterable[Located]) -> list[list[Located]]:
    """Mentions of one place together; those where something happened first, and of these the most told."""
    groups: dict[tuple[object, ...], list[Located]] = {}
    for one in located:
        place = one.place
        if place.latitude is None or place.longitude is None:
            continue
        key = (place.geonames_id,) if place.geonames_id else (round(place.latitude, 2), round(place.longitude, 2))
        groups.setdefault(key, []).append(one)
    told = [sorted(group, key=lambda one: not one.is_event) for group in groups.values()]
    return sorted(told, key=lambda group: (not group[0].is_event, -len(group)))


def _degrees(group: Sequence[Located]) -> tuple[float, float]:
    return group[0].place.longitude or 0.0, group[0].place.latitude or 0.0


def _points(groups: Sequence[Sequence[Located]], frame: _Frame) -> list[MapPoint]:
    places = [frame.project(*_degrees(group)) for group in groups]
    taken = [(x - 6, y - 6, x + 6, y + 6) for x, y in places]
    points = []
    for (x, y), group in zip(places, groups, strict=True):
        first = group[0].place
        count = sum(one.is_event for one in group)
        name = f"{first.name} ({first.country})" if first.country and first.sort != "country" else first.name
        label = _free_label(x, y, name, taken)
        if label is not None:
            taken.append(_label_box(*label, name))
        what = f"{count} × said to have happened here" if count else "named, nothing is said to have happened here"
        points.append(MapPoint(
            x, y, name, count, count > 0, first.sort in _WIDE_SORTS, group[0].anchor, label, f"{name}: {what}",
        ))  # fmt: skip
    return points


def _label_box(x: float, y: float, name: str) -> tuple[float, float, float, float]:
    return x, y - _LINE + 4, x + len(name) * _LETTER, y + 4


def _free_label(
    x: float, y: float, name: str, taken: Sequence[tuple[float, float, float, float]]
) -> tuple[float, float] | None:
    """A place beside the point where the label touches nothing: right, left, above, below."""
    wide = len(name) * _LETTER
    for at in ((x + 9, y + 4), (x - 9 - wide, y + 4), (x - wide / 2, y - 11), (x - wide / 2, y + 20)):
        box = _label_box(*at, name)
        inside = box[0] >= 2 and box[2] <= WIDTH - 2 and box[1] >= 2 and box[3] <= HEIGHT - 2
        if inside and not any(box[0] < c and a < box[2] and box[1] < d and b < box[3] for a, b, c, d in taken):
            return round(at[0], 1), round(at[1], 1)
    return None


def _paths(kind: str, frame: _Frame) -> str:
    pieces = []
    for line in lines_within(*frame.box):
        if line.kind == kind:
            first, *others = [frame.project(*point) for point in line.points]
            pieces.append(f"M{first[0]:g} {first[1]:g}L" + " ".join(f"{x:g} {y:g}" for x, y in others))
    return "".join(pieces)


def _grid(frame: _Frame) -> list[GridLine]:
    west, south, east, north = frame.box
    step = next((step for step in (1, 2, 5, 10, 15, 30) if (north - south) / step <= 6), 30)
    lines = []
    for degree in range(math.ceil(south / step) * step, math.floor(north) + 1, step):
        if -90 <= degree <= 90:
            label = f"{abs(degree)}° {'N' if degree >= 0 else 'S'}"
            lines.append(GridLine(True, frame.project(0, degree)[1], label))
    for degree in range(math.ceil(west / step) * step, math.floor(east) + 1, step):
        around = (degree + 180) % 360 - 180
        label = f"{abs(around)}° {'E' if around >= 0 else 'W'}"
        lines.append(GridLine(False, frame.project(degree, 0)[0], label))
    return lines


def _described(points: Sequence[MapPoint]) -> str:
    events = [point.name for point in points if point.is_event]
    named = [point.name for point in points if not point.is_event]
    told = [f"Said to have happened at: {', '.join(events)}." if events else "Nothing is said to have happened here."]
    return " ".join([*told, f"Only named: {', '.join(named)}." if named else ""]).strip()
