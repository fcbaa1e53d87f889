"""Pixels that show something else than the left version, where a planted thing is drawn."""

import numpy as np
import pytest
from scipy import ndimage

from uncut.footage.changes.detail import CELL_PX
from uncut.footage.changes.drawn import differing, find_drawn, union_drawn
from uncut.footage.changes.tones import LEVELS

HEIGHT, WIDTH = 160, 256
PLACE = (43, 70, 98, 155)
"""Top, left, bottom, right, in pixels."""
NOISE = 2.0


def scene(seed: int = 3) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(size=(HEIGHT, WIDTH))
    return (128 + 12 * ndimage.gaussian_filter(noise, 4) / ndimage.gaussian_filter(noise, 4).std()).astype(np.float32)


def cells_around(place: tuple[int, int, int, int] = PLACE) -> np.ndarray:
    """The cells that the place touches, and one more on every side: broad detail reaches that far."""
    cells = np.zeros((HEIGHT // CELL_PX, WIDTH // CELL_PX), bool)
    top, left, bottom, right = place
    cells[top // CELL_PX - 1 : bottom // CELL_PX + 2, left // CELL_PX - 1 : right // CELL_PX + 2] = True
    return cells


def shown(picture: np.ndarray, place: tuple[int, int, int, int] = PLACE, grey: float = 30) -> np.ndarray:
    top, left, bottom, right = place
    right_picture = picture + np.random.default_rng(4).normal(0, NOISE, picture.shape)
    right_picture[top:bottom, left:right] = grey
    return right_picture.astype(np.float32)


@pytest.mark.parametrize("picture", [scene(), np.full((HEIGHT, WIDTH), 128, np.float32)], ids=["textured", "flat"])
def test_a_cover_is_found_to_the_pixel(picture: np.ndarray) -> None:
    right = shown(picture)
    found = find_drawn(cells_around(), differing(picture, right, LEVELS, NOISE), right)
    assert found is not None
    assert np.array(found.box) * CELL_PX == pytest.approx(PLACE, abs=0.5)
    assert found.is_solid
    assert found.one_tone == 1.0


def test_tones_that_were_changed_everywhere_do_not_differ() -> None:
    picture = scene()
    levels = (LEVELS * 0.7 + 40).astype(np.float32)
    assert not differing(picture, levels[picture.astype(np.uint8)], levels, NOISE).any()


def test_a_thin_ring_is_boxed_and_not_solid() -> None:
    picture = scene()
    rows, columns = np.indices(picture.shape)
    away = np.hypot((rows - 70) / 28, (columns - 112) / 42)
    right = np.where(np.abs(away - 1) < 0.03, 250, picture).astype(np.float32)
    found = find_drawn(cells_around(), differing(picture, right, LEVELS, NOISE), right)
    assert found is not None
    assert np.array(found.box) * CELL_PX == pytest.approx((42, 70, 99, 155), abs=2)
    assert not found.is_solid


def test_letters_on_a_bar_are_of_more_than_one_tone() -> None:
    picture = scene()
    right = shown(picture)
    right[58:84:2, 80:146:9] = 240
    right[58:84, 80:146:9] = 240
    right[58:84, 81:146:9] = 240
    found = find_drawn(cells_around(), differing(picture, right, LEVELS, NOISE), right)
    assert found is not None
    assert found.is_solid
    assert found.one_tone < 0.95


def test_where_the_pictures_differ_everywhere_nothing_is_told() -> None:
    right = shown(scene())
    assert find_drawn(cells_around(), differing(scene(9), right, LEVELS, NOISE), right) is None


def test_softer_edges_do_not_differ() -> None:
    picture = np.full((HEIGHT, WIDTH), 60, np.float32)
    picture[:, ::16] = picture[:, 1::16] = 200
    soft = ndimage.gaussian_filter(picture, 0.6)
    assert differing(picture, soft, LEVELS, NOISE).mean() < 0.01


def test_two_parts_are_one_region() -> None:
    picture = scene()
    right = shown(picture)
    right[43:98, 100:110] = picture[43:98, 100:110]
    differs = differing(picture, right, LEVELS, NOISE)
    one, two = (find_drawn(cells_around(place), differs, right) for place in ((43, 70, 98, 92), (43, 118, 98, 155)))
    both = union_drawn(one, two)
    assert both is not None
    assert np.array(both.box) * CELL_PX == pytest.approx(PLACE, abs=8)
    assert union_drawn(one, None) == one
