"""What reading reports costs: one of 1,000 words in a warm process, and a folder of them."""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from evals.benchmarks.processes import Usage, watch_command
from evals.frame import Eval, Options, Result, Skipped, spread
from uncut.reports import read_report

LIMIT_SECONDS = 0.3
"""For a report of 1,000 words, warm."""
FOLDER = 10_000
LIMIT_MINUTES = 40.0
"""For so many reports, on two cores."""
WORDS = range(700, 1301)
SINGLE, MANY = 20, 300
CORES = 2
MEGABYTE = 1e6


def find_reports(options: Options) -> list[Path]:
    """Articles of about 1,000 words among the shared ones."""
    texts = sorted((options.shared / "reports" / "polnear" / "text").glob("*.txt"))
    if not texts:
        raise Skipped(f"there is no polnear in {options.shared / 'reports'}")
    fitting = [str(path) for path in texts if len(path.read_text("utf-8").split()) in WORDS]
    return [Path(path) for path in spread(fitting, options.limit)]


def nearest_in_length(options: Options, number: int) -> list[Path]:
    """So many articles, of all shared ones those whose length is nearest to 1,000 words."""
    texts = sorted((options.shared / "reports" / "polnear" / "text").glob("*.txt"))
    return sorted(texts, key=lambda path: abs(len(path.read_text("utf-8").split()) - 1000))[:number]


def measure_single(paths: Sequence[Path]) -> tuple[float, float]:
    """Wall seconds, and CPU seconds with those of the jailed child, for each 1,000 words."""
    read_report(paths[0])
    words = sum(len(path.read_text("utf-8").split()) for path in paths)
    began, used = time.perf_counter(), _cpu_seconds()
    for path in paths:
        read_report(path)
    return (time.perf_counter() - began) * 1000 / words, (_cpu_seconds() - used) * 1000 / words


def run_folder(texts: Sequence[Path], folder: Path) -> Usage:
    """The command that a user would run, over a folder with a copy of each text."""
    reports = folder / "reports"
    reports.mkdir()
    for path in texts:
        shutil.copy(path, reports)
    return watch_command(
        [sys.executable, "-m", "uncut", "read", str(reports), "--json", str(folder / "found"), "--quiet"]
    )


def run_reports(options: Options) -> Result:
    """Warm times in this process; time and memory of the command itself over a folder."""
    single = find_reports(options)[:SINGLE]
    wall, cpu = measure_single(single)
    texts = nearest_in_length(options, options.limit or MANY)
    with tempfile.TemporaryDirectory(prefix="uncut-bench-") as folder:
        usage = run_folder(texts, Path(folder))
    times = FOLDER / len(texts) / 60
    figures = {
        "wall_seconds": wall,
        "cpu_seconds": cpu,
        "ratio_to_limit": cpu / LIMIT_SECONDS,
        "folder_reports": float(len(texts)),
        "folder_wall_minutes": usage.seconds * times,
        "folder_minutes": usage.cpu_seconds / CORES * times,
        "folder_ratio_to_limit": usage.cpu_seconds / CORES * times / LIMIT_MINUTES,
        "peak_mb": usage.peak_bytes / MEGABYTE,
    }
    row = [f"{figures[name]:.3g}" for name in figures]
    notes = [
        "Seconds are for 1,000 words, the jailed process included; minutes for 10,000 reports, as the command over a "
        "folder takes them, with two processes side by side.",
        "folder_minutes is half of the processor time: two cores with nothing else to do. Where other programs use "
        "the machine, wall time says nothing, and processor time too much.",
    ]
    return Result(figures, tuple(figures), [row], notes=notes)


def _cpu_seconds() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


BENCHMARK = Eval("reports", "what does reading reports cost?", run_reports)
