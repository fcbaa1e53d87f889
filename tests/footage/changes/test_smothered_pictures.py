"""Planted truth in arrays: a drifting texture whose whole picture loses its detail for a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pytest
from scipy import ndimage

from uncut.footage.changes.regions import FoundRegions, RegionFinder

Grey = npt.NDArray[np.float32]

HEIGHT, WIDTH, FRAMES, RATE = 160, 256, 72, 24.0
FIRST, STOP = 20, 50
WHOLE = (0.0, 0.0, 1.0, 1.0)


@dataclass(frozen=True, eq=False)
class Pair:
    number: int
    time: float
    left: Grey
    right: Grey


def texture() -> Grey:
    noise = np.random.default_rng(1).normal(size=(HEIGHT, WIDTH + 2 * FRAMES))
    layers = (ndimage.gaussian_filter(noise, deviation) for deviation in (1.5, 4, 12, 30))
    return np.clip(128 + sum(14 * layer / layer.std() for layer in layers), 10, 245).astype(np.float32)


def blur(picture: Grey) -> Grey:
    return ndimage.gaussian_filter(picture, 4)


def pixelate(picture: Grey) -> Grey:
    means = picture.reshape(HEIGHT // 16, 16, -1, 16).mean(axis=(1, 3))
    return np.kron(means, np.ones((16, 16))).astype(np.float32)


def darken(picture: Grey) -> Grey:
    return 20 + 0.3 * picture


def encode_coarsely(picture: Grey) -> Grey:
    return ndimage.gaussian_filter(picture, 0.9)


def same(picture: Grey) -> Grey:
    return picture


def find(alter: Callable[[Grey], Grey], first: int = FIRST, stop: int = STOP, late: int = 0) -> FoundRegions:
    scene, dice = texture(), np.random.default_rng(2)
    finder = RegionFinder(np.arange(FRAMES) / RATE)
    for number in range(FRAMES):
        altered = first <= number < stop
        picture = scene[:, 2 * number : 2 * number + WIDTH]
        begin = 2 * max(number - late, 0) if altered else 2 * number
        shown = scene[:, begin : begin + WIDTH]
        shown = (alter(shown) if altered else shown) + dice.normal(0, 0.4, shown.shape)
        finder.push(Pair(number, number / RATE, picture, np.clip(shown, 0, 255).astype(np.float32)))
    return finder.finish()


@pytest.mark.parametrize(("alter", "kind"), [(blur, "blurred"), (pixelate, "pixelated")])
@pytest.mark.parametrize(("first", "stop"), [(FIRST, STOP), (0, 31), (33, FRAMES), (0, FRAMES)])
def test_a_picture_smoothed_as_a_whole_is_told_to_the_frame(
    alter: Callable[[Grey], Grey], kind: str, first: int, stop: int
) -> None:
    (region,) = find(alter, first, stop).regions
    assert (region.kind, region.first, region.stop) == (kind, first, stop)
    assert region.track == [(first, WHOLE), (stop, WHOLE)]
    assert "whole picture" in region.why


@pytest.mark.parametrize("alter", [darken, encode_coarsely])
def test_less_contrast_and_coarse_encoding_are_no_blur(alter: Callable[[Grey], Grey]) -> None:
    assert [one for one in find(alter).regions if one.track[0][1] == WHOLE] == []


def test_pictures_of_another_moment_are_no_blur() -> None:
    assert [one for one in find(same, late=3).regions if one.track[0][1] == WHOLE] == []


def test_a_blur_of_a_few_frames_is_not_told() -> None:
    assert find(blur, 30, 35).regions == []
