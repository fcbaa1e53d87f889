"""A picture blended or woven of two is laid over what it was made of."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter

from uncut.footage.changes.mixtures import can_be_mixed, find_mixture

DICE = np.random.default_rng(3)
PICTURES = [40 * gaussian_filter(DICE.normal(size=(36, 64)), 2).astype(np.float32) * 8 + 120 for _ in range(3)]


def noisy(picture):
    return (picture + np.random.default_rng(8).normal(0, 1.0, picture.shape)).astype(np.float32)


def woven(even, odd):
    made = even.copy()
    made[1::2] = odd[1::2]
    return made


def look(shown):
    nearest = int(np.argmin([np.square((one - one.mean()) - (shown - shown.mean())).sum() for one in PICTURES]))
    return find_mixture(PICTURES, shown, [(0, 1), (1, 2)], nearest)


@pytest.mark.parametrize(("places", "share"), [((0, 1), 0.3), ((1, 2), 0.5), ((1, 2), 0.8)])
def test_a_blend_is_found_and_made_again(places, share):
    made = (1 - share) * PICTURES[places[0]] + share * PICTURES[places[1]]
    mixture = look(noisy(made))
    assert mixture is not None
    assert mixture.places == places
    assert mixture.share == pytest.approx(share, abs=0.02)
    assert np.abs(mixture.of(PICTURES[places[0]], PICTURES[places[1]], noisy(made)) - made).max() < 2


@pytest.mark.parametrize("turned", [False, True])
def test_woven_lines_are_made_again(turned):
    one, two = (PICTURES[1], PICTURES[0]) if turned else (PICTURES[0], PICTURES[1])
    made = woven(one, two)
    mixture = look(noisy((PICTURES[0] + PICTURES[1]) / 2))  # averaged, as the small pictures are
    assert mixture is not None
    assert np.array_equal(mixture.of(PICTURES[0], PICTURES[1], noisy(made)), made)


@pytest.mark.parametrize("shown", [PICTURES[1], np.where(np.arange(64) < 20, 30, PICTURES[1]).astype(np.float32)])
def test_what_is_shown_as_it_was_or_covered_is_no_mixture(shown):
    assert look(noisy(shown)) is None


def test_only_pairs_that_lie_about_the_picture_are_asked():
    pairs = [(0, 1), (1, 2), (0, 2)]
    assert can_be_mixed(pairs, [4.0, 1.0, 9.0]) == pairs
    assert can_be_mixed(pairs, [400.0, 1.0, 900.0]) == [(0, 2)], "what is clearly one picture is no mixture with it"
    assert can_be_mixed(pairs, [1.1, 1.0, 1.2]) == [], "nothing moves"
    assert can_be_mixed([], []) == []


def test_a_picture_that_is_one_candidate_is_no_mixture_of_two_others_that_are_alike():
    """Two that a file shows twice differ in a few places, and may do so just where they are off the shown one."""
    shown = PICTURES[1] - PICTURES[1].mean()
    other = shown + PICTURES[0] - PICTURES[0].mean()
    like = float((other * shown).sum() / np.square(other).sum())
    off = shown - like * other
    places = np.abs(off) >= np.sort(np.abs(off).ravel())[-20]
    repeated = np.where(places, other + 2 * off / like, other).astype(np.float32)
    assert find_mixture([other, shown, repeated], noisy(shown), [(0, 2)], 1) is None
