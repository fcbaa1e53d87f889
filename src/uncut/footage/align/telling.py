"""Which pictures tell most about a geometry: those with detail. Array maths, no files.

A bare wall, a dark or a blurred moment agrees with everything a little, and pairs of such pictures draw a geometry
away from what the others say exactly.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from uncut.footage.fingerprint.pictures import PictureFingerprints
from uncut.lazy import ModuleOnUse

ndimage = ModuleOnUse("scipy.ndimage")

CHOICE = 4
"""So many frames are looked at for each that is taken."""
BROAD_PX = 5
LEAST_SHARE = 0.3
"""Share of the median of the better half under which a frame is passed over while others are left."""


def choose_telling(detail: npt.NDArray[np.float32], count: int, least: int) -> list[int]:
    """Positions of at most ``count`` frames with most ``detail``, spread over all: one of each part of them.

    Parts whose best frame has hardly any are passed over; at least ``least`` stay.
    """
    if not len(detail):
        return []
    parts = np.array_split(np.arange(len(detail)), min(count, len(detail)))
    best = [int(part[detail[part].argmax()]) for part in parts]
    upper_half = np.sort(detail[best])[-(len(best) + 1) // 2 :]
    floor = LEAST_SHARE * float(np.median(upper_half))
    order = sorted(best, key=lambda at: -float(detail[at]))
    kept = [at for number, at in enumerate(order) if number < least or detail[at] >= floor]
    return sorted(kept)


def measure_detail(side: PictureFingerprints, frames: Sequence[int]) -> npt.NDArray[np.float32]:
    """Deviation, in grey levels, of what is not broad light and shade in each of the ``frames``."""
    pictures = side.thumbnails.take(np.array(frames, np.intp)).astype(np.float32)
    fine = pictures - ndimage.uniform_filter(pictures, (0, BROAD_PX, BROAD_PX))
    return np.asarray(fine.std(axis=(1, 2)), np.float32)
