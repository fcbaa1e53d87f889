"""Gaps between stretches in which the right pictures are the left ones, blurred or pixelated as a whole. Array maths.

A strong blur moves a thumbnail further than any encoder does, so the alignment takes such frames for others. Here the
left thumbnails along the neighbours' line are blurred as well before they are compared.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

DEVIATIONS = (0.5, 1.0, 2.0, 3.0, 4.5)
"""Of the blurs that are tried, pixels of the thumbnail: up to a seventh of its width."""
ALIKE, ALIKE_MOVING = 0.95, 0.85
"""Correlation from which a picture is the blurred one; less is asked where it moves as the left one does. Blocks, which
are no blur, have 0.9 and more where they are a fortieth of the picture's width."""
LESS_DETAIL = 0.5
"""Share of the left detail that the right pictures have at most, contrast set aside: what was shot at another time by a
camera that stands still agrees too when both are blurred, but has its detail."""
VARIED_GREY = 4.0
"""Deviation of a blurred picture under which agreement says nothing."""
APART = 4
"""Frames between two pictures whose difference is the movement."""


@dataclass(frozen=True)
class SmoothedBlock:
    """What frames of a gap say; sums can be added over blocks."""

    alike: npt.NDArray[np.float64]
    """Correlation of right pictures with left ones, blurred as suits best; one a frame, 0 where all is flat."""
    loses: npt.NDArray[np.bool_]
    """Which right pictures have far less detail."""
    movement: npt.NDArray[np.float64]
    """Squares of both sides' movement and their product, a pixel's mean, summed over frames."""


def compare_smoothed(left: Floats, right: Floats) -> SmoothedBlock:
    """Compare right thumbnails with blurred left ones; both of shape (frames, height, width)."""
    blurred = [_blur(left, deviation) for deviation in DEVIATIONS]
    alike = np.stack([_correlate(one, right) for one in blurred])
    best = int(np.median(alike, axis=1).argmax())
    smooth = blurred[best]
    contrast = right.std(axis=(1, 2)) / np.maximum(smooth.std(axis=(1, 2)), 1.0)
    fine = [np.square(side - _blur(side, 1.0)).mean(axis=(1, 2)) for side in (left, right)]
    loses = fine[1] <= LESS_DETAIL * np.square(contrast) * fine[0]
    told = np.where(smooth.std(axis=(1, 2)) >= VARIED_GREY, alike[best], 0.0)
    movement = np.zeros(3)
    if len(left) > APART:
        a, b = (side[APART:] - side[:-APART] for side in (smooth, right))
        movement = np.array([float(product.mean(axis=(1, 2)).sum()) for product in (a * a, b * b, a * b)])
    return SmoothedBlock(told, loses, movement)


def _blur(pictures: Floats, deviation: float) -> Floats:
    each = [cv2.GaussianBlur(one, (0, 0), deviation, borderType=cv2.BORDER_REPLICATE) for one in pictures]
    return np.stack(each).astype(np.float32)


def _correlate(one: Floats, two: Floats) -> npt.NDArray[np.float64]:
    a, b = (side - side.mean(axis=(1, 2), keepdims=True) for side in (one, two))
    product, squares = (a * b).mean(axis=(1, 2)), (a * a).mean(axis=(1, 2)) * (b * b).mean(axis=(1, 2))
    correlation: npt.NDArray[np.float64] = product / np.sqrt(np.maximum(squares, 1e-6))
    return correlation
