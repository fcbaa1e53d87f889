from types import SimpleNamespace

import numpy as np
import pytest

from uncut.footage.changes.registering import Nudge
from uncut.footage.pairing import RIM_PX, SURELY_WHITE, Overlay, Plan, _coarse, _coarse_levels, _without_rim, reach_at
from uncut.model.comparison import WHOLE_PICTURE, Box

SIZE = (176, 320)
PLAN = Plan(SIZE, SIZE, SIZE, WHOLE_PICTURE, WHOLE_PICTURE, False, True, True)


def test_white_that_was_resampled_is_not_taken_for_what_lies_outside_a_turned_picture():
    white, darkest = np.full(SIZE, 255, np.uint8), []
    for shift in np.linspace(0.13, 0.9, 20).tolist():
        overlay = Overlay(PLAN)
        overlay._nudge = Nudge(shift_x=shift, shift_y=-shift / 3)
        overlay._resampler = overlay._make()
        darkest.append(float(overlay.place(white).min()))
    assert min(darkest) < 255
    assert min(darkest) > SURELY_WHITE


def test_sums_of_a_held_picture_are_those_of_its_numbers():
    picture = np.random.default_rng(1).integers(0, 256, SIZE).astype(np.uint8)
    picture[:8] = 255
    assert np.array_equal(_coarse_levels(picture), _coarse(picture.astype(np.float32)))
    turned = np.rot90(np.pad(picture, ((0, 0), (0, 0))))
    assert np.array_equal(_coarse_levels(turned), _coarse(turned.astype(np.float32)))


def test_the_frame_that_is_shown_is_chosen_from_its_neighbours_whatever_its_contrast():
    dice = np.random.default_rng(2)
    candidates = [dice.integers(0, 256, SIZE).astype(np.uint8) for _ in range(5)]
    shown = (0.6 * candidates[3] + 40).astype(np.float32)
    chosen = Overlay(PLAN).choose(candidates, shown, time=0.0)
    assert np.array_equal(chosen, candidates[3].astype(np.float32))


@pytest.mark.parametrize("mirrored", [False, True])
def test_edges_beside_other_pictures_are_left_out_and_those_of_the_picture_are_not(mirrored):
    side = SimpleNamespace(footage=SimpleNamespace(width=640, height=360))
    left, right = _without_rim(Box(0.1, 0.0, 0.8, 1.0), Box(0.5, 0.25, 0.5, 0.5), side, mirrored=mirrored)
    west, north = RIM_PX / 640, RIM_PX / 360
    assert (right.x, right.y, right.width, right.height) == pytest.approx(
        (0.5 + west, 0.25 + north, 0.5 - west, 0.5 - 2 * north)
    )
    # Each edge of the right part still shows the same place of the left one.
    across, down = 0.8 / 0.5, 1.0 / 0.5
    assert (left.width, left.height) == pytest.approx((0.8 - west * across, 1 - 2 * north * down))
    assert (left.x, left.y) == pytest.approx((0.1 if mirrored else 0.1 + west * across, north * down))


def test_a_part_that_fills_the_picture_has_no_rim():
    side = SimpleNamespace(footage=SimpleNamespace(width=640, height=360))
    assert _without_rim(Box(0.2, 0.2, 0.5, 0.5), WHOLE_PICTURE, side, mirrored=False)[1] == WHOLE_PICTURE


def test_pictures_of_which_pulldown_weaves_one_are_within_reach_at_any_rate():
    assert [reach_at(1 / rate) for rate in (10, 24, 25, 30, 50, 60, 240)] == [2, 2, 2, 2, 3, 3, 3]
