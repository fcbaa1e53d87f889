"""The pictures that tell most about a geometry are those with detail, from all over a stretch."""

from fractions import Fraction

import numpy as np

from uncut.footage.align.telling import choose_telling, measure_detail
from uncut.footage.fingerprint.pictures import PictureFingerprints, Thumbnails
from uncut.model.footage import FrameTimes


def test_one_frame_of_each_part_is_chosen_and_bare_parts_are_passed_over():
    detail = np.array([5, 9, 5, 5, 8, 5, 0.2, 0.1, 0.3, 7, 5, 5], np.float32)
    assert choose_telling(detail, 4, 2) == [1, 4, 9]
    assert choose_telling(detail, 4, 4) == [1, 4, 8, 9]


def test_where_nothing_has_detail_the_least_are_kept():
    assert choose_telling(np.zeros(6, np.float32), 3, 3) == [0, 2, 4]
    assert choose_telling(np.zeros(0, np.float32), 3, 3) == []


def test_broad_shade_is_no_detail():
    shade = np.tile(np.linspace(0, 200, 32), (18, 1))
    fine = 100 + 50 * (np.indices((18, 32)).sum(axis=0) % 2)
    pictures = np.stack([shade, fine]).astype(np.uint8)
    side = PictureFingerprints(FrameTimes(np.arange(2), Fraction(1, 25), 2), Thumbnails.of(pictures))
    broad, detailed = measure_detail(side, [0, 1])
    assert broad < 10 < detailed
