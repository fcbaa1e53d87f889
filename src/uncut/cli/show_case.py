"""A case in the terminal: exhibits, what was made from them, and the custody log."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from rich.text import Text

from uncut.cli.screen import neutral, plain_table, result_console
from uncut.dossier.case_view import size_in_words
from uncut.model.case import CaseInventory, Exhibit, LogEntry

SHOWN_HASH = 12
"""Characters of a hash in a table; enough to name an exhibit by."""


def show_inventory(inventory: CaseInventory) -> None:
    """Print what a case holds on standard output."""
    console = result_console()
    console.print(Text(neutral(inventory.case.title), style="bold"))
    exhibits = plain_table("Id", "Name", "Kind", "Size", "Received", "Source", "SHA-256")
    for one in inventory.exhibits:
        exhibits.add_row(
            one.id, Text(neutral(one.name)), one.kind, _size(one.size_bytes), _when(one.added_at),
            Text(neutral(one.source or "not given")), one.sha256[:SHOWN_HASH],
        )  # fmt: skip
    console.print(exhibits if inventory.exhibits else "No exhibits yet. Add one: uncut case add DIR FILE")
    if not inventory.derivatives:
        return
    ids = {one.sha256: one.id for one in inventory.exhibits}
    ids |= {one.output.sha256: one.id for one in inventory.derivatives}
    derived = plain_table("Id", "Kind", "From", "Made", "By", "File")
    for made in inventory.derivatives:
        sources = ", ".join(ids.get(one, one[:SHOWN_HASH]) for one in made.inputs)
        derived.add_row(made.id, made.kind, sources, _when(made.made_at), Text(neutral(made.made_by)), made.output.path)
    console.print()
    console.print(derived)


def show_log(entries: Sequence[LogEntry]) -> None:
    """Print the custody log on standard output."""
    console = result_console()
    table = plain_table("No.", "When (UTC)", "Who", "What", "Which", "Details")
    for entry in entries:
        table.add_row(
            str(entry.number), _when(entry.at), Text(neutral(entry.who)), entry.action,
            Text(neutral(entry.subject)), Text(_details(entry)),
        )  # fmt: skip
    console.print(table)
    console.print(f"Log head  {entries[-1].sha256}", soft_wrap=True)


def told_receipt(exhibit: Exhibit, log: Sequence[LogEntry]) -> str:
    """What came of adding a file that is now ``exhibit``, by the end of the log."""
    name, digest = neutral(exhibit.name), f"SHA-256 {exhibit.sha256}"
    entry = next(one for one in reversed(log) if (one.action, one.subject) == ("received", exhibit.id))
    if "again" not in entry.details:
        return f"{exhibit.id} is {name} ({exhibit.kind}), {digest}"
    words = (
        f"these are the same bytes as {exhibit.id} ({name}): kept once; the name and source given now stand in the log"
    )
    return (
        f"{words}{'; the stored original was damaged and is put back' if entry.details['restored'] else ''}. {digest}"
    )


def _details(entry: LogEntry) -> str:
    """What matters of an entry's details: names, notes, hashes."""
    for field in ("exhibit", "derivative", "case", "again"):
        if isinstance(entry.details.get(field), dict):
            inner: dict[str, Any] = entry.details[field]
            words = [
                inner.get("name") or inner.get("title") or inner.get("kind"),
                inner.get("source"),
                inner.get("note"),
            ]
            again = "the same bytes again" if field == "again" else ""
            restored = "put back" if entry.details.get("restored") else ""
            return neutral(", ".join(str(one) for one in (again, *words, restored) if one))
    if isinstance(entry.details.get("text"), str):
        return neutral(entry.details["text"])
    if "findings" in entry.details:
        return f"{len(entry.details['findings'])} findings"
    return neutral(json.dumps(entry.details, ensure_ascii=False))


def _when(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S")


def _size(size: int) -> str:
    """Without the exact number of bytes, which the table has no room for."""
    return size_in_words(size).partition(" (")[0]
