"""Two pictures that are off each other by a known amount."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import ndimage

from uncut.footage.changes.registering import Nudge, Resampler, lies_closer, measure_nudge

HEIGHT, WIDTH = 180, 240


def scene() -> np.ndarray:
    noise = np.random.default_rng(1).normal(size=(HEIGHT, WIDTH))
    smooth = ndimage.gaussian_filter(noise, 2.5)
    return (128 + 40 * smooth / smooth.std()).astype(np.float32)


@settings(max_examples=10, deadline=None)
@given(down=st.floats(-4, 4), across=st.floats(-4, 4))
def test_a_shift_is_measured_to_a_fraction_of_a_pixel(down: float, across: float) -> None:
    left = scene()
    right = ndimage.shift(left, (-down, -across), mode="nearest").astype(np.float32)
    nudge = measure_nudge(left, right)
    assert nudge is not None
    middle = nudge.shift_y + (nudge.stretch_y - 1) * HEIGHT / 2, nudge.shift_x + (nudge.stretch_x - 1) * WIDTH / 2
    assert middle == pytest.approx((down, across), abs=0.2)


def test_a_stretch_is_measured() -> None:
    left = scene()
    right = Resampler((HEIGHT, WIDTH), (HEIGHT, WIDTH), (0.0, 1.0), (0.0, 1.02))(left)
    nudge = measure_nudge(left, right)
    assert nudge is not None
    assert nudge.stretch_x == pytest.approx(1.02, abs=0.005)
    assert nudge.stretch_y == pytest.approx(1.0, abs=0.003)


def test_flat_pictures_say_nothing() -> None:
    flat = np.full((HEIGHT, WIDTH), 60, np.float32)
    assert measure_nudge(flat, flat) is None


def test_nudges_add_up() -> None:
    both = Nudge(1.0, 0.0, 2.0).after(Nudge(3.0, 0.0, 0.5))
    assert (both.shift_x, both.stretch_x) == (3.5, 1.0)


def test_resampling_by_one_changes_nothing() -> None:
    left = scene()
    assert np.allclose(Resampler(left.shape, left.shape, (0.0, 1.0), (0.0, 1.0))(left), left)


def test_resampling_can_mirror() -> None:
    left = scene()
    assert np.allclose(Resampler(left.shape, left.shape, (0.0, 1.0), (WIDTH - 1.0, -1.0))(left), left[:, ::-1])


def test_a_nudge_that_takes_most_of_the_picture_further_off_does_not_lie_closer() -> None:
    left = scene()
    right = left + np.random.default_rng(2).normal(0, 1, left.shape).astype(np.float32)
    right[120:, 60:180] = 20
    moved = ndimage.shift(left, (0.5, 0), mode="nearest").astype(np.float32)
    assert not lies_closer(moved, left, right)


def test_a_nudge_that_undoes_a_shift_lies_closer_though_a_part_is_covered() -> None:
    left = scene()
    right = ndimage.shift(left, (0.5, 0), mode="nearest").astype(np.float32)
    right[120:, 60:180] = 20
    moved = ndimage.shift(left, (0.5, 0), mode="nearest").astype(np.float32)
    assert lies_closer(moved, left, right)
