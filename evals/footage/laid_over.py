"""Evals of edits in time beneath what is laid over the pictures: still footage beneath it, and regions over cuts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from evals.footage.cuts import Job, dice_for, list_jobs
from evals.footage.examine import NOT_IN_TIME, run_side_by_side
from evals.footage.plant import EVEN, Look, x264
from evals.footage.planted import HEADER, Outcome, Trial, add_up, run_trials, table_of
from evals.footage.recipes import KEPT_BETWEEN, PlantedSpan, Recipe, assemble
from evals.footage.regions import draw_region, filter_for
from evals.footage.score import Counts
from evals.footage.sources import Clip, read_clip, read_facts
from evals.frame import Eval, Options, Result

QUALITIES = (20, 26, 32)
BOARD = "drawtext=text='BREAKING NEWS':fontsize=h/12:fontcolor=white:box=1:boxcolor=navy:x=w*.1:y=h*.82"
LOGO = "drawtext=text='TV 7':fontsize=h/9:fontcolor=red:box=1:boxcolor=white:x=w*.8:y=h*.06"
CONTRAST = "eq=contrast=1.35:brightness=.06"
BALANCE = "colorbalance=rs=.3:bh=-.2"
DRESSINGS = {
    "contrast": CONTRAST,
    "balance": BALANCE,
    "logo": LOGO,
    "caption": BOARD + ":{shown}",
    "caption, contrast": f"{BOARD}:{{shown}},{CONTRAST}",
    "caption, balance": f"{BOARD}:{{shown}},{BALANCE}",
    "caption, logo": f"{BOARD}:{{shown}},{LOGO}",
}
"""What is done to the pictures of still footage; ``{shown}`` says when a caption is there."""
SPEEDS = (1.25, 0.5, 2.0, 1.5)
VERSIONS_A_CLIP = 6
REGIONS = ("caption", "covered", "blurred", "overlaid")
PLACES = ("over", "before", "after")
"""How a region lies to the cut: over it, up to it, or from it on."""
MOST_SECONDS = 31.0
CUT_SECONDS = (0.4, 1.6)
FRAMED = 1.0
"""Seconds that are kept at least before and after a cut."""
UNTOUCHED = 0.4
"""Seconds at either end of a version over which nothing is laid."""


def plan_one_cut(frames: int, period: float, dice: np.random.Generator) -> Recipe:
    """One cut of `CUT_SECONDS`, with `FRAMED` seconds on both sides where there are so many."""
    length = max(3, round(float(dice.uniform(*CUT_SECONDS)) / period))
    margin = min(max(KEPT_BETWEEN, round(FRAMED / period)), (frames - length) // 2 - 1)
    first = int(dice.integers(margin, frames - length - margin))
    return assemble(frames, [("removed", first, first + length)], [])


def plan_whole_speed(frames: int, rate: float) -> Recipe:
    """All of it at ``rate`` left seconds a right second."""
    order = np.floor(np.arange(round(frames / rate)) * rate).astype(np.int64)
    return Recipe(order, (PlantedSpan("retimed", (0, frames), (0, len(order))),))


def plan_nothing(frames: int) -> Recipe:
    """All of it as it is."""
    return Recipe(np.arange(frames), ())


def standing_trials(job: Job, clip: Clip, position: int, versions: int) -> list[Trial]:
    """Versions of a still clip; over all clips, every dressing with a cut, with a speed and with neither."""
    trials = []
    frames, names = len(clip.times), list(DRESSINGS)
    for number in range(position * versions, (position + 1) * versions):
        name, plan = names[number % len(names)], ("cut", "speed", "cut", "nothing")[number // 2 % 4]
        dice = dice_for(job, f"{name} {plan}")
        if plan == "cut":
            recipe = plan_one_cut(frames, clip.period, dice)
        elif plan == "speed":
            recipe = plan_whole_speed(frames, SPEEDS[int(dice.integers(len(SPEEDS)))])
        else:
            recipe = plan_nothing(frames)
        seconds = len(recipe.order) * clip.period
        first = float(dice.uniform(0, max(0.0, seconds - 1.5)))
        last = first + float(dice.uniform(1, 3))
        filters = DRESSINGS[name].format(shown=f"enable='between(t,{first:.3f},{last:.3f})'")
        look = _look(name, filters, QUALITIES[int(dice.integers(len(QUALITIES)))])
        trials.append(Trial(f"{name}, {plan}", look, recipe))
    return trials


def touching_trials(job: Job, clip: Clip, position: int, versions: int) -> list[Trial]:
    """Versions with a cut and a region that touches it; over all clips, every region at every place."""
    height, width = clip.pictures.shape[1] * 2 // 3, clip.pictures.shape[2]
    trials = []
    for number in range(position * versions, (position + 1) * versions):
        kind, place = REGIONS[number % len(REGIONS)], PLACES[number // len(REGIONS) % len(PLACES)]
        dice = dice_for(job, f"{kind} {place}")
        recipe = plan_one_cut(len(clip.times), clip.period, dice)
        seconds = len(recipe.order) * clip.period
        at = recipe.planted[0].right[0] * clip.period
        before, after = dice.uniform(0.2, 1.2, 2)
        span = {"over": (at - before, at + after), "before": (at - 2 * before, at), "after": (at, at + 2 * after)}[
            place
        ]
        span = (max(UNTOUCHED, span[0]), min(seconds - UNTOUCHED, span[1]))
        if kind == "caption":
            filters = f"{BOARD}:enable='between(t,{span[0]:.3f},{span[1] - clip.period / 2:.3f})'"
        else:
            drawn = draw_region(job.clip, kind, place, 6.0, job.options.seed)
            graph = filter_for(replace(drawn, span=span), width, height, dice)
            filters = f"null[in];{graph}" if "[in]" in graph else graph
        if dice.random() < 0.25:
            filters += f",{CONTRAST}"
        trials.append(
            Trial(f"{kind} {place}", _look(f"{kind} {place}", filters, QUALITIES[number % len(QUALITIES)]), recipe)
        )
    return trials


def _look(name: str, filters: str, crf: int) -> Look:
    return Look(name, f"{filters},{EVEN}", x264(crf), true=NOT_IN_TIME)


def _examine_standing(numbered: tuple[int, Job]) -> list[Outcome]:
    position, job = numbered
    clip = read_clip(job.options.media, job.clip)
    return run_trials(clip, None, standing_trials(job, clip, position, 2 if job.quick else VERSIONS_A_CLIP))


def _examine_touching(numbered: tuple[int, Job]) -> list[Outcome]:
    position, job = numbered
    clip = read_clip(job.options.media, job.clip)
    return run_trials(clip, None, touching_trials(job, clip, position, 2 if job.quick else VERSIONS_A_CLIP))


def _list_short(options: Options, *, moving: bool) -> list[tuple[int, Job]]:
    jobs = list_jobs(options, moving=moving)
    return list(enumerate(job for job in jobs if read_facts(options.media, job.clip).times[-1] < MOST_SECONDS))


def run_standing(options: Options) -> Result:
    """Cuts and speeds in footage that hardly moves, beneath gradings, logos and captions; and versions without any."""
    outcomes = run_side_by_side(_examine_standing, _list_short(options, moving=False), options.jobs)
    groups = {name: [one for one in outcomes if one.look == name] for name in DRESSINGS}
    groups |= {
        plan: [one for one in outcomes if one.trial.endswith(f", {plan}")] for plan in ("cut", "speed", "nothing")
    }
    return _told(outcomes, groups)


def run_touching(options: Options) -> Result:
    """Cuts in moving footage, with a caption, a cover, a blur or an overlay over, before or after the cut."""
    outcomes = run_side_by_side(_examine_touching, _list_short(options, moving=True), options.jobs)
    groups = {kind: [one for one in outcomes if one.trial.startswith(f"{kind} ")] for kind in REGIONS}
    groups |= {place: [one for one in outcomes if one.trial.endswith(f" {place}")] for place in PLACES}
    return _told(outcomes, groups)


def _told(outcomes: Sequence[Outcome], groups: dict[str, list[Outcome]]) -> Result:
    moving, strict, loose = (
        sum(add_up(outcomes, which).values(), Counts()) for which in ("counts", "all_counts", "loose_counts")
    )
    frames = sum(one.frames for one in outcomes)
    figures = {
        "f1": moving.f1,
        "all_f1": strict.f1,
        "loose_f1": loose.f1,
        "frames_right": sum(one.frames_right for one in outcomes) / max(frames, 1),
        "versions_right": sum(not one.failures for one in outcomes) / max(len(outcomes), 1),
    }
    rows = table_of({**{name: group for name, group in groups.items() if group}, "all": list(outcomes)})
    return Result(figures, HEADER, rows, [line for one in outcomes for line in one.failures])


EVALS = (
    Eval("standing", "are cuts and speeds found in still footage beneath gradings, logos and captions?", run_standing),
    Eval("touching", "are cuts found that captions, covers, blurs and overlays touch?", run_touching),
)
