"""Uncut shows what an edited version of footage or text left out, and who claims what about it.

::

    import uncut

    comparison = uncut.diff("left.mp4", "right.mp4")   # or two texts
    report = uncut.read("report.html")
    case = uncut.Case.create("my-case", "Title", who="A. Archivist")

Everything is imported on first use, so that ``uncut --help`` starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from uncut.version import __version__

if TYPE_CHECKING:
    from uncut.api import Case, diff, read

__all__ = ["Case", "__version__", "diff", "read"]


def __getattr__(name: str) -> Any:
    """Import the public names when they are first asked for."""
    if name in __all__:
        return getattr(import_module("uncut.api"), name)
    raise AttributeError(f"module 'uncut' has no attribute {name!r}")
