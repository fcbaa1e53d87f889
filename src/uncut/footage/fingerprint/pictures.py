"""Fingerprints of pictures: array maths, no files.

A fingerprint is the whole picture at 32 x 18 grey pixels, for every frame. That is enough to tell a frame from
the next one in moving footage at crf 34 and half size, and two hours of it are 125 MB. The scaling must average
over areas: a scaler that samples points differs more between two encodings of one frame than between frames.
Thumbnails are averaged from working pictures (`sides`), which are averaged from the decoded ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.fingerprint.store import PictureStore
from uncut.model.footage import FrameBatch, FrameTimes

THUMBNAIL_WIDTH = 32
THUMBNAIL_HEIGHT = 18

FLAT_DEVIATION = 3.0
"""Grey levels of standard deviation under which a picture counts as flat. Added to the norm, so that noise in a
black picture is not blown up. A floor of perception, not tuned."""

PICTURES_VERSION = "pictures-v4"

CHUNK_FRAMES = 1024
"""Frames that are turned into numbers at once; bounds memory, does not change results."""

Floats32 = npt.NDArray[np.float32]
View = Callable[[npt.NDArray[np.uint8]], Floats32]
"""From thumbnails (frames, 18, 32) to numbers (frames, d)."""


class Thumbnails(PictureStore):
    """Thumbnails of every frame of a file."""

    def __init__(self) -> None:
        """Hold none yet."""
        super().__init__(THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH)

    @classmethod
    def of(cls, pixels: npt.NDArray[np.uint8]) -> Thumbnails:
        """The thumbnails in an array of shape (frames, 18, 32)."""
        thumbnails = cls()
        thumbnails.append(pixels)
        return thumbnails


@dataclass(frozen=True, eq=False)
class PictureFingerprints:
    """Thumbnails of every displayed frame of a file, with the times of the frames."""

    times: FrameTimes
    thumbnails: Thumbnails

    def __post_init__(self) -> None:
        """Check that there are as many thumbnails as times."""
        if len(self.times) != len(self.thumbnails):
            raise ValueError(f"{len(self.thumbnails)} thumbnails with {len(self.times)} times")

    def __len__(self) -> int:
        """Number of frames."""
        return len(self.times)

    def __repr__(self) -> str:
        """Shapes, not data."""
        return f"PictureFingerprints({self.times!r})"


def collect_thumbnails(batches: Iterable[FrameBatch]) -> tuple[npt.NDArray[np.int64], Thumbnails]:
    """Ticks, shape (frames,), and thumbnails of all ``batches``, which come in order of time."""
    ticks: list[npt.NDArray[np.int64]] = [np.empty(0, np.int64)]
    thumbnails = Thumbnails()
    for batch in batches:
        ticks.append(batch.ticks)
        thumbnails.append(batch.pixels)
    return np.concatenate(ticks), thumbnails


class Descriptors:
    """Descriptors that do not change with brightness or contrast, made when asked for.

    A descriptor is the thumbnail with zero mean and a Euclidean norm just under 1 (towards 0 for flat pictures), so
    that the squared distance of two textured pictures is 2 (1 - correlation). As float32 they take four times the room
    of the thumbnails, so only blocks of them are ever made.
    """

    def __init__(self, thumbnails: Thumbnails, view: View) -> None:
        """Describe the frames of ``thumbnails`` as ``view`` shows them."""
        count = len(thumbnails)
        self._thumbnails = thumbnails
        self._view = view
        self._mean = np.empty(count, np.float32)
        self.contrast = np.empty(count, np.float32)
        """Shape (frames,): standard deviation of every picture, grey levels."""
        root = np.float32(1)
        for first in range(0, count, CHUNK_FRAMES):
            pixels = view(thumbnails.block(first, first + CHUNK_FRAMES))
            self._mean[first : first + CHUNK_FRAMES] = pixels.mean(axis=1)
            self.contrast[first : first + CHUNK_FRAMES] = pixels.std(axis=1)
            root = np.sqrt(np.float32(pixels.shape[1]))
        self._norm = (self.contrast + FLAT_DEVIATION) * root
        self.squares = np.square(self.contrast * root / self._norm)
        """Shape (frames,): squared norm of every descriptor."""

    def __len__(self) -> int:
        """Number of frames."""
        return len(self._mean)

    def block(self, first: int, stop: int) -> Floats32:
        """Descriptors of frames ``first`` to ``stop - 1``, shape (frames, d)."""
        pixels = self._view(self._thumbnails.block(first, stop))
        pixels -= self._mean[first:stop, np.newaxis]
        pixels /= self._norm[first:stop, np.newaxis]
        return pixels

    def take(self, frames: npt.NDArray[np.integer]) -> Floats32:
        """Descriptors of the frames with these numbers, which rise, shape (frames, d)."""
        parts = [self._take_near(frames[start : start + CHUNK_FRAMES]) for start in range(0, len(frames), CHUNK_FRAMES)]
        return np.concatenate(parts)

    def _take_near(self, frames: npt.NDArray[np.integer]) -> Floats32:
        first = int(frames[0])
        taken: Floats32 = self.block(first, int(frames[-1]) + 1)[frames - first]
        return taken


def is_flat(pictures: PictureFingerprints) -> bool:
    """Whether most pictures are too dark, or too even, to tell one from another."""
    return bool(np.median(Descriptors(pictures.thumbnails, coarse_view).contrast) < FLAT_DEVIATION)


def whole_view(thumbnails: npt.NDArray[np.uint8]) -> Floats32:
    """Every pixel: shape (frames, 576), float32."""
    return thumbnails.reshape(len(thumbnails), -1).astype(np.float32)


def coarse_view(thumbnails: npt.NDArray[np.uint8]) -> Floats32:
    """Means of 2 x 2 pixels: shape (frames, 144), float32. A quarter of the cost, where many lines are tried."""
    wide = thumbnails.astype(np.uint16)
    sums = wide[:, ::2, ::2] + wide[:, 1::2, ::2] + wide[:, ::2, 1::2] + wide[:, 1::2, 1::2]
    return sums.reshape(len(sums), -1).astype(np.float32) / np.float32(4)


def tiny_view(thumbnails: npt.NDArray[np.uint8]) -> Floats32:
    """Means of 3 x 4 pixels: shape (frames, 48), float32. For finding out where to look at all."""
    shape = (len(thumbnails), THUMBNAIL_HEIGHT // 3, 3, THUMBNAIL_WIDTH // 4, 4)
    means: Floats32 = thumbnails.reshape(shape).mean(axis=(2, 4), dtype=np.float32)
    return means.reshape(len(thumbnails), -1)
