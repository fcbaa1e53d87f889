"""Giving up rights, in the order in which each step still leaves the next one possible."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from uncut.jail.sandbox import landlock, linux, rlimits, seccomp

BUBBLEWRAP, LANDLOCK, SECCOMP, RLIMITS = "bubblewrap", "landlock", "seccomp", "rlimits"
MECHANISMS = (BUBBLEWRAP, LANDLOCK, SECCOMP, RLIMITS)
"""From the outside in."""
PROCESS = "process"
"""The level of a child that could give up nothing: a crash stays in it, and that is all."""


def lock_down(wanted: Collection[str], *, memory_bytes: int, cpu_seconds: int) -> list[str]:
    """Give up everything that ``wanted`` names and this system can take away; which of it holds.

    Nothing can be opened or imported afterwards. bubblewrap is put around the process from outside and is not
    dealt with here.
    """
    held = []
    if linux.is_linux():
        linux.forbid_new_privileges()
        if LANDLOCK in wanted and landlock.restrict_by_landlock():
            held.append(LANDLOCK)
    if RLIMITS in wanted and rlimits.limit_resources(memory_bytes=memory_bytes, cpu_seconds=cpu_seconds):
        held.append(RLIMITS)
    if SECCOMP in wanted and seccomp.restrict_by_seccomp():
        held.append(SECCOMP)
    return held


def name_level(mechanisms: Iterable[str]) -> str:
    """The level as it is recorded: ``bubblewrap+landlock+seccomp``, ``rlimits``, ``process``."""
    held = set(mechanisms)
    strong = [one for one in (BUBBLEWRAP, LANDLOCK, SECCOMP) if one in held]
    return "+".join(strong) or (RLIMITS if RLIMITS in held else PROCESS)


def is_sandbox(level: str) -> bool:
    """Whether ``level`` keeps a taken-over child from the rest of the machine."""
    held = set(level.split("+"))
    return BUBBLEWRAP in held or {LANDLOCK, SECCOMP} <= held
