"""Masks of cells and pixels: grown, shrunk, filled, and told apart. Array maths, no files.

OpenCV takes a few microseconds for each where `scipy.ndimage` takes fifty, and every pair of pictures asks for several.
Beyond its border a mask holds nothing.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Labels = npt.NDArray[np.int32]

NEIGHBOURS = np.ones((3, 3), np.uint8)


def grow(mask: Mask, steps: int = 1) -> Mask:
    """``mask`` with all places that are at most ``steps`` from it, also across corners."""
    return _as_mask(cv2.dilate(_as_bytes(mask), NEIGHBOURS, iterations=steps))


def shrink(mask: Mask, steps: int = 1) -> Mask:
    """``mask`` without all places that are at most ``steps`` from what is not in it."""
    outside = {"borderType": cv2.BORDER_CONSTANT, "borderValue": 0}
    return _as_mask(cv2.erode(_as_bytes(mask), NEIGHBOURS, iterations=steps, **outside))  # type: ignore[call-overload]


def move(mask: Mask, way: npt.NDArray[np.float64]) -> Mask:
    """``mask`` moved by so many places down and across, to the nearest; what leaves it is lost."""
    down, across = (round(float(part)) for part in way)
    if not down and not across:
        return mask
    moved = np.zeros_like(mask)
    height, width = mask.shape
    if abs(down) < height and abs(across) < width:
        moved[max(down, 0) : height + min(down, 0), max(across, 0) : width + min(across, 0)] = mask[
            max(-down, 0) : height - max(down, 0), max(-across, 0) : width - max(across, 0)
        ]
    return moved


def fill_holes(mask: Mask) -> Mask:
    """``mask`` with what it encloses; what is beside a corner alone is enclosed."""
    around = np.pad(~mask, 1, constant_values=True)
    _, parts = cv2.connectedComponents(_as_bytes(around), connectivity=4)
    filled: Mask = (parts != parts[0, 0])[1:-1, 1:-1]
    return filled


def connected_parts(mask: Mask) -> tuple[Labels, int]:
    """Numbers from 1 for the parts of ``mask`` that hang together, also across corners, and how many there are.

    They are numbered in the order in which their first places come, row by row.
    """
    count, parts = cv2.connectedComponents(_as_bytes(mask), connectivity=8, ltype=cv2.CV_32S)
    labels: Labels = np.asarray(parts, np.int32)
    if count > 2:
        numbers, first = np.unique(labels, return_index=True)
        order = np.zeros(count, np.int32)
        order[numbers[numbers > 0][np.argsort(first[numbers > 0])]] = np.arange(1, count)
        labels = order[labels]
    return labels, count - 1


def _as_bytes(mask: Mask) -> npt.NDArray[np.uint8]:
    return np.ascontiguousarray(mask).view(np.uint8)


def _as_mask(values: npt.NDArray[np.generic]) -> Mask:
    mask: Mask = values.view(np.bool_)
    return mask
