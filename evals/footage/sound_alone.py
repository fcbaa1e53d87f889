"""Eval of sound without picture: cuts, insertions, moves and repeats, changes of the sound itself, and what is no edit.

Real sounds of the shared clips and made ones (`evals.footage.made_sound`) are edited as samples and encoded by ffmpeg
as sound files; the left side is a lossless one.
"""

from __future__ import annotations

import subprocess
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import numpy as np

from evals.footage.examine import IN_TIME, describe, mark_of, run_side_by_side
from evals.footage.made_sound import MADE
from evals.footage.plant import PlantingFailed
from evals.footage.score import Counts, Mark, calibration_error, match, offset, reliability
from evals.footage.sound import KINDS, PLANS, RATE, Heard, Samples, overlap, plant_changes, read_sound, with_sound
from evals.frame import Eval, Options, Result
from uncut.errors import UncutError
from uncut.footage import compare_footage

FORMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "aac-48-mono": (".m4a", ("-c:a", "aac", "-b:a", "48k", "-ac", "1")),
    "aac-128": (".m4a", ("-c:a", "aac", "-b:a", "128k")),
    "opus-48": (".ogg", ("-c:a", "libopus", "-b:a", "48k")),
    "mp3-64-22k": (".mp3", ("-c:a", "libmp3lame", "-b:a", "64k", "-ar", "22050")),
    "mp3-128": (".mp3", ("-c:a", "libmp3lame", "-b:a", "128k")),
    "vorbis-48k": (".ogg", ("-c:a", "libvorbis", "-q:a", "2", "-ar", "48000")),
    "flac-16k": (".flac", ("-c:a", "flac", "-ar", "16000")),
    "wav-mono": (".wav", ("-c:a", "pcm_s16le", "-ac", "1")),
}
"""Encodings; none is an edit."""
LEVELS: dict[str, str] = {
    "quieter": "volume=-12dB",
    "loudnorm": "loudnorm",
    "dynaudnorm": "dynaudnorm",
    "compressor": "acompressor=threshold=-24dB:ratio=4:makeup=4",
    "high-pass": "highpass=f=120",
    "brighter": "treble=g=6",
}
"""Changes of level and colour; none is an edit."""
MADE_SECONDS = 40.0
IN_TIME_SECONDS = 0.04
"""A cut counts as found where both ends are this near: a frame."""
ENOUGH_IOU = 0.5
APART_SECONDS = 1.2
"""Of sound that was left alone between two edits."""
HEADER = ("", "planted", "recall", "precision", "F1", "mean edge offset")
BINS = (0.0, 0.6, 0.8, 0.9, 0.95, 0.98, 1.0)


@dataclass(frozen=True)
class Job:
    """A sound to plant in, and other sound; ``made:KIND:SEED`` or the name of a clip."""

    options: Options
    name: str
    other: str


@dataclass(frozen=True)
class Outcome:
    """What was said of one version."""

    counts: dict[str, Counts]
    said: list[tuple[float, bool]]
    """Confidence of each finding, and whether it was planted."""
    seconds: float
    failures: list[str] = field(default_factory=list)


@lru_cache(maxsize=8)
def sound_of(options: Options, name: str) -> Heard:
    """A real or a made sound by its name."""
    if name.startswith("made:"):
        _, kind, seed = name.split(":")
        return Heard(name, Path(), MADE[kind](int(seed), MADE_SECONDS))
    return read_sound(options.media, name)


def write_sound(samples: Samples, to: Path, form: Sequence[str]) -> Path:
    """``samples`` as a sound file."""
    command = ["ffmpeg", "-v", "fatal", "-nostdin", "-y", "-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", "-"]
    done = subprocess.run([*command, *form, str(to)], input=np.ascontiguousarray(samples).tobytes(),
                          capture_output=True, check=False)  # fmt: skip
    if done.returncode:
        raise PlantingFailed(done.stderr.decode(errors="replace").strip() or " ".join(command))
    return to


def judge(head: str, left: Path, right: Path, planted: Sequence[Mark]) -> Outcome:
    """Compare two files and score everything that is said: edits in time by their ends, others by their overlap."""
    try:
        comparison = compare_footage(left, right)
    except UncutError as error:
        return Outcome({}, [], 0.0, [f"{head}: {error}"])
    found = [mark_of(edit) for edit in comparison.edits if edit.kind != "metadata"]
    whys = [edit.why for edit in comparison.edits if edit.kind != "metadata"]
    pairs = dict(match(planted, found, IN_TIME_SECONDS, use_slack=True))
    pairs = {one: two for one, two in pairs.items() if planted[one].kind in IN_TIME}
    for number, mark in enumerate(planted):
        free = [n for n in range(len(found)) if n not in pairs.values()]
        best = max(free, key=lambda n: overlap(mark, found[n]), default=None)
        if mark.kind not in IN_TIME and best is not None and overlap(mark, found[best]) >= ENOUGH_IOU:
            pairs[number] = best
    kinds = {mark.kind for mark in [*planted, *found]}
    counts = {
        kind: Counts(
            sum(planted[one].kind == kind for one in pairs),
            sum(mark.kind == kind for n, mark in enumerate(planted) if n not in pairs),
            sum(mark.kind == kind for n, mark in enumerate(found) if n not in pairs.values()),
            sum(_off(planted[one], found[two]) for one, two in pairs.items() if planted[one].kind == kind),
        )
        for kind in kinds
    }
    unsure = "".join(f"; {note.why}" for note in comparison.not_examined if note.what == "sound")
    lost = "" if comparison.related else " (said unrelated)"
    failures = [f"{head}: missed {describe(mark)}{lost}{unsure}" for n, mark in enumerate(planted) if n not in pairs]
    failures += [f"{head}: not planted: {describe(mark)} {whys[n]}" for n, mark in enumerate(found)
                 if n not in pairs.values()]  # fmt: skip
    said = [(mark.confidence, n in pairs.values()) for n, mark in enumerate(found)]
    return Outcome(counts, said, float(comparison.right.seconds), failures)


def _off(planted: Mark, found: Mark) -> float:
    if planted.kind in IN_TIME:
        return offset(planted, found, use_slack=True)
    assert planted.right and found.right
    return max(abs(one - two) for one, two in zip(planted.right, found.right, strict=True))


def _dice(job: Job, name: str) -> np.random.Generator:
    return np.random.default_rng([job.options.seed, zlib.crc32(f"{job.name} {name} alone".encode())])


LENGTHS = {"removed": (0.15, 2.0), "inserted": (0.3, 2.0), "repeated": (0.8, 2.0), "moved": (0.8, 2.0)}
"""Seconds of what is planted: no seed is found in a shorter piece that stands elsewhere."""


def plant_cuts(heard: Heard, other: Heard, plan: str, dice: np.random.Generator) -> tuple[Samples, list[Mark]]:
    """Pieces taken out (``cuts``), or one each taken out, inserted, repeated, moved (``mixed``)."""
    kinds = ["removed"] * 3 if plan == "cuts" else ["removed", "inserted", "repeated", "moved"]
    places = _draw_places(heard, len(kinds) + 2 * (plan == "mixed"), dice)
    actions: list[tuple[float, str, float, float]] = []  # where, kind, from, to
    for kind in dice.permutation(kinds):
        length = float(dice.uniform(*LENGTHS[kind]))
        if len(places) < 1 + (kind in ("moved", "repeated")):
            continue
        at = places.pop(int(dice.integers(len(places))))
        if kind in ("moved", "repeated"):
            far = [one for one in places if abs(one - at) > 2 * length + APART_SECONDS]
            if not far:
                continue
            places.remove(far[0])
            actions.append((far[0], str(kind), at, at + length))
            if kind == "moved":
                actions.append((at, "taken", at, at + length))
        else:
            actions.append((at, str(kind), at, at + length))
    return _assemble(heard, other, sorted(actions), dice)


def _assemble(
    heard: Heard, other: Heard, actions: Sequence[tuple[float, str, float, float]], dice: np.random.Generator
) -> tuple[Samples, list[Mark]]:
    pieces, marks, done, written = [], [], 0.0, 0.0
    for at, kind, start, end in actions:
        pieces.append(heard.samples[round(done * RATE) : round(at * RATE)])
        written += at - done
        done = at
        if kind in ("removed", "taken"):
            done = end
            if kind == "removed":
                marks.append(Mark(kind, (start, end), (written, written)))
            continue
        source, first = heard, round(start * RATE)
        if kind == "inserted":
            source, first = other, round(float(dice.uniform(0, other.seconds - 2.5)) * RATE)
        pieces.append(source.samples[first : first + round((end - start) * RATE)])
        marks.append(Mark(kind, (at, at) if kind == "inserted" else (start, end), (written, written + end - start)))
        written += end - start
    pieces.append(heard.samples[round(done * RATE) :])
    return np.concatenate(pieces), marks


def _draw_places(heard: Heard, many: int, dice: np.random.Generator) -> list[float]:
    """Seconds that lie apart from each other and from the ends."""
    places: list[float] = []
    for _ in range(400):
        at = float(dice.uniform(1.0, max(1.01, heard.seconds - 3.2)))
        if len(places) < many and all(abs(at - other) > APART_SECONDS + 2 for other in places):
            places.append(at)
    return sorted(places)


def _examine(job: Job) -> list[Outcome]:
    heard, other = sound_of(job.options, job.name), sound_of(job.options, job.other)
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as folder:
        left = write_sound(heard.samples, Path(folder) / "left.flac", ("-c:a", "flac"))
        for plan in ("cuts", "mixed", *PLANS):
            dice = _dice(job, plan)
            plant = plant_cuts if plan in ("cuts", "mixed") else plant_changes
            samples, marks = plant(heard, other, plan, dice)
            form = str(dice.choice(list(FORMS)))
            suffix, arguments = FORMS[form]
            right = write_sound(samples, Path(folder) / f"{plan}{suffix}", arguments)
            outcomes.append(judge(f"{job.name} {plan} {form}", left, right, marks))
    return outcomes


def _unedited(job: Job) -> list[Outcome]:
    """Encodings and levels, drawn by the sound's name."""
    heard = sound_of(job.options, job.name)
    dice = _dice(job, "unedited")
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as folder:
        left = write_sound(heard.samples, Path(folder) / "left.flac", ("-c:a", "flac"))
        for form in dice.permutation(list(FORMS))[:3]:
            suffix, arguments = FORMS[str(form)]
            right = write_sound(heard.samples, Path(folder) / f"{form}{suffix}", arguments)
            outcomes.append(judge(f"{job.name} {form}", left, right, []))
        for level in dice.permutation(list(LEVELS))[:2]:
            arguments = ("-af", LEVELS[str(level)], "-ar", "44100", "-c:a", "aac", "-b:a", "96k")
            right = write_sound(heard.samples, Path(folder) / f"{level}.m4a", arguments)
            outcomes.append(judge(f"{job.name} {level}", left, right, []))
    return outcomes


def _unrelated(job: Job) -> list[Outcome]:
    """Two different sounds."""
    heard, other = sound_of(job.options, job.name), sound_of(job.options, job.other)
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as folder:
        sides = [write_sound(side.samples, Path(folder) / f"{n}.mp3", FORMS["mp3-128"][1])
                 for n, side in enumerate((heard, other))]  # fmt: skip
        said = compare_footage(*sides)
    told = [f"{job.name} {job.other}: not said to be unrelated"] if said.related else []
    return [Outcome({"related": Counts(false=int(said.related))}, [], 0.0, told)]


def _row(name: str, counts: Counts) -> list[str]:
    mean = f"{1000 * counts.mean_offset:.0f} ms" if counts.hits else ""
    return [name, str(counts.hits + counts.missed), f"{counts.recall:.3f}", f"{counts.precision:.3f}",
            f"{counts.f1:.3f}", mean]  # fmt: skip


def run_sound_alone(options: Options) -> Result:
    """F1 of edits in time and of changes of the sound, and false edits an hour where nothing was edited."""
    made = [f"made:{kind}:{options.seed * 1000 + n}" for n in range(2) for kind in MADE]
    names = [*made[: options.limit], *with_sound(options)]
    jobs = [Job(options, name, names[(n + len(names) // 2) % len(names)]) for n, name in enumerate(names)]
    planted = run_side_by_side(_examine, jobs, options.jobs)
    plain = run_side_by_side(_unedited, jobs, options.jobs)
    strangers = run_side_by_side(_unrelated, jobs, options.jobs)
    kinds = [*sorted(IN_TIME), *KINDS]
    total = {kind: sum((one.counts.get(kind, Counts()) for one in planted), Counts()) for kind in kinds}
    total = {kind: counts for kind, counts in total.items() if counts != Counts()}
    in_time = sum((counts for kind, counts in total.items() if kind in IN_TIME), Counts())
    of_sound = sum((counts for kind, counts in total.items() if kind in KINDS), Counts())
    hours = sum(one.seconds for one in plain) / 3600
    false = sum(one.false for outcome in plain for one in outcome.counts.values())
    said = [one for outcome in [*planted, *plain] for one in outcome.said]
    figures = {
        "in_time_f1": in_time.f1,
        "in_time_mean_offset_ms": 1000 * in_time.mean_offset,
        "of_sound_f1": of_sound.f1,
        **{f"{kind}_f1": counts.f1 for kind, counts in total.items()},
        "false_edits": float(false),
        "false_edits_per_hour": false / hours if hours else 0.0,
        "hours": hours,
        "strangers_related": float(sum(one.counts["related"].false for one in strangers)),
        "calibration_error": calibration_error(said, BINS),
    }
    rows = [_row(kind, counts) for kind, counts in total.items()]
    rows += [_row("in time", in_time), _row("of sound", of_sound)]
    notes = ["Confidence: said, found, share right"]
    notes += [f"  {low:.2f}-{high:.2f}: {mean:.3f} of {many}, {right:.3f}"
              for low, high, many, mean, right in reliability(said, BINS)]  # fmt: skip
    failures = [line for one in [*planted, *plain, *strangers] for line in one.failures]
    return Result(figures, HEADER, rows, failures, notes)


EVALS = (
    Eval(
        "sound-alone", "are two sounds without picture laid along each other, and what changed named?", run_sound_alone
    ),
)
"""The eval that this module holds."""
