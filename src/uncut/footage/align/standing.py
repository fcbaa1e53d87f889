"""What stands: a difference of two versions that stays, whichever of their pictures are compared.

Where little moves, what a logo, a caption or clipped whites add to every distance hides the little that tells one
frame from the next. What has stood for some seconds to either side says nothing of time, so it is taken out of the
right pictures. Only the choice of lines looks at these; whether both show one recording is asked of the pictures as
they are. Array maths, no files.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from uncut.footage.align.pair import Pair
from uncut.footage.align.path import NONE, Path, frames_a_second
from uncut.footage.fingerprint.pictures import PictureFingerprints, Thumbnails
from uncut.lazy import ModuleOnUse

Floats = npt.NDArray[np.float32]
Pictures = npt.NDArray[np.uint8]
ndimage, optimize = ModuleOnUse("scipy.ndimage"), ModuleOnUse("scipy.optimize")

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
TONE_FRAMES = 256
"""Of those on the path, whose tones are compared."""
TONE_SMOOTHING = 8.0
"""Deviation, in levels, over which tones are smoothed: steps would make movement where there is none."""
GRADED_SHARE = 0.85
"""Of what pixels are off beside plain contrast, up to which tones must bring them: with a mere logo they do not."""
ALWAYS_FRAMES = 65
"""Of those on the path, whose median is what stands throughout."""
AS_THEY_ARE = np.arange(256, dtype=np.float32)
"""Tones, of which none is changed."""
LEAST_CONTRAST = 1.0
"""Grey levels of deviation under which a picture is too flat to be scaled."""


def without_what_stands(pair: Pair, path: Path) -> Pair | None:
    """Both versions with what stands on ``path`` taken out of the right one; ``None`` where hardly anything does.

    Those right pictures get the tones of the left ones, so that none is driven to white or black by what is taken out.
    What a grading did to the tones, and what stands in all of the right version, goes first: lines that are off now and
    then have no say in it, while what stands for some seconds along such a line may be what moves slowly.
    """
    frames, cleared, changed = len(pair.right), Thumbnails(), 0
    reaches = [seconds * frames_a_second(pair) for seconds in REACH_SECONDS]
    tones = _measure_tones(_read(pair, path, _some_of(path, TONE_FRAMES)))
    always = _measure_always(_read(pair, path, _some_of(path, ALWAYS_FRAMES)), tones)
    for first in range(0, frames, BLOCK_FRAMES):
        stop = min(frames, first + BLOCK_FRAMES)
        begin, end = max(0, first - reaches[0]), min(frames, stop + reaches[0])
        read, inner = _read(pair, path, np.arange(begin, end)), slice(first - begin, stop - begin)
        laid = _lay(read, tones)
        plain = laid if tones is AS_THEY_ARE else _lay(read, AS_THEY_ARE)
        stands = _measure_standing(laid, inner, always, reaches)
        differ = _squared(plain.apart[inner])
        rest = _squared(laid.apart[inner] - stands)
        changed += int(((differ >= LEAST_SQUARED) & (rest <= (1 - STANDING_SHARE) * differ)).sum())
        pictures = laid.lefts[inner] + (laid.apart[inner] - stands) / laid.gains[inner]
        cleared.append(np.clip(np.rint(pictures), 0, 255).astype(np.uint8))
    if changed < LEAST_FRAMES * frames:
        return None
    return Pair(pair.left, PictureFingerprints(pair.right.times, cleared), least_noise=LEAST_NOISE_GREY)


class _Read(NamedTuple):
    """Right pictures and what the path lays beside them, a row a frame, as they are."""

    rights: Pictures
    lefts: Pictures
    """Where the path lays nothing, the right picture itself."""
    known: npt.NDArray[np.bool_]
    """Shape (frames,): whether there is a left picture."""


class _Laid(NamedTuple):
    """Right pictures, with tones of the left version, beside left ones."""

    lefts: Floats
    apart: Floats
    """Right pictures less left ones at the same contrast, both with zero mean."""
    gains: Floats
    """Shape (frames, 1, 1): how many times the left contrast the right one is."""
    known: npt.NDArray[np.bool_]
    """As in `_Read`."""


def _read(pair: Pair, path: Path, frames: npt.NDArray[np.intp]) -> _Read:
    rights = pair.right.thumbnails.take(frames)
    shown = path.left_of[frames]
    known = shown != NONE
    lefts = rights.copy()
    lefts[known] = pair.left.thumbnails.take(shown[known])
    return _Read(rights, lefts, known)


def _lay(read: _Read, tones: Floats) -> _Laid:
    rights = tones[read.rights]
    lefts = np.where(read.known[:, np.newaxis, np.newaxis], read.lefts, rights)
    gains = _spread(rights) / _spread(lefts)
    return _Laid(lefts, _level(rights) - gains * _level(lefts), gains, read.known)


def _measure_tones(some: _Read) -> Floats:
    """The left grey level that is usually seen where the right one is a level, for each of the 256.

    So a grading is undone wherever the path may be off: in still footage the tones are the same at any time.
    """
    if not some.known.any():
        return AS_THEY_ARE
    rights, lefts = some.rights.ravel(), some.lefts.ravel()
    order = np.argsort(rights, kind="stable")
    levels, first, counts = np.unique(rights[order], return_index=True, return_counts=True)
    usual = [float(np.median(group)) for group in np.split(lefts[order], first[1:])]
    rising = optimize.isotonic_regression(usual, weights=counts).x
    smooth = ndimage.gaussian_filter1d(np.interp(np.arange(256), levels, rising), TONE_SMOOTHING)
    tones: Floats = smooth.astype(np.float32)
    before, after = (float(np.abs(_lay(some, one).apart).mean()) for one in (AS_THEY_ARE, tones))
    return tones if after <= GRADED_SHARE * before else AS_THEY_ARE


def _measure_always(some: _Read, tones: Floats) -> Floats:
    """What stands in all of the right version, grey levels, as logos do."""
    apart = _lay(some, tones).apart
    return np.median(apart, axis=0) if len(apart) else np.zeros(apart.shape[1:], np.float32)


def _some_of(path: Path, most: int) -> npt.NDArray[np.intp]:
    """Right frames on the path, spread over all of it."""
    known = np.flatnonzero(path.left_of != NONE)
    return np.unique(known[np.linspace(0, len(known) - 1, most).astype(int)]) if len(known) else known


def _level(pictures: Floats) -> Floats:
    level: Floats = pictures - pictures.mean(axis=(1, 2), keepdims=True)
    return level


def _spread(pictures: Floats) -> Floats:
    spread: Floats = np.maximum(pictures.std(axis=(1, 2), keepdims=True), LEAST_CONTRAST)
    return spread


def _squared(apart: Floats) -> Floats:
    """Mean over each picture."""
    mean: Floats = np.square(apart).mean(axis=(1, 2))
    return mean


def _measure_standing(laid: _Laid, rows: slice, always: Floats, reaches: Sequence[int]) -> Floats:
    """What stands in these rows, grey levels; 0 in such as differ by little, or where it is not the most of it."""
    stands = np.zeros_like(laid.apart[rows])
    whole = _squared(laid.apart)
    near = [_rows_within(reach, len(laid.apart)) for reach in reaches]
    for row in rows.start + np.flatnonzero(whole[rows] >= LEAST_SQUARED):
        medians = (_median_of(laid, within[row]) for within in near)
        stands[row - rows.start] = _first_that_stands(laid.apart[row], itertools.chain([always], medians))
    return stands


def _median_of(laid: _Laid, rows: npt.NDArray[np.intp]) -> Floats:
    median: Floats = np.median(laid.apart[rows[laid.known[rows]]], axis=0)
    return median


def _first_that_stands(apart: Floats, candidates: Iterable[Floats]) -> Floats:
    """The first that leaves hardly anything of a difference, or else the last one if that is the most of it; or 0."""
    most = (1 - STANDING_SHARE) * np.square(apart).mean()
    for stands in candidates:
        rest = np.square(apart - stands).mean()
        if rest <= most and rest < LEAST_SQUARED:
            break
    return stands if rest <= most else np.zeros_like(apart)


def _rows_within(reach: int, count: int) -> npt.NDArray[np.intp]:
    """For each row, the samples to either side; shape (rows, samples).

    Beyond either end they are taken from within, so that no single one stands for many.
    """
    mirrored = np.pad(np.arange(count), reach, mode="reflect")
    steps = np.linspace(-reach, reach, SAMPLES).astype(int)
    within: npt.NDArray[np.intp] = mirrored[np.arange(count)[:, np.newaxis] + reach + steps]
    return within
