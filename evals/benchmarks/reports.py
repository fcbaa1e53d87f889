"""What reading reports costs: one of 1,000 words in a warm process, and a folder of them."""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from evals.benchmarks.processes import watch_command
from evals.frame import Eval, Options, Result, Skipped, spread
from uncut.reports import read_report, read_reports

LIMIT_SECONDS = 0.3
"""For a report of 1,000 words, warm."""
FOLDER = 10_000
LIMIT_MINUTES = 40.0
"""For so many reports, on two cores."""
WORDS = range(700, 1301)
SINGLE, MANY = 20, 60
MEGABYTE = 1e6


def find_reports(options: Options) -> list[Path]:
    """Articles of about 1,000 words among the shared ones."""
    texts = sorted((options.shared / "reports" / "polnear" / "text").glob("*.txt"))
    if not texts:
        raise Skipped(f"there is no polnear in {options.shared / 'reports'}")
    fitting = [str(path) for path in texts if len(path.read_text("utf-8").split()) in WORDS]
    return [Path(path) for path in spread(fitting, options.limit)]


def measure_single(paths: Sequence[Path]) -> tuple[float, float]:
    """Wall seconds, and CPU seconds with those of the jailed child, for each 1,000 words."""
    read_report(paths[0])
    words = sum(len(path.read_text("utf-8").split()) for path in paths)
    began, used = time.perf_counter(), _cpu_seconds()
    for path in paths:
        read_report(path)
    return (time.perf_counter() - began) * 1000 / words, (_cpu_seconds() - used) * 1000 / words


def measure_many(paths: Sequence[Path]) -> float:
    """Minutes for a folder, at the pace of ``paths`` one after the other."""
    began = time.perf_counter()
    for _, report in read_reports(paths):
        if isinstance(report, Exception):
            raise report
    return (time.perf_counter() - began) / len(paths) * FOLDER / 60


def run_reports(options: Options) -> Result:
    """Warm times in this process; the memory of the command itself, over the same reports."""
    paths = find_reports(options)
    wall, cpu = measure_single(paths[:SINGLE])
    minutes = measure_many(paths[:MANY])
    with tempfile.TemporaryDirectory(prefix="uncut-bench-") as folder:
        named = [str(path) for path in paths[:MANY]]
        command = [sys.executable, "-m", "uncut", "read", *named, "--json", folder, "--quiet"]
        usage = watch_command(command)
    figures = {
        "wall_seconds": wall,
        "cpu_seconds": cpu,
        "ratio_to_limit": cpu / LIMIT_SECONDS,
        "folder_minutes": minutes,
        "folder_ratio_to_limit": minutes / LIMIT_MINUTES,
        "peak_mb": usage.peak_bytes / MEGABYTE,
    }
    row = [f"{figures[name]:.3g}" for name in figures]
    notes = [
        "Seconds are for 1,000 words, the jailed process included; minutes for 10,000 reports, one after the other, "
        "of which the next ones are opened meanwhile.",
        "Where other programs use the machine, only the CPU seconds say something.",
    ]
    return Result(figures, tuple(figures), [row], notes=notes)


def _cpu_seconds() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


BENCHMARK = Eval("reports", "what does reading reports cost?", run_reports)
