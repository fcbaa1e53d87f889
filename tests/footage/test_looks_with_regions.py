"""A part that is covered in mirrored or cropped pictures is told as that, and ends no stretch."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from tests.footage.align.test_tilt import write
from tests.footage.test_finding_grain import FIRST, RATE, STOP, drifting

from uncut.footage import compare_footage


@pytest.mark.parametrize(
    ("look", "kind"),
    [
        (lambda one: one[:, ::-1], "mirrored"),
        (lambda one: one[18:-18, 32:-32], "reframed"),
    ],
    ids=["mirrored", "cropped"],
)
def test_a_large_cover_under_a_look_is_no_cut(tmp_path, look, kind):
    left = [one.astype(np.uint8) for one in drifting()]
    right = [one.copy() for one in left]
    for picture in right[FIRST:STOP]:
        picture[30:110, 60:170] = 20
    right = [np.ascontiguousarray(look(one)) for one in right]
    found = compare_footage(write(tmp_path / "left.mkv", left), write(tmp_path / "right.mkv", right))
    edits = {edit.kind: edit for edit in found.edits if edit.kind != "metadata"}
    assert sorted(edits) == sorted(["covered", kind])
    assert edits["covered"].right.start == Fraction(FIRST, RATE)
    assert edits["covered"].right.end == Fraction(STOP, RATE)
    assert found.coverage.left == found.coverage.right == 1
