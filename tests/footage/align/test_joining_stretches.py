"""Stretches of one line: joined over gaps that another look fills, and never run on past the end of a version."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.made_footage import encode, film, fingerprints

from uncut.footage.align.align import align_pictures
from uncut.footage.align.lines import Line
from uncut.footage.align.pair import Pair
from uncut.footage.align.path import Path
from uncut.footage.align.runs import Run, merge_runs, settle_rates, split_runs
from uncut.footage.align.stretches import Stretch, holds, join_needless, join_over_gaps, without_idle_speeds

LEFT = film(100, 8, pan=0.0)
PAIR = Pair(fingerprints(LEFT), fingerprints(encode(LEFT, noise=0.4)))
WHOLE = Stretch(Line(0.0), 0, 100, 0, 100, 0.002, 0.99)
BEFORE = replace(WHOLE, right_stop=46, left_stop=46, start_slack=(0, 2))
AFTER = replace(WHOLE, right_first=50, left_first=50, end_slack=3)


def test_a_gap_is_closed_that_the_same_line_fills_elsewhere():
    (joined,) = join_over_gaps(PAIR, [BEFORE, AFTER], [WHOLE])
    assert joined == replace(WHOLE, start_slack=(0, 2), end_slack=3)


def test_a_gap_that_nothing_fills_stays():
    assert join_over_gaps(PAIR, [BEFORE, AFTER], [BEFORE, AFTER]) == [BEFORE, AFTER]


def test_stretches_of_two_lines_stay_apart():
    cut = replace(AFTER, line=Line(0.4), left_first=60, left_stop=100)
    assert join_over_gaps(PAIR, [BEFORE, cut], [WHOLE]) == [BEFORE, cut]


def test_a_still_is_not_given_to_a_line_that_leaves_the_left_version():
    still = film(60, 9, pan=0.0, things=0)
    pair = Pair(fingerprints(still), fingerprints(still))
    host = Stretch(Line(0.48), 0, 30, 12, 42, 0.0, 0.99)
    held = Stretch(Line(2.0, 0.0), 30, 60, 50, 51, 0.0, None)
    assert join_needless(pair, [host, held]) == [host, held]


def test_a_dark_picture_is_still_the_same_with_what_encoding_leaves_of_it():
    dice = np.random.default_rng(2)
    dark = np.rint(16 + 2 * dice.random((18, 32)) + np.zeros((60, 1, 1))).astype(np.uint8)
    noisy = np.clip(dark + dice.normal(0, 0.4, dark.shape).round(), 0, 255).astype(np.uint8)
    pair = Pair(fingerprints(dark), fingerprints(noisy))
    found = align_pictures(pair.left, pair.right).stretches
    assert [(one.right_first, one.right_stop) for one in found] == [(0, 60)]
    assert all(holds(one) for one in found)


def _path(lines: tuple[Line, ...], line_of: np.ndarray, left_of: np.ndarray) -> Path:
    rows = len(line_of)
    return Path(lines, line_of, left_of, np.full(rows, 0.001, np.float32), np.full(rows, 0.001, np.float32))


def test_three_frames_leapt_are_a_cut_though_the_lines_beside_it_lie_two_periods_apart():
    period, rows = PAIR.period, np.arange(60)
    lines = (Line(0.4 * period), Line(2.6 * period))
    line_of = np.where(rows < 30, 0, 1).astype(np.int32)
    cut = _path(lines, line_of, (rows + 3 * line_of).astype(np.int32))
    assert [(one.first, one.stop) for one in merge_runs(PAIR, cut, split_runs(cut))] == [(0, 30), (30, 60)]


def test_two_frames_leapt_and_a_third_lost_by_a_conversion_are_no_cut():
    period, rows = PAIR.period, np.arange(60)
    lines = (Line(0.4 * period), Line(2.6 * period))
    line_of = np.where(rows < 30, 0, 1).astype(np.int32)
    two = _path(lines, line_of, (rows + 2 * line_of).astype(np.int32))
    dropped = _path(lines, line_of, (rows + 2 * line_of + (rows >= 33)).astype(np.int32))
    assert [len(merge_runs(PAIR, one, split_runs(one))) for one in (two, dropped)] == [1, 1]


SLOW = film(100, 8, pan=0.0, things=1)
PIECES = Pair(
    fingerprints(SLOW), fingerprints(encode(np.concatenate([SLOW[40:48], SLOW[60:80].repeat(2, 0)]), noise=0.4))
)
HALF = (Line(41 / 25, 0.5), Line(60 / 25 - 4 / 25, 0.5))
"""For eight frames that were moved, and beside them for forty that are played at half speed."""


def _at_half_speed() -> Path:
    rows = np.arange(48)
    line_of = np.where(rows < 8, 0, 1).astype(np.int32)
    return _path(HALF, line_of, np.where(rows < 8, 41 + rows // 2, 60 + (rows - 8) // 2).astype(np.int32))


def test_a_brief_piece_that_rate_1_explains_as_well_is_no_other_speed():
    laid, (settled,) = settle_rates(PIECES, _at_half_speed(), [Run(HALF[0], 0, 8)])
    assert settled.line is not None
    assert settled.line.rate == 1.0
    assert np.abs(laid.left_of[:8] - np.arange(40, 48)).max() <= 1


def test_a_brief_piece_beside_a_longer_one_of_its_speed_keeps_it():
    runs = [Run(HALF[0], 0, 8), Run(HALF[1], 8, 48)]
    assert settle_rates(PIECES, _at_half_speed(), runs)[1] == runs


def test_a_still_before_something_that_is_laid_over_is_not_slowed_down():
    """It touches no neighbour, but the line of the next stretch shows it as well."""
    still = np.concatenate([np.repeat(LEFT[:1], 60, axis=0), LEFT])
    pair = Pair(fingerprints(still), fingerprints(encode(still, noise=0.4)))
    slowed = Stretch(Line(0.0, 0.25), 0, 20, 0, 6, 0.0004, None)
    after = Stretch(Line(0.0), 70, 160, 70, 160, 0.0004, 0.99)
    assert without_idle_speeds(pair, [slowed, after]) == [replace(slowed, line=after.line, left_stop=20), after]
    elsewhere = replace(after, line=Line(3.5))
    assert without_idle_speeds(pair, [slowed, elsewhere]) == [slowed, elsewhere]
