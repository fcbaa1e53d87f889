"""Which frames are graded, to the frame, and what conversions do that is no grading."""

from __future__ import annotations

import numpy as np
import pytest

from uncut.footage.align.geometry import Geometry
from uncut.footage.changes.colour import conversions, measure_gradings
from uncut.footage.changes.grading_runs import find_graded_runs
from uncut.footage.colour_cells import shared_cells
from uncut.model.comparison import Box

FRAMES, CELLS = 120, 300


def colours(frames=FRAMES, seed=3):
    """Cells of natural spread: brightness 40 levels, colours a dozen, some of it shared by all frames."""
    dice = np.random.default_rng(seed)
    still = dice.normal(size=(1, CELLS, 3))
    moving = dice.normal(size=(frames, CELLS, 3))
    return np.clip(np.array([118, 124, 131]) + (still + moving) * np.array([30, 8, 10]), 2, 253)


def encoded(cells, noise=1.5):
    return np.clip(np.rint(cells + np.random.default_rng(8).normal(0, noise, cells.shape)), 0, 255)


def toned(cells, *, gain=1.0, lift=0.0, colour=1.0, tint=(0.0, 0.0)):
    tone = (cells[..., :1] - 128) * gain + 128 + lift
    return np.clip(np.concatenate([tone, (cells[..., 1:] - 128) * colour + 128 + np.array(tint)], axis=-1), 0, 255)


GRADINGS = {
    "brighter": {"lift": 20},
    "more contrast": {"gain": 1.35},
    "less contrast": {"gain": 0.7},
    "grey": {"colour": 0},
    "stronger": {"colour": 1.5},
    "warm": {"tint": (-8, 9)},
    "sepia": {"colour": 0, "tint": (-20, 12)},
}


def runs(left, right, step=6):
    frames = np.unique(np.append(np.arange(0, len(left), step), len(left) - 1))
    return find_graded_runs(lambda numbers: (left[numbers], right[numbers]), frames)


@pytest.mark.parametrize("how", GRADINGS.values(), ids=GRADINGS)
def test_a_grading_of_all_is_one_run(how):
    left = colours()
    found = runs(left, encoded(toned(left, **how)))
    assert [(one.first, one.stop) for one in found] == [(0, FRAMES)]
    assert found[0].excess > 1


@pytest.mark.parametrize("how", GRADINGS.values(), ids=GRADINGS)
@pytest.mark.parametrize("span", [(0, 50), (31, 77), (64, FRAMES)])
def test_a_graded_part_is_found_to_the_frame(how, span):
    left = colours()
    right = left.copy()
    right[slice(*span)] = toned(left[slice(*span)], **how)
    assert [(one.first, one.stop) for one in runs(left, encoded(right))] == [span]


def test_two_gradings_are_two_runs():
    left = colours()
    right = left.copy()
    right[10:40], right[80:110] = toned(left[10:40], colour=0), toned(left[80:110], lift=25)
    first, second = runs(left, encoded(right))
    assert ((first.first, first.stop), (second.first, second.stop)) == ((10, 40), (80, 110))
    assert first.right_strength < 1
    assert second.lift == pytest.approx(25, abs=1)


@pytest.mark.parametrize("number", range(len(conversions(colours(1)))))
def test_what_conversions_do_is_no_grading(number):
    left = colours()
    assert runs(left, encoded(np.clip(left + conversions(left)[number], 0, 255), 2.5)) == []


def test_white_that_loses_its_tint_on_the_way_through_rgb_is_no_grading():
    left = colours()
    left[:, ::3] = (255, 131, 120)
    right = left.copy()
    right[:, ::3] = (254, 128, 128)
    assert runs(left, encoded(right)) == []


def test_altered_cells_have_no_say():
    left = colours()
    right = encoded(left)
    right[:, :90] = (200, 90, 160)
    assert runs(left, right) == []


def test_dark_frames_within_a_grading_do_not_split_it():
    left = colours()
    left[50:70] = np.array([16, 128, 128])
    found = runs(left, encoded(toned(left, gain=1.0, colour=0)))
    assert [(one.first, one.stop) for one in found] == [(0, FRAMES)]


def test_grey_footage_has_no_colour_to_lose():
    left = colours()
    left[..., 1:] = 128
    assert runs(left, encoded(left)) == []


def test_measured_is_what_was_done():
    left = colours()
    one = measure_gradings(left, encoded(toned(left, lift=18, colour=0.5)))
    assert np.median(one.random) < 3
    assert np.median(one.tone) > 6


@pytest.mark.parametrize("mirrored", [False, True])
def test_shared_cells_lie_over_each_other(mirrored):
    dice = np.random.default_rng(0)
    left = np.kron(dice.uniform(0, 255, (2, 3, 9, 8)), np.ones((1, 1, 2, 4)))
    shown = left[:, :, 4:18, 8:24]
    right = np.kron(shown, np.ones((1, 1, 1, 2)))[:, :, :, ::-1] if mirrored else np.kron(shown, np.ones((1, 1, 1, 2)))
    right = np.concatenate([right, np.full((2, 3, 4, 32), 16.0)], axis=2)
    geometry = Geometry(Box(0.25, 4 / 18, 0.5, 14 / 18), Box(0, 0, 1, 14 / 18), mirrored)
    one, two = shared_cells(left, right, geometry)
    assert one.shape == two.shape == (2, 14 * 16, 3)
    assert one == pytest.approx(two, abs=1e-3)


def test_faint_colours_that_an_encoder_rounds_for_a_while_are_no_grading():
    """A tint of a quarter of the strength of colour: told where all of it has that, not where a few frames do."""
    left = colours()
    tinted = encoded(toned(left, tint=(3.8, -3.8)), 0.5)
    partly = np.concatenate([tinted[:40], encoded(left[40:], 0.5)])
    assert [(one.first, one.stop) for one in runs(left, tinted)] == [(0, FRAMES)]
    assert runs(left, partly) == []


def thumbnails(picture):
    """Means of 10 x 10 pixels of one plane, the same in all three."""
    cells = picture.reshape(18, 10, 32, 10).mean(axis=(1, 3))
    return np.repeat(cells[np.newaxis, np.newaxis], 3, axis=1)


def test_bars_have_no_say_in_the_colours_between_them():
    scene = 128 + 60 * np.sin(np.arange(180) / 15)[:, np.newaxis] * np.cos(np.arange(320) / 20)
    shown = np.zeros((180, 320))
    rows = np.arange(57) * 180 // 57
    shown[61:118] = scene[rows]
    geometry = Geometry(Box(0, 0, 1, 1), Box(0, 61 / 180, 1, 57 / 180))
    one, two = shared_cells(thumbnails(scene), thumbnails(shown), geometry)
    assert one.shape == two.shape
    assert np.abs(one - two).max() < 8, "a row that is half a bar is off by half the picture's brightness"


def test_a_small_inset_is_compared_in_the_whole_cells_that_it_fills():
    scene = 128 + 60 * np.sin(np.arange(180) / 15)[:, np.newaxis] * np.cos(np.arange(320) / 20)
    geometry = Geometry(Box(0, 0, 1, 1), Box(0.6555, 0.0267, 0.3284, 0.3284))
    one, two = shared_cells(thumbnails(scene), thumbnails(scene), geometry)
    assert one.shape == two.shape == (1, 10 * 5, 3)
