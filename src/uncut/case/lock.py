"""Who is writing to a case folder: a lock that ends with its process, however that dies.

The tables have SQLite's own locks; this one says whether a ``.part`` file may still belong to somebody.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl


@contextmanager
def shared_writing(folder: Path, when_alone: Callable[[], None]) -> Iterator[None]:
    """Hold the right to write beside others; ``when_alone`` runs first if nobody else is writing.

    On Windows there is no such lock on a folder, and ``when_alone`` never runs: a file left over by a crash
    stays until somebody removes it, and `verify_case` names it.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if _alone(handle):
            when_alone()
        _lock(handle, fcntl.LOCK_SH)
        yield
    finally:
        os.close(handle)


def nobody_writes(folder: Path) -> bool:
    """Whether no living process is writing at this instant (as far as this system can tell)."""
    if sys.platform == "win32":
        return True
    handle = os.open(folder, os.O_RDONLY)
    try:
        return _alone(handle)
    finally:
        os.close(handle)


if sys.platform != "win32":

    def _alone(handle: int) -> bool:
        return _lock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _lock(handle: int, how: int) -> bool:
        try:
            fcntl.flock(handle, how)
        except OSError:  # held by another, or a file system without locks: then nothing is cleaned up
            return False
        return True
