"""Which part of a picture is shown where, within a third of a per cent."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from uncut.footage.align.geometry import Geometry, estimate_geometry, orient, refine_geometry, sharpen_geometry
from uncut.footage.fingerprint.cropping import area_weights
from uncut.model.comparison import Box

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


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_crop_is_measured(quarters, mirrored):
    x, y, width, height = 100, 31, 403, 301
    pairs = []
    for picture in pictures():
        shown = crop(picture, x, y, width, height)
        shown = np.rot90(shown[:, ::-1] if mirrored else shown, -quarters)
        pairs.append((shrink(picture), shrink(shown)))
    found = estimate_geometry(pairs).geometry
    assert (found.mirrored, found.turned) == (mirrored, 90 * quarters)
    truth = (x / WIDTH, y / HEIGHT, (x + width) / WIDTH, (y + height) / HEIGHT)
    assert edges(found.left_box) == pytest.approx(truth, abs=WITHIN)
    assert edges(found.right_box) == (0, 0, 1, 1)


@pytest.mark.parametrize("size", [192, 320])
def test_a_picture_in_another_picture_is_measured(size):
    pairs = []
    for picture, behind in zip(pictures(), reversed(list(pictures(12))), strict=False):
        small = shrink(picture, size)
        shown = behind.copy()
        shown[20 : 20 + small.shape[0], 410 - size // 2 : 410 - size // 2 + size] = small
        pairs.append((shrink(picture), shrink(shown)))
    found = estimate_geometry(pairs).geometry
    x, height = 410 - size // 2, round(HEIGHT * size / WIDTH)
    truth = (x / WIDTH, 20 / HEIGHT, (x + size) / WIDTH, (20 + height) / HEIGHT)
    assert edges(found.left_box) == (0, 0, 1, 1)
    assert edges(found.right_box) == pytest.approx(truth, abs=0.01)


def inset_pairs(size, ahead=1.0):
    """Pairs with an inset over other pictures; what it shows is larger by ``ahead`` than the left picture."""
    for picture, behind in zip(pictures(), reversed(list(pictures(12))), strict=False):
        wide, tall = round(WIDTH / ahead), round(HEIGHT / ahead)
        y, x = (HEIGHT - tall) // 2, (WIDTH - wide) // 2
        down = area_weights(tall, round(HEIGHT * size / WIDTH))
        shown = behind.copy()
        shown[20 : 20 + len(down), 300 : 300 + size] = (
            down @ crop(picture, x, y, wide, tall) @ area_weights(wide, size).T
        )
        yield shrink(picture), shrink(shown)


@pytest.mark.parametrize("size", [192, 320])
def test_an_inset_is_sharpened_from_nearby(size):
    truth = Box(300 / WIDTH, 20 / HEIGHT, size / WIDTH, size / WIDTH)
    near = Geometry(right_box=Box(truth.x + 0.005, truth.y - 0.004, 0.975 * truth.width, 0.975 * truth.height))
    found = sharpen_geometry(list(inset_pairs(size)), near)
    assert edges(found.geometry.right_box) == pytest.approx(edges(truth), abs=WITHIN)


@pytest.mark.parametrize("margin", [0, 6])
def test_an_edge_near_the_pictures_own_is_told_from_it(margin):
    """A crop that leaves one per cent at the edges is one, and a whole picture is whole."""
    pairs = [(shrink(one), shrink(one[margin : HEIGHT - margin // 2, margin : WIDTH - margin])) for one in pictures()]
    truth = (margin / WIDTH, margin / HEIGHT, 1 - margin / WIDTH, 1 - margin / 2 / HEIGHT)
    found = sharpen_geometry(pairs, Geometry(left_box=Box(0.002, 0.001, 0.996, 0.998)))
    assert edges(found.geometry.left_box) == (pytest.approx(truth, abs=WITHIN) if margin else truth)


def test_the_true_time_agrees_best_though_the_place_is_free():
    near = Geometry(right_box=Box(300 / WIDTH, 20 / HEIGHT, 0.3, 0.3))
    alike = [sharpen_geometry(list(inset_pairs(192, ahead)), near).correlation for ahead in (1.0, 1.02, 1.04)]
    assert alike[0] == max(alike)


def test_a_known_scale_is_measured_nearby():
    near = Geometry(right_box=Box(0.5, 0.1, 0.24, 0.24))
    found = refine_geometry(list(inset_pairs(192)), near, 0.4).geometry
    assert edges(found.left_box) == (0, 0, 1, 1)
    truth = Box(300 / WIDTH, 20 / HEIGHT, 0.3, 0.3)
    assert edges(found.right_box) == pytest.approx(edges(truth), abs=0.01)


def test_orienting_the_picture_and_its_box_is_the_same():
    picture = np.zeros((8, 12), np.float32)
    picture[1:3, 2:6] = 1
    for mirrored in (False, True):
        for quarters in range(4):
            geometry = Geometry(Box(2 / 12, 1 / 8, 4 / 12, 2 / 8), mirrored=mirrored, turned=90 * quarters)
            turned = orient(picture, geometry.way)
            box = geometry.oriented_left_box
            height, width = turned.shape
            rows = slice(round(box.y * height), round((box.y + box.height) * height))
            columns = slice(round(box.x * width), round((box.x + box.width) * width))
            assert turned[rows, columns].all()
            assert turned.sum() == turned[rows, columns].size == 8
