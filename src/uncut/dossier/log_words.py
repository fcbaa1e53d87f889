"""Entries of the custody log in words, for the dossier and the terminal. Pure: values in, strings out.

A stranger's log can hold anything; what is not as this program writes it is given as it stands, as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from uncut.dossier.words import join_words, plural
from uncut.model.case import CaseInventory, LogEntry

Ids = Mapping[str, str]
"""What is called by each SHA-256: ``E1``, ``D4``."""
TOLD_FINDINGS = 5


@dataclass(frozen=True)
class EntryWords:
    """What an entry says."""

    words: str
    sha256: str = ""
    """Of a copy that left the case."""


def ids_of(inventory: CaseInventory) -> Ids:
    """The ids of all exhibits and derivatives."""
    exhibits = {one.sha256: one.id for one in inventory.exhibits}
    return {one.output.sha256: one.id for one in inventory.derivatives} | exhibits


def describe_entry(entry: LogEntry, ids: Ids) -> EntryWords:
    """What ``entry`` says beside who, when, and to which exhibit or derivative."""
    try:
        return _DESCRIBERS[entry.action](entry.details, ids)
    except (KeyError, TypeError, AttributeError, ValueError):
        return EntryWords(json.dumps(entry.details, ensure_ascii=False, default=str) if entry.details else "")


def _created(details: Mapping[str, Any], _ids: Ids) -> EntryWords:
    return EntryWords(_text(details["case"]["title"]))


def _received(details: Mapping[str, Any], _ids: Ids) -> EntryWords:
    if "again" in details:
        restored = "the stored original was damaged and is put back" if details["restored"] else ""
        return EntryWords(_joined("the same bytes again", *_given(details["again"]), restored))
    return EntryWords(_joined(*_given(details["exhibit"])))


def _given(told: Mapping[str, Any]) -> list[str]:
    """Name, source and note of a file as they were given."""
    source, note = told.get("source"), told.get("note")
    return [_text(told["name"]), f"from: {_text(source)}" if source else "", f"note: {_text(note)}" if note else ""]


def _derived(details: Mapping[str, Any], ids: Ids) -> EntryWords:
    made = details["derivative"]
    kind, inputs = _text(made["kind"]).replace("-", " "), list(made["inputs"])
    if kind == "dossier":
        return EntryWords(kind)
    return EntryWords(
        f"{kind} of {join_words(ids.get(one, 'something unknown') for one in inputs)}" if inputs else kind
    )


def _exported(details: Mapping[str, Any], _ids: Ids) -> EntryWords:
    return EntryWords(f"a copy left as {_text(details['name'])}", _text(details["sha256"]))


def _verified(details: Mapping[str, Any], _ids: Ids) -> EntryWords:
    findings = list(details["findings"])
    if not findings:
        return EntryWords("all was as recorded")
    told = [f"{_text(one.get('item', one['path']))}: {_text(one['what'])}" for one in findings[:TOLD_FINDINGS]]
    more = f"and {len(findings) - TOLD_FINDINGS} more" if len(findings) > TOLD_FINDINGS else ""
    return EntryWords(_joined(plural(len(findings), "finding"), *told, more))


def _noted(details: Mapping[str, Any], _ids: Ids) -> EntryWords:
    return EntryWords(_text(details["text"]))


def _joined(*words: str) -> str:
    return "; ".join(one for one in words if one)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("this is no text")
    return value


_DESCRIBERS: dict[str, Callable[[Mapping[str, Any], Ids], EntryWords]] = {
    "created": _created,
    "received": _received,
    "derived": _derived,
    "exported": _exported,
    "verified": _verified,
    "noted": _noted,
}
