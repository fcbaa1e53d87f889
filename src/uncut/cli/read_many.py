# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""``uncut read`` with several reports, or a folder of them: a line each, and their JSON in a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from uncut.cli.output import STDOUT, check_folder, check_targets, write_result
from uncut.cli.progress import shown_progress
from uncut.cli.report_exports import ExportTargets
from uncut.cli.screen import neutral, tell
from uncut.errors import BadInput, UncutError

if TYPE_CHECKING:
    from uncut.jail import JailSettings
    from uncut.model.report import Report
    from uncut.reports.proposals import ModelAddress

TROUBLE = 2
MANY = 16
"""Reports from which on a second process is worth its start: it loads what the first has loaded."""
MOST_JOBS = 2
"""Processes where nothing is said: each takes 200 MB, with the jailed one that opens files for it."""


@dataclass(frozen=True, kw_only=True)
class ManyTargets:
    """Where the findings of several reports go."""

    json_to: Path | None
    """A folder, or ``-`` for JSON lines on the screen."""
    html_to: Path | None
    exports: ExportTargets

    @property
    def keeps_all(self) -> bool:
        """Whether something is made of all reports together; else each is let go when it is written."""
        return self.html_to is not None or self.exports.wanted

    def check(self, inputs: Sequence[Path]) -> None:
        """Before any work: raise `BadInput` where a result could not be written."""
        self.exports.check([self.html_to], inputs)
        if self.json_to is not None and self.json_to != STDOUT:
            check_folder(self.json_to)
            named = {(self.json_to / f"{path.name}.json").resolve() for path in inputs}
            if named & {path.resolve() for path in inputs}:
                raise BadInput("a result would overwrite an input", where=str(self.json_to), todo="Give another folder")
        elif self.json_to == STDOUT:
            check_targets([self.json_to, self.html_to, *self.exports.files], inputs)


def read_many(
    named: Iterable[Path],
    targets: ManyTargets,
    *,
    published: str | None,
    publisher: str | None,
    jail: JailSettings,
    model: ModelAddress | None = None,
    jobs: int | None = None,
    quiet: bool,
) -> int:
    """Read all files; one that cannot be read is told, stops no other, and makes the exit status 2."""
    from uncut.api import read_all

    files = list(expand_folders(named))
    targets.check(files)
    writer = _Writer(targets)
    kept: list[tuple[Path, Report]] = []
    failed = 0
    heard = not quiet and targets.json_to != STDOUT
    gone: BrokenPipeError | None = None
    processes = jobs or (min(MOST_JOBS, os.cpu_count() or 1) if len(files) >= MANY else 1)
    with shown_progress(quiet) as told:
        for done, (path, result) in enumerate(
            read_all(files, published=published, publisher=publisher, jail=jail, model=model, processes=processes),
            start=1,
        ):
            told("reading", done / len(files))
            if isinstance(result, UncutError):
                failed += 1
                tell(neutral(str(result)))
                continue
            writer.write(path, result)
            if heard and gone is None:
                try:
                    click.echo(_line(path, result))
                except BrokenPipeError as error:  # the results are written all the same
                    gone = error
            if targets.keeps_all:
                kept.append((path, result))
    if targets.keeps_all and kept:
        _write_together(targets, kept)
    if gone is not None:
        raise gone
    return TROUBLE if failed else 0


def expand_folders(named: Iterable[Path]) -> Iterator[Path]:
    """The files that were named, and those in the folders that were; hidden ones and links are passed over.

    How many links there are is told: they may point anywhere.
    """
    for path in named:
        if not path.is_dir():
            yield path
            continue
        found, links = False, 0
        for folder, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                inside = Path(folder) / name
                links += inside.is_symlink()
                if not name.startswith(".") and inside.is_file() and not inside.is_symlink():
                    found = True
                    yield inside
        if links:
            told = f"{links} links are" if links > 1 else "1 link is"
            tell(neutral(f"{path}: {told} passed over; name what is meant, and it is read"))
        if not found:
            raise BadInput("this folder holds no files", where=str(path), todo="Name a folder of reports")


class _Writer:
    """Writes each report's JSON under a name of its own."""

    def __init__(self, targets: ManyTargets) -> None:
        self._json_to = targets.json_to
        self._taken: set[str] = set()

    def write(self, path: Path, report: Report) -> None:
        if self._json_to is None:
            return
        from uncut.model.serialise import to_json

        if self._json_to == STDOUT:
            write_result(STDOUT, to_json(report, indent=0) + b"\n")
            return
        self._json_to.mkdir(exist_ok=True)
        write_result(self._json_to / self._free_name(path.name), to_json(report))

    def _free_name(self, name: str) -> str:
        free, number = f"{name}.json", 2
        while free.casefold() in self._taken:
            free, number = f"{name}-{number}.json", number + 1
        self._taken.add(free.casefold())
        return free


def _line(path: Path, report: Report) -> str:
    from uncut.dossier.summary import date_in_words
    from uncut.dossier.ties import acting, shown_ties
    from uncut.dossier.words import plural

    document = report.document
    publisher = neutral(document.publisher.name) if document.publisher else "publisher not named"
    when = date_in_words(document.published.earliest, document.published.latest)
    counts = [plural(len(found), noun) for found, noun in (
        (report.claims, "claim"), (acting(report), "actor"), (shown_ties(report.ties), "tie"), (report.events, "event"),
        (report.footage, "mention of footage"),
    )]  # fmt: skip
    return f"{neutral(str(path))}: {publisher}, {when}; {', '.join(counts)}"


def _write_together(targets: ManyTargets, kept: Sequence[tuple[Path, Report]]) -> None:
    targets.exports.write([report for _, report in kept])
    if targets.html_to is not None:
        from uncut.api import dossier_of_reports
        from uncut.dossier import render_dossier_html

        dossier = dossier_of_reports([report for _, report in kept], title=f"{len(kept)} reports")
        write_result(targets.html_to, render_dossier_html(dossier).encode())
