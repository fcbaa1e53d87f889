"""Right frames that are a mixture of two left ones, as conversions of the frame rate leave them. Array maths, no files.

Conversions blend neighbouring frames, and telecine and interlacing weave the lines of two of them into one: averaged
to a thumbnail, both are a weighted sum of two left pictures, and of their descriptors too, though with other weights,
since each has its own contrast taken out. Such a frame is as far from either picture as half a frame's movement, which
is many times what encoding leaves, and is shown in the left version all the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
import numpy.typing as npt

from uncut.footage.align.lines import Line, nearest_frames
from uncut.footage.align.pair import Pair
from uncut.footage.fingerprint.pictures import Descriptors
from uncut.footage.fingerprint.store import near_each_other

Floats32 = npt.NDArray[np.float32]
Places = npt.NDArray[np.intp]

LEAST_SHARE = 0.15
"""Share of a mixture that the lesser of its pictures has at least."""
APART = (1, 2)
"""Frames by which the two pictures of a mixture lie apart: a conversion may have left one out between them."""
MUCH_NEARER = 0.35
"""A mixture counts where its squared distance is at most this share of that to either of its pictures."""
BLOCK_FRAMES = 128


def distances_of_blends(pair: Pair, line: Line, rights: Places) -> Floats32:
    """Squared distance of right frames to the best mixture of two left frames about where a line is.

    Parameters
    ----------
    rights
        Numbers of right frames, rising, shape (frames,).

    Returns
    -------
    Floats32
        Shape (frames,); infinite where no mixture is much nearer than what it is mixed of.
    """
    found = np.full(len(rights), np.inf, np.float32)
    low, high = nearest_frames(pair.left_times, line.left_at(pair.right_times[rights]), pair.period, pair.tolerance)
    inside = np.flatnonzero(low >= 0)
    for start in range(0, len(inside), BLOCK_FRAMES):
        rows = inside[start : start + BLOCK_FRAMES]
        shown = _take(pair.right_pictures, rights[rows])
        for first, apart in product((low[rows] - 1, low[rows], high[rows]), APART):
            one = np.clip(first, 0, max(0, len(pair.left) - 1 - apart))
            two = np.minimum(one + apart, len(pair.left) - 1)
            sides = [_take(pair.left_pictures, at) for at in (one, two)]
            alone = [*sides, _take(pair.left_pictures, np.minimum(one + 1, two))] if apart == APART[-1] else sides
            mixed = _mixtures(sides[0], sides[1], shown, alone)
            found[rows] = np.minimum(found[rows], mixed)
    return found


def _mixtures(one: Floats32, two: Floats32, shown: Floats32, alone: Sequence[Floats32]) -> Floats32:
    """Squared distance of ``shown`` to a sum of ``one`` and ``two``, if that is much nearer than each ``alone``."""
    ones, twos, both = (_products(*pair) for pair in ((one, one), (two, two), (one, two)))
    by_one, by_two = _products(one, shown), _products(two, shown)
    apart = np.maximum(ones * twos - both**2, 1e-9)
    weight_one, weight_two = (twos * by_one - both * by_two) / apart, (ones * by_two - both * by_one) / apart
    share = weight_two / np.where(weight_one + weight_two > 0, weight_one + weight_two, np.inf)
    to_mixed = np.square(shown - weight_one[:, np.newaxis] * one - weight_two[:, np.newaxis] * two).sum(axis=1)
    to_nearest = np.min([np.square(shown - other).sum(axis=1) for other in alone], axis=0)
    counts = (share >= LEAST_SHARE) & (share <= 1 - LEAST_SHARE) & (to_mixed <= MUCH_NEARER * to_nearest)
    return np.where(counts, to_mixed, np.float32(np.inf)).astype(np.float32)


def _products(one: Floats32, two: Floats32) -> Floats32:
    products: Floats32 = np.einsum("fp,fp->f", one, two)
    return products


def _take(side: Descriptors, frames: Places) -> Floats32:
    """Descriptors of frames in any order; such as lie far from each other are read apart."""
    wanted, order = np.unique(frames, return_inverse=True)
    taken: Floats32 = np.concatenate([side.take(some) for some in near_each_other(wanted)])[order]
    return taken
