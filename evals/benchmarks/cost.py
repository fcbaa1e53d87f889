"""What a diff costs: its wall time beside ffmpeg decoding both files, paired in one run."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from evals.benchmarks.footage import LEFT, RATE, RIGHT, make_reel
from evals.benchmarks.processes import compile_as_installed, time_command, uncut_diff
from evals.footage.plant import encode
from evals.frame import Eval, Options, Result
from uncut.footage import compare_footage

SIZES = {"720p": (1280, 720), "1080p": (1920, 1080)}
SECONDS = 60
CLIPS = 20
ROUNDS = 3
CUT = (20 * RATE, 23 * RATE)
HEADER = ("picture", "seconds each", "ffmpeg s", "uncut diff s", "compare_footage s", "ratio", "in-process ratio")


def decode_both(left: Path, right: Path) -> float:
    """Seconds of ffmpeg on both files one after the other."""
    return sum(time_command(["ffmpeg", "-v", "error", "-i", str(one), "-f", "null", "-"]) for one in (left, right))


def compare_here(left: Path, right: Path) -> float:
    """Seconds of the comparison in this process."""
    began = time.perf_counter()
    compare_footage(left, right)
    return time.perf_counter() - began


def make_pair(options: Options, size: tuple[int, int], folder: Path, seconds: float) -> tuple[Path, Path]:
    """A long version and one with a piece cut out, encoded harder."""
    reel = make_reel(options, size, seconds, CLIPS)
    left = encode(reel.pictures(), size, str(RATE), LEFT, folder / "left")
    return left, encode(reel.pictures([CUT]), size, str(RATE), RIGHT, folder / "right")


def run_cost(options: Options) -> Result:
    """The medians of paired rounds at each picture size; with a limit, one round at the smallest."""
    figures: dict[str, float] = {}
    rows = []
    sizes = list(SIZES.items())[: options.limit]
    rounds = ROUNDS if options.limit is None else 1
    compile_as_installed()
    for name, size in sizes:
        with tempfile.TemporaryDirectory(prefix="uncut-bench-") as folder:
            left, right = make_pair(options, size, Path(folder), SECONDS)
            record = Path(folder) / "out.json"
            decoded, whole, here = zip(
                *(
                    (
                        decode_both(left, right),
                        time_command(uncut_diff(left, right, record), fine=(0, 1)),
                        compare_here(left, right),
                    )
                    for _ in range(rounds)
                ),
                strict=True,
            )
        ratio = statistics.median(one / two for one, two in zip(whole, decoded, strict=True))
        inner = statistics.median(one / two for one, two in zip(here, decoded, strict=True))
        figures |= {f"ratio_{name}": ratio, f"in_process_ratio_{name}": inner}
        medians = [f"{statistics.median(times):.2f}" for times in (decoded, whole, here)]
        rows.append([name, str(SECONDS), *medians, f"{ratio:.2f}", f"{inner:.2f}"])
    return Result(figures, HEADER, rows, notes=[f"Medians of {rounds} rounds; in each, all three in turn."])


BENCHMARK = Eval("diff", "what does a diff cost beside decoding both files with ffmpeg?", run_cost)
