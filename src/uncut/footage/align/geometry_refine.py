"""The last fraction of a pixel: scale and place of a geometry by least squares on the pictures' own slopes.

Correlation is tried at whole pixels of scaled pictures; at 160 pixels that is half a per cent, and in a slow pan half a
per cent of the picture is worth frames. Gauss-Newton steps on normalised pictures (Baker and Matthews,
"Lucas-Kanade 20 years on", IJCV 2004) start from there, with little weight on pixels that differ much: regions may be
altered.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from uncut.lazy import ModuleOnUse

ndimage = ModuleOnUse("scipy.ndimage")

Floats = npt.NDArray[np.float64]
Grey = npt.NDArray[np.float32]

STEPS = 8
STILL_PX = 0.01
"""Smaller steps end the search."""
LARGEST_PX = 2.5
"""A search that leads further from where it began has lost its way."""
OUTLIER = 1.0
"""Residual, in deviations of the picture, from which a pixel's weight falls."""
LEAST_PIXELS = 200
ALL_SEEN = 0.99
EDGE_PX = 1.0
"""At the left picture's edges: there a pixel of the right one may show some of what lies behind an inset."""


@dataclass(frozen=True)
class Axis:
    """Left edge coordinate of a right one, both in pixels: ``gain * right + start``."""

    gain: float
    start: float

    def left_at(self, right: Floats) -> Floats:
        """Left pixel centres of right pixel numbers, counted from the first pixel's centre."""
        return self.gain * (right + 0.5) + self.start - 0.5


Axes = tuple[Axis, Axis]
"""Rows, columns."""


def refine_axes(
    pairs: Sequence[tuple[Grey, Grey]], axes: Axes, *, same_shape: bool = False, seen: Grey | None = None
) -> Axes:
    """``axes`` made exact on all ``pairs`` of left and right pictures; width to height stays with ``same_shape``.

    Only what is ``seen``, where that is 1 in a picture of the left ones' shape, is looked at.
    """
    slopes = [[np.gradient(left.astype(np.float64), axis=axis) for axis in (0, 1)] for left, _ in pairs]
    found = axes
    for _ in range(STEPS):
        step = _step(pairs, slopes, found, same_shape=same_shape, seen=seen)
        if step is None:
            return axes
        rows, columns = found
        more = [float(one) for one in step]
        found = Axis(rows.gain + more[0], rows.start + more[1]), Axis(columns.gain + more[2], columns.start + more[3])
        if _moved(pairs[0], found, (rows, columns)) < STILL_PX:
            break
    return found if _moved(pairs[0], found, axes) <= LARGEST_PX else axes


def _moved(pair: tuple[Grey, Grey], one: Axes, two: Axes) -> float:
    """Most left pixels by which a corner of what both pictures show moves, from the axes ``two`` to ``one``."""
    most = 0.0
    for a, b, left, right in zip(one, two, pair[0].shape, pair[1].shape, strict=True):
        for edge in (max(0.0, -b.start / b.gain), min(float(right), (left - b.start) / b.gain)):
            most = max(most, abs((a.gain - b.gain) * edge + a.start - b.start))
    return most


def _step(
    pairs: Sequence[tuple[Grey, Grey]],
    slopes: Sequence[Sequence[Floats]],
    axes: Axes,
    *,
    same_shape: bool,
    seen: Grey | None,
) -> Floats | None:
    """By how much gain and start of rows, then of columns, are to be changed."""
    normal, wanted = np.zeros((4, 4)), np.zeros(4)
    for (left, right), slope in zip(pairs, slopes, strict=True):
        shared = _shared(left, right, axes, seen)
        if shared is None:
            return None
        rows, columns, at, shown, target, counts = shared
        (mean_one, spread_one), (mean_two, spread_two) = (_moments(one[counts]) for one in (shown, target))
        if min(spread_one, spread_two) < 1e-3:
            continue
        residual = (target - mean_two) / spread_two - (shown - mean_one) / spread_one
        weight = counts / (1 + (residual / OUTLIER) ** 2)
        down, across = (ndimage.map_coordinates(one, at, order=1) / spread_one for one in slope)
        terms = np.stack([down * (rows[:, None] + 0.5), down, across * (columns[None, :] + 0.5), across])
        normal += np.einsum("iyx,jyx,yx->ij", terms, terms, weight)
        wanted += np.einsum("iyx,yx,yx->i", terms, residual, weight)
    free = np.eye(4)
    if same_shape:
        free = np.array([[axes[0].gain, 0, 0], [0, 1, 0], [axes[1].gain, 0, 0], [0, 0, 1]])
    normal = free.T @ normal @ free
    if np.linalg.cond(normal) > 1e12:
        return None
    return np.asarray(free @ np.linalg.solve(normal, free.T @ wanted), np.float64)


class _Shared(NamedTuple):
    """What both pictures of a pair show."""

    rows: Floats
    columns: Floats
    """Of the right picture."""
    at: list[Floats]
    """Rows and columns of the left one there."""
    shown: Floats
    target: Floats
    """The left and the right picture."""
    counts: npt.NDArray[np.bool_]
    """Where the left one shows something."""


def _moments(values: Floats) -> tuple[float, float]:
    """Mean and deviation; neither where there are no values."""
    return (float(values.mean()), float(values.std())) if len(values) else (0.0, 0.0)


def _shared(left: Grey, right: Grey, axes: Axes, seen: Grey | None) -> _Shared | None:
    rows, columns = (np.arange(size, dtype=np.float64) for size in right.shape)
    v, u = axes[0].left_at(rows), axes[1].left_at(columns)
    inside_rows, inside_columns = (
        (at >= EDGE_PX) & (at <= size - 1 - EDGE_PX) for at, size in zip((v, u), left.shape, strict=True)
    )
    if inside_rows.sum() * inside_columns.sum() < LEAST_PIXELS:
        return None
    at = list(np.meshgrid(v[inside_rows], u[inside_columns], indexing="ij"))
    shown = ndimage.map_coordinates(left.astype(np.float64), at, order=1)
    target = right[np.ix_(inside_rows, inside_columns)].astype(np.float64)
    counts = np.ones(shown.shape, bool) if seen is None else ndimage.map_coordinates(seen, at, order=1) > ALL_SEEN
    return _Shared(rows[inside_rows], columns[inside_columns], at, shown, target, counts)


def measure_agreement(pairs: Sequence[tuple[Grey, Grey]], axes: Axes, seen: Grey | None = None) -> float:
    """Mean correlation of what both pictures of a pair show under ``axes``, where that is ``seen``."""
    alike = []
    for left, right in pairs:
        shared = _shared(left, right, axes, seen)
        if shared is not None and shared.counts.any():
            one, two = (side[shared.counts] - side[shared.counts].mean() for side in (shared.shown, shared.target))
            alike.append(float((one * two).sum() / max(float(np.linalg.norm(one) * np.linalg.norm(two)), 1e-6)))
    return float(np.mean(alike)) if alike else 0.0
