"""Eval of what must report nothing: whole files with another encoder, container, size, frame rate, sound or colours."""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from evals.footage.examine import CONTAINER, describe_said, examine, run_side_by_side
from evals.footage.plant import CODECS, CRF, FURTHER, HALVED, Look, PlantingFailed, rate_look, reencode
from evals.footage.sources import list_sources, read_facts
from evals.frame import Eval, Options, Result
from uncut.errors import UncutError

FURTHER_LOOKS = 2
"""Of `FURTHER`, for each file."""
HEADER = ("", "files", "hours", "false edits", "files with any", "said unrelated")


@dataclass(frozen=True)
class Job:
    """A file to encode anew."""

    options: Options
    name: str


@dataclass(frozen=True)
class Nothing:
    """What was said of a version in which nothing was edited."""

    look: str
    kind: str
    """Of footage: moving, static, changing rate."""
    seconds: float
    false: int
    related: bool
    failures: list[str] = field(default_factory=list)


def looks_for(name: str, period: float, *, quick: bool) -> list[Look]:
    """A hard encoding, another size, another rate, and by the name another codec and two of what else there is."""
    rate = rate_look(period)
    rates = [rate] if rate else []
    drawn = zlib.crc32(name.encode())
    further = [FURTHER[at] for at in np.random.default_rng(drawn).choice(len(FURTHER), FURTHER_LOOKS, replace=False)]
    return [CRF[34], *rates] if quick else [CRF[34], HALVED, *rates, CODECS[drawn % len(CODECS)], *further]


def _examine_file(job: Job) -> list[Nothing]:
    clip = read_facts(job.options.media, job.name)
    kind = "changing rate" if not clip.steady else "moving" if clip.moving else "static"
    results = []
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as folder:
        for look in looks_for(job.name, clip.period, quick=job.options.limit is not None):
            try:
                right = reencode(clip.path, look, Path(folder) / look.name)
            except PlantingFailed as refused:
                results.append(Nothing(look.name, kind, 0.0, 0, True, [f"{job.name} {look.name}: not made: {refused}"]))
                continue
            results.append(_examine_one(clip.path, right, job.name, look, kind))
    return results


def _examine_one(left: Path, right: Path, name: str, look: Look, kind: str) -> Nothing:
    try:
        said = examine(left, right, leave_out=CONTAINER | look.true)
    except UncutError as error:
        return Nothing(look.name, kind, 0.0, 1, False, [f"{name} {look.name} ({kind}): {error}"])
    wrong = bool(said.edits) or not said.related
    told = [f"{name} {look.name} ({kind}): {describe_said(said)}"] if wrong else []
    return Nothing(look.name, kind, said.right_seconds, len(said.edits), said.related, told)


def _row(name: str, results: Sequence[Nothing]) -> list[str]:
    return [
        name,
        str(len(results)),
        f"{sum(one.seconds for one in results) / 3600:.3f}",
        str(sum(one.false for one in results)),
        str(sum(one.false > 0 for one in results)),
        str(sum(not one.related for one in results)),
    ]


def run_unedited(options: Options) -> Result:
    """False edits an hour, over every kind of footage there is."""
    names = list_sources(options)
    if options.limit is not None:
        names = sorted(names, key=lambda name: (options.media / name).stat().st_size)[: options.limit]
    results = run_side_by_side(_examine_file, [Job(options, name) for name in names], options.jobs)
    hours = sum(one.seconds for one in results) / 3600
    figures = {
        "false_edits_per_hour": sum(one.false for one in results) / hours if hours else 0.0,
        "false_edits": float(sum(one.false for one in results)),
        "said_unrelated": float(sum(not one.related for one in results)),
        "clean_share": sum(one.related and not one.false for one in results) / max(len(results), 1),
        "hours": hours,
    }
    looks = dict.fromkeys(one.look for one in results)
    kinds = dict.fromkeys(one.kind for one in results)
    rows = [_row(look, [one for one in results if one.look == look]) for look in looks]
    rows += [_row(kind, [one for one in results if one.kind == kind]) for kind in kinds]
    rows.append(_row("all", results))
    return Result(figures, HEADER, rows, [line for one in results for line in one.failures])


EVALS = (Eval("unedited", "is nothing reported where nothing was edited?", run_unedited),)
