"""The path under a window that moves: for every right frame the line, so that pictures agree and the window goes on.

As `path`, and beside it a change of line costs by how far the window would leap: in a pan, a wrong line puts it where
it cannot have gone. Array maths, no files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from uncut.footage.align.distances import distances_along
from uncut.footage.align.lines import Floats, Line, Reach
from uncut.footage.align.pair import Pair
from uncut.footage.align.path import (
    BACK_COST,
    JUMP_COST,
    NONE,
    NONE_COST,
    TO_NONE_COST,
    Path,
    in_noise,
    jump_costs,
    measure_noise,
)
from uncut.footage.align.registered import Registered
from uncut.footage.align.runs import SHORTEST_FRAMES
from uncut.footage.align.slack import measure_slack, turn_where_lines_cross
from uncut.footage.align.stretches import Stretch, find_stretches

REACH_FRAMES = 15
"""Lines so many frames to either side of a known one are tried."""
BESIDE_FRAMES = 64
"""A known line is tried so many right frames before and after where it was known."""
LEAP_COST, MOST_LEAP_COST = 8.0, 30.0
"""For every pixel of a leap of the window, and at most: a window may be cut from one place to another. Set by eye, not
tuned: a wrong line in a pan leaps by a pixel a frame or so, and places are exact to a third of one."""
SOUGHT, MOST_SOUGHT = 5, 600
"""Right frames of an unexplained span that are sought, among so many left ones."""
HOPELESS = 0.3
"""Squared distance from which a frame is not seen."""
SPEED_FRAMES = 5
"""Over so many frames the speed of a window is measured."""
OUTSIDE = 1e6


def align_followed(pair: Pair, registered: Registered, reaches: Sequence[Reach]) -> list[Stretch]:
    """The stretches on lines of ``reaches`` on which a window shows the left pictures and goes on as it went."""
    lines = tuple(sorted({reach.line for reach in reaches}))
    distances, left_of, places = _measure(pair, registered, lines, reaches)
    nearest = np.minimum(distances.min(axis=1), 4.0).astype(np.float32)
    noise = measure_noise(nearest, pair)
    choice = _cheapest(
        np.where(np.isfinite(distances), in_noise(distances, noise[:, np.newaxis]), OUTSIDE),
        places,
        lines,
    )
    rows = np.arange(len(choice))
    held = choice != NONE
    registered.settle(_smoothed(places[rows, choice], choice), held)
    path = Path(
        lines, choice, np.where(held, left_of[rows, choice], NONE).astype(np.int32),
        np.where(held, distances[rows, choice], distances.min(axis=1)).astype(np.float32), noise,
    )  # fmt: skip
    stretches, _ = find_stretches(pair, path)
    return turn_where_lines_cross(pair, measure_slack(pair, path, stretches))


def reaches_around(pair: Pair, known: Sequence[tuple[Line, int, int]]) -> list[Reach]:
    """Lines around those known on right frames ``[first, stop)``, there and beside."""
    period, frames = pair.period, len(pair.right)
    found = []
    for line, first, stop in known:
        for step in range(-REACH_FRAMES, REACH_FRAMES + 1):
            near = (
                replace(line, offset=round(line.offset / period + step) * period)
                if line.rate == 1
                else replace(line, offset=line.offset + step * period)
            )
            found.append(Reach(near, max(0, first - BESIDE_FRAMES), min(frames, stop + BESIDE_FRAMES)))
    return found


def seek_lines(pair: Pair, registered: Registered, stretches: Sequence[Stretch]) -> list[tuple[Line, int, int]]:
    """Lines on which right frames outside all ``stretches`` may show left ones where the window is, and those frames.

    A repeat or a move may be too short to be found before the window's place is known.
    """
    outside = np.ones(len(pair.right) + 2, bool)
    outside[[0, -1]] = False
    for one in stretches:
        outside[one.right_first + 1 : one.right_stop + 1] = False
    edges = np.flatnonzero(np.diff(outside)).reshape(-1, 2).tolist()
    lefts = np.arange(0, len(pair.left), max(1, len(pair.left) // MOST_SOUGHT)).tolist()
    found = []
    for first, stop in edges:
        if stop - first < SHORTEST_FRAMES:
            continue
        for row in np.linspace(first, stop - 1, SOUGHT + 2)[1:-1].round().astype(int).tolist():
            apart = registered.distances(row, lefts)
            at = lefts[int(apart.argmin())]
            if float(apart.min()) < HOPELESS:
                found.append((Line(float(pair.left_times[at] - pair.right_times[row])), first, stop))
    return found


def _measure(
    pair: Pair, registered: Registered, lines: Sequence[Line], reaches: Sequence[Reach]
) -> tuple[Floats, npt.NDArray[np.int32], Floats]:
    """Distances, left frames and places, shape (right frames, lines) and those by 2."""
    frames = len(pair.right)
    distances = np.full((frames, len(lines)), np.inf)
    left_of = np.full((frames, len(lines)), NONE, np.int32)
    places = np.zeros((frames, len(lines), 2))
    active = np.zeros((frames, len(lines)), bool)
    index = {line: number for number, line in enumerate(lines)}
    for reach in reaches:
        active[reach.first : reach.stop, index[reach.line]] = True
    for row in range(frames):
        here = np.flatnonzero(active[row])
        if not len(here):
            continue
        found, lefts = distances_along(pair, [lines[one] for one in here.tolist()], row, row + 1)
        distances[row, here], left_of[row, here] = found[0], lefts[0]
        inside = here[lefts[0] >= 0]
        places[row, inside] = registered.measure(row, left_of[row, inside].tolist())[:, 1:] if len(inside) else 0
    return distances, left_of, places


def _cheapest(prices: Floats, places: Floats, lines: Sequence[Line]) -> npt.NDArray[np.int32]:
    """The line, or `NONE`, of every frame on the cheapest path, leaps of the window charged."""
    frames, count = prices.shape
    moves = np.full((count + 1, count + 1), JUMP_COST + BACK_COST / 2)
    moves[:-1, :-1] = jump_costs(lines, lines)
    moves[:, -1], moves[-1, -1] = TO_NONE_COST, 0.0
    speeds = _speeds(places)
    came_from = np.empty((frames, count + 1), np.int32)
    costs = np.append(prices[0], NONE_COST) if frames else np.zeros(count + 1)
    for row in range(1, frames):
        total = costs[:, np.newaxis] + moves
        ahead = places[row - 1] + speeds[row - 1]
        leaps = np.abs(places[row][np.newaxis] - ahead[:, np.newaxis]).max(axis=2)
        costly = np.minimum(LEAP_COST * leaps, MOST_LEAP_COST)
        np.fill_diagonal(costly, 0.0)
        total[:-1, :-1] += costly
        came_from[row] = total.argmin(axis=0)
        costs = total[came_from[row], np.arange(count + 1)] + np.append(prices[row], NONE_COST)
        costs -= costs.min()
    choice = np.full(frames, NONE, np.int32)
    at = int(costs.argmin())
    for row in reversed(range(frames)):
        choice[row] = at if at < count else NONE
        at = int(came_from[row, at]) if row else at
    return choice


def _speeds(places: Floats) -> Floats:
    """Median step of a place over the frames before, pixels a frame."""
    steps = np.diff(places, axis=0, prepend=places[:1])
    padded = np.concatenate([np.repeat(steps[:1], SPEED_FRAMES - 1, axis=0), steps])
    views = np.lib.stride_tricks.sliding_window_view(padded, SPEED_FRAMES, axis=0)
    return np.asarray(np.median(views, axis=-1))


def _smoothed(places: Floats, choice: npt.NDArray[np.int32]) -> Floats:
    """Medians over neighbouring frames on one line."""
    smoothed = places.astype(np.float64).copy()
    for row in range(len(places)):
        near = np.arange(max(0, row - 2), min(len(places), row + 3))
        smoothed[row] = np.median(places[near[choice[near] == choice[row]]], axis=0)
    return smoothed
