"""Scoring against planted truth."""

import numpy as np
import pytest
from evals.footage.score import (
    Counts,
    Line,
    Mark,
    calibration_error,
    count,
    match,
    offset,
    reliability,
    share_right,
    shown_at,
)
from hypothesis import given
from hypothesis import strategies as st

FRAME = 1 / 25


def removed(start: float, end: float, slack: tuple[tuple[float, float], tuple[float, float]] | None = None) -> Mark:
    return Mark("removed", (start, end), (start, start), 0.9, slack)


spans = st.tuples(st.integers(0, 500), st.integers(1, 40)).map(lambda one: removed(one[0], one[0] + one[1]))


def test_an_edit_matches_only_with_both_ends_near() -> None:
    truth = [removed(1, 2)]
    assert match(truth, [removed(1 + FRAME, 2 - FRAME)], FRAME) == [(0, 0)]
    assert match(truth, [removed(1, 2 + 2 * FRAME)], FRAME) == []
    assert match(truth, [removed(1 - 2 * FRAME, 2)], FRAME) == []


def test_another_kind_never_matches() -> None:
    assert offset(removed(1, 2), Mark("moved", (1, 2), (1, 1))) == float("inf")


def test_moved_needs_both_sides() -> None:
    truth = Mark("moved", (1, 2), (5, 6))
    assert match([truth], [Mark("moved", (1, 2), (5, 6))], FRAME) == [(0, 0)]
    assert match([truth], [Mark("moved", (1, 2), (7, 8))], FRAME) == []
    assert match([truth], [Mark("moved", (1, 2), None)], FRAME) == []


def test_one_finding_serves_one_edit_alone() -> None:
    assert len(match([removed(1, 2), removed(1, 2 + FRAME)], [removed(1, 2)], FRAME)) == 1


def test_as_many_pairs_as_there_can_be_are_made() -> None:
    # The nearest finding of the first edit is the only one of the second.
    truth = [removed(1, 2), removed(1 + 2 * FRAME, 2 + 2 * FRAME)]
    found = [removed(1 + FRAME, 2 + FRAME), removed(1 - FRAME, 2 - FRAME)]
    assert match(truth, found, FRAME) == [(0, 1), (1, 0)]


def test_an_edge_inside_the_stated_interval_is_right_only_when_asked() -> None:
    vague = removed(3, 4, ((0.5, 3.5), (1.5, 4.5)))
    assert match([removed(1, 2)], [vague], FRAME) == []
    assert match([removed(1, 2)], [vague], FRAME, use_slack=True) == [(0, 0)]


@given(st.lists(spans, max_size=6, unique=True))
def test_truth_matches_itself(marks: list[Mark]) -> None:
    counts = count(marks, marks, match(marks, marks, 0.0))
    assert (counts.missed, counts.false, counts.off_seconds) == (0, 0, 0)


@given(st.lists(spans, max_size=6), st.lists(spans, max_size=6), st.floats(0, 5))
def test_matching_is_one_to_one_and_mirrors(one: list[Mark], two: list[Mark], tolerance: float) -> None:
    pairs = match(one, two, tolerance)
    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)
    assert len(match(two, one, tolerance)) == len(pairs)
    assert len(match(one, two, tolerance + 1)) >= len(pairs)


def test_counts_add_up_and_are_rated() -> None:
    total = Counts(3, 1, 0, 0.3) + Counts(0, 0, 1)
    assert (total.recall, total.precision, total.f1) == (0.75, 0.75, 0.75)
    assert total.mean_offset == pytest.approx(0.1)


def test_nothing_planted_and_nothing_found_is_perfect() -> None:
    assert (Counts().recall, Counts().precision, Counts().f1) == (1, 1, 1)


def test_lines_say_what_is_shown() -> None:
    lines = [Line((0, 1), (10, 11)), Line((2, 3), (20, 21), backwards=True), Line((3, 4), (30, 32), rate=2.0)]
    shown = shown_at(lines, np.array([0, 0.5, 1, 1.5, 2, 2.75, 3.5]))
    assert shown[:2] == pytest.approx([10, 10.5])
    assert np.isnan(shown[2:4]).all()
    assert shown[4:] == pytest.approx([21, 20.25, 31])


def test_none_must_be_said_where_none_is_true() -> None:
    truth, said = np.array([1, np.nan, np.nan, 2]), np.array([1 + FRAME, np.nan, 3, np.nan])
    assert share_right(truth, said, FRAME) == (2, 4)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_every_finding_is_in_one_bin(said: list[tuple[float, bool]]) -> None:
    bins = (0.0, 0.5, 0.9, 1.0)
    assert sum(row[2] for row in reliability(said, bins)) == len(said)
    assert 0 <= calibration_error(said, bins) <= 1


def test_calibration_error_is_the_distance_to_the_share_right() -> None:
    said = [(0.9, True)] * 5 + [(0.9, False)] * 5
    assert calibration_error(said, (0.0, 1.0)) == pytest.approx(0.4)
