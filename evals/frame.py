"""The frame of evals and benchmarks: what one is, how it is run, how its figures are shown and judged."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evals.floors import Floor, judge

SHARED = Path(__file__).resolve().parents[2] / "shared"
"""Footage and reports that lie beside a checkout; evals that need them skip where they are absent."""


@dataclass(frozen=True)
class Options:
    """How to run; the same for every eval."""

    limit: int | None = None
    """Most sources to use, a spread of them; ``None`` for all. A limited run is not judged by the floors."""
    jobs: int = 2
    """Processes side by side."""
    seed: int = 1
    """Of everything that is drawn at random. The floors hold for the seed they were measured with."""
    shared: Path = SHARED
    long: bool = False
    """Also what takes many minutes."""
    peers: Path | None = None
    """A folder of programs to compare with, beside those on the PATH."""

    @property
    def media(self) -> Path:
        """The folder of footage."""
        return self.shared / "media"

    @property
    def complete(self) -> bool:
        """Whether the floors apply."""
        return self.limit is None and self.seed == Options.seed


@dataclass(frozen=True)
class Result:
    """What an eval found out."""

    figures: dict[str, float]
    """Name to value; the floors are about these."""
    header: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    """The readable table."""
    failures: list[str] = field(default_factory=list)
    """Each thing that went wrong, one line: what was planted and what was said."""
    notes: list[str] = field(default_factory=list)
    """What a reader of the table must know."""


class Skipped(Exception):
    """An eval cannot run here; the message says what is missing."""


@dataclass(frozen=True)
class Eval:
    """An eval or a benchmark: a name, what it asks, and how to find out."""

    name: str
    question: str
    run: Callable[[Options], Result]


def run_all(evals: Sequence[Eval], options: Options, floors: dict[str, Floor], console: Console) -> bool:
    """Run them one after the other and print what came out; whether all figures hold.

    Of each: a readable table, the failures, and one JSON line.
    """
    held = [_run_one(one, options, floors, console) for one in evals]
    return all(held)


def _run_one(one: Eval, options: Options, floors: dict[str, Floor], console: Console) -> bool:
    console.rule(f"{one.name}: {one.question}", align="left")
    began = time.monotonic()
    try:
        result = one.run(options)
    except Skipped as missing:
        console.print(f"{one.name}: skipped, {missing}", markup=False)
        return True
    seconds = round(time.monotonic() - began, 1)
    _show(result, console)
    worse = judge(one.name, result.figures, floors) if options.complete else []
    if not options.complete:
        console.print("Not judged by the floors: another seed, or a part of the sources.")
    for line in worse:
        console.print(f"WORSE  {line}", markup=False, soft_wrap=True)
    record = {
        "eval": one.name,
        "figures": {name: round(value, 5) for name, value in result.figures.items()},
        "failures": len(result.failures),
        "seed": options.seed,
        "limit": options.limit,
        "seconds": seconds,
        "worse": worse,
    }
    console.print(json.dumps(record), markup=False, soft_wrap=True, highlight=False)
    return not worse


def _show(result: Result, console: Console) -> None:
    for failure in result.failures:
        console.print(f"- {failure}", markup=False, soft_wrap=True, highlight=False)
    if result.rows:
        table = Table(*result.header)
        for row in result.rows:
            table.add_row(*row)
        console.print(table)
    figures = Table("figure", "value")
    for name, value in result.figures.items():
        figures.add_row(name, f"{value:.5g}")
    console.print(figures)
    for note in result.notes:
        console.print(note, markup=False, soft_wrap=True)


def spread(things: Sequence[str], limit: int | None) -> list[str]:
    """At most ``limit`` of ``things``, evenly spread over their order."""
    if limit is None or limit >= len(things):
        return list(things)
    return [things[position * len(things) // limit] for position in range(limit)]
