"""bubblewrap: a box of kernel namespaces around the child, holding Python and nothing else.

See https://github.com/containers/bubblewrap. It is missing or forbidden on many systems, so it is tried once.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

SYSTEM_FOLDERS = (
    "/usr",
    "/lib",
    "/lib32",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
)
"""Where shared libraries live, and the index by which the loader finds them."""
PLACES = ("/usr/bin", "/usr/local/bin", "/bin", "/run/current-system/sw/bin")
"""Where bwrap is looked for: fixed places, so that no folder of the user can put another one in."""
TRIAL_SECONDS = 10


def outermost_folders(paths: Iterable[str]) -> list[str]:
    """``paths`` without those that lie in another one, in rising order; the root itself is never among them."""
    kept: list[Path] = []
    for path in sorted({Path(one) for one in paths if one and Path(one) != Path("/")}):
        if not any(path.is_relative_to(other) for other in kept):
            kept.append(path)
    return [str(path) for path in kept]


def folders_python_needs(import_path: Sequence[str]) -> list[str]:
    """What must be visible for Python to start and import: its own folders and those it imports from."""
    own = [sys.prefix, sys.base_prefix, sys.exec_prefix, str(Path(sys.executable).parent)]
    linked = [str(Path(sys.executable).resolve().parent.parent)]
    real = [os.path.realpath(one) for one in import_path]
    return outermost_folders([*SYSTEM_FOLDERS, *own, *linked, *import_path, *real])


def bubblewrap_command(bwrap: str, import_path: Sequence[str]) -> list[str]:
    """The words to put before the child's command line.

    The box dies with the process group that the parent kills, so ``--die-with-parent`` is left out: it would tie
    the child to the thread that started it, and that thread may end first.
    """
    words = [bwrap, "--unshare-all", "--cap-drop", "ALL", "--hostname", "jail", "--chdir", "/"]
    for folder in folders_python_needs(import_path):
        words += ["--ro-bind-try", folder, folder]
    return [*words, "--"]


@cache
def find_bubblewrap() -> str | None:
    """Where bwrap is, if it is installed; the answer is kept for the life of the process."""
    return shutil.which("bwrap", path=os.pathsep.join(PLACES)) if sys.platform == "linux" else None


@cache
def working_bubblewrap(import_path: tuple[str, ...]) -> str | None:
    """Where bwrap is, if it can put Python into a box here: tried once for each import path."""
    bwrap = find_bubblewrap()
    if bwrap is None:
        return None
    command = [*bubblewrap_command(bwrap, import_path), sys.executable, "-I", "-S", "-c", "pass"]
    try:
        trial = subprocess.run(  # noqa: S603  # fixed words and our own interpreter
            command, env={}, stdin=subprocess.DEVNULL, capture_output=True, timeout=TRIAL_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return bwrap if trial.returncode == 0 else None
