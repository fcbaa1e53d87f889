"""The case as a program uses it: add originals, record what was made from them, read everything back."""

from __future__ import annotations

import datetime as dt
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

from uncut.case import custody, incoming
from uncut.case.find import find_exhibit
from uncut.case.incoming import Progress, Received, Writer
from uncut.case.layout import UNFINISHED, CaseFolder, storable_text, unfinished
from uncut.case.lock import shared_writing
from uncut.case.rows import insert, read_records
from uncut.case.schema import create_tables, opened, transaction
from uncut.case.verify import verify_case
from uncut.errors import BadInput, CaseError, CaseExists, CaseTampered
from uncut.model.case import (
    CaseFacts,
    CaseInventory,
    Derivative,
    Exhibit,
    HashedFile,
    LogEntry,
    Verification,
)
from uncut.version import __version__

ExhibitKind = Literal["footage", "text", "other"]
DerivativeKind = Literal["comparison", "text-comparison", "report", "dossier"]

Connection = sqlite3.Connection
T = TypeVar("T")


class Case:
    """A case folder. Holds no open file: every call opens the tables, does its work, and closes them.

    Several processes may use one case at once. Without ``who`` it can be read but not added to.
    """

    def __init__(self, folder: Path, facts: CaseFacts, who: str | None) -> None:
        """Use `Case.create` or `Case.open`."""
        self._at = CaseFolder(folder)
        self._facts = facts
        self._who = storable_text(who) if who else None

    def __repr__(self) -> str:
        """Title and folder."""
        return f"Case({self._facts.title!r}, {str(self._at.root)!r})"

    @classmethod
    def create(cls, folder: Path | str, title: str, who: str) -> Self:
        """Make a case in a new or empty folder. Raises `CaseExists`, `CaseError`, `BadInput`."""
        at = CaseFolder(Path(folder))
        facts = CaseFacts(
            id=str(uuid.uuid4()),
            title=storable_text(_given(title, "a title")),
            created_at=_now(),
            created_by=storable_text(_given(who, "the name of who makes the case")),
        )
        with _made_folder(at):
            with opened(at.database, writing=True, new=True) as connection, transaction(connection):
                create_tables(connection)
                insert(connection, facts)
                _enter(connection, facts.created_by, "created", "case", {"case": facts})
            incoming.sync_folder(at.root)
        return cls(at.root, facts, who)

    @classmethod
    def open(cls, folder: Path | str, who: str | None = None) -> Self:
        """The case in ``folder``. Raises `NotACase`, and `CaseTampered` where its tables cannot be read."""
        at = CaseFolder(Path(folder))
        with opened(at.database) as connection:
            facts = read_records(connection, CaseFacts)
        if len(facts) != 1:
            raise CaseTampered(
                f"the case file holds the facts of {len(facts)} cases",
                where=str(at.database),
                todo=f"Run: uncut verify {at.root}",
            )
        return cls(at.root, facts[0], who)

    @property
    def folder(self) -> Path:
        """Where the case lies."""
        return self._at.root

    @property
    def facts(self) -> CaseFacts:
        """Id, title, and who made it when."""
        return self._facts

    def add(
        self,
        path: Path | str,
        *,
        kind: ExhibitKind = "other",
        source: str | None = None,
        note: str | None = None,
        progress: Progress | None = None,
    ) -> Exhibit:
        """Copy a file into the case as an original. The same bytes again are logged, not stored twice.

        Where the stored original of the same bytes is missing or damaged, it is put back and the log says so.
        Raises `BadInput` for what cannot be read and `CaseError` for what cannot be stored; nothing was added
        then.
        """
        path = Path(path)
        if self._at.holds(path):
            raise BadInput("this file is already part of the case", where=str(path))
        with self._writing(), incoming.received_copy(path, self._at.objects, progress) as received:
            return self._enter_exhibit(
                received,
                name=storable_text(path.name),
                kind=kind,
                source=storable_text(source) if source else None,
                note=storable_text(note) if note else None,
            )

    def record(
        self,
        kind: DerivativeKind,
        content: bytes | Writer,
        *,
        inputs: Sequence[Exhibit | Derivative | str],
        arguments: Mapping[str, Any],
        sandbox: str,
        suffix: str = ".json",
    ) -> Derivative:
        """Keep something that was made from exhibits: its bytes, or a function that writes them to a path.

        ``inputs`` are exhibits, derivatives or SHA-256 hashes; ``arguments`` what is needed to make it again;
        ``sandbox`` the level of the jail in which strangers' bytes were opened.
        """
        hashes = [_input_hash(one) for one in inputs]
        with self._writing(), incoming.received_content(content, self._at.derived) as received:
            return self._enter_derivative(
                received,
                suffix,
                kind=kind,
                inputs=hashes,
                version=__version__,
                arguments=dict(arguments),
                sandbox=sandbox,
            )

    def exhibits(self) -> list[Exhibit]:
        """Every original, in the order of receipt."""
        return self._read(lambda connection: read_records(connection, Exhibit))

    def exhibit(self, ref: str) -> Exhibit:
        """The exhibit with that id, name or start of a hash; raises `UnknownExhibit` for none or several."""
        return find_exhibit(self.exhibits(), ref, where=str(self.folder))

    def derivatives(self) -> list[Derivative]:
        """Everything that was made from the exhibits, oldest first."""
        return self._read(lambda connection: read_records(connection, Derivative))

    def path_of(self, item: Exhibit | Derivative) -> Path:
        """Where the bytes lie. Raises `CaseTampered` where they are missing or lead out of the case."""
        path = self._final_path(item)
        if not path.is_file() and unfinished(path).is_file():
            self._settle_leftovers()
        if path.is_symlink() or not path.is_file() or not self._at.holds(path):
            raise CaseTampered(
                f"the stored bytes of {item.id} are missing or are a link",
                where=str(path),
                todo=f"Run: uncut verify {self.folder}",
            )
        return path

    def note(self, text: str) -> LogEntry:
        """Write a remark into the log."""
        return self._log("noted", "case", {"text": storable_text(_given(text, "a text"))})

    def exported(self, item: Exhibit | Derivative, name: str) -> LogEntry:
        """Write into the log that a copy left the case."""
        return self._log("exported", item.id, {"name": storable_text(name), "sha256": _input_hash(item)})

    def log(self) -> list[LogEntry]:
        """The custody log, oldest entry first."""
        return self._read(custody.read_log)

    def inventory(self) -> CaseInventory:
        """Everything that is recorded, for other programs."""
        return self._read(
            lambda connection: CaseInventory(
                case=self.facts,
                exhibits=read_records(connection, Exhibit),
                derivatives=read_records(connection, Derivative),
                log=custody.read_log(connection),
                version=__version__,
            )
        )

    def verify(
        self, *, log_head: str | None = None, record: bool = False, progress: Progress | None = None
    ) -> Verification:
        """Recompute everything; with ``record``, enter in the log that this was done, and what came out."""
        result = verify_case(self.folder, log_head=log_head, progress=progress)
        if record:
            details = {"log_head": result.log_head, "findings": result.findings}
            self._log("verified", "case", details)
        return result

    def _enter_exhibit(self, received: Received, **described: Any) -> Exhibit:
        with self._changing() as (connection, after_commit):
            known = [one for one in read_records(connection, Exhibit) if one.sha256 == received.sha256]
            if known:
                return self._enter_again(connection, after_commit, known[0], received, described)
            exhibit = Exhibit(
                id=_next_id(connection, "E", "exhibits"),
                sha256=received.sha256,
                size_bytes=received.size_bytes,
                added_at=_now(),
                added_by=self._writer(),
                **described,
            )
            self._place(received, exhibit, after_commit)
            insert(connection, exhibit)
            _enter(connection, exhibit.added_by, "received", exhibit.id, {"exhibit": exhibit})
        return exhibit

    def _enter_again(
        self,
        connection: Connection,
        after_commit: list[Path],
        exhibit: Exhibit,
        received: Received,
        described: dict[str, Any],
    ) -> Exhibit:
        restored = not _is_intact(self._at.object_path(exhibit.sha256), exhibit.sha256)
        if restored:
            self._place(received, exhibit, after_commit)
        details = {"again": described, "restored": restored}
        _enter(connection, self._writer(), "received", exhibit.id, details)
        return exhibit

    def _enter_derivative(self, received: Received, suffix: str, **described: Any) -> Derivative:
        with self._changing() as (connection, after_commit):
            number = _next_id(connection, "D", "derivatives")
            path = f"derived/{number}-{described['kind']}{suffix}"
            made = Derivative(
                id=number,
                output=HashedFile(path=path, sha256=received.sha256),
                made_at=_now(),
                made_by=self._writer(),
                **described,
            )
            self._place(received, made, after_commit)
            insert(connection, made)
            _enter(connection, made.made_by, "derived", made.id, {"derivative": made})
        return made

    def _log(self, action: str, subject: str, details: Mapping[str, Any]) -> LogEntry:
        with self._changing() as (connection, _):
            return _enter(connection, self._writer(), action, subject, details)

    def _place(self, received: Received, item: Exhibit | Derivative, after_commit: list[Path]) -> None:
        final = self._final_path(item)
        incoming.stage(received, final)
        after_commit.append(final)

    def _final_path(self, item: Exhibit | Derivative) -> Path:
        if isinstance(item, Exhibit):
            return self._at.object_path(item.sha256)
        return self._at.derived_path(item.output.path)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._writer()
        self._at.objects.mkdir(parents=True, exist_ok=True)
        with _clear_os_errors(self.folder), shared_writing(self._at.objects, self._clean_up):
            yield

    @contextmanager
    def _changing(self) -> Iterator[tuple[Connection, list[Path]]]:
        """A transaction, and a list of files to settle once it is committed."""
        after_commit: list[Path] = []
        with opened(self._at.database, writing=True) as connection:
            try:
                with transaction(connection):
                    yield connection, after_commit
            except BaseException:
                for final in after_commit:
                    incoming.remove_file(unfinished(final))
                raise
        for final in after_commit:
            incoming.settle(final)

    def _read(self, query: Callable[[Connection], T]) -> T:
        with opened(self._at.database) as connection:
            return query(connection)

    def _writer(self) -> str:
        if not self._who:
            raise CaseError(
                "nobody's name was given",
                where=str(self.folder),
                todo="Open the case with who=NAME to add to it",
            )
        return self._who

    def _settle_leftovers(self) -> None:
        with shared_writing(self._at.objects, self._clean_up):
            pass

    def _clean_up(self) -> None:
        """Finish or remove what a crash left; only while nobody else writes."""
        items: list[Exhibit | Derivative] = [*self.exhibits(), *self.derivatives()]
        recorded = {unfinished(self._final_path(item)): _input_hash(item) for item in items}
        for path in (*incoming.leftovers(self._at.objects), *incoming.leftovers(self._at.derived)):
            if path.is_symlink():
                incoming.remove_file(path)
            elif path in recorded and incoming.hash_file(path)[0] == recorded[path]:
                incoming.settle(path.with_name(path.name.removesuffix(UNFINISHED)))
            else:
                incoming.remove_file(path)


def _enter(
    connection: Connection, who: str, action: str, subject: str, details: Mapping[str, Any]
) -> LogEntry:
    return custody.append(connection, at=_now(), who=who, action=action, subject=subject, details=details)


def _next_id(connection: Connection, letter: str, table: str) -> str:
    (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608 - names from this file
    return f"{letter}{count + 1}"


def _input_hash(item: Exhibit | Derivative | str) -> str:
    if isinstance(item, Exhibit):
        return item.sha256
    return item.output.sha256 if isinstance(item, Derivative) else item


def _is_intact(path: Path, sha256: str) -> bool:
    return path.is_file() and not path.is_symlink() and incoming.hash_file(path)[0] == sha256


def _given(text: str, what: str) -> str:
    if not text.strip():
        raise BadInput(f"{what} is needed")
    return text


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@contextmanager
def _made_folder(at: CaseFolder) -> Iterator[None]:
    """The empty folders of a new case; what was made is removed again where the rest fails."""
    with _clear_os_errors(at.root):
        at.root.mkdir(parents=True, exist_ok=True)
        if any(at.root.iterdir()):
            raise CaseExists(
                "the folder is not empty",
                where=str(at.root),
                todo="Give a new folder, or open the case in it",
            )
        at.database.open("xb").close()
        try:
            at.objects.mkdir(parents=True)
            at.derived.mkdir()
            yield
        except BaseException:
            incoming.remove_file(at.database)
            raise


@contextmanager
def _clear_os_errors(folder: Path) -> Iterator[None]:
    """Say in one line what the system refused."""
    try:
        yield
    except (CaseError, BadInput):
        raise
    except OSError as error:
        reason = error.strerror or str(error)
        raise CaseError(
            f"the case cannot be written ({reason})",
            where=str(folder),
            todo="Check the disk and the permissions",
        ) from error
