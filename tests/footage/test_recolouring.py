"""Gradings are told of the pictures that are shown, also where a line is a frame off them."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
from tests.made_footage import encode, film, fingerprints, times_at

from uncut.footage.align.lines import Line
from uncut.footage.align.stretches import Stretch
from uncut.footage.changes.cuts import place_stretches
from uncut.footage.colours import find_recolouring
from uncut.footage.fingerprint.tints import Tints

FRAMES, LATE = 100, 60
FLICKER = np.random.default_rng(4).uniform(0.6, 1.15, FRAMES)[:, np.newaxis, np.newaxis]
LEFT = np.clip(film(FRAMES, 31, pan=60) * FLICKER, 0, 255).astype(np.uint8)


def side(pictures):
    tints = Tints()
    tints.append(np.full((len(pictures), 2, 18, 32), 128, np.uint8))
    prints = fingerprints(pictures)
    return SimpleNamespace(times=prints.times, pictures=prints, tints=tints)


def recolouring(right, left=LEFT):
    stretch = Stretch(Line(0.0), 0, len(right), 0, FRAMES, 0.001, 0.95)
    placed = place_stretches([stretch], times_at(FRAMES, 25), times_at(len(right), 25))
    return find_recolouring(side(left), side(right), placed)


def test_light_that_flickers_is_no_grading_where_the_line_is_a_frame_off():
    right = np.delete(LEFT, LATE, axis=0)
    assert recolouring(encode(right, noise=0.5)) == []


def test_a_part_that_was_graded_is_told_though_the_line_is_a_frame_off():
    right = np.delete(LEFT, LATE, axis=0)
    graded = np.where(np.arange(len(right))[:, np.newaxis, np.newaxis] >= 30, 40 + 0.7 * right, right)
    (edit,) = recolouring(encode(graded, noise=0.5))
    assert abs(float(edit.right.start) - 30 / 25) <= 1 / 25
    assert edit.right.end == times_at(len(right), 25).seconds


def test_frames_that_a_conversion_of_rate_blended_are_no_grading():
    dice = np.random.default_rng(7)
    moving = np.stack([np.roll(film(1, 12, pan=0)[0], 9 * n, axis=1) for n in range(FRAMES)])
    moving = np.clip(moving + dice.normal(0, 0.3, moving.shape), 0, 255).astype(np.uint8)
    blended = ((moving[:-1].astype(float) + moving[1:]) / 2).round().astype(np.uint8)
    assert recolouring(encode(blended, noise=0.5), moving) == []
