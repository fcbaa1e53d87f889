"""One half of a split screen is the left version: it is found, and its place measured."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage
from tests.footage.align.test_tilt import write

from uncut.footage import compare_footage

HEIGHT, WIDTH, FRAMES = 180, 320, 75


def drifting(seed: int, frames: int = FRAMES) -> list[np.ndarray]:
    dice = np.random.default_rng(seed)
    layers = [ndimage.gaussian_filter(dice.normal(size=(HEIGHT, WIDTH + 3 * frames)), size) for size in (1.5, 3, 9)]
    wide = 125 + sum(25 * layer / layer.std() for layer in layers)
    steps = dice.integers(1, 4, frames).cumsum()
    return [wide[:, step : step + WIDTH].clip(0, 255).astype(np.uint8) for step in steps.tolist()]


def test_half_of_a_split_screen_is_found(tmp_path):
    left, other = drifting(5), drifting(6)
    right = [np.concatenate([two[:, :160], one[:, 100:260]], axis=1) for one, two in zip(left, other, strict=True)]
    found = compare_footage(write(tmp_path / "left.mkv", left), write(tmp_path / "right.mkv", right))
    edits = {edit.kind: edit for edit in found.edits if edit.kind != "metadata"}
    assert sorted(edits) == ["padded", "reframed"]
    part, shown = edits["reframed"].left_box, edits["padded"].right_box
    assert (part.x, part.y, part.width, part.height) == pytest.approx((100 / WIDTH, 0, 0.5, 1), abs=0.01)
    assert (shown.x, shown.y, shown.width, shown.height) == pytest.approx((0.5, 0, 0.5, 1), abs=0.01)
    assert found.coverage.left == found.coverage.right == 1
