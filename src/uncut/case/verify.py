"""Recomputing a case: every stored byte, every log entry, every row, and what does not belong.

Works on the folder alone, without writing to it, so that it can be run on a write-protected copy. Damage of
any kind is a finding and never an error; only a folder without a case file is one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from uncut.case import custody, schema
from uncut.case.connection import connect
from uncut.case.layout import CaseFolder, is_derived_path, is_hash
from uncut.case.rows import TABLES, record_of, row_of, stored_rows
from uncut.case.verify_files import check_files, listed_files
from uncut.errors import CaseError, NotACase
from uncut.model.case import CaseFacts, Derivative, Exhibit, Finding, Verification
from uncut.version import __version__

NO_RECORD = "no file could be checked, since nothing can be read of what was recorded; keep the folder as it is"
"""Where the tables are gone: that nobody recorded the files would not be true."""
_LOGGED: dict[type[Any], tuple[str, str]] = {
    CaseFacts: ("created", "case"),
    Exhibit: ("received", "exhibit"),
    Derivative: ("derived", "derivative"),
}
"""The action that enters a record in the log, and the field of the details that holds it."""


@dataclass
class _Records:
    """What the tables and the log say is in the case."""

    facts: CaseFacts | None = None
    log: list[dict[str, Any]] = field(default_factory=list)
    files: dict[str, set[str]] = field(default_factory=dict)
    """Recorded hashes of each recorded path."""
    names: dict[str, str] = field(default_factory=dict)
    """What a person calls the exhibit or derivative at each recorded path."""
    faults: list[str] = field(default_factory=list)


def verify_case(
    folder: Path | str, *, log_head: str | None = None, progress: Callable[[int, int], None] | None = None
) -> Verification:
    """Check a case against its records; ``log_head`` is a hash that was written down elsewhere.

    Raises `NotACase` where ``folder`` holds no case file.
    """
    at = CaseFolder(Path(folder))
    if not at.database.is_file():
        raise NotACase("there is no case here", where=str(folder), todo="Give the folder of a case")
    listed = listed_files(at)  # before the tables: what is added meanwhile is then recorded, not unknown
    records = _read_records(at)
    if log_head and log_head.lower() not in {row["sha256"] for row in records.log}:
        records.faults.append("the log does not hold the entry whose hash was given: it was cut off or replaced")
    findings = [Finding(path="case.sqlite", what=fault) for fault in records.faults]
    if records.log or records.files:
        findings += (_named(one, records.names) for one in check_files(at, records.files, listed, progress))
    elif listed:
        findings.append(Finding(path=".", what=NO_RECORD))
    return Verification(
        case=records.facts,
        checked_files=len(records.files),
        checked_entries=len(records.log),
        log_head=str(records.log[-1]["sha256"]) if records.log else "",
        findings=findings,
        version=__version__,
    )


def _named(finding: Finding, names: dict[str, str]) -> Finding:
    name = names.get(finding.path)
    return finding if name is None else msgspec.structs.replace(finding, item=name)


def _read_records(at: CaseFolder) -> _Records:
    """Everything that can be read from the tables; what cannot be read is a fault."""
    records = _Records()
    try:
        with closing(connect(at.database)) as connection:
            schema.check_identity(connection, at.database)
            connection.execute("BEGIN")  # one state of the tables throughout, whoever writes meanwhile
            _attempt(_check_schema, connection, records)
            schema.check_tables(connection)  # others are not read: it could take for ever
            for step in (_check_log, _check_rows, _check_storage):
                _attempt(step, connection, records)
    except (sqlite3.Error, CaseError, ValueError, TypeError) as error:
        records.faults.append(f"the case file is damaged or was altered: {_in_words(error)}")
    return records


def _attempt(
    step: Callable[[sqlite3.Connection, _Records], None], connection: sqlite3.Connection, records: _Records
) -> None:
    try:
        step(connection, records)
    except (sqlite3.Error, ValueError, TypeError, KeyError) as error:
        records.faults.append(f"the case file is damaged: {_in_words(error)}")


def _in_words(error: Exception) -> str:
    if isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorname", "") == "SQLITE_INTERRUPT":
        return "to read it takes more work than its size explains"
    return error.what if isinstance(error, CaseError) else str(error)


def _check_schema(connection: sqlite3.Connection, records: _Records) -> None:
    expected, found = schema.expected_schema(), schema.schema_rows(connection)
    for name in sorted(expected.keys() | found.keys()):
        if name not in found:
            records.faults.append(f"a rule that protects the case was removed: {name}")
        elif found[name] != expected.get(name):
            records.faults.append(f"a table or rule was added or altered: {name}")


def _check_log(connection: sqlite3.Connection, records: _Records) -> None:
    records.log = custody.log_rows(connection)
    records.faults += custody.faults_of_chain(records.log)
    if fault := custody.fault_of_head(records.log, *custody.stored_head(connection)):
        records.faults.append(fault)
    if not records.log:
        records.faults.append("the log is empty")


def _check_rows(connection: sqlite3.Connection, records: _Records) -> None:
    for wanted in TABLES:
        logged = _logged_rows(records.log, wanted)
        stored = {row["id"]: row for row in stored_rows(connection, wanted)}
        records.faults += _differences(logged, stored, TABLES[wanted])
        for row in (*logged.values(), *stored.values()):
            _expect_file(row, wanted, records)
        if wanted is CaseFacts:
            records.facts = _facts([*logged.values(), *stored.values()])


def _check_storage(connection: sqlite3.Connection, records: _Records) -> None:
    for (line,) in connection.execute("PRAGMA integrity_check(20)").fetchall():
        if line != "ok":
            records.faults.append(f"the case file is damaged: {line}")


def _logged_rows(log: list[dict[str, Any]], wanted: type[Any]) -> dict[str, dict[str, Any]]:
    """The rows that the log says a table must have, by id."""
    action, name = _LOGGED[wanted]
    rows: dict[str, dict[str, Any]] = {}
    for entry in log:
        if entry["action"] != action:
            continue
        try:
            record = custody.entry_of(entry).details.get(name)
            if record is not None:
                rows.setdefault(record["id"], _plain_row(record, wanted))
        except (ValueError, TypeError, KeyError, AttributeError):
            continue  # the chain has named this entry already
    return rows


def _plain_row(record: dict[str, Any], wanted: type[Any]) -> dict[str, Any]:
    """A record of the log in the form of its table's row."""
    return row_of(msgspec.convert(record, wanted))


def _differences(logged: dict[str, dict[str, Any]], stored: dict[str, dict[str, Any]], table: str) -> Iterator[str]:
    for key in sorted(logged.keys() | stored.keys()):
        if key not in stored:
            yield f"{table}: {key} is in the log but its row is gone"
        elif key not in logged:
            yield f"{table}: the row {key} is in no log entry"
        else:
            one, other = logged[key], stored[key]
            if names := sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name)):
                yield f"{table}: the row {key} differs from the log in {', '.join(names)}"


def _expect_file(row: dict[str, Any], wanted: type[Any], records: _Records) -> None:
    sha256 = row.get("sha256")
    if wanted is CaseFacts:
        return
    path = row.get("path") if wanted is Derivative else f"objects/sha256/{str(sha256)[:2]}/{str(sha256)[2:]}"
    if not is_hash(sha256) or (wanted is Derivative and not is_derived_path(path)):
        records.faults.append(f"{TABLES[wanted]}: the row {row['id']} names an impossible file")
        return
    records.files.setdefault(str(path), set()).add(str(sha256))
    records.names.setdefault(str(path), f"{row['id']} {row['kind'] if wanted is Derivative else row['name']}")


def _facts(rows: list[dict[str, Any]]) -> CaseFacts | None:
    for row in rows:
        try:
            return record_of(row, CaseFacts)
        except (ValueError, TypeError):
            continue
    return None
