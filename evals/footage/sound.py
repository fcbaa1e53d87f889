"""Eval of sound: mutes, bleeps, other sound, music laid over, tracks taken away or shifted, and what is no edit.

The sound is edited here as samples and encoded by ffmpeg beside the clip's own pictures.
"""

from __future__ import annotations

import subprocess
import tempfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import av
import numpy as np
import numpy.typing as npt

from evals.footage.examine import describe, mark_of, run_side_by_side
from evals.footage.known import PAIRS
from evals.footage.plant import EVEN, PlantingFailed, x264
from evals.footage.score import Counts, Mark
from evals.footage.sources import displayed_frames, list_sources, read_facts
from evals.frame import Eval, Options, Result
from uncut.errors import UncutError
from uncut.footage import compare_footage

Samples = npt.NDArray[np.float32]

RATE = 44100
FORMS: dict[str, tuple[str, ...]] = {
    "aac-64-mono": ("-c:a", "aac", "-b:a", "64k", "-ac", "1"),
    "aac-128": ("-c:a", "aac", "-b:a", "128k"),
    "opus-64": ("-c:a", "libopus", "-b:a", "64k"),
    "mp3-64-22k": ("-c:a", "libmp3lame", "-b:a", "64k", "-ar", "22050"),
    "mp3-128": ("-c:a", "libmp3lame", "-b:a", "128k"),
    "vorbis-48k": ("-c:a", "libvorbis", "-q:a", "2", "-ar", "48000"),
    "aac-96-quieter": ("-c:a", "aac", "-b:a", "96k", "-af", "volume=-9dB"),
    "aac-96-loudnorm": ("-c:a", "aac", "-b:a", "96k", "-af", "loudnorm", "-ar", "44100"),
}
"""Encodings of sound that are no edits."""
PLANT_FORMS = ("aac-64-mono", "aac-128", "opus-64", "mp3-128")
TRANSCODED = ("movie-hello.avi", "movie-hello.mpeg", "movie-hello.ogg")
"""Partners of another clip; one of each kin is enough."""
LEAST_SECONDS = 4.0
ENOUGH_IOU = 0.5
KINDS = ("muted", "bleeped", "sound_replaced", "sound_added", "sound_removed", "sound_shifted")
HEADER = ("", "planted", "recall", "precision", "F1", "mean edge offset")


@dataclass(frozen=True, eq=False)
class Heard:
    """A clip's sound on the clock of its pictures."""

    name: str
    path: Path
    samples: Samples
    """Shape (n, 2), full scale -1..1."""

    @property
    def seconds(self) -> float:
        """Length."""
        return len(self.samples) / RATE


@dataclass(frozen=True)
class Job:
    """A clip to plant in."""

    options: Options
    name: str
    other: str
    """Where other sound is taken from."""


@dataclass(frozen=True)
class Outcome:
    """What was said of one version."""

    trial: str
    counts: dict[str, Counts]
    offsets: list[float]
    seconds: float
    failures: list[str] = field(default_factory=list)


@lru_cache(maxsize=4)
def read_sound(media: Path, name: str) -> Heard:
    """The sound of a clip from its first displayed picture to its last, by ffmpeg; not by what is judged."""
    path = media / name
    _, first = next(displayed_frames(path))
    facts = read_facts(media, name)
    command = ["ffmpeg", "-v", "fatal", "-nostdin", "-copyts", "-i", str(path), "-vn", "-ac", "2", "-af",
               f"aresample={RATE}:async=1:first_pts=0", "-f", "f32le", "-"]  # fmt: skip
    raw = subprocess.run(command, check=True, capture_output=True).stdout
    whole = np.frombuffer(raw, np.float32).reshape(-1, 2)[round(first * RATE) :]
    return Heard(name, path, whole[: round(facts.at(len(facts.times)) * RATE)])


def has_sound(media: Path, name: str) -> bool:
    """Whether a clip is long enough and can be heard."""
    if name.endswith(TRANSCODED):
        return False
    with av.open(str(media / name)) as container:
        if not container.streams.audio or not container.streams.video:
            return False
    heard = read_sound(media, name)
    return heard.seconds >= LEAST_SECONDS and float(np.abs(heard.samples).max()) > 0.01


def levels(samples: Samples, step: float = 0.05) -> npt.NDArray[np.float64]:
    """Level of every ``step`` seconds in decibels of full scale, shape (steps,)."""
    size = round(step * RATE)
    mono = samples[: len(samples) // size * size].mean(axis=1).reshape(-1, size)
    return np.asarray(10 * np.log10(np.square(mono, dtype=np.float64).mean(axis=1) + 1e-10))


def draw_spans(
    heard: Heard, lengths: Sequence[float], dice: np.random.Generator, apart: float = 1.0
) -> list[tuple[float, float]]:
    """Places where the sound can be heard for most of the time, apart from each other and from the ends."""
    level = levels(heard.samples)
    audible = level > max(np.quantile(level, 0.95) - 20, -45)
    spans: list[tuple[float, float]] = []
    for length in lengths:
        for _ in range(300):
            start = float(dice.uniform(0.5, max(0.51, heard.seconds - length - 0.5)))
            inside = audible[round(start / 0.05) : round((start + length) / 0.05)]
            free = all(start + length + apart < a or b + apart < start for a, b in spans)
            fits = start + length < heard.seconds - 0.3
            if fits and free and len(inside) and inside.mean() > 0.7 and inside[0] and inside[-1]:
                spans.append((start, start + length))
                break
    return spans


Change = Callable[[Samples, Samples, np.random.Generator], Samples]
"""From the sound of a span, other sound of its length, and dice, to what stands there instead."""


def mute(own: Samples, other: Samples, dice: np.random.Generator) -> Samples:
    """Silence, with what a mixer's noise may leave."""
    return np.zeros_like(own) if dice.random() < 0.5 else (dice.standard_normal(own.shape) * 1e-4).astype(np.float32)


def bleep(own: Samples, other: Samples, dice: np.random.Generator) -> Samples:
    """A sine or a square wave."""
    wave = np.sin(2 * np.pi * float(dice.choice([800, 1000, 1200])) * np.arange(len(own)) / RATE)
    wave = np.sign(wave) * 0.6 if dice.random() < 0.3 else wave
    return (np.repeat(wave[:, None], 2, axis=1) * float(dice.uniform(0.05, 0.4))).astype(np.float32)


def loudness(samples: Samples) -> float:
    """Root mean square."""
    return float(np.sqrt(np.square(samples, dtype=np.float64).mean()) + 1e-9)


def put_other(own: Samples, other: Samples, dice: np.random.Generator) -> Samples:
    """Other sound, about as loud."""
    return other * np.float32(loudness(own) / loudness(other) * dice.uniform(0.6, 1.5))


def lay_over(own: Samples, other: Samples, dice: np.random.Generator) -> Samples:
    """Other sound mixed in, from 8 dB quieter to 3 dB louder."""
    return own + other * np.float32(loudness(own) / loudness(other) * dice.uniform(0.4, 1.4))


def change_pitch(own: Samples, other: Samples, dice: np.random.Generator) -> Samples:
    """The same sound, its pitches a minor third to a tritone higher or lower, at the same speed."""
    factor = float(dice.uniform(1.19, 1.41)) ** int(dice.choice([-1, 1]))
    form = ["-f", "f32le", "-ar", str(RATE), "-ac", "2"]
    filters = f"asetrate={RATE * factor:.0f},aresample={RATE},atempo={1 / factor:.5f}"
    command = ["ffmpeg", "-v", "fatal", "-nostdin", *form, "-i", "-", "-af", filters, *form, "-"]
    raw = subprocess.run(command, input=own.tobytes(), check=True, capture_output=True).stdout
    changed = np.frombuffer(raw, np.float32).reshape(-1, 2)[: len(own)]
    return np.pad(changed, ((0, len(own) - len(changed)), (0, 0)))


PLANS: dict[str, tuple[Change, str, tuple[float, float], int]] = {
    "mute": (mute, "muted", (0.25, 1.3), 3),
    "bleep": (bleep, "bleeped", (0.25, 1.0), 3),
    "other": (put_other, "sound_replaced", (1.0, 3.0), 2),
    "pitch": (change_pitch, "sound_replaced", (1.5, 4.0), 2),
    "over": (lay_over, "sound_added", (1.5, 4.0), 2),
}


def plant_changes(heard: Heard, other: Heard, plan: str, dice: np.random.Generator) -> tuple[Samples, list[Mark]]:
    """The sound with changes of one plan in it, and where they are."""
    change, kind, (shortest, longest), most = PLANS[plan]
    many = min(most, max(1, int(heard.seconds / (2 + 2 * longest))))
    samples = heard.samples.copy()
    marks = []
    for start, end in draw_spans(heard, dice.uniform(shortest, longest, many), dice):
        first, stop = round(start * RATE), round(end * RATE)
        piece = _loud_piece(other, stop - first, dice)
        samples[first:stop] = change(samples[first:stop], piece, dice)
        marks.append(Mark(kind, (start, end), (start, end)))
    return samples, marks


def _loud_piece(other: Heard, size: int, dice: np.random.Generator) -> Samples:
    """A piece of other sound that can be heard."""
    whole = other.samples if len(other.samples) > size else np.resize(other.samples, (size + RATE, 2))
    firsts = dice.integers(0, len(whole) - size, 12)
    # Nothing is added, or put in a place, where the other sound is silent: most of the piece must be heard.
    return max((whole[first : first + size] for first in firsts), key=lambda one: float(np.quantile(levels(one), 0.3)))


def shift(samples: Samples, seconds: float) -> Samples:
    """The sound later by ``seconds``, silence or nothing in the gap."""
    lag = round(seconds * RATE)
    if lag >= 0:
        return np.concatenate([np.zeros((lag, 2), np.float32), samples])[: len(samples)]
    return np.concatenate([samples[-lag:], np.zeros((-lag, 2), np.float32)])


def write(heard: Heard, samples: Samples | None, form: Sequence[str], to: Path, pictures: Sequence[str]) -> Path:
    """The clip's pictures, encoded or copied by ``pictures``, with ``samples`` or no sound."""
    command = ["ffmpeg", "-v", "fatal", "-nostdin", "-y", *pictures]
    if samples is not None:
        command += ["-f", "f32le", "-ar", str(RATE), "-ac", "2", "-i", "-", "-map", "0:v:0", "-map", "1:a:0", *form]
    else:
        command += ["-map", "0:v:0", "-an"]
    command += ["-c:v", "copy", "-sn", str(to)]
    data = b"" if samples is None else np.ascontiguousarray(samples).tobytes()
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    if done.returncode:
        raise PlantingFailed(f"{' '.join(command)}: {done.stderr.decode(errors='replace').strip()}")
    return to


def write_pictures(path: Path, to: Path, cut: tuple[float, float] | None, rate: float) -> Path:
    """The pictures alone, encoded; ``cut`` seconds left out."""
    chosen = f"select='not(gte(t-TS,{cut[0]:.4f})*lt(t-TS,{cut[1]:.4f}))'," if cut else ""
    retimed = f"setpts=N/{rate:.6f}/TB" if cut else "setpts=PTS-STARTPTS"
    filters = f"setpts=PTS-STARTPTS,{chosen.replace('t-TS', 't')}{retimed},{EVEN}"
    command = ["ffmpeg", "-v", "fatal", "-nostdin", "-y", "-i", str(path), "-map", "0:v:0", "-an", "-sn",
               "-vf", filters, "-fps_mode", "passthrough", *x264(28), str(to)]  # fmt: skip
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        raise PlantingFailed(done.stderr.decode(errors="replace").strip() or " ".join(command))
    return to


def overlap(one: Mark, two: Mark) -> float:
    """Intersection over union of the right spans; 0 where the kinds differ."""
    if one.kind != two.kind or not one.right or not two.right:
        return 0.0
    both = min(one.right[1], two.right[1]) - max(one.right[0], two.right[0])
    whole = max(one.right[1], two.right[1]) - min(one.right[0], two.right[0])
    return max(0.0, both) / max(whole, 1e-9)


def judge(head: str, left: Path, right: Path, planted: Sequence[Mark]) -> Outcome:
    """Compare two files and score what is said of their sound."""
    try:
        said = compare_footage(left, right)
    except UncutError as error:
        return Outcome(head, {}, [], 0.0, [f"{head}: {error}"])
    found = [(mark_of(edit), edit.why) for edit in said.edits if edit.by == "sound"]
    pairs = {}
    for number, mark in enumerate(planted):
        best = max(
            (n for n in range(len(found)) if n not in pairs.values()),
            key=lambda n: overlap(mark, found[n][0]),
            default=None,
        )
        if best is not None and overlap(mark, found[best][0]) >= ENOUGH_IOU:
            pairs[number] = best
    failures = [
        f"{head}: missed {describe(mark)}"
        + ("" if said.related else " (said unrelated)")
        + "".join(f"; cannot tell {note.why}" for note in said.not_examined if note.what == "sound")
        for number, mark in enumerate(planted)
        if number not in pairs
    ]
    failures += [
        f"{head}: not planted: {describe(one)} {why}" for n, (one, why) in enumerate(found) if n not in pairs.values()
    ]
    offsets = [
        max(abs(a - b) for a, b in zip(planted[one].right or (), found[two][0].right or (), strict=True))
        for one, two in pairs.items()
    ]
    counts = {
        kind: Counts(
            sum(planted[one].kind == kind for one in pairs),
            sum(mark.kind == kind for n, mark in enumerate(planted) if n not in pairs),
            sum(mark.kind == kind for n, (mark, _) in enumerate(found) if n not in pairs.values()),
        )
        for kind in KINDS
    }
    return Outcome(head, counts, offsets, float(said.right.seconds), failures)


def _trials(job: Job, heard: Heard, other: Heard) -> list[tuple[str, Samples | None, list[Mark]]]:
    trials: list[tuple[str, Samples | None, list[Mark]]] = []
    for plan in PLANS:
        trials.append((plan, *plant_changes(heard, other, plan, _dice(job, plan))))
    whole = (0.0, heard.seconds)
    dice = _dice(job, "shift")
    late = float(dice.choice([-1, 1]) * dice.uniform(0.18, 1.2))
    trials.append(("shift", shift(heard.samples, late), [Mark("sound_shifted", whole, whole)]))
    disguised = change_pitch(heard.samples, other.samples, _dice(job, "disguised"))
    trials.append(("disguised", disguised, [Mark("sound_replaced", whole, whole)]))
    trials += _throughout(job, heard, other)
    trials.append(("removed", None, [Mark("sound_removed", whole, whole)]))
    return trials


def _throughout(job: Job, heard: Heard, other: Heard) -> list[tuple[str, Samples, list[Mark]]]:
    """The whole track silenced, in the place of it another one, and another one laid over all of it."""
    whole = (0.0, heard.seconds)
    others = np.resize(other.samples, heard.samples.shape)
    plans = {
        "silenced": (mute, "muted"),
        "exchanged": (put_other, "sound_replaced"),
        "underlaid": (lay_over, "sound_added"),
    }
    return [
        (plan, change(heard.samples, others, _dice(job, plan)), [Mark(kind, whole, whole)])
        for plan, (change, kind) in plans.items()
    ]


def _dice(job: Job, name: str) -> np.random.Generator:
    return np.random.default_rng([job.options.seed, zlib.crc32(f"{job.name} {name}".encode())])


def _plant(job: Job) -> list[Outcome]:
    """Every plan in one clip, each under an encoding drawn by its name, and one with a cut in the pictures."""
    heard, other = read_sound(job.options.media, job.name), read_sound(job.options.media, job.other)
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as folder:
        pictures = write_pictures(heard.path, Path(folder) / "pictures.mp4", None, 0)
        for plan, samples, marks in _trials(job, heard, other):
            form = str(_dice(job, plan + "form").choice(PLANT_FORMS))
            right = write(heard, samples, FORMS[form], Path(folder) / f"{plan}.mkv", ["-i", str(pictures)])
            outcomes.append(judge(f"{job.name} {plan} {form}", heard.path, right, marks))
        outcomes += _plant_beside_cut(job, heard, other, Path(folder))
    return outcomes


def _plant_beside_cut(job: Job, heard: Heard, other: Heard, folder: Path) -> list[Outcome]:
    """A change of sound in a version from which a second was cut, pictures and sound alike."""
    facts = read_facts(job.options.media, job.name)
    if not facts.steady or not facts.moving or heard.seconds < 8:
        return []
    dice = _dice(job, "cut")
    plan = str(dice.choice(list(PLANS)))
    samples, marks = plant_changes(heard, other, plan, dice)
    first = int(dice.integers(len(facts.times) // 5, len(facts.times) * 3 // 5))
    for _ in range(50):
        cut = (facts.at(first), facts.at(min(len(facts.times) - 5, first + round(1 / facts.period))))
        if all(cut[1] + 0.6 < mark.right[0] or mark.right[1] + 0.6 < cut[0] for mark in marks if mark.right):
            break
        first = int(dice.integers(len(facts.times) // 8, len(facts.times) * 7 // 8))
    else:
        return []
    gone = cut[1] - cut[0]
    pictures = write_pictures(heard.path, folder / "cut.mp4", (cut[0] - 1e-3, cut[1] - 1e-3), 1 / facts.period)
    kept = np.concatenate([samples[: round(cut[0] * RATE)], samples[round(cut[1] * RATE) :]])
    right = write(heard, kept, FORMS["aac-128"], folder / "cut.mkv", ["-i", str(pictures)])
    moved = [
        Mark(mark.kind, mark.left, (mark.right[0] - gone, mark.right[1] - gone)) if mark.right[0] > cut[0] else mark
        for mark in marks
        if mark.right
    ]
    return [judge(f"{job.name} {plan} beside a cut at {cut[0]:.2f}", heard.path, right, moved)]


def _unedited(job: Job) -> list[Outcome]:
    """Three encodings of the sound, drawn by the clip's name, beside pictures encoded anew."""
    heard = read_sound(job.options.media, job.name)
    names = list(FORMS)
    first = zlib.crc32(job.name.encode()) % len(names)
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as folder:
        pictures = write_pictures(heard.path, Path(folder) / "pictures.mp4", None, 0)
        for step in (0, 3, 6):
            form = names[(first + step) % len(names)]
            right = write(heard, heard.samples, FORMS[form], Path(folder) / f"{form}.mkv", ["-i", str(pictures)])
            outcomes.append(judge(f"{job.name} {form}", heard.path, right, []))
    return outcomes


def _known(job: tuple[Options, str, str]) -> list[Outcome]:
    options, left, right = job
    if right.endswith("rocket.mkv"):
        return []
    return [judge(f"{left} {right}", options.media / left, options.media / right, [])]


def with_sound(options: Options) -> list[str]:
    names = [name for name in list_sources(options) if has_sound(options.media, name)]
    if options.limit is not None:
        names = sorted(names, key=lambda name: (options.media / name).stat().st_size)[: options.limit]
    return names


def _row(name: str, counts: Counts, offsets: Sequence[float] = ()) -> list[str]:
    mean = f"{1000 * float(np.mean(offsets)):.0f} ms" if offsets else ""
    return [name, str(counts.hits + counts.missed), f"{counts.recall:.3f}", f"{counts.precision:.3f}",
            f"{counts.f1:.3f}", mean]  # fmt: skip


def run_sound(options: Options) -> Result:
    """F1 at an overlap of a half for each kind, and false edits of sound an hour where nothing was edited."""
    names = with_sound(options)
    jobs = [Job(options, name, names[(n + len(names) // 2) % len(names)]) for n, name in enumerate(names)]
    planted = run_side_by_side(_plant, jobs, options.jobs)
    plain = run_side_by_side(_unedited, jobs, options.jobs)
    partners = [(options, pair.left, pair.right) for pair in PAIRS[: options.limit]]
    plain += run_side_by_side(_known, partners, options.jobs)
    total = {kind: sum((one.counts.get(kind, Counts()) for one in planted), Counts()) for kind in KINDS}
    offsets = [off for one in planted for off in one.offsets]
    rows = [_row(kind, counts) for kind, counts in total.items()]
    everything = sum(total.values(), Counts())
    rows.append(_row("all", everything, offsets))
    false = sum(one.false for outcome in plain for one in outcome.counts.values())
    hours = sum(one.seconds for one in plain) / 3600
    figures = {
        "f1": everything.f1,
        **{f"{kind}_f1": counts.f1 for kind, counts in total.items()},
        "mean_offset_ms": 1000 * float(np.mean(offsets)) if offsets else 0.0,
        "false_edits": float(false),
        "false_edits_per_hour": false / hours if hours else 0.0,
        "hours": hours,
    }
    return Result(figures, HEADER, rows, [line for one in [*planted, *plain] for line in one.failures])


EVALS = (Eval("sound", "are changes of sound found, named and placed, and nothing else?", run_sound),)
