"""Eval of what is done to whole pictures, for a time or throughout: colours, sharpening and grain, blur and blocks."""

from __future__ import annotations

import subprocess
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import av
import numpy as np

from evals.footage.cuts import Job, list_jobs
from evals.footage.examine import run_side_by_side
from evals.footage.plant import CODECS, CRF, EVEN, HALVED, Look, x264
from evals.footage.sources import read_times
from evals.frame import Eval, Options, Result
from uncut.footage.compare import compare_footage
from uncut.model.comparison import Edit, EditKind

GRADINGS = {
    "brighter": "eq=brightness=0.12",
    "darker": "eq=brightness=-0.1",
    "contrast": "eq=contrast=1.35",
    "gamma": "eq=gamma=0.7",
    "stronger colour": "eq=saturation=1.6",
    "paler": "eq=saturation=0.5",
    "grey": "hue=s=0",
    "sepia": "colorchannelmixer=.393:.769:.189:0:.349:.686:.168:0:.272:.534:.131",
    "warm": "colorbalance=rs=.2:rm=.2:bs=-.2:bm=-.2",
    "hue": "hue=h=40",
}
MJPEG = Look("mjpeg", EVEN, ("-c:v", "mjpeg", "-q:v", "5", "-pix_fmt", "yuvj420p"), ".avi")
WORST = Look("crf38", EVEN, x264(38))
ENCODINGS = (WORST, CRF[28], HALVED, MJPEG, *CODECS)
GRADED_SECONDS = 5.0
VERSIONS_A_CLIP = 3


@dataclass(frozen=True)
class Treatment:
    """A way in which whole pictures are changed, for a time or throughout."""

    kinds: tuple[EditKind, ...]
    filters: dict[str, tuple[EditKind, str]]
    """Kind and ffmpeg's filters, by name; width, height and sigma, 1/50 of the width, are filled in."""
    encoder: tuple[str, ...]


COLOURS = Treatment(("recoloured",), {name: ("recoloured", filters) for name, filters in GRADINGS.items()}, x264(28))
FINISHES = Treatment(
    ("sharpened", "grain_added"),
    {
        "sharpened a little": ("sharpened", "unsharp=5:5:0.7"),
        "grain": ("grain_added", "noise=c0s=20:c0f=t+u"),
        "sharpened": ("sharpened", "unsharp=5:5:1.2"),
        "coarse grain": ("grain_added", "noise=alls=26:allf=t"),
        "sharpened by a large radius": ("sharpened", "unsharp=9:9:1.0"),
    },
    x264(23),
)
SMOTHERED = Treatment(
    ("blurred", "pixelated"),
    {
        "blurred": ("blurred", "gblur=sigma={sigma}"),
        "in 40 blocks": ("pixelated", "scale=40:-2:flags=area,scale={width}:{height}:flags=neighbor"),
    },
    x264(26),
)
MATCHING = 0.5
ENDS_FRAMES = 1


@dataclass(frozen=True)
class Graded:
    """How one graded, or only encoded, version went."""

    name: str
    seconds: float
    planted: int
    hits: int
    false: int
    exact: int
    """Hits of which both ends are within a frame."""
    failures: list[str] = field(default_factory=list)


def _examine_treated(numbered: tuple[int, Job], treatment: Treatment) -> list[Graded]:
    position, job = numbered
    source = job.options.media / job.clip
    results = []
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as folder:
        left = _write(source, EVEN, x264(10), Path(folder) / "left.mp4")
        names = list(treatment.filters)
        for number in range(VERSIONS_A_CLIP):
            name = names[(position * VERSIONS_A_CLIP + number) % len(names)]
            dice = np.random.default_rng([job.options.seed, zlib.crc32(f"{job.clip} {name}".encode())])
            part = number % 2 == 1
            results.append(_examine_planted(job.clip, left, treatment, name, dice, part=part, folder=Path(folder)))
        for number in range(2):
            look = ENCODINGS[(position * 2 + number) % len(ENCODINGS)]
            right = _write(left, look.filters, look.encoder, Path(folder) / f"encoded{look.suffix}")
            found = _told_of(left, right, treatment)
            told = [f"{job.clip} {look.name}: not planted: {one.why}" for one in found]
            results.append(Graded(look.name, GRADED_SECONDS, 0, 0, len(found), 0, told))
    return results


def _told_of(left: Path, right: Path, treatment: Treatment) -> list[Edit]:
    return [edit for edit in compare_footage(left, right).edits if edit.kind in treatment.kinds]


def _examine_planted(
    clip: str, left: Path, treatment: Treatment, name: str, dice: np.random.Generator, *, part: bool, folder: Path
) -> Graded:
    times = read_times(left)
    period = float(np.median(np.diff(times)))
    first, stop = 0, len(times)
    if part:
        first = int(dice.integers(0, len(times) // 2))
        stop = int(dice.integers(first + len(times) // 4, len(times)))
    span = (float(times[first]), float(times[stop - 1]) + period)
    kind, pattern = treatment.filters[name]
    with av.open(str(left)) as opened:
        width, height = opened.streams.video[0].width, opened.streams.video[0].height
    filters = pattern.format(width=width, height=height, sigma=width / 50)
    if part:  # of all filters used here, only some can be switched by time: the treated copy is laid over
        shown = f"between(t,{times[first] - period / 4:.5f},{times[stop - 1] + period / 4:.5f})"
        filters = f"split[a][b];[b]{filters}[c];[a][c]overlay=enable='{shown}'"
    right = _write(left, f"{filters},{EVEN}", treatment.encoder, folder / "treated.mp4")
    told = _told_of(left, right, treatment)
    spans = [(float(one.right.start), float(one.right.end)) for one in told if one.right and one.kind == kind]
    overlaps = [_overlap(span, one) for one in spans]
    hit = bool(overlaps) and max(overlaps) >= MATCHING
    exact = any(max(abs(a - b) for a, b in zip(span, one, strict=True)) <= ENDS_FRAMES * period + 2e-3 for one in spans)
    wrong = not hit or len(told) > 1 or not exact
    said = (
        "; ".join(f"{one.kind} {float(one.right.start):.2f}-{float(one.right.end):.2f}" for one in told if one.right)
        or "nothing"
    )
    failures = [f"{clip} {name} {span[0]:.2f}-{span[1]:.2f}: said {said}"] if wrong else []
    return Graded(name, GRADED_SECONDS, 1, int(hit), len(told) - int(hit), int(exact), failures)


def _overlap(one: tuple[float, float], two: tuple[float, float]) -> float:
    shared = max(0.0, min(one[1], two[1]) - max(one[0], two[0]))
    return shared / max(one[1] - one[0] + two[1] - two[0] - shared, 1e-9)


def _write(source: Path, filters: str, encoder: Sequence[str], to: Path) -> Path:
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(source), "-t", str(GRADED_SECONDS), "-an", "-sn"]
    subprocess.run([*command, "-vf", filters, *encoder, str(to)], check=True)
    return to


def run_treatment(options: Options, treatment: Treatment) -> Result:
    """Treated versions, whole and in part, and versions that are only encoded anew."""
    jobs = list(enumerate(list_jobs(options)))
    results = run_side_by_side(partial(_examine_treated, treatment=treatment), jobs, options.jobs)
    graded = [one for one in results if one.planted]
    clean = [one for one in results if not one.planted]
    hits, false = sum(one.hits for one in graded), sum(one.false for one in graded)
    hours = sum(one.seconds for one in clean) / 3600
    figures = {
        "f1": 2 * hits / max(len(graded) + hits + false, 1),
        "exact_share": sum(one.exact for one in graded) / max(len(graded), 1),
        "false_on_encodings": float(sum(one.false for one in clean)),
        "false_per_hour": sum(one.false for one in clean) / max(hours, 1e-9),
        "hours": hours,
    }
    names = dict.fromkeys(one.name for one in results)
    rows = [_graded_row(name, [one for one in results if one.name == name]) for name in names]
    return Result(
        figures, ("", "versions", "planted", "found", "false", "ends exact"), rows,
        [line for one in results for line in one.failures],
    )  # fmt: skip


def _graded_row(name: str, results: Sequence[Graded]) -> list[str]:
    sums = [sum(getattr(one, part) for one in results) for part in ("planted", "hits", "false", "exact")]
    return [name, str(len(results)), *map(str, sums)]


EVALS = (
    Eval(
        "colours",
        "are changed colours found, and those of mere encoding passed over?",
        partial(run_treatment, treatment=COLOURS),
    ),
    Eval(
        "finishes",
        "are sharpening and added grain found, and mere encoding passed over?",
        partial(run_treatment, treatment=FINISHES),
    ),
    Eval(
        "smothered",
        "are pictures found that were blurred or pixelated as a whole, and mere encoding passed over?",
        partial(run_treatment, treatment=SMOTHERED),
    ),
)
