"""Planted windows that move over a picture: their size, their way, and their absence."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from uncut.footage.align.geometry import Geometry, Track
from uncut.footage.align.lines import Line
from uncut.footage.align.moving import estimate_window, find_offset
from uncut.footage.fingerprint.cropping import area_weights
from uncut.model.comparison import Box

HEIGHT, WIDTH = 240, 426
TIMES = [0.5 * number for number in range(10)]


def shrink(picture, width=200):
    height = round(picture.shape[0] * width / picture.shape[1])
    down, across = area_weights(picture.shape[0], height), area_weights(picture.shape[1], width)
    return np.asarray(down @ picture @ across.T, np.float32)


def scenes(count, seed=5):
    dice = np.random.default_rng(seed)
    for _ in range(count):
        layers = [ndimage.gaussian_filter(dice.normal(size=(HEIGHT, WIDTH)), size) * size for size in (3, 8, 20)]
        yield (128 + 30 * sum(layers) / np.std(sum(layers))).astype(np.float32)


def left_edge(seconds, share):
    """The way of the window: from a tenth of what is free to nine tenths."""
    return (1 - share) * (0.1 + 0.8 * seconds / TIMES[-1])


def seen_through(picture, seconds, share, mirrored=False):
    first = round(left_edge(seconds, share) * WIDTH)
    shown = picture[:, first : first + round(share * WIDTH)]
    return shrink(shown[:, ::-1] if mirrored else shown)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("share", [0.3164, 0.5625])
def test_a_window_is_followed(share, mirrored):
    pairs = [
        (shrink(picture), seen_through(picture, at, share, mirrored))
        for at, picture in zip(TIMES, scenes(len(TIMES)), strict=True)
    ]
    found = estimate_window(pairs, TIMES, Line(0.0))
    assert found is not None
    assert found.geometry.mirrored == mirrored
    assert found.geometry.track is not None
    for at in TIMES:
        box = found.geometry.track.box_at(at)
        assert (box.x, box.width) == pytest.approx((left_edge(at, share), share), abs=0.01)
        assert (box.y, box.height) == pytest.approx((0, 1), abs=0.01)


def test_a_window_that_stands_is_none():
    pairs = [(shrink(picture), shrink(picture[:, 100:235])) for picture in scenes(len(TIMES))]
    assert estimate_window(pairs, TIMES, Line(0.0)) is None


def test_other_pictures_have_no_window():
    pairs = [
        (shrink(one), shrink(other)) for one, other in zip(scenes(len(TIMES)), scenes(len(TIMES), seed=6), strict=True)
    ]
    assert estimate_window(pairs, TIMES, Line(0.0)) is None


def test_the_offset_is_found_through_a_window_whose_size_is_known():
    pictures = list(scenes(12))
    grid = [0.1 * number for number in range(len(pictures))]
    rights = [shrink(pictures[number][:, 100:235]) for number in (6, 7, 8)]
    track = Track(((0.0, 0.2, 0.0), (1.0, 0.3, 0.0)), (135 / WIDTH, 1.0), Line(0.0))
    geometry = Geometry(Box(0.2, 0.0, 0.5, 1.0), track=track)
    offset = find_offset(grid, [shrink(one) for one in pictures], [5.0, 5.1, 5.2], rights, geometry)
    assert offset == pytest.approx(0.6 - 5.0, abs=1e-6)
