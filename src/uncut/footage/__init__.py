"""Footage: from two files to what changed between them."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

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


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
