"""Recipes of planted edits: the truth must follow from the frames shown."""

from itertools import pairwise

import numpy as np
import pytest
from evals.footage.recipes import KEPT_BETWEEN, LONGEST, SHORTEST, Recipe, plan_cuts, plan_mixed, plan_speed
from hypothesis import given, settings
from hypothesis import strategies as st

seeds = st.integers(0, 2**32 - 1)


def check_truth(recipe: Recipe, frames: int) -> None:
    """Every planted span says what the order holds."""
    for one in recipe.planted:
        shows = recipe.order[slice(*one.right)]
        if one.kind == "removed":
            assert not set(range(*one.left)) & set(recipe.order.tolist())
        elif one.kind == "inserted":
            assert (shows < 0).all() and len(shows)
        else:
            assert set(shows.tolist()) <= set(range(*one.left))
    assert recipe.order.max() < frames


@given(seeds, st.integers(120, 1000), st.integers(1, 6))
@settings(max_examples=60)
def test_cuts_remove_what_they_say_and_keep_their_distance(seed: int, frames: int, count: int) -> None:
    recipe = plan_cuts(frames, count, np.random.default_rng(seed))
    check_truth(recipe, frames)
    spans = sorted(one.left for one in recipe.planted)
    assert 1 <= len(spans) <= count
    assert all(SHORTEST <= stop - first <= LONGEST for first, stop in spans)
    assert all(two[0] - one[1] >= KEPT_BETWEEN for one, two in pairwise(spans))
    assert len(recipe.order) + sum(stop - first for first, stop in spans) == frames
    assert (np.diff(recipe.order) > 0).all()


@given(seeds, st.integers(150, 1000))
@settings(max_examples=60)
def test_mixed_edits_are_what_they_say(seed: int, frames: int) -> None:
    recipe = plan_mixed(frames, 75, 25, np.random.default_rng(seed))
    check_truth(recipe, frames)
    removed = {frame for one in recipe.planted if one.kind == "removed" for frame in range(*one.left)}
    assert set(range(frames)) - removed == set(recipe.order[recipe.order >= 0].tolist())


@given(seeds, st.integers(120, 800), st.sampled_from([0.5, 1.5, 2.0, -1.0, 0.0]))
@settings(max_examples=60)
def test_speeds_take_their_time(seed: int, frames: int, rate: float) -> None:
    recipe = plan_speed(frames, rate, 25, np.random.default_rng(seed))
    check_truth(recipe, frames)
    (one,) = recipe.planted
    left, right = one.left[1] - one.left[0], one.right[1] - one.right[0]
    if rate:
        assert right == pytest.approx(left / abs(rate), abs=1)
    assert set(range(frames)) - set(recipe.order.tolist()) <= set(range(*one.left))


def test_the_same_seed_gives_the_same_recipe() -> None:
    one, two = (plan_mixed(400, 75, 25, np.random.default_rng(7)) for _ in range(2))
    assert one.planted == two.planted
    assert np.array_equal(one.order, two.order)
