"""Planted insets: where and when they are found over other moving footage, and that none is found where none is."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from scipy import ndimage

from uncut.footage.align.insets import find_inset
from uncut.footage.align.pair import Pair
from uncut.footage.fingerprint.cropping import area_weights
from uncut.footage.fingerprint.pictures import PictureFingerprints, Thumbnails
from uncut.model.footage import FrameTimes

HEIGHT, WIDTH = 90, 160
RATE = 25


def moving(frames, seed):
    """Soft patches that wander, each in its own way."""
    dice = np.random.default_rng(seed)
    noise = dice.normal(size=(frames, 12, 20))
    noise = ndimage.gaussian_filter1d(noise, 5, axis=0)
    pictures = np.stack([ndimage.zoom(one, (HEIGHT / 12, WIDTH / 20), order=1) for one in noise])
    return 128 + 35 * pictures / pictures.std()


def fingerprints(pictures):
    down, across = area_weights(pictures.shape[1], 18), area_weights(pictures.shape[2], 32)
    thumbnails = np.clip(np.rint(down @ pictures @ across.T), 0, 255).astype(np.uint8)
    times = FrameTimes(np.arange(len(pictures), dtype=np.int64), Fraction(1, RATE), len(pictures))
    return PictureFingerprints(times, Thumbnails.of(thumbnails))


def laid_over(behind, pictures, x, y, share):
    tall, wide = round(HEIGHT * share), round(WIDTH * share)
    down, across = area_weights(HEIGHT, tall), area_weights(WIDTH, wide)
    shown = behind.copy()
    shown[:, y : y + tall, x : x + wide] = down @ pictures @ across.T
    return shown


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize(("share", "x", "y"), [(0.3, 104, 9), (0.5, 8, 36)])
def test_an_inset_is_found_on_both_sides_of_a_cut(share, x, y, mirrored):
    left = moving(250, 1)
    shown = np.delete(left, np.arange(100, 130), axis=0)
    shown = shown[:, :, ::-1] if mirrored else shown
    right = laid_over(moving(len(shown), 2), shown, x, y, share)
    found = find_inset(Pair(fingerprints(left), fingerprints(right)), (0.0, len(shown) / RATE), 1.0)
    assert found is not None
    assert found.mirrored == mirrored
    box = found.box
    near = (box.x + box.width / 2, box.y + box.height / 2)
    assert near == pytest.approx((x / WIDTH + share / 2, y / HEIGHT + share / 2), abs=0.05)
    assert box.width == pytest.approx(share, rel=0.15)
    assert len(found.pairs) >= 6
    for shown_at, at in found.pairs:
        before, after = abs(shown_at - at), abs(shown_at - at - 30 / RATE)
        assert min(before, after) <= 0.08
    assert found.pairs[0][0] == pytest.approx(found.pairs[0][1], abs=0.08)
    assert found.pairs[-1][0] == pytest.approx(found.pairs[-1][1] + 30 / RATE, abs=0.08)


def test_an_inset_stored_in_wide_pixels_keeps_its_own_shape():
    left = moving(200, 3)
    tall, wide = round(HEIGHT * 0.75), round(WIDTH * 0.4)
    right = moving(200, 4)
    down, across = area_weights(HEIGHT, tall), area_weights(WIDTH, wide)
    right[:, 10 : 10 + tall, 20 : 20 + wide] = down @ left @ across.T
    found = find_inset(Pair(fingerprints(left), fingerprints(right)), (0.0, 8.0), 0.75 / 0.4)
    assert found is not None
    assert found.box.height / found.box.width == pytest.approx(0.75 / 0.4)
    assert found.box.width == pytest.approx(0.4, rel=0.15)


def test_unlike_footage_holds_no_inset():
    pair = Pair(fingerprints(moving(250, 5)), fingerprints(moving(250, 6)))
    assert find_inset(pair, (0.0, 10.0), 1.0) is None


def test_still_footage_holds_no_inset():
    still = np.repeat(moving(1, 7), 200, axis=0)
    assert find_inset(Pair(fingerprints(still), fingerprints(still)), (0.0, 8.0), 1.0) is None


def test_a_span_too_short_for_three_windows_is_left():
    left = moving(100, 8)
    pair = Pair(fingerprints(left), fingerprints(left))
    assert find_inset(pair, (0.0, 2.05), 1.0) is None
