"""A watch over the time that a parent spends waiting for its child."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

TICK_SECONDS = 0.05


class Watchdog:
    """Calls ``bite`` once when one wait, or all waits together, take too long.

    A pipe cannot be waited for with a time limit on every system; a thread that ends the child can be had
    everywhere, and the child's end ends the wait. Only time between `wait_begins` and `wait_ends` counts, so
    that a parent with much to do does not kill a child that waits for it.
    """

    def __init__(self, bite: Callable[[], None], *, silence_seconds: float, wall_seconds: float) -> None:
        self._bite = bite
        self._silence = silence_seconds
        self._left = wall_seconds
        self._since: float | None = None
        self._stop = threading.Event()
        self.reason = ""
        """What took too long; empty as long as nothing did."""
        self._thread = threading.Thread(target=self._watch, name="jail-watchdog", daemon=True)
        self._thread.start()

    def wait_begins(self) -> None:
        """The parent starts to wait."""
        self._since = time.monotonic()

    def wait_ends(self) -> None:
        """The parent got something."""
        if self._since is not None:
            self._left -= time.monotonic() - self._since
        self._since = None

    def stop(self) -> None:
        """End the watch; it bites no more."""
        self._stop.set()
        if self._thread is not threading.current_thread():
            self._thread.join()

    def _watch(self) -> None:
        while not self._stop.wait(TICK_SECONDS):
            since = self._since
            if since is None:
                continue
            waited = time.monotonic() - since
            if waited > self._silence:
                self.reason = f"sent nothing for {self._silence:g} s"
            elif waited > self._left:
                self.reason = "used up all the time that the limits allow"
            if self.reason:
                self._bite()
                return
