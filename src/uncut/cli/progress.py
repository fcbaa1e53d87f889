# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""How far the work is, on standard error, for a person at a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Tell = Callable[[str, float], None]

STEPS = {
    "decoding": "Looking at every picture",
    "looking": "Looking at key pictures",
    "comparing": "Laying one along the other",
    "regions": "Looking for altered regions",
    "evidence": "Writing the evidence",
    "sentences": "Cutting the text into sentences",
    "mentions": "Looking for who is spoken of",
    "attributions": "Looking for who says what",
    "events": "Looking for what happened",
    "ties": "Looking for ties",
}
"""What a step of the work is to a person who waits for it."""


@contextmanager
def shown_progress(quiet: bool) -> Iterator[Tell]:
    """A function to call with what is being done and the share done; silent where nobody watches."""
    if quiet or not sys.stderr.isatty():
        yield lambda _what, _share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description:<34}", markup=False), BarColumn(), TaskProgressColumn(), TimeRemainingColumn(),
        TextColumn("left"),
    )  # fmt: skip
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:

        def tell(what: str, share: float) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(STEPS.get(what, what), total=1.0)
            bars.update(tasks[what], completed=share)

        yield tell


def counted(tell: Tell, what: str) -> Callable[[int, int], None]:
    """``tell`` for work that is counted in bytes."""
    return lambda done, total: tell(what, done / total if total else 1.0)
