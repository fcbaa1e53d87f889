"""Grain and sharpening in files: told to the frame, and of both."""

from __future__ import annotations

from fractions import Fraction

import cv2
import numpy as np
import pytest
from scipy import ndimage
from tests.footage.align.test_tilt import write

from uncut.footage import compare_footage

HEIGHT, WIDTH, FRAMES = 180, 320, 100
RATE = 25
FIRST, STOP = 33, 71


def drifting():
    dice = np.random.default_rng(5)
    layers = [ndimage.gaussian_filter(dice.normal(size=(HEIGHT, WIDTH + 3 * FRAMES)), size) for size in (1.5, 3, 9, 20)]
    wide = 125 + sum(22 * layer / layer.std() for layer in layers) * np.linspace(0, 1, HEIGHT)[:, None]
    return [wide[:, 3 * number : 3 * number + WIDTH].clip(30, 225) for number in range(FRAMES)]


def sharpen(picture, _):
    return 1.8 * picture - 0.8 * cv2.GaussianBlur(picture, (0, 0), 1.3)


def add_grain(picture, dice):
    return picture + 5 * dice.normal(size=picture.shape)


def compared(tmp_path, alter, first, stop):
    left, dice = drifting(), np.random.default_rng(6)
    right = [alter(one, dice) if first <= number < stop else one for number, one in enumerate(left)]
    files = [
        write(tmp_path / f"{name}.mkv", [one.clip(0, 255).astype(np.uint8) for one in pictures])
        for name, pictures in (("left", left), ("right", right))
    ]
    found = compare_footage(*files)
    assert "generation_loss" not in {clue.evidence for clue in found.direction}, "detail that was put in tells no loss"
    return [edit for edit in found.edits if edit.kind != "metadata"], found.not_examined


@pytest.mark.parametrize(("alter", "kind"), [(sharpen, "sharpened"), (add_grain, "grain_added")])
@pytest.mark.parametrize(("first", "stop"), [(0, FRAMES), (FIRST, STOP)])
def test_what_was_done_to_pictures_is_told_to_the_frame(tmp_path, alter, kind, first, stop):
    (edit,), unseen = compared(tmp_path, alter, first, stop)
    assert edit.kind == kind
    assert edit.right.start == edit.left.start == Fraction(first, RATE)
    assert edit.right.end == edit.left.end == Fraction(stop, RATE)
    assert "grain and sharpening" in {one.what for one in unseen}, "that only some pictures were looked at is said"


def test_of_pictures_that_are_only_softened_nothing_is_told(tmp_path):
    left = [one.astype(np.uint8) for one in drifting()]
    right = [cv2.GaussianBlur(one, (0, 0), 0.8) for one in left]
    found = compare_footage(write(tmp_path / "left.mkv", left), write(tmp_path / "right.mkv", right))
    assert [edit.kind for edit in found.edits if edit.kind != "metadata"] == []
    assert "generation_loss" in {clue.evidence for clue in found.direction}
