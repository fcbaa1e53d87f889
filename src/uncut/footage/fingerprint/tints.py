"""Colour of every frame of a file: points of its two colour planes, where its thumbnail has pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from uncut.footage.fingerprint.pictures import Thumbnails
from uncut.model.footage import FrameBatch


class Tints:
    """The two colour planes of every frame at 32 x 18 points, held on disk; 128 is no colour."""

    def __init__(self) -> None:
        """Hold none yet."""
        self._planes = Thumbnails(), Thumbnails()

    @classmethod
    def of(cls, points: npt.NDArray[np.uint8]) -> Tints:
        """The tints in an array of shape (frames, 2, 18, 32)."""
        tints = cls()
        tints.append(points)
        return tints

    def __len__(self) -> int:
        """Number of frames."""
        return len(self._planes[0])

    def append(self, points: npt.NDArray[np.uint8]) -> None:
        """Add frames of shape (n, 2, 18, 32) at the end."""
        for number, plane in enumerate(self._planes):
            plane.append(points[:, number])

    def collecting(self, batches: Iterable[FrameBatch]) -> Iterator[FrameBatch]:
        """``batches`` as they are; their tints are kept."""
        for batch in batches:
            if batch.tints is None:
                raise ValueError("these pictures were decoded without tints")
            self.append(batch.tints)
            yield batch

    def take(self, frames: npt.NDArray[np.integer]) -> npt.NDArray[np.uint8]:
        """The frames with these numbers, which lie near each other, in this order: shape (n, 2, 18, 32)."""
        return np.stack([plane.take(frames) for plane in self._planes], axis=1)
