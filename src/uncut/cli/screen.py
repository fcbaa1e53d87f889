# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""What goes to the terminal: strangers' text made harmless, messages to stderr, tables to stdout."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions
    from rich.table import Table
    from rich.text import Text

NARROW, TABLE_COLUMNS = 72, 4
"""Screens of fewer columns have no room for tables of so many."""
PIPED_WIDTH = 100
"""Columns where standard output is no terminal."""


def neutral(text: str) -> str:
    """``text`` on one line, with what could steer a terminal or deceive a reader shown by its number."""
    from uncut.dossier.neutralise import show_controls

    return " ".join(show_controls(text).split())


def tell(message: str) -> None:
    """One line to the person at the terminal."""
    sys.stderr.write(f"uncut: {message}\n")
    sys.stderr.flush()


def result_console() -> Console:
    """Standard output for results: no markup, no guessing at colours, ``NO_COLOR`` honoured."""
    from rich.console import Console

    class PipedConsole(Console):
        """Leaves a pipe whose reader went away to the outermost group; rich would exit with 1, a verdict here."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    width = None if sys.stdout.isatty() else PIPED_WIDTH
    return PipedConsole(file=sys.stdout, markup=False, highlight=False, emoji=False, width=width)


class PlainTable:
    """A table without rules, whose long words wrap; on a narrow screen each row is a few lines of its own."""

    def __init__(self, *headings: str) -> None:
        self._headings = headings
        self._rows: list[tuple[str | Text, ...]] = []

    def add_row(self, *cells: str | Text) -> None:
        """Add a cell for each heading."""
        self._rows.append(cells)

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> Iterator[Table]:
        """As rich asks for what is to be printed."""
        from rich.text import Text

        if len(self._headings) < TABLE_COLUMNS or options.max_width >= NARROW:
            yield self._table()
        else:
            yield hanging("", Text("  ".join(filter(None, self._headings[:2])), style="bold underline"))
            for row in self._rows:
                yield from self._lines(row)

    def _table(self) -> Table:
        from rich.table import Table

        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold underline")
        table.show_header = any(self._headings)
        for heading in self._headings:
            table.add_column(heading, overflow="fold")
        for row in self._rows:
            table.add_row(*row)
        return table

    def _lines(self, row: Sequence[str | Text]) -> Iterator[Table]:
        """The first two cells as a head, below it the others that hold something, each behind its heading."""
        yield hanging(f"{row[0] or ' '}  ", _text(row[1]))
        for heading, cell in zip(self._headings[2:], row[2:], strict=True):
            if str(cell):
                yield hanging(f"   {heading}: ", _text(cell))


def _text(cell: str | Text) -> Text:
    from rich.text import Text

    return Text(cell) if isinstance(cell, str) else cell


def hanging(head: str, words: Text) -> Table:
    """``words`` behind ``head``, with the lines that follow under the first word."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid()
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(head), words)
    return grid
