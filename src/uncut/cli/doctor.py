# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""``uncut doctor``: what is installed here, and how strangers' files are opened."""

from __future__ import annotations

import importlib.util
import platform
import subprocess
import sys

import click
from rich.text import Text

from uncut.cli.options import Command
from uncut.cli.screen import PlainTable, neutral, result_console
from uncut.version import __version__

ASK_SECONDS = 30
EXTRAS = (
    (("opentimelineio",), "otio", "time lines for editing programs"),
    (("rapidocr", "onnxruntime"), "ocr", "the text of captions, tickers and stickers"),
)
"""Modules, name of the extra, and what it is for."""
_ASK_FFMPEG = "import av; print(av.ffmpeg_version_info, av.__version__)"


@click.command(cls=Command, epilog="Example:  uncut doctor")
def doctor() -> int:
    """Show what is installed, and how strangers' files are opened on this system.

    Exit status: 0 all is well, 1 there is no sandbox here or something is missing.
    """
    ffmpeg, sandbox = _ffmpeg(), _sandbox()
    rows = [
        ("Uncut", __version__, True),
        ("Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}", True),
        ("FFmpeg", *ffmpeg),
        *sandbox,
        *(_extra(*extra) for extra in EXTRAS),
        ("Network", "off: used by nothing but `uncut read --llm URL`, which asks that address alone", True),
    ]
    table = PlainTable("", "")
    for name, words, is_well in rows:
        table.add_row(Text(name, style="bold"), Text(neutral(words), style="" if is_well else "yellow"))
    result_console().print(table)
    return 0 if ffmpeg[1] and all(one[2] for one in sandbox) else 1


def _ffmpeg() -> tuple[str, bool]:
    """The version that PyAV carries, asked in a process of its own: no decoder is loaded here."""
    try:
        answer = subprocess.run(  # noqa: S603 - this Python, fixed arguments
            [sys.executable, "-I", "-c", _ASK_FFMPEG],
            capture_output=True,
            text=True,
            timeout=ASK_SECONDS,
            check=True,
        )
        ffmpeg, pyav = answer.stdout.split()
    except (OSError, subprocess.SubprocessError, ValueError) as error:
        return f"not working ({type(error).__name__}). Install again: pip install --force-reinstall av", False
    return f"{ffmpeg}, inside PyAV {pyav}", True


def _sandbox() -> list[tuple[str, str, bool]]:
    from uncut.jail import probe_sandbox

    found = probe_sandbox()
    escapes = [what for what, refused in found.refusals.items() if not refused]
    refused = [what for what, held in found.refusals.items() if held]
    landlock = f"version {found.landlock_abi}" if found.landlock_abi else "not in this kernel"
    rows = [
        (
            "Sandbox",
            found.level if found.is_sandbox else f"none here (level: {found.level})",
            found.is_sandbox,
        ),
        ("  bubblewrap", found.bubblewrap, True),
        ("  Landlock", landlock, True),
        ("  seccomp", "works" if found.seccomp else "not on this system", True),
    ]
    if refused:
        rows.append(("  tried, refused", ", ".join(refused), True))
    if escapes:
        rows.append(("  tried, allowed", ", ".join(escapes), False))
    return rows


def _extra(modules: tuple[str, ...], name: str, purpose: str) -> tuple[str, str, bool]:
    installed = all(importlib.util.find_spec(module) is not None for module in modules)
    return f"Extra {name}", f"{'installed' if installed else 'not installed'}: {purpose}", True
