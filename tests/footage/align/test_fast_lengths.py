"""Lengths that are quickly transformed."""

import pytest
from scipy.fft import next_fast_len

from uncut.footage.align.sound import fast_length


@pytest.mark.parametrize("least", [1, 2, 7, 97, 4001, 16_807, 24_001, 100_003])
def test_the_shortest_fast_length_is_found(least):
    assert fast_length(least) == next_fast_len(least, real=True)
