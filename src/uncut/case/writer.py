"""Everything that changes a case: one transaction a change, files staged before it and settled after it."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from uncut.case import custody, incoming
from uncut.case.incoming import Progress, Received, Writer
from uncut.case.layout import UNFINISHED, CaseFolder, unfinished
from uncut.case.lock import shared_writing
from uncut.case.room import disk_full, is_about_room
from uncut.case.rows import insert, read_records
from uncut.case.schema import opened, transaction
from uncut.errors import BadInput, CaseError
from uncut.model.case import Derivative, Exhibit, HashedFile, LogEntry


@dataclass(frozen=True)
class CaseWriter:
    """The right to add to one case, in somebody's name."""

    at: CaseFolder
    who: str

    def add(self, path: Path, progress: Progress | None, **described: Any) -> Exhibit:
        """Copy the file ``path`` into the case; ``described`` are the exhibit's other fields."""
        with self._writing(), incoming.received_copy(path, self.at.objects, progress) as received:
            return self._enter_exhibit(received, described)

    def record(self, content: bytes | Writer, suffix: str, **described: Any) -> Derivative:
        """Keep ``content`` as a derived file; ``described`` are the derivative's other fields."""
        with self._writing(), incoming.received_content(content, self.at.derived) as received:
            return self._enter_derivative(received, suffix, described)

    def log(self, action: str, subject: str, details: Mapping[str, Any]) -> LogEntry:
        """Enter a line that changes no file."""
        with self._changing() as (connection, _):
            return self._enter(connection, action, subject, details)

    def _enter_exhibit(self, received: Received, described: Mapping[str, Any]) -> Exhibit:
        with self._changing() as (connection, after_commit):
            for known in read_records(connection, Exhibit):
                if known.sha256 == received.sha256:
                    self._enter_again(connection, after_commit, known, received, described)
                    return known
            exhibit = Exhibit(
                id=_next_id(connection, "E", "exhibits"),
                sha256=received.sha256,
                size_bytes=received.size_bytes,
                added_at=now(),
                added_by=self.who,
                **described,
            )
            self._place(received, self.at.object_path(exhibit.sha256), after_commit)
            insert(connection, exhibit)
            self._enter(connection, "received", exhibit.id, {"exhibit": exhibit})
        return exhibit

    def _enter_again(
        self,
        connection: sqlite3.Connection,
        after_commit: list[Path],
        exhibit: Exhibit,
        received: Received,
        described: Mapping[str, Any],
    ) -> None:
        final = self.at.object_path(exhibit.sha256)
        restored = not _is_intact(final, exhibit.sha256)
        if restored:
            self._place(received, final, after_commit)
        self._enter(connection, "received", exhibit.id, {"again": dict(described), "restored": restored})

    def _enter_derivative(self, received: Received, suffix: str, described: Mapping[str, Any]) -> Derivative:
        with self._changing() as (connection, after_commit):
            number = _next_id(connection, "D", "derivatives")
            path = f"derived/{number}-{described['kind']}{suffix}"
            made = Derivative(
                id=number,
                output=HashedFile(path=path, sha256=received.sha256),
                made_at=now(),
                made_by=self.who,
                **described,
            )
            self._place(received, self.at.derived_path(path), after_commit)
            insert(connection, made)
            self._enter(connection, "derived", made.id, {"derivative": made})
        return made

    def _place(self, received: Received, final: Path, after_commit: list[Path]) -> None:
        incoming.stage(received, final)
        after_commit.append(final)

    def _enter(self, connection: sqlite3.Connection, action: str, subject: str, details: Mapping[str, Any]) -> LogEntry:
        return custody.append(connection, at=now(), who=self.who, action=action, subject=subject, details=details)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with clear_os_errors(self.at.root):
            self.at.objects.mkdir(parents=True, exist_ok=True)
            with shared_writing(self.at.objects, lambda: clean_up(self.at)):
                yield

    @contextmanager
    def _changing(self) -> Iterator[tuple[sqlite3.Connection, list[Path]]]:
        """A transaction, and a list of files to settle once it is committed."""
        after_commit: list[Path] = []
        with opened(self.at.database, writing=True) as connection:
            try:
                with transaction(connection):
                    yield connection, after_commit
            except BaseException:
                for final in after_commit:
                    incoming.remove_file(unfinished(final))
                raise
        for final in after_commit:
            incoming.settle(final)


def settle_leftovers(at: CaseFolder) -> None:
    """Finish what a crash left between the commit and the renaming, unless somebody is writing."""
    with clear_os_errors(at.root), shared_writing(at.objects, lambda: clean_up(at)):
        pass


def clean_up(at: CaseFolder) -> None:
    """Finish or remove what a crash left; only while nobody else writes."""
    left = [*incoming.leftovers(at.objects), *incoming.leftovers(at.derived)]
    if not left:
        return
    with opened(at.database) as connection:
        recorded = {unfinished(at.object_path(one.sha256)): one.sha256 for one in read_records(connection, Exhibit)} | {
            unfinished(at.derived_path(one.output.path)): one.output.sha256
            for one in read_records(connection, Derivative)
        }
    for path in left:
        if path in recorded and _is_intact(path, recorded[path]):
            incoming.settle(path.with_name(path.name.removesuffix(UNFINISHED)))
        else:
            incoming.remove_file(path)


def now() -> dt.datetime:
    """The time of an entry, in UTC."""
    return dt.datetime.now(dt.UTC)


@contextmanager
def clear_os_errors(folder: Path) -> Iterator[None]:
    """Say in one line what the system refused."""
    try:
        yield
    except (CaseError, BadInput):
        raise
    except OSError as error:
        if is_about_room(error):
            raise disk_full(folder) from error
        reason = error.strerror or str(error)
        raise CaseError(
            f"the case cannot be written ({reason})",
            where=str(folder),
            todo="Check the disk and the permissions",
        ) from error


def _next_id(connection: sqlite3.Connection, letter: str, table: str) -> str:
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - names from this file
    return f"{letter}{count + 1}"


def _is_intact(path: Path, sha256: str) -> bool:
    return path.is_file() and not path.is_symlink() and incoming.hash_file(path)[0] == sha256
