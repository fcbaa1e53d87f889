"""A case in the terminal: exhibits, what was made from them, and the custody log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from rich.text import Text

from uncut.cli.screen import PlainTable, neutral, result_console
from uncut.dossier.case_view import size_in_words
from uncut.dossier.log_words import describe_entry, ids_of
from uncut.model.case import CaseInventory, Exhibit, LogEntry

SHOWN_HASH = 12
"""Characters of a hash in a table; enough to name an exhibit by."""


def show_inventory(inventory: CaseInventory) -> None:
    """Print what a case holds on standard output."""
    console = result_console()
    console.print(Text(neutral(inventory.case.title), style="bold"))
    exhibits = PlainTable("Id", "Name", "Kind", "Size", "Received", "Source", "SHA-256")
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
    derived = PlainTable("Id", "Kind", "From", "Made", "By", "File")
    for made in inventory.derivatives:
        sources = ", ".join(ids.get(one, one[:SHOWN_HASH]) for one in made.inputs)
        derived.add_row(made.id, made.kind, sources, _when(made.made_at), Text(neutral(made.made_by)), made.output.path)
    console.print()
    console.print(derived)


def show_log(inventory: CaseInventory) -> None:
    """Print the custody log on standard output, and below it the whole hash of each copy that left."""
    console, ids, entries = result_console(), ids_of(inventory), inventory.log
    told = {entry.number: describe_entry(entry, ids) for entry in entries}
    table = PlainTable("No.", "When (UTC)", "Who", "What", "Which", "Details")
    for entry in entries:
        table.add_row(
            str(entry.number), _when(entry.at), Text(neutral(entry.who)), entry.action,
            Text(neutral(entry.subject)), Text(neutral(told[entry.number].words)),
        )  # fmt: skip
    console.print(table)
    copies = [entry for entry in entries if told[entry.number].sha256]
    if copies:
        console.print("Copies that left the case, and the SHA-256 of each")
    for entry in copies:
        copy = told[entry.number]
        words = f"No. {entry.number}: {entry.subject}, {copy.words}"
        console.print(f"  {neutral(words)}\n  {neutral(copy.sha256)}", soft_wrap=True)
    console.print(f"Log head  {entries[-1].sha256 if entries else 'none'}", soft_wrap=True)


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


def _when(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M:%S")


def _size(size: int) -> str:
    """Without the exact number of bytes, which the table has no room for."""
    return size_in_words(size).partition(" (")[0]
