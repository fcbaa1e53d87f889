"""Recipes of planted edits: the truth must follow from the frames shown."""

from itertools import pairwise

import numpy as np
import pytest
from evals.footage.laid_over import FRAMED, plan_nothing, plan_one_cut, plan_whole_speed
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


@given(seeds, st.integers(100, 900), st.sampled_from([1 / 60, 1 / 30, 1 / 25, 1 / 12]))
@settings(max_examples=60)
def test_one_cut_leaves_something_on_both_sides(seed: int, frames: int, period: float) -> None:
    recipe = plan_one_cut(frames, period, np.random.default_rng(seed))
    check_truth(recipe, frames)
    (cut,) = recipe.planted
    kept = min(cut.left[0], frames - cut.left[1])
    assert kept * period >= min(FRAMED, (frames * period - 1.6) / 2) - 2 * period
    assert cut.right == (cut.left[0], cut.left[0])


@given(st.integers(100, 900), st.sampled_from([0.5, 1.25, 1.5, 2.0]))
def test_a_speed_shows_the_whole_at_equal_steps(frames: int, rate: float) -> None:
    recipe = plan_whole_speed(frames, rate)
    check_truth(recipe, frames)
    assert recipe.planted[0].left == (0, frames)
    assert recipe.order[0] == 0 and recipe.order[-1] >= frames - 1 - rate
    assert set(np.diff(recipe.order)) <= {int(np.floor(rate)), int(np.ceil(rate))}


def test_without_an_edit_all_frames_are_there() -> None:
    recipe = plan_nothing(40)
    assert recipe.order.tolist() == list(range(40)) and not recipe.planted
