"""What decoding in the jail costs, beside the same decoding in this process."""

from __future__ import annotations

import tempfile
from pathlib import Path

from benchmarks.decode_in_jail import HEIGHT, WIDTH, loop_clip, make_clip, measure

from evals.frame import Eval, Options, Result

FRAMES = 3000


def run_jail(options: Options) -> Result:
    """Decode a long made clip both ways in turn; the ratio is of the best rounds."""
    rounds = 5 if options.limit is None else min(5, options.limit)
    with tempfile.TemporaryDirectory(prefix="uncut-bench-") as folder:
        short, long_clip = Path(folder) / "made.mp4", Path(folder) / "long.mkv"
        make_clip(short)
        loop_clip(short, long_clip, FRAMES)
        figures = measure(long_clip, rounds)
    row = [f"{figures[name]:g}" for name in ("frames", "here_seconds", "jailed_seconds", "ratio", "overhead_seconds")]
    header = ("frames", "in this process s", "in the jail s", "ratio", "overhead s")
    note = f"Grey thumbnails of {WIDTH}x{HEIGHT} from 720p."
    return Result(dict(figures), header, [row], notes=[note])


BENCHMARK = Eval("jail", "what does decoding in the jail cost?", run_jail)
