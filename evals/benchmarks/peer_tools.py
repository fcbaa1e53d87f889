"""Other programs that find out how two files belong together: how each is called, and what it says in a few words.

None of them is installed with Uncut. They are looked for on the PATH and in the folder that `--peers` names.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

VPDQ_SCRIPT = """
import json, sys, vpdq
sides = []
for path in sys.argv[1:]:
    sides.append([int(one.hex, 16) for one in vpdq.computeHash(path) if one.quality >= 50])
shares = [sum(any((a ^ b).bit_count() <= 31 for b in two) for a in one) / max(1, len(one))
          for one, two in (sides, sides[::-1])]
print(json.dumps(shares))
"""
"""Thresholds of quality and distance as its makers recommend; a feature a second."""


@dataclass(frozen=True)
class Said:
    """What a program says of a pair, and what it took."""

    words: str
    wall_seconds: float
    cpu_seconds: float
    """Of the program and all that it started."""


@dataclass(frozen=True)
class Peer:
    """A program: what it takes, how it is called with two files, and how its output is read."""

    name: str
    needs: str
    """The program that must be there, by name."""
    command: Callable[[str, Path, Path], Sequence[str]]
    """From the program's full path and two files."""
    read: Callable[[str], str]
    imports: str = ""
    """A Python package that its Python must have."""

    def found(self, folder: Path | None) -> str | None:
        """The full path of its program, or ``None`` where it is not to be had."""
        path = shutil.which(self.needs, path=str(folder)) if folder else None
        path = path or (None if self.imports and folder else shutil.which(self.needs))
        if path and self.imports:
            done = subprocess.run([path, "-c", f"import {self.imports}"], capture_output=True, check=False)
            return None if done.returncode else path
        return path


def measure(command: Sequence[str], read: Callable[[str], str], fine: Sequence[int] = (0,)) -> Said:
    """Run a command; its words, and what it and its children took."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, capture_output=True, check=False, env=os.environ | {"OMP_NUM_THREADS": "1"})
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    output = (done.stdout + done.stderr).decode(errors="replace")
    words = read(output) if done.returncode in fine else f"failed: {output.strip().splitlines()[-1:]}"
    return Said(words, wall, cpu)


def read_signature(output: str) -> str:
    """FFmpeg's MPEG-7 signature: where one stretch matches, or that none does."""
    whole = ", whole video" if "whole video matching" in output else ""
    found = re.findall(r"matching of video 0 at ([\d.]+) and 1 at ([\d.]+), (\d+) frames", output)
    told = [f"{count} frames: left {float(one):.1f} = right {float(two):.1f}{whole}" for one, two, count in found]
    return "; ".join(told) or "no match"


def read_video_offset(output: str) -> str:
    """Offset and confidence, which is a mean distance of hashes: smaller is better."""
    said = json.loads(output[output.index("{") : output.rindex("}") + 1])
    return f"offset {said['offset_seconds']:.2f} s (distance {said['confidence']:.1f})"


def read_audio_offset(output: str) -> str:
    """Offset and standard score; above 10 is good by its makers' word."""
    said = json.loads(output[output.index("{") : output.rindex("}") + 1])
    return f"offset {said['time_offset']:.2f} s (score {said['standard_score']:.0f})"


def read_vpdq(output: str) -> str:
    """Shares of both sides that the other one matches."""
    left, right = json.loads(output.strip().splitlines()[-1])
    return f"{left:.0%} of left, {right:.0%} of right match"


PEERS = (
    Peer(
        "ffmpeg signature",
        "ffmpeg",
        lambda program, left, right: [
            program, "-hide_banner", "-nostdin", "-nostats", "-i", str(left), "-i", str(right), "-filter_complex",
            "[0:v][1:v]signature=nb_inputs=2:detectmode=full", "-map", ":v", "-f", "null", "-",
        ],
        read_signature,
    ),
    Peer(
        "vPDQ", "python", lambda program, left, right: [program, "-c", VPDQ_SCRIPT, str(left), str(right)],
        read_vpdq, imports="vpdq",
    ),
    Peer(
        "video-offset-finder", "video-offset-finder",
        lambda program, left, right: [program, "-q", str(left), str(right)], read_video_offset,
    ),
    Peer(
        "audio-offset-finder", "audio-offset-finder",
        lambda program, left, right: [program, "--find-offset-of", str(right), "--within", str(left), "--json"],
        read_audio_offset,
    ),
)  # fmt: skip


def say_uncut(left: Path, right: Path, *options: str) -> Said:
    """What this program says, changes of the container aside."""
    command = [sys.executable, "-m", "uncut", "diff", str(left), str(right), "--quiet", "--json", "-", *options]
    return measure(command, read_uncut, fine=(0, 1))


def read_uncut(output: str) -> str:
    """Every change with its place; in square brackets the intervals where the place is not known."""
    said = json.loads(output)
    if not said["related"]:
        return "nothing shared was found"
    told = [_tell(edit) for edit in said["edits"] if edit["kind"] != "metadata"]
    return "; ".join(told) or ("no change seen" if "quick" in said["settings"] else "no change")


def _tell(edit: dict[str, object]) -> str:
    side = "left" if edit["kind"] == "removed" else "right"
    start, end = edit[side]  # type: ignore[misc]
    words = f"{edit['kind']} {side} {start:.2f}-{end:.2f}"
    if edit["kind"] == "moved":
        words += f" (left {edit['left'][0]:.2f})"  # type: ignore[index]
    within = edit.get("uncertain")
    if isinstance(within, dict):
        words += " [{:.1f}-{:.1f}, {:.1f}-{:.1f}]".format(*within["start"], *within["end"])
    return words
