"""Bars laid over the edges are told as that, however large, and what they leave is the same footage."""

from __future__ import annotations

import numpy as np
import pytest
from tests.footage.align.test_tilt import write
from tests.footage.test_finding_grain import drifting

from uncut.footage import compare_footage
from uncut.model.comparison import Box

BARS = {
    "top and bottom": ([np.s_[:24], np.s_[-24:]], [Box(0, 0, 1, 24 / 180), Box(0, 156 / 180, 1, 24 / 180)]),
    "one wide one": ([np.s_[-45:]], [Box(0, 0.75, 1, 0.25)]),
    "both sides": ([np.s_[:, :64], np.s_[:, -64:]], [Box(0, 0, 0.2, 1), Box(0.8, 0, 0.2, 1)]),
}


@pytest.mark.parametrize("name", BARS)
def test_bars_over_edges_are_covered_regions(tmp_path, name):
    where, boxes = BARS[name]
    left = [one.astype(np.uint8) for one in drifting()]
    right = [one.copy() for one in left]
    for picture in right:
        for part in where:
            picture[part] = 200
    found = compare_footage(write(tmp_path / "left.mkv", left), write(tmp_path / "right.mkv", right))
    edits = [edit for edit in found.edits if edit.kind != "metadata"]
    assert [edit.kind for edit in edits] == ["covered"] * len(boxes)
    for edit, box in zip(edits, boxes, strict=True):
        assert edit.right.seconds == found.right.seconds
        told = edit.track[0].box
        assert (told.x, told.y, told.width, told.height) == pytest.approx(
            (box.x, box.y, box.width, box.height), abs=0.01
        )
    assert found.coverage.left == found.coverage.right == 1
