"""What the page shows of the case file, laid out: exhibits, derivatives, custody log, how to check them."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from uncut.dossier.comparison_view import flatten
from uncut.dossier.log_words import Ids, describe_entry, ids_of
from uncut.dossier.neutralise import bare_name, show_controls
from uncut.dossier.parts import Dossier
from uncut.model.case import CaseInventory, Derivative, LogEntry

PAGE = 30
"""Entries of the custody log that stand open at its end."""
NO_LOG = "no entry"
_HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class DerivativeView:
    """A derivative as the page tells it."""

    id: str
    kind: str
    path: str
    sha256: str
    inputs: list[tuple[str, str]]
    """What it is (an exhibit, another derivative), and its hash."""
    version: str
    arguments: list[tuple[str, str]]
    sandbox: str
    made: str


@dataclass(frozen=True)
class LogLine:
    """A line of the custody log as the page tells it."""

    number: int
    at: str
    who: str
    action: str
    subject: str
    details: str
    copy_sha256: str
    """Of a copy that left the case; empty for other entries."""
    sha256: str


@dataclass(frozen=True)
class CaseView:
    """The case file as the page tells it."""

    id: str
    title: str
    created: str
    exhibits: list[tuple[str, ...]]
    """Id, name, kind, size, source, received, SHA-256, note."""
    derivatives: list[DerivativeView]
    early_log: list[LogLine]
    """Folded away."""
    log: list[LogLine]
    log_head: str
    head_is_hash: bool
    """Whether ``log_head`` may stand in a command: a stranger's case file can hold anything in its place."""
    version: str


@dataclass(frozen=True)
class HashLine:
    """A file of which somebody may check the hash."""

    sha256: str
    name: str


def in_utc(at: dt.datetime) -> str:
    """``2019-06-05 14:03:07 UTC``; a time without a zone is given as it stands."""
    if at.tzinfo is None:
        return at.strftime("%Y-%m-%d %H:%M:%S")
    return at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S UTC")


def view_case(inventory: CaseInventory) -> CaseView:
    """``inventory`` laid out."""
    names = {one.output.sha256: f"{one.id}" for one in inventory.derivatives}
    names |= {one.sha256: f"{one.id} {one.name}" for one in inventory.exhibits}
    ids = ids_of(inventory)
    lines = [_log_line(entry, ids) for entry in inventory.log]
    return CaseView(
        id=inventory.case.id,
        title=inventory.case.title,
        created=f"{in_utc(inventory.case.created_at)} by {inventory.case.created_by}",
        exhibits=[
            (e.id, e.name, e.kind, size_in_words(e.size_bytes), e.source or "not given",
             f"{in_utc(e.added_at)} by {e.added_by}", e.sha256, e.note or "")
            for e in inventory.exhibits
        ],
        derivatives=[_derivative(one, names) for one in inventory.derivatives],
        early_log=lines[:-PAGE],
        log=lines[-PAGE:],
        log_head=inventory.log[-1].sha256 if inventory.log else NO_LOG,
        head_is_hash=bool(inventory.log) and _HASH.fullmatch(inventory.log[-1].sha256) is not None,
        version=inventory.version,
    )  # fmt: skip


def _derivative(one: Derivative, names: dict[str, str]) -> DerivativeView:
    return DerivativeView(
        id=one.id,
        kind=one.kind,
        path=one.output.path,
        sha256=one.output.sha256,
        inputs=[(names.get(sha256, "not in this case"), sha256) for sha256 in one.inputs],
        version=one.version,
        arguments=flatten(one.arguments),
        sandbox=one.sandbox,
        made=f"{in_utc(one.made_at)} by {one.made_by}",
    )


def _log_line(entry: LogEntry, ids: Ids) -> LogLine:
    told = describe_entry(entry, ids)
    return LogLine(
        entry.number, in_utc(entry.at), entry.who, entry.action, entry.subject, told.words, told.sha256, entry.sha256
    )


def size_in_words(size: int) -> str:
    """Bytes, and the rounded number of a larger unit: ``8.4 MB (8 412 345 bytes)``."""
    exact = f"{size:,}".replace(",", "\u202f")
    for unit, factor in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if size >= factor:
            return f"{size / factor:.1f} {unit} ({exact} bytes)"
    return f"{exact} bytes"


def hash_lines(dossier: Dossier) -> list[HashLine]:
    """Every file that the dossier rests on, once: exhibits, or else the files that were compared and read."""
    files = dict(_files(dossier))
    return [HashLine(sha256, name) for sha256, name in files.items()]


def _files(dossier: Dossier) -> Iterable[tuple[str, str]]:
    if dossier.inventory is not None:
        yield from ((one.sha256, one.name) for one in dossier.inventory.exhibits)
        return
    for part in dossier.comparisons:
        yield from ((side.sha256, bare_name(side.path)) for side in (part.comparison.left, part.comparison.right))
    for text in dossier.text_comparisons:
        yield from ((side.sha256, bare_name(side.path)) for side in (text.left, text.right))
    yield from ((report.document.sha256, bare_name(report.document.path)) for report in dossier.reports)


def check_commands(lines: Sequence[HashLine]) -> list[str]:
    """``sha256sum`` commands; none for a name that a shell or a reader could misread."""
    return [f"sha256sum {shlex.quote(f'./{one.name}' if one.name.startswith('-') else one.name)}"
            for one in lines if one.name.isprintable() and show_controls(one.name) == one.name]  # fmt: skip
