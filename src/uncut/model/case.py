"""The nouns of a case file: exhibits, derivatives, and the custody log."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

import msgspec


class Exhibit(msgspec.Struct, frozen=True, kw_only=True):
    """An original as it was received: never altered, kept under its hash."""

    id: str
    """``E1``, ``E2``, … in the order of receipt."""
    sha256: str
    name: str
    """The file's name when it was added, without its folder."""
    size_bytes: int
    kind: Literal["footage", "text", "other"]
    source: str | None
    """Where it came from, in the words of the person who added it: an address, a person, a device."""
    note: str | None
    added_at: dt.datetime
    added_by: str


class HashedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file by its path inside the case folder and its content."""

    path: str
    sha256: str


class Derivative(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was made from exhibits, with all that is needed to make it again."""

    id: str
    kind: Literal["comparison", "text-comparison", "report", "dossier", "fingerprints"]
    output: HashedFile
    inputs: list[str]
    """SHA-256 of everything it was made from."""
    version: str
    """Version of Uncut that made it."""
    arguments: dict[str, Any]
    sandbox: str
    """Level of the jail in which strangers' bytes were opened."""
    made_at: dt.datetime
    made_by: str


class LogEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the custody log: who did what, when, to which bytes."""

    number: int
    at: dt.datetime
    who: str
    action: Literal["created", "received", "derived", "exported", "verified", "noted"]
    subject: str
    """Id of the exhibit or derivative, or ``case``."""
    details: dict[str, Any]
    previous_sha256: str
    sha256: str
    """Over the canonical JSON of all the other fields."""


class CaseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What identifies a case."""

    id: str
    title: str
    created_at: dt.datetime
    created_by: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that `uncut verify` found wrong."""

    path: str
    """Inside the case folder."""
    what: str
    item: str | msgspec.UnsetType = msgspec.UNSET
    """Id and name of the exhibit, or id and kind of the derivative, whose bytes lie there."""


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """The result of checking every stored byte and the log against the recorded hashes."""

    schema: Literal["uncut.verification/1"] = "uncut.verification/1"
    case: CaseFacts | None
    """``None`` where the case file is too damaged to say."""
    checked_files: int
    checked_entries: int
    log_head: str
    """SHA-256 of the last log entry: write it down elsewhere to notice a log that was cut short."""
    findings: list[Finding]
    version: str


class CaseInventory(msgspec.Struct, frozen=True, kw_only=True):
    """Everything in a case file, for other programs."""

    schema: Literal["uncut.case/1"] = "uncut.case/1"
    case: CaseFacts
    exhibits: list[Exhibit]
    derivatives: list[Derivative]
    log: list[LogEntry]
    version: str
