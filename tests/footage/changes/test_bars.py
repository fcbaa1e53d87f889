"""Bars over the edges of a picture are plain, of one colour, and stay so."""

from __future__ import annotations

import numpy as np
import pytest
from tests.made_footage import make_texture

from uncut.footage.align.geometry import PLAIN, Geometry
from uncut.footage.bars import without_bars_of_both
from uncut.footage.changes.bars import Sides, plain_sides
from uncut.model.comparison import Box

HEIGHT, WIDTH = 90, 160


def pictures(grey: float = 16.0, **bars: slice) -> np.ndarray:
    texture = make_texture(3, HEIGHT, WIDTH).astype(np.float32)
    shown = np.stack([np.roll(texture, 5 * number, axis=1) for number in range(6)])
    for side, lines in bars.items():
        shown[(slice(None), lines) if side in ("top", "bottom") else (slice(None), slice(None), lines)] = grey
    return shown


def test_bars_are_measured_from_each_side_with_the_line_in_which_they_end():
    found = plain_sides(pictures(top=slice(0, 9), bottom=slice(-18, None)))
    assert found == pytest.approx((10 / HEIGHT, 19 / HEIGHT, 0, 0))
    assert plain_sides(pictures(right=slice(-16, None))) == pytest.approx((0, 0, 0, 17 / WIDTH))


def test_a_line_at_the_very_edge_may_be_left_of_a_bar():
    shown = pictures(bottom=slice(-18, None))
    shown[:, -1] = pictures()[:, -1]
    assert plain_sides(shown) == pytest.approx((0, 19 / HEIGHT, 0, 0))


def test_pictures_without_bars_have_none():
    assert not any(plain_sides(pictures()))


def test_what_changes_its_level_is_no_bar():
    shown = pictures(top=slice(0, 9))
    shown[3:, :9] += 12
    assert not any(plain_sides(shown))


def test_bars_leave_what_lies_between_them():
    sides = Sides(top=0.1, bottom=0.2, left=0.25)
    assert sides.free == Box(0.25, 0.1, 0.75, 0.7)
    assert sides.bars == {
        "top": Box(0, 0, 1, 0.1),
        "bottom": Box(0, 0.8, 1, 0.2),
        "left": Box(0, 0.1, 0.25, 0.7),
    }
    assert Sides.around(sides.free) == pytest.approx(sides)
    assert sides.without(["left", "top"]) == Sides(bottom=0.2)


def test_no_more_is_shown_than_bars_leave():
    free = Box(0.25, 0.0, 0.75, 1.0)
    assert PLAIN.shown_within(free) == Geometry(free, free)
    assert PLAIN.shown_within(free).is_in_place
    mirrored = Geometry(mirrored=True).shown_within(free)
    assert (mirrored.left_box, mirrored.right_box) == (Box(0.0, 0.0, 0.75, 1.0), free)
    assert not mirrored.is_in_place
    cropped = Geometry(left_box=Box(0.2, 0.2, 0.4, 0.6)).shown_within(free)
    assert (cropped.left_box, cropped.right_box) == (Box(0.3, 0.2, 0.3, 0.6), free)
    turned = Geometry(turned=90).shown_within(free)  # what is at the left on the right is at the bottom on the left
    assert (turned.left_box, turned.right_box) == (Box(0.0, 0.0, 1.0, 0.75), free)


def test_what_lies_between_bars_is_let_be():
    between = Geometry(right_box=Box(0.0, 0.124, 1.0, 0.752))
    assert between.shown_within(Box(0.0, 0.13, 1.0, 0.74)) == between
    assert between.left_part(Box(0.0, 0.0, 1.0, 0.1)) is None


@pytest.mark.parametrize(
    ("left", "hides"),
    [(pictures(), True), (pictures(20, top=slice(0, 18)), False), (pictures(120, top=slice(0, 18)), True)],
    ids=["texture", "as dark", "a plain sky"],
)
def test_a_bar_of_both_versions_hides_nothing(left, hides):
    right = pictures(16, top=slice(0, 18))
    free = Box(0.0, 0.2, 1.0, 0.8)
    found = without_bars_of_both(list(zip(left, right, strict=True)), PLAIN, free)
    assert found == (free if hides else Box(0.0, 0.0, 1.0, 1.0))
