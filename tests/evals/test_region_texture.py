"""Planted detail: which places count as textured."""

import numpy as np
from evals.footage.regions import TEXTURED_GREY, fine_detail

from uncut.model.comparison import Box


def test_the_detail_of_a_place_is_its_own() -> None:
    picture = np.full((160, 320), 90, np.float32)
    picture[:, 160:] += np.random.default_rng(1).normal(0, 12, (160, 160)).astype(np.float32)
    assert fine_detail(picture, Box(0.1, 0.1, 0.3, 0.3)) < 0.1
    assert fine_detail(picture, Box(0.6, 0.1, 0.3, 0.3)) > 2 * TEXTURED_GREY


def test_a_place_that_is_mostly_flat_is_flat() -> None:
    picture = np.full((160, 320), 90, np.float32)
    picture[:, 120:] += np.random.default_rng(1).normal(0, 12, (160, 200)).astype(np.float32)
    assert fine_detail(picture, Box(0.05, 0.1, 0.45, 0.3)) < TEXTURED_GREY
