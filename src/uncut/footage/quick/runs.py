"""Runs of anchors at one distance in time: what a quick look knows to be shared. Array maths, no files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from uncut.footage.quick.anchors import GAIN_DISTINCT, Anchor, in_step

LEAST_GAIN = 1.4
"""What the anchors of a run must come to: a picture found in one place only, two others, or four seconds of sound."""
STEADY_SECONDS = 0.06
"""Anchors that agree this well with each other know their distance so well, whatever one of them may miss it by."""
VAGUE_SECONDS = 1e5
"""Longer than footage: such a run says that something is shared, and nothing of when."""
SMALLEST_STEP_SECONDS = 0.12
"""A change of the distance that two steady sets of sharp anchors show."""


@dataclass(frozen=True)
class Run:
    """Neighbouring anchors at one distance; the times between the first and the last are taken to be shared."""

    anchors: tuple[Anchor, ...]

    @cached_property
    def by_sound(self) -> bool:
        """Whether no picture is among them."""
        return all(one.by_sound for one in self.anchors)

    @cached_property
    def told(self) -> tuple[Anchor, ...]:
        """The anchors that count: pictures where there are any, since sound may run on over a cut of them."""
        return self.anchors if self.by_sound else tuple(one for one in self.anchors if not one.by_sound)

    @cached_property
    def offset(self) -> float:
        """Left seconds less right ones: of those anchors that know it best."""
        sharp = [one.offset for one in self.anchors if one.sharp]
        if len(sharp) >= 3:
            return float(np.median(sharp))
        best = min(one.within for one in self.anchors) + 0.01
        return float(np.median([one.offset for one in self.anchors if one.within <= best]))

    @cached_property
    def within(self) -> float:
        """Seconds by which the distance may be off."""
        if self.vague:
            return VAGUE_SECONDS
        off = sorted(abs(one.offset - self.offset) for one in self.anchors if one.sharp)
        steady = len(off) >= 3 and off[2] <= STEADY_SECONDS
        return STEADY_SECONDS if steady else min(one.within for one in self.anchors)

    @cached_property
    def vague(self) -> bool:
        """Whether each of its pictures is found in several places: a still camera sees one view for long."""
        return all(one.gain < GAIN_DISTINCT and not one.by_sound for one in self.anchors)

    @property
    def right(self) -> tuple[float, float]:
        """First and last right second that is known to be shared."""
        return self.told[0].right, self.told[-1].right

    @property
    def left(self) -> tuple[float, float]:
        """The same on the left."""
        return self.right[0] + self.offset, self.right[1] + self.offset

    @property
    def gain(self) -> float:
        """How much speaks for it."""
        return sum(one.gain for one in self.anchors)


def gather_runs(chain: Sequence[Anchor]) -> list[Run]:
    """The runs of a chain of which enough speaks for each, in the right version's order."""
    groups: list[list[Anchor]] = []
    for one in chain:
        if groups and in_step(groups[-1][-1], one):
            groups[-1].append(one)
        else:
            groups.append([one])
    runs = [Run(tuple(part)) for group in groups for part in _steady_parts(group)]
    joined = _joined([run for run in runs if run.gain >= LEAST_GAIN])
    clear = [run for run in joined if not run.vague]
    return clear or sorted(joined, key=lambda run: -run.gain)[:1]


def _steady_parts(group: list[Anchor]) -> list[list[Anchor]]:
    """A group in pieces where its distance changes by less than one anchor can tell, but several together can."""
    offsets = np.array([one.offset for one in group])
    sharp = np.array([one.sharp or one.by_sound for one in group])
    best, place = SMALLEST_STEP_SECONDS, 0
    for cut in range(2, len(group) - 1):
        near = slice(max(0, cut - 3), cut + 3)
        if not sharp[near].all():
            continue
        before, after = offsets[near.start : cut], offsets[cut : near.stop]
        steady = np.ptp(before) <= STEADY_SECONDS and np.ptp(after) <= STEADY_SECONDS
        step = abs(float(np.median(before) - np.median(after)))
        if steady and step > best:
            best, place = step, cut
    return [*_steady_parts(group[:place]), *_steady_parts(group[place:])] if place else [group]


def _joined(runs: Sequence[Run]) -> list[Run]:
    """Runs whose neighbours go on at the same distance made one."""
    joined: list[Run] = []
    for run in runs:
        last = joined[-1] if joined else None
        if last is not None and abs(last.offset - run.offset) <= max(STEADY_SECONDS, min(last.within, run.within)):
            joined[-1] = Run((*last.anchors, *run.anchors))
        else:
            joined.append(run)
    return joined


def find_order(runs: Sequence[Run]) -> list[Run]:
    """The runs that follow each other in both versions: of all such chains the longest in time."""
    best = [0.0] * len(runs)
    came = [-1] * len(runs)
    for number, run in enumerate(runs):
        for back in range(number):
            if runs[back].left[1] <= run.left[0] + run.within + runs[back].within and best[back] > best[number]:
                best[number], came[number] = best[back], back
        best[number] += run.right[1] - run.right[0] + GAIN_DISTINCT / 10
    at = int(np.argmax(best)) if runs else -1
    order = []
    while at >= 0:
        order.append(runs[at])
        at = came[at]
    return order[::-1]


def confidence_of(run: Run) -> float:
    """How sure it is that a run is the same recording."""
    if run.vague:
        return 0.5
    pictures = sum(not one.by_sound for one in run.anchors)
    return 0.7 if not pictures else 0.8 if pictures == 1 else 0.9


def pairs_in_order(runs: Sequence[Run], *, by_left: bool) -> list[tuple[Run, Run]]:
    """Neighbours in the order of one side."""
    return list(pairwise(sorted(runs, key=lambda run: run.left[0] if by_left else run.right[0])))
