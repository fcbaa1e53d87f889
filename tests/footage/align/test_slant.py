"""Footage filmed from a screen: where its corners are, and that nothing else is said to be slanted."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from scipy import ndimage
from tests.footage.align.test_tilt import write

from uncut.footage import compare_footage
from uncut.footage.align.landmarks import find_landmarks, see
from uncut.footage.align.slant import UNIT, Slant, find_slant, measured_slants, slant_of, straighten
from uncut.model.comparison import WHOLE_PICTURE

HEIGHT, WIDTH = 180, 320
CORNERS = np.array([(0.08, 0.1), (0.86, 0.16), (0.9, 0.84), (0.05, 0.95)])


def scene(seed, width=WIDTH):
    dice = np.random.default_rng(seed)
    layers = [ndimage.gaussian_filter(dice.normal(size=(HEIGHT, width)), size) for size in (2, 4, 9)]
    return (128 + 22 * sum(layer / layer.std() for layer in layers)).clip(0, 255).astype(np.uint8)


def filmed(picture, corners=CORNERS, sway=(0.0, 0.0)):
    size = (WIDTH, HEIGHT)
    there = ((corners + np.array(sway)) * size).astype(np.float32)
    matrix = cv2.getPerspectiveTransform((UNIT * size).astype(np.float32), there)
    return cv2.warpPerspective(picture, matrix, size, flags=cv2.INTER_LINEAR)


def seen(lefts, rights):
    left_marks, right_marks = ([find_landmarks(one) for one in some] for some in (lefts, rights))
    times = [0.5 * number for number in range(len(rights))]
    return find_slant(see(left_marks, right_marks), left_marks, right_marks, times)


def test_the_corners_of_a_screen_are_found():
    lefts = [scene(seed) for seed in range(4)]
    found = seen(lefts, [filmed(one) for one in lefts])
    assert found is not None
    slant, members, _ = found
    assert len(members) == 4
    assert slant.corners_at(1.0) == pytest.approx(CORNERS, abs=0.004)
    assert slant.left_box == WHOLE_PICTURE
    box = slant.right_box
    assert (box.x, box.y, box.x + box.width, box.y + box.height) == pytest.approx((0.05, 0.1, 0.9, 0.95), abs=0.004)


def test_a_hand_that_sways_is_followed():
    lefts = [scene(seed) for seed in range(7)]
    sways = [(0.02 * np.sin(number / 2), 0.01 * np.cos(number / 3)) for number in range(7)]
    pictures = [
        (0.4 * number, find_landmarks(left), find_landmarks(filmed(left, sway=sway)))
        for number, (left, sway) in enumerate(zip(lefts, sways, strict=True))
    ]
    still, swaying = measured_slants(pictures)
    assert len(still.points) == 1
    for number in (1, 3, 5):
        truth = CORNERS + np.array(sways[number])
        assert swaying.corners_at(0.4 * number) == pytest.approx(truth, abs=0.006)
        assert (
            np.abs(swaying.corners_at(0.4 * number) - truth).max() < np.abs(still.corners_at(0) - truth).max() + 0.003
        )


@pytest.mark.parametrize("turn", [0.0, 4.0])
def test_a_crop_or_a_turn_is_no_slant(turn):
    lefts = [scene(seed) for seed in range(4)]
    matrix = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), turn, 1.3)
    assert seen(lefts, [cv2.warpAffine(one, matrix, (WIDTH, HEIGHT)) for one in lefts]) is None


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_what_is_turned_by_quarters_was_not_filmed_so(quarters):
    lefts = [scene(seed) for seed in range(4)]
    assert seen(lefts, [filmed(one, np.roll(CORNERS, -quarters, axis=0)) for one in lefts]) is None


def test_other_footage_is_no_slant():
    lefts, others = ([scene(seed) for seed in seeds] for seeds in (range(4), range(50, 54)))
    assert seen(lefts, [filmed(one) for one in others]) is None


def test_a_rectangle_is_not_slanted_and_a_quadrangle_is():
    box = np.array([(0.2, 0.1), (0.8, 0.1), (0.8, 0.7), (0.2, 0.7)])
    assert slant_of(box, WIDTH / HEIGHT) == pytest.approx(0, abs=1e-9)
    assert slant_of(CORNERS, WIDTH / HEIGHT) > 0.02


def test_of_a_screen_that_is_not_all_in_the_picture_the_part_inside_is_shown():
    corners = np.array([(-0.1, 0.05), (1.0, 0.1), (1.0, 0.95), (-0.15, 0.9)])
    box = Slant(((0.0, tuple(corners.ravel().tolist())),)).left_box
    assert 0.09 < box.x < 0.15
    assert (box.y, box.x + box.width, box.y + box.height) == pytest.approx((0, 1, 1), abs=0.001)


def test_a_filmed_picture_is_made_straight():
    picture = scene(1)
    straight = straighten(filmed(picture), CORNERS, (WIDTH, HEIGHT))
    inside = np.s_[8:-8, 8:-8]
    assert np.abs(straight.astype(float) - picture)[inside].mean() < 8  # it was resampled twice
    assert np.abs(filmed(picture).astype(float) - picture)[inside].mean() > 20


def test_cuts_in_filmed_footage_are_found(tmp_path):
    wide = np.concatenate([scene(seed) for seed in range(1, 5)], axis=1)
    steps = np.random.default_rng(3).integers(2, 9, 90).cumsum()
    left = [wide[:, step : step + WIDTH] for step in steps.tolist()]
    right = [filmed(left[number]) for number in [*range(40), *range(55, 90)]]
    found = compare_footage(write(tmp_path / "left.mkv", left), write(tmp_path / "right.mkv", right))
    kinds = sorted(edit.kind for edit in found.edits if edit.kind != "metadata")
    assert kinds == ["filmed", "removed"]
    filming, removed = (next(edit for edit in found.edits if edit.kind == kind) for kind in ("filmed", "removed"))
    assert (float(removed.left.start), float(removed.left.end)) == (1.6, 2.2)
    corners = [(one.x, one.y) for one in filming.corners[0].corners]
    assert corners == [pytest.approx(one, abs=0.01) for one in CORNERS.tolist()]
    assert "slanted" in filming.why
    skipped = {one.what for one in found.not_examined if one.right is not None}
    assert {"regions", "colours"} <= skipped, "what is not compared is said"
