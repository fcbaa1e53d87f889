"""Recipes of edits: which frames of a clip an edited version shows, and the truth about it. Pure functions.

A recipe is an array of frame numbers: ``order[k]`` is what frame ``k`` of the edited version shows; a negative
number ``-1 - n`` is frame ``n`` of other footage.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Order = npt.NDArray[np.int64]

SHORTEST, LONGEST = 3, 90
"""Frames of a cut."""
KEPT_BETWEEN = 12
"""Fewest untouched frames between two places where something was done."""
TRIES = 200


@dataclass(frozen=True)
class PlantedSpan:
    """One planted edit in frames, half-open."""

    kind: str
    left: tuple[int, int]
    right: tuple[int, int]


@dataclass(frozen=True)
class Recipe:
    """An edited version and the truth about it."""

    order: Order
    planted: tuple[PlantedSpan, ...]


@dataclass(frozen=True)
class Paste:
    """Frames that are shown additionally, just before left frame ``at``."""

    at: int
    shows: Order
    kind: str
    left: tuple[int, int]


def assemble(frames: int, skipped: Sequence[tuple[str, int, int]], pastes: Sequence[Paste]) -> Recipe:
    """The version of a clip of so many ``frames`` without ``skipped`` (kind, first, stop) and with ``pastes``.

    A skipped span of kind ``""`` is no edit of its own: what stands there is in a paste.
    """
    pieces: list[Order] = []
    planted: list[PlantedSpan] = []
    shown = at = 0
    actions = sorted(
        [*((first, 1, i) for i, (_, first, _) in enumerate(skipped)), *((p.at, 0, i) for i, p in enumerate(pastes))]
    )
    for place, is_skip, index in actions:
        pieces.append(np.arange(at, place))
        shown += place - at
        at = place
        if is_skip:
            kind, first, stop = skipped[index]
            if kind:
                planted.append(PlantedSpan(kind, (first, stop), (shown, shown)))
            at = stop
        else:
            paste = pastes[index]
            pieces.append(paste.shows)
            planted.append(PlantedSpan(paste.kind, paste.left, (shown, shown + len(paste.shows))))
            shown += len(paste.shows)
    pieces.append(np.arange(at, frames))
    return Recipe(np.concatenate(pieces).astype(np.int64), tuple(planted))


class Places:
    """Draws places in a clip that keep their distance from each other."""

    def __init__(self, frames: int, dice: np.random.Generator) -> None:
        self.frames = frames
        self.dice = dice
        self.taken: list[tuple[int, int]] = []

    def is_free(self, first: int, stop: int) -> bool:
        """Whether nothing was done within `KEPT_BETWEEN` frames of it."""
        return all(stop + KEPT_BETWEEN <= one or first - KEPT_BETWEEN >= two for one, two in self.taken)

    def take(self, first: int, stop: int) -> None:
        """Reserve it."""
        self.taken.append((first, stop))

    def length(self, shortest: int = SHORTEST, longest: int = LONGEST) -> int:
        """A length, short ones as likely as long ones by their logarithm."""
        longest = max(shortest, min(longest, self.frames // 8))
        return round(float(np.exp(self.dice.uniform(np.log(shortest), np.log(longest)))))

    def draw(self, length: int) -> tuple[int, int] | None:
        """A free span of that length within the clip, reserved; ``None`` where there seems to be none."""
        last = self.frames - KEPT_BETWEEN - length
        if last <= KEPT_BETWEEN:
            return None
        for _ in range(TRIES):
            first = int(self.dice.integers(KEPT_BETWEEN, last))
            if self.is_free(first, first + length):
                self.take(first, first + length)
                return first, first + length
        return None


def plan_cuts(frames: int, count: int, dice: np.random.Generator) -> Recipe:
    """``count`` cuts of `SHORTEST` to `LONGEST` frames, now and then at the start or the end."""
    places, skipped = Places(frames, dice), []
    for place in ("start", "end"):
        if count > 1 and dice.random() < 0.5:
            length = places.length()
            first = 0 if place == "start" else frames - length
            places.take(first, first + length)
            skipped.append((first, first + length))
    while len(skipped) < count and (span := places.draw(places.length())):
        skipped.append(span)
    return assemble(frames, [("removed", *span) for span in skipped], [])


def plan_mixed(frames: int, other_frames: int, second: int, dice: np.random.Generator) -> Recipe:
    """One cut, one insertion of other footage, one repeat and one move; ``second`` is a second in frames.

    What is moved goes further than twice its length: which of two neighbours was moved cannot be told.
    """
    places = Places(frames, dice)
    skipped: list[tuple[str, int, int]] = []
    pastes: list[Paste] = []
    if span := places.draw(places.length()):
        skipped.append(("removed", *span))
    if place := places.draw(0):
        length = min(places.length(SHORTEST, 2 * second), other_frames)
        start = int(dice.integers(0, other_frames - length + 1))
        pastes.append(Paste(place[0], -1 - np.arange(start, start + length), "inserted", (place[0], place[0])))
    if (span := places.draw(places.length(8, second))) and (place := places.draw(0)):
        pastes.append(Paste(place[0], np.arange(*span), "repeated", span))
    if (span := places.draw(places.length(8, second))) and (to := _draw_far(places, span)):
        skipped.append(("", *span))
        pastes.append(Paste(to, np.arange(*span), "moved", span))
    return assemble(frames, skipped, pastes)


def _draw_far(places: Places, span: tuple[int, int]) -> int | None:
    """A free place further from ``span`` than twice its length."""
    away = 2 * (span[1] - span[0]) + KEPT_BETWEEN
    for _ in range(TRIES):
        at = int(places.dice.integers(KEPT_BETWEEN, max(KEPT_BETWEEN + 1, places.frames - KEPT_BETWEEN)))
        if places.is_free(at, at) and (at >= span[1] + away or at <= span[0] - away):
            places.take(at, at)
            return at
    return None


def plan_speed(frames: int, rate: float, second: int, dice: np.random.Generator) -> Recipe:
    """A span of one to three seconds played at ``rate`` left seconds a right second; -1 backwards, 0 held still."""
    longest = max(second, min(3 * second, frames // 2))
    length = int(dice.integers(second, longest + 1))
    first = int(dice.integers(KEPT_BETWEEN, max(KEPT_BETWEEN + 1, frames - KEPT_BETWEEN - length)))
    stop = min(first + length, frames)
    if rate == 0:
        held = np.full(length // 2, first)
        return assemble(frames, [], [Paste(first, held, "frozen", (first, first + 1))])
    if rate < 0:
        return assemble(
            frames, [("", first, stop)], [Paste(first, np.arange(first, stop)[::-1], "reversed", (first, stop))]
        )
    shows = first + np.floor(np.arange(round((stop - first) / rate)) * rate).astype(np.int64)
    return assemble(frames, [("", first, stop)], [Paste(first, shows, "retimed", (first, stop))])
