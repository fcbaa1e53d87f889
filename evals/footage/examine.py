"""Run the comparison on a pair and bring what it says into the form that is scored."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

import click

from evals.footage.score import Line, Mark
from uncut.footage import compare_footage
from uncut.model.comparison import Comparison, Edit, EditKind

T = TypeVar("T")
Task = TypeVar("Task")


CONTAINER = frozenset({"metadata"})
"""Every encoding anew changes the container: true, and not what is asked."""
SOUND = frozenset({"muted", "bleeped", "sound_replaced", "sound_added", "sound_removed", "sound_shifted"})
"""Left out where the edited version is made without sound, or where nothing is known about the sound."""
IN_TIME = frozenset({"removed", "inserted", "moved", "repeated", "retimed", "frozen", "reversed"})
NOT_IN_TIME = frozenset(get_args(EditKind)) - IN_TIME


@dataclass(frozen=True)
class Said:
    """What the program says about a pair."""

    related: bool
    edits: list[Mark]
    lines: list[Line]
    seconds: float
    """Wall time of the comparison."""
    left_seconds: float
    right_seconds: float


def examine(left: Path, right: Path, *, leave_out: frozenset[str] = frozenset()) -> Said:
    """Compare two files; findings of the kinds ``leave_out`` are not scored."""
    began = time.monotonic()
    comparison = compare_footage(left, right)
    return said_of(comparison, time.monotonic() - began, leave_out)


def said_of(comparison: Comparison, seconds: float, leave_out: frozenset[str] = frozenset()) -> Said:
    """The parts of a comparison that are scored."""
    lines = [
        Line(
            (float(one.right.start), float(one.right.end)),
            (float(one.left.start), float(one.left.end)),
            one.rate,
            one.reversed,
        )
        for one in comparison.kept
    ]
    return Said(
        comparison.related,
        [mark_of(edit) for edit in comparison.edits if edit.kind not in leave_out],
        lines,
        seconds,
        float(comparison.left.seconds),
        float(comparison.right.seconds),
    )


def mark_of(edit: Edit) -> Mark:
    """An edit as a mark."""
    left = (float(edit.left.start), float(edit.left.end)) if edit.left else None
    right = (float(edit.right.start), float(edit.right.end)) if edit.right else None
    slack = None
    if edit.uncertain:
        start, end = edit.uncertain.start, edit.uncertain.end
        slack = ((float(start.start), float(start.end)), (float(end.start), float(end.end)))
    return Mark(edit.kind, left, right, edit.confidence, slack)


def describe(mark: Mark) -> str:
    """A mark on one line."""
    left = f" l {mark.left[0]:.3f}-{mark.left[1]:.3f}" if mark.left else ""
    right = f" r {mark.right[0]:.3f}-{mark.right[1]:.3f}" if mark.right else ""
    return f"{mark.kind}{left}{right}"


def describe_said(said: Said) -> str:
    """All edits on one line."""
    edits = "; ".join(f"{describe(one)} ({one.confidence:g})" for one in said.edits) or "no edits"
    return edits if said.related else f"not related, {edits}"


def near(mark: Mark, found: Sequence[Mark], seconds: float = 1.0) -> list[Mark]:
    """Findings of any kind within ``seconds`` of a planted edit, on either side."""

    def close(one: tuple[float, float] | None, two: tuple[float, float] | None) -> bool:
        return bool(one and two and one[0] - seconds <= two[1] and two[0] <= one[1] + seconds)

    return [one for one in found if close(mark.left, one.left) or close(mark.right, one.right)]


def run_side_by_side(work: Callable[[Task], list[T]], tasks: Sequence[Task], jobs: int) -> list[T]:
    """``work`` on each task, in ``jobs`` processes; the results in the tasks' order. Says on stderr how far it is."""
    results: list[T] = []
    with ExitStack() as stack:
        beside = jobs > 1 and len(tasks) > 1
        run = stack.enter_context(ProcessPoolExecutor(jobs)).map if beside else map
        for done, some in enumerate(run(work, tasks), start=1):
            results += some
            click.echo(f"\r{done} of {len(tasks)} ", nl=done == len(tasks), err=True)
    return results
