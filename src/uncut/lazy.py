"""Names and modules that are imported when they are first asked for, so that a command loads only what it uses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def import_on_use(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """The ``__getattr__`` of ``package``; ``homes`` gives for each public name the module that holds it."""

    def find(name: str) -> Any:
        if name in homes:
            return getattr(import_module(homes[name]), name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return find


class ModuleOnUse:
    """Stands for a module that costs more to import than most runs gain from it, such as `scipy.ndimage`."""

    def __init__(self, name: str) -> None:
        """``name`` is that of the module; nothing is imported yet."""
        self._name = name

    def __getattr__(self, name: str) -> Any:
        """What the module calls ``name``."""
        return getattr(import_module(self._name), name)
