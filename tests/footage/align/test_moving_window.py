"""The geometry of a window that moves: where it is at every time, and all that it passes over."""

from __future__ import annotations

import numpy as np
import pytest

from uncut.footage.align.lines import Line
from uncut.footage.align.moving import window_geometry

PLACES = np.array([[0.0, 0.1, 0.0], [4.0, 0.3, 0.0], [8.0, 0.5, 0.0]])


def test_a_window_is_between_its_places():
    found = window_geometry(PLACES, (0.4, 0.99), False, Line(0.0))
    assert found.track is not None
    assert found.track.size == (0.4, 1.0)
    assert found.track.box_at(2.0).x == pytest.approx(0.2)
    assert found.track.box_at(12.0).x == pytest.approx(0.6)
    assert (found.left_box.x, found.left_box.width) == pytest.approx((0.1, 0.8))


def test_a_mirrored_window_is_placed_on_the_picture_as_it_was():
    found = window_geometry(PLACES, (0.4, 1.0), True, Line(0.0))
    assert found.track is not None
    assert found.track.box_at(0.0).x == pytest.approx(0.5)


def test_a_window_stays_within_the_picture():
    found = window_geometry(np.array([[0.0, -0.02, 0.0], [1.0, 0.7, 0.0]]), (0.4, 1.0), False, Line(0.0))
    assert found.track is not None
    assert [found.track.box_at(at).x for at in (0.0, 1.0)] == pytest.approx([0.0, 0.6])
