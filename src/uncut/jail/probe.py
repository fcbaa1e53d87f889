"""What this system has to jail a process with, found out by doing it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

from uncut.errors import UncutError
from uncut.jail.process import import_path
from uncut.jail.sandbox.bubblewrap import find_bubblewrap, working_bubblewrap
from uncut.jail.sandbox.landlock import landlock_abi
from uncut.jail.sandbox.lockdown import PROCESS, is_sandbox
from uncut.jail.sandbox.seccomp import seccomp_available
from uncut.jail.settings import JailSettings
from uncut.jail.stream import stream_from_jail


@dataclass(frozen=True)
class SandboxReport:
    """Which mechanisms hold on this system, and the level that a jailed process reaches."""

    level: str
    """As recorded with every result: ``bubblewrap+landlock+seccomp``, ``rlimits``, ``process``."""
    is_sandbox: bool
    """Whether `JailSettings.require_sandbox` would be satisfied."""
    bubblewrap: str
    """``works (PATH)``, ``installed, but refused here``, or ``not installed``."""
    landlock_abi: int
    """Version of the kernel's Landlock; 0 for none."""
    seccomp: bool
    refusals: dict[str, bool]
    """What a jailed process tried, and whether it was refused."""


def try_to_escape(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Job: try what a taken-over decoder would, and say which of it was refused."""
    del file
    yield {"refused": {name: _is_refused(attempt, arguments) for name, attempt in ATTEMPTS.items()}}, b""


def _is_refused(attempt: Any, arguments: dict[str, Any]) -> bool:
    try:
        attempt(arguments)
    except OSError:
        return True
    return False


def _read_file(arguments: dict[str, Any]) -> None:
    os.close(os.open(arguments["canary"], os.O_RDONLY))


def _write_file(arguments: dict[str, Any]) -> None:
    os.close(os.open(arguments["canary"] + ".new", os.O_WRONLY | os.O_CREAT, 0o600))


def _start_process(arguments: dict[str, Any]) -> None:
    del arguments
    if not hasattr(os, "fork"):
        raise OSError("not tried on this system")
    if os.fork() == 0:
        os._exit(0)


ATTEMPTS = {"read another file": _read_file, "write a file": _write_file, "start a process": _start_process}


def probe_sandbox(settings: JailSettings | None = None) -> SandboxReport:
    """Start a jailed process that tries to get out, and report what held. Takes a fraction of a second."""
    settings = settings or JailSettings()
    with tempfile.TemporaryDirectory() as folder:
        canary = Path(folder) / "canary"
        canary.write_bytes(b"canary")
        try:
            with stream_from_jail(
                "uncut.jail.probe:try_to_escape", canary, {"canary": str(canary)}, settings
            ) as stream:
                level = stream.level
                refusals = {str(name): bool(held) for header, _ in stream for name, held in header["refused"].items()}
        except UncutError:
            level, refusals = PROCESS, {}
    return SandboxReport(
        level=level,
        is_sandbox=is_sandbox(level),
        bubblewrap=_describe_bubblewrap(),
        landlock_abi=landlock_abi(),
        seccomp=seccomp_available(),
        refusals=refusals,
    )


def _describe_bubblewrap() -> str:
    if find_bubblewrap() is None:
        return "not installed"
    works = working_bubblewrap(import_path())
    return f"works ({works})" if works else "installed, but refused here"
