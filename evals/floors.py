"""The floors: figures that no change may make worse, and the one command that moves them.

::

    python -m evals.floors                                          show them
    python -m evals.floors --set cuts.recall 0.97 --why TEXT        set one; refuses to lower it
    python -m evals.floors --set cuts.recall 0.95 --lower --why T   lower one
    python -m evals > run.txt; python -m evals.floors --raise run.txt --why TEXT
                                                                    raise every floor to what was measured

A figure that is better when small (false edits, ratios of time) has a ceiling: set it with ``--at-most``.
A run compares and never writes.
"""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import click
import msgspec

FILE = Path(__file__).with_name("floors.json")
ROUNDING = 1e-9


class Change(msgspec.Struct, frozen=True):
    """One movement of a floor."""

    value: float
    why: str
    date: str


class Floor(msgspec.Struct, frozen=True):
    """The worst value that a figure may have."""

    value: float
    at_most: bool = False
    """Whether the figure is better when small."""
    history: list[Change] = []

    def holds(self, measured: float) -> bool:
        """Whether ``measured`` is no worse."""
        return measured <= self.value + ROUNDING if self.at_most else measured >= self.value - ROUNDING


def read_floors(file: Path = FILE) -> dict[str, Floor]:
    """The floors by name of eval and figure, ``"cuts.recall"``."""
    return msgspec.json.decode(file.read_bytes(), type=dict[str, Floor]) if file.exists() else {}


def write_floors(floors: Mapping[str, Floor], file: Path = FILE) -> None:
    """Write them sorted, one field a line, so that a change reads well in a diff."""
    encoded = msgspec.json.encode(dict(sorted(floors.items())))
    file.write_bytes(msgspec.json.format(encoded, indent=2) + b"\n")


def judge(name: str, figures: Mapping[str, float], floors: Mapping[str, Floor]) -> list[str]:
    """One line for each figure of the eval ``name`` that is worse than its floor, or missing."""
    lines = []
    for full, floor in floors.items():
        eval_name, _, figure = full.partition(".")
        if eval_name != name:
            continue
        if figure not in figures:
            lines.append(f"{full} was not measured, though it has a floor")
        elif not floor.holds(figures[figure]):
            lines.append(f"{full} is {figures[figure]:.5g}, {'above' if floor.at_most else 'below'} {floor.value:.5g}")
    return lines


class WouldLower(ValueError):
    """A floor would be made easier without being told to."""


def move_floor(
    floors: Mapping[str, Floor], name: str, value: float, *, why: str, at_most: bool, lower: bool, date: str
) -> dict[str, Floor]:
    """The floors with one set to ``value``.

    Raises
    ------
    WouldLower
        The new value is easier than the old one, and ``lower`` is not given.
    ValueError
        ``why`` is empty, or the name is not ``EVAL.FIGURE``.
    """
    if not why.strip():
        raise ValueError("a floor is not moved without saying why")
    if not all(name.partition(".")):
        raise ValueError(f"{name!r} is not EVAL.FIGURE")
    old = floors.get(name)
    if old and not lower and (old.at_most != at_most or not old.holds(value)):
        raise WouldLower(f"{name} stands at {old.value:.5g}; {value:.5g} would be easier to reach")
    history = [*(old.history if old else []), Change(value, why, date)]
    return {**floors, name: Floor(value, at_most, history)}


def raise_floors(
    floors: Mapping[str, Floor], measured: Mapping[str, float], *, why: str, date: str
) -> dict[str, Floor]:
    """The floors, each raised to what was measured where that is better; none is lowered or added."""
    moved = dict(floors)
    for name, floor in floors.items():
        value = measured.get(name, floor.value)
        if value != floor.value and floor.holds(value):
            moved = move_floor(moved, name, value, why=why, at_most=floor.at_most, lower=False, date=date)
    return moved


def read_measured(text: str) -> dict[str, float]:
    """The figures in the JSON lines of a run's output."""
    records = [json.loads(line) for line in text.splitlines() if line.startswith('{"eval"')]
    return {
        f"{record['eval']}.{name}": value for record in records for name, value in record.get("figures", {}).items()
    }


@click.command(help=__doc__.split("\n", maxsplit=1)[0])
@click.option("--set", "named", nargs=2, type=(str, float), metavar="EVAL.FIGURE VALUE", help="Set one.")
@click.option("--raise", "measured", type=click.File("r"), help="Raise all to the figures in a run's output.")
@click.option("--at-most", is_flag=True, help="The figure is better when small.")
@click.option("--lower", is_flag=True, help="Allow an easier value.")
@click.option("--why", default="", help="The reason, kept in the file.")
def main(named: tuple[str, float] | None, measured: click.File | None, at_most: bool, lower: bool, why: str) -> None:
    """Move floors, or show them."""
    floors, date = read_floors(), datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    try:
        if named:
            known = floors.get(named[0])
            at_most = at_most or (known.at_most if known else False)
            write_floors(move_floor(floors, *named, why=why, at_most=at_most, lower=lower, date=date))
        if measured:
            write_floors(raise_floors(read_floors(), read_measured(measured.read()), why=why, date=date))  # type: ignore[attr-defined]
    except ValueError as refused:
        click.echo(f"refused: {refused}", err=True)
        sys.exit(2)
    for name, floor in read_floors().items():
        click.echo(f"{name:45s} {'at most' if floor.at_most else 'at least'} {floor.value:.5g}")


if __name__ == "__main__":
    main()
