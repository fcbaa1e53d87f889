"""Uncut shows what an edited version of footage or text left out, and who claims what about it.

::

    import uncut

    comparison = uncut.diff("left.mp4", "right.mp4")   # or two texts
    report = uncut.read("report.html")
    case = uncut.Case.create("my-case", "Title", who="A. Archivist")

Everything is imported on first use, so that ``uncut --help`` starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from uncut.lazy import import_on_use
from uncut.version import __version__

if TYPE_CHECKING:
    from uncut.api import Case, diff, read

__all__ = ["Case", "__version__", "diff", "read"]

__getattr__ = import_on_use(__name__, dict.fromkeys(("Case", "diff", "read"), "uncut.api"))
