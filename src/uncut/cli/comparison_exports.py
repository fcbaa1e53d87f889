# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""Options that write a comparison of footage for other programs; the same ones for `diff` and `case export`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from uncut.cli.options import FILE, Decorated, SectionOption
from uncut.cli.output import STDOUT, write_file, write_result

if TYPE_CHECKING:
    from uncut.model.comparison import Comparison

Targets = Mapping[str, Path | None]
"""Where to write each format, by its name."""

OTIO = "otio"
FORMATS: tuple[tuple[str, str], ...] = (
    (OTIO, "OpenTimelineIO time line (extra otio)."),
    ("edl", "CMX 3600 edit decision list."),
    ("vtt", "WebVTT chapters for the right version."),
    ("vtt-left", "WebVTT chapters for the left version."),
    ("csv", "Table for a spreadsheet."),
    ("cvat", "Altered regions for CVAT (video XML 1.1)."),
    ("labelstudio", "Altered regions for Label Studio."),
    ("mediareview", "Draft of a MediaReview (JSON-LD)."),
)
"""Name of the option and what it writes; `uncut.dossier.exports` writes them."""
SECTION = "For other programs (videos)"


def export_options(command: Decorated) -> Decorated:
    """One option a format; the command gets them under the names that `take_targets` knows."""
    for name, words in reversed(FORMATS):
        option = click.option(
            f"--{name}", _parameter(name), type=FILE, metavar="FILE", help=words, cls=SectionOption, section=SECTION
        )
        command = option(command)
    return command


def take_targets(options: dict[str, Any]) -> dict[str, Path]:
    """The formats that were asked for; takes them out of ``options``."""
    given = {name: options.pop(_parameter(name), None) for name, _ in FORMATS}
    return {name: path for name, path in given.items() if path is not None}


def check_exports(targets: Targets, *, is_text: bool) -> None:
    """Say before the work, not after it, that a file cannot be written."""
    from importlib.util import find_spec

    from uncut.errors import BadInput, MissingExtra

    for name, target in targets.items():
        if is_text:
            what = "texts have no time line" if name == OTIO else f"--{name} is for videos, and these are texts"
            raise BadInput(what, where=str(target), todo=f"Leave out --{name}")
        if name != OTIO:
            continue
        if target is not None and target.suffix.lower() != ".otio":
            raise BadInput("a time line's name must end in .otio", where=str(target), todo="Give another name")
        if find_spec("opentimelineio") is None:
            raise MissingExtra("OpenTimelineIO is not installed", todo="Install it: pip install 'uncut[otio]'")


def write_exports(comparison: Comparison, targets: Targets) -> None:
    """Write each format that was asked for; ``-`` is standard output."""
    if not targets:
        return
    from uncut.dossier.exports import EXPORTS
    from uncut.dossier.otio import write_otio

    for name, target in targets.items():
        if name == OTIO and target is not None:
            write_file(target, lambda path: write_otio(comparison, path))
        else:
            write_result(target, EXPORTS[name](comparison).encode())


def to_screen(targets: Targets) -> bool:
    """Whether one of them goes to standard output, which then holds nothing else."""
    return STDOUT in targets.values()


def _parameter(name: str) -> str:
    return f"{name.replace('-', '_')}_to"
