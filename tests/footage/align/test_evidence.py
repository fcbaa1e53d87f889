"""What a camera that does not move films again at any other time is no evidence of a copy."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.made_footage import encode, film, fingerprints

from uncut.footage.align.align import align_pictures
from uncut.footage.align.lines import Line
from uncut.footage.align.movement import Movement, measure_slight_movement_around
from uncut.footage.align.pair import Pair
from uncut.footage.align.stretches import Stretch, holds, keep_with_evidence

EMPTY = film(80, 3, pan=0.0, scene=5, things=0)
"""The scene when nothing happens in it."""


def kept(left, right):
    one, two = fingerprints(left), fingerprints(right)
    found = align_pictures(one, two).stretches
    return found, keep_with_evidence(Pair(one, two), found)


def happening(seed, frames=150):
    return film(frames, seed, pan=0.0, scene=5)


def test_one_room_at_two_times_shares_only_its_stillness_and_is_no_copy():
    left = np.concatenate([happening(1), EMPTY[:20]])
    right = np.concatenate([EMPTY[:20], happening(2)])
    found, believed = kept(left, encode(right, noise=0.4))
    assert [one.movement for one in found] == [None]
    assert believed == []


def test_a_still_beside_what_moves_alike_is_believed():
    left = np.concatenate([EMPTY[:20], happening(1)])
    found, believed = kept(left, encode(left, noise=0.4))
    assert found
    assert believed == found


@pytest.mark.parametrize("right", [EMPTY, EMPTY[:30]])
def test_a_version_that_is_mostly_still_is_believed(right):
    found, believed = kept(np.concatenate([EMPTY, happening(1)]), encode(right, noise=0.4))
    assert found
    assert believed == found


@pytest.mark.parametrize(("rate", "off_step", "is_held"), [(-0.7, 0.97, False), (-0.7, 1.6, True), (1.0, 0.97, True)])
def test_a_speed_needs_movement_that_is_in_step(rate, off_step, is_held):
    one = Stretch(Line(19.6, rate), 18, 88, 522, 572, 0.006, 0.92, off_step)
    assert holds(one) is is_held
    assert holds(replace(one, movement=0.98))


@pytest.mark.parametrize(
    ("movement", "off_step", "is_held"), [(0.87, 1.5, False), (0.87, 4.0, True), (0.92, 1.5, True)]
)
def test_pictures_alike_are_not_enough_where_they_move_otherwise(movement, off_step, is_held):
    assert holds(Stretch(Line(23.8), 0, 70, 596, 666, 0.0115, movement, off_step)) is is_held


def blinking(seed):
    """A still in which a few pixels change now and then: eyes, lips."""
    dice = np.random.default_rng(seed)
    film_of = np.repeat(EMPTY[:1], 150, axis=0)
    for first in np.cumsum(dice.integers(6, 20, 12)):
        film_of[first : first + 4, 6:10, 11:20] += 16
    return film_of


def test_a_blur_that_moves_over_a_still_does_not_hide_that_what_little_moves_is_alike():
    left = blinking(1)
    right, other = (encode(one, noise=0.4, blur=0.0) for one in (left, blinking(2)))
    for number in range(30, 120):
        box = np.s_[11:17, number // 6 : number // 6 + 6]
        for side in (right, other):
            side[number][box] = (side[number][box] + side[number][box].mean()) / 2
    frames = np.arange(len(left))
    same, another = (Pair(fingerprints(left), fingerprints(side)) for side in (right, other))
    assert in_step(measure_slight_movement_around(same, frames, frames))
    assert not in_step(measure_slight_movement_around(another, frames, frames))


def in_step(around):
    return holds(Stretch(Line(0.0), 0, 150, 0, 150, 0.0004, 0.6, 1.3, around=around))


@pytest.mark.parametrize(("alike", "off_step", "is_held"), [(0.97, 5.9, True), (0.92, 5.9, False), (0.97, 2.8, False)])
def test_what_few_pixels_show_must_be_alike_and_in_step(alike, off_step, is_held):
    assert in_step(Movement(alike, off_step, is_slight=True)) is is_held


@pytest.mark.parametrize(
    ("distance", "movement", "is_held"), [(1e-4, 0.86, True), (1e-4, 0.7, False), (2e-3, 0.86, False)]
)
def test_pictures_that_are_all_but_equal_may_move_a_little_otherwise(distance, movement, is_held):
    """What little moves in a drawing is lost in a coarse encoding before anything else is."""
    assert holds(Stretch(Line(0.0), 0, 268, 0, 268, distance, movement, 1.17)) is is_held


def test_windows_are_the_same_where_one_side_is_held_back():
    """A few frames less would be cut into more windows than those whose pixels were chosen."""
    many = np.tile(blinking(1), (26, 1, 1))[:3840]
    frames = np.arange(len(many))
    pair = Pair(fingerprints(many), fingerprints(encode(many, noise=0.4, blur=0.0)))
    assert in_step(measure_slight_movement_around(pair, frames, frames))
