# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""``uncut diff``: two versions of a video, or of a text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uncut.cli.options import (
    FILE,
    Command,
    html_option,
    jail_settings,
    json_option,
    quiet_option,
    sandbox_option,
)
from uncut.cli.output import STDOUT, check_targets, write_file, write_result
from uncut.cli.progress import shown_progress

if TYPE_CHECKING:
    from uncut.jail import JailSettings
    from uncut.model.comparison import Comparison
    from uncut.model.text_comparison import TextComparison

EPILOG = """Example:  uncut diff broadcast.mp4 reupload.mp4 --html changes.html
Exit status: 0 nothing changed, 1 something changed, 2 trouble."""


@click.command(cls=Command, epilog=EPILOG)
@click.argument("left", type=FILE)
@click.argument("right", type=FILE)
@json_option
@html_option
@click.option("--otio", "otio_to", type=FILE, metavar="FILE", help="Write an OpenTimelineIO time line (videos).")
@click.option("--allow-cut-off", is_flag=True, help="Compare a video that is cut off as far as it goes.")
@sandbox_option
@quiet_option
def diff(
    *,
    left: Path,
    right: Path,
    json_to: Path | None,
    html_to: Path | None,
    otio_to: Path | None,
    allow_cut_off: bool,
    require_sandbox: bool,
    quiet: bool,
) -> int:
    """Show what changed between two versions of a video or of a text.

    Neither file is taken to be the original. Names do not matter: the content
    decides whether a file is a video or a text.
    """
    from uncut.api import diff as compare

    check_targets([json_to, html_to, otio_to], [left, right])
    if otio_to:
        _check_otio(otio_to, left)
    jail = jail_settings(require_sandbox)
    with shown_progress(quiet) as tell:
        result = compare(left, right, jail=jail, allow_cut_off=allow_cut_off, progress=tell)
    _write_exports(result=result, left=left, right=right, html_to=html_to, otio_to=otio_to, jail=jail)
    return report_comparison(result, json_to, quiet)


def report_comparison(result: Comparison | TextComparison, json_to: Path | None, quiet: bool) -> int:
    """Write the JSON, print the summary, and give the exit status."""
    from uncut.cli.show_comparison import show_comparison
    from uncut.model.serialise import to_json

    if not quiet and json_to != STDOUT:
        show_comparison(result)
    if json_to:
        write_result(json_to, to_json(result))
    return 1 if result.edits or not result.related else 0


def _write_exports(
    *,
    result: Comparison | TextComparison,
    left: Path,
    right: Path,
    html_to: Path | None,
    otio_to: Path | None,
    jail: JailSettings,
) -> None:
    if otio_to:
        _write_otio(result, otio_to)
    if html_to:
        from uncut.api import dossier_of_result
        from uncut.dossier import render_dossier_html

        files = {result.left.sha256: left, result.right.sha256: right}
        dossier = dossier_of_result(result, title=f"{left.name} and {right.name}", files=files, jail=jail)
        write_result(html_to, render_dossier_html(dossier).encode())


def _check_otio(target: Path, left: Path) -> None:
    """Say before the work, not after it, that no time line can be written."""
    from importlib.util import find_spec

    from uncut.api import kind_of_file
    from uncut.errors import BadInput, MissingExtra

    if target.suffix.lower() != ".otio":
        raise BadInput("a time line's name must end in .otio", where=str(target), todo="Give another name")
    if find_spec("opentimelineio") is None:
        raise MissingExtra("OpenTimelineIO is not installed", todo="Install it: pip install 'uncut[otio]'")
    if kind_of_file(left) == "text":
        raise BadInput("texts have no time line", where=str(target), todo="Leave out --otio")


def _write_otio(result: Comparison | TextComparison, target: Path) -> None:
    from uncut.dossier.otio import write_otio
    from uncut.model.comparison import Comparison

    if isinstance(result, Comparison):
        write_file(target, lambda path: write_otio(result, path))
