# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""``uncut read``: who claims what in a report."""

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
from uncut.cli.output import STDOUT, check_targets, write_result

if TYPE_CHECKING:
    from uncut.model.report import Report

EPILOG = "Example:  uncut read article.html --published 2019-06-05 --json article.json"

published_option = click.option("--published", metavar="DATE", help="Day of publication, as 2019-06-05.")
publisher_option = click.option("--publisher", metavar="NAME", help="Who published it.")


@click.command(cls=Command, epilog=EPILOG)
@click.argument("report", type=FILE)
@json_option
@html_option
@published_option
@publisher_option
@sandbox_option
@quiet_option
def read(
    *,
    report: Path,
    json_to: Path | None,
    html_to: Path | None,
    published: str | None,
    publisher: str | None,
    require_sandbox: bool,
    quiet: bool,
) -> int:
    """Show who claims what in a report.

    REPORT is a web page, a PDF, a Word file, a mail or a plain text. What you say about its publication wins
    over what is found in it.
    """
    from uncut.api import dossier_of_result
    from uncut.api import read as read_file

    check_targets([json_to, html_to], [report])
    jail = jail_settings(require_sandbox)
    result = read_file(report, published=published, publisher=publisher, jail=jail)
    if html_to:
        from uncut.dossier import render_dossier_html

        dossier = dossier_of_result(result, title=report.name, files={result.document.sha256: report}, jail=jail)
        write_result(html_to, render_dossier_html(dossier).encode())
    return report_reading(result, json_to, quiet)


def report_reading(result: Report, json_to: Path | None, quiet: bool) -> int:
    """Write the JSON, print the tables, and give the exit status."""
    from uncut.cli.show_report import show_report
    from uncut.model.serialise import to_json

    if not quiet and json_to != STDOUT:
        show_report(result)
    if json_to:
        write_result(json_to, to_json(result))
    return 0
