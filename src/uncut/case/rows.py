"""Exhibits, derivatives and case facts as rows of the tables, and back."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any, TypeVar

import msgspec

from uncut.errors import CaseTampered
from uncut.model.case import CaseFacts, Derivative, Exhibit
from uncut.model.serialise import canonical_json, to_builtins

Record = TypeVar("Record", CaseFacts, Exhibit, Derivative)

TABLES: dict[type[msgspec.Struct], str] = {
    CaseFacts: "cases",
    Exhibit: "exhibits",
    Derivative: "derivatives",
}
_AS_JSON = ("inputs", "arguments")
"""Columns that hold JSON."""


def insert(connection: sqlite3.Connection, record: CaseFacts | Exhibit | Derivative) -> None:
    """Write ``record`` as a new row."""
    row = row_of(record)
    columns, marks = ", ".join(row), ", ".join("?" * len(row))
    table = TABLES[type(record)]
    connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({marks})", tuple(row.values()))  # noqa: S608 - names from this file


def row_of(record: CaseFacts | Exhibit | Derivative) -> dict[str, Any]:
    """The columns of ``record`` with their values."""
    row: dict[str, Any] = to_builtins(record)
    for column in _AS_JSON:
        if column in row:
            row[column] = canonical_json(row[column]).decode()
    if output := row.pop("output", None):
        row |= {"path": output["path"], "sha256": output["sha256"]}
    return row


def stored_rows(connection: sqlite3.Connection, wanted: type[msgspec.Struct]) -> list[dict[str, Any]]:
    """Every row of a table as stored, in order of entry."""
    query = f"SELECT * FROM {TABLES[wanted]} ORDER BY rowid"  # noqa: S608 - names from this file
    return [dict(row) for row in connection.execute(query)]


def record_of(row: Mapping[str, Any], wanted: type[Record]) -> Record:
    """The record that a row holds; raises `ValueError` or `TypeError` where it cannot be one."""
    values = dict(row)
    for column in _AS_JSON:
        if column in values:
            values[column] = msgspec.json.decode(values[column])
    if wanted is Derivative:
        values["output"] = {"path": values.pop("path"), "sha256": values.pop("sha256")}
    return msgspec.convert(values, wanted)


def read_records(connection: sqlite3.Connection, wanted: type[Record]) -> list[Record]:
    """Every record of one kind, in order of entry. Raises `CaseTampered` for a row that cannot be one."""
    try:
        return [record_of(row, wanted) for row in stored_rows(connection, wanted)]
    except (ValueError, TypeError, KeyError) as error:
        raise CaseTampered(f"a row of the case file is damaged ({error})") from error
