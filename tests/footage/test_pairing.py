import numpy as np

from uncut.footage.changes.registering import Nudge
from uncut.footage.pairing import SURELY_WHITE, Overlay, Plan, _coarse, _coarse_levels
from uncut.model.comparison import WHOLE_PICTURE

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
