# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""``uncut diff``: two versions of a video, or of a text."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uncut.cli.comparison_exports import check_exports, export_options, take_targets, to_screen, write_exports
from uncut.cli.options import (
    FILE,
    Command,
    embed_option,
    html_option,
    jail_settings,
    json_option,
    quiet_option,
    sandbox_option,
)
from uncut.cli.output import STDOUT, check_targets, write_result
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
@embed_option
@click.option("--explain", "explain_to", type=FILE, metavar="DIR", help="Write the pictures behind each finding.")
@click.option("--quick", is_flag=True, help="Look at key pictures and sound of videos only; exact nowhere.")
@click.option("--fingerprints", type=FILE, metavar="DIR", help="Keep what was decoded of videos there, and reuse it.")
@click.option("--allow-cut-off", is_flag=True, help="Compare a video that is cut off as far as it goes.")
@sandbox_option
@quiet_option
@export_options
def diff(
    *,
    left: Path,
    right: Path,
    json_to: Path | None,
    html_to: Path | None,
    embed_videos: bool,
    explain_to: Path | None,
    quick: bool,
    fingerprints: Path | None,
    allow_cut_off: bool,
    require_sandbox: bool,
    quiet: bool,
    **exports: Path | None,
) -> int:
    """Show what changed between two versions of a video or of a text.

    Neither file is taken to be the original. Names do not matter: the content
    decides whether a file is a video or a text.
    """
    from uncut.api import check_evidence_folder, kind_of_file
    from uncut.api import diff as compare

    if quick and fingerprints:
        raise click.UsageError("--fingerprints keeps whole decodes, and --quick makes none: leave out one of them")
    targets = take_targets(exports)
    check_targets([json_to, html_to, *targets.values()], [left, right])
    of_videos = {
        "--explain": explain_to, "--quick": quick, "--fingerprints": fingerprints, "--allow-cut-off": allow_cut_off,
        "--embed-videos": embed_videos,
    }  # fmt: skip
    is_asked = bool(targets) or any(of_videos.values())
    is_text = is_asked and {kind_of_file(left), kind_of_file(right)} == {"text"}
    check_exports(targets, is_text=is_text)
    if is_text:
        _refuse_for_texts(of_videos)
    if explain_to:
        check_evidence_folder(explain_to)
    jail = jail_settings(require_sandbox)
    with shown_progress(quiet) as tell:
        result = compare(
            left,
            right,
            jail=jail,
            allow_cut_off=allow_cut_off,
            quick=quick,
            fingerprints=fingerprints,
            progress=tell,
        )
        from uncut.api import write_evidence
        from uncut.model.comparison import Comparison  # loaded by then

        if explain_to and isinstance(result, Comparison):
            write_evidence(result, left, right, explain_to, jail=jail, progress=tell)
    if isinstance(result, Comparison):
        write_exports(result, targets)
    if html_to:
        _write_page(result, left, right, html_to, embed_videos, jail)
    return report_comparison(result, json_to, quiet or to_screen(targets))


def report_comparison(result: Comparison | TextComparison, json_to: Path | None, quiet: bool) -> int:
    """Write the JSON, print the summary, and give the exit status."""
    from uncut.cli.show_comparison import show_comparison
    from uncut.model.serialise import to_json

    if not quiet:
        tell_unused(result)
    if json_to:  # before anything is printed: the reader of a pipe may go away
        write_result(json_to, to_json(result))
    if not quiet and json_to != STDOUT:
        show_comparison(result)
    return 1 if result.edits or not result.related or _has_other_headline(result) else 0


def _has_other_headline(result: Comparison | TextComparison) -> bool:
    """Whether two texts have other headlines: no edit of the text, but not nothing either."""
    return any(one.kind == "headline" for one in getattr(result, "around", []))


def tell_unused(result: Comparison | TextComparison) -> None:
    """Say where kept fingerprints were not to be used, and why."""
    from uncut.cli.screen import neutral, tell

    for side, what in result.settings.get("stored_fingerprints", {}).items():
        if "," in what:
            tell(f"the {side} version's fingerprints were {neutral(what)}")


def _refuse_for_texts(options: Mapping[str, object]) -> None:
    """An option that would do nothing is refused, since its user counts on it."""
    from uncut.errors import BadInput

    for name, given in options.items():
        if given:
            raise BadInput(f"{name} is for videos, and these are texts", todo=f"Leave out {name}")


def _write_page(
    result: Comparison | TextComparison,
    left: Path,
    right: Path,
    target: Path,
    embed_videos: bool,
    jail: JailSettings,
) -> None:
    from uncut.api import dossier_of_result
    from uncut.dossier import render_dossier_html

    dossier = dossier_of_result(
        result,
        title=f"{left.name} and {right.name}",
        files={result.left.sha256: left, result.right.sha256: right},
        jail=jail,
        folder=None if target == STDOUT else target.resolve().parent,
        embed_videos=embed_videos,
    )
    write_result(target, render_dossier_html(dossier).encode())
