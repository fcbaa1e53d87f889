"""Sharpening and grain, planted in made-up pictures, and what encoders and conversions do."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image
from scipy import ndimage

from uncut.footage.changes.grain import Finish, measure_finish

Grey = npt.NDArray[np.float32]
HEIGHT, WIDTH = 240, 400


def scene() -> Grey:
    """Strong edges and fine detail on one side, hardly anything on the other."""
    dice = np.random.default_rng(3)
    layers = [ndimage.gaussian_filter(dice.normal(size=(HEIGHT, WIDTH)), size) for size in (1.2, 3, 8, 25)]
    busy = sum(12 * layer / layer.std() for layer in layers) + 40 * (layers[2] > 0)
    share = np.clip(np.linspace(-0.4, 1.0, WIDTH), 0.0, 1.0)
    return (120 + share * busy + dice.normal(size=(HEIGHT, WIDTH)) * 0.4).clip(30, 225).astype(np.float32)


def add_grain(levels: float) -> Callable[[Grey], Grey]:
    noise = np.random.default_rng(4).normal(size=(HEIGHT, WIDTH)).astype(np.float32)
    return lambda picture: picture + levels * noise


def sharpen(picture: Grey) -> Grey:
    return 1.7 * picture - 0.7 * ndimage.gaussian_filter(picture, 1.3)


def encode(picture: Grey, quality: int = 30) -> Grey:
    """As a still codec leaves it: noise where there is detail, and little of what is fine."""
    size = 8
    blocks = picture.reshape(HEIGHT // size, size, WIDTH // size, size).swapaxes(1, 2)
    waves = np.cos(np.pi * np.outer(np.arange(size), np.arange(size) + 0.5) / size) * np.sqrt(2 / size)
    waves[0] /= np.sqrt(2)
    steps = quality * (1 + np.add.outer(np.arange(size), np.arange(size)) / 4)
    coded = np.round(waves @ blocks @ waves.T / steps) * steps
    return (waves.T @ coded @ waves).swapaxes(1, 2).reshape(HEIGHT, WIDTH).astype(np.float32)


def halve_and_enlarge(picture: Grey) -> Grey:
    image = Image.fromarray(picture).resize((WIDTH // 2, HEIGHT // 2), Image.Resampling.BICUBIC)
    return np.asarray(image.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC), np.float32)


def grade(picture: Grey) -> Grey:
    return (1.3 * (picture - 128) + 128).clip(0, 255)


def soften(picture: Grey) -> Grey:
    return ndimage.gaussian_filter(picture, 1.0)


def measured(alter: Callable[[Grey], Grey], left: Grey | None = None) -> Finish:
    one = scene() if left is None else left
    return measure_finish(one[np.newaxis], alter(one)[np.newaxis])


def test_a_sharpened_picture_is_told():
    assert measured(sharpen).kinds == ("sharpened",)
    assert "times as strong" in measured(sharpen).why("sharpened")


def test_added_grain_is_told():
    assert measured(add_grain(4.0)).kinds == ("grain_added",)
    assert "grain" in measured(add_grain(4.0)).why("grain_added")


def test_both_are_told_of_one_picture():
    assert measured(lambda picture: add_grain(4.0)(sharpen(picture))).kinds == ("sharpened", "grain_added")


def test_they_are_told_after_encoding():
    assert measured(lambda picture: encode(sharpen(picture), 4)).kinds == ("sharpened",)
    assert measured(lambda picture: encode(add_grain(6.0)(picture), 4)).kinds == ("grain_added",)


@pytest.mark.parametrize(
    "alter", [encode, halve_and_enlarge, grade, soften, lambda picture: encode(grade(picture), 12)]
)
def test_encoding_scaling_grading_and_softening_are_neither(alter):
    assert measured(alter).kinds == ()


def test_grain_that_a_copy_has_less_of_is_not_added():
    assert measured(soften, add_grain(6.0)(scene())).kinds == ()
    assert measured(encode, add_grain(6.0)(scene())).kinds == ()


def test_nothing_is_said_of_a_flat_or_black_picture():
    flat, black = (np.full((HEIGHT, WIDTH), level, np.float32) for level in (120, 3))
    assert measured(lambda picture: picture, flat).kinds == measured(lambda picture: picture, black).kinds == ()
    assert measured(add_grain(0.3), flat).kinds == ()
