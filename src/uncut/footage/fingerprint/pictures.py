"""Fingerprints of pictures: array maths, no files.

A fingerprint is the whole picture at 32 x 18 grey pixels, for every frame. That is enough to tell a frame from
the next one in moving footage at crf 34 and half size, and two hours of it are 125 MB. The scaling must average
over areas: a scaler that samples points differs more between two encodings of one frame than between frames.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.model.footage import FrameBatch, FrameTimes

THUMBNAIL_WIDTH = 32
THUMBNAIL_HEIGHT = 18
PIXELS = THUMBNAIL_WIDTH * THUMBNAIL_HEIGHT

FLAT_DEVIATION = 3.0
"""Grey levels of standard deviation under which a picture counts as flat. Added to the norm, so that noise in a
black picture is not blown up. A floor of perception, not tuned."""

PICTURES_VERSION = "pictures-v1"


@dataclass(frozen=True, eq=False)
class PictureFingerprints:
    """Thumbnails of every displayed frame of a file, with the times of the frames."""

    times: FrameTimes
    thumbnails: npt.NDArray[np.uint8]
    """Shape (frames, 18, 32), grey 0..255."""

    def __post_init__(self) -> None:
        """Check shape and dtype."""
        wanted = (len(self.times), THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH)
        if self.thumbnails.shape != wanted or self.thumbnails.dtype != np.uint8:
            raise ValueError(f"thumbnails must be uint8 of {wanted}, not {self.thumbnails.shape}")

    def __len__(self) -> int:
        """Number of frames."""
        return len(self.times)

    def __repr__(self) -> str:
        """Shapes, not data."""
        return f"PictureFingerprints({self.times!r})"


def collect_thumbnails(batches: Iterable[FrameBatch]) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint8]]:
    """Ticks (frames,) and thumbnails (frames, 18, 32) of all ``batches``, in order of time.

    Frames are put in rising order and one of two with the same time is dropped, since only one is displayed.
    """
    ticks: list[npt.NDArray[np.int64]] = [np.empty(0, np.int64)]
    thumbnails = [np.empty((0, THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH), np.uint8)]
    for batch in batches:
        ticks.append(batch.ticks)
        thumbnails.append(batch.pixels)
    all_ticks = np.concatenate(ticks)
    all_thumbnails = np.concatenate(thumbnails)
    if np.all(np.diff(all_ticks) > 0):
        return all_ticks, all_thumbnails
    unique, where = np.unique(all_ticks, return_index=True)
    return unique, all_thumbnails[where]


class Descriptors:
    """Descriptors that do not change with brightness or contrast, made when asked for.

    A descriptor is the thumbnail with zero mean and a Euclidean norm just under 1 (towards 0 for flat pictures), so
    that the squared distance of two textured pictures is 2 (1 - correlation). As float32 they take four times the room
    of the thumbnails, so only blocks of them are ever made.
    """

    def __init__(self, pictures: npt.NDArray[np.uint8 | np.float32]) -> None:
        """Take pictures of shape (frames, height, width), grey 0..255."""
        self._flat = pictures.reshape(len(pictures), -1)
        self._mean = np.empty(len(pictures), np.float32)
        self._norm = np.empty(len(pictures), np.float32)
        self.squares = np.empty(len(pictures), np.float32)
        """Shape (frames,): squared norm of every descriptor."""
        self.contrast = np.empty(len(pictures), np.float32)
        """Shape (frames,): standard deviation of every picture, grey levels."""
        for first in range(0, len(pictures), 4096):
            block = slice(first, first + 4096)
            pixels = self._flat[block].astype(np.float32)
            self._mean[block] = pixels.mean(axis=1)
            self.contrast[block] = pixels.std(axis=1)
        root = np.sqrt(np.float32(self._flat.shape[1]))
        self._norm[:] = (self.contrast + FLAT_DEVIATION) * root
        self.squares[:] = np.square(self.contrast * root / self._norm)

    def __len__(self) -> int:
        """Number of frames."""
        return len(self._flat)

    def block(self, first: int, stop: int) -> npt.NDArray[np.float32]:
        """Descriptors of frames ``first`` to ``stop - 1``, shape (frames, height * width)."""
        pixels = self._flat[first:stop].astype(np.float32)
        pixels -= self._mean[first:stop, np.newaxis]
        pixels /= self._norm[first:stop, np.newaxis]
        return pixels


def shrink_pictures(thumbnails: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Area means of shape (frames, 6, 8) from thumbnails of shape (frames, 18, 32)."""
    blocks = thumbnails.reshape(len(thumbnails), 6, 3, 8, 4)
    return blocks.mean(axis=(2, 4), dtype=np.float32)
