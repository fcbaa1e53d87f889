"""Planted losses of detail in maps of cells."""

import numpy as np

from uncut.footage.changes.losses import find_compact_losses

BANDS, ROWS, COLUMNS = 5, 20, 32
PLACE = np.s_[6:12, 8:15]


def maps(texture: float = 6.0) -> tuple[np.ndarray, np.ndarray]:
    """Mean squares of left detail, and products with a right picture that keeps nearly all of it."""
    dice = np.random.default_rng(5)
    left = (texture**2 * dice.uniform(0.6, 1.8, (BANDS, ROWS, COLUMNS))).astype(np.float32)
    return left, (left * dice.normal(0.97, 0.05, left.shape)).astype(np.float32)


def find(left: np.ndarray, both: np.ndarray, gain: float = 1.0, hidden: np.ndarray | None = None, noise: float = 0.5):
    hidden = np.zeros((ROWS, COLUMNS), bool) if hidden is None else hidden
    gains, noises = (np.full(BANDS, one, np.float32) for one in (gain, noise))
    return find_compact_losses(left, both, gains, noises, hidden, np.ones((ROWS, COLUMNS), bool))


def test_a_place_that_lost_its_detail_is_found_cell_by_cell() -> None:
    left, both = maps()
    both[:, *PLACE] *= 0.1
    lost, decidable = find(left, both)
    expected = np.zeros((ROWS, COLUMNS), bool)
    expected[PLACE] = True
    assert (lost & ~expected).sum() <= 2 * (6 + 7)  # sums over neighbours may reach one cell further
    assert lost[expected].all()
    assert decidable.all()


def test_nothing_lost_is_nothing_found() -> None:
    lost, decidable = find(*maps())
    assert not lost.any()
    assert decidable.all()


def test_losses_strewn_over_the_picture_are_an_encoders() -> None:
    left, both = maps()
    strewn = np.random.default_rng(6).random((ROWS, COLUMNS)) < 0.15
    both[:, strewn] *= 0.1
    assert not find(left, both)[0].any()


def test_texture_that_is_lost_everywhere_decides_nothing() -> None:
    left, both = maps(texture=1.5)
    lost, decidable = find(left, both * np.float32(0.3))
    assert not lost.any()
    assert not decidable.any()


def test_a_band_that_hardly_arrives_decides_nothing() -> None:
    left, both = maps()
    both[:, *PLACE] *= 0.1
    lost, decidable = find(left, both, gain=0.5)
    assert not lost.any()
    assert not decidable.any()


def test_hidden_cells_are_not_judged() -> None:
    left, both = maps()
    both[:, *PLACE] *= 0.1
    hidden = np.zeros((ROWS, COLUMNS), bool)
    hidden[PLACE] = True
    lost, decidable = find(left, both, hidden=hidden)
    assert not (decidable & hidden).any()
    assert not (lost & hidden).any()


def test_what_is_lost_in_the_finest_band_alone_is_an_encoders() -> None:
    left, both = maps()
    both[0, *PLACE] *= 0.1
    assert not find(left, both)[0].any()
    both[1, *PLACE] *= 0.6
    assert find(left, both)[0].any()


def test_a_noisy_encoding_decides_nothing() -> None:
    left, both = maps()
    both[:, *PLACE] *= 0.1
    lost, decidable = find(left, both, noise=3.0)
    assert not lost.any()
    assert not decidable.any()
