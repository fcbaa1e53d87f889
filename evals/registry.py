"""Which evals and benchmarks there are: each room beside this file names its own in ``EVALS``."""

from __future__ import annotations

import importlib
from collections.abc import Sequence

from evals.frame import Eval

EVAL_ROOMS = ("footage", "reports", "peers")
BENCHMARK_ROOMS = ("benchmarks",)


def find_evals(rooms: Sequence[str]) -> list[Eval]:
    """All evals of ``rooms``, in order."""
    modules = [importlib.import_module(f"evals.{room}") for room in rooms]
    return [one for module in modules for one in getattr(module, "EVALS", ())]


def choose(evals: Sequence[Eval], names: Sequence[str]) -> list[Eval]:
    """Those called ``names``, in that order; all where none is named.

    Raises
    ------
    LookupError
        There is none of that name.
    """
    known = {one.name: one for one in evals}
    for name in names:
        if name not in known:
            raise LookupError(f"there is no {name!r}; there are: {', '.join(known)}")
    return [known[name] for name in names] if names else list(evals)
