"""Pictures that are a mixture of two that follow each other, blended or woven line by line. Array maths, no files.

Conversions of the frame rate blend neighbouring frames, and telecine and interlacing weave the lines of two into one.
Laid over either of the two, such a picture shows everything that moves twice: that is no altered region.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np

from uncut.footage.align.blends import LEAST_SHARE, MUCH_NEARER
from uncut.footage.changes.detail import Floats32

MOVES = 0.2
"""Share of the greatest difference of two pictures from which a place counts as moving."""
LEAST_MOVING = 12
"""Places of small pictures that must move for a mixture to be told."""

LOPSIDED = 1.5 * ((1 - LEAST_SHARE) / LEAST_SHARE) ** 2
"""Ratio of the squared distances to the two pictures of a mixture at most, with room for noise."""
SINGULAR = 1e-6
"""Share of two pictures' powers that is left of one without the other, under which they are the same."""
MOVING = 2.0
"""Ratio of the largest squared distance to the least from which candidates differ at all."""


@dataclass(frozen=True)
class Mixture:
    """Of which two candidates a picture is mixed, and how much it has of the second one."""

    places: tuple[int, int]
    share: float

    def of(self, one: Floats32, two: Floats32, shown: Floats32) -> Floats32:
        """The pictures mixed, blended or woven: whichever is nearest to ``shown``; all of shape (height, width)."""
        blended = (1 - self.share) * one + self.share * two
        woven = [_weave(one, two), _weave(two, one)]
        return min(
            [blended, *woven], key=lambda made: float(np.square((made - made.mean()) - (shown - shown.mean())).sum())
        )


def _weave(even: Floats32, odd: Floats32) -> Floats32:
    woven = even.copy()
    woven[1::2] = odd[1::2]
    return woven


def can_be_mixed(pairs: Sequence[tuple[int, int]], distances: Sequence[float]) -> list[tuple[int, int]]:
    """The pairs of which a picture may be a mixture, by its squared ``distances`` to all candidates: a cheap question.

    From a mixture, its pictures are as far as its shares of them tell, so neither is `LOPSIDED` times as far as the
    other; and the candidates beyond them lie much further off, or nothing moves.
    """
    if not distances or max(distances) < MOVING * min(distances):
        return []
    return [
        (one, two)
        for one, two in pairs
        if max(distances[one], distances[two]) <= LOPSIDED * min(distances[one], distances[two])
    ]


def find_mixture(
    candidates: Sequence[Floats32], shown: Floats32, pairs: Sequence[tuple[int, int]], nearest: int
) -> Mixture | None:
    """The two candidates, of some ``pairs`` of places, of which a picture is mixed; ``None`` where of none.

    Only where the two differ says anything: a hand that moves before a wall is shown twice, and the wall is not.

    Parameters
    ----------
    candidates
        Small pictures of one shape.
    shown
        The same of what is shown.
    nearest
        Which candidate resembles it most.
    """
    target = (shown - shown.mean()).ravel()
    plain = {at: (candidates[at] - candidates[at].mean()).ravel() for at in {nearest, *chain.from_iterable(pairs)}}
    usual = float(plain[nearest] @ target) / max(float(plain[nearest] @ plain[nearest]), 1e-6)
    off_nearest = target - usual * plain[nearest]
    best, least = None, np.inf
    for first, second in pairs:
        step = plain[second] - plain[first]
        contrast = _contrast(plain[first], step, target)
        moves = np.flatnonzero(np.abs(step) > MOVES * float(np.abs(step).max(initial=0.0)))
        step = contrast * step[moves]
        power = float(step @ step)
        if len(moves) < LEAST_MOVING or power <= 0:
            continue
        off = target[moves] - contrast * plain[first][moves]
        share = float(off @ step) / power
        rest = float(np.square(off - share * step).sum())
        others = (off, off - step, off_nearest[moves])
        alone = min(float(one @ one) for one in others)
        if LEAST_SHARE <= share <= 1 - LEAST_SHARE and rest <= MUCH_NEARER * alone and rest / alone < least:
            best, least = Mixture((first, second), share), rest / alone
    return best


def _contrast(one: Floats32, step: Floats32, target: Floats32) -> float:
    """By what pictures are multiplied in the mixture of ``one`` and ``one + step`` that is nearest to ``target``."""
    own, moved, both = (float(left @ right) for left, right in ((one, one), (step, step), (one, step)))
    shown = float(one @ target)
    across = own * moved - both * both
    if across <= SINGULAR * own * moved:
        return shown / own if own > 0 else 0.0
    return (moved * shown - both * float(step @ target)) / across
