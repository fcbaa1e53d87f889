"""Memory of a diff of two files of two hours, with cuts planted in the right one."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.benchmarks.cost import decode_both
from evals.benchmarks.footage import LEFT_FAST, RATE, RIGHT_FAST, make_reel
from evals.benchmarks.processes import Usage, uncut_diff, watch_command
from evals.footage.examine import describe
from evals.footage.plant import encode
from evals.footage.score import Mark, count, match
from evals.frame import Eval, Options, Result, Skipped

SIZE = (256, 144)
HOURS = 2.0
CUTS = 20
CUT_FRAMES = (3, 600)
MEGABYTE = 1e6
HEADER = ("hours each", "ffmpeg s", "uncut diff s", "ratio", "peak MB", "parent MB", "processes", "cuts found", "false")


@dataclass(frozen=True)
class Long:
    """A pair of long files and the truth about them."""

    left: Path
    right: Path
    cuts: list[tuple[int, int]]


def plan_long_cuts(frames: int, dice: np.random.Generator) -> list[tuple[int, int]]:
    """Cuts spread over the file, one to each equal part of it."""
    part = frames // CUTS
    cuts = []
    for number in range(CUTS):
        length = min(part // 2, round(float(np.exp(dice.uniform(*np.log(CUT_FRAMES))))))
        first = number * part + int(dice.integers(RATE, part - length - RATE))
        cuts.append((first, first + length))
    return cuts


def make_long_pair(options: Options, hours: float, folder: Path) -> Long:
    """Two versions of natural footage, small in picture and long in time."""
    reel = make_reel(options, SIZE, hours * 3600)
    cuts = plan_long_cuts(len(reel), np.random.default_rng(options.seed))
    left = encode(reel.pictures(), SIZE, str(RATE), LEFT_FAST, folder / "left")
    return Long(left, encode(reel.pictures(cuts), SIZE, str(RATE), RIGHT_FAST, folder / "right"), cuts)


def read_removed(record: Path) -> list[Mark]:
    """The edits in a written comparison."""
    edits = json.loads(record.read_text(encoding="utf-8"))["edits"]
    return [
        Mark(edit["kind"], tuple(edit["left"]) if edit.get("left") else None, None, edit["confidence"])
        for edit in edits
    ]


def run_memory(options: Options) -> Result:
    """Peak memory and wall time, and whether the planted cuts were found; with a limit, so many minutes."""
    if not options.long and options.limit is None:
        raise Skipped("it takes many minutes: run it with --long, or with --limit MINUTES")
    hours = HOURS if options.limit is None else options.limit / 60
    with tempfile.TemporaryDirectory(prefix="uncut-bench-") as folder:
        pair = make_long_pair(options, hours, Path(folder))
        decoded = decode_both(pair.left, pair.right)
        record = Path(folder) / "out.json"
        usage = watch_command(uncut_diff(pair.left, pair.right, record), fine=(0, 1))
        found = read_removed(record)
    return _report(hours, pair, decoded, usage, found)


def _report(hours: float, pair: Long, decoded: float, usage: Usage, found: list[Mark]) -> Result:
    planted = [Mark("removed", (first / RATE, stop / RATE), None) for first, stop in pair.cuts]
    pairs = match(planted, found, 1 / RATE)
    counts = count(planted, found, pairs)
    figures = {
        "peak_mb": usage.peak_bytes / MEGABYTE,
        "parent_peak_mb": usage.parent_peak_bytes / MEGABYTE,
        "seconds": usage.seconds,
        "ratio": usage.seconds / decoded,
        "recall": counts.recall,
        "false_edits": float(counts.false),
    }
    hit, said = {one for one, _ in pairs}, {two for _, two in pairs}
    failures = [f"missed {describe(mark)}" for one, mark in enumerate(planted) if one not in hit]
    failures += [f"not planted: {describe(mark)}" for two, mark in enumerate(found) if two not in said]
    row = [f"{hours:.2f}", f"{decoded:.1f}", f"{usage.seconds:.1f}", f"{figures['ratio']:.2f}",
           f"{figures['peak_mb']:.0f}", f"{figures['parent_peak_mb']:.0f}", str(usage.children + 1),
           f"{counts.hits}/{len(planted)}", str(counts.false)]  # fmt: skip
    note = "Memory: anonymous and shared pages of the command and all its descendants, sampled ten times a second."
    return Result(figures, HEADER, [row], failures, [note])


BENCHMARK = Eval("memory", "how much memory does a diff of two hours take?", run_memory)
