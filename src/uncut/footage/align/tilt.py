"""Tilt: by how many degrees the left picture is turned on the right one, where that is a few. Array maths, no files.

Pictures that show the same are turned against each other degree by degree and slid over each other; their detail agrees
best at the angle by which one was turned. A turn about one place is a turn about any other and a shift, so the place
need not be known.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from scipy import fft, ndimage

Floats32 = npt.NDArray[np.float32]

MOST_DEGREES = 10.0
COARSE_STEP, FINE_STEP = 1.0, 0.25
SMALL_PX = 96
"""Longer side at which all angles are tried."""
SLID = 0.12
"""Share of a side by which pictures are slid over each other."""
LEAST_DEGREES = 0.8
"""Less is not told from what resampling does."""
AGREEING = 0.5
"""Correlation of detail from which the angle is believed."""
CLEARLY_BETTER = 0.6
"""Share of what none at all leaves unexplained that the best angle may leave."""
BETTER = 0.9
"""The same for an angle that is known from another stretch."""
UPRIGHT = 0.97
"""Correlation as they are, from which no angle is tried."""


def turn_picture(
    picture: npt.NDArray[np.generic], degrees: float, centre: tuple[float, float] = (0.5, 0.5), pixel_shape: float = 1.0
) -> Floats32:
    """``picture`` of shape (height, width), turned clockwise about ``centre``; what comes in from outside is black.

    Parameters
    ----------
    picture
        Grey.
    degrees
        Clockwise.
    centre
        Shares of the width and of the height.
    pixel_shape
        Width of a pixel to its height.
    """
    height, width = picture.shape
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    matrix = np.array([[cosine, -sine * pixel_shape], [sine / pixel_shape, cosine]])
    middle = np.array([centre[1] * height - 0.5, centre[0] * width - 0.5])
    turned: Floats32 = ndimage.affine_transform(
        picture.astype(np.float32), matrix, middle - matrix @ middle, order=1, mode="constant", cval=0.0
    )
    return turned


def measure_tilt(pairs: Sequence[tuple[Floats32, Floats32]], pixel_shape: float = 1.0) -> float | None:
    """Degrees clockwise by which left pictures are turned on right ones; ``None`` where none explains more than 0.

    Parameters
    ----------
    pairs
        Left and right grey pictures that show the same, all of one shape (height, width), laid over each other as if
        nothing was turned.
    pixel_shape
        Width of a pixel to its height.
    """
    before = _agreement(pairs, 0.0, pixel_shape)
    if before >= UPRIGHT:
        return None
    small = [(_shrink(left), _shrink(right)) for left, right in pairs]
    angles = np.arange(-MOST_DEGREES, MOST_DEGREES + COARSE_STEP / 2, COARSE_STEP)
    coarse = float(angles[int(np.argmax([_agreement(small, float(one), pixel_shape) for one in angles]))])
    near = coarse + np.arange(-COARSE_STEP, COARSE_STEP + FINE_STEP / 2, FINE_STEP)
    scores = np.array([_agreement(pairs, float(one), pixel_shape) for one in near])
    best = int(scores.argmax())
    degrees = float(near[best]) + FINE_STEP * _vertex(scores, best)
    agreed = scores[best] >= AGREEING and 1 - scores[best] <= CLEARLY_BETTER * (1 - before)
    return round(degrees, 2) if agreed and LEAST_DEGREES <= abs(degrees) <= MOST_DEGREES else None


def explains(pairs: Sequence[tuple[Floats32, Floats32]], degrees: float, pixel_shape: float = 1.0) -> bool:
    """Whether an angle measured elsewhere brings ``pairs`` nearer to each other; a part of them may be altered."""
    before, after = (_agreement(pairs, angle, pixel_shape) for angle in (0.0, degrees))
    return 1 - after <= BETTER * (1 - before)


def _vertex(scores: npt.NDArray[np.float64], best: int) -> float:
    """Where between its neighbours a parabola through the best score has its top, in steps."""
    if not 0 < best < len(scores) - 1:
        return 0.0
    before, top, after = scores[best - 1 : best + 2]
    bend = before - 2 * top + after
    return float((before - after) / (2 * bend)) if bend < 0 else 0.0


def _shrink(picture: Floats32) -> Floats32:
    factor = max(1, round(max(picture.shape) / SMALL_PX))
    rows, columns = (side // factor * factor for side in picture.shape)
    blocks = picture[:rows, :columns].reshape(rows // factor, factor, columns // factor, factor)
    small: Floats32 = blocks.mean(axis=(1, 3))
    return small


def _agreement(pairs: Sequence[tuple[Floats32, Floats32]], degrees: float, pixel_shape: float) -> float:
    """Mean correlation of detail with the left pictures turned, each pair slid to where it agrees best."""
    found = []
    for left, right in pairs:
        one = _detail(turn_picture(left, degrees, pixel_shape=pixel_shape) if degrees else left)
        two = _detail(right)
        norm = float(np.linalg.norm(one) * np.linalg.norm(two))
        surface = fft.irfft2(fft.rfft2(one) * np.conj(fft.rfft2(two)), s=one.shape)
        down, across = (max(1, round(side * SLID)) for side in one.shape)
        rows, columns = (np.r_[0 : reach + 1, -reach:0] for reach in (down, across))
        found.append(float(surface[np.ix_(rows, columns)].max()) / max(norm, 1e-3 * one.size))
    return float(np.mean(found))


def _detail(picture: Floats32) -> Floats32:
    """What is neither broad nor finest, faded out towards the corners, where turning brings in black."""
    broad = ndimage.uniform_filter(picture, max(3, round(max(picture.shape) / 12)))
    fine: Floats32 = ndimage.uniform_filter(picture, 3) - broad
    return fine * _taper(*picture.shape)


@lru_cache(maxsize=8)
def _taper(height: int, width: int) -> Floats32:
    rows, columns = (np.linspace(-1, 1, side) for side in (height, width))
    away = np.hypot(*np.meshgrid(rows, columns, indexing="ij"))
    taper: Floats32 = np.square(np.cos(np.clip(away, 0, 1) * np.pi / 2)).astype(np.float32)
    return taper
