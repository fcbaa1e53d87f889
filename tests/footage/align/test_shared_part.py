"""Where two films stand side by side in one picture, the part that shows the left version is measured."""

from __future__ import annotations

import numpy as np
import pytest
from tests.made_footage import make_texture

from uncut.footage.align.geometry import PLAIN, Geometry
from uncut.footage.align.shared_part import part_seen, part_that_agrees
from uncut.model.comparison import WHOLE_PICTURE, Box

HEIGHT, WIDTH = 120, 200
DICE = np.random.default_rng(2)


def points(count, low, high):
    """So many points with the first coordinate in [low, high)."""
    return np.stack([DICE.uniform(low, high, count), DICE.uniform(0, 1, count)], axis=1).astype(np.float32)


def test_points_that_are_never_seen_beyond_a_place_end_the_part_there():
    shown, beside = points(400, 0.0, 0.5), points(400, 0.5, 1.0)
    part = part_seen(shown[::3], np.concatenate([shown, beside]))
    assert (part.x, part.y, part.height) == (0, 0, 1)
    assert part.width == pytest.approx(0.5, abs=0.03)


def test_where_few_points_are_beyond_nothing_ends():
    shown, beside = points(400, 0.0, 0.5), points(20, 0.5, 1.0)
    assert part_seen(shown[::3], np.concatenate([shown, beside])) == WHOLE_PICTURE


def films(mirrored: bool = False):
    """Left pictures, and right ones that show their middle half on the left and another film on the right."""
    pairs = []
    for number in range(4):
        left, other = (
            np.roll(make_texture(seed, HEIGHT, WIDTH), 7 * number, axis=1).astype(np.float32) for seed in (1, 2)
        )
        shown = left[:, ::-1] if mirrored else left
        pairs.append((left, np.concatenate([shown[:, 50:150], other[:, 100:]], axis=1)))
    return pairs


@pytest.mark.parametrize("mirrored", [False, True])
def test_the_part_grows_to_where_the_other_film_begins(mirrored):
    geometry = Geometry(
        Box(0.0, 0.0, 0.75, 1.0) if mirrored else Box(0.25, 0.0, 0.75, 1.0), Box(0, 0, 0.75, 1), mirrored
    )
    part = part_that_agrees(films(mirrored), geometry, Box(0.1, 0.3, 0.3, 0.4))
    assert (part.x, part.y, part.width, part.height) == pytest.approx((0, 0, 0.5, 1), abs=0.006)


def test_it_shrinks_to_there_as_well():
    part = part_that_agrees(films(), Geometry(Box(0.25, 0.0, 0.75, 1.0), Box(0, 0, 0.75, 1)), Box(0.0, 0.0, 0.53, 1.0))
    assert (part.x, part.width) == pytest.approx((0, 0.5), abs=0.006)


def test_one_film_agrees_to_its_edges():
    pairs = [(left, left.copy()) for left, _ in films()]
    assert part_that_agrees(pairs, PLAIN, Box(0.4, 0.4, 0.2, 0.2)) == WHOLE_PICTURE
