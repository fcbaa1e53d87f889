"""Geometry: which part of the left picture is shown where in the right one.

Frames that are paired in time are laid over each other at many scales and all places at once, by masked normalised
correlation (Padfield, "Masked object registration in the Fourier domain", IEEE TIP 2012); one geometry must serve
all pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import fft, ndimage

from uncut.footage.align.geometry_refine import Axes, Axis, refine_axes
from uncut.footage.fingerprint.cropping import area_weights
from uncut.model.comparison import WHOLE_PICTURE, Box

Grey = npt.NDArray[np.float32]

COARSE_PX = 64
FINE_PX = 160
"""Longer side, in pixels, of the pictures that are laid over each other, first and last."""
SCALES = tuple(float(one) for one in np.geomspace(0.2, 5.0, 48))
"""Right pixels a left pixel, both pictures at the same longer side; steps of 7 %."""
FINE_STEPS = tuple(float(one) for one in np.linspace(-0.045, 0.045, 13))
FINEST_STEPS = tuple(float(one) for one in np.linspace(-0.006, 0.006, 7))
LEAST_OVERLAP = 0.12
"""Of the right picture: less than this may agree by chance."""
SAME_GEOMETRY = 0.015
"""Boxes within this of the whole picture are the whole picture."""
RESEMBLING = 0.02
"""Geometries whose edges lie closer than this share of the picture are one, measured twice."""


@dataclass(frozen=True)
class Geometry:
    """Where the left picture is in the right one."""

    left_box: Box = WHOLE_PICTURE
    """The part of the left picture that is shown."""
    right_box: Box = WHOLE_PICTURE
    """Where in the right picture it is shown."""
    mirrored: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the whole picture is shown, as it is."""
        return self.left_box == WHOLE_PICTURE and self.right_box == WHOLE_PICTURE and not self.mirrored

    def resembles(self, other: Geometry) -> bool:
        """Whether no edge lies more than `RESEMBLING` away."""
        pairs = ((self.left_box, other.left_box), (self.right_box, other.right_box))
        off = max(abs(one - two) for a, b in pairs for one, two in zip(_edges(a), _edges(b), strict=True))
        return self.mirrored == other.mirrored and off <= RESEMBLING


PLAIN = Geometry()


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
    mirrored: bool
    row: float
    column: float
    correlation: float
    strength: float


def estimate_geometry(pairs: Sequence[tuple[Grey, Grey]]) -> Fit:
    """The geometry that serves all ``pairs`` of left and right pictures, grey, shapes (height, width)."""
    coarse = [(_prepare(left, COARSE_PX), _prepare(right, COARSE_PX)) for left, right in pairs[::3] or pairs]
    found = [_best_place(coarse, scale, mirrored) for mirrored in (False, True) for scale in SCALES]
    first = max(found, key=lambda place: place.strength)
    fine = [(_prepare(left, FINE_PX), _prepare(right, FINE_PX)) for left, right in pairs]
    some = fine[::2] or fine
    near = max(
        (_best_place(some, first.scale * (1 + step), first.mirrored) for step in FINE_STEPS),
        key=lambda one: one.strength,
    )
    last = max(
        (_best_place(fine, near.scale * (1 + step), near.mirrored) for step in FINEST_STEPS),
        key=lambda one: one.correlation,
    )
    seen = [(left[:, ::-1] if last.mirrored else left, right) for left, right in fine]
    axes = refine_axes(seen, _axes(last, fine[0][0].shape))
    return Fit(_as_geometry(axes, last.mirrored, fine[0][0].shape, fine[0][1].shape), last.correlation)


def _prepare(picture: Grey, longer_px: int) -> Grey:
    """The picture at a common size, with broad light and shade taken out."""
    factor = longer_px / max(picture.shape)
    sized = _resize(picture, max(2, round(picture.shape[0] * factor)), max(2, round(picture.shape[1] * factor)))
    detail: Grey = sized - ndimage.gaussian_filter(sized, longer_px / 20, mode="nearest")
    return detail


def _resize(picture: Grey, height: int, width: int) -> Grey:
    """Area means where it shrinks, straight lines between pixels where it grows."""
    if height > picture.shape[0] or width > picture.shape[1]:
        factors = (height / picture.shape[0], width / picture.shape[1])
        grown: Grey = ndimage.zoom(picture, factors, order=1).astype(np.float32)
        return grown
    down, across = area_weights(picture.shape[0], height), area_weights(picture.shape[1], width)
    return np.asarray(down @ picture @ across.T, np.float32)


def _best_place(pairs: Sequence[tuple[Grey, Grey]], scale: float, mirrored: bool) -> _Place:
    """Where the left pictures, scaled, fit the right ones best."""
    height, width = (max(3, round(size * scale)) for size in pairs[0][0].shape)
    rows, columns = pairs[0][1].shape
    shape = [fft.next_fast_len(one, real=True) for one in (rows + height - 1, columns + width - 1)]
    ones_left = fft.rfft2(np.ones((height, width), np.float32), shape)
    ones_right = fft.rfft2(np.ones((rows, columns), np.float32), shape)
    overlap = np.maximum(_convolve(ones_right, np.conj(ones_left), shape), 1e-3)
    total = np.zeros_like(overlap)
    for left, right in pairs:
        moving = _resize(left[:, ::-1] if mirrored else left, height, width)
        total += _masked_correlation(right, moving, shape, (ones_right, ones_left), overlap)
    correlation = total / len(pairs)
    strength = correlation * np.sqrt(overlap / (rows * columns))
    strength[overlap < LEAST_OVERLAP * rows * columns] = -1
    row, column = np.unravel_index(int(strength.argmax()), strength.shape)
    exact = [_peak(strength, axis, (int(row), int(column))) for axis in (0, 1)]
    return _Place(
        scale,
        mirrored,
        _unwrap(exact[0], shape[0], rows),
        _unwrap(exact[1], shape[1], columns),
        float(correlation[row, column]),
        float(strength[row, column]),
    )


def _convolve(one: npt.NDArray[np.complex64], two: npt.NDArray[np.complex64], shape: list[int]) -> Grey:
    product: Grey = fft.irfft2(one * two, shape)
    return product


def _masked_correlation(
    fixed: Grey,
    moving: Grey,
    shape: list[int],
    ones: tuple[npt.NDArray[np.complex64], npt.NDArray[np.complex64]],
    overlap: Grey,
) -> Grey:
    """Normalised correlation of the overlapping parts at every shift, as `scipy.fft` wraps shifts around."""
    ones_fixed, ones_moving = ones[0], np.conj(ones[1])
    one, two = fft.rfft2(fixed, shape), np.conj(fft.rfft2(moving, shape))
    one_squared, two_squared = fft.rfft2(fixed**2, shape), np.conj(fft.rfft2(moving**2, shape))
    sum_one, sum_two = _convolve(one, ones_moving, shape), _convolve(ones_fixed, two, shape)
    spread_one = _convolve(one_squared, ones_moving, shape) - sum_one**2 / overlap
    spread_two = _convolve(ones_fixed, two_squared, shape) - sum_two**2 / overlap
    joint = _convolve(one, two, shape) - sum_one * sum_two / overlap
    floor = 0.02 * float(np.max(spread_one)), 0.02 * float(np.max(spread_two))
    fit: Grey = joint / np.sqrt(np.maximum(spread_one, floor[0] + 1e-3) * np.maximum(spread_two, floor[1] + 1e-3))
    return np.clip(fit, -1, 1)


def _peak(surface: Grey, axis: int, at: tuple[int, int]) -> float:
    """The top of a parabola through the highest value and its neighbours along ``axis``."""
    line = surface[:, at[1]] if axis == 0 else surface[at[0], :]
    place = at[axis]
    before, here, after = (float(line[(place + step) % len(line)]) for step in (-1, 0, 1))
    bend = before - 2 * here + after
    if min(before, after) <= -1 or bend >= -1e-9:
        return float(place)
    return place + float(np.clip((before - after) / (2 * bend), -0.5, 0.5))


def _unwrap(place: float, size: int, limit: int) -> float:
    """Shifts past the right picture's own size stand for negative ones."""
    return place - size if place >= limit - 0.5 else place


def _axes(place: _Place, left_shape: tuple[int, ...]) -> Axes:
    """Where on the left, in pixels, the right picture's rows and columns are."""
    sizes = [max(3, round(size * place.scale)) for size in left_shape]
    gains = [left / size for left, size in zip(left_shape, sizes, strict=True)]
    return Axis(gains[0], -place.row * gains[0]), Axis(gains[1], -place.column * gains[1])


def _as_geometry(axes: Axes, mirrored: bool, left_shape: tuple[int, ...], right_shape: tuple[int, ...]) -> Geometry:
    spans = []
    for axis, left, right in zip(axes, left_shape, right_shape, strict=True):
        low, high = max(0.0, -axis.start / axis.gain), min(float(right), (left - axis.start) / axis.gain)
        spans.append(((low / right, (high - low) / right), _on_left(axis, low, high, left)))
    (right_y, left_y), (right_x, left_x) = spans
    if mirrored:
        left_x = (1 - left_x[0] - left_x[1], left_x[1])
    return Geometry(_box(left_x, left_y), _box(right_x, right_y), mirrored)


def _on_left(axis: Axis, low: float, high: float, size: int) -> tuple[float, float]:
    return (axis.gain * low + axis.start) / size, axis.gain * (high - low) / size


def _box(across: tuple[float, float], down: tuple[float, float]) -> Box:
    """A box from start and length on both axes; edges within `SAME_GEOMETRY` of the picture's are the picture's."""
    (x, width), (y, height) = (_snap(*axis) for axis in (across, down))
    return Box(round(x, 4), round(y, 4), round(width, 4), round(height, 4))


def _snap(start: float, length: float) -> tuple[float, float]:
    end = start + length
    start = 0.0 if start < SAME_GEOMETRY else start
    end = 1.0 if end > 1 - SAME_GEOMETRY else end
    return start, end - start
