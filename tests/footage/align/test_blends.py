"""Frames that a conversion blends or weaves of two are shown in the left version, and no other footage."""

from __future__ import annotations

import numpy as np
import pytest
from tests.made_footage import compare, encode, film, fingerprints

from uncut.footage.align.blends import distances_of_blends
from uncut.footage.align.lines import Line
from uncut.footage.align.pair import Pair

LEFT = film(200, 4, pan=120.0)


def blended(frames, share=0.5):
    """The left version with ``frames`` mixed with the ones behind them."""
    right = LEFT.astype(np.float64)
    right[frames] = (1 - share) * right[frames] + share * right[np.array(frames) + 1]
    return np.rint(right).astype(np.uint8)


@pytest.mark.parametrize("share", [0.3, 0.5])
def test_a_few_blended_frames_among_exact_ones_are_no_insertion(share):
    right = encode(blended(range(100, 106), share), noise=0.3)
    assert compare(encode(LEFT, 1, noise=0.3), right).edits == []


def test_a_cut_between_blended_frames_is_found_to_the_frame():
    right = np.delete(blended(range(90, 130)), np.s_[110:116], axis=0)
    found = compare(encode(LEFT, 1, noise=0.3), encode(right, noise=0.3))
    assert [(kind, left[1] - left[0]) for kind, left, _ in found.frames()] == [("removed", 6)]
    assert abs(found.frames()[0][1][0] - 110) <= 1


def test_only_mixtures_count():
    """A picture of the left version, one of other footage, and a mixture of two left ones."""
    pair = Pair(fingerprints(LEFT), fingerprints(np.stack([LEFT[51], film(1, 9)[0], blended([52])[52]])))
    at_one, other, mixed = distances_of_blends(pair, Line(50 / 25), np.arange(3))
    assert np.isinf([at_one, other]).all()
    assert mixed < 3e-4


def test_a_mixture_counts_of_pictures_whose_contrast_differs():
    """Something dark that fills the picture for a moment: contrast is taken out of each picture by its own."""
    left = LEFT.copy()
    left[53] = film(1, 9)[0] // 3
    right = np.rint((left[52:53].astype(np.float64) + left[53:54]) / 2).astype(np.uint8)
    assert distances_of_blends(Pair(fingerprints(left), fingerprints(right)), Line(52 / 25), np.arange(1))[0] < 3e-4
