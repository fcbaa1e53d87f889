"""A file that lacks its end is refused with a line that says so, unless its lack is known."""

from __future__ import annotations

from fractions import Fraction

import pytest

from uncut.footage.decode.cut_off import is_cut_off


@pytest.mark.parametrize(("promised", "ends"), [("10", "2.4"), ("10", "9.4"), ("7200", "7000")])
def test_a_large_lack_is_a_cut_off_file(promised, ends):
    assert is_cut_off(Fraction(promised), Fraction(ends))


@pytest.mark.parametrize(("promised", "ends"), [("10", "9.6"), ("10", "10.5"), ("7200", "7100"), ("10", "0")])
def test_rounding_is_none(promised, ends):
    assert not is_cut_off(Fraction(promised), Fraction(ends))
