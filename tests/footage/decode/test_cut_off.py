"""A file that lacks its end is refused with a line that says so, unless its lack is known."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from tests.footage.align.test_tilt import HEIGHT, WIDTH, write

from uncut.errors import UnreadableFootage
from uncut.footage import compare_footage
from uncut.footage.decode import probe_footage
from uncut.footage.decode.cut_off import is_cut_off
from uncut.jail import JailSettings


@pytest.mark.parametrize(("promised", "ends"), [("10", "2.4"), ("10", "9.4"), ("7200", "7000")])
def test_a_large_lack_is_a_cut_off_file(promised, ends):
    assert is_cut_off(Fraction(promised), Fraction(ends))


@pytest.mark.parametrize(("promised", "ends"), [("10", "9.6"), ("10", "10.5"), ("7200", "7100"), ("10", "0")])
def test_rounding_is_none(promised, ends):
    assert not is_cut_off(Fraction(promised), Fraction(ends))


def test_half_of_a_matroska_file_is_cut_off(tmp_path):
    dice = np.random.default_rng(1)
    whole = write(tmp_path / "whole.mkv", dice.integers(0, 255, (75, HEIGHT, WIDTH)))
    half = tmp_path / "half.mkv"
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    assert probe_footage(whole, settings=JailSettings()).video.seconds == 3
    with pytest.raises(UnreadableFootage, match=r"cut off: it promises 3\.00 s of pictures and holds 1\.\d\d s"):
        compare_footage(whole, half)
