"""The custody log in words, also where a stranger wrote it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal, get_args, get_type_hints

import pytest

from uncut.dossier.log_words import EntryWords, describe_entry
from uncut.model.case import LogEntry

IDS = {"aa": "E1", "bb": "E2"}
COMPARISON = {"kind": "text-comparison", "inputs": ["aa", "bb"]}
FINDINGS = [{"path": "objects/ab", "item": "E1 a.mp4", "what": "is missing"}, {"path": "x.txt", "what": "nobody knows"}]
TOLD: list[tuple[str, dict[str, Any], str]] = [
    ("created", {"case": {"title": "Convoy"}}, "Convoy"),
    ("received", {"exhibit": {"name": "a.mp4", "source": "a desk", "note": "by mail"}},
     "a.mp4; from: a desk; note: by mail"),
    ("received", {"exhibit": {"name": "a.mp4", "source": None, "note": None}}, "a.mp4"),
    ("received", {"again": {"name": "b.mp4", "source": "a port"}, "restored": True},
     "the same bytes again; b.mp4; from: a port; the stored original was damaged and is put back"),
    ("derived", {"derivative": COMPARISON}, "text comparison of E1 and E2"),
    ("derived", {"derivative": {"kind": "report", "inputs": ["cc"]}}, "report of something unknown"),
    ("derived", {"derivative": {"kind": "dossier", "inputs": ["aa", "bb"]}}, "dossier"),
    ("verified", {"findings": [], "log_head": "ff"}, "all was as recorded"),
    ("verified", {"findings": FINDINGS}, "2 findings; E1 a.mp4: is missing; x.txt: nobody knows"),
    ("verified", {"findings": FINDINGS[1:] * 7}, "7 findings; " + "x.txt: nobody knows; " * 5 + "and 2 more"),
    ("noted", {"text": "Called the witness."}, "Called the witness."),
]  # fmt: skip


def entry(action: Any, details: dict[str, Any]) -> LogEntry:
    at = dt.datetime(2024, 5, 3, tzinfo=dt.UTC)
    return LogEntry(
        number=1, at=at, who="me", action=action, subject="E1", details=details, previous_sha256="", sha256=""
    )


@pytest.mark.parametrize(("action", "details", "words"), TOLD)
def test_each_action_has_its_sentence(action: str, details: dict[str, Any], words: str) -> None:
    assert describe_entry(entry(action, details), IDS) == EntryWords(words)


def test_a_copy_that_left_gives_its_hash() -> None:
    told = describe_entry(entry("exported", {"name": "d.html", "sha256": "ab" * 32}), IDS)
    assert told == EntryWords("a copy left as d.html", "ab" * 32)


@pytest.mark.parametrize("action", get_args(get_type_hints(LogEntry)["action"]))
@pytest.mark.parametrize("details", [{}, {"exhibit": 3}, {"case": []}, {"text": None}, {"findings": [1]}, {"name": {}}])
def test_what_a_stranger_wrote_is_given_as_it_stands(action: Literal["noted"], details: dict[str, Any]) -> None:
    assert describe_entry(entry(action, details), IDS).words in ("", *(f'{{"{name}": {value}}}' for name, value in (
        ("exhibit", 3), ("case", "[]"), ("text", "null"), ("findings", "[1]"), ("name", "{}"))))  # fmt: skip
