"""Boxes of regions that move, of which only a part is seen at times."""

from __future__ import annotations

import numpy as np
import pytest

from uncut.footage.changes.tracing import whole_boxes

NUMBERS = np.arange(20.0) * 3
TRUE = np.stack([np.full(20, 4.0), NUMBERS / 6, np.full(20, 10.0), NUMBERS / 6 + 8], axis=1)


@pytest.mark.parametrize("hidden", [slice(0, 6), slice(8, 13), slice(15, 20)])
@pytest.mark.parametrize("edge", [1, 3])
def test_what_is_seen_in_part_has_the_size_and_the_way_of_the_rest(hidden, edge):
    seen = TRUE.copy()
    seen[hidden, edge] += 3 if edge == 1 else -3
    assert np.abs(whole_boxes(seen, NUMBERS) - TRUE).max() < 0.01


def test_a_box_holds_all_that_is_seen():
    seen = TRUE.copy()
    seen[10] = [4, 20, 10, 24]
    _, left, _, right = whole_boxes(seen, NUMBERS)[10]
    assert left <= 20
    assert right >= 24
    assert right - left == pytest.approx(8)


def test_what_comes_nearer_grows():
    sizes = np.linspace(4, 12, 20)
    near = np.stack([8 - sizes / 2, 10 - sizes / 2, 8 + sizes / 2, 10 + sizes / 2], axis=1)
    assert np.array_equal(whole_boxes(near, NUMBERS), near)
