"""What the grey levels of the left version are shown as in the right one, for most of the picture. Array maths.

A part that was altered may hold most of the cells of one brightness, and would then pass for a change of tones. So
cells that lie far off one smooth curve through all of them have no say.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.changes.detail import Floats32

Floats = npt.NDArray[np.float64]

LEVELS = np.arange(256, dtype=np.float32)
TONE_BINS = 16
DEGREE = 3
"""Of the smooth curve: brightness, contrast and gamma are close to it."""
ROUNDS = 4
RIDGE = 1e-6
"""Of the number of cells; keeps a flat picture's curve from being undetermined."""
FAR_GREY = 20.0
"""Off the smooth curve, from which a cell has no say; and so many times the usual deviation."""
FAR_TO_USUAL = 4.0
LEAST_SHARE = 0.6
"""Of the cells that must be near the smooth curve; where fewer are, all of them count."""


@dataclass(frozen=True, eq=False)
class ToneCurve:
    """What grey levels are shown as."""

    known: Floats32
    """Left grey levels, rising."""
    added: Floats32
    """What is added to them."""

    def __call__(self, left: Floats32) -> Floats32:
        """What ``left`` levels are shown as; beyond the known ones, the curve is as steep as brightness itself.

        So the brightest cells of an untouched picture do not lie off it.
        """
        shown: Floats32 = (left + np.interp(left, self.known, self.added)).astype(np.float32)
        return shown


def fit_tone_curve(left: Floats32, right: Floats32) -> ToneCurve:
    """The curve through the medians of groups of cells of like brightness."""
    left, right = left.ravel(), right.ravel()
    near = _near_smooth_curve(left, right)
    if near.mean() >= LEAST_SHARE:
        left, right = left[near], right[near]
    order = np.argsort(left)
    each = max(1, len(order) // TONE_BINS)
    groups = order[: len(order) // each * each].reshape(-1, each)
    middles = left[groups[:, each // 2]]
    levels = np.sort(right[groups], axis=1)[:, each // 2]
    known, first = np.unique(middles, return_index=True)
    return ToneCurve(known, levels[first] - known)


def _near_smooth_curve(left: Floats32, right: Floats32) -> npt.NDArray[np.bool_]:
    """Which cells lie near a smooth curve that those far from it do not bend (Tukey's weights)."""
    terms = np.vander(left.astype(np.float64) / 255, DEGREE + 1)
    weights: Floats = np.ones(len(left))
    slight = RIDGE * len(left) * np.eye(DEGREE + 1)
    for _ in range(ROUNDS):
        weighted = (terms * weights[:, np.newaxis]).T
        off = np.abs(right - terms @ np.linalg.solve(weighted @ terms + slight, weighted @ right))
        far = max(FAR_GREY, FAR_TO_USUAL * 1.48 * float(np.partition(off, len(off) // 2)[len(off) // 2]))
        weights = np.maximum(1 - (off / far) ** 2, 0)
    near: npt.NDArray[np.bool_] = off <= far
    return near
