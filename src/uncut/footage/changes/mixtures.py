"""Pictures that are a mixture of two that follow each other, blended or woven line by line. Array maths, no files.

Conversions of the frame rate blend neighbouring frames, and telecine and interlacing weave the lines of two into one.
Laid over either of the two, such a picture shows everything that moves twice: that is no altered region.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from uncut.footage.align.blends import LEAST_SHARE, MUCH_NEARER
from uncut.footage.changes.detail import Floats32


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


def find_mixture(
    candidates: Sequence[Floats32], shown: Floats32, pairs: Sequence[tuple[int, int]], least: float
) -> Mixture | None:
    """The two candidates, of some ``pairs`` of places, of which a picture is mixed; ``None`` where of none.

    Parameters
    ----------
    candidates
        Small pictures of one shape.
    shown
        The same of what is shown, less its mean.
    least
        Mean squared distance of the nearest candidate, whatever its contrast.
    """
    best = None
    for places in pairs:
        one, two = ((candidates[at] - candidates[at].mean()).ravel() for at in places)
        squares = np.array([[one @ one, one @ two], [one @ two, two @ two]], np.float64)
        along = np.array([one @ shown.ravel(), two @ shown.ravel()], np.float64)
        if np.linalg.det(squares) <= 1e-6 * squares[0, 0] * squares[1, 1]:  # the same picture twice
            continue
        first, second = np.linalg.solve(squares, along)
        rest = float(np.square(shown.ravel() - first * one - second * two).mean())
        share = float(second / (first + second)) if first > 0 and second > 0 else 0.0
        if LEAST_SHARE <= share <= 1 - LEAST_SHARE and rest <= MUCH_NEARER * least:
            best, least = Mixture(places, share), rest / MUCH_NEARER
    return best
