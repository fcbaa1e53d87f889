"""The lines that are followed: those best over a window, and those best over a part of one."""

import numpy as np

from uncut.footage.align.scan import best_columns


def test_a_line_that_explains_a_part_of_a_window_is_followed_for_that_part():
    distances = np.full((128, 40), 0.9, np.float32)
    distances[64:77, 5] = 0.002  # a short piece, far from any other line
    distances[77:, 30] = 0.003
    found = [(column, begin, end) for column, begin, end, mean in best_columns(distances) if mean < 0.01]
    assert any(column == 5 and begin >= 64 and end <= 77 for column, begin, end in found)
    assert any(column == 30 and begin >= 77 for column, begin, _ in found)


def test_a_line_that_is_as_good_over_all_of_a_window_is_named_once():
    distances = np.full((128, 10), 0.9, np.float32)
    distances[:, 3] = 0.002
    assert [one[:3] for one in best_columns(distances)] == [(3, 0, 128)]
