"""The case as a program uses it: add originals, record what was made from them, read everything back."""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Literal, Self, TypeVar

from uncut.case import custody, incoming
from uncut.case.find import find_exhibit
from uncut.case.incoming import Progress, Writer
from uncut.case.layout import CaseFolder, how_to_verify, unfinished
from uncut.case.rows import insert, read_records
from uncut.case.schema import create_tables, opened, transaction
from uncut.case.verify import verify_case
from uncut.case.writer import CaseWriter, clear_os_errors, now, settle_leftovers
from uncut.errors import BadInput, CaseError, CaseExists, CaseTampered
from uncut.model.case import (
    CaseFacts,
    CaseInventory,
    Derivative,
    Exhibit,
    LogEntry,
    Verification,
)
from uncut.model.text import storable_text
from uncut.version import __version__

ExhibitKind = Literal["footage", "text", "other"]
DerivativeKind = Literal["comparison", "text-comparison", "report", "dossier", "fingerprints"]

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
            title=_given(title, "a title"),
            created_at=now(),
            created_by=_given(who, "the name of who makes the case"),
        )
        with _made_folder(at):
            with opened(at.database, writing=True, new=True) as connection, transaction(connection):
                create_tables(connection)
                insert(connection, facts)
                custody.append(
                    connection,
                    at=facts.created_at,
                    who=facts.created_by,
                    action="created",
                    subject="case",
                    details={"case": facts},
                )
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
                todo=how_to_verify(at.root),
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
            raise BadInput(
                "this file is already part of the case", where=str(path), todo="Name the file that you received"
            )
        return self._writer.add(
            path,
            progress,
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
        return self._writer.record(
            content,
            suffix,
            kind=kind,
            inputs=[_input_hash(one) for one in inputs],
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

    def faults_of_log(self) -> list[str]:
        """What is wrong with the chain of the custody log, in sentences; `verify` looks at everything else too."""
        return self._read(_faults_of_log)

    def path_of(self, item: Exhibit | Derivative) -> Path:
        """Where the bytes lie. Raises `CaseTampered` where they are missing or lead out of the case."""
        path = self._final_path(item)
        if not path.is_file() and unfinished(path).is_file():
            settle_leftovers(self._at)
        if path.is_symlink() or not path.is_file() or not self._at.holds(path):
            raise CaseTampered(
                f"the stored bytes of {item.id} are missing or are a link",
                where=str(path),
                todo=how_to_verify(self.folder),
            )
        return path

    def note(self, text: str) -> LogEntry:
        """Write a remark into the log."""
        return self._writer.log("noted", "case", {"text": _given(text, "a text")})

    def exported(self, item: Exhibit | Derivative, name: str) -> LogEntry:
        """Write into the log that a copy left the case."""
        return self._writer.log("exported", item.id, {"name": storable_text(name), "sha256": _input_hash(item)})

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
            self.verified(result)
        return result

    def verified(self, result: Verification) -> LogEntry:
        """Write into the log what came out of a check."""
        details = {"log_head": result.log_head, "findings": result.findings}
        return self._writer.log("verified", "case", details)

    def _final_path(self, item: Exhibit | Derivative) -> Path:
        if isinstance(item, Exhibit):
            return self._at.object_path(item.sha256)
        return self._at.derived_path(item.output.path)

    def _read(self, query: Callable[[Connection], T]) -> T:
        with opened(self._at.database) as connection:
            return query(connection)

    @property
    def _writer(self) -> CaseWriter:
        if not self._who:
            raise CaseError(
                "nobody's name was given",
                where=str(self.folder),
                todo="Open the case with who=NAME to add to it",
            )
        return CaseWriter(self._at, self._who)


def _input_hash(item: Exhibit | Derivative | str) -> str:
    if isinstance(item, Exhibit):
        return item.sha256
    return item.output.sha256 if isinstance(item, Derivative) else item


def _given(text: str, what: str) -> str:
    if not text.strip():
        raise BadInput(f"{what} is needed")
    return storable_text(text)


@contextmanager
def _made_folder(at: CaseFolder) -> Iterator[None]:
    """The empty folders of a new case; what was made is removed again where the rest fails."""
    with clear_os_errors(at.root):
        is_new = not at.root.exists()
        at.root.mkdir(parents=True, exist_ok=True)
        if any(at.root.iterdir()):
            raise CaseExists(
                "the folder is not empty",
                where=str(at.root),
                todo="Give a new folder, or open the case in it",
            )
        try:
            at.database.open("xb").close()
            at.objects.mkdir(parents=True)
            at.derived.mkdir()
            yield
        except BaseException:
            incoming.remove_file(at.database)
            shutil.rmtree(at.objects.parent, ignore_errors=True)
            shutil.rmtree(at.derived, ignore_errors=True)
            if is_new:
                with suppress(OSError):
                    at.root.rmdir()
            raise


def _faults_of_log(connection: sqlite3.Connection) -> list[str]:
    rows = custody.log_rows(connection)
    end = custody.fault_of_head(rows, *custody.stored_head(connection))
    return [*custody.faults_of_chain(rows), *([end] if end else [])]
