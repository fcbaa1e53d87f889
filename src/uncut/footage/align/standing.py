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
"""Grey levels of deviation under which a left picture is too flat to be scaled."""


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
        stands, some = _measure_standing(laid, first - begin, stop - begin, reaches)
        inner = slice(first - begin, stop - begin)
        as_left = (
            laid.means[inner]
            + (laid.rights[inner] - laid.rights[inner].mean(axis=(1, 2), keepdims=True) - stands) / laid.gains[inner]
        )
        pictures = np.where(laid.known[inner, np.newaxis, np.newaxis], as_left, laid.rights[inner])
        changed += int(some.sum())
        cleared.append(np.clip(np.rint(pictures), 0, 255).astype(np.uint8))
    if changed < LEAST_FRAMES * frames:
        return None
    return Pair(pair.left, PictureFingerprints(pair.right.times, cleared), least_noise=LEAST_NOISE_GREY)


class _Laid(NamedTuple):
    """Right pictures and what the path lays beside them, a row a frame."""

    rights: Floats
    apart: Floats
    """Right pictures less left ones at the same contrast, both with zero mean; 0 where there is none."""
    gains: Floats
    """Shape (frames, 1, 1): how many times the left contrast the right one is."""
    means: Floats
    """Shape (frames, 1, 1): the left picture's."""
    known: npt.NDArray[np.bool_]
    """Shape (frames,): whether there is a left picture."""


def _lay(pair: Pair, path: Path, first: int, stop: int) -> _Laid:
    rights = pair.right.thumbnails.block(first, stop).astype(np.float32)
    shown = path.left_of[first:stop]
    laid = _Laid(
        rights,
        np.zeros_like(rights),
        np.ones((len(rights), 1, 1), np.float32),
        np.zeros((len(rights), 1, 1), np.float32),
        shown != NONE,
    )
    known = np.flatnonzero(laid.known)
    for numbers in np.split(known, np.flatnonzero(np.abs(np.diff(shown[known])) > BLOCK_FRAMES) + 1):
        if len(numbers):
            left, right = pair.left.thumbnails.take(shown[numbers]).astype(np.float32), rights[numbers]
            means, spread = left.mean(axis=(1, 2), keepdims=True), left.std(axis=(1, 2), keepdims=True)
            gains = np.maximum(right.std(axis=(1, 2), keepdims=True), LEAST_CONTRAST) / np.maximum(
                spread, LEAST_CONTRAST
            )
            laid.means[numbers], laid.gains[numbers] = means, gains
            laid.apart[numbers] = right - right.mean(axis=(1, 2), keepdims=True) - gains * (left - means)
    return laid


def _measure_standing(
    laid: _Laid, first: int, stop: int, reaches: Sequence[int]
) -> tuple[Floats, npt.NDArray[np.bool_]]:
    """What stands in the rows ``[first, stop)``, grey levels, and in which it is the most of the difference; else 0."""
    stands = np.zeros((stop - first, *laid.apart.shape[1:]), np.float32)
    some = np.zeros(stop - first, bool)
    whole = np.square(laid.apart).mean(axis=(1, 2))
    for row in first + np.flatnonzero(whole[first:stop] >= LEAST_SQUARED):
        for reach in reaches:
            near = _mirrored(row + np.linspace(-reach, reach, SAMPLES).astype(int), len(laid.apart))
            median = np.median(laid.apart[near[laid.known[near]]], axis=0)
            rest = np.square(laid.apart[row] - median).mean()
            if rest <= (1 - STANDING_SHARE) * whole[row] and (rest < LEAST_SQUARED or reach == reaches[-1]):
                stands[row - first], some[row - first] = median, True
                break
    return stands, some


def _mirrored(rows: npt.NDArray[np.integer], count: int) -> npt.NDArray[np.integer]:
    """Rows beyond either end taken from within, so that no single one stands for many."""
    there_and_back = np.abs(rows) % max(1, 2 * (count - 1))
    within: npt.NDArray[np.integer] = np.minimum(there_and_back, 2 * (count - 1) - there_and_back)
    return within
