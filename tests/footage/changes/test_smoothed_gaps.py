"""Whether thumbnails are left ones that were blurred as a whole: planted."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from uncut.footage.changes.smoothed_gaps import ALIKE, ALIKE_MOVING, SmoothedBlock, compare_smoothed

Floats = npt.NDArray[np.float32]

HEIGHT, WIDTH, FRAMES = 18, 32, 20


def scene(seed: int, step: int = 1) -> Floats:
    noise = np.random.default_rng(seed).normal(size=(HEIGHT, WIDTH + FRAMES))
    broad = 30 * ndimage.gaussian_filter(noise, 3) / ndimage.gaussian_filter(noise, 3).std()
    wide = 128 + broad + 15 * noise
    return np.stack([wide[:, step * one : step * one + WIDTH] for one in range(FRAMES)]).astype(np.float32)


def movement(block: SmoothedBlock) -> float:
    ours, theirs, both = block.movement
    return float(both / np.sqrt(ours * theirs))


def test_blurred_pictures_agree_lose_detail_and_move_alike() -> None:
    left = scene(1)
    right = np.stack([ndimage.gaussian_filter(one, 2) for one in left])
    block = compare_smoothed(left, right)
    assert (block.alike >= ALIKE).all()
    assert block.loses.all()
    assert movement(block) > 0.95


def test_pictures_as_they_are_lose_nothing() -> None:
    left = scene(1, step=0)
    assert not compare_smoothed(left, left + 2).loses.any()


def test_other_pictures_do_not_agree() -> None:
    right = np.stack([ndimage.gaussian_filter(one, 2) for one in scene(2)])
    block = compare_smoothed(scene(1), right)
    assert (block.alike < ALIKE_MOVING).all()
    assert movement(block) < 0.5


def test_flat_pictures_say_nothing() -> None:
    flat = np.full((FRAMES, HEIGHT, WIDTH), 100, np.float32)
    assert (compare_smoothed(flat, flat).alike == 0).all()
