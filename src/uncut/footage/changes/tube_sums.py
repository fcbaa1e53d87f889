"""What was measured in the altered cells of a region, summed over cells and moments. Array maths, no files."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from uncut.footage.changes.cells import CellMaps, Mask
from uncut.footage.changes.detail import BANDS
from uncut.footage.changes.drawn import Drawn, cell_shares
from uncut.footage.changes.masks import fill_holes, grow, shrink

Floats = npt.NDArray[np.float64]

LEAST_USUAL = 0.2
"""Usual gain of a band, under which nothing is made of it by dividing."""
SOLID_CELL = 0.9
"""Of the pixels of a cell, that differ where it lies wholly within what covers it."""


@dataclass(eq=False)
class Sums:
    """What was measured in the altered cells of a tube, summed over cells and moments."""

    cells: float = 0.0
    left: Floats = field(default_factory=lambda: np.zeros(BANDS))
    right: Floats = field(default_factory=lambda: np.zeros(BANDS))
    both: Floats = field(default_factory=lambda: np.zeros(BANDS))
    usual: Floats = field(default_factory=lambda: np.zeros(BANDS))
    """Usual gain of the whole picture, weighted by the left detail."""
    noise: Floats = field(default_factory=lambda: np.zeros(BANDS))
    """Energy of what encoding usually adds to so many cells."""
    levels: Floats = field(default_factory=lambda: np.zeros(5))
    """Of grey levels: left, right, left squared, right squared, product."""
    shift: float = 0.0
    clear: float = 0.0
    """Share of clear cells, summed over moments."""
    strokes: Floats = field(default_factory=lambda: np.zeros(4))
    """Of the detail of 6 pixels in clear cells alone: cells, left, right, product."""

    def add(self, maps: CellMaps, mask: Mask, drawn: Drawn | None) -> None:
        """Take in the cells ``mask`` of one moment; those at its border only where there are no others."""
        clear, now = mask & maps.clear, maps.now
        self.clear += float(clear.sum()) / max(float(mask.sum()), 1)
        self.strokes += [clear.sum(), *(part[0, 1][clear].sum() for part in (now.left, now.right, now.both))]
        mask = measured_cells(mask, maps, drawn)
        xx, yy, xy = (part[0][:, mask].sum(axis=1) for part in (now.left, now.right, now.both))
        one, two = now.left_mean[0][mask].astype(float), now.right_mean[0][mask].astype(float)
        self.cells += float(mask.sum())
        self.left += xx
        self.right += yy
        self.both += xy
        self.usual += maps.gain * xx
        self.noise += float(mask.sum()) * maps.noise**2
        self.levels += [one.sum(), two.sum(), (one**2).sum(), (two**2).sum(), (one * two).sum()]
        self.shift += float(maps.shift[mask].sum())

    def merge(self, other: Sums) -> None:
        """Take in another's."""
        for name in ("cells", "left", "right", "both", "usual", "noise", "levels", "shift", "clear", "strokes"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def gain(self, band: int) -> float:
        """Share of the usual gain that the detail still has."""
        return float(self.both[band] / max(self.usual[band], 1e-6))

    def made_of_left(self, band: int | None = None) -> float:
        """Slope with which the left detail follows from the right one, of all bands or of one.

        The mean of some left pixels, whether a blur or a block, foretells them: 1 for blocks and more for a blur. What
        is laid over them does not: the slope falls to what shows through of the left version. What encoding adds makes
        the slope too small; in a blurred place it adds less than usual, so half of the usual is set aside, and bands
        in which there is little else are left out.
        """
        bands = slice(None) if band is None else slice(band, band + 1)
        usual = np.maximum(self.usual / np.maximum(self.left, 1e-6), LEAST_USUAL)
        shown = self.right - np.minimum(0.5 * self.noise, 0.5 * self.right)
        telling = self.right[bands] > self.noise[bands]
        telling |= ~telling.any()
        products, squares = (self.both / usual)[bands][telling], (shown / usual**2)[bands][telling]
        return float(products.sum() / max(float(squares.sum()), 1e-6))

    def own(self, band: int) -> float:
        """Energy that only the right picture has, to the energy of the left detail."""
        rest = self.right[band] - self.both[band] ** 2 / max(self.left[band], 1e-6)
        return float(max(rest, 0.0) / max(self.left[band], 1e-6))

    def own_grey(self, band: int) -> float:
        """The same as a deviation in grey levels."""
        return float(np.sqrt(self.own(band) * self.left[band] / max(self.cells, 1)))

    def left_grey(self, band: int) -> float:
        """Deviation of the left detail, grey levels."""
        return float(np.sqrt(self.left[band] / max(self.cells, 1)))

    def usual_noise(self, band: int) -> float:
        """Deviation of what encoding usually adds, grey levels."""
        return float(np.sqrt(self.noise[band] / max(self.cells, 1)))

    def stroke_grey(self) -> float:
        """Deviation of what only the right picture has in clear cells: thin lines leave most of a region as it was."""
        cells, left = self.strokes[:2]
        return float(np.sqrt(self.stroke_share() * max(left, 1e-6) / max(cells, 1)))

    def stroke_share(self) -> float:
        """Energy that only the right picture has in clear cells, to the energy of the left detail there."""
        _, left, right, both = self.strokes
        return float(max(right - both**2 / max(left, 1e-6), 0.0) / max(left, 1e-6))

    def level_correlation(self) -> float:
        """Correlation of the cells' grey levels, -1..1; 0 where they do not vary."""
        one, two, one_squared, two_squared, product = self.levels / max(self.cells, 1)
        spread = max(one_squared - one**2, 0.0), max(two_squared - two**2, 0.0)
        return float((product - one * two) / np.sqrt(spread[0] * spread[1])) if min(spread) > 1.0 else 0.0


def inner_cells(mask: Mask) -> Mask:
    """The region without its border, over which outer detail reaches; the whole where nothing would be left."""
    filled = fill_holes(shrink(grow(np.pad(mask, 2))))[2:-2, 2:-2]
    inner = shrink(filled)
    return inner if inner.sum() >= 2 else mask


def measured_cells(mask: Mask, maps: CellMaps, drawn: Drawn | None) -> Mask:
    """The cells that tell what was done to a region: of a solid one, those that lie wholly within."""
    if drawn is None or not drawn.is_solid:
        return inner_cells(mask)
    within: Mask = mask & (cell_shares(maps.differs) >= SOLID_CELL)
    return within if within.sum() >= 2 else inner_cells(mask)
