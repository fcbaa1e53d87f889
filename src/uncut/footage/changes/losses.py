"""Detail that is lost in one compact place while cells of like texture keep theirs elsewhere. Array maths, no files.

An encoder throws away what is faint, here and there over the whole picture; somebody who blurs does it in one place,
and to strong and faint detail alike. So a cell that lost its detail means little by itself, and much where its
neighbours lost theirs too and hardly any cell of like texture did elsewhere. Sums over 3 x 3 cells let faint texture
speak that drowns in noise in a single cell.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from uncut.footage.changes.detail import Floats32
from uncut.footage.changes.masks import connected_parts, grow
from uncut.footage.changes.textures import TextureClasses

Mask = npt.NDArray[np.bool_]

LOOKED_AT = (0, 1, 2)
"""Bands; broader ones reach over the edges of a region."""
TEXTURES = (0.7, 1.0, 1.4, 2.0, 2.8, 4.0, 5.6, 8.0, 11.0, 16.0)
"""Deviation of the left detail in grey levels: the lower ends of classes of like texture, each an octave wide."""
CLASSES = TextureClasses(TEXTURES, np.float64)
FAITHFUL_GAIN = 0.65
"""Usual gain of a band under which a loss in it means nothing."""
FAITHFUL_NOISE = 1.6
"""Grey levels that an encoder leaves in the second band, from which nothing is looked for: blocks that it skips are
compact too. Set on ten clips at crf 24 to 38 (`python -m evals regions regions_clean`); at crf 38 most lie above it."""
KEPT_SHARE = 0.7
"""Of the usual gain: three quarters of the cells of a class must keep it for a loss to mean something in it."""
LEAST_ALIKE = 12
LOST_SHARE = 0.5
BROADER_SHARE = 0.7
"""Somebody who blurs takes of the next broader band too; of that, an encoder leaves three quarters and more."""
LEAST_PART = 4
"""Cells of a compact place."""
MOST_LOST_ELSEWHERE = 0.04
"""Share of the decidable cells outside a place that may have lost their detail too."""
LEAST_ELSEWHERE = 40


def find_compact_losses(
    left: Floats32, both: Floats32, gain: Floats32, noise: Floats32, hidden: Mask, say: Mask
) -> tuple[Mask, Mask]:
    """Cells in compact places that lost their detail, and cells in which a loss would have been seen.

    Parameters
    ----------
    left, both
        Mean squares of the left detail and mean products, shape (bands, rows, columns).
    gain
        Usual gain in each band.
    noise
        Usual deviation of what encoding leaves in each band, grey levels.
    hidden
        Cells that cannot be judged.
    say
        Cells that tell what encoding loses.
    """
    lost, decidable = np.zeros(hidden.shape, bool), np.zeros(hidden.shape, bool)
    if noise[1] >= FAITHFUL_NOISE:
        return lost, decidable
    for energies, products in ((left, both), (_around(left), _around(both))):
        shares = products[: len(gain)] / np.maximum(gain[:, np.newaxis, np.newaxis] * energies, 1e-3)
        for band in LOOKED_AT:
            if gain[band] < FAITHFUL_GAIN:
                continue
            telling = _telling(energies[band], shares[band], say) & ~hidden
            decidable |= telling
            lost |= telling & (shares[band] < LOST_SHARE) & (shares[band + 1] < BROADER_SHARE)
    return _compact(lost, decidable), decidable


def _around(cells: Floats32) -> Floats32:
    """Means over each cell and its eight neighbours, band by band."""
    return np.stack([cv2.blur(band, (3, 3), borderType=cv2.BORDER_REPLICATE) for band in cells])


def _telling(energy: Floats32, share: Floats32, say: Mask) -> Mask:
    """Cells of a texture that keeps its detail in this picture, in the cells ``say``."""
    places = CLASSES.sort(energy)
    told = np.zeros(CLASSES.bins, bool)
    for start, stop, alike, low in CLASSES.count(places[say], share[say], KEPT_SHARE):
        if alike < LEAST_ALIKE:
            told[max(start, CLASSES.coarsest) : stop] = True
            continue
        if low > alike // 4:
            break
        told[start:stop] = True
    telling: Mask = told[places]
    return telling


def _compact(lost: Mask, decidable: Mask) -> Mask:
    """The connected parts of ``lost`` that have no like elsewhere."""
    parts, count = connected_parts(lost)
    found = np.zeros_like(lost)
    sizes = np.bincount(parts.ravel(), minlength=count + 1)
    for number in range(1, count + 1):
        if sizes[number] < LEAST_PART:
            continue
        part = parts == number
        elsewhere = decidable & ~grow(part, 2)
        total = int(elsewhere.sum())
        if total >= LEAST_ELSEWHERE and int((lost & elsewhere).sum()) <= MOST_LOST_ELSEWHERE * total:
            found |= part
    return found
