"""Evals of planted edits: cuts, and cuts among insertions, repeats and moves; and changes of speed."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from evals.footage.examine import run_side_by_side
from evals.footage.plant import CODECS, CRF, HALVED, Look, rate_look
from evals.footage.planted import HEADER, Outcome, Trial, add_up, run_trials, table_of
from evals.footage.recipes import plan_cuts, plan_mixed, plan_speed
from evals.footage.score import Counts, calibration_error, reliability
from evals.footage.sources import Clip, choose_clips, read_clip
from evals.frame import Eval, Options, Result

BINS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
FRAMES_A_CUT = 80
"""A clip gets one cut for so many frames."""
MOST_CUTS = 6
OTHER_FRAMES = 75
SPEEDS = {"slow": 0.5, "fast": 1.5, "faster": 2.0, "backwards": -1.0, "still": 0.0}


@dataclass(frozen=True)
class Job:
    """A clip to plant in, and the clip whose frames are put in."""

    options: Options
    clip: str
    other: str
    quick: bool


def dice_for(job: Job, trial: str) -> np.random.Generator:
    """Random numbers that depend on the seed, the clip and the trial alone."""
    return np.random.default_rng([job.options.seed, zlib.crc32(f"{job.clip} {trial}".encode())])


def _read(job: Job) -> tuple[Clip, Clip | None]:
    clip = read_clip(job.options.media, job.clip)
    size = (clip.pictures.shape[2], clip.pictures.shape[1] * 2 // 3)
    other = read_clip(job.options.media, job.other, size, OTHER_FRAMES) if job.other else None
    return clip, other


def looks_for(clip: Clip, *, quick: bool) -> list[Look]:
    """What a clip's versions look like; a quick run has two of them."""
    rate = rate_look(clip.period)
    rates = [rate] if rate else []
    return [CRF[28], *(rates or [HALVED])] if quick else [*CRF.values(), HALVED, *rates, *CODECS]


def cut_trials(job: Job, clip: Clip) -> list[Trial]:
    """Cuts with every look."""
    count = max(1, min(MOST_CUTS, len(clip.times) // FRAMES_A_CUT))
    return [
        Trial(f"cuts-{look.name}", look, plan_cuts(len(clip.times), count, dice_for(job, f"cuts-{look.name}")))
        for look in looks_for(clip, quick=job.quick)
    ]


def mixed_trials(job: Job, clip: Clip, other: Clip) -> list[Trial]:
    """A cut, an insertion, a repeat and a move, with some looks."""
    rate = rate_look(clip.period)
    looks = [CRF[28]] if job.quick else [CRF[28], CRF[34], HALVED, *([rate] if rate else [])]
    second = round(1 / clip.period)
    return [
        Trial(
            f"mixed-{look.name}",
            look,
            plan_mixed(len(clip.times), len(other.times), second, dice_for(job, f"mixed-{look.name}")),
        )
        for look in looks
    ]


def speed_trials(job: Job, clip: Clip) -> list[Trial]:
    """Each change of speed at two looks."""
    looks = [CRF[28]] if job.quick else [CRF[28], HALVED]
    second = round(1 / clip.period)
    return [
        Trial(f"{name}-{look.name}", look, plan_speed(len(clip.times), speed, second, dice_for(job, name + look.name)))
        for name, speed in SPEEDS.items()
        for look in looks
    ]


def _plant_cuts(job: Job) -> list[Outcome]:
    clip, _ = _read(job)
    return run_trials(clip, None, cut_trials(job, clip))


def _plant_mixed(job: Job) -> list[Outcome]:
    clip, other = _read(job)
    assert other
    return run_trials(clip, other, mixed_trials(job, clip, other))


def _plant_speeds(job: Job) -> list[Outcome]:
    clip, _ = _read(job)
    return run_trials(clip, None, speed_trials(job, clip))


def list_jobs(options: Options, *, moving: bool = True, with_other: bool = False) -> list[Job]:
    """A job for each clip; what is put in comes from the clip half the list away."""
    names = choose_clips(options, moving=moving, limit=options.limit)
    others = choose_clips(options, moving=True, limit=None) if with_other else []
    return [
        Job(options, name, _other_for(name, others, position) if with_other else "", options.limit is not None)
        for position, name in enumerate(names)
    ]


def _other_for(name: str, others: Sequence[str], position: int) -> str:
    """Footage from another folder: what lies in one folder may show one place."""
    folder = name.split("/", maxsplit=1)[0]
    far = [one for one in others if one.split("/")[0] != folder]
    return far[(position + len(far) // 2) % len(far)]


def _by_look(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = {}
    for one in outcomes:
        groups.setdefault(one.look.split("to")[0] + " fps" if "to" in one.look else one.look, []).append(one)
    return {**groups, "all": list(outcomes)}


def _confidence_notes(outcomes: Sequence[Outcome]) -> list[str]:
    said = [one for outcome in outcomes for one in outcome.confidences]
    return [
        f"confidence {low:.2f}-{high:.2f}: {many} findings, said {confidence:.3f}, right {share:.3f}"
        for low, high, many, confidence, share in reliability(said, BINS)
    ]


def _figures(outcomes: Sequence[Outcome], kinds: Sequence[str]) -> dict[str, float]:
    counts = add_up(outcomes)
    total = sum(counts.values(), Counts())
    figures = {"recall": total.recall, "precision": total.precision, "f1": total.f1}
    for kind in kinds:
        figures[f"{kind}_f1"] = counts.get(kind, Counts()).f1
    frames = sum(one.frames for one in outcomes)
    figures["frames_right"] = sum(one.frames_right for one in outcomes) / max(frames, 1)
    figures["mean_offset_ms"] = 1000 * total.mean_offset
    said = [one for outcome in outcomes for one in outcome.confidences]
    figures["calibration_error"] = calibration_error(said, BINS)
    return figures


def run_cuts(options: Options) -> Result:
    """Cuts in moving footage; those in static footage apart."""
    jobs = list_jobs(options)
    outcomes = run_side_by_side(_plant_cuts, jobs, options.jobs)
    figures = _figures(outcomes, ["removed"])
    rows = table_of(_by_look(outcomes)) + table_of(_by_clip(outcomes))
    failures = [line for one in outcomes for line in one.failures]
    if not options.limit:
        static = run_side_by_side(_plant_cuts, list_jobs(options, moving=False), options.jobs)
        figures |= _static_figures(static)
        rows += table_of({f"static {name}": group for name, group in _by_clip(static).items()})
        failures += [f"(static) {line}" for one in static for line in one.failures]
    return Result(figures, HEADER, rows, failures, _confidence_notes(outcomes))


def _static_figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    strict = sum(add_up(outcomes, "all_counts").values(), Counts())
    loose = sum(add_up(outcomes, "loose_counts").values(), Counts())
    return {"static_recall": strict.recall, "static_f1": strict.f1, "static_loose_f1": loose.f1}


def _by_clip(outcomes: Sequence[Outcome]) -> dict[str, list[Outcome]]:
    groups: dict[str, list[Outcome]] = {}
    for one in outcomes:
        groups.setdefault(one.clip, []).append(one)
    return groups


def run_mixed(options: Options) -> Result:
    """Four kinds of edit in one file."""
    outcomes = run_side_by_side(_plant_mixed, list_jobs(options, with_other=True), options.jobs)
    rows = table_of(_by_look(outcomes)) + table_of(_by_clip(outcomes)) + _kind_rows(outcomes)
    figures = _figures(outcomes, ["removed", "inserted", "repeated", "moved"])
    return Result(
        figures, HEADER, rows, [line for one in outcomes for line in one.failures], _confidence_notes(outcomes)
    )


def run_speeds(options: Options) -> Result:
    """Slower, faster, backwards, held."""
    outcomes = run_side_by_side(_plant_speeds, list_jobs(options), options.jobs)
    groups = {name: [one for one in outcomes if one.trial.startswith(f"{name}-")] for name in SPEEDS}
    figures = _figures(outcomes, ["retimed", "reversed", "frozen"])
    figures["loose_f1"] = sum(add_up(outcomes, "loose_counts").values(), Counts()).f1
    rows = table_of({**groups, "all": outcomes}) + _kind_rows(outcomes)
    return Result(
        figures, HEADER, rows, [line for one in outcomes for line in one.failures], _confidence_notes(outcomes)
    )


def _kind_rows(outcomes: Sequence[Outcome]) -> list[list[str]]:
    return [
        [kind, "", str(one.hits + one.missed), f"{one.recall:.3f}", f"{one.precision:.3f}", f"{one.f1:.3f}", "",
         f"{1000 * one.mean_offset:.1f} ms", ""]
        for kind, one in add_up(outcomes).items()
    ]  # fmt: skip


EVALS = (
    Eval("cuts", "is every cut of 3 frames or more found within one frame?", run_cuts),
    Eval("mixed", "are cuts, insertions, repeats and moves told apart?", run_mixed),
    Eval("speeds", "are slower, faster, reversed and frozen stretches found?", run_speeds),
)
