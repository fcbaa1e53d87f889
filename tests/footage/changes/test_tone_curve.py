"""Cells of an untouched picture lie on the tone curve, however bright."""

import numpy as np

from uncut.footage.changes.cells import off_tone_curve


def test_the_few_brightest_cells_of_an_untouched_picture_lie_on_the_curve() -> None:
    left = np.full((20, 30), 80, np.float32) + np.random.default_rng(1).uniform(-20, 20, (20, 30)).astype(np.float32)
    left[:2, :4] = 240
    shift = off_tone_curve(left, left + np.float32(3))
    assert np.abs(shift).max() < 1


def test_a_covered_place_lies_off_the_curve() -> None:
    left = np.random.default_rng(1).uniform(40, 200, (20, 30)).astype(np.float32)
    right = left * np.float32(0.8) + np.float32(10)
    right[5:8, 5:8] = 250
    shift = off_tone_curve(left, right)
    assert (np.abs(shift[5:8, 5:8]) > 50).all()
    assert np.median(np.abs(shift)) < 4


def test_a_cover_as_bright_as_a_part_of_the_scene_does_not_pass_for_a_change_of_tones() -> None:
    """The cover holds most of the cells that were of that brightness."""
    left = np.random.default_rng(1).uniform(60, 220, (20, 30)).astype(np.float32)
    left[5:12, 5:12], left[16:, :8] = 100, 100
    right = left.copy()
    right[5:12, 5:12] = 160
    shift = off_tone_curve(left, right)
    assert shift[5:12, 5:12].min() > 50
    assert np.abs(shift[16:, :8]).max() < 3
