"""A punch-in before a camera that stands is told as that: no part of it is removed or put in."""

from __future__ import annotations

from fractions import Fraction

import cv2
import numpy as np
import pytest
from tests.footage.align.test_tilt import write
from tests.made_footage import make_texture, smooth_path

from uncut.footage import compare_footage

HEIGHT, WIDTH, FRAMES, RATE = 180, 320, 150, 25
FIRST, STOP = 50, 100
X, Y, PART = 48, 27, 0.7


def standing_camera() -> list[np.ndarray]:
    """A room in which one thing moves about."""
    dice = np.random.default_rng(4)
    room = make_texture(4, HEIGHT, WIDTH)
    rows, columns = np.mgrid[:HEIGHT, :WIDTH]
    y, x = 90 + smooth_path(dice, FRAMES, 40, 6), 150 + smooth_path(dice, FRAMES, 70, 6)
    shown = [
        room - 80 * np.exp(-((rows - down) ** 2 + (columns - across) ** 2) / 800)
        for down, across in zip(y, x, strict=True)
    ]
    return [one.clip(0, 255).astype(np.uint8) for one in shown]


def test_a_punch_in_before_a_camera_that_stands_is_reframed_for_its_time(tmp_path):
    left = standing_camera()
    wide, tall = round(PART * WIDTH), round(PART * HEIGHT)
    closer = [
        cv2.resize(one[Y : Y + tall, X : X + wide], (WIDTH, HEIGHT), interpolation=cv2.INTER_CUBIC)
        for one in left[FIRST:STOP]
    ]
    right = [*left[:FIRST], *closer, *left[STOP:]]
    found = compare_footage(write(tmp_path / "left.mkv", left), write(tmp_path / "right.mkv", right))
    (edit,) = (edit for edit in found.edits if edit.kind != "metadata")
    assert edit.kind == "reframed"
    assert (edit.right.start, edit.right.end) == (Fraction(FIRST, RATE), Fraction(STOP, RATE))
    box = edit.left_box
    assert (box.x, box.y, box.width, box.height) == pytest.approx((X / WIDTH, Y / HEIGHT, PART, PART), abs=0.01)
    assert found.coverage.left == found.coverage.right == 1
