"""Where one set of pictures fits into another, by correlation at all places at once.

Normalised correlation over whatever overlaps (Padfield, "Masked object registration in the Fourier domain", IEEE TIP
2012), pooled over all pairs. The pictures have their broad light taken out, so that local means are near nothing and
need not be subtracted: a third of the transforms remain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.lazy import ModuleOnUse

fft = ModuleOnUse("scipy.fft")

Grey = npt.NDArray[np.float32]
Spectrum = npt.NDArray[np.complex64]
Size = tuple[int, int]
"""Rows, columns."""

LEAST_OVERLAP = 0.05
LEAST_PART = 0.4
"""Share of the fixed picture, and of the smaller of both pictures, that must overlap: less may agree by chance."""
MOST_ALIKE = 0.97
"""Correlations above this are one as good as the other."""
LEAST_ENERGY = 0.02
"""Share of the greatest energy that an overlap must have on either side: nothing is alike by being flat."""
LEAST_SPREAD = 2.0
"""Grey levels; flatter pictures are not blown up."""


@dataclass(frozen=True)
class Spot:
    """Where the moving pictures' first pixel lies on the fixed ones, and how well they agree there."""

    row: float
    column: float
    correlation: float
    strength: float
    """Fisher's z of the correlation, by the root of the share that overlaps."""


@dataclass(frozen=True)
class _Fixed:
    """What does not depend on the moving pictures."""

    spectra: tuple[Spectrum, ...]
    overlap: Grey
    energy: Grey


class Placer:
    """Places sets of moving pictures, one for each of the ``fixed`` ones, all of one shape."""

    def __init__(self, fixed: Sequence[Grey]) -> None:
        """Every fixed picture has as much say as every other."""
        self._spreads = [max(float(one.std()), LEAST_SPREAD) for one in fixed]
        self._fixed = [one / spread for one, spread in zip(fixed, self._spreads, strict=True)]
        self.shape: Size = (fixed[0].shape[0], fixed[0].shape[1])
        self._known: dict[Size, _Fixed] = {}

    def place(self, moving: Sequence[Grey]) -> Spot:
        """The best spot for ``moving``, which are all of one shape."""
        surface, strength = self.surfaces(moving)
        row, column = (int(one) for one in np.unravel_index(int(strength.argmax()), strength.shape))
        at = [_unwrap(_peak(strength, axis, (row, column)), strength.shape[axis], self.shape[axis]) for axis in (0, 1)]
        return Spot(at[0], at[1], float(surface[row, column]), float(strength[row, column]))

    def surfaces(self, moving: Sequence[Grey]) -> tuple[Grey, Grey]:
        """Correlation and strength at every shift, as `scipy.fft` wraps shifts around."""
        size = (moving[0].shape[0], moving[0].shape[1])
        known = self._prepare(size)
        shape = _padded(self.shape, size)
        scaled = [one / max(float(one.std()), LEAST_SPREAD) for one in moving]
        joint = sum(one * np.conj(fft.rfft2(two, shape)) for one, two in zip(known.spectra, scaled, strict=True))
        squares = np.asarray(sum(one**2 for one in scaled), np.float32)
        ones = fft.rfft2(np.ones(self.shape, np.float32), shape)
        energy = fft.irfft2(ones * np.conj(fft.rfft2(squares, shape)), shape)
        floors = LEAST_ENERGY * float(known.energy.max()), LEAST_ENERGY * float(energy.max())
        both = np.maximum(known.energy, floors[0] + 1e-3) * np.maximum(energy, floors[1] + 1e-3)
        correlation = np.clip(fft.irfft2(joint, shape) / np.sqrt(both), -1, 1)
        area = self.shape[0] * self.shape[1]
        strength = np.arctanh(np.clip(correlation, -MOST_ALIKE, MOST_ALIKE)) * np.sqrt(known.overlap / area)
        strength[known.overlap < max(LEAST_OVERLAP * area, LEAST_PART * min(area, size[0] * size[1]))] = -1
        return correlation, strength

    def _prepare(self, size: Size) -> _Fixed:
        if size not in self._known:
            shape = _padded(self.shape, size)
            mask = np.conj(fft.rfft2(np.ones(size, np.float32), shape))
            ones = fft.rfft2(np.ones(self.shape, np.float32), shape)
            squares = fft.rfft2(np.asarray(sum(one**2 for one in self._fixed), np.float32), shape)
            self._known[size] = _Fixed(
                tuple(fft.rfft2(one, shape) for one in self._fixed),
                np.maximum(fft.irfft2(ones * mask, shape), 1e-3),
                fft.irfft2(squares * mask, shape),
            )
        return self._known[size]


def _padded(fixed: Size, moving: Size) -> Size:
    rows, columns = (fft.next_fast_len(one + two - 1, real=True) for one, two in zip(fixed, moving, strict=True))
    return rows, columns


def _peak(surface: Grey, axis: int, at: Size) -> float:
    """The top of a parabola through the highest value and its neighbours along ``axis``."""
    line = surface[:, at[1]] if axis == 0 else surface[at[0], :]
    place = at[axis]
    before, here, after = (float(line[(place + step) % len(line)]) for step in (-1, 0, 1))
    bend = before - 2 * here + after
    if min(before, after) <= -1 or bend >= -1e-9:
        return float(place)
    return place + float(np.clip((before - after) / (2 * bend), -0.5, 0.5))


def _unwrap(place: float, size: int, limit: int) -> float:
    """Shifts past the fixed picture's own size stand for negative ones."""
    return place - size if place >= limit - 0.5 else place
