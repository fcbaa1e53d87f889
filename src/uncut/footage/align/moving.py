"""A crop whose window moves: one size, and a place of its own in every pair of pictures."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.align.geometry import (
    COARSE_PX,
    FINE_PX,
    FINE_STEPS,
    FINEST_STEPS,
    SCALES,
    UPRIGHT,
    Geometry,
    Grey,
    Track,
    Way,
    detail,
    orient,
    resize,
    scale_and_size,
    sized,
    snap,
)
from uncut.footage.align.lines import Line
from uncut.footage.align.placing import Placer
from uncut.model.comparison import Box

FITTING = 0.6
"""Median correlation from which a window is followed: each pair may choose its own place, so more agree by chance."""
LEAST_PAIRS = 5
SURE_PAIR = 0.5
"""Correlation from which a pair's place counts."""
STILL = 0.015
"""Share of the picture that a window must move."""
HOPELESS = 0.6
"""Coarse strength, a Fisher's z, under which no window is followed: in six clips with one it began at .80, and in four
unrelated pairs it stayed under .40, or under .74 where one room is in both."""
OUTSIDE = 0.02
"""Share of the picture by which a window may seem to reach beyond it."""
STRAY = 0.04
"""Share of the picture by which a place may be off the line between its neighbours; one further off is a mistake."""


@dataclass(frozen=True)
class WindowFit:
    """A window's size as a share of the left picture as oriented, and its place at each right time."""

    scale: float
    way: Way
    correlation: float
    geometry: Geometry


def estimate_window(pairs: Sequence[tuple[Grey, Grey]], times: Sequence[float], line: Line) -> WindowFit | None:
    """The window through which ``pairs``, at right ``times`` along ``line``, show the left; ``None`` if it stands."""
    some = pairs[:: max(1, len(pairs) // 4)]
    scale, way, alike = _coarse_scale(some)
    if alike < HOPELESS:
        return None
    fine = [(orient(sized(left, FINE_PX), way), detail(sized(right, FINE_PX), FINE_PX)) for left, right in some]
    for steps in (FINE_STEPS, FINEST_STEPS):
        scale = max((scale * (1 + step) for step in steps), key=lambda one: _agreement(fine, one, FINE_PX))
    return follow_window(pairs, times, line, scale, way)


def follow_window(
    pairs: Sequence[tuple[Grey, Grey]], times: Sequence[float], line: Line, scale: float, way: Way
) -> WindowFit | None:
    """The places of a window whose size is known."""
    found, alike = [], []
    for (left, right), at in zip(pairs, times, strict=True):
        shown = orient(sized(left, FINE_PX), way)
        fixed = detail(sized(right, FINE_PX), FINE_PX)
        size = _size(shown, scale)
        spot = Placer([fixed]).place([detail(resize(shown, *size), FINE_PX)])
        alike.append(spot.correlation)
        box = _window((spot.row, spot.column), size, fixed.shape)
        if spot.correlation >= SURE_PAIR and box is not None:
            found.append((float(at), box))
    kept = _without_strays(found)
    if len(kept) < LEAST_PAIRS or float(np.median(alike)) < FITTING:
        return None
    places = np.array([(at, box[0], box[1]) for at, box in kept])
    if np.ptp(places[:, 1:], axis=0).max() < STILL:
        return None
    wide, tall = (float(np.median([box[side] for _, box in kept])) for side in (2, 3))
    return WindowFit(scale, way, float(np.median(alike)), as_geometry(places, (wide, tall), way[0], line))


def as_geometry(
    places: npt.NDArray[np.float64], size: tuple[float, float], mirrored: bool, line: Line,
    shown: Sequence[tuple[float, float]] = (),
) -> Geometry:  # fmt: skip
    """A moving window's geometry; ``places`` are right seconds and left and upper edge, in the picture as oriented."""
    wide, tall = (1.0 if one > 1 - OUTSIDE else one for one in size)
    across, down = (
        np.clip(places[:, side], 0, 1 - share) if share < 1 else np.zeros(len(places))
        for side, share in ((1, wide), (2, tall))
    )
    if mirrored:
        across = 1 - across - wide
    points = tuple((float(at), round(float(x), 4), round(float(y), 4)) for at, x, y in zip(places[:, 0], across, down))  # noqa: B905
    hull = Box(
        round(float(across.min()), 4), round(float(down.min()), 4),
        round(float(np.ptp(across)) + wide, 4), round(float(np.ptp(down)) + tall, 4),
    )  # fmt: skip
    return Geometry(hull, mirrored=mirrored, track=Track(points, (round(wide, 4), round(tall, 4)), line, tuple(shown)))


def _size(left: Grey, scale: float) -> tuple[int, int]:
    return max(3, round(left.shape[0] * scale)), max(3, round(left.shape[1] * scale))


def _coarse_scale(pairs: Sequence[tuple[Grey, Grey]]) -> tuple[float, Way, float]:
    """The scale and way at which the pairs agree best, each at its own place, and how well."""
    lefts, rights = ([sized(pair[side], COARSE_PX) for pair in pairs] for side in (0, 1))
    ways = {way: [orient(left, way) for left in lefts] for way in UPRIGHT}

    def best_at(scale: float) -> tuple[float, float, Way]:
        grown, longer_px = scale_and_size(scale, COARSE_PX)
        fixed = [detail(sized(right, longer_px), longer_px) for right in rights]
        found = [(_agreement(list(zip(some, fixed, strict=True)), grown, longer_px), way) for way, some in ways.items()]
        alike, way = max(found)
        return alike, scale, way

    with ThreadPoolExecutor(2) as pool:
        alike, scale, way = max(pool.map(best_at, [scale for scale in SCALES if scale >= 1]))
    return scale, way, alike


def _agreement(pairs: Sequence[tuple[Grey, Grey]], scale: float, longer_px: int) -> float:
    """How well each pair agrees at its own best place, in the mean."""
    size = _size(pairs[0][0], scale)
    spots = [Placer([right]).place([detail(resize(left, *size), longer_px)]) for left, right in pairs]
    return float(np.mean([spot.strength for spot in spots]))


def _window(
    spot: tuple[float, float], size: tuple[int, int], shape: tuple[int, ...]
) -> tuple[float, float, float, float] | None:
    """Left and upper edge, width and height on the left picture; ``None`` where the window reaches beyond it."""
    y, x = (-place / whole for place, whole in zip(spot, size, strict=True))
    tall, wide = (part / whole for part, whole in zip(shape, size, strict=True))
    (x, wide), (y, tall) = snap(x, wide), snap(y, tall)
    if min(x, y) < -OUTSIDE or max(x + wide, y + tall) > 1 + OUTSIDE:
        return None
    return x, y, wide, tall


def _without_strays(
    found: Sequence[tuple[float, tuple[float, float, float, float]]],
) -> list[tuple[float, tuple[float, float, float, float]]]:
    """Places that lie near the median of five around them."""
    kept = []
    for number, (at, box) in enumerate(found):
        near = [one for _, one in found[max(0, number - 2) : number + 3]]
        middle = np.median(np.array(near), axis=0)
        if np.abs(np.array(box) - middle)[:2].max() <= STRAY + np.ptp(np.array(near), axis=0)[:2].max() / 2:
            kept.append((at, box))
    return kept


def find_offset(
    left_times: Sequence[float],
    lefts: Sequence[Grey],
    right_times: Sequence[float],
    rights: Sequence[Grey],
    geometry: Geometry,
) -> float | None:
    """The offset at which ``rights`` show ``lefts``, which are evenly timed, through a window; ``None`` if none."""
    if geometry.track is None or len(lefts) < len(rights):
        return None
    shown = [orient(sized(one, COARSE_PX), geometry.way) for one in lefts]
    fixed = [detail(sized(one, COARSE_PX), COARSE_PX) for one in rights]
    scale = max(part / (whole * share) for part, whole, share in zip(
        fixed[0].shape, shown[0].shape, geometry.track.size[::-1], strict=True
    ))  # fmt: skip
    size = _size(shown[0], scale)
    moving = [detail(resize(one, *size), COARSE_PX) for one in shown]
    alike = np.array([[placer.place([one]).correlation for one in moving] for placer in map(_alone, fixed)])
    offsets = np.array(left_times)[None, :] - np.array(right_times)[:, None]
    tried = offsets[len(rights) // 2]
    scores = [
        float(np.mean([np.interp(offset, row, one) for row, one in zip(offsets, alike, strict=True)]))
        for offset in tried
    ]
    best = int(np.argmax(scores))
    return float(tried[best]) if scores[best] >= FITTING else None


def _alone(picture: Grey) -> Placer:
    return Placer([picture])
