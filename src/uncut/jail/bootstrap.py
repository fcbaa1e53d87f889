"""The first code that runs in a jailed process: find Uncut without running its front doors.

A package's ``__init__`` gathers what the parent needs (numpy, pipes, the command line); a child that imported
those would start three times as slowly and hold code that it has no use for. So the packages above a jailed
module are put in place bare: a name and a folder.

Run as a script, with the request and the import path as arguments.
"""

from __future__ import annotations

import importlib
import sys
from importlib.machinery import PathFinder
from types import ModuleType

OWN = "uncut"
"""Only our own packages are put in place bare; others are imported as they wish to be."""


def place_bare_packages(module: str) -> None:
    """Put every package above ``module`` in place without running it, if it is one of ours."""
    names = module.split(".")[:-1]
    if not names or names[0] != OWN:
        return
    above: ModuleType | None = None
    for depth in range(1, len(names) + 1):
        name = ".".join(names[:depth])
        if name not in sys.modules:
            sys.modules[name] = _bare_package(name, above)
            if above is not None:
                setattr(above, names[depth - 1], sys.modules[name])
        above = sys.modules[name]


def _bare_package(name: str, above: ModuleType | None) -> ModuleType:
    spec = PathFinder.find_spec(name, None if above is None else above.__path__)
    if spec is None or spec.submodule_search_locations is None:
        raise ModuleNotFoundError(f"there is no package {name}", name=name)
    package = ModuleType(name)
    package.__path__ = list(spec.submodule_search_locations)
    package.__spec__ = spec
    return package


if __name__ == "__main__":
    sys.path[:0] = sys.argv[2:]
    place_bare_packages("uncut.jail.child")
    importlib.import_module("uncut.jail.child").main(sys.argv[1])
