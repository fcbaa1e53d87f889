"""What the jail costs: decoding 64x36 grey thumbnails in it, against the same PyAV loop in this process.

Run ``python -m benchmarks.decode_in_jail [FILE]``. Without a file, a clip with moving texture is made. The long clip
is the file looped, so that starting the child does not count; the short one shows what starting costs. Prints a
table, then one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
from av.video.reformatter import VideoReformatter

from uncut.footage.decode import decode_pictures
from uncut.footage.decode.scaling import INTERPOLATION

WIDTH, HEIGHT = 64, 36
MOST_THREADS = 8
FLOOR = 1.15
"""What decoding in the jail may cost at most, as a ratio to decoding in-process."""


def decode_here(path: Path) -> int:
    """Thumbnails of every picture with PyAV in this process; how many."""
    count = 0
    scaler = VideoReformatter()
    thumbnails = []
    with av.open(str(path)) as container:
        stream = container.streams.video[0]
        stream.thread_type = "AUTO"
        stream.codec_context.thread_count = min(MOST_THREADS, os.cpu_count() or 1)
        for frame in container.decode(stream):
            scaled = scaler.reformat(frame, WIDTH, HEIGHT, "gray", interpolation=INTERPOLATION, threads=1)
            thumbnails.append(bytes(scaled.planes[0]))
            count += 1
            if len(thumbnails) == MOST_THREADS * 8:
                np.frombuffer(b"".join(thumbnails), np.uint8).reshape(-1, HEIGHT, WIDTH)
                thumbnails = []
    return count


def decode_jailed(path: Path) -> int:
    """The same in the jail; how many."""
    with decode_pictures(path, width=WIDTH, height=HEIGHT) as stream:
        return sum(len(batch.ticks) for batch in stream)


def seconds(work: Callable[[Path], int], path: Path) -> tuple[float, int]:
    """Wall time of ``work`` on ``path``, and what it gave."""
    begun = time.perf_counter()
    result = work(path)
    return time.perf_counter() - begun, result


def make_clip(path: Path, *, frames: int = 150) -> None:
    """A 720p clip of drifting texture with some noise, as a camera would give."""
    y, x = np.mgrid[0:720, 0:1280].astype(np.float32)
    noise = np.random.default_rng(1).normal(0, 5, (8, 720, 1280)).astype(np.float32)
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=30, options={"crf": "23", "preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = 1280, 720, "yuv420p"
        for number in range(frames):
            grey = 128 + 50 * np.sin((x + 4 * number) / 37) * np.cos((y + 2 * number) / 23) + noise[number % 8]
            image = np.clip(grey, 0, 255).astype(np.uint8)
            frame = av.VideoFrame.from_ndarray(image, format="gray").reformat(format="yuv420p")
            frame.pts = number
            out.mux(stream.encode(frame))
        out.mux(stream.encode(None))


def loop_clip(source: Path, target: Path, frames: int) -> None:
    """``source`` again and again, without coding it anew, up to about ``frames`` pictures."""
    with av.open(str(source)) as container:
        count = container.streams.video[0].frames or 150
    times = max(0, round(frames / count) - 1)
    command = ["ffmpeg", "-v", "error", "-y", "-stream_loop", str(times), "-i", str(source)]
    subprocess.run([*command, "-map", "0:v:0", "-c", "copy", str(target)], check=True)  # noqa: S603  # fixed words


def measure(path: Path, rounds: int) -> dict[str, float]:
    """Both ways in turn, ``rounds`` times. The ratio is of the best times: other programs only ever add to one."""
    ratios, here_best, jailed_best, count = [], float("inf"), float("inf"), 0
    for number in range(rounds):
        ways = [decode_here, decode_jailed] if number % 2 == 0 else [decode_jailed, decode_here]
        took = {work: seconds(work, path) for work in ways}
        (here, count), (jailed, jailed_count) = took[decode_here], took[decode_jailed]
        if count != jailed_count:
            raise SystemExit(f"{jailed_count} pictures in the jail, {count} outside")
        ratios.append(jailed / here)
        here_best, jailed_best = min(here_best, here), min(jailed_best, jailed)
    return {
        "frames": count,
        "here_seconds": round(here_best, 3),
        "jailed_seconds": round(jailed_best, 3),
        "ratio": round(jailed_best / here_best, 3),
        "median_ratio": round(statistics.median(ratios), 3),
        "overhead_seconds": round(jailed_best - here_best, 3),
    }


def main() -> int:
    """Measure, print, and say by the exit status whether the floor holds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--frames", type=int, default=3000, help="pictures in the long clip")
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        source = given.file or Path(folder) / "made.mp4"
        if given.file is None:
            make_clip(source)
        long_clip = Path(folder) / "long.mkv"
        loop_clip(source, long_clip, given.frames)
        with decode_pictures(source, width=WIDTH, height=HEIGHT) as stream:
            level = stream.level
        figures = {"short": measure(source, given.rounds), "long": measure(long_clip, given.rounds)}
    lines = [f"decoding in the jail ({level}), {WIDTH}x{HEIGHT} grey thumbnails", ""]
    lines.append(f"{'clip':<6}{'frames':>8}{'in-process s':>14}{'jailed s':>10}{'ratio':>8}{'overhead s':>12}")
    for name, one in figures.items():
        lines.append(
            f"{name:<6}{one['frames']:>8.0f}{one['here_seconds']:>14.3f}{one['jailed_seconds']:>10.3f}"
            f"{one['ratio']:>8.3f}{one['overhead_seconds']:>12.3f}"
        )
    holds = figures["long"]["ratio"] <= FLOOR
    result = {"benchmark": "decode_in_jail", "level": level, "floor": FLOOR, "holds": holds} | figures
    sys.stdout.write("\n".join(lines) + "\n\n" + json.dumps(result) + "\n")
    return 0 if holds else 1


if __name__ == "__main__":
    sys.exit(main())
