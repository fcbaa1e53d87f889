"""Geometries of footage whose landmarks are seen in the other version, whatever the time at which they are shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import NamedTuple

import numpy as np

from uncut.footage.align.framing_seen import Framing, Size, find_framing_in_time, find_framings, is_sized_alike
from uncut.footage.align.geometry import (
    EXACT_GEOMETRY,
    PLAIN,
    Geometry,
    Grey,
    Track,
    Way,
    detail,
    geometry_of_axes,
    lean,
    orient,
    resize,
    slanted,
)
from uncut.footage.align.geometry_refine import Axis
from uncut.footage.align.landmarks import (
    FittedFraming,
    Floats32,
    Greys,
    Landmarks,
    Sighting,
    find_landmarks,
    fit_framing,
    fit_window,
    move_points,
    pair_nearby,
    pair_up,
    see,
    see_each,
    strongest,
)
from uncut.footage.align.lines import Line
from uncut.footage.align.moving import window_geometry
from uncut.footage.align.shared_part import part_seen
from uncut.footage.align.slant import Slant, find_slant, measured_slants, unsteadiness
from uncut.footage.align.tilt import LEAST_DEGREES, MOST_DEGREES
from uncut.footage.shapes import as_shaped, pair_stills, possible_shapes, read_greys, shape_of
from uncut.footage.sides import ReadSide
from uncut.jail import JailSettings
from uncut.model.comparison import WHOLE_PICTURE, Box

SEEN_WIDTH_PX = 320
"""Of the pictures in which landmarks are sought: as much as working pictures have. Insets of 30 % are found in it."""
LEFT_STEP_SECONDS = 0.5
MOST_LEFTS, MOST_RIGHTS = 240, 16
"""Pictures of each side; the right ones only from spans that nothing explains yet."""
RIGHT_STEP_SECONDS = 0.4
SPOT_STEP_SECONDS, MOST_SPOTTED = 0.2, 48
"""The same where a window is sought again whose size is known."""
EXACT_STEP_SECONDS, EXACT_REACH, EXACT_PX = 0.04, 0.6, 64
"""Steps in which the exact time is sought, as far as this share of the steps of left pictures, on pictures so high."""
ALIKE = 0.6
"""Correlation of detail from which an exact time is believed."""
FAR_SECONDS = 4.0
"""Between places that are nearer, a window goes in a straight line."""
MOST_SHIFT = 12
"""Frames by which a line may be off: landmarks are sought on left pictures half a second apart."""
SHIFTED = 12
"""Pairs on which a shift in time is sought."""
PEAKED, EXACT_SHARE = 1.5, 0.8
"""On the true frame so many times the landmarks agree as on those beside it, or this share of all that are near."""
MOVING_PX, MOVING_SCALE = 0.5, 0.003
"""By which the framing differs between the frame before and the one after where the camera moves."""
STEADIED, CLEARLY_STEADIER = 12, 0.8
"""Pairs on which a filmed picture's time is made exact, and the share of its movement that another time must leave."""
SURELY_TILTED = 1.5
"""Degrees; landmarks of small insets, and few ones, may seem turned by less. Pixels tell smaller turns afterwards."""
SAME_LINE_SECONDS = 0.02
"""By which lines of one rate differ at least."""
FRAMINGS = 3
"""Different framings that are followed."""


@dataclass(frozen=True)
class View:
    """How the left version seems to be shown."""

    geometry: Geometry
    pairs: list[tuple[float, float]]
    """Left and right seconds that show about the same."""
    strength: int
    """How many pairs of points agree."""
    in_time: bool = False
    """Whether the left pictures follow each other as the right ones do."""
    part: Box = WHOLE_PICTURE
    """Where in the right picture it is seen, if something else seems to be shown beside it."""


class Spotted(NamedTuple):
    """A left picture seen through a window."""

    left: float
    right: float
    """Seconds; the left ones only about."""
    x: float
    y: float
    """Left and upper edge of the window, shares of the left picture as oriented."""


class Heard(NamedTuple):
    """Right seconds ``[start, end)`` in which the left sound is heard, and the line that it follows."""

    start: float
    end: float
    line: Line


class Seen:
    """What of the left version is seen in spans of the right one. The left landmarks are looked for once."""

    def __init__(
        self, left: ReadSide, right: ReadSide, jail: JailSettings, listen: Callable[[], Sequence[Heard]] = tuple
    ) -> None:
        """Nothing looked for yet; ``listen`` is asked once, when the pictures leave something open."""
        self._left, self._right, self._jail = left, right, jail
        self._listen = listen
        self._lefts: list[Landmarks] = []
        self._left_times: list[float] = []

    def views(self, spans: Sequence[tuple[float, float]]) -> Iterator[View]:
        """How the left version may be shown in right times ``spans``, seconds; the likeliest first.

        The likeliest of those that are mirrored comes second: what is much the same on both sides seems to be either.
        """
        times = _spread(spans, RIGHT_STEP_SECONDS, MOST_RIGHTS)
        if not times:
            return
        others: list[View] = []
        for mirrored in (False, True):
            found = [
                view
                for shape in possible_shapes(self._left, self._right)
                for view in self._views(times, shape * shape_of(self._left), mirrored=mirrored)
            ]
            found.sort(key=lambda one: (not one.in_time, -one.strength))
            yield from found[:1]
            others += found[1:]
        yield from others

    def _views(self, times: Sequence[float], shape: float, *, mirrored: bool) -> Iterator[View]:
        rights = self._marks(times, shape, mirrored=mirrored)
        lefts = self._left_landmarks()
        sightings = see(lefts, rights)
        filmed = None if mirrored else find_slant(sightings, lefts, rights, times)
        if filmed is not None:
            slant, members, agreeing = filmed
            pairs = [(self._left_times[one.left], times[one.right]) for one in members]
            yield View(slanted(slant), pairs, agreeing)
        yield from self._views_in_time(times, rights, mirrored=mirrored)
        for _ in range(FRAMINGS):
            framings = find_framings(sightings, SEEN_WIDTH_PX)
            for framing in framings:
                pairs = [(self._left_times[one.left], times[one.right]) for one in framing.sightings]
                view = _as_view(framing, mirrored, pairs, lefts[0].size, rights)
                if view is not None:
                    yield view
            used = {id(one) for framing in framings for one in framing.sightings}
            if not used:
                return
            sightings = [one for one in sightings if id(one) not in used]

    def measure(self, pairs: Sequence[tuple[float, float]], near: Geometry, period: float) -> Geometry | None:
        """``near`` made exact on left and right times that show about the same; ``None`` where too few landmarks do.

        The left ones may all be too late or too early by some frames, of ``period`` seconds.
        """
        late = period * self._best_shift(pairs[:: ceil(len(pairs) / SHIFTED)], near, period)
        lefts, rights = self._oriented([(one + late, two) for one, two in pairs], near)
        fitted = _fit(lefts, rights, near, about=late == 0)
        return None if fitted is None else self._as_geometry(fitted, near, lefts[0].size, rights[0].size)

    def _best_shift(self, pairs: Sequence[tuple[float, float]], near: Geometry, period: float) -> int:
        """The frames by which left pictures are to be taken later, so that most landmarks agree on one framing.

        Where the camera pans or flies, a geometry and a line that are both wrong agree with each other, but less than
        on the true frame. All frames are tried then: those beside the true one are hardly better than any other.
        """
        first, rights = self._oriented(pairs, near)

        def at_shift(frames: int) -> FittedFraming | None:
            lefts, _ = self._oriented([(one + frames * period, two) for one, two in pairs], near, rights)
            return _fit(lefts, rights, near, about=False)

        fits = {0: _fit(first, rights, near, about=True), -1: at_shift(-1), 1: at_shift(1)}
        agreeing = {frames: 0 if fit is None else fit.agreeing for frames, fit in fits.items()}
        here = fits[0]
        peaked = agreeing[0] > PEAKED * max(agreeing[-1], agreeing[1])
        exact = peaked or (here is not None and here.share >= EXACT_SHARE)
        stored = self._left.working is not None and self._right.working is not None
        if stored and _moves(fits[-1], fits[1]) and not exact:
            others = [sign * far for far in range(2, MOST_SHIFT + 1) for sign in (-1, 1)]
            agreeing |= {frames: 0 if (fit := at_shift(frames)) is None else fit.agreeing for frames in others}
        return max(agreeing, key=lambda frames: agreeing[frames])

    def _as_geometry(self, fitted: FittedFraming, near: Geometry, left_size: Size, right_size: Size) -> Geometry:
        scale, degrees, shift = fitted[:3]
        part, (wide, tall) = near.oriented_left_box, left_size
        pivot = np.array([[(part.x + part.width / 2) * wide, (part.y + part.height / 2) * tall]], np.float32)
        there = move_points(pivot, scale, degrees, shift) - scale * pivot
        across, down = (Axis(1 / scale, -at / scale) for at in there[0].tolist())
        geometry = geometry_of_axes((down, across), near.way, left_size[::-1], right_size[::-1], EXACT_GEOMETRY)
        shaped = as_shaped(self._left, self._right, geometry)
        return lean(shaped, near.tilt + degrees, near.left_middle, shape_of(self._left))

    def slants(
        self, pairs: Sequence[tuple[float, float]], spans: Sequence[tuple[float, float]], period: float
    ) -> list[Slant]:
        """How the left picture may be slanted, by left and right times that show about the same, ``pairs``.

        The left ones may all be some frames, of ``period`` seconds, off. In right times ``spans`` left pictures are
        taken that are seen there, about at their time.
        """
        late = period * self._steadiest(pairs, period) if pairs else 0.0
        known = self._oriented([(one + late, two) for one, two in pairs], PLAIN) if pairs else ([], [])
        found = list(zip([at for _, at in pairs], *known, strict=True))
        times = _spread(spans, SPOT_STEP_SECONDS, MOST_SPOTTED)
        if times:
            lefts, rights = self._left_landmarks(), self._marks(times, shape_of(self._right), mirrored=False)
            best = strongest(see(lefts, rights))
            found += [(times[one.right], lefts[one.left], rights[one.right]) for one in best]
        return measured_slants(found)

    def _steadiest(self, pairs: Sequence[tuple[float, float]], period: float) -> int:
        """By how many frames left pictures are to be taken later, so that the camera seems to move least."""
        if self._left.working is None or self._right.working is None:
            return 0
        some = pairs[:: ceil(len(pairs) / STEADIED)]
        _, rights = self._oriented(some, PLAIN)

        def moved(frames: int) -> float:
            lefts, _ = self._oriented([(one + frames * period, two) for one, two in some], PLAIN, rights)
            return unsteadiness(list(zip(lefts, rights, strict=True)))

        reach = MOST_SHIFT // 2
        found = {frames: moved(frames) for frames in range(-reach, reach + 1)}
        best = min(found, key=lambda frames: found[frames])
        return best if found[best] < CLEARLY_STEADIER * found[0] else 0

    def follow(
        self, pairs: Sequence[tuple[float, float]], near: Geometry, spotted: Sequence[Spotted] = ()
    ) -> Geometry | None:
        """The window ``near``, which moves, with its places at left and right times that show the same.

        Far from all of those it is where it was ``spotted``, at times that may be off by some frames.
        """
        if near.track is None or not pairs:
            return None
        lefts, rights = self._oriented(pairs, near)
        shown, seen = lefts[0].size, rights[0].size
        fitted = fit_window(
            [pair_up(one, two) for one, two in zip(lefts, rights, strict=True)],
            seen[0] / (shown[0] * near.track.size[0]),
        )
        if fitted is None:
            return None
        scale, corners = fitted
        places = [
            (at, *_edges_of(corner, scale, shown))
            for (_, at), corner in zip(pairs, corners, strict=True)
            if corner is not None
        ]
        times = [at for at, _, _ in places]
        far = [one for one in spotted if min(abs(at - one.right) for at in times) > FAR_SECONDS]
        places += [(one.right, one.x, one.y) for one in far]
        size = _window_size(scale, shown, seen)
        return window_geometry(np.array(sorted(places)), size, near.mirrored, near.track.line)

    def spot(self, spans: Sequence[tuple[float, float]], near: Geometry) -> list[Spotted]:
        """Where the left version is seen in right times ``spans`` through a window of the size of ``near``'s."""
        times = _spread(spans, SPOT_STEP_SECONDS, MOST_SPOTTED)
        if not times or near.track is None:
            return []
        lefts, rights = self._left_landmarks(), self._marks(times, shape_of(self._right), mirrored=near.mirrored)
        scale = rights[0].size[0] / (lefts[0].size[0] * near.track.size[0])
        best = strongest(one for one in see(lefts, rights) if is_sized_alike(one, scale, 0.0))
        sizes = lefts[0].size, rights[0].size
        found = [Spotted(self._left_times[one.left], times[one.right], *_window(one, near.way, *sizes)) for one in best]
        return [self._exact(one, near.track, mirrored=near.mirrored) for one in found]

    def _exact(self, spotted: Spotted, track: Track, *, mirrored: bool) -> Spotted:
        """``spotted`` at the left time at which most is alike within the window as it is followed so far.

        Where the camera pans, landmarks of another time are seen as well, only in another place.
        """
        reach = EXACT_REACH * LEFT_STEP_SECONDS
        times = np.arange(spotted.left - reach, spotted.left + reach, EXACT_STEP_SECONDS)
        times = times.clip(0, float(self._left.times.seconds)).tolist()
        box = track.box_at(spotted.right)
        lefts = read_greys(self._left, times, self._jail, shape_of(self._left))
        shown = [detail(_part_of(one, box, mirrored=mirrored), EXACT_PX) for one in lefts]
        right = read_greys(self._right, [spotted.right], self._jail, shape_of(self._right))[0]
        wanted = detail(resize(right, *shown[0].shape), EXACT_PX)
        alike = [float(np.corrcoef(one.ravel(), wanted.ravel())[0, 1]) for one in shown]
        best = int(np.argmax(alike))
        return spotted._replace(left=times[best]) if alike[best] >= ALIKE else spotted

    def _views_in_time(self, times: Sequence[float], rights: Sequence[Landmarks], *, mirrored: bool) -> Iterator[View]:
        """As `views`, along the likely lines: if it was cut at one end, or sped up, or kept its sound."""
        for start, end, line in self._likely_lines:
            inside = [number for number, at in enumerate(times) if start <= at < end]
            seen = [(number, line.rate * times[number] + line.offset) for number in inside]
            seen = [(number, at) for number, at in seen if 0 <= at < float(self._left.times.seconds)]
            if not seen:
                continue
            shape = shape_of(self._left)
            pictures = read_greys(self._left, [at for _, at in seen], self._jail, shape, SEEN_WIDTH_PX)
            lefts = [find_landmarks(_as_levels(one)) for one in pictures]
            sightings = see_each(lefts, [rights[number] for number, _ in seen])
            framing = find_framing_in_time(sightings, SEEN_WIDTH_PX, len(inside))
            if framing is None:
                continue
            pairs = [(seen[one.left][1], times[seen[one.left][0]]) for one in framing.sightings]
            view = _as_view(framing, mirrored, pairs, lefts[0].size, rights)
            if view is not None:
                yield view

    @cached_property
    def _likely_lines(self) -> list[Heard]:
        """Lines on which both versions begin together, or end together, or both, and those that the sound follows."""
        left, right = (float(side.times.seconds) for side in (self._left, self._right))
        ends = dict.fromkeys((Line(0.0), Line(left - right), Line(0.0, left / right)))
        heard = [one for one in self._listen() if not any(_is_one_line(one.line, line) for line in ends)]
        return [*(Heard(0.0, right, line) for line in ends), *heard]

    def _left_landmarks(self) -> list[Landmarks]:
        if not self._lefts:
            seconds = float(self._left.times.seconds)
            step = max(LEFT_STEP_SECONDS, seconds / MOST_LEFTS)
            self._left_times = np.arange(step / 2, max(seconds, step), step).tolist()
            pictures = read_greys(self._left, self._left_times, self._jail, shape_of(self._left), SEEN_WIDTH_PX)
            self._lefts = [find_landmarks(_as_levels(one)) for one in pictures]
        return self._lefts

    def _marks(self, times: Sequence[float], shape: float, *, mirrored: bool) -> list[Landmarks]:
        """Landmarks of the right pictures at ``times``, of a width to their height; mirrored, if wished."""
        pictures = read_greys(self._right, times, self._jail, shape, SEEN_WIDTH_PX)
        return [find_landmarks(_as_levels(one[:, ::-1] if mirrored else one)) for one in pictures]

    def _oriented(
        self, pairs: Sequence[tuple[float, float]], near: Geometry, rights: list[Landmarks] | None = None
    ) -> tuple[list[Landmarks], list[Landmarks]]:
        """Landmarks of left pictures, oriented as ``near`` says, and of right ones, at the times of ``pairs``.

        Those of the right ones may be known already.
        """
        stills = pair_stills(self._left, self._right, pairs, self._jail, near, SEEN_WIDTH_PX)
        lefts = [find_landmarks(_as_levels(orient(one, near.way))) for one, _ in stills]
        return lefts, rights or [find_landmarks(_as_levels(two)) for _, two in stills]


def _is_one_line(one: Line, other: Line) -> bool:
    return one.rate == other.rate and abs(one.offset - other.offset) < SAME_LINE_SECONDS


def _part_of(picture: Grey, box: Box, *, mirrored: bool) -> Grey:
    """A part of a picture, `EXACT_PX` high."""
    height, width = picture.shape
    top, left = round(box.y * height), round(box.x * width)
    part = picture[top : max(round((box.y + box.height) * height), top + 2)]
    part = part[:, left : max(round((box.x + box.width) * width), left + 2)]
    return resize(
        part[:, ::-1] if mirrored else part, EXACT_PX, max(2, round(EXACT_PX * part.shape[1] / part.shape[0]))
    )


def _as_levels(picture: Grey) -> Greys:
    """Whole grey levels."""
    levels: Greys = np.clip(picture + 0.5, 0, 255).astype(np.uint8)
    return levels


def _fit(
    lefts: Sequence[Landmarks], rights: Sequence[Landmarks], near: Geometry, *, about: bool
) -> FittedFraming | None:
    """The framing of pairs of pictures that are framed as ``near``; ``about`` there, or shifted."""
    scale, shift = _scale_and_shift(near, lefts[0].size, rights[0].size)
    if not about:
        one, two = _joined([pair_up(left, right) for left, right in zip(lefts, rights, strict=True)])
        if not len(one):
            return None
        across, down = np.median(two - scale * one, axis=0).tolist()
        shift = (across, down)
    found = [pair_nearby(left, right, scale, shift) for left, right in zip(lefts, rights, strict=True)]
    return fit_framing(*_joined(found), scale, shift, turned=near.tilt != 0)


def _moves(one: FittedFraming | None, other: FittedFraming | None) -> bool:
    """Whether the camera moved between two frames: a line may be wrong then, and the framing with it."""
    if one is None or other is None:
        return True
    off = np.abs(np.array(one.shift) - np.array(other.shift)).max()
    return float(off) > MOVING_PX or abs(np.log(one.scale / other.scale)) > MOVING_SCALE


def _scale_and_shift(near: Geometry, left_size: Size, right_size: Size) -> tuple[float, tuple[float, float]]:
    """Right pixels a left pixel, and where the left picture's first corner lies on the right one."""
    part, shown, (wide, tall), (width, height) = near.oriented_left_box, near.right_box, left_size, right_size
    scale = shown.width * width / (part.width * wide)
    return scale, (shown.x * width - scale * part.x * wide, shown.y * height - scale * part.y * tall)


def _joined(pairs: Sequence[tuple[Floats32, Floats32]]) -> tuple[Floats32, Floats32]:
    lefts, rights = (np.concatenate(points) for points in zip(*pairs, strict=True))
    return lefts, rights


def _spread(spans: Sequence[tuple[float, float]], least_step: float, most: int) -> list[float]:
    """Right times, evenly over all ``spans``, seconds."""
    step = max(least_step, sum(end - start for start, end in spans) / most)
    times: list[float] = []
    for start, end in spans:
        count = max(1, round((end - start) / step))
        times += [start + (number + 0.5) * (end - start) / count for number in range(count)]
    return times


def _as_view(
    framing: Framing, mirrored: bool, pairs: list[tuple[float, float]], left_size: Size, rights: Sequence[Landmarks]
) -> View | None:
    right_size = rights[0].size
    degrees = -framing.degrees if mirrored else framing.degrees
    quarters = round(degrees / 90) % 4
    tilt = (degrees - 90 * quarters + 180) % 360 - 180
    if abs(tilt) > MOST_DEGREES or (framing.moves and quarters):
        return None
    way = (mirrored, quarters)
    shown = left_size[::-1] if quarters % 2 else left_size
    if framing.moves:
        if abs(tilt) >= LEAST_DEGREES:
            return None
        places = [
            (at, *_window(one, way, left_size, right_size))
            for (_, at), one in zip(pairs, framing.sightings, strict=True)
        ]
        line = Line(float(np.median([one - two for one, two in pairs])))
        size = _window_size(framing.scale, shown, right_size)
        window = window_geometry(np.array(places), size, mirrored, line, pairs)
        return View(window, pairs, framing.strength)
    corner = _corner(framing, way, left_size, right_size)
    across, down = (Axis(1 / framing.scale, -at / framing.scale) for at in corner)
    upright = geometry_of_axes((down, across), way, shown[::-1], right_size[::-1])
    x, y = _middle(framing)[0].tolist()
    pivot = (x / left_size[0], y / left_size[1])
    surely = tilt if abs(tilt) >= SURELY_TILTED else 0.0
    geometry = lean(upright, surely, pivot, left_size[0] / left_size[1])
    return View(geometry, pairs, framing.strength, framing.in_time, _part_seen(framing, mirrored, rights))


def _part_seen(framing: Framing, mirrored: bool, rights: Sequence[Landmarks]) -> Box:
    """The part of the right pictures in which the left ones are seen."""
    agreeing = np.concatenate([one.right_points for one in framing.sightings])
    points = np.concatenate([rights[number].points for number in {one.right for one in framing.sightings}])
    part = part_seen(*(np.asarray(one / np.array(rights[0].size), np.float32) for one in (agreeing, points)))
    return Box(round(1 - part.x - part.width, 4), part.y, part.width, part.height) if mirrored else part


def _window(one: Sighting, way: Way, left_size: Size, right_size: Size) -> tuple[float, float]:
    """Left and upper edge of what the right picture shows, shares of the left one as oriented."""
    return _edges_of(_corner(one, way, left_size, right_size), one.scale, left_size)


def _edges_of(corner: tuple[float, float], scale: float, left_size: Size) -> tuple[float, float]:
    """The same, from where the left picture's first corner lies on the right one, pixels."""
    return -corner[0] / scale / left_size[0], -corner[1] / scale / left_size[1]


def _window_size(scale: float, left_size: Size, right_size: Size) -> tuple[float, float]:
    """Width and height of what the right picture shows, shares of the left one as oriented."""
    return min(1.0, right_size[0] / (scale * left_size[0])), min(1.0, right_size[1] / (scale * left_size[1]))


def _corner(seen: Sighting | Framing, way: Way, left_size: Size, right_size: Size) -> tuple[float, float]:
    """Where the first corner of the left picture, oriented, lies on the right one, pixels across and down.

    Measured at the middle of the points, so that a small tilt and a slightly other scale do no harm there.
    """
    middle = _middle(seen)
    (x, y), (across, down) = middle[0].tolist(), seen.on_right(middle)[0].tolist()
    mirrored, quarters = way
    wide, tall = left_size
    if mirrored:
        x, across = wide - x, right_size[0] - across
    for _ in range(quarters):
        x, y, wide, tall = tall - y, x, tall, wide
    return across - seen.scale * x, down - seen.scale * y


def _middle(seen: Sighting | Framing) -> Floats32:
    """The middle of the points that agree, pixels of the left picture; shape (1, 2)."""
    sightings = seen.sightings if isinstance(seen, Framing) else (seen,)
    middle: Floats32 = np.concatenate([one.left_points for one in sightings]).mean(axis=0, keepdims=True)
    return middle
