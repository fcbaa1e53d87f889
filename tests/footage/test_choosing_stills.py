from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from uncut.footage.direction import choose_times
from uncut.footage.sides import Keys
from uncut.model.comparison import Kept
from uncut.model.footage import FrameBatch, FrameTimes
from uncut.model.time import Span

RATE = 25
SEEN_AFTER = Fraction(17, RATE)
"""A decoder that starts at a key picture gives its pictures from the seventeenth after it on."""


def side(seconds, keys):
    times = FrameTimes(np.arange(seconds * RATE), Fraction(1, RATE), seconds * RATE)
    return SimpleNamespace(keys=np.array([key * RATE for key in keys], np.int64), times=times)


def kept(right, left):
    return Kept(right=Span(*map(Fraction, right)), left=Span(*map(Fraction, left)), confidence=0.9)


def steps(first):
    return [first + number * Fraction(2, 5) for number in range(3)]


def test_stills_lie_where_both_files_have_a_key_picture_shortly_before():
    left, right = side(60, [0, 7, 23, 40, 52]), side(50, [0, 9, 13, 31, 47])
    assert choose_times(left, right, kept((0, 50), (10, 60))) == steps(13 + SEEN_AFTER)


def test_of_several_such_places_the_one_nearest_to_the_middle_is_taken():
    both = side(60, [0, 10, 20, 29, 45])
    assert choose_times(both, both, kept((0, 60), (0, 60))) == steps(29 + SEEN_AFTER)


def test_where_they_share_none_the_least_is_decoded():
    left, right = side(60, [0, 30]), side(60, [0, 27, 50])
    assert choose_times(left, right, kept((20, 60), (20, 60))) == steps(30 + SEEN_AFTER)


@pytest.mark.parametrize("keys", [[], [0], [0, 59]])
def test_without_a_key_picture_in_the_stretch_they_lie_around_its_middle(keys):
    both = side(60, keys)
    assert choose_times(both, both, kept((10, 30), (10, 30))) == steps(Fraction(98, 5))
    assert choose_times(both, both, kept((10, "10.2"), (10, "10.2"))) == [Fraction("10.1")]


def test_of_footage_that_is_all_key_pictures_one_a_second_is_noted():
    keys = Keys(Fraction(1, RATE))
    pixels = np.zeros((40, 2, 2), np.uint8)
    batches = [FrameBatch(np.arange(at, at + 40), pixels, keys=tuple(range(40))) for at in (0, 40)]
    assert [one is two for one, two in zip(keys.collecting(batches), batches, strict=True)] == [True, True]
    assert keys.frames.tolist() == [0, 25, 50, 75]
