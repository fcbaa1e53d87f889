"""Runs: the path cut into right frames on one line each; neighbours on lines too near to tell apart are one run.

Steps of a frame or two come from frame-rate conversion, from damage and from clocks that differ: they end no run.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from uncut.footage.align.distances import distances_along
from uncut.footage.align.lines import Line, simple_rate
from uncut.footage.align.pair import Pair
from uncut.footage.align.path import NONE, Path

SHORTEST_FRAMES = 3
"""Shorter runs are never edits or stretches of their own: frame-rate conversion and damage leave such."""
SAME_LINE_PERIODS = 2.5
"""Lines closer than this many frame periods are one line: a cut of three frames is the shortest reported."""
FEWEST_FRAMES = 12
"""Fewer right frames say little of a speed."""
AS_NEAR = 1.1
"""Of so few, rate 1 is taken where its pictures are at most so many times as far apart, and nothing longer is played at
the other speed."""
STEADY_FRAMES = 6
"""Right frames to either side of a change of line that must follow each other as their left ones do, to count what
lies between: lines are half a period apart, and those beside a cut of three frames may be two periods apart."""


@dataclass(frozen=True)
class Run:
    """Right frames ``[first, stop)`` on one line; ``line`` is ``None`` where no line explains them."""

    line: Line | None
    first: int
    stop: int

    @property
    def frames(self) -> int:
        """Number of right frames."""
        return self.stop - self.first


def split_runs(path: Path) -> list[Run]:
    """The path as runs; runs too short to mean anything are given to a neighbour."""
    edges = [0, *(np.flatnonzero(np.diff(path.line_of)) + 1), len(path.line_of)]
    runs: list[Run] = []
    for first, stop in pairwise(edges):
        if stop == first:
            continue
        number = path.line_of[first]
        run = Run(None if number == NONE else path.lines[number], int(first), int(stop))
        if run.frames < SHORTEST_FRAMES and runs:
            runs[-1] = replace(runs[-1], stop=run.stop)
        else:
            runs.append(run)
    if len(runs) > 1 and runs[0].frames < SHORTEST_FRAMES:
        runs[:2] = [replace(runs[1], first=0)]
    return runs


def merge_runs(pair: Pair, path: Path, runs: Sequence[Run]) -> list[Run]:
    """Runs on lines, neighbours joined where one line serves both.

    Steps of a frame or two come from frame-rate conversion and from clocks that differ by a little: they do not end
    a run. Neighbours of like speed, other than 1, are one line of a speed between.
    """
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if run.line is None or last is None or last.line is None:
            merged.append(run)
            continue
        line = _common_line(pair, path, last, run)
        if line is None:
            merged.append(run)
        else:
            merged[-1] = Run(line, last.first, run.stop)
    return [run for run in merged if run.line is not None]


def _common_line(pair: Pair, path: Path, before: Run, after: Run) -> Line | None:
    """The line that serves two neighbouring runs, if one does."""
    assert before.line is not None and after.line is not None
    at = pair.right_times[after.first : after.first + 1]
    if abs(before.line.left_at(at)[0] - after.line.left_at(at)[0]) >= SAME_LINE_PERIODS * pair.period:
        return None
    if _leaps_steadily(path, before, after):
        return None
    if before.line.rate == after.line.rate:
        return before.line if before.frames >= after.frames else after.line
    if 1.0 in (before.line.rate, after.line.rate) and min(before.frames, after.frames) >= FEWEST_FRAMES:
        return None
    return _fit_line(pair, path, before, after)


def _leaps_steadily(path: Path, before: Run, after: Run) -> bool:
    """Whether frame follows frame on both sides of a change of line, and between them as many are leapt as a cut has.

    No frame-rate conversion does that: it leaps one here and one there.
    """
    if min(before.frames, after.frames) < STEADY_FRAMES:
        return False
    rows = np.arange(after.first - STEADY_FRAMES, after.first + STEADY_FRAMES)
    shown = path.left_of[rows]
    ahead = (shown - rows)[shown != NONE]
    steps = np.flatnonzero(np.diff(ahead))
    return len(ahead) == len(rows) and len(steps) == 1 and abs(int(np.diff(ahead)[steps[0]])) >= SHORTEST_FRAMES


def _fit_line(pair: Pair, path: Path, before: Run, after: Run) -> Line | None:
    """A straight line through the pictures of both runs, if hardly any of either is further off than a frame."""
    shown = path.left_of[before.first : after.stop]
    known = shown != NONE
    rights, lefts = pair.right_times[before.first : after.stop][known], pair.left_times[shown[known]]
    rate, offset = (float(one) for one in np.polyfit(rights, lefts, 1))
    simple = simple_rate(rate)
    if abs(simple - rate) * (rights[-1] - rights[0]) < pair.period:
        rate, offset = simple, float(np.median(lefts - simple * rights))
    off = np.abs(rate * rights + offset - lefts)
    border = int(known[: after.first - before.first].sum())
    fits = all(np.quantile(part, 0.95) <= pair.period for part in (off[:border], off[border:]) if len(part))
    return Line(offset, rate) if fits else None


def settle_rates(pair: Pair, path: Path, runs: Sequence[Run]) -> tuple[Path, list[Run]]:
    """The runs, those with rate 1 whose own rate cannot be told from that, and the path with what they show."""
    speeds = {run.line.rate for run in runs if run.line is not None and run.frames >= FEWEST_FRAMES}
    settled = []
    for run in runs:
        path, one = _at_usual_rate(pair, path, _settle_rate(pair, path, run), speeds)
        settled.append(one)
    return path, settled


def _settle_rate(pair: Pair, path: Path, run: Run) -> Run:
    """The run with rate 1 where it does not leave its own line by as much as a cut."""
    assert run.line is not None
    seconds = float(pair.right_times[run.stop - 1] - pair.right_times[run.first])
    if run.line.rate == 1.0 or abs(run.line.rate - 1.0) * seconds >= SAME_LINE_PERIODS * pair.period:
        return run
    return replace(run, line=_usual_line(pair, path, run))


def _usual_line(pair: Pair, path: Path, run: Run) -> Line:
    """The line of rate 1 through what a run shows."""
    shown = path.left_of[run.first : run.stop]
    known = shown != NONE
    return Line(float(np.median(pair.left_times[shown[known]] - pair.right_times[run.first : run.stop][known])))


def _at_usual_rate(pair: Pair, path: Path, run: Run, speeds: Collection[float]) -> tuple[Path, Run]:
    """A brief run with rate 1 where that explains it as well, if none of the ``speeds`` of longer ones is its own."""
    assert run.line is not None
    if run.frames >= FEWEST_FRAMES or run.line.rate <= 0 or run.line.rate in {1.0, *speeds}:
        return path, run
    through = _usual_line(pair, path, run).offset
    usual = [Line(through + shift * pair.period) for shift in (-1, 0, 1)]
    distances, shown = distances_along(pair, [run.line, *usual], run.first, run.stop)
    own, *others = np.median(distances, axis=0)
    best = int(np.argmin(others))
    if others[best] > AS_NEAR * own or (shown[:, 1 + best] < 0).any():
        return path, run
    left_of, distance = path.left_of.copy(), path.distance.copy()
    left_of[run.first : run.stop], distance[run.first : run.stop] = shown[:, 1 + best], distances[:, 1 + best]
    return replace(path, left_of=left_of, distance=distance), replace(run, line=usual[best])
