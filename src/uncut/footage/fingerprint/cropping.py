"""Thumbnails of a part of the picture: array maths, no files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from uncut.footage.fingerprint.pictures import THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH
from uncut.model.comparison import Box
from uncut.model.footage import FrameBatch

MOST_PX = 480
"""Longer side up to which a picture is decoded for the sake of a part of it."""


def area_weights(before: int, after: int, start: float = 0.0, length: float = 1.0) -> npt.NDArray[np.float32]:
    """Matrix of shape (after, before) that averages the part ``[start, start + length)`` of a row of pixels."""
    edges = (start + length * np.arange(after + 1) / after) * before
    lows = np.maximum(edges[:-1, np.newaxis], np.arange(before))
    highs = np.minimum(edges[1:, np.newaxis], np.arange(1, before + 1))
    shares = np.maximum(highs - lows, 0)
    weights: npt.NDArray[np.float32] = (shares / np.maximum(shares.sum(axis=1, keepdims=True), 1e-9)).astype(np.float32)
    return weights


def _size_of_part(quarters: int) -> tuple[int, int]:
    """Width and height of a thumbnail before it is turned."""
    return (THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH) if quarters % 2 else (THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT)


def size_for_part(box: Box, quarters: int = 0) -> tuple[int, int]:
    """Width and height at which to decode, so that ``box`` holds two pixels for each of a thumbnail's, or more."""
    width, height = _size_of_part(quarters)
    return min(MOST_PX, int(np.ceil(2 * width / box.width))), min(MOST_PX, int(np.ceil(2 * height / box.height)))


def crop_batches(batches: Iterable[FrameBatch], box: Box, mirrored: bool, quarters: int = 0) -> Iterator[FrameBatch]:
    """Thumbnails of ``box`` from grey ``batches`` of whole pictures, flopped where ``mirrored``, then turned.

    ``quarters`` counts quarter turns clockwise.
    """
    to_width, to_height = _size_of_part(quarters)
    for batch in batches:
        _, height, width = batch.pixels.shape
        down = area_weights(height, to_height, box.y, box.height)
        across = area_weights(width, to_width, box.x, box.width)
        if mirrored:
            across = across[::-1]
        pixels = np.rot90(down @ batch.pixels.astype(np.float32) @ across.T, -quarters, axes=(1, 2))
        yield FrameBatch(batch.ticks, np.rint(pixels).astype(np.uint8))


def crop_along(batches: Iterable[FrameBatch], boxes: Iterable[Box], mirrored: bool) -> Iterator[FrameBatch]:
    """Thumbnails of one of ``boxes`` for each frame of grey ``batches`` of whole pictures."""
    coming = iter(boxes)
    for batch in batches:
        _, height, width = batch.pixels.shape
        pixels = []
        for picture in batch.pixels:
            box = next(coming)
            down = area_weights(height, THUMBNAIL_HEIGHT, box.y, box.height)
            across = area_weights(width, THUMBNAIL_WIDTH, box.x, box.width)
            pixels.append(down @ picture.astype(np.float32) @ (across[::-1] if mirrored else across).T)
        yield FrameBatch(batch.ticks, np.rint(np.stack(pixels)).astype(np.uint8))
