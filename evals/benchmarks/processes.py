"""Time and memory of whole processes."""

from __future__ import annotations

import compileall
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import uncut

PROC = Path("/proc")
SAMPLE_SECONDS = 0.1


def compile_as_installed() -> None:
    """Write the bytecode that installing a wheel writes; a checkout that was never run compiles it at every start.

    The jailed processes cannot write it themselves.
    """
    compileall.compile_dir(Path(uncut.__file__).parent, quiet=1)


def uncut_diff(left: Path, right: Path, record: Path) -> list[str]:
    """The command that compares two files and writes what it found."""
    return [sys.executable, "-m", "uncut", "diff", str(left), str(right), "--quiet", "--json", str(record)]


def time_command(command: Sequence[str], fine: Sequence[int] = (0,)) -> float:
    """Wall seconds of a command; raises where it ends with a status that is not ``fine``."""
    began = time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False)
    seconds = time.perf_counter() - began
    if done.returncode not in fine:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr.decode(errors='replace')[-2000:]}")
    return seconds


@dataclass(frozen=True)
class Usage:
    """What a command and all its descendants took."""

    seconds: float
    peak_bytes: int
    """Most resident memory at one time, all processes together; shared pages count in each."""
    parent_peak_bytes: int
    children: int
    """Most descendants at one time."""
    cpu_seconds: float
    """Processor time of the command and of every descendant that it waited for."""


def watch_command(command: Sequence[str], fine: Sequence[int] = (0,)) -> Usage:
    """Run a command and sample the memory of its tree of processes (Linux)."""
    began, used = time.perf_counter(), _waited_seconds()
    peak = parent_peak = children = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        assert process.stderr
        while process.poll() is None:
            tree = descendants(process.pid)
            own = resident_bytes(process.pid)
            peak = max(peak, own + sum(resident_bytes(pid) for pid in tree))
            parent_peak, children = max(parent_peak, own), max(children, len(tree))
            time.sleep(SAMPLE_SECONDS)
        said = process.stderr.read().decode(errors="replace")
    if process.returncode not in fine:
        raise RuntimeError(f"{' '.join(command)}: {said[-2000:]}")
    cpu_seconds = _waited_seconds() - used
    return Usage(time.perf_counter() - began, peak, parent_peak, children, cpu_seconds)


def _waited_seconds() -> float:
    waited = resource.getrusage(resource.RUSAGE_CHILDREN)
    return waited.ru_utime + waited.ru_stime


def descendants(pid: int) -> list[int]:
    """All processes below ``pid``; those that go while looking are left out."""
    found: list[int] = []
    waiting = [pid]
    while waiting:
        try:
            tasks = list((PROC / str(waiting.pop()) / "task").iterdir())
        except OSError:
            continue
        for task in tasks:
            try:
                below = [int(one) for one in (task / "children").read_text().split()]
            except OSError:
                continue
            found += below
            waiting += below
    return found


def resident_bytes(pid: int) -> int:
    """Resident memory of a process without its mapped files, or 0 where it is gone."""
    try:
        lines = (PROC / str(pid) / "status").read_text().splitlines()
    except OSError:
        return 0
    wanted = ("RssAnon:", "RssShmem:")
    return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(wanted))
