"""Gradings are told of the pictures that are shown, also where a line is a frame off them."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
from tests.made_footage import encode, film, fingerprints, times_at

from uncut.footage.align.lines import Line
from uncut.footage.align.stretches import Stretch
from uncut.footage.changes.cuts import place_stretches
from uncut.footage.colours import find_recolouring, recolouring_beside
from uncut.footage.fingerprint.tints import Tints
from uncut.model.comparison import Box, Edit, TrackPoint
from uncut.model.time import Span

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


def bright_face(alter):
    """A scene with a bright place that has all its bright cells, and what it becomes: altered from 40 to 80."""
    dice = np.random.default_rng(8)
    scene = (60 + 20 * dice.random((1, 18, 32)) + np.zeros((FRAMES, 1, 1))).astype(np.uint8)
    scene[:, 3:15, 8:20] = 150 + 60 * dice.random((12, 12))
    shown = scene.copy()
    shown[40:80, 3:15, 8:20] = alter(shown[40:80, 3:15, 8:20])
    return scene, encode(shown, noise=0.5, blur=0.0)


def cover_of(start, end):
    box = Box(8 / 32, 3 / 18, 12 / 32, 12 / 18)
    span = Span(Fraction(start, 25), Fraction(end, 25))
    track = [TrackPoint(at=at, box=box) for at in (span.start, span.end)]
    return Edit(kind="covered", left=span, right=span, confidence=0.9, why="planted", track=track)


def told_beside(scene, shown, cover):
    stretch = Stretch(Line(0.0), 0, FRAMES, 0, FRAMES, 0.001, 0.95)
    placed = place_stretches([stretch], times_at(FRAMES, 25), times_at(FRAMES, 25))
    told = find_recolouring(side(scene), side(shown), placed)
    return told, recolouring_beside(told, [cover], side(scene), side(shown), placed)


def test_a_cover_over_all_that_is_bright_is_no_grading():
    told, beside = told_beside(*bright_face(np.zeros_like), cover_of(40, 80))
    assert told, "by itself it looks like one"
    assert beside == []


def test_a_grading_beside_a_cover_is_one():
    scene, shown = bright_face(np.zeros_like)
    graded = np.clip(30 + 0.7 * shown.astype(float), 0, 255).astype(np.uint8)
    _, beside = told_beside(scene, graded, cover_of(40, 80))
    assert [(float(one.right.start), float(one.right.end)) for one in beside] == [(0.0, 4.0)]
