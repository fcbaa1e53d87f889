"""Connections to a case's tables that a stranger's file cannot keep busy without end.

A crafted file can be small and yet take for ever to read: a view in place of a table, a tree of pages that leads to
itself, a value that claims to be huge. Work and values are therefore bounded by the size of the file.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from urllib.parse import quote

BUSY_SECONDS = 60
"""How long a process waits for another one that writes."""
STEPS_AT_ONCE = 10_000
STEPS_AT_LEAST = 500_000
STEPS_PER_BYTE = 2
"""Steps of SQLite's machine that one connection may take. A case of 5000 notes takes 0.13 a byte to be verified."""
VALUE_BYTES_AT_LEAST = 64 << 20
LONGEST_VALUE = 1_000_000_000
"""SQLite's own limit."""


def connect(database: Path, *, writing: bool = False) -> sqlite3.Connection:
    """A bare connection; a crash in the middle of a change is rolled back by the first one."""
    mode = "rw" if writing or _needs_roll_back(database) else "ro"
    address = f"file:{quote(str(database.absolute()))}?mode={mode}"
    connection = sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS, isolation_level=None)
    connection.row_factory = sqlite3.Row
    _bound(connection, database.stat().st_size)
    connection.execute("PRAGMA trusted_schema = OFF")  # a stranger's case runs no functions of its own
    connection.execute("PRAGMA synchronous = EXTRA")  # also the folder entry of the journal
    return connection


def _bound(connection: sqlite3.Connection, size_bytes: int) -> None:
    left = (STEPS_AT_LEAST + STEPS_PER_BYTE * size_bytes) // STEPS_AT_ONCE

    def count() -> bool:
        nonlocal left
        left -= 1
        return left < 0

    connection.set_progress_handler(count, STEPS_AT_ONCE)
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, min(LONGEST_VALUE, VALUE_BYTES_AT_LEAST + size_bytes))


def _needs_roll_back(database: Path) -> bool:
    journal = database.with_name(database.name + "-journal")
    return journal.exists() and os.access(database, os.W_OK)
