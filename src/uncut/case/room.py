"""Saying that a disk is full, in one way, wherever it is noticed."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

from uncut.errors import CaseError

FULL_BYTES = 64 << 10
"""Free room in which not even a line of the log is sure to fit: SQLite writes whole pages, twice."""
_ERRORS = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def disk_full(where: Path, what: str = "this step was not kept") -> CaseError:
    """The error for a step that found no room; ``what`` says what was not done."""
    return CaseError(f"the disk is full, and {what}", where=str(where), todo="What was done before it stays. Make room")


def is_full(folder: Path) -> bool:
    """Whether hardly a byte is free where ``folder`` lies."""
    return shutil.disk_usage(folder).free < FULL_BYTES


def is_about_room(error: OSError) -> bool:
    """Whether the system refused for want of room, on the disk or in the user's share of it."""
    return error.errno in _ERRORS
