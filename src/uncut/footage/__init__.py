"""Footage: from two files to what changed between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uncut.lazy import import_on_use

if TYPE_CHECKING:
    from uncut.footage.compare import compare_footage
    from uncut.footage.quick import compare_quickly
    from uncut.footage.settings import CompareSettings

__all__ = ["CompareSettings", "compare_footage", "compare_quickly"]

_HOMES = {
    "CompareSettings": "uncut.footage.settings",
    "compare_footage": "uncut.footage.compare",
    "compare_quickly": "uncut.footage.quick",
}
"""Where each is imported from, when it is first asked for: a quick look needs little of what a comparison does."""

__getattr__ = import_on_use(__name__, _HOMES)
