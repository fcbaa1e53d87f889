"""Slack: how far a boundary between two lines could be shifted before the pictures object.

In still footage many places of a cut explain the pictures equally well; then the honest answer is an interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from uncut.footage.align.distances import distances_along
from uncut.footage.align.lines import Line
from uncut.footage.align.pair import Pair
from uncut.footage.align.path import Path
from uncut.footage.align.runs import SHORTEST_FRAMES
from uncut.footage.align.stretches import Stretch

OBJECTION = 3.0
"""Sum of extra distance, in units of noise, at which a shifted boundary counts as ruled out: odds of 20 to 1."""
MOST_DISTANCE = 4.0
"""Squared distance of opposite pictures."""
BLOCK_FRAMES = 64


def measure_slack(pair: Pair, path: Path, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches, each knowing how many right frames earlier or later it could start.

    Where the left version's own start or end is missing, the cut may lie within the first or last stretch.
    """
    if not stretches:
        return []
    first, last = stretches[0], stretches[-1]
    measured = [first]
    if first.left_first >= SHORTEST_FRAMES and first.right_first == 0 and first.line.rate > 0:
        begins = Line(-first.line.rate * float(pair.right_times[0]), first.line.rate)
        measured = [replace(first, start_slack=(0, _walk(pair, path, first, begins, backwards=False)))]
    for before, after in pairwise(stretches):
        if after.right_first != before.right_stop:
            measured.append(after)
            continue
        earlier = _walk(pair, path, before, after.line, backwards=True)
        later = _walk(pair, path, after, before.line, backwards=False)
        measured.append(replace(after, start_slack=(earlier, later)))
    if len(pair.left) - last.left_stop >= SHORTEST_FRAMES and last.right_stop == len(pair.right) and last.line.rate > 0:
        ends = Line(pair.left_seconds - last.line.rate * pair.right_seconds, last.line.rate)
        measured[-1] = replace(measured[-1], end_slack=_walk(pair, path, last, ends, backwards=True))
    return measured


def turn_where_lines_cross(pair: Pair, stretches: Sequence[Stretch]) -> list[Stretch]:
    """The stretches, each change of speed put where the left version runs on without a gap, if the slack allows it.

    Around such a place both lines show the same frames, so that the pictures alone leave several frames open.
    """
    turned = list(stretches)
    for position in range(1, len(turned)):
        before, after = turned[position - 1 : position + 1]
        if before.right_stop != after.right_first or before.line.rate == after.line.rate:
            continue
        at = _crossing(pair, before, after)
        border = int(np.searchsorted(pair.right_times, at - 0.6 * pair.period))
        step = border - after.right_first
        earlier, later = after.start_slack
        kept = before.right_first < border < after.right_stop
        if step == 0 or not kept or not -earlier <= step <= later or min(before.line.rate, after.line.rate) < 0:
            continue
        shown = int(
            np.searchsorted(
                pair.left_times, after.line.left_at(pair.right_times[border : border + 1])[0] - pair.period / 2
            )
        )
        shown = min(max(shown, before.left_first + 1), after.left_stop - 1)
        turned[position - 1] = replace(before, right_stop=border, left_stop=shown)
        turned[position] = replace(
            after, right_first=border, left_first=shown, start_slack=(earlier + step, later - step)
        )
    return turned


def _crossing(pair: Pair, before: Stretch, after: Stretch) -> float:
    """Right seconds at which two lines show the same; a held picture is that of its frame, wherever its line lies."""
    if after.line.rate == 0 and before.line.rate != 0:
        return (float(pair.left_times[after.left_first]) - before.line.offset) / before.line.rate
    if before.line.rate == 0 and after.line.rate != 0:
        return (float(pair.left_times[before.left_stop - 1]) - after.line.offset) / after.line.rate
    return (after.line.offset - before.line.offset) / (before.line.rate - after.line.rate)


def _walk(pair: Pair, path: Path, own: Stretch, other: Line, *, backwards: bool) -> int:
    """How many frames of ``own``, from its end ``backwards`` or from its start on, another line explains as well."""
    lines = (own.line, other)
    objections = 0.0
    for count in range(0, own.frames, BLOCK_FRAMES):
        size = min(BLOCK_FRAMES, own.frames - count)
        first = own.right_stop - count - size if backwards else own.right_first + count
        distances, _ = distances_along(pair, lines, first, first + size)
        distances = np.minimum(distances, MOST_DISTANCE)  # outside the left version it is infinite
        extra = (distances[:, 1] - distances[:, 0]) / path.noise[first : first + size]
        for step, one in enumerate(extra[::-1] if backwards else extra):
            objections += float(one)
            if objections >= OBJECTION:
                return count + step
    return own.frames
