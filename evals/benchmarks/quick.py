"""What a quick look costs beside ffmpeg decoding both files, and whether what was cut lies where it says."""

from __future__ import annotations

import json
import statistics
import tempfile
from pathlib import Path

from evals.benchmarks.cost import CUT, SIZES, decode_both, make_pair
from evals.benchmarks.footage import RATE
from evals.benchmarks.processes import compile_as_installed, time_command, uncut_diff
from evals.frame import Eval, Options, Result

SECONDS = 120
ROUNDS = 3
HEADER = ("picture", "seconds each", "ffmpeg s", "quick look s", "ratio", "removed", "starts within", "ends within")


def run_quick(options: Options) -> Result:
    """The medians of paired rounds at each picture size; with a limit, so many sizes."""
    figures: dict[str, float] = {}
    rows, failures = [], []
    compile_as_installed()
    for name, size in list(SIZES.items())[: options.limit]:
        with tempfile.TemporaryDirectory(prefix="uncut-bench-") as folder:
            left, right = make_pair(options, size, Path(folder), SECONDS)
            record = Path(folder) / "out.json"
            command = [*uncut_diff(left, right, record), "--quick"]
            took = [(decode_both(left, right), time_command(command, fine=(0, 1))) for _ in range(ROUNDS)]
            told = [one for one in json.loads(record.read_text())["edits"] if one["kind"] == "removed"]
        figures[f"ratio_{name}"] = ratio = statistics.median(two / one for one, two in took)
        medians = [f"{statistics.median(times):.2f}" for times in zip(*took, strict=True)]
        where = _where(told[0]) if told else ["nothing", "", ""]
        rows.append([name, str(SECONDS), *medians, f"{ratio:.2f}", *where])
        if len(told) != 1 or not _holds(told[0]):
            failures.append(f"{name}: the cut at {CUT[0] / RATE:g}-{CUT[1] / RATE:g} s is not where it was told")
    return Result(figures, HEADER, rows, failures, [f"Medians of {ROUNDS} rounds; in each, both in turn."])


def _where(edit: dict[str, list[float]]) -> list[str]:
    spans = [edit["left"], *edit["uncertain"].values()]  # type: ignore[attr-defined]
    return [f"{start:.1f}-{end:.1f}" for start, end in spans]


def _holds(edit: dict[str, dict[str, list[float]]]) -> bool:
    ends = edit["uncertain"]
    true = {"start": CUT[0] / RATE, "end": CUT[1] / RATE}
    return all(ends[name][0] <= at <= ends[name][1] for name, at in true.items())


BENCHMARK = Eval("quick", "what does a quick look cost beside decoding both files?", run_quick)
