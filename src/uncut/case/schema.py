"""The tables of ``case.sqlite``, how they came to be, and how they are opened.

Log, exhibits and derivatives only grow: triggers refuse every change. That stops accidents, not an attacker,
who can drop a trigger; `verify_case` therefore recomputes everything and also compares the schema itself.
"""

from __future__ import annotations

import datetime as dt
import functools
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from types import MappingProxyType

from uncut.case.connection import connect
from uncut.case.layout import how_to_verify
from uncut.case.room import disk_full, is_full
from uncut.errors import CaseError, CaseTampered, NotACase
from uncut.version import __version__

APPLICATION_ID = 0x756E6375
"""``uncu`` in the header: tells a case from any other SQLite file."""
GROWING = ("cases", "exhibits", "derivatives", "log", "migrations")


def _append_only(table: str) -> tuple[str, ...]:
    return tuple(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table}"
        f" BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
        for verb in ("UPDATE", "DELETE")
    )


MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE migrations (
            version INTEGER PRIMARY KEY, applied_at TEXT NOT NULL, program TEXT NOT NULL)""",
        """CREATE TABLE cases (
            id TEXT PRIMARY KEY, title TEXT NOT NULL, created_at TEXT NOT NULL, created_by TEXT NOT NULL)""",
        """CREATE TABLE exhibits (
            id TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, name TEXT NOT NULL, size_bytes INTEGER NOT NULL,
            kind TEXT NOT NULL, source TEXT, note TEXT, added_at TEXT NOT NULL, added_by TEXT NOT NULL)""",
        """CREATE TABLE derivatives (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL, path TEXT NOT NULL UNIQUE, sha256 TEXT NOT NULL,
            inputs TEXT NOT NULL, version TEXT NOT NULL, arguments TEXT NOT NULL, sandbox TEXT NOT NULL,
            made_at TEXT NOT NULL, made_by TEXT NOT NULL)""",
        """CREATE TABLE log (
            number INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL, action TEXT NOT NULL,
            subject TEXT NOT NULL, details TEXT NOT NULL,
            previous_sha256 TEXT NOT NULL, sha256 TEXT NOT NULL)""",
        """CREATE TABLE head (
            one INTEGER PRIMARY KEY CHECK (one = 1), entries INTEGER NOT NULL, sha256 TEXT NOT NULL)""",
        """CREATE TRIGGER head_no_delete BEFORE DELETE ON head
            BEGIN SELECT RAISE(ABORT, 'the head stays'); END""",
        """CREATE TRIGGER head_counts_up BEFORE UPDATE ON head WHEN NEW.entries <> OLD.entries + 1
            BEGIN SELECT RAISE(ABORT, 'the head counts up'); END""",
        *(statement for table in GROWING for statement in _append_only(table)),
    ),
)
"""One tuple of statements a version; a published one is never edited, a new one is added behind it."""

SCHEMA_VERSION = len(MIGRATIONS)
_REFUSED = ("SQLITE_IOERR", "SQLITE_CANTOPEN")
"""What SQLite says, among other things, where there is no room for a journal."""
_SCHEMA = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"


@contextmanager
def opened(database: Path, *, writing: bool = False, new: bool = False) -> Iterator[sqlite3.Connection]:
    """A connection to a case's tables, closed at the end; ``new`` for a file that is still empty.

    Raises `NotACase`, `CaseTampered`, `CaseError`.
    """
    if not database.is_file():
        raise NotACase("there is no case here", where=str(database.parent), todo="Make one: uncut case new DIR")
    try:
        with closing(connect(database, writing=writing)) as connection:
            if not new:
                check_identity(connection, database)
                check_tables(connection)
            if writing and not new:
                migrate(connection)
            yield connection
    except sqlite3.Error as error:
        raise _explained(error, database) from error
    except CaseTampered as error:
        if error.where:
            raise
        raise CaseTampered(error.what, where=str(database), todo=how_to_verify(database.parent)) from error


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """All or nothing; other writers wait."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):  # on a full disk SQLite has rolled back by itself
            connection.execute("ROLLBACK")
        raise


def create_tables(connection: sqlite3.Connection) -> None:
    """Make an empty database into a case's; inside a transaction."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _apply(connection, 0)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables of an older version to this one's, all or nothing."""
    if schema_version(connection) < SCHEMA_VERSION:
        with transaction(connection):
            _apply(connection, schema_version(connection))


def schema_version(connection: sqlite3.Connection) -> int:
    """The version that the file says it has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def check_identity(connection: sqlite3.Connection, database: Path) -> None:
    """Raise unless the file says that it is a case of a version that this program knows."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise NotACase(
            "this file is not an Uncut case", where=str(database), todo="Name another folder, or put back a copy of it"
        )
    version = schema_version(connection)
    if not 1 <= version <= SCHEMA_VERSION:
        raise CaseError(
            f"the case has format {version}, this program knows up to {SCHEMA_VERSION}",
            where=str(database),
            todo="Use a newer version of Uncut",
        )


def check_tables(connection: sqlite3.Connection) -> None:
    """Raise `CaseTampered` unless all tables and rules are as this program makes them.

    A view or a formula in place of a table could take for ever to read, and so could writing where there is a rule that
    this program did not make. A rule that was removed stops nothing; `verify_case` names it.
    """
    expected = expected_schema(schema_version(connection))
    found = connection.execute(_SCHEMA).fetchall()  # a list: a crafted file may use one name twice
    for name, sql in found:
        if expected.get(name) != sql:
            raise CaseTampered(f"tables or rules are not as this program makes them ({name})")
    for name in expected.keys() - {name for name, _ in found}:
        if expected[name].startswith("CREATE TABLE"):
            raise CaseTampered(f"tables or rules are not as this program makes them ({name} is missing)")


def schema_rows(connection: sqlite3.Connection) -> dict[str, str]:
    """The statement behind each table and trigger, by name."""
    return dict(connection.execute(_SCHEMA).fetchall())


@functools.cache
def expected_schema(version: int = SCHEMA_VERSION) -> Mapping[str, str]:
    """`schema_rows` of a case of that version that nobody touched."""
    with closing(sqlite3.connect(":memory:")) as connection:
        _apply(connection, 0, version)
        return MappingProxyType(schema_rows(connection))


def _apply(connection: sqlite3.Connection, done: int, until: int = SCHEMA_VERSION) -> None:
    for version, statements in enumerate(MIGRATIONS[done:until], start=done + 1):
        for statement in statements:
            connection.execute(statement)
        now = dt.datetime.now(dt.UTC).isoformat()
        connection.execute("INSERT INTO migrations VALUES (?, ?, ?)", (version, now, __version__))
        connection.execute(f"PRAGMA user_version = {version}")


def _explained(error: sqlite3.Error, database: Path) -> CaseError:
    where, code = str(database), getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return CaseError("another process is writing to this case", where=where, todo="Try again in a moment")
    if code == "SQLITE_FULL" or (code.startswith(_REFUSED) and is_full(database.parent)):
        return disk_full(database)
    if code.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return CaseError("the case cannot be written", where=where, todo="Check the permissions of the folder")
    if code.startswith("SQLITE_IOERR"):
        return CaseError(
            "the disk is failing", where=where, todo="This step was not kept. Copy the case to another disk"
        )
    if code == "SQLITE_INTERRUPT":
        what = "to read the case file takes more work than its size explains"
    else:
        what = f"the case file is damaged ({error})"
    return CaseTampered(what, where=where, todo=how_to_verify(database.parent))
