"""Movement: whether what changes over time changes alike on both sides, and in step.

Movement is what tells two copies of a recording from two recordings of one room. What stands still, such as a logo,
has no part in it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from uncut.footage.align.pair import Pair

Floats32 = npt.NDArray[np.float32]
Frames = npt.NDArray[np.integer]
Pixels = npt.NDArray[np.bool_]

MOVING_GREY = 1.0
"""Variance over time, grey levels squared a pixel, from which a window counts as moving."""
WINDOW_FRAMES = 48
MOST_WINDOWS = 40
"""Movement is measured in at most this many windows of a stretch, spread evenly."""
OFF_STEP_FRAMES = 4
"""By so many frames one side is held back to see whether the two are in step."""
SET_ASIDE = 0.25
"""Share of the pixels of a thumbnail, those that differ most, that something may have been laid over."""
LEAST_MOVING_PIXELS = 10
"""Of a thumbnail, that say whether what little moves does so alike: a blinking face has 30, wrong times 1 to 12."""


@dataclass(frozen=True)
class Movement:
    """How the movement of two sides agrees."""

    alike: float
    """Correlation, -1..1."""
    off_step: float
    """How many times it disagrees more when one side is held back by a few frames."""
    is_slight: bool = False
    """Whether it is that of a few pixels, and nothing moves in the picture as a whole: eyes that blink, lips."""


@dataclass(frozen=True, eq=False)
class Looked:
    """Which of a thumbnail's pixels are looked at."""

    near: Pixels
    """From which their mean is taken in each frame, shape (576,), or (windows, 576)."""
    step: int
    """Frames from one window to the next."""
    moving: Pixels | None = None
    """Those of them that count, shape (windows, 576); all without."""


def measure_movement(pair: Pair, left: Frames, right: Frames, looked: Looked | None = None) -> float | None:
    """Correlation of what changes over time on both sides.

    Parameters
    ----------
    pair
        The two sides.
    left, right
        Numbers of the frames that are paired, shape (frames,) each.
    looked
        Which of a thumbnail's pixels are looked at; all without.

    Returns
    -------
    float or None
        Mean correlation over windows of two seconds or so, weighted by how much moves; what stands still (a logo,
        bars, the background) has no part in it. ``None`` where nothing moves on either side.
    """
    total = weight = 0.0
    for one, two in _windows(pair, left, right, looked):
        if not one.size:
            continue
        energy_one, energy_two = float(np.mean(one**2)), float(np.mean(two**2))
        if max(energy_one, energy_two) < MOVING_GREY:
            continue
        # A side that stands still while the other moves counts as movement that does not agree.
        together = float(np.mean(one * two)) / np.sqrt(max(energy_one * energy_two, 1e-9))
        share = np.sqrt(max(energy_one, energy_two))
        total += share * together
        weight += share
    return float(total / weight) if weight else None


def measure_off_step(pair: Pair, left: Frames, right: Frames, alike: float, looked: Looked | None = None) -> float:
    """How many times the movement, which is ``alike``, disagrees more when one side is held back."""
    step = min(OFF_STEP_FRAMES, len(left) // 4)
    early = measure_movement(pair, left[: len(left) - step], right[step:], looked)
    late = measure_movement(pair, left[step:], right[: len(right) - step], looked)
    worst = max(one for one in (early, late, -1.0) if one is not None)
    return float((1 - worst) / max(1 - alike, 1e-6))


def measure_movement_around(pair: Pair, left: Frames, right: Frames) -> Movement | None:
    """The movement where the two sides differ least; ``None`` where nothing moves there.

    A caption or a bar that comes and goes changes more than all that moves beneath it. It does so in one part of the
    picture: the rest of a copy moves exactly alike, and exactly in step.
    """
    apart = sum(np.square(one - two).sum(axis=0) for one, two in _windows(pair, left, right, None))
    return _movement_of(pair, left, right, Looked(_nearest(np.asarray(apart)), _step_of(left)), is_slight=False)


def measure_slight_movement_around(pair: Pair, left: Frames, right: Frames) -> Movement | None:
    """The same of the few pixels that move, in a picture that hardly does; ``None`` where those are too few.

    ``left`` and ``right`` are numbers of the frames that are paired, shape (frames,) each.

    What lies over the picture may move: in each window, the part that differs most there is set aside.
    """
    windows = list(_windows(pair, left, right, None))
    near = np.array([_nearest(np.square(one - two).sum(axis=0)) for one, two in windows])
    moved = np.array([np.maximum((one**2).mean(axis=0), (two**2).mean(axis=0)) for one, two in windows])
    moving = near & (moved >= MOVING_GREY)
    if moving.any(axis=0).sum() < LEAST_MOVING_PIXELS:
        return None
    return _movement_of(pair, left, right, Looked(near, _step_of(left), moving), is_slight=True)


def _movement_of(pair: Pair, left: Frames, right: Frames, looked: Looked, *, is_slight: bool) -> Movement | None:
    alike = measure_movement(pair, left, right, looked)
    if alike is None:
        return None
    return Movement(alike, measure_off_step(pair, left, right, alike, looked), is_slight)


def _nearest(apart: npt.NDArray[np.floating]) -> Pixels:
    """The pixels in which two sides differ least: all but a share that something may have been laid over."""
    near: Pixels = apart <= np.quantile(apart, 1 - SET_ASIDE)
    return near


def measure_stillness_around(pair: Pair, left: Frames, right: Frames) -> Movement:
    """How alike still pictures are where the two sides differ least, as correlation; they are in step with anything."""
    alike = []
    for start in range(0, len(left), WINDOW_FRAMES):
        lefts, rights = pair.thumbnails(left[start : start + WINDOW_FRAMES], right[start : start + WINDOW_FRAMES])
        one, two = (side.reshape(len(side), -1).mean(axis=0, dtype=np.float64) for side in (lefts, rights))
        slope, offset = np.polyfit(one, two, 1) if one.std() > 0 else (0.0, two.mean())
        apart = np.abs(two - slope * one - offset)
        same = apart <= np.quantile(apart, 1 - SET_ASIDE)
        one, two = one[same] - one[same].mean(), two[same] - two[same].mean()
        alike.append(float((one * two).sum() / max(np.sqrt((one * one).sum() * (two * two).sum()), 1e-9)))
    return Movement(float(np.median(alike)), np.inf)


def _windows(pair: Pair, left: Frames, right: Frames, looked: Looked | None) -> Iterator[tuple[Floats32, Floats32]]:
    """What moves in both sides in each window, shape (frames, pixels)."""
    step = _step_of(left) if looked is None else looked.step  # also of a few frames less, with one side held back
    for number, start in enumerate(range(0, max(1, len(left) - WINDOW_FRAMES // 2), step)):
        window = slice(start, start + WINDOW_FRAMES)
        lefts, rights = pair.thumbnails(left[window], right[window])
        near = None if looked is None else looked.near if looked.near.ndim == 1 else looked.near[number]
        one, two = _deviation(lefts, near), _deviation(rights, near)
        if looked is not None and looked.moving is not None:
            counts = looked.moving[number][near]
            one, two = one[:, counts], two[:, counts]
        yield one, two


def _step_of(frames: Frames) -> int:
    return max(1, len(frames) // (MOST_WINDOWS * WINDOW_FRAMES)) * WINDOW_FRAMES


def _deviation(window: npt.NDArray[np.uint8], pixels: Pixels | None) -> Floats32:
    values = window.reshape(len(window), -1)
    moving: Floats32 = (values if pixels is None else values[:, pixels]).astype(np.float32)
    moving -= moving.mean(axis=1, keepdims=True)
    moving -= moving.mean(axis=0, keepdims=True)
    return moving
