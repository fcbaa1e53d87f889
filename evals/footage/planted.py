"""Plant recipes in a clip, compare, and score: the work that the evals of planted edits share."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from evals.footage.examine import CONTAINER, SOUND, Said, describe, examine, near
from evals.footage.plant import Look, plant, truth_at, truth_marks
from evals.footage.recipes import Recipe
from evals.footage.score import Counts, Mark, count, match, share_right, shown_at
from evals.footage.sources import Clip, read_times
from uncut.errors import UncutError


@dataclass(frozen=True)
class Trial:
    """An edited version to make: what it is called, how it looks, which frames it shows."""

    name: str
    look: Look
    recipe: Recipe


@dataclass(frozen=True)
class Outcome:
    """How one trial went."""

    clip: str
    trial: str
    look: str
    counts: dict[str, Counts]
    """By kind of edit; those planted where nothing moves are not in it."""
    all_counts: dict[str, Counts]
    """By kind, wherever they were planted."""
    loose_counts: dict[str, Counts]
    """By kind, five frames off allowed, and anything inside the interval that the finding gives."""
    frames_right: int
    frames: int
    seconds: float
    confidences: list[tuple[float, bool]]
    failures: list[str] = field(default_factory=list)


LOOSE_FRAMES = 5


def run_trials(clip: Clip, other: Clip | None, trials: Iterable[Trial]) -> list[Outcome]:
    """Make, compare and score each."""
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as folder:
        for trial in trials:
            right = plant(clip, other, trial.recipe, trial.look, Path(folder) / trial.name)
            outcomes.append(_score(clip, trial, right))
            right.unlink()
    return outcomes


def _score(clip: Clip, trial: Trial, right: Path) -> Outcome:
    planted = truth_marks(clip, trial.recipe)
    try:
        said = examine(clip.path, right, leave_out=SOUND | CONTAINER | trial.look.true)
    except UncutError as error:
        said = Said(False, [], [], 0.0, 0.0, 0.0)
        trouble = [f"{clip.name} {trial.name}: {error}"]
    else:
        trouble = []
    period = max(clip.period, 1 / trial.look.rate if trial.look.rate else 0.0)
    pairs = match(planted, said.edits, period)
    loose = match(planted, said.edits, LOOSE_FRAMES * period, use_slack=True)
    times = read_times(right)
    good, frames = share_right(truth_at(clip, trial.recipe, times), shown_at(said.lines, times), period)
    slack_hits = {two for _, two in match(planted, said.edits, period, use_slack=True)}
    return Outcome(
        clip.name,
        trial.name,
        trial.look.name,
        _by_kind(planted, said.edits, pairs, moving_only=True),
        _by_kind(planted, said.edits, pairs, moving_only=False),
        _by_kind(planted, said.edits, loose, moving_only=False),
        good,
        frames,
        said.seconds,
        [(one.confidence, two in slack_hits) for two, one in enumerate(said.edits)],
        [*trouble, *_tell(clip, trial, planted, said, pairs)],
    )


def _by_kind(
    planted: Sequence[Mark], found: Sequence[Mark], pairs: Sequence[tuple[int, int]], *, moving_only: bool
) -> dict[str, Counts]:
    """Counts by kind; with ``moving_only`` a missed edit counts only where the pictures move."""
    counts = {}
    for kind in {mark.kind for mark in [*planted, *found]}:
        ours = [(one, two) for one, two in pairs if planted[one].kind == kind]
        hit = {one for one, _ in ours}
        truth = [
            mark
            for one, mark in enumerate(planted)
            if mark.kind == kind and (mark.moving or not moving_only or one in hit)
        ]
        plain = count(planted, found, ours)
        said = sum(mark.kind == kind for mark in found)
        counts[kind] = Counts(len(ours), len(truth) - len(ours), said - len(ours), plain.off_seconds)
    return counts


def _tell(clip: Clip, trial: Trial, planted: Sequence[Mark], said: Said, pairs: Sequence[tuple[int, int]]) -> list[str]:
    """A line for each miss, with what was said nearby, and one for each finding that was not planted."""
    head = f"{clip.name} {trial.name}"
    found, hits = {one for one, _ in pairs}, {two for _, two in pairs}
    lines = []
    explained: set[int] = set()
    for one, mark in enumerate(planted):
        if one in found:
            continue
        around = [(two, edit) for two, edit in enumerate(said.edits) if two not in hits and near(mark, [edit])]
        explained.update(two for two, _ in around)
        first, stop = trial.recipe.planted[one].left
        told = "; ".join(f"{describe(edit)} ({edit.confidence:g})" for _, edit in around) or "nothing there"
        still = "" if mark.moving else " [still there]"
        lines.append(f"{head}: missed {describe(mark)} (frames {first}-{stop}){still}; said: {told}")
    for two, edit in enumerate(said.edits):
        if two not in hits and two not in explained:
            lines.append(f"{head}: not planted: {describe(edit)} ({edit.confidence:g})")
    return lines if said.related else [*lines, f"{head}: said not to be related"]


def add_up(outcomes: Iterable[Outcome], which: str = "counts") -> dict[str, Counts]:
    """Counts by kind over all outcomes."""
    total: dict[str, Counts] = {}
    for outcome in outcomes:
        for kind, counts in getattr(outcome, which).items():
            total[kind] = total.get(kind, Counts()) + counts
    return dict(sorted(total.items()))


def table_of(groups: dict[str, list[Outcome]]) -> list[list[str]]:
    """A row for each group: comparisons, edits, recall, precision, F1, frames right, offset, cost."""
    rows = []
    for name, outcomes in groups.items():
        counts = sum((one for outcome in outcomes for one in outcome.counts.values()), Counts())
        right, frames = sum(one.frames_right for one in outcomes), sum(one.frames for one in outcomes)
        rows.append(
            [
                name,
                str(len(outcomes)),
                str(counts.hits + counts.missed),
                f"{counts.recall:.3f}",
                f"{counts.precision:.3f}",
                f"{counts.f1:.3f}",
                f"{right / max(frames, 1):.4f}",
                f"{1000 * counts.mean_offset:.1f} ms",
                f"{np.mean([one.seconds for one in outcomes]):.2f} s",
            ]
        )
    return rows


HEADER = ("", "pairs", "edits", "recall", "precision", "F1", "frames right", "mean offset", "compare")
