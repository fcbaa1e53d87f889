"""Geometry: which part of the left picture is shown where in the right one.

Frames that are paired in time are laid over each other at many scales and all places at once (`placing`), as they are,
mirrored and by quarter turns; one geometry must serve all pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from uncut.footage.align.geometry_refine import Axes, Axis, measure_agreement, refine_axes
from uncut.footage.align.lines import Line
from uncut.footage.align.placing import Placer, Spot
from uncut.footage.align.slant import Slant
from uncut.footage.align.tilt import LEAST_DEGREES, place_back
from uncut.footage.fingerprint.cropping import area_weights
from uncut.lazy import ModuleOnUse
from uncut.model.comparison import WHOLE_PICTURE, Box

ndimage = ModuleOnUse("scipy.ndimage")

Grey = npt.NDArray[np.float32]
Number = TypeVar("Number", bound=np.generic)

COARSE_PX = 64
FINE_PX = 160
"""Longer side, in pixels, of the pictures that are laid over each other, first and last."""
SCALES = tuple(float(one) for one in np.geomspace(0.2, 5.0, 48))
"""Right pixels a left pixel, both pictures at the same longer side; steps of 7 %."""
NEAR_STEP = 0.07
"""Of the scale, in a search near a known one."""
SOFTENED = 0.7
"""Pixels of deviation."""
FINE_STEPS = tuple(float(one) for one in np.linspace(-0.045, 0.045, 13))
FINEST_STEPS = tuple(float(one) for one in np.linspace(-0.006, 0.006, 7))
SURE = 0.6
"""Correlation from which pictures are not tried turned."""
HOPELESS = 0.45
"""Coarse correlation under which nothing is measured further. Over eight pairs of unrelated clips it stayed under .40
where nothing stood still in both, and over pairs that were cropped, padded or turned it began at .53."""
MOST_GROWN = 2.0
"""Left pictures are not blown up further; the right ones are shrunk instead. Nothing is lost by it but time."""
SAME_GEOMETRY = 0.015
"""Boxes within this of the whole picture are the whole picture, as far as whole pixels of small pictures tell."""
EXACT_GEOMETRY = 0.002
"""The same once a geometry was made exact, where the pictures object to more."""
OBJECTING = 1.1
"""Pictures object to an edge that is moved to the picture's own where it leaves so many times as much unexplained."""
RESEMBLING = 0.02
"""Geometries whose edges lie closer than this share of the picture are one, measured twice."""


MOST_CORNER = 0.2
"""Share of a side that is left out at most for the sake of its corners."""

Way = tuple[bool, int]
"""Whether the left picture is mirrored, and by how many quarter turns it is turned clockwise after that."""
UPRIGHT: tuple[Way, ...] = ((False, 0), (True, 0))
TURNED: tuple[Way, ...] = tuple((mirrored, quarters) for quarters in (1, 2, 3) for mirrored in (False, True))


@dataclass(frozen=True)
class Track:
    """A window that moves over the left picture."""

    points: tuple[tuple[float, float, float], ...]
    """Right seconds, and the window's left and upper edge then; between two points it moves in a straight line."""
    size: tuple[float, float]
    """Width and height."""
    line: Line
    """On which it was measured first."""
    shown: tuple[tuple[float, float], ...] = ()
    """Left and right seconds that were seen to show about the same, where there is no one line."""

    def box_at(self, seconds: float) -> Box:
        """Where the window is; before the first point and after the last it goes on at its mean speed."""
        times, *places = (np.array(one) for one in zip(*self.points, strict=True))
        beyond = seconds - float(np.clip(seconds, times[0], times[-1]))
        edges = []
        for place, share in zip(places, self.size, strict=True):
            speed = float(place[-1] - place[0]) / max(float(times[-1] - times[0]), 1e-3)
            edges.append(float(np.clip(np.interp(seconds, times, place) + speed * beyond, 0, 1 - share)))
        return Box(round(edges[0], 4), round(edges[1], 4), *self.size)


@dataclass(frozen=True)
class Geometry:
    """Where the left picture is in the right one."""

    left_box: Box = WHOLE_PICTURE
    """The part of the left picture that is shown."""
    right_box: Box = WHOLE_PICTURE
    """Where in the right picture it is shown."""
    mirrored: bool = False
    turned: int = 0
    """Degrees clockwise by which it is turned, after mirroring: 0, 90, 180 or 270."""
    track: Track | None = None
    """Of a window that moves; `left_box` is all that it passes over."""
    tilt: float = 0.0
    """Degrees clockwise by which it is turned beside that, about the middle of `left_box`: a few."""
    slant: Slant | None = None
    """Where the whole left picture's corners are, if it was filmed from a screen; `right_box` is around them."""

    @property
    def is_plain(self) -> bool:
        """Whether the whole picture is shown, as it is."""
        return self == PLAIN

    @property
    def left_tilt(self) -> float:
        """`tilt` of the left picture before it is mirrored."""
        return -self.tilt if self.mirrored else self.tilt

    @property
    def left_middle(self) -> tuple[float, float]:
        """The middle of `left_box`, shares of the width and of the height."""
        return self.left_box.x + self.left_box.width / 2, self.left_box.y + self.left_box.height / 2

    @property
    def degrees(self) -> float:
        """All by which it is turned, clockwise."""
        return round(self.turned + self.tilt, 2)

    @property
    def way(self) -> Way:
        """How the left picture is oriented on the right."""
        return self.mirrored, self.turned // 90

    @property
    def oriented_left_box(self) -> Box:
        """`left_box` in the left picture once that is oriented as on the right."""
        box = self.left_box
        x, y, width, height = box.x, box.y, box.width, box.height
        if self.mirrored:
            x = 1 - x - width
        for _ in range(self.turned // 90):
            x, y, width, height = 1 - y - height, x, height, width
        return Box(x, y, width, height)

    @property
    def is_in_place(self) -> bool:
        """Whether what is shown of the left picture is where it was, neither moved nor scaled."""
        return self == Geometry(self.left_box, self.left_box)

    def left_part(self, box: Box) -> Box | None:
        """The part of the left picture that is shown in ``box`` of the right one; ``None`` where it shows none."""
        shown, part = self.right_box, self.oriented_left_box
        x, wide = _shared(box.x, box.width, shown.x, shown.width)
        y, tall = _shared(box.y, box.height, shown.y, shown.height)
        if min(wide, tall) <= 0:
            return None
        seen = Box(part.x + x * part.width, part.y + y * part.height, wide * part.width, tall * part.height)
        return _rounded(_turned_back(seen, self.way))

    def shown_within(self, free: Box) -> Geometry:
        """The same with no more shown than lies in ``free``, a part of the right picture.

        What sticks out by less than `SAME_GEOMETRY` may do so: no edge is measured better.
        """
        if self.track is not None or self.slant is not None or self.tilt:
            return self
        shown = self.right_box
        x, wide = _reaching(free.x, free.width, shown.x, shown.width)
        y, tall = _reaching(free.y, free.height, shown.y, shown.height)
        inside = Box(x, y, wide, tall)
        part = None if inside == shown else self.left_part(inside)
        return self if part is None else replace(self, left_box=part, right_box=_rounded(inside))

    def resembles(self, other: Geometry, within: float = RESEMBLING) -> bool:
        """Whether it is laid down the same way, and no edge lies further away than ``within``."""
        pairs = ((self.left_box, other.left_box), (self.right_box, other.right_box))
        off = max(abs(one - two) for a, b in pairs for one, two in zip(_edges(a), _edges(b), strict=True))
        alike = all(getattr(self, name) == getattr(other, name) for name in ("mirrored", "turned", "track", "slant"))
        leaning = np.radians(abs(self.tilt - other.tilt)) / 2  # by which it moves the middle of an edge
        return alike and max(off, float(leaning)) <= within


PLAIN = Geometry()


def _shared(start: float, length: float, low: float, high: float) -> tuple[float, float]:
    """Start and length of what ``[start, start + length)`` and ``[low, low + high)`` share, as shares of the latter."""
    first, last = max(start, low), min(start + length, low + high)
    return (first - low) / high, (last - first) / high


def _reaching(start: float, length: float, low: float, high: float) -> tuple[float, float]:
    """Start and length of ``[low, low + high)`` within ``[start, start + length)``, which it may leave by a little."""
    end, beyond = start + length, low + high
    first = low if low > start - SAME_GEOMETRY else start
    last = beyond if beyond < end + SAME_GEOMETRY else end
    return first, last - first


def _turned_back(box: Box, way: Way) -> Box:
    """A part of a picture that was oriented ``way``, in the picture as it was."""
    mirrored, quarters = way
    x, y, width, height = box.x, box.y, box.width, box.height
    for _ in range(quarters):
        x, y, width, height = y, 1 - x - width, height, width
    return Box(1 - x - width if mirrored else x, y, width, height)


def _rounded(box: Box) -> Box:
    return Box(*(round(one, 4) for one in (box.x, box.y, box.width, box.height)))


def slanted(slant: Slant) -> Geometry:
    """The geometry of footage that is shown with such corners."""
    return Geometry(slant.left_box, slant.right_box, slant=slant)


def without_corners(geometry: Geometry, shape: float) -> Geometry:
    """The inner part of a tilted picture of a left ``shape``, without the corners that a turn fills with black.

    Those corners have the sharpest edges of all, and half a pixel of them outweighs what moves in slow footage.
    """
    if not geometry.tilt:
        return geometry
    box, slope = geometry.left_box, float(np.tan(np.radians(abs(geometry.tilt)))) / 2
    across, down = (min(one, MOST_CORNER) for one in (
        slope * box.height / (box.width * shape), slope * box.width * shape / box.height
    ))  # fmt: skip
    shares = (down, across) if geometry.turned % 180 else (across, down)
    return replace(geometry, left_box=_within(box, across, down), right_box=_within(geometry.right_box, *shares))


def lean(geometry: Geometry, tilt: float, pivot: tuple[float, float], shape: float) -> Geometry:
    """What was measured with left pictures of ``shape`` tilted about ``pivot``, as a tilt about the part that is shown.

    Parameters
    ----------
    geometry
        Upright.
    tilt
        Degrees clockwise on the right; next to none is none.
    pivot
        Shares of the left picture's width and height.
    shape
        Its width to its height.
    """
    tilt = round(tilt, 2)
    if abs(tilt) < LEAST_DEGREES:
        return replace(geometry, tilt=0.0)
    box = place_back(geometry.left_box, -tilt if geometry.mirrored else tilt, pivot, shape)
    return replace(geometry, left_box=box, tilt=tilt)


def _within(box: Box, across: float, down: float) -> Box:
    """A box without a share of its width on either side, and one of its height."""
    return Box(
        box.x + across * box.width, box.y + down * box.height, box.width * (1 - 2 * across), box.height * (1 - 2 * down)
    )


def _edges(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.x + box.width, box.y + box.height


@dataclass(frozen=True)
class Fit:
    """A geometry, and how well the pictures agree under it."""

    geometry: Geometry
    correlation: float
    """Mean over the pairs, of the detail in the shared part."""


@dataclass(frozen=True)
class _Place:
    scale: float
    way: Way
    spot: Spot


def estimate_geometry(pairs: Sequence[tuple[Grey, Grey]]) -> Fit:
    """The geometry that serves all ``pairs`` of left and right pictures, grey, shapes (height, width).

    Where they do not agree under any, it is plain and only the correlation says something.
    """
    some = pairs[::3] or pairs
    lefts, rights = ([sized(pair[side], COARSE_PX) for pair in some] for side in (0, 1))
    first = _best_of(lefts, rights, UPRIGHT, SCALES)
    if first.spot.correlation < SURE:
        first = max(first, _best_of(lefts, rights, TURNED, SCALES), key=lambda place: place.spot.strength)
    return _measure(pairs, first)


def refine_geometry(pairs: Sequence[tuple[Grey, Grey]], near: Geometry, reach: float) -> Fit:
    """The geometry of ``pairs`` laid down as ``near``, by a scale that differs from its own by ``reach`` at most."""
    some = pairs[::3] or pairs
    lefts, rights = ([sized(pair[side], COARSE_PX) for pair in some] for side in (0, 1))
    across = near.right_box.width * rights[0].shape[1] / near.oriented_left_box.width
    scale = across / orient(lefts[0], near.way).shape[1]
    steps = np.geomspace(scale / (1 + reach), scale * (1 + reach), 1 + 2 * round(reach / NEAR_STEP))
    return _measure(pairs, _best_of(lefts, rights, (near.way,), steps.tolist()))


def sharpen_geometry(pairs: Sequence[tuple[Grey, Grey]], near: Geometry, seen: Grey | None = None) -> Fit:
    """``near`` made exact on ``pairs`` by their slopes alone; it keeps its width to its height.

    Of left pictures only what is ``seen`` counts, 1 in a picture of their shape: black corners that a turn brings in
    are sharp, and outweigh what lies between them.

    Broad light and shade stay: to take them out of a picture around an inset would let in what lies behind it. On an
    inset from a flight, the correlation is then highest on the true frame, by .001, and without them two frames off.
    """
    wide = orient(sized(pairs[0][0], FINE_PX), near.way).shape[1]
    across = near.right_box.width * sized(pairs[0][1], FINE_PX).shape[1] / near.oriented_left_box.width
    scale, longer_px = scale_and_size(across / wide, FINE_PX)
    alike = []
    for left, right in pairs:
        shown = orient(sized(left, FINE_PX), near.way)
        shown = resize(shown, *(max(3, round(size * scale)) for size in shown.shape)) if scale < 1 else shown
        alike.append((_softened(shown, max(1.0, 1 / scale)), _softened(sized(right, longer_px), max(1.0, scale))))
    shapes = alike[0][0].shape, alike[0][1].shape
    counted = None if seen is None else resize(orient(seen, near.way), *shapes[0])
    axes = refine_axes(alike, _axes_of(near, *shapes), same_shape=True, seen=counted)
    agreement = measure_agreement(alike, axes, counted)
    whole = geometry_of_axes(axes, near.way, *shapes)
    if 1 - measure_agreement(alike, _axes_of(whole, *shapes), counted) <= OBJECTING * (1 - agreement):
        return Fit(whole, agreement)
    return Fit(geometry_of_axes(axes, near.way, *shapes, EXACT_GEOMETRY), agreement)


def _softened(picture: Grey, pixel: float) -> Grey:
    """``picture`` without what is finer than a pixel of ``pixel`` of its own: noise of encoding."""
    soft: Grey = ndimage.gaussian_filter(picture, SOFTENED * pixel)
    return soft


def _axes_of(geometry: Geometry, left_shape: tuple[int, ...], right_shape: tuple[int, ...]) -> Axes:
    """Where on the left, in pixels, the right picture's rows and columns are under ``geometry``."""
    left, right = geometry.oriented_left_box, geometry.right_box
    spans = (((left.y, left.height), (right.y, right.height)), ((left.x, left.width), (right.x, right.width)))
    axes = []
    for (one, two), tall, high in zip(spans, left_shape, right_shape, strict=True):
        gain = one[1] * tall / (two[1] * high)
        axes.append(Axis(gain, one[0] * tall - gain * two[0] * high))
    return axes[0], axes[1]


def _measure(pairs: Sequence[tuple[Grey, Grey]], first: _Place) -> Fit:
    if first.spot.correlation < HOPELESS:
        return Fit(PLAIN, first.spot.correlation)
    grown, longer_px = scale_and_size(first.scale, FINE_PX)
    fine = [
        (orient(sized(left, FINE_PX), first.way), detail(sized(right, longer_px), longer_px)) for left, right in pairs
    ]
    placed = _settle(fine, replace(first, scale=grown), longer_px)
    alike = [(_comparable(left, placed.scale, longer_px), right) for left, right in fine]
    axes = refine_axes(alike, _axes(placed, fine[0][0].shape, alike[0][0].shape))
    return Fit(geometry_of_axes(axes, placed.way, alike[0][0].shape, fine[0][1].shape), placed.spot.correlation)


def _comparable(left: Grey, scale: float, longer_px: int) -> Grey:
    """The detail of a left picture that a right one of ``longer_px``, which shows it at ``scale``, can have as well.

    A picture that was made smaller is made so here too: finer detail than the other one has would only be noise.
    """
    if scale >= 1:
        return detail(left, longer_px / scale)
    return detail(resize(left, *(max(3, round(size * scale)) for size in left.shape)), longer_px)


def _best_of(lefts: Sequence[Grey], rights: Sequence[Grey], ways: Sequence[Way], scales: Sequence[float]) -> _Place:
    oriented = {way: [orient(left, way) for left in lefts] for way in ways}

    def best_at(scale: float) -> _Place:
        grown, longer_px = scale_and_size(scale, COARSE_PX)
        placer = Placer([detail(sized(right, longer_px), longer_px) for right in rights])
        found = [_best_place(placer, some, grown, way, longer_px) for way, some in oriented.items()]
        best = max(found, key=lambda place: place.spot.strength)
        return _Place(scale, best.way, best.spot)

    with ThreadPoolExecutor(2) as pool:  # transforms and filters run beside each other
        return max(pool.map(best_at, scales), key=lambda place: place.spot.strength)


def scale_and_size(scale: float, longer_px: int) -> tuple[float, int]:
    """By how much left pictures of ``longer_px`` are scaled, and the right ones' longer side, to fit at ``scale``."""
    grown = min(scale, MOST_GROWN)
    return grown, round(longer_px * grown / scale)


def _settle(pairs: Sequence[tuple[Grey, Grey]], first: _Place, longer_px: int) -> _Place:
    """The scale to a tenth of a per cent."""
    half, whole = pairs[::2] or pairs, pairs
    near = _finest(half, first, FINE_STEPS, longer_px, lambda place: place.spot.strength)
    return _finest(whole, near, FINEST_STEPS, longer_px, lambda place: place.spot.correlation)


def _finest(
    pairs: Sequence[tuple[Grey, Grey]], first: _Place, steps: Sequence[float], longer_px: int,
    by: Callable[[_Place], float],
) -> _Place:  # fmt: skip
    placer, lefts = Placer([right for _, right in pairs]), [left for left, _ in pairs]
    with ThreadPoolExecutor(2) as pool:
        tried = pool.map(lambda step: _best_place(placer, lefts, first.scale * (1 + step), first.way, longer_px), steps)
        return max(tried, key=by)


def orient(picture: npt.NDArray[Number], way: Way) -> npt.NDArray[Number]:
    """``picture`` mirrored and turned."""
    mirrored, quarters = way
    return np.ascontiguousarray(np.rot90(picture[:, ::-1] if mirrored else picture, -quarters))


def sized(picture: Grey, longer_px: int) -> Grey:
    """The picture at a common size."""
    factor = longer_px / max(picture.shape)
    return resize(picture, max(2, round(picture.shape[0] * factor)), max(2, round(picture.shape[1] * factor)))


def detail(picture: Grey, longer_px: float) -> Grey:
    """``picture`` with broad light and shade taken out, broad by a picture of ``longer_px``."""
    fine: Grey = picture - ndimage.gaussian_filter(picture, longer_px / 20, mode="nearest", truncate=3.0)
    return fine


def resize(picture: Grey, height: int, width: int) -> Grey:
    """Area means where it shrinks, straight lines between pixels where it grows."""
    if height > picture.shape[0] or width > picture.shape[1]:
        factors = (height / picture.shape[0], width / picture.shape[1])
        grown: Grey = ndimage.zoom(picture, factors, order=1).astype(np.float32)
        return grown
    down, across = area_weights(picture.shape[0], height), area_weights(picture.shape[1], width)
    return np.asarray(down @ picture @ across.T, np.float32)


def _best_place(placer: Placer, lefts: Sequence[Grey], scale: float, way: Way, longer_px: int) -> _Place:
    """Where the left pictures, as oriented and scaled, fit the right ones best.

    What counts as detail is the same on both sides only once they are of one size.
    """
    height, width = (max(3, round(size * scale)) for size in lefts[0].shape)
    return _Place(scale, way, placer.place([detail(resize(one, height, width), longer_px) for one in lefts]))


def _axes(place: _Place, left_shape: tuple[int, ...], shown_shape: tuple[int, ...]) -> Axes:
    """Where on the left, in pixels of ``shown_shape``, the right picture's rows and columns are."""
    sizes = [max(3, round(size * place.scale)) for size in left_shape]
    gains = [shown / size for shown, size in zip(shown_shape, sizes, strict=True)]
    return Axis(gains[0], -place.spot.row * gains[0]), Axis(gains[1], -place.spot.column * gains[1])


def geometry_of_axes(
    axes: Axes, way: Way, left_shape: tuple[int, ...], right_shape: tuple[int, ...], within: float = SAME_GEOMETRY
) -> Geometry:
    """The geometry under which left pixels, as oriented by ``way``, lie on right ones as ``axes`` say."""
    spans = []
    for axis, left, right in zip(axes, left_shape, right_shape, strict=True):
        low, high = max(0.0, -axis.start / axis.gain), min(float(right), (left - axis.start) / axis.gain)
        spans.append(((low / right, (high - low) / right), _on_left(axis, low, high, left)))
    (right_y, left_y), (right_x, left_x) = spans
    mirrored, quarters = way
    for _ in range(quarters):
        left_x, left_y = left_y, (1 - left_x[0] - left_x[1], left_x[1])
    if mirrored:
        left_x = (1 - left_x[0] - left_x[1], left_x[1])
    return Geometry(_box(left_x, left_y, within), _box(right_x, right_y, within), mirrored, 90 * quarters)


def _on_left(axis: Axis, low: float, high: float, size: int) -> tuple[float, float]:
    return (axis.gain * low + axis.start) / size, axis.gain * (high - low) / size


def _box(across: tuple[float, float], down: tuple[float, float], within: float) -> Box:
    """A box from start and length on both axes; edges ``within`` so much of the picture's are the picture's."""
    (x, width), (y, height) = (snap(*axis, within) for axis in (across, down))
    return Box(round(x, 4), round(y, 4), round(width, 4), round(height, 4))


def snap(start: float, length: float, within: float = SAME_GEOMETRY) -> tuple[float, float]:
    """A start and a length of which an edge ``within`` so much of the picture's is the picture's."""
    end = start + length
    start = 0.0 if start < within else start
    end = 1.0 if end > 1 - within else end
    return start, end - start
