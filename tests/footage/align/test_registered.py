"""Frames under a window that moves, while the camera pans: a pan and a shift in time look alike but for what moves."""

from __future__ import annotations

from fractions import Fraction

import cv2
import numpy as np
import numpy.typing as npt
import pytest

from uncut.footage.align.followed_path import align_followed, reaches_around, seek_lines
from uncut.footage.align.lines import Line
from uncut.footage.align.pair import Pair
from uncut.footage.align.registered import Registered
from uncut.footage.fingerprint.cropping import shrink_to_thumbnails
from uncut.footage.fingerprint.pictures import PictureFingerprints, Thumbnails
from uncut.footage.fingerprint.store import PictureStore
from uncut.model.footage import FrameTimes

HEIGHT, WIDTH, SHOWN = 72, 128, 64
FRAMES = 72
PAN_PX = 1.0


def _scene() -> npt.NDArray[np.float32]:
    noise = np.random.default_rng(4).normal(0, 60, (HEIGHT + 40, WIDTH + 200)).astype(np.float32)
    return np.asarray(cv2.GaussianBlur(noise, (0, 0), 1.5) * 3 + 120, np.float32)


def _left() -> npt.NDArray[np.uint8]:
    """A pan, with a bright ball that goes its own way."""
    scene, pictures = _scene(), []
    for number in range(FRAMES):
        x = round(PAN_PX * number)
        picture = scene[20 : 20 + HEIGHT, x : x + WIDTH].copy()
        ball = 40 + 20 * np.sin(number / 5), 36 + 25 * np.sin(number / 7)
        cv2.circle(picture, (round(ball[0]) + 20, round(ball[1])), 4, 230.0, -1)
        pictures.append(picture)
    return np.clip(pictures, 0, 255).astype(np.uint8)


def _stored(pictures: npt.NDArray[np.uint8]) -> PictureStore:
    store = PictureStore(*pictures.shape[1:])
    store.append(pictures)
    return store


def _fingerprints(pictures: npt.NDArray[np.uint8]) -> PictureFingerprints:
    ticks = np.arange(len(pictures), dtype=np.int64)
    thumbnails = Thumbnails.of(shrink_to_thumbnails(pictures.shape[1:])(pictures))
    return PictureFingerprints(FrameTimes(ticks, Fraction(1, 25), len(pictures)), thumbnails)


def _planted(order: npt.NDArray[np.int64]) -> tuple[Pair, Registered]:
    """A window that goes from the left to the right over the pictures of ``order``, in steps of half a pixel."""
    left = _left()
    xs = 10 + 0.5 * np.arange(len(order)) * 80 / len(order)
    shown = np.stack([
        cv2.warpAffine(left[frame], np.array([[1, 0, x], [0, 1, 0]], np.float32), (SHOWN, HEIGHT),
                       flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP)
        for frame, x in zip(order.tolist(), xs.tolist(), strict=True)
    ])  # fmt: skip
    noise = np.random.default_rng(5).normal(0, 2, shown.shape)
    right = np.clip(shown + noise, 0, 255).astype(np.uint8)
    registered = Registered(_stored(left), _stored(right), (SHOWN / WIDTH, 1.0), mirrored=False)
    registered.expect(np.column_stack([xs + 2, np.zeros(len(xs))]), order.astype(np.intp))
    return Pair(_fingerprints(left), _fingerprints(right), registered), registered


def test_the_place_is_found_and_the_true_frame_leaves_least_unexplained():
    order = np.arange(FRAMES)
    _, registered = _planted(order)
    found = registered.measure(30, list(range(24, 37)))
    assert int(found[:, 0].argmin()) == 6
    assert found[6, 1:] == pytest.approx([10 + 0.5 * 30 * 80 / FRAMES, 0], abs=0.2)
    assert found[8, 1] - found[6, 1] == pytest.approx(-2 * PAN_PX, abs=0.4)


def test_a_cut_under_a_window_that_moves_in_a_pan_is_exact():
    order = np.delete(np.arange(FRAMES), np.arange(40, 48))
    pair, registered = _planted(order)
    found = align_followed(pair, registered, reaches_around(pair, [(Line(0.0), 0, len(order))]))
    assert [(one.left_first, one.left_stop, one.right_first) for one in found] == [(0, 40, 0), (48, FRAMES, 40)]


def test_a_repeat_is_sought_where_the_window_is():
    order = np.concatenate([np.arange(48), np.arange(10, 18), np.arange(48, FRAMES)])
    pair, registered = _planted(order)
    known = [(Line(0.0), 0, 48)]
    first = align_followed(pair, registered, reaches_around(pair, [*known, (Line(-8 / 25), 56, 80)]))
    assert [(one.right_first, one.right_stop) for one in first] == [(0, 48), (56, 80)]
    sought = seek_lines(pair, registered, first)
    assert {(round(line.offset * 25), begin, stop) for line, begin, stop in sought} == {(-38, 48, 56)}
    found = align_followed(pair, registered, reaches_around(pair, [*known, *sought]))
    assert [(one.left_first, one.left_stop, one.right_first) for one in found][:2] == [(0, 48, 0), (10, 18, 48)]
