"""The custody log: a chain in which every entry holds the hash of the one before.

An entry's ``sha256`` is over the canonical JSON of its other fields. Changing, removing or reordering an
entry breaks the chain behind it. Cutting off the end does not: the ``head`` table notices a plain deletion,
and nothing inside the folder can notice somebody who rewrites both. Whoever needs that writes the head down
elsewhere.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec

from uncut.errors import CaseTampered
from uncut.model.case import LogEntry
from uncut.model.serialise import canonical_json, canonical_sha256, to_builtins

START = "0" * 64
"""What the first entry has in place of a hash before it."""
FIELDS = ("number", "at", "who", "action", "subject", "details", "previous_sha256")
"""What an entry's hash covers."""


def append(
    connection: sqlite3.Connection,
    *,
    at: dt.datetime,
    who: str,
    action: str,
    subject: str,
    details: Mapping[str, Any],
) -> LogEntry:
    """Enter one line, inside the caller's transaction. Raises `CaseTampered` where the log's end was cut."""
    entries, head = _head(connection)
    fields = to_builtins(
        {
            "number": entries + 1,
            "at": at,
            "who": who,
            "action": action,
            "subject": subject,
            "details": dict(details),
            "previous_sha256": head,
        }
    )
    sha256 = canonical_sha256(fields)
    row = (*(fields[name] for name in FIELDS if name != "details"), sha256)
    connection.execute(
        "INSERT INTO log (number, at, who, action, subject, previous_sha256, sha256, details)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*row, canonical_json(fields["details"]).decode()),
    )
    connection.execute("INSERT OR IGNORE INTO head VALUES (1, 0, ?)", (START,))
    connection.execute("UPDATE head SET entries = ?, sha256 = ?", (entries + 1, sha256))
    return msgspec.convert({**fields, "sha256": sha256}, LogEntry)


def log_rows(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """The log as it is stored, in order of number."""
    return [dict(row) for row in connection.execute("SELECT * FROM log ORDER BY number")]


def entry_of(row: Mapping[str, Any]) -> LogEntry:
    """A stored row as an entry; raises `msgspec.ValidationError` or `ValueError` where it cannot be one."""
    return msgspec.convert({**row, "details": msgspec.json.decode(row["details"])}, LogEntry)


def read_log(connection: sqlite3.Connection) -> list[LogEntry]:
    """Every entry, oldest first. Raises `CaseTampered` for a row that cannot have been written here."""
    try:
        return [entry_of(row) for row in log_rows(connection)]
    except (ValueError, TypeError) as error:
        raise CaseTampered(f"the custody log is damaged ({error})") from error


def faults_of_chain(rows: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """What is wrong with the chain, one sentence each, oldest entry first."""
    previous, expected = START, 1
    for row in rows:
        number = row["number"]
        if number != expected:
            yield f"log: {_gap(expected, number)}"
        elif row["previous_sha256"] != previous:
            yield f"log entry {number} does not follow the entry before it: one of them was replaced or moved"
        if recomputed(row) != row["sha256"]:
            yield f"log entry {number} was altered"
        previous, expected = row["sha256"], number + 1


def fault_of_head(rows: Sequence[Mapping[str, Any]], entries: int, head: str) -> str | None:
    """What is wrong with the log's end, if anything, given the count and the hash kept beside it."""
    if len(rows) < entries:
        return f"the end of the log was cut off: {entries} entries were counted, {len(rows)} are there"
    if len(rows) > entries or (rows and rows[-1]["sha256"] != head):
        return "the end of the log does not match the count and hash kept beside it"
    return None


def recomputed(row: Mapping[str, Any]) -> str | None:
    """The hash that a stored row must have; ``None`` where it cannot have been written by this program."""
    try:
        details = msgspec.json.decode(row["details"])
        if canonical_json(details).decode() != row["details"]:
            return None
        return canonical_sha256({**{name: row[name] for name in FIELDS}, "details": details})
    except (ValueError, TypeError, OverflowError):
        return None


def stored_head(connection: sqlite3.Connection) -> tuple[int, str]:
    """The count of entries and the last hash, as kept beside the log."""
    row = connection.execute("SELECT entries, sha256 FROM head").fetchone()
    return (row["entries"], row["sha256"]) if row else (0, START)


def _head(connection: sqlite3.Connection) -> tuple[int, str]:
    entries, head = stored_head(connection)
    last = connection.execute("SELECT number, sha256 FROM log ORDER BY number DESC LIMIT 1").fetchone()
    if (last["number"], last["sha256"]) != (entries, head) if last else entries != 0:
        raise CaseTampered("the end of the custody log was changed")
    return entries, head


def _gap(expected: int, found: int) -> str:
    missing = f"entry {expected} was" if found == expected + 1 else f"entries {expected} to {found - 1} were"
    return f"{missing} removed"
