"""Memory that was freed goes back to the system, where the C library would keep it."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from functools import lru_cache


def give_back_memory() -> None:
    """Let go of what is free between two steps of a long comparison; does nothing where there is no way to.

    Steps gather many small things. glibc keeps the room that they took, in pieces, and the next step needs other room.
    """
    trim = _find_trim()
    if trim is not None:
        trim(0)


@lru_cache(maxsize=1)
def _find_trim() -> Callable[[int], int] | None:
    if not sys.platform.startswith("linux"):
        return None
    found: Callable[[int], int] | None = getattr(ctypes.CDLL(None), "malloc_trim", None)
    return found
