"""Which cells say what encoding does: planted losses in maps of cells."""

from __future__ import annotations

import numpy as np
import pytest

from uncut.footage.changes.untouched import find_untouched

BANDS, ROWS, COLUMNS = 4, 20, 32
FACE = np.s_[4:16, 8:20]


def maps(wall: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    """Mean squares of left detail, that of a face before a wall with a frame, and products of an untouched version."""
    dice = np.random.default_rng(5)
    left = np.full((BANDS, ROWS, COLUMNS), wall**2)
    left[:, *FACE] = 36.0
    left[:, 16:, 4:24] = 25.0
    left *= dice.uniform(0.7, 1.4, left.shape)
    return left.astype(np.float32), (left * dice.normal(0.95, 0.05, left.shape)).astype(np.float32)


def test_a_face_that_is_most_of_the_detail_has_no_say_where_it_was_blurred() -> None:
    left, both = maps()
    both[:, *FACE] *= 0.1
    around = find_untouched(left, both)
    assert around is not None
    assert not around[FACE].any()
    assert around[18:, 4:24].all()
    assert around[:, 24:].all()


def test_bare_cells_in_the_face_do_not_take_it_apart() -> None:
    left, both = maps()
    both[:, *FACE] *= 0.1
    for side in (left, both):
        side[:, 8:10, 8:20] *= 0.001
    around = find_untouched(left, both)
    assert around is not None
    assert not around[FACE].any()


@pytest.mark.parametrize("kept", [1.0, 0.5])
def test_an_encoding_leaves_it_to_all_cells_to_say_what_is_usual(kept: float) -> None:
    left, both = maps()
    assert find_untouched(left, kept * both) is None


def test_losses_strewn_over_the_picture_are_usual() -> None:
    left, both = maps(wall=4.0)
    both *= np.where(np.random.default_rng(2).random((ROWS, COLUMNS)) < 0.4, 0.0, 1.0).astype(np.float32)
    both[:, ::3, ::3] = 0
    assert find_untouched(left, both) is None


def test_pictures_of_other_moments_have_no_untouched_part() -> None:
    left, _ = maps(wall=4.0)
    assert find_untouched(left, (left * np.random.default_rng(3).normal(0, 0.4, left.shape)).astype(np.float32)) is None


def test_a_bare_picture_says_nothing() -> None:
    nothing = np.zeros((BANDS, ROWS, COLUMNS), np.float32)
    assert find_untouched(nothing, nothing) is None


def test_a_place_that_a_coarse_encoding_let_go_in_part_is_usual() -> None:
    left, both = maps(wall=4.0)
    both[:, *FACE] *= 0.45
    assert find_untouched(left, both) is None
    both[:, *FACE] *= 0.3
    assert find_untouched(left, both) is not None
