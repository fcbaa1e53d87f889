# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""What goes to the terminal: strangers' text made harmless, messages to stderr, tables to stdout."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

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


def plain_table(*headings: str) -> Table:
    """A table without rules; the last column is as wide as it needs, long words wrap."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold underline")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    return table


def hanging(head: str, words: Text) -> Table:
    """``words`` behind ``head``, with the lines that follow under the first word."""
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid()
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(head), words)
    return grid
