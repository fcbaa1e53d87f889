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


def describe_pictures(thumbnails: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Descriptors that do not change with brightness or contrast.

    Parameters
    ----------
    thumbnails
        Shape (frames, height, width), grey 0..255.

    Returns
    -------
    numpy.ndarray
        Shape (frames, height * width), float32: zero mean, Euclidean norm just under 1 (towards 0 for flat
        pictures), so that the squared distance of two textured pictures is 2 (1 - correlation).
    """
    flat = thumbnails.reshape(len(thumbnails), -1).astype(np.float32)
    flat -= flat.mean(axis=1, keepdims=True)
    norm = np.sqrt(np.einsum("ij,ij->i", flat, flat))
    flat /= (norm + FLAT_DEVIATION * np.sqrt(flat.shape[1]))[:, np.newaxis]
    return flat


def shrink_pictures(thumbnails: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Area means of shape (frames, 6, 8) from thumbnails of shape (frames, 18, 32)."""
    blocks = thumbnails.reshape(len(thumbnails), 6, 3, 8, 4)
    return blocks.mean(axis=(2, 4), dtype=np.float32)
