"""Difference maps and the picture of the alignment, with planted differences."""

from __future__ import annotations

import numpy as np
import pytest
from tests.dossier.dossier_samples import comparison, footage, span
from tests.made_footage import film

from uncut.dossier.alignment_picture import MARGIN_PX, PATH, crop_greys, draw_alignment, similarity_matrix
from uncut.dossier.differences import FULL, colour_levels, map_difference
from uncut.model.comparison import WHOLE_PICTURE, Box, Kept

PLAIN = Kept(right=span(0, 1), left=span(0, 1), confidence=1.0)
REGION = Box(0.25, 0.25, 0.5, 0.5)


def noise(seed: int = 0, height: int = 40, width: int = 60) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 200, (height, width, 3), dtype=np.uint8)


def test_a_planted_difference_lies_inside_its_region_alone() -> None:
    left = noise()
    right = left.copy()
    right[10:30, 15:45] += 40
    mapped = map_difference(left, right, PLAIN, REGION)
    assert mapped.inside == pytest.approx(40, abs=0.1)
    assert mapped.outside == 0
    assert mapped.pixels.shape == (40, 180, 3)


def test_a_crop_and_a_mirror_are_undone_before_comparing() -> None:
    left = np.kron(noise(1, 20, 30), np.ones((8, 8, 1))).astype(np.uint8)
    right = left[40:120, 60:180][:, ::-1]
    kept = Kept(right=span(0, 1), left=span(0, 1), left_box=Box(0.25, 0.25, 0.5, 0.5), mirrored=True, confidence=1.0)
    mapped = map_difference(left, right, kept, None)
    assert mapped.inside is None
    assert mapped.outside < 0.5


def test_bars_count_as_no_difference() -> None:
    left = noise(2)
    right = np.zeros((80, 60, 3), np.uint8)
    right[20:60] = left
    kept = Kept(right=span(0, 1), left=span(0, 1), right_box=Box(0, 0.25, 1, 0.5), confidence=1.0)
    assert map_difference(left, right, kept, None).outside < 0.5


def test_colours_rise_in_brightness() -> None:
    brightness = colour_levels(np.linspace(0, FULL, 64)[None]).sum(axis=2)[0].astype(int)
    assert np.all(np.diff(brightness) >= 0)
    assert brightness[0] == 0


def test_a_copy_is_the_brightest_place_of_its_row() -> None:
    pictures = film(60, seed=2, pan=40)
    matrix = similarity_matrix(pictures, pictures[20:50])
    assert np.array_equal(matrix.argmax(axis=1), np.arange(20, 50))


def test_a_part_is_cut_out_of_every_picture() -> None:
    pictures = np.zeros((2, 36, 64), np.uint8)
    pictures[:, :, 32:] = 200
    assert crop_greys(pictures, WHOLE_PICTURE).shape == (2, 18, 32)
    assert np.all(crop_greys(pictures, Box(0.5, 0, 0.5, 1)) == 200)
    assert np.all(crop_greys(pictures, WHOLE_PICTURE, mirrored=True)[:, :, :16] == 200)


def test_the_path_runs_where_it_was_found() -> None:
    kept = [Kept(right=span(0, 5), left=span(5, 10), confidence=1.0)]
    sides = {"left": footage("a", 10, "00" * 32), "right": footage("b", 5, "11" * 32)}
    pixels = draw_alignment(comparison([], kept=kept, **sides), film(40), film(20))
    rows, columns = np.nonzero(np.all(pixels == PATH, axis=2))
    assert columns.min() == pytest.approx(MARGIN_PX + 450, abs=3)
    assert columns.max() == pytest.approx(MARGIN_PX + 900, abs=3)
    assert (rows.min(), rows.max()) == (pytest.approx(MARGIN_PX, abs=3), pytest.approx(MARGIN_PX + 450, abs=3))
