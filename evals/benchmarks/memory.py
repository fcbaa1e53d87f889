"""Memory of a diff of two files of two hours with sound, with cuts planted in the right one."""

from __future__ import annotations

import json
import subprocess
import tempfile
import wave
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.benchmarks.cost import decode_both
from evals.benchmarks.footage import LEFT_FAST, RATE, RIGHT_FAST, make_reel
from evals.benchmarks.processes import Usage, uncut_diff, watch_command
from evals.footage.examine import describe
from evals.footage.plant import encode
from evals.footage.score import Mark, count, match
from evals.footage.sound import RATE as SAMPLED_RATE
from evals.footage.sound import Samples, read_sound, with_sound
from evals.frame import Eval, Options, Result, Skipped

SIZE = (256, 144)
HOURS = 2.0
CUTS = 20
CUT_FRAMES = (3, 600)
SOUND_CLIPS = 12
THINNED = 3
"""The sound is written at this part of the rate at which clips are read."""
SOUND_SECONDS = (2.0, 20.0)
"""Pieces of which it is made."""
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
    """Two versions of natural footage and sound, small in picture and long in time."""
    reel = make_reel(options, SIZE, hours * 3600)
    cuts = plan_long_cuts(len(reel), np.random.default_rng(options.seed))
    spoken = list(pick_sounds(options, len(reel) / RATE))
    left, right = (
        add_sound(
            encode(reel.pictures(skip), SIZE, str(RATE), look, folder / f"{look.name}-silent"),
            cut_sounds(spoken, skip),
            folder / f"{look.name}.mp4",
        )
        for look, skip in ((LEFT_FAST, ()), (RIGHT_FAST, cuts))
    )
    return Long(left, right, cuts)


def pick_sounds(options: Options, seconds: float) -> Iterator[Samples]:
    """Pieces of clips' sound, mono, that last so long in all; drawn by the seed."""
    dice = np.random.default_rng([options.seed, round(seconds)])
    clips = [read_sound(options.media, name).samples.mean(axis=1)[::THINNED] for name in with_sound(options)]
    clips = [clips[number] for number in dice.permutation(len(clips))[:SOUND_CLIPS]]
    missing = round(seconds * SAMPLED_RATE / THINNED)
    while missing > 0:
        clip = clips[int(dice.integers(len(clips)))]
        length = min(missing, len(clip), round(float(dice.uniform(*SOUND_SECONDS)) * SAMPLED_RATE / THINNED))
        first = int(dice.integers(len(clip) - length + 1))
        yield clip[first : first + length]
        missing -= length


def cut_sounds(pieces: Sequence[Samples], skip: Sequence[tuple[int, int]]) -> Iterator[Samples]:
    """The same without the time of the frames in ``skip``."""
    cuts = [tuple(round(frame * SAMPLED_RATE / THINNED / RATE) for frame in cut) for cut in skip]
    at = 0
    for piece in pieces:
        kept = np.ones(len(piece), bool)
        for first, stop in cuts:
            kept[max(0, first - at) : max(0, stop - at)] = False
        yield piece[kept]
        at += len(piece)


def add_sound(pictures: Path, sound: Iterator[Samples], to: Path) -> Path:
    """``pictures`` with ``sound``, as another file."""
    samples = to.with_suffix(".wav")
    with wave.open(str(samples), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLED_RATE // THINNED)
        for piece in sound:
            file.writeframes((np.clip(piece, -1, 1) * 32767).astype("<i2").tobytes())
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(pictures), "-i", str(samples)]
    subprocess.run([*command, "-c:v", "copy", "-c:a", "aac", "-b:a", "64k", str(to)], check=True)
    samples.unlink()
    pictures.unlink()
    return to


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
