"""Cells of like texture, an octave wide each, and how many of them kept their detail. Array maths, no files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from uncut.footage.changes.detail import Floats32

Places = npt.NDArray[np.intp]


class TextureClasses:
    """Classes that overlap by half: from each texture to twice that. All are counted in one pass over the cells."""

    def __init__(self, textures: Sequence[float], exact: type[np.floating]) -> None:
        """``textures`` are deviations of detail, grey levels, and rise; squares are compared as ``exact`` numbers."""
        starts, stops = np.square(textures).astype(exact), np.square(np.multiply(textures, 2)).astype(exact)
        self._edges = np.unique([*starts, *stops])
        first, last = (np.searchsorted(self._edges, ends, side="right").tolist() for ends in (starts, stops))
        self._spans = list(zip(first, last, strict=True))[::-1]
        self.coarsest: int = first[-1]
        """The first bin of the class of the strongest texture."""

    @property
    def bins(self) -> int:
        """Into so many are cells sorted; a class is a span of them."""
        return len(self._edges) + 1

    def sort(self, energy: Floats32) -> Places:
        """The bin of every cell."""
        return np.searchsorted(self._edges, energy, side="right")

    def count(self, places: Places, share: Floats32, least: float) -> Iterator[tuple[int, int, int, int]]:
        """First bin, one past the last, cells, those with a ``share`` under ``least``; the strongest class first."""
        flat = places.ravel()
        alike, low = (
            np.concatenate([[0], np.bincount(some, minlength=self.bins).cumsum()]).tolist()
            for some in (flat, flat[share.ravel() < least])
        )
        for start, stop in self._spans:
            yield start, stop, alike[stop] - alike[start], low[stop] - low[start]
