"""Tilt: by how many degrees the left picture is turned on the right one, where that is a few. Array maths, no files.

Where it is known which part of one picture the other shows, they are turned against each other degree by degree and
slid over each other (`measure_tilt`); their detail agrees best at the angle by which one was turned. A turn about one
place is a turn about any other and a shift, so the place need not be known.

Where it is not known, the spectra tell (`seek_tilt`): that of a turned picture is turned as much, that of a larger one
is smaller, and neither is moved by what is cut away. In polar coordinates with a logarithmic radius both are shifts
(the Fourier-Mellin transform; Reddy and Chatterji, "An FFT-based technique for translation, rotation, and
scale-invariant image registration", 1996).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from uncut.lazy import ModuleOnUse
from uncut.model.comparison import Box

fft = ModuleOnUse("scipy.fft")
ndimage = ModuleOnUse("scipy.ndimage")

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

NEAR_OUTSIDE_PX = 5
"""Side of the square within which a pixel from outside spoils the one in its middle."""

SPECTRUM_PX = 256
SPOKES, RINGS = 180, 64
"""Of the polar spectrum: one a degree, and as many between a wavelength of 40 pixels and one of 2.3."""
SCALES = 24
"""Rings by which one spectrum may be the larger: a factor of 3 each way."""
ALIKE_SPECTRA = 0.45
"""Correlation from which two spectra are of the same picture. Turned by 3 to 4 degrees, with and without a crop to
87 %, three clips had 0.82 to 0.94, and unrelated ones 0.15."""
SHARPER = 0.08
"""By which the spectra must agree better when turned than as they are."""


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


def what_is_seen(shape: tuple[int, ...], degrees: float, centre: tuple[float, float]) -> Floats32:
    """1 where a picture of ``shape``, turned so, shows something, and less where something comes in from outside."""
    seen: Floats32 = ndimage.minimum_filter(turn_picture(np.ones(shape), degrees, centre), NEAR_OUTSIDE_PX)
    return seen


def place_back(box: Box, degrees: float, pivot: tuple[float, float], shape: float) -> Box:
    """The box that shows as much once its picture is turned about the box's own middle.

    Parameters
    ----------
    box
        In a picture that was turned clockwise by ``degrees`` about ``pivot``, shares of its width and height.
    degrees, pivot
        How it was turned.
    shape
        The picture's width to its height.
    """
    across, down = (box.x + box.width / 2 - pivot[0]) * shape, box.y + box.height / 2 - pivot[1]
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    x = pivot[0] + float(across * cosine + down * sine) / shape - box.width / 2
    y = pivot[1] + float(down * cosine - across * sine) - box.height / 2
    x, y = min(max(x, 0.0), 1 - box.width), min(max(y, 0.0), 1 - box.height)
    return Box(round(x, 4), round(y, 4), box.width, box.height)


def measure_tilt(
    pairs: Sequence[tuple[Floats32, Floats32]], pixel_shape: float = 1.0, *, least: float = LEAST_DEGREES
) -> float | None:
    """Degrees clockwise by which left pictures are turned on right ones; ``None`` where none explains more than 0.

    Parameters
    ----------
    pairs
        Left and right grey pictures that show the same, all of one shape (height, width), laid over each other as if
        nothing was turned.
    pixel_shape
        Width of a pixel to its height.
    least
        Degrees; less is none.
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
    degrees = float(near[best]) + FINE_STEP * vertex(scores, best)
    agreed = scores[best] >= AGREEING and 1 - scores[best] <= CLEARLY_BETTER * (1 - before)
    return round(degrees, 2) if agreed and least <= abs(degrees) <= MOST_DEGREES else None


def explains(pairs: Sequence[tuple[Floats32, Floats32]], degrees: float, pixel_shape: float = 1.0) -> bool:
    """Whether an angle measured elsewhere brings ``pairs`` nearer to each other; a part of them may be altered."""
    before, after = (_agreement(pairs, angle, pixel_shape) for angle in (0.0, degrees))
    return 1 - after <= BETTER * (1 - before)


def vertex(scores: npt.NDArray[np.float64], best: int) -> float:
    """Where between its neighbours a parabola through the best score has its top, in steps."""
    if not 0 < best < len(scores) - 1:
        return 0.0
    before, top, after = scores[best - 1 : best + 2]
    bend = before - 2 * top + after
    return float((before - after) / (2 * bend)) if bend < 0 else 0.0


def seek_tilt(pairs: Sequence[tuple[Floats32, Floats32]]) -> float | None:
    """Degrees clockwise, whole ones, by which left pictures are turned on right ones; ``None`` where it is none.

    Parameters
    ----------
    pairs
        Left and right grey pictures with square pixels, of which each right one shows a part of the left one, or the
        other way round, at any size.
    """
    total = np.zeros((SPOKES, 2 * RINGS), np.float64)
    for left, right in pairs:
        one, two = (fft.rfft2(_polar_spectrum(picture), s=total.shape) for picture in (left, right))
        total += fft.irfft2(two * np.conj(one), s=total.shape)
    by_degree = (total[:, np.r_[0 : SCALES + 1, -SCALES:0]] / max(len(pairs), 1)).max(axis=1)
    degrees = np.arange(-int(MOST_DEGREES), int(MOST_DEGREES) + 1)
    scores = by_degree[degrees]
    best = int(scores.argmax())
    found = scores[best] >= max(ALIKE_SPECTRA, by_degree[0] + SHARPER)
    return float(degrees[best]) if found and abs(degrees[best]) >= LEAST_DEGREES else None


def _polar_spectrum(picture: Floats32) -> Floats32:
    """Logarithm of the spectrum by direction (half a turn) and radius; what a radius has everywhere is left out."""
    height, width = picture.shape
    fine = picture - ndimage.uniform_filter(picture, max(3, round(max(height, width) / 8)))
    window = np.outer(np.hanning(height), np.hanning(width))
    spectrum = np.log1p(np.abs(fft.fftshift(fft.fft2(fine * window, s=(SPECTRUM_PX, SPECTRUM_PX)))))
    polar = ndimage.map_coordinates(spectrum, _spokes(), order=1)
    polar -= polar.mean(axis=0)
    normed: Floats32 = (polar / max(float(np.linalg.norm(polar)), 1e-6)).astype(np.float32)
    return normed


@lru_cache(maxsize=1)
def _spokes() -> npt.NDArray[np.float64]:
    angles, middle = np.arange(SPOKES) * np.pi / SPOKES, SPECTRUM_PX / 2
    radii = np.geomspace(SPECTRUM_PX / 40, SPECTRUM_PX / 2.3, RINGS)
    return np.stack([middle + np.outer(np.sin(angles), radii), middle + np.outer(np.cos(angles), radii)])


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
