"""Planted boxes whose edges pass through cells."""

import numpy as np
import pytest
from scipy import ndimage

from uncut.footage.changes.detail import BANDS, measure_moments
from uncut.footage.changes.edges import find_edges, measure_apart, union

HEIGHT, WIDTH = 160, 256
PLACE = (43, 70, 98, 155)
"""Top, left, bottom, right, in pixels."""
TOUCHED = (5, 8, 13, 20)
"""The cells that the place touches."""


def scene() -> np.ndarray:
    noise = np.random.default_rng(3).normal(size=(HEIGHT, WIDTH))
    rough = sum(18 * ndimage.gaussian_filter(noise, s) / ndimage.gaussian_filter(noise, s).std() for s in (1.5, 4))
    return (128 + rough).astype(np.float32)


def apart(shown: np.ndarray, picture: np.ndarray) -> np.ndarray:
    noisy = shown + np.random.default_rng(4).normal(0, 2, shown.shape)
    moments = measure_moments(picture[np.newaxis], noisy.astype(np.float32)[np.newaxis])
    return measure_apart(moments, np.ones(BANDS, np.float32))


def altered(kind: str) -> np.ndarray:
    picture = scene()
    top, left, bottom, right = PLACE
    shown = picture.copy()
    part = shown[top:bottom, left:right]
    if kind == "blurred":
        part[:] = ndimage.gaussian_filter(part, 4)
    elif kind == "covered":
        part[:] = 20
    elif kind == "half seen through":
        part[:] = 0.5 * part + 0.5 * np.random.default_rng(9).normal(120, 40, part.shape)
    return apart(shown, picture)


@pytest.mark.parametrize("kind", ["blurred", "covered", "half seen through"])
@pytest.mark.parametrize("more", [0, 1])
def test_edges_are_found_within_a_cell(kind: str, more: int) -> None:
    """Also where the altered cells reach one too far, as they do after averages over several pictures."""
    top, left, bottom, right = TOUCHED
    box = top - more, left - more, bottom + more, right + more
    assert find_edges(box, altered(kind)) == pytest.approx([pixel / 8 for pixel in PLACE], abs=0.4)


def test_where_nothing_differs_the_edges_stay() -> None:
    assert find_edges(TOUCHED, altered("nothing")) == TOUCHED


def test_a_flat_margin_leaves_the_edge_where_the_cells_have_it() -> None:
    """Under a plain cover without contrast nothing can be lost, and nothing tells how far it reaches."""
    picture = scene()
    picture[:, : 12 * 8] = 128
    shown = picture.copy()
    top, left, bottom, right = PLACE
    shown[top:bottom, left:right] = ndimage.gaussian_filter(shown[top:bottom, left:right], 4)
    assert find_edges(TOUCHED, apart(shown, picture))[1] == TOUCHED[1]


def test_a_region_at_the_border_of_the_picture_reaches_it() -> None:
    picture = scene()
    shown = picture.copy()
    shown[:43, :70] = ndimage.gaussian_filter(shown[:43, :70], 4)
    edges = find_edges((0, 0, 6, 9), apart(shown, picture))
    assert edges[:2] == pytest.approx((0, 0), abs=0.4)
    assert edges[2:] == pytest.approx((43 / 8, 70 / 8), abs=0.4)


def test_boxes_are_united() -> None:
    assert union([(1.0, 2.0, 3.0, 4.0), (0.5, 2.5, 2.0, 5.0)]) == (0.5, 2.0, 3.0, 5.0)
