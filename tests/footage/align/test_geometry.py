"""Which part of a picture is shown where, within a third of a per cent."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from uncut.footage.align.geometry import estimate_geometry
from uncut.footage.fingerprint.cropping import area_weights

HEIGHT, WIDTH = 360, 640
WITHIN = 0.0035


def shrink(picture, width=200):
    height = round(picture.shape[0] * width / picture.shape[1])
    down, across = area_weights(picture.shape[0], height), area_weights(picture.shape[1], width)
    return np.asarray(down @ picture @ across.T, np.float32)


def pictures(count=6):
    dice = np.random.default_rng(5)
    for _ in range(count):
        layers = [ndimage.gaussian_filter(dice.normal(size=(HEIGHT, WIDTH)), size) * size for size in (3, 8, 20)]
        yield 128 + 30 * sum(layers) / np.std(sum(layers))


def crop(picture, x, y, width, height):
    return picture[y : y + height, x : x + width]


def edges(box):
    return box.x, box.y, box.x + box.width, box.y + box.height


@pytest.mark.parametrize("box", [(24, 14, 592, 333), (100, 31, 403, 301), (219, 0, 202, 360)])
@pytest.mark.parametrize("mirrored", [False, True])
def test_a_crop_is_measured_though_a_part_is_altered(box, mirrored):
    pairs = []
    for picture in pictures():
        shown = crop(picture, *box).copy()
        shown[40:110, 30:120] = 200
        pairs.append((shrink(picture), shrink(shown[:, ::-1] if mirrored else shown)))
    found = estimate_geometry(pairs).geometry
    x, y, width, height = box
    truth = (x / WIDTH, y / HEIGHT, (x + width) / WIDTH, (y + height) / HEIGHT)
    assert found.mirrored == mirrored
    assert edges(found.left_box) == pytest.approx(truth, abs=WITHIN)
    assert edges(found.right_box) == (0, 0, 1, 1)


def test_bars_are_measured():
    pairs = []
    for picture in pictures():
        framed = np.full((480, WIDTH), 16.0)
        framed[60 : 60 + HEIGHT] = picture
        pairs.append((shrink(picture), shrink(framed)))
    found = estimate_geometry(pairs).geometry
    assert edges(found.left_box) == (0, 0, 1, 1)
    assert edges(found.right_box) == pytest.approx((0, 0.125, 1, 0.875), abs=WITHIN)
