"""Generated footage behaves like footage: it moves, it has texture, and the same seed gives the same pictures."""

from itertools import pairwise

import numpy as np

from uncut.demo.plan import HEIGHT, WIDTH
from uncut.demo.street import make_street, noise_field


def test_the_same_seed_gives_the_same_pictures() -> None:
    first, second = list(make_street(3)), list(make_street(3))
    assert all(np.array_equal(one, two) for one, two in zip(first, second, strict=True))
    assert not np.array_equal(first[0], next(make_street(3, seed=8)))


def test_every_picture_differs_from_the_one_before() -> None:
    pictures = [picture.astype(float) for picture in make_street(12)]
    assert pictures[0].shape == (HEIGHT, WIDTH, 3)
    steps = [np.abs(one - two).mean() for one, two in pairwise(pictures)]
    assert min(steps) > 2  # grey levels: well above what encoding changes


def test_noise_loses_power_with_frequency_as_natural_pictures_do() -> None:
    field = noise_field(256, 256, 1.0, np.random.default_rng(1))
    power = np.abs(np.fft.rfft2(field)) ** 2
    low, high = power[2:8, 2:8].mean(), power[32:128, 32:128].mean()
    assert low > 20 * high
    assert abs(field.std() - 1) < 0.01
