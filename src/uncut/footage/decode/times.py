"""Mending presentation times: every displayed picture gets one, and they rise strictly.

Files are met whose writers stored decoding times as presentation times (the times of a group come shuffled),
left some out, gave two pictures the same one, or started again from zero in the middle. Decoders hand pictures
out in the order in which they are shown, so that order is kept, and the times are fitted to it.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterator
from typing import Generic, TypeVar

from uncut.footage.decode.wording import counted

T = TypeVar("T")

DEPTH = 8
"""Pictures held back. Shuffled times are put right if none is further than this from its place; encoders that
use more than seven pictures in a row between two references are rare."""
LEAD_FRAMES = 2 * DEPTH
"""A wanted time is reached from a key picture that lies more frames before it than these."""
RESTART_STEPS = 20
"""Times that fall back by more usual steps than this (and by a second) mean that the clock was set anew."""


class RisingTimes(Generic[T]):
    """Hands pictures out in the order in which they came, with times that rise strictly.

    Times are in ticks. ``usual_step`` is the usual distance of two pictures, and ``second`` is one second.
    """

    def __init__(self, *, usual_step: int, second: int) -> None:
        self.usual_step = max(1, usual_step)
        self.restart = max(second, RESTART_STEPS * self.usual_step)
        self.missing = 0
        """Pictures without a time."""
        self.shuffled = 0
        """Pictures whose own time was another one."""
        self.restarts = 0
        """How often the clock was set anew."""
        self._pictures: deque[tuple[T, int, int]] = deque()
        self._ticks: list[int] = []
        self._shift = 0
        self._newest: int | None = None
        self._last: int | None = None

    def push(self, picture: T, tick: int | None, duration: int) -> Iterator[tuple[int, T, int]]:
        """Take the next picture; gives ``(tick, picture, duration)`` of those whose time is settled."""
        at = self._placed(tick)
        self._newest = at if self._newest is None else max(self._newest, at)
        heapq.heappush(self._ticks, at)
        self._pictures.append((picture, at, duration))
        while len(self._pictures) > DEPTH:
            yield self._pop()

    def finish(self) -> Iterator[tuple[int, T, int]]:
        """The pictures that are still held back."""
        while self._pictures:
            yield self._pop()

    def _placed(self, tick: int | None) -> int:
        if tick is None:
            self.missing += 1
            return 0 if self._newest is None else self._newest + self.usual_step
        at = tick + self._shift
        if self._newest is not None and at < self._newest - self.restart:
            self.restarts += 1
            self._shift = self._newest + self.usual_step - tick
            at = tick + self._shift
        return at

    def _pop(self) -> tuple[int, T, int]:
        picture, own, duration = self._pictures.popleft()
        tick = heapq.heappop(self._ticks)
        if self._last is not None and tick <= self._last:
            tick = self._last + 1
        if tick != own:
            self.shuffled += 1
        self._last = tick
        return tick, picture, duration

    def issues(self) -> list[str]:
        """What had to be mended, each one sentence."""
        found = []
        if self.missing:
            one = "picture has no time of its own and was put behind the one before"
            several = "pictures have no time of their own and were put behind the ones before"
            found.append(f"{counted(self.missing, one, several)} at the usual distance")
        if self.shuffled:
            pictures = counted(self.shuffled, "picture", "pictures")
            found.append(f"the times of {pictures} do not rise; they were put into rising order")
        if self.restarts:
            times = counted(self.restarts, "time", "times")
            found.append(f"the clock of the pictures starts again {times}; the stretches were joined")
        return found
