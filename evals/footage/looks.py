"""Eval of changes of the whole picture: cuts under crops, bars, insets, mirrors and turns."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from evals.footage.cuts import Job, dice_for, list_jobs
from evals.footage.examine import IN_TIME, describe, mark_of, run_side_by_side, said_of
from evals.footage.framings import FILMED, FRAMINGS, Framing
from evals.footage.plant import EVEN, Look, plant, truth_at, truth_marks, x264
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


EVALS = (
    Eval("looks", "are edits found under crops, bars, insets, mirrors and turns, and are those measured?", run_looks),
    Eval("filmed", "is footage aligned that was filmed from a screen at a slant?", run_filmed),
)
