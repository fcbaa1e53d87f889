# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""``uncut read``: who claims what in a report, or in many."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uncut.cli.options import (
    FILE,
    Command,
    SectionOption,
    html_option,
    jail_settings,
    quiet_option,
    sandbox_option,
)
from uncut.cli.output import STDOUT, write_result
from uncut.cli.progress import shown_progress
from uncut.cli.report_exports import ExportTargets, export_options

if TYPE_CHECKING:
    from uncut.jail import JailSettings
    from uncut.model.report import Report
    from uncut.reports.proposals import ModelAddress

KEY_VARIABLE = "UNCUT_LLM_KEY"
_MODEL = "A language model (off unless an address is given)"
EPILOG = """Example:  uncut read article.html --published 2019-06-05 --json article.json
          uncut read reports/ --json found/ --csv tables/"""

published_option = click.option("--published", metavar="DATE", help="Day of publication, as 2019-06-05.")
publisher_option = click.option("--publisher", metavar="NAME", help="Who published it.")
json_option = click.option(
    "--json",
    "json_to",
    type=FILE,
    metavar="FILE",
    help="Write JSON; of several reports, into a folder; - for the screen.",
)
jobs_option = click.option(
    "--jobs", type=click.IntRange(1, 64), metavar="N", help="Processes for several reports; 2 where there are many."
)
llm_option = click.option(
    "--llm", "llm_at", metavar="URL", cls=SectionOption, section=_MODEL,
    help="Send the words there and let it propose more claims, as http://127.0.0.1:8080/v1.",
)  # fmt: skip
llm_model_option = click.option(
    "--llm-model", "llm_name", metavar="NAME", cls=SectionOption, section=_MODEL,
    help=f"The model's name there. Its key is read from {KEY_VARIABLE}.",
)  # fmt: skip


@click.command(cls=Command, epilog=EPILOG)
@click.argument("reports", type=FILE, nargs=-1, required=True, metavar="REPORT...")
@json_option
@html_option
@export_options
@published_option
@publisher_option
@jobs_option
@llm_option
@llm_model_option
@sandbox_option
@quiet_option
def read(
    *,
    reports: tuple[Path, ...],
    json_to: Path | None,
    html_to: Path | None,
    csv_to: Path | None,
    annotations_to: Path | None,
    ftm_to: Path | None,
    claimreview_to: Path | None,
    published: str | None,
    publisher: str | None,
    llm_at: str | None,
    llm_name: str | None,
    jobs: int | None,
    require_sandbox: bool,
    quiet: bool,
) -> int:
    """Show who claims what in a report.

    REPORT is a web page, a web archive, a PDF, a Word file, a mail or a plain text; several, or a folder of them, are
    read one after the other. What you say about their publication wins over what is found in them.
    """
    from uncut.api import read as read_file

    targets = ExportTargets(csv_to=csv_to, annotations_to=annotations_to, ftm_to=ftm_to, claimreview_to=claimreview_to)
    jail, model = jail_settings(require_sandbox), model_given(llm_at, llm_name)
    if len(reports) > 1 or reports[0].is_dir():
        from uncut.cli.read_many import ManyTargets, read_many

        many = ManyTargets(json_to=json_to, html_to=html_to, exports=targets)
        return read_many(
            reports, many, published=published, publisher=publisher, jail=jail, model=model, jobs=jobs, quiet=quiet
        )
    targets.check([json_to, html_to], reports)
    with shown_progress(quiet) as tell:
        result = read_file(reports[0], published=published, publisher=publisher, jail=jail, model=model, progress=tell)
    if html_to:
        _write_html(html_to, result, reports[0], jail)
    targets.write([result])
    return report_reading(result, json_to, quiet)


def model_given(address: str | None, name: str | None) -> ModelAddress | None:
    """Where a model is asked, if anywhere; its key comes from the environment."""
    if (address is None) != (name is None):
        raise click.UsageError("--llm URL and --llm-model NAME belong together")
    if address is None or name is None:
        return None
    from uncut.reports.proposals import ModelAddress

    return ModelAddress(url=address, name=name, key=os.environ.get(KEY_VARIABLE) or None)


def _write_html(html_to: Path, result: Report, path: Path, jail: JailSettings) -> None:
    from uncut.api import dossier_of_result
    from uncut.dossier import render_dossier_html

    dossier = dossier_of_result(result, title=path.name, files={result.document.sha256: path}, jail=jail)
    write_result(html_to, render_dossier_html(dossier).encode())


def report_reading(result: Report, json_to: Path | None, quiet: bool) -> int:
    """Write the JSON, print the tables, and give the exit status."""
    from uncut.cli.show_report import show_report
    from uncut.model.serialise import to_json

    if json_to:  # before anything is printed: the reader of a pipe may go away
        write_result(json_to, to_json(result))
    if not quiet and json_to != STDOUT:
        show_report(result)
    return 0
