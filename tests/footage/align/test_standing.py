"""What stands in a difference hides no cut, and no other recording is believed for it."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.ndimage import gaussian_filter
from tests.made_footage import Pictures, encode, film, fingerprints, smooth_path

from uncut.footage.align.align import align_pictures
from uncut.footage.align.lines import Line, Reach
from uncut.footage.align.pair import Pair
from uncut.footage.align.path import find_path
from uncut.footage.align.standing import without_what_stands
from uncut.footage.align.stretches import Stretch, keep_with_evidence
from uncut.footage.changes.bridging import bridge_gaps

FRAMES = 250


def talking(seed: int, scene: int = 5, strength: float = 12.0) -> Pictures:
    """A still room in which something small moves a little."""
    room = film(FRAMES, scene, pan=0, things=0).astype(float)
    dice = np.random.default_rng(seed)
    y, x = (place + smooth_path(dice, FRAMES, 2.0, 4.0) for place in (9, 16))
    apart = (np.arange(18)[:, None] - y[:, None, None]) ** 2 + (np.arange(32) - x[:, None, None]) ** 2
    return np.clip(np.rint(room + strength * np.exp(-apart / 6)), 0, 255).astype(np.uint8)


def graded(pictures: Pictures) -> Pictures:
    """With whites and blacks that are clipped."""
    return np.clip((pictures.astype(float) - 118) * 1.5 + 150, 0, 255).astype(np.uint8)


def captioned(pictures: Pictures, first: int, stop: int) -> Pictures:
    changed = pictures.copy()
    changed[first:stop, 15:17, 4:12] = changed[:, 15:17, 4:12].mean() + 60
    return changed


def marked(pictures: Pictures) -> Pictures:
    changed = pictures.copy()
    changed[:, 1:4, 25:31] = gaussian_filter(np.random.default_rng(3).uniform(0, 255, (3, 6)), 0.5)
    return changed


LOOKS = {
    "graded": graded,
    "marked": marked,
    "captioned": lambda pictures: captioned(pictures, 60, 130),
    "captioned and graded": lambda pictures: captioned(graded(pictures), 60, 130),
}


def aligned(left: Pictures, right: Pictures) -> list[Stretch]:
    """What both share, with captions that are off every line."""
    sides = fingerprints(left), fingerprints(right)
    return bridge_gaps(*sides, align_pictures(*sides).stretches)


@pytest.mark.parametrize("look", list(LOOKS))
def test_a_cut_is_found_to_the_frame(look: str) -> None:
    left = talking(1)
    right = np.delete(LOOKS[look](left), np.arange(100, 140), axis=0)
    before, after = aligned(left, encode(right, noise=0.3, blur=0.2))
    assert after.left_first - before.left_stop == 40
    assert abs(before.left_stop - 100) <= 1


@pytest.mark.parametrize("look", list(LOOKS))
def test_nothing_else_is_told_where_nothing_was_cut(look: str) -> None:
    (whole,) = aligned(talking(1), encode(LOOKS[look](talking(1)), noise=0.3, blur=0.2))
    assert (whole.line, whole.right_first, whole.right_stop) == (Line(0.0), 0, FRAMES)


@pytest.mark.parametrize("look", ["graded", "marked", "captioned and graded"])
def test_another_recording_of_the_room_is_not_believed(look: str) -> None:
    other = LOOKS[look](talking(2, strength=100))
    pair = Pair(fingerprints(talking(1, strength=100)), fingerprints(encode(other, noise=0.3, blur=0.2)))
    assert keep_with_evidence(pair, align_pictures(pair.left, pair.right).stretches) == []


def cleared(left: Pictures, right: Pictures) -> tuple[Pair, Pair | None]:
    pair = Pair(fingerprints(left), fingerprints(right))
    return pair, without_what_stands(pair, find_path(pair, [Reach(Line(0.0), 0, len(right))]))


def test_what_stands_is_taken_out_and_the_left_tones_are_given() -> None:
    left = talking(1)
    _, pair = cleared(left, encode(captioned(graded(left), 60, 130), noise=0.3, blur=0.2))
    assert pair is not None
    apart = pair.right.thumbnails.block(0, FRAMES).astype(float) - left
    steady = np.r_[0:55, 65:125, 135:FRAMES]
    assert np.sqrt(np.square(apart[steady]).mean()) < 1.5
    assert pair.least_noise < Pair(pair.left, pair.right).least_noise


def drifting() -> Pictures:
    """A still room in which something goes slowly across."""
    room = film(FRAMES, 5, pan=0, things=0).astype(float)
    apart = np.square(np.arange(32) - np.linspace(15, 17, FRAMES)[:, None, None]) + np.square(
        np.arange(18)[:, None] - 9
    )
    return np.clip(np.rint(room + 60 * np.exp(-apart / 6)), 0, 255).astype(np.uint8)


def test_slow_movement_does_not_stand_along_a_line_that_is_off_for_a_while() -> None:
    left = drifting()
    right = np.delete(encode(graded(left), noise=0.3, blur=0.2), np.arange(60, 110), axis=0)
    pair = Pair(fingerprints(left), fingerprints(right))
    without = without_what_stands(pair, find_path(pair, [Reach(Line(2.0), 0, FRAMES - 50)]))
    assert without is not None
    pictures = without.right.thumbnails.block(0, 60).astype(float)
    assert np.square(pictures - left[:60]).mean() < np.square(pictures - left[50:110]).mean()


def test_movement_is_not_taken_out() -> None:
    """Along a line that is off by a second, the right pictures keep what moves in them."""
    left = talking(1, strength=40)
    right = encode(marked(left), noise=0.3, blur=0.2)
    pair = Pair(fingerprints(left), fingerprints(right[25:]))
    without = without_what_stands(pair, find_path(pair, [Reach(Line(0.0), 0, FRAMES - 25)]))
    assert without is not None
    pictures = without.right.thumbnails.block(0, FRAMES).astype(float)
    assert np.square(pictures - left[25:]).mean() < 0.6 * np.square(pictures - left[:-25]).mean()


def test_where_hardly_anything_stands_there_is_no_second_look() -> None:
    left = talking(1)
    assert cleared(left, encode(left, noise=1.0))[1] is None
    assert cleared(left, encode(captioned(left, 60, 75), noise=1.0))[1] is None
    assert cleared(film(FRAMES, 1), encode(film(FRAMES, 2)))[1] is None
