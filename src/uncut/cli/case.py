# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""``uncut case``: the case folder from the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from uncut.cli.comparison_exports import check_exports, export_options, take_targets, write_exports
from uncut.cli.diff import report_comparison
from uncut.cli.group import LazyGroup, help_alone
from uncut.cli.options import (
    FILE,
    Command,
    by_option,
    embed_option,
    jail_settings,
    json_option,
    name_of_worker,
    quiet_option,
    sandbox_option,
)
from uncut.cli.output import STDOUT, check_originals, check_targets, write_result
from uncut.cli.progress import counted, shown_progress
from uncut.cli.read import published_option, publisher_option, report_reading
from uncut.cli.screen import neutral, tell
from uncut.cli.verify import head_option, report_verification, tell_findings

if TYPE_CHECKING:
    from uncut.errors import CaseError

EPILOG = """Example:  uncut case new my-case --title "Convoy video"
          uncut case add my-case broadcast.mp4 --source "TV channel 5"
          uncut case add my-case reupload.mp4
          uncut case compare my-case E1 E2
          uncut case dossier my-case -o dossier.html"""

folder_argument = click.argument("folder", type=FILE, metavar="DIR")


@click.group(cls=LazyGroup, epilog=EPILOG)
@click.pass_context
def case(ctx: click.Context) -> None:
    """Keep originals and findings together in a folder, with a custody log.

    Files that are added are copied and never altered. What is found is kept beside them, with all that is
    needed to make it again. Exhibits are named by id (E1), file name, or the start of their hash.
    """
    help_alone(ctx)


@case.command(cls=Command, epilog='Example:  uncut case new my-case --title "Convoy video"')
@folder_argument
@click.option("--title", metavar="TEXT", help="What the case is about; the folder's name if not given.")
@by_option
@quiet_option
def new(folder: Path, title: str | None, who: str | None, quiet: bool) -> None:
    """Make a case in a new or empty folder."""
    from uncut.api import Case

    made = Case.create(folder, title or folder.resolve().name, name_of_worker(who))
    if not quiet:
        tell(f"made the case {neutral(made.facts.title)!r} in {neutral(str(folder))}")


@case.command(cls=Command, epilog='Example:  uncut case add my-case video.mp4 --source "https://example.org/v/1"')
@folder_argument
@click.argument("files", type=FILE, nargs=-1, required=True)
@click.option("--source", metavar="TEXT", help="Where it comes from: an address, a person, a device.")
@click.option("--note", metavar="TEXT", help="Anything else that should stand beside it.")
@by_option
@quiet_option
def add(
    *,
    folder: Path,
    files: tuple[Path, ...],
    source: str | None,
    note: str | None,
    who: str | None,
    quiet: bool,
) -> None:
    """Copy originals into the case.

    They are kept under their hash, write-protected. The same bytes again are noted in the log and not stored
    twice.
    """
    from uncut.api import Case, kind_of_exhibit
    from uncut.cli.show_case import told_receipt

    opened = Case.open(folder, name_of_worker(who))
    for path in files:
        with shown_progress(quiet) as told:
            added = opened.add(
                path,
                kind=kind_of_exhibit(path),
                source=source,
                note=note,
                progress=counted(told, f"adding {neutral(path.name)}"),
            )
        if not quiet:
            tell(told_receipt(added, opened.log()))


@case.command("list", cls=Command, epilog="Example:  uncut case list my-case")
@folder_argument
@json_option
def list_(folder: Path, json_to: Path | None) -> None:
    """Show the exhibits, and what was made from them."""
    from uncut.api import Case
    from uncut.cli.show_case import show_inventory
    from uncut.model.serialise import to_json

    check_targets([json_to], [])
    opened = Case.open(folder)
    check_originals(opened, [json_to])
    inventory = opened.inventory()
    if json_to:
        write_result(json_to, to_json(inventory))
    if json_to != STDOUT:
        show_inventory(inventory)


@case.command(cls=Command, epilog="Example:  uncut case compare my-case E1 E2")
@folder_argument
@click.argument("left")
@click.argument("right")
@click.option(
    "--no-fingerprints", is_flag=True, help="Keep nothing of what was decoded in the case, and reuse nothing."
)
@json_option
@by_option
@sandbox_option
@quiet_option
def compare(
    *,
    folder: Path,
    left: str,
    right: str,
    no_fingerprints: bool,
    json_to: Path | None,
    who: str | None,
    require_sandbox: bool,
    quiet: bool,
) -> int:
    """Compare two exhibits and keep the result in the case.

    Exit status as for uncut diff: 0 nothing changed, 1 something changed, 2 trouble.
    """
    from uncut.api import Case, compare_exhibits

    check_targets([json_to], [])
    opened = Case.open(folder, name_of_worker(who))
    check_originals(opened, [json_to])
    unkept: list[CaseError] = []
    with shown_progress(quiet) as told:
        result, made = compare_exhibits(
            opened,
            left,
            right,
            jail=jail_settings(require_sandbox),
            keep_fingerprints=not no_fingerprints,
            progress=told,
            when_unkept=unkept.append,
        )
    if not quiet:
        tell(f"kept as {made.id}")
    for error in unkept:
        tell(f"what was decoded of the videos is not kept, and is decoded again next time: {neutral(str(error))}")
    return report_comparison(result, json_to, quiet)


@case.command(cls=Command, epilog="Example:  uncut case read my-case E3 --published 2019-06-05")
@folder_argument
@click.argument("exhibit")
@published_option
@publisher_option
@json_option
@by_option
@sandbox_option
@quiet_option
def read(
    *,
    folder: Path,
    exhibit: str,
    published: str | None,
    publisher: str | None,
    json_to: Path | None,
    who: str | None,
    require_sandbox: bool,
    quiet: bool,
) -> int:
    """Read an exhibit as a report and keep what was found in the case."""
    from uncut.api import Case, read_exhibit

    check_targets([json_to], [])
    opened = Case.open(folder, name_of_worker(who))
    check_originals(opened, [json_to])
    jail = jail_settings(require_sandbox)
    report, made = read_exhibit(opened, exhibit, published=published, publisher=publisher, jail=jail)
    if not quiet:
        tell(f"kept as {made.id}")
    return report_reading(report, json_to, quiet)


@case.command(cls=Command, epilog="Example:  uncut case dossier my-case -o dossier.html")
@folder_argument
@click.option("-o", "--output", type=FILE, metavar="FILE", help="Also write a copy to this file.")
@embed_option
@by_option
@sandbox_option
@quiet_option
def dossier(
    *, folder: Path, output: Path | None, embed_videos: bool, who: str | None, require_sandbox: bool, quiet: bool
) -> int:
    """Put everything that was found into one HTML file.

    It opens in any browser without a network and is kept in the case. Exit status: 0 all in the case is as it was
    recorded, 1 something is not, and the page says what, 2 trouble, such as a result that was changed.
    """
    from uncut.api import Case, dossier_of_case, record_dossier

    check_targets([output], [])
    opened = Case.open(folder, name_of_worker(who))
    check_originals(opened, [output])
    jail = jail_settings(require_sandbox)
    page = dossier_of_case(opened, jail=jail, embed_videos=embed_videos)
    made = record_dossier(opened, page, jail=jail)
    path = opened.path_of(made)
    if output:
        write_result(output, path.read_bytes())
        opened.exported(made, output.name)
    if not quiet:
        place = output if output and output != STDOUT else path
        tell(f"kept as {made.id}; the dossier is {neutral(str(place))}")
    return tell_findings(page.verification, folder)


@case.command(cls=Command, epilog="Example:  uncut case export my-case D1 --edl changes.edl --csv changes.csv")
@folder_argument
@click.argument("result")
@export_options
@by_option
@quiet_option
def export(*, folder: Path, result: str, who: str | None, quiet: bool, **exports: Path | None) -> None:
    """Write a kept comparison of videos for other programs.

    RESULT is its id (D1), as uncut case list shows it. The log says what left.
    """
    from uncut.api import Case, stored_comparison

    targets = take_targets(exports)
    if not targets:
        raise click.UsageError("say what to write, for example --csv FILE")
    check_targets(targets.values(), [])
    check_exports(targets, is_text=False)
    opened = Case.open(folder, name_of_worker(who))
    check_originals(opened, targets.values())
    comparison, made = stored_comparison(opened, result)
    write_exports(comparison, targets)
    for name, target in targets.items():
        opened.exported(made, target.name)
        if not quiet:
            tell(f"wrote {made.id} as {name} to {neutral(str(target))}")


@case.command(cls=Command, epilog='Example:  uncut case note my-case "Called the witness; no answer."')
@folder_argument
@click.argument("text")
@by_option
@quiet_option
def note(folder: Path, text: str, who: str | None, quiet: bool) -> None:
    """Write a remark into the custody log."""
    from uncut.api import Case

    entry = Case.open(folder, name_of_worker(who)).note(text)
    if not quiet:
        tell(f"entry {entry.number} of the log, by {neutral(entry.who)}")


@case.command(cls=Command, epilog="Example:  uncut case log my-case")
@folder_argument
def log(folder: Path) -> int:
    """Show the custody log, oldest entry first, and its head.

    Exit status: 0 each entry follows from the one before it, 1 one does not.
    """
    from uncut.api import Case
    from uncut.case.layout import how_to_verify
    from uncut.cli.show_case import show_log

    opened = Case.open(folder)
    faults = opened.faults_of_log()
    for fault in faults:
        tell(neutral(fault))
    if faults:
        tell(f"the log is not as it was recorded. {neutral(how_to_verify(folder))}")
    show_log(opened.inventory())
    return 1 if faults else 0


@case.command(cls=Command, epilog="Example:  uncut case verify my-case")
@folder_argument
@head_option
@json_option
@by_option
@quiet_option
def verify(folder: Path, head: str | None, json_to: Path | None, who: str | None, quiet: bool) -> int:
    """Check the case, and enter the outcome in its log.

    The check is the same as that of uncut verify, which writes nothing.
    """
    from uncut.api import Case

    check_targets([json_to], [])
    opened = Case.open(folder, name_of_worker(who))
    check_originals(opened, [json_to])
    with shown_progress(quiet) as told:
        result = opened.verify(log_head=head, progress=counted(told, "checking"))
    status = report_verification(result, json_to, quiet)
    opened.verified(result)  # last, so that the outcome is told also where the log cannot take it
    return status
