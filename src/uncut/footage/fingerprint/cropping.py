"""Thumbnails of pictures and of parts of them: array maths, no files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import numpy as np
import numpy.typing as npt

from uncut.footage.fingerprint.pictures import THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH
from uncut.model.comparison import WHOLE_PICTURE, Box
from uncut.model.footage import FrameBatch

Greys = npt.NDArray[np.uint8]
Turn = Callable[[Greys], Greys]
"""Turns a picture of shape (height, width); it stays of that shape."""

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


class Shrinker:
    """Averages grey pictures of one size down to another, or a part of them; mirrors, then turns them."""

    def __init__(
        self, before: tuple[int, int], after: tuple[int, int], box: Box = WHOLE_PICTURE, *, mirrored: bool = False,
        quarters: int = 0,
    ):  # fmt: skip
        """Sizes are (height, width); ``quarters`` counts quarter turns clockwise, after which ``after`` is the size."""
        height, width = after[::-1] if quarters % 2 else after
        self._quarters = quarters
        self._down = area_weights(before[0], height, box.y, box.height)
        across = area_weights(before[1], width, box.x, box.width)
        self._across = np.ascontiguousarray((across[::-1] if mirrored else across).T)

    def __call__(self, pictures: Greys) -> Greys:
        """``pictures`` of shape (n, height, width), averaged."""
        shrunk: Greys = np.rint(self._down @ (pictures.astype(np.float32) @ self._across)).astype(np.uint8)
        return np.rot90(shrunk, -self._quarters, axes=(1, 2)) if self._quarters else shrunk


def shrink_to_thumbnails(
    before: tuple[int, int], box: Box = WHOLE_PICTURE, *, mirrored: bool = False, quarters: int = 0
) -> Shrinker:
    """Makes thumbnails of pictures of the size ``before``, (height, width)."""
    return Shrinker(before, (THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH), box, mirrored=mirrored, quarters=quarters)


def size_for_part(box: Box, quarters: int = 0) -> tuple[int, int]:
    """Width and height that a picture needs, so that ``box`` holds two pixels for each of a thumbnail's, or more."""
    width, height = (THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH) if quarters % 2 else (THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT)
    return min(MOST_PX, int(np.ceil(2 * width / box.width))), min(MOST_PX, int(np.ceil(2 * height / box.height)))


def crop_batches(
    batches: Iterable[FrameBatch], box: Box, mirrored: bool, quarters: int = 0, turn: Turn | None = None
) -> Iterator[FrameBatch]:
    """Thumbnails of ``box`` from grey ``batches`` of whole pictures, flopped where ``mirrored``, then turned.

    ``quarters`` counts quarter turns clockwise; ``turn`` is done to every picture first.
    """
    shrinker: Shrinker | None = None
    for batch in batches:
        shrinker = shrinker or shrink_to_thumbnails(batch.pixels.shape[1:], box, mirrored=mirrored, quarters=quarters)
        pixels = batch.pixels if turn is None else np.stack([turn(picture) for picture in batch.pixels])
        yield FrameBatch(batch.ticks, shrinker(pixels))


def crop_along(batches: Iterable[FrameBatch], boxes: Iterable[Box], mirrored: bool) -> Iterator[FrameBatch]:
    """Thumbnails of one of ``boxes`` for each frame of grey ``batches`` of whole pictures."""
    coming = iter(boxes)
    for batch in batches:
        size = batch.pixels.shape[1:]
        pixels = [
            shrink_to_thumbnails(size, next(coming), mirrored=mirrored)(picture[None])[0] for picture in batch.pixels
        ]
        yield FrameBatch(batch.ticks, np.stack(pixels))
