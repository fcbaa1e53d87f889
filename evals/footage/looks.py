"""Eval of changes of the whole picture: cuts under crops, bars, insets, mirrors and turns; and changed colours."""

from __future__ import annotations

import subprocess
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from evals.footage.cuts import Job, dice_for, list_jobs
from evals.footage.examine import IN_TIME, describe, mark_of, run_side_by_side, said_of
from evals.footage.framings import FILMED, FRAMINGS, Framing
from evals.footage.plant import CODECS, CRF, EVEN, HALVED, Look, plant, truth_at, truth_marks, x264
from evals.footage.recipes import Recipe, plan_cuts, plan_mixed
from evals.footage.score import Counts, count, match, share_right, shown_at
from evals.footage.sources import Clip, read_clip, read_times
from evals.frame import Eval, Options, Result
from uncut.errors import UncutError
from uncut.footage.compare import compare_footage
from uncut.model.comparison import Box, Comparison

WHOLE = frozenset({"reframed", "padded", "mirrored", "rotated", "filmed"})
FRAMINGS_A_CLIP = 4
CRF_OF_LOOKS = 30
LANDSCAPE = 1.25
"""Least shape of a picture that is framed: an upright one is 9:16 already."""
FRAMES_A_CUT = 100
MOST_CUTS = 4
UNKNOWN = float("nan")


@dataclass(frozen=True)
class Outcome:
    """How one framed version went."""

    framing: str
    clip: str
    related: bool
    edits: Counts
    frames_right: int
    frames: int
    box_error: float
    """Greatest distance of an edge from the truth, as a share of the picture, over the kept stretches."""
    kinds: Counts
    failures: list[str] = field(default_factory=list)


def framings_for(position: int, *, quick: bool) -> list[Framing]:
    """Some framings a clip; over all clips, all of them."""
    each = 2 if quick else FRAMINGS_A_CLIP
    return [FRAMINGS[(position * each + number) % len(FRAMINGS)] for number in range(each)]


def graph_of(framing: Framing, clip: Clip, behind: Path, seconds: float) -> str:
    """The filters for frames of ``clip``; what lies behind is read from another file and repeated."""
    height, width = clip.pictures.shape[1] * 2 // 3, clip.pictures.shape[2]
    graph = f"{framing.filters(width, height, seconds)},{EVEN}"
    if not framing.behind:
        return graph
    other = f"movie='{behind}':loop=0,setpts=N/FRAME_RATE/TB,fps={clip.rate}[behind]"
    return f"null[shown];{other};[shown]{graph}"


def edge_error(framing: Framing, clip: Clip, said: Comparison) -> float:
    """Greatest distance of an edge from where it truly is in the middle of a kept stretch."""
    height, width = clip.pictures.shape[1] * 2 // 3, clip.pictures.shape[2]
    off = [0.0]
    for one in said.kept:
        passed = float(one.right.start + one.right.end) / 2 / float(said.right.seconds)
        for truth, found in zip(framing.place(width, height, passed), (one.left_box, one.right_box), strict=True):
            off += [abs(a - b) for a, b in zip(_edges(truth), _edges(found), strict=True)]
    return max(off) if said.kept else 1.0


def _edges(box: Box) -> tuple[float, float, float, float]:
    return box.x, box.y, box.x + box.width, box.y + box.height


def _examine_job(job: Job, framings: Sequence[Framing]) -> list[Outcome]:
    clip = read_clip(job.options.media, job.clip)
    height, width = clip.pictures.shape[1] * 2 // 3, clip.pictures.shape[2]
    if width < LANDSCAPE * height:
        return []
    other = read_clip(job.options.media, job.other, (width, height), 75)
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as folder:
        for number, framing in enumerate(framings):
            dice = dice_for(job, framing.name)
            frames = len(clip.times)
            if number % 2:
                recipe = plan_mixed(frames, len(other.times), round(1 / clip.period), dice)
            else:
                recipe = plan_cuts(frames, max(1, min(MOST_CUTS, frames // FRAMES_A_CUT)), dice)
            graph = graph_of(framing, clip, job.options.media / job.other, len(recipe.order) * clip.period)
            right = plant(clip, other, recipe, Look(framing.name, graph, x264(CRF_OF_LOOKS)), Path(folder) / "right")
            outcomes.append(_judge(framing, clip, recipe, right))
            right.unlink()
    return outcomes


def _judge(framing: Framing, clip: Clip, recipe: Recipe, right: Path) -> Outcome:
    head = f"{clip.name} {framing.name}"
    try:
        comparison = compare_footage(clip.path, right)
    except UncutError as error:
        return Outcome(framing.name, clip.name, False, Counts(), 0, 1, 1.0, Counts(), [f"{head}: {error}"])
    said = said_of(comparison, 0.0)
    planted = truth_marks(clip, recipe)
    found = [mark_of(edit) for edit in comparison.edits if edit.kind in IN_TIME]
    pairs = match(planted, found, clip.period)
    times = read_times(right)
    good, frames = share_right(truth_at(clip, recipe, times), shown_at(said.lines, times), clip.period)
    kinds = {edit.kind for edit in comparison.edits if edit.kind in WHOLE}
    hits = len(kinds & framing.kinds)
    error = edge_error(framing, clip, comparison)
    told = [
        f"{head}: {good}/{frames} frames right, edges {error:.4f} off, said {', '.join(sorted(kinds)) or 'nothing'}"
    ]
    missed = "; ".join(describe(one) for number, one in enumerate(planted) if number not in {a for a, _ in pairs})
    wrong = "; ".join(describe(one) for number, one in enumerate(found) if number not in {b for _, b in pairs})
    told += [f"{head}: missed {missed}"] * bool(missed) + [f"{head}: not planted {wrong}"] * bool(wrong)
    is_right = good >= 0.98 * frames and error <= 0.01 and kinds == framing.kinds and not missed and not wrong
    return Outcome(
        framing.name, clip.name, comparison.related, count(planted, found, pairs), good, frames, error,
        Counts(hits, len(framing.kinds) - hits, len(kinds) - hits), [] if is_right else told,
    )  # fmt: skip


def _examine_numbered(numbered: tuple[int, Job]) -> list[Outcome]:
    return _examine_job(numbered[1], framings_for(numbered[0], quick=numbered[1].quick))


def _examine_filmed(job: Job) -> list[Outcome]:
    return _examine_job(job, FILMED)


def run_looks(options: Options) -> Result:
    """Cuts, insertions, repeats and moves under framings, at a coarse quality."""
    jobs = list(enumerate(list_jobs(options, with_other=True)))
    return _told(run_side_by_side(_examine_numbered, jobs, options.jobs), FRAMINGS)


def run_filmed(options: Options) -> Result:
    """The same where a screen was filmed: by a camera that stands still, and by one in a hand."""
    return _told(run_side_by_side(_examine_filmed, list_jobs(options, with_other=True), options.jobs), FILMED)


def _told(outcomes: Sequence[Outcome], framings: Sequence[Framing]) -> Result:
    rows = [_row(one.name, [o for o in outcomes if o.framing == one.name]) for one in framings]
    edits, kinds = (sum((getattr(o, name) for o in outcomes), Counts()) for name in ("edits", "kinds"))
    frames = sum(one.frames for one in outcomes)
    figures = {
        "frames_right": sum(one.frames_right for one in outcomes) / max(frames, 1),
        "edits_f1": edits.f1,
        "kinds_f1": kinds.f1,
        "boxes_within_1_percent": sum(one.box_error <= 0.01 for one in outcomes) / max(len(outcomes), 1),
        "median_box_error": float(np.median([one.box_error for one in outcomes])) if outcomes else 1.0,
        "said_unrelated": float(sum(not one.related for one in outcomes)),
    }
    header = ("", "versions", "frames right", "edits F1", "kinds F1", "median edge error", "unrelated")
    return Result(figures, header, [row for row in rows if row[1] != "0"], [x for o in outcomes for x in o.failures])


def _row(name: str, outcomes: Sequence[Outcome]) -> list[str]:
    edits, kinds = (sum((getattr(o, part) for o in outcomes), Counts()) for part in ("edits", "kinds"))
    return [
        name,
        str(len(outcomes)),
        f"{sum(one.frames_right for one in outcomes) / max(sum(one.frames for one in outcomes), 1):.4f}",
        f"{edits.f1:.3f}",
        f"{kinds.f1:.3f}",
        f"{float(np.median([one.box_error for one in outcomes])) if outcomes else UNKNOWN:.4f}",
        str(sum(not one.related for one in outcomes)),
    ]


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
GRADINGS_A_CLIP = 3
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


def _examine_colours(numbered: tuple[int, Job]) -> list[Graded]:
    position, job = numbered
    source = job.options.media / job.clip
    results = []
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as folder:
        left = _write(source, EVEN, x264(10), Path(folder) / "left.mp4")
        names = list(GRADINGS)
        for number in range(GRADINGS_A_CLIP):
            name = names[(position * GRADINGS_A_CLIP + number) % len(names)]
            dice = np.random.default_rng([job.options.seed, zlib.crc32(f"{job.clip} {name}".encode())])
            results.append(_examine_graded(job.clip, left, name, dice, part=number % 2 == 1, folder=Path(folder)))
        for number in range(2):
            look = ENCODINGS[(position * 2 + number) % len(ENCODINGS)]
            right = _write(left, look.filters, look.encoder, Path(folder) / f"encoded{look.suffix}")
            found = [edit for edit in compare_footage(left, right).edits if edit.kind == "recoloured"]
            told = [f"{job.clip} {look.name}: not planted: {one.why}" for one in found]
            results.append(Graded(look.name, GRADED_SECONDS, 0, 0, len(found), 0, told))
    return results


def _examine_graded(clip: str, left: Path, name: str, dice: np.random.Generator, *, part: bool, folder: Path) -> Graded:
    times = read_times(left)
    period = float(np.median(np.diff(times)))
    first, stop = 0, len(times)
    if part:
        first = int(dice.integers(0, len(times) // 2))
        stop = int(dice.integers(first + len(times) // 4, len(times)))
    span = (float(times[first]), float(times[stop - 1]) + period)
    filters = GRADINGS[name]
    if part:  # of all filters used here, only some can be switched by time: the graded copy is laid over
        shown = f"between(t,{times[first] - period / 4:.5f},{times[stop - 1] + period / 4:.5f})"
        filters = f"split[a][b];[b]{filters}[c];[a][c]overlay=enable='{shown}'"
    right = _write(left, f"{filters},{EVEN}", x264(28), folder / "graded.mp4")
    found = [edit for edit in compare_footage(left, right).edits if edit.kind == "recoloured" and edit.right]
    spans = [(float(one.right.start), float(one.right.end)) for one in found if one.right]
    overlaps = [_overlap(span, one) for one in spans]
    hit = bool(overlaps) and max(overlaps) >= MATCHING
    exact = any(max(abs(a - b) for a, b in zip(span, one, strict=True)) <= ENDS_FRAMES * period + 2e-3 for one in spans)
    wrong = not hit or len(found) > 1 or not exact
    told = "; ".join(f"{one[0]:.2f}-{one[1]:.2f}" for one in spans) or "nothing"
    failures = [f"{clip} {name} {span[0]:.2f}-{span[1]:.2f}: said {told}"] if wrong else []
    return Graded(name, GRADED_SECONDS, 1, int(hit), len(found) - int(hit), int(exact), failures)


def _overlap(one: tuple[float, float], two: tuple[float, float]) -> float:
    shared = max(0.0, min(one[1], two[1]) - max(one[0], two[0]))
    return shared / max(one[1] - one[0] + two[1] - two[0] - shared, 1e-9)


def _write(source: Path, filters: str, encoder: Sequence[str], to: Path) -> Path:
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(source), "-t", str(GRADED_SECONDS), "-an", "-sn"]
    subprocess.run([*command, "-vf", filters, *encoder, str(to)], check=True)
    return to


def run_colours(options: Options) -> Result:
    """Graded versions, whole and in part, and versions that are only encoded anew."""
    jobs = list(enumerate(list_jobs(options)))
    results = run_side_by_side(_examine_colours, jobs, options.jobs)
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
    Eval("looks", "are edits found under crops, bars, insets, mirrors and turns, and are those measured?", run_looks),
    Eval("filmed", "is footage aligned that was filmed from a screen at a slant?", run_filmed),
    Eval("colours", "are changed colours found, and those of mere encoding passed over?", run_colours),
)
