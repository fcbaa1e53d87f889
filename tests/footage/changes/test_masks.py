"""Masks are grown, shrunk, filled and told apart as `scipy.ndimage` does it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import ndimage

from uncut.footage.changes.masks import connected_parts, fill_holes, grow, move, shrink

SQUARE = np.ones((3, 3))
masks = arrays(bool, st.tuples(st.integers(1, 12), st.integers(1, 12)), elements=st.booleans())


@given(masks, st.integers(1, 3))
def test_growing_and_shrinking_are_those_of_morphology(mask, steps):
    assert np.array_equal(grow(mask, steps), ndimage.binary_dilation(mask, SQUARE, iterations=steps))
    assert np.array_equal(shrink(mask, steps), ndimage.binary_erosion(mask, SQUARE, iterations=steps))


@given(masks)
def test_holes_are_filled_as_morphology_fills_them(mask):
    assert np.array_equal(fill_holes(mask), ndimage.binary_fill_holes(mask))


@given(masks)
def test_parts_are_numbered_in_the_order_of_their_first_places(mask):
    labels, count = connected_parts(mask)
    expected, expected_count = ndimage.label(mask, SQUARE)
    assert count == expected_count
    assert np.array_equal(labels, expected)


@pytest.mark.parametrize("step", [1, 2])
def test_a_part_of_a_larger_mask_may_be_given(step):
    mask = np.zeros((9, 9), bool)
    mask[4, 4] = True
    assert grow(mask[::step, ::step]).sum() == 9


@given(masks, st.integers(-14, 14), st.integers(-14, 14))
def test_moving_is_a_shift(mask, down, across):
    shifted = ndimage.shift(mask.astype(np.uint8), (down, across), order=0).astype(bool)
    assert np.array_equal(move(mask, np.array([down + 0.3, across - 0.3])), shifted)
