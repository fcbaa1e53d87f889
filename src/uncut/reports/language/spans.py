"""Spans of code points among many others, without comparing each with each."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Reaches:
    """How far spans reach that begin before a place."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Of ``spans`` in any order, which may overlap."""
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._furthest = list(accumulate((end for _, end in ordered), max))

    def from_before(self, position: int) -> int:
        """The furthest end of those that begin before ``position``; -1 if none does."""
        at = bisect_left(self._starts, position)
        return self._furthest[at - 1] if at else -1

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a code point with ``[start, end)``."""
        return self.from_before(end) > start
