"""Detail by scale and cell: how much of the left picture's detail the right one still holds. Array maths, no files.

Both pictures are split into bands by an undecimated wavelet (à trous, binomial kernel; Starck and Murtagh,
"Astronomical Image and Data Analysis", 2006). In each cell of `CELL_PX` pixels and each band the second moments are
summed; from them follow the gain with which the right picture repeats the left detail, and what it has of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import cv2
import numpy as np
import numpy.typing as npt

Floats32 = npt.NDArray[np.float32]

CELL_PX = 8
BLACK, WHITE = 4, 251
"""Grey levels from which on a picture counts as clipped."""
BANDS = 4
"""Finest first; band ``b`` holds wavelengths of about 3, 6, 12 and 24 pixels."""


@dataclass(frozen=True, eq=False)
class Moments:
    """Sums over cells of paired pictures, each of shape (frames, bands, rows, columns), a pixel's mean."""

    left: Floats32
    """Mean square of the left detail, grey levels squared."""
    right: Floats32
    both: Floats32
    """Mean product."""
    left_mean: Floats32
    """Mean grey level, shape (frames, rows, columns)."""
    right_mean: Floats32
    right_clipped: Floats32
    """Share of right pixels that are black or white, and could hide anything; shape (frames, rows, columns)."""

    def __len__(self) -> int:
        """Number of frames."""
        return len(self.left)

    def __repr__(self) -> str:
        """Shapes, not data."""
        return f"Moments{self.left.shape}"


def split_bands(picture: Floats32, count: int = BANDS) -> list[Floats32]:
    """The detail of ``picture`` (height, width) in so many bands, finest first; what is broader is left out."""
    bands, smooth = [], picture
    for level in range(count):
        smoother = _smooth(smooth, 1 << level)
        bands.append(smooth - smoother)
        smooth = smoother
    return bands


def _smooth(picture: Floats32, step: int) -> Floats32:
    """Kernel 1/4, 1/2, 1/4 with taps ``step`` apart, down and across; the border is mirrored."""
    taps = _taps(step)
    smooth: Floats32 = cv2.sepFilter2D(picture, cv2.CV_32F, taps, taps, borderType=cv2.BORDER_REFLECT_101)  # type: ignore[assignment]
    return smooth


@lru_cache(maxsize=BANDS)
def _taps(step: int) -> Floats32:
    taps = np.zeros(2 * step + 1, np.float32)
    taps[[0, step, -1]] = 0.25, 0.5, 0.25
    return taps


def measure_moments(left: Floats32, right: Floats32) -> Moments:
    """Moments of paired pictures of shape (frames, height, width), sides multiples of `CELL_PX`."""
    squares, others, products = np.stack([_band_moments(*pair) for pair in zip(left, right, strict=True)], axis=1)
    clipped = ((right <= BLACK) | (right >= WHITE)).astype(np.float32)
    return Moments(squares, others, products, cell_means(left), cell_means(right), cell_means(clipped))


def _band_moments(left: Floats32, right: Floats32) -> Floats32:
    """Mean squares of both and mean products, shape (3, bands, rows, columns)."""
    height, width = left.shape
    sums = np.empty((3, BANDS, height // CELL_PX, width), np.float32)
    rows = (height // CELL_PX, CELL_PX, width)
    for band, parts in enumerate(zip(split_bands(left), split_bands(right), strict=True)):
        one, two = (part.reshape(rows) for part in parts)
        for place, pair in enumerate(((one, one), (two, two), (one, two))):
            np.einsum("rpc,rpc->rc", *pair, out=sums[place, band])
    means: Floats32 = sums @ _averaging(width)
    return means


def cell_means(pictures: Floats32) -> Floats32:
    """Means over cells of pictures of shape (..., height, width)."""
    *others, height, width = pictures.shape
    lines = pictures.reshape(*others, height // CELL_PX, CELL_PX, width).sum(axis=-2)
    means: Floats32 = np.matmul(lines, _averaging(width))
    return means


@lru_cache(maxsize=32)
def _averaging(pixels: int) -> Floats32:
    """Matrix of shape (pixels, cells) that turns a line of sums over `CELL_PX` rows into means over cells."""
    cells = np.eye(pixels // CELL_PX, dtype=np.float32)
    return np.repeat(cells / np.float32(CELL_PX**2), CELL_PX, axis=0)
