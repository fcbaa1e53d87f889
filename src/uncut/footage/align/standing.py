"""What stands: a difference of two versions that stays, whichever of their pictures are compared.

Where little moves, what a logo, a caption or clipped whites add to every distance hides the little that tells one
frame from the next. What has stood for some seconds to either side says nothing of time, so it is taken out of the
right pictures. Only the choice of lines looks at these; whether both show one recording is asked of the pictures as
they are. Array maths, no files.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from uncut.footage.align.pair import Pair
from uncut.footage.align.path import NONE, Path, frames_a_second
from uncut.footage.fingerprint.pictures import PictureFingerprints, Thumbnails

Floats = npt.NDArray[np.float32]

REACH_SECONDS = (10, 1)
"""To either side, over which something may stand: the longer the better, since what moves slowly stands awhile too,
but captions stand for a few seconds only."""
SAMPLES = 17
"""Of the frames within reach, whose median is what stands there: it follows what comes and goes at once. An odd number,
so that the frame itself is among them."""
STANDING_SHARE = 0.5
"""Of a difference, squared, that must stand; where pictures move, or are not the same, little does."""
LEAST_NOISE_GREY = 0.3
"""Grey levels of difference that are left at least: what rounding adds to an area mean."""
LEAST_SQUARED = 4.0
"""Of a difference, grey levels squared a pixel: less is what encoding leaves."""
LEAST_FRAMES = 0.1
"""Share of the right frames that must have such a difference for a second look to be worth its time."""
BLOCK_FRAMES = 1024
"""Frames that are compared at once; bounds memory, does not change results."""
LEAST_CONTRAST = 1.0
"""Grey levels of deviation under which a picture is too flat to be scaled."""


def without_what_stands(pair: Pair, path: Path) -> Pair | None:
    """Both versions with what stands on ``path`` taken out of the right one; ``None`` where hardly anything does.

    Those right pictures get the tones of the left ones, so that none is driven to white or black by what is taken out.
    """
    frames, cleared, changed = len(pair.right), Thumbnails(), 0
    reaches = [seconds * frames_a_second(pair) for seconds in REACH_SECONDS]
    for first in range(0, frames, BLOCK_FRAMES):
        stop = min(frames, first + BLOCK_FRAMES)
        begin, end = max(0, first - reaches[0]), min(frames, stop + reaches[0])
        laid = _lay(pair, path, begin, end)
        inner = slice(first - begin, stop - begin)
        stands = _measure_standing(laid, inner, reaches)
        changed += int(stands.any(axis=(1, 2)).sum())
        pictures = laid.lefts[inner] + (laid.apart[inner] - stands) / laid.gains[inner]
        cleared.append(np.clip(np.rint(pictures), 0, 255).astype(np.uint8))
    if changed < LEAST_FRAMES * frames:
        return None
    return Pair(pair.left, PictureFingerprints(pair.right.times, cleared), least_noise=LEAST_NOISE_GREY)


class _Laid(NamedTuple):
    """What the path lays beside right pictures, a row a frame; where it lays nothing, the right picture itself."""

    lefts: Floats
    apart: Floats
    """Right pictures less left ones at the same contrast, both with zero mean."""
    gains: Floats
    """Shape (frames, 1, 1): how many times the left contrast the right one is."""
    known: npt.NDArray[np.bool_]
    """Shape (frames,): whether there is a left picture."""


def _lay(pair: Pair, path: Path, first: int, stop: int) -> _Laid:
    rights = pair.right.thumbnails.block(first, stop).astype(np.float32)
    shown = path.left_of[first:stop]
    known = shown != NONE
    lefts = rights.copy()
    lefts[known] = pair.left.thumbnails.take(shown[known])
    gains = _spread(rights) / _spread(lefts)
    return _Laid(lefts, _level(rights) - gains * _level(lefts), gains, known)


def _level(pictures: Floats) -> Floats:
    level: Floats = pictures - pictures.mean(axis=(1, 2), keepdims=True)
    return level


def _spread(pictures: Floats) -> Floats:
    spread: Floats = np.maximum(pictures.std(axis=(1, 2), keepdims=True), LEAST_CONTRAST)
    return spread


def _measure_standing(laid: _Laid, rows: slice, reaches: Sequence[int]) -> Floats:
    """What stands in these rows, grey levels; 0 in such as differ by little, or where it is not the most of it."""
    stands = np.zeros_like(laid.apart[rows])
    whole = np.square(laid.apart).mean(axis=(1, 2))
    near = [_rows_within(reach, len(laid.apart)) for reach in reaches]
    for row in rows.start + np.flatnonzero(whole[rows] >= LEAST_SQUARED):
        for within in near:
            some = within[row]
            median = np.median(laid.apart[some[laid.known[some]]], axis=0)
            rest = np.square(laid.apart[row] - median).mean()
            if rest <= (1 - STANDING_SHARE) * whole[row] and (rest < LEAST_SQUARED or within is near[-1]):
                stands[row - rows.start] = median
                break
    return stands


def _rows_within(reach: int, count: int) -> npt.NDArray[np.intp]:
    """For each row, the samples to either side; shape (rows, samples).

    Beyond either end they are taken from within, so that no single one stands for many.
    """
    mirrored = np.pad(np.arange(count), reach, mode="reflect")
    steps = np.linspace(-reach, reach, SAMPLES).astype(int)
    within: npt.NDArray[np.intp] = mirrored[np.arange(count)[:, np.newaxis] + reach + steps]
    return within
