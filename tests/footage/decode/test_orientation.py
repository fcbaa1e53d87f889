from __future__ import annotations

import struct

import numpy as np
import pytest

from uncut.footage.decode.orientation import UPRIGHT, orientation_from, orientation_of

ONE = 1 << 16
PICTURE = np.array([[[1, 2, 3], [4, 5, 6]]], dtype=np.uint8)
CASES = [
    ((ONE, 0, 0, ONE), [[1, 2, 3], [4, 5, 6]], 0, False),
    ((0, ONE, -ONE, 0), [[4, 1], [5, 2], [6, 3]], 90, False),
    ((-ONE, 0, 0, -ONE), [[6, 5, 4], [3, 2, 1]], 180, False),
    ((0, -ONE, ONE, 0), [[3, 6], [2, 5], [1, 4]], 270, False),
    ((-ONE, 0, 0, ONE), [[3, 2, 1], [6, 5, 4]], 0, True),
    ((ONE, 0, 0, -ONE), [[4, 5, 6], [1, 2, 3]], 180, True),
    ((0, ONE, ONE, 0), [[1, 4], [2, 5], [3, 6]], 270, True),
]


def matrix(a, b, c, d):
    return struct.pack("=9i", a, b, 0, c, d, 0, 0, 0, 1 << 30)


@pytest.mark.parametrize(("entries", "shown", "degrees", "mirrored"), CASES)
def test_pictures_are_turned_as_the_matrix_says(entries, shown, degrees, mirrored):
    orientation, exact = orientation_of(matrix(*entries))
    assert exact
    assert orientation.apply(PICTURE)[0].tolist() == shown
    assert (orientation.degrees_clockwise, orientation.mirrored) == (degrees, mirrored)


def test_a_slanted_matrix_is_taken_to_the_nearest_quarter():
    orientation, exact = orientation_of(matrix(60000, 20000, -20000, 60000))
    assert orientation == UPRIGHT
    assert not exact


@pytest.mark.parametrize("missing", [None, b"", b"short"])
def test_no_matrix_is_upright(missing):
    assert orientation_of(missing) == (UPRIGHT, True)


def test_an_orientation_crosses_the_border_as_three_flags():
    turned = orientation_of(matrix(0, ONE, -ONE, 0))[0]
    assert orientation_from([turned.transpose, turned.flip_x, turned.flip_y]) == turned
