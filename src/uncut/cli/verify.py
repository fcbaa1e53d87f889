# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""``uncut verify``: check that nothing in a case was changed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uncut.cli.options import FILE, Command, json_option, quiet_option
from uncut.cli.output import STDOUT, check_targets, write_result
from uncut.cli.progress import counted, shown_progress
from uncut.cli.screen import neutral, result_console, tell

if TYPE_CHECKING:
    from uncut.model.case import Verification

EPILOG = """Example:  uncut verify my-case
Exit status: 0 all is as recorded, 1 something is not, 2 trouble."""


def _checked_head(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """The hash in lower case; an empty one would check nothing and look as if it had."""
    if value is not None and not re.fullmatch(r"[0-9a-fA-F]{64}", value):
        raise click.BadParameter("this is no hash of 64 hexadecimal digits")
    return value.lower() if value else value


head_option = click.option(
    "--head", callback=_checked_head, metavar="HASH", help="The log's head as written down earlier."
)


@click.command(cls=Command, epilog=EPILOG)
@click.argument("folder", type=FILE, metavar="DIR")
@head_option
@json_option
@quiet_option
def verify(folder: Path, head: str | None, json_to: Path | None, quiet: bool) -> int:
    """Check every file and every log entry of a case, without writing to it.

    Write the log's head down elsewhere: a log whose end was cut off, or that was written anew, no longer
    holds that hash, and --head finds out.
    """
    from uncut.api import verify_case

    check_targets([json_to], [])
    with shown_progress(quiet) as told:
        result = verify_case(folder, log_head=head, progress=counted(told, "checking"))
    return report_verification(result, json_to, quiet)


def report_verification(result: Verification, json_to: Path | None, quiet: bool) -> int:
    """Print what was found wrong, also with ``--quiet``, and give the exit status."""
    from uncut.model.serialise import to_json

    if json_to:
        write_result(json_to, to_json(result))
    if json_to != STDOUT:
        _show(result, quiet)
    return 1 if result.findings else 0


def tell_findings(result: Verification | None, folder: Path) -> int:
    """Say in one line that a case is not as it was recorded, where it is not, and give the exit status."""
    from uncut.case.layout import how_to_verify
    from uncut.dossier.words import plural

    if result is None or not result.findings:
        return 0
    count = plural(len(result.findings), "finding")
    tell(f"the case is not as it was recorded ({count}), and the dossier says so. {neutral(how_to_verify(folder))}")
    return 1


def _show(result: Verification, quiet: bool) -> None:
    from msgspec import UNSET

    from uncut.dossier.words import plural

    console = result_console()
    for finding in result.findings:
        place = finding.path if finding.item is UNSET else f"{finding.item} ({finding.path})"
        console.print(f"{neutral(place)}: {neutral(finding.what)}", style="red", soft_wrap=True)
    if quiet:
        return
    if result.findings:
        console.print(f"The case is not as it was recorded: {plural(len(result.findings), 'finding')}.", style="red")
    else:
        console.print("Everything is as it was recorded.", style="green")
    title = neutral(result.case.title) if result.case else "cannot be read"
    console.print(f"Case      {title}", soft_wrap=True)
    entries = "entry" if result.checked_entries == 1 else "entries"
    console.print(f"Checked   {plural(result.checked_files, 'file')}, {result.checked_entries} log {entries}")
    console.print(f"Log head  {result.log_head or 'none'}", soft_wrap=True)
