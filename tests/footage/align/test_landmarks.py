"""Landmarks of made pictures: where a left one is seen in a right one, and that none is where it is not shown."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from uncut.footage.align.framing_seen import find_framing_in_time, find_framings
from uncut.footage.align.landmarks import (
    find_landmarks,
    fit_framing,
    fit_window,
    pair_nearby,
    pair_up,
    see,
    see_each,
)
from uncut.footage.align.tilt import turn_picture

HEIGHT, WIDTH = 180, 320


def scene(seed, height=HEIGHT, width=WIDTH):
    dice = np.random.default_rng(seed)
    layers = [ndimage.gaussian_filter(dice.normal(size=(height, width)), size) * size for size in (2, 4, 9)]
    return np.clip(128 + 40 * sum(layers) / np.std(sum(layers)), 0, 255).astype(np.uint8)


def scaled(picture, factor):
    if factor < 1:
        picture = ndimage.gaussian_filter(picture.astype(float), 0.45 / factor)
    return np.clip(ndimage.zoom(picture.astype(float), factor, order=1), 0, 255).astype(np.uint8)


def inset(left, behind, factor, at):
    small = scaled(left, factor)
    shown = behind.copy()
    shown[at[1] : at[1] + small.shape[0], at[0] : at[0] + small.shape[1]] = small
    return shown


def only_framing(lefts, rights):
    framings = find_framings(
        see([find_landmarks(one) for one in lefts], [find_landmarks(one) for one in rights]), WIDTH
    )
    assert len(framings) == 1
    return framings[0]


def test_an_inset_is_seen_over_another_scene():
    lefts = [scene(seed) for seed in range(4)]
    rights = [inset(one, scene(90 + number), 0.4, (150, 30)) for number, one in enumerate(lefts)]
    found = only_framing(lefts, rights)
    assert found.scale == pytest.approx(0.4, rel=0.02)
    assert found.shift == pytest.approx((150, 30), abs=1.5)
    assert found.degrees == pytest.approx(0, abs=1)
    assert [(one.left, one.right) for one in found.sightings] == [(number, number) for number in range(4)]


def test_a_crop_that_is_turned_is_seen():
    lefts = [scene(seed) for seed in range(3)]
    rights = [np.ascontiguousarray(np.rot90(scaled(one, 1.5)[30:210, 60:380], -1)) for one in lefts]
    found = only_framing(lefts, rights)
    assert found.degrees == pytest.approx(90, abs=1)
    assert found.scale == pytest.approx(1.5, rel=0.02)


def test_other_scenes_are_not_seen():
    lefts, rights = ([find_landmarks(scene(seed)) for seed in seeds] for seeds in (range(6), range(50, 56)))
    assert find_framings(see(lefts, rights), WIDTH) == []


def test_a_picture_without_detail_has_no_landmarks():
    blank = find_landmarks(np.full((HEIGHT, WIDTH), 90, np.uint8))
    assert blank.points.shape == (0, 2)
    assert see([blank], [find_landmarks(scene(1))]) == []


def test_a_window_that_moves_is_told_from_one_that_stands():
    wide = [scene(seed, HEIGHT, 480) for seed in range(7)]
    rights = [one[:, 20 * number : 20 * number + 320] for number, one in enumerate(wide)]
    lefts = [scaled(one, 2 / 3) for one in wide]
    found = find_framings(see([find_landmarks(one) for one in lefts], [find_landmarks(one) for one in rights]), WIDTH)
    assert found[-1].moves
    assert found[-1].scale == pytest.approx(1.5, rel=0.02)
    corners = [one.shift[0] for one in found[-1].sightings]
    assert corners == pytest.approx([-20 * number for number in range(7)], abs=2)


def test_a_framing_that_is_nearly_known_is_made_exact():
    left = scene(5)
    right = scaled(left, 1.25)[20:200, 40:360]
    points = pair_nearby(find_landmarks(left), find_landmarks(right), 1.23, (-37.0, -18.0))
    fitted = fit_framing(*points, 1.23, (-37.0, -18.0))
    assert fitted is not None
    assert fitted[0] == pytest.approx(1.25, abs=0.004)
    assert fitted[1] == 0
    assert fitted[2] == pytest.approx((-40, -20), abs=0.8)


def test_a_framing_that_leans_still_is_made_exact_by_its_degrees():
    left = scene(5)
    right = np.clip(turn_picture(left, 1.37), 0, 255).astype(np.uint8)
    points = pair_nearby(find_landmarks(left), find_landmarks(right), 1.0, (0.0, 0.0))
    fitted = fit_framing(*points, 1.0, (0.0, 0.0), turned=True)
    assert fitted is not None
    assert fitted[0] == pytest.approx(1.0, abs=0.002)
    assert fitted[1] == pytest.approx(1.37, abs=0.05)


def test_a_framing_is_not_measured_on_another_scene():
    points = pair_nearby(find_landmarks(scene(5)), find_landmarks(scene(6)), 1.0, (0.0, 0.0))
    assert fit_framing(*points, 1.0, (0.0, 0.0)) is None


def test_the_places_of_a_window_share_one_scale():
    wide = [scene(seed, HEIGHT, 480) for seed in range(4)]
    pairs = [
        pair_up(find_landmarks(scaled(one, 2 / 3)), find_landmarks(one[:, 30 * number : 30 * number + 320]))
        for number, one in enumerate(wide)
    ]
    pairs.append(pair_up(find_landmarks(scene(70)), find_landmarks(scene(71))))
    fitted = fit_window(pairs, 1.45)
    assert fitted is not None
    scale, corners = fitted
    assert scale == pytest.approx(1.5, abs=0.01)
    assert [one[0] for one in corners[:4]] == pytest.approx([-30 * number for number in range(4)], abs=1)
    assert corners[4] is None


def zoomed(picture, factor, x, y):
    """A camera that looks at a part of ``picture``, so many times enlarged, from (x, y) on."""
    return np.ascontiguousarray(scaled(picture, factor)[y : y + HEIGHT, x : x + WIDTH])


def test_a_crop_of_a_scene_that_is_always_in_sight_is_told_by_pictures_of_equal_time():
    wide = scene(5, 400, 700)
    cameras = [(1.0, 40, 30), (1.3, 150, 90), (1.0, 110, 60), (1.5, 300, 140), (1.2, 60, 120), (1.0, 200, 40)]
    lefts = [zoomed(wide, *one) for one in cameras]
    rights = [np.ascontiguousarray(scaled(one[:, 110:210], 1.6)) for one in lefts]
    marks = [[find_landmarks(one) for one in side] for side in (lefts, rights)]
    found = find_framing_in_time(see_each(*marks), WIDTH, len(rights))
    assert found is not None
    assert found.in_time
    assert found.scale == pytest.approx(1.6, rel=0.02)
    assert found.shift == pytest.approx((-176, 0), abs=4)
    shuffled = [marks[1][number] for number in (3, 5, 0, 2, 1, 4)]
    assert find_framing_in_time(see_each(marks[0], shuffled), WIDTH, len(rights)) is None
