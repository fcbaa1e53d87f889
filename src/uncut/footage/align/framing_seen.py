"""Framings that several sightings agree on: where the left picture is in the right one, or along which way it goes.

One sighting may be chance, and those of neighbouring frames differ by what the camera did meanwhile. So a framing is
what most points of most right pictures agree on; or, where only size and angle are agreed on, a window that moves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np

from uncut.footage.align.landmarks import Floats32, Sighting, fit_similarity, move_points

Size = tuple[int, int]

ONE_PLACE = 0.04
"""Share of the left picture's width by which points may be off a framing."""
ONE_SCALE, ONE_ANGLE = 0.06, 4.0
"""Share and degrees by which sightings of one moving window may differ: points on what moves tilt them."""
LEAST_RIGHTS, LEAST_TOTAL = 2, 16
"""Right pictures, and pairs of points in them, that must agree."""
LEAST_PLACES = 5
"""Of a window that moves."""
MOST_RIGHTS = 0.6
"""Share of the right pictures from which time is taken to run on in them."""
MORE = 1.4
"""A window that moves must be seen by so many times the points: it has more places to choose from."""


@dataclass(frozen=True)
class Framing:
    """One framing, and the sightings that agree on it, one for a right picture, in their order."""

    scale: float
    """Right pixels a left pixel."""
    degrees: float
    shift: tuple[float, float]
    """Where the left picture's first corner lies on the right one, pixels; of a window that moves, at first."""
    sightings: tuple[Sighting, ...]
    moves: bool = False
    in_time: bool = False
    """Whether its left pictures follow each other as the right ones do."""

    def on_right(self, points: Floats32) -> Floats32:
        """Left points, shape (n, 2), where the right picture shows them."""
        return move_points(points, self.scale, self.degrees, self.shift)

    @property
    def strength(self) -> int:
        """How many pairs of points agree."""
        return sum(one.strength for one in self.sightings)


def find_framings(sightings: Sequence[Sighting], left_width: int) -> list[Framing]:
    """What the sightings agree on most: at one place, and, if clearly more do so, along a way."""
    standing = _most_agreed(sightings, lambda one, other: _is_placed_alike(one, other, left_width))
    if not _is_enough(standing, LEAST_RIGHTS):
        standing = []
    moving = _most_agreed(sightings, lambda one, other: is_sized_alike(other, one.scale, one.degrees))
    found = [_pooled(standing)] if standing else []
    total = sum(one.strength for one in standing)
    if _is_enough(moving, LEAST_PLACES) and sum(one.strength for one in moving) > MORE * total:
        scale, degrees = (float(np.median([getattr(one, name) for one in moving])) for name in ("scale", "degrees"))
        found.append(Framing(scale, degrees, moving[0].shift, tuple(moving), moves=True))
    return found


def find_framing_in_time(sightings: Sequence[Sighting], left_width: int, rights: int) -> Framing | None:
    """The one place at which pictures of equal time show each other, most of the right ones, of so many; or ``None``.

    A scene that a camera looks at for long is seen in all its pictures, and clearest where it came nearest: so many
    points say little there, and time that runs on says much.
    """
    group = _most_agreed(sightings, lambda one, other: _is_placed_alike(one, other, left_width))
    if not _is_enough(group, max(LEAST_RIGHTS, ceil(MOST_RIGHTS * rights))):
        return None
    return replace(_pooled(group), in_time=True)


def _is_enough(group: Sequence[Sighting], rights: int) -> bool:
    return len(group) >= rights and sum(one.strength for one in group) >= LEAST_TOTAL


def _most_agreed(sightings: Sequence[Sighting], agree: Callable[[Sighting, Sighting], bool]) -> list[Sighting]:
    """Those that agree with the one that has most points on its side; the strongest of every right picture."""
    best: list[Sighting] = []
    for one in sightings:
        members: dict[int, Sighting] = {}
        for other in sightings:
            held = members.get(other.right)
            if (held is None or held.strength < other.strength) and agree(one, other):
                members[other.right] = other
        if sum(member.strength for member in members.values()) > sum(member.strength for member in best):
            best = [members[number] for number in sorted(members)]
    return best


def _is_placed_alike(one: Sighting, other: Sighting, left_width: int) -> bool:
    off = np.abs(one.on_right(other.left_points) - other.right_points).max(axis=1)
    return float(np.median(off)) <= ONE_PLACE * left_width * one.scale


def is_sized_alike(one: Sighting, scale: float, degrees: float) -> bool:
    """Whether a sighting has this size and angle."""
    turned = (one.degrees - degrees + 180) % 360 - 180
    return abs(np.log(one.scale / scale)) <= ONE_SCALE and abs(turned) <= ONE_ANGLE


def _pooled(group: Sequence[Sighting]) -> Framing:
    """The framing on which all points of a group agree best; that of its strongest sighting where they do not."""
    first = max(group, key=lambda one: one.strength)
    lefts: Floats32 = np.concatenate([one.left_points for one in group])
    rights: Floats32 = np.concatenate([one.right_points for one in group])
    fitted = fit_similarity(lefts, rights)
    if fitted is None or fitted[3].sum() < first.strength:
        return Framing(first.scale, first.degrees, first.shift, tuple(group))
    return Framing(*fitted[:3], tuple(group))
