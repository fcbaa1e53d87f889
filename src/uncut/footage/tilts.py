"""Pictures turned by a few degrees: stretches whose pictures do not quite lie over each other, for `align.tilt`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from uncut.footage.align.tilt import LEAST_DEGREES, Floats32, explains, measure_tilt
from uncut.footage.changes.cuts import Placed
from uncut.footage.pairing import PairReader, plan_pairs
from uncut.footage.sides import ReadSide
from uncut.jail import JailSettings

PAIRED_FRAMES = 4
DOUBTFUL = 0.01
"""Squared distance of thumbnails from which a stretch is looked at: correlation 0.995. Turned by half a degree, natural
footage is beyond it."""

SAME_DEGREES = 0.5
"""Stretches whose angles differ by less from that of the longest one were turned together with it."""


def find_tilts(left: ReadSide, right: ReadSide, placed: Sequence[Placed], jail: JailSettings) -> list[Placed]:
    """``placed`` with the degrees by which the left picture is turned, wherever an angle explains what is off.

    Files too long for working pictures are not looked at.
    """
    if not is_looked_at(left, right):
        return list(placed)
    doubtful = [number for number, one in enumerate(placed) if _is_doubtful(one)]
    measured = {number: _measure(left, right, placed[number], jail) for number in doubtful}
    found = {number: degrees for number, degrees in measured.items() if degrees is not None}
    if not found:
        return list(placed)
    usual = found[max(found, key=lambda number: placed[number].stretch.frames)]
    for number in doubtful:
        if number not in found and not _explains(left, right, placed[number], usual, jail):
            continue
        if abs(found.get(number, usual) - usual) <= SAME_DEGREES:
            found[number] = usual
    return [_tilted(one, found[number]) if number in found else one for number, one in enumerate(placed)]


def is_looked_at(left: ReadSide, right: ReadSide) -> bool:
    """Whether the files' pictures are at hand."""
    return left.working is not None and right.working is not None


def _is_doubtful(one: Placed) -> bool:
    stretch = one.stretch
    known = stretch.geometry.tilt != 0  # to a degree
    upright = stretch.geometry.track is None and stretch.geometry.slant is None
    return (stretch.distance > DOUBTFUL or known) and stretch.line.rate > 0 and upright


def _measure(left: ReadSide, right: ReadSide, one: Placed, jail: JailSettings) -> float | None:
    """All degrees by which it is turned, also where it is known to a degree already; ``None`` where it is upright."""
    known = one.stretch.geometry.tilt
    pairs = _read_pairs(left, right, one, jail)
    more = measure_tilt(*pairs, least=0.0 if known else LEAST_DEGREES) if pairs else None
    return known + (more or 0.0) or None


def _explains(left: ReadSide, right: ReadSide, one: Placed, degrees: float, jail: JailSettings) -> bool:
    if one.stretch.geometry.tilt:
        return False
    pairs = _read_pairs(left, right, one, jail)
    return pairs is not None and explains(pairs[0], degrees, pairs[1])


def _read_pairs(
    left: ReadSide, right: ReadSide, one: Placed, jail: JailSettings
) -> tuple[list[tuple[Floats32, Floats32]], float] | None:
    """A few pairs of a stretch, and the shape of their pixels; ``None`` where they would have to be decoded."""
    plan = plan_pairs(left, right, one)
    if not (plan.left_stored and plan.right_stored):
        return None
    wanted = set(np.linspace(0, one.stretch.frames - 1, PAIRED_FRAMES + 2)[1:-1].round().astype(int).tolist())
    with PairReader(left, right, one, plan, jail) as reader:
        pairs = [(pair.left, pair.right) for pair in reader if pair.number in wanted]
    assert right.footage.width is not None and right.footage.height is not None
    shown = right.footage.width * plan.right_box.width / (right.footage.height * plan.right_box.height)
    return pairs, shown * plan.work[0] / plan.work[1]


def _tilted(one: Placed, degrees: float) -> Placed:
    return replace(one, stretch=replace(one.stretch, geometry=replace(one.stretch.geometry, tilt=degrees)))
