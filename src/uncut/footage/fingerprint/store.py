"""Pictures of every frame of a file, all of one size, held on disk and read in blocks. No media here."""

from __future__ import annotations

import tempfile
import weakref
from collections.abc import Iterator
from threading import Lock

import numpy as np
import numpy.typing as npt

Greys = npt.NDArray[np.uint8]

GAP_FRAMES = 64
"""Frames further apart than this are read apart."""


class PictureStore:
    """Grey pictures of one size, one for each frame.

    Memory stays bounded however long the footage is; the file has no name and goes with the object. Several threads may
    read.
    """

    def __init__(self, height: int, width: int) -> None:
        """Hold none yet."""
        self.height, self.width = height, width
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the object
        weakref.finalize(self, self._file.close)
        self._count = 0
        self._place = Lock()
        """The file has one place to read from."""

    def __len__(self) -> int:
        """Number of frames."""
        return self._count

    @property
    def picture_bytes(self) -> int:
        """Bytes of one picture."""
        return self.height * self.width

    def append(self, pixels: Greys) -> None:
        """Add frames of shape (n, height, width) at the end."""
        if pixels.dtype != np.uint8 or pixels.shape[1:] != (self.height, self.width):
            wanted = f"(n, {self.height}, {self.width})"
            raise ValueError(f"pictures must be uint8 of {wanted}, not {pixels.dtype}{pixels.shape}")
        self._file.seek(self._count * self.picture_bytes)
        self._file.write(np.ascontiguousarray(pixels).data)
        self._count += len(pixels)

    def block(self, first: int, stop: int) -> Greys:
        """Frames ``first`` to ``stop - 1``, shape (frames, height, width)."""
        stop = min(stop, self._count)
        with self._place:
            self._file.seek(first * self.picture_bytes)
            data = self._file.read(max(0, stop - first) * self.picture_bytes)
        return np.frombuffer(data, np.uint8).reshape(-1, self.height, self.width)

    def take(self, frames: npt.NDArray[np.integer]) -> Greys:
        """The frames with these numbers, in this order; such as lie far from each other are read apart."""
        if not len(frames):
            return np.empty((0, self.height, self.width), np.uint8)
        wanted, order = np.unique(frames, return_inverse=True)
        parts = [self.block(int(some[0]), int(some[-1]) + 1)[some - some[0]] for some in near_each_other(wanted)]
        taken: Greys = np.concatenate(parts)[order]
        return taken


def near_each_other(frames: npt.NDArray[np.integer]) -> Iterator[npt.NDArray[np.integer]]:
    """Numbers of frames, which rise, in groups that are worth reading at once."""
    yield from np.split(frames, np.flatnonzero(np.diff(frames) > GAP_FRAMES) + 1)
