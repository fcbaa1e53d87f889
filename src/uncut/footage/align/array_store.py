"""Arrays that are written once and read once or twice, held on disk meanwhile."""

from __future__ import annotations

import tempfile
import weakref
from typing import Any

import numpy as np
import numpy.typing as npt


class ArrayStore:
    """Arrays by their number, in the order in which they were added.

    Memory stays bounded however many there are; the file has no name and goes with the object.
    """

    def __init__(self) -> None:
        """Hold none yet."""
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # lives as long as the object
        weakref.finalize(self, self._file.close)
        self._places: list[tuple[int, tuple[int, ...], np.dtype[Any]]] = []
        self._end = 0

    def __len__(self) -> int:
        """Number of arrays."""
        return len(self._places)

    def append(self, array: npt.NDArray[Any]) -> None:
        """Add an array at the end."""
        self._file.seek(self._end)
        self._file.write(np.ascontiguousarray(array).data)
        self._places.append((self._end, array.shape, array.dtype))
        self._end += array.nbytes

    def __getitem__(self, number: int) -> npt.NDArray[Any]:
        """The array that was added as the ``number``-th, from 0."""
        place, shape, kind = self._places[number]
        self._file.seek(place)
        return np.frombuffer(self._file.read(int(np.prod(shape)) * kind.itemsize), kind).reshape(shape)
