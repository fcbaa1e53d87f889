"""Geometry of the time line."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dossier.dossier_samples import all_kinds, comparison, footage, many_edits, span

from uncut.dossier.timeline import NARROW_CHARACTER, WIDE_CHARACTER, Mark, join_pins, lay_out_ticks, lay_out_timeline
from uncut.model.comparison import Kept


def corners(points: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in points.split())]


def test_tracks_share_one_scale() -> None:
    line = lay_out_timeline(comparison())
    assert line.left_width == 100
    assert line.right_width == pytest.approx(21.7 / 24.4 * 100, abs=1e-3)
    (mark, _) = line.removed
    assert (mark.x, mark.width) == pytest.approx((4 / 24.4 * 100, 2.4 / 24.4 * 100), abs=1e-3)


def test_ribbons_join_the_same_pictures() -> None:
    line = lay_out_timeline(comparison())
    second = corners(line.ribbons[1].points)
    assert [x for x, _ in second] == pytest.approx([x / 24.4 * 1000 for x in (6.4, 9.2, 6.8, 4)], abs=0.1)
    assert [y for _, y in second] == [0, 0, 100, 100]


def test_backwards_ribbons_cross_themselves_and_slopes_show_speed() -> None:
    kept = [
        Kept(right=span(0, 2), left=span(4, 8), rate=2.0, confidence=0.9),
        Kept(right=span(2, 4), left=span(0, 2), reversed=True, confidence=0.9),
    ]
    faster, backwards = lay_out_timeline(comparison([], kept=kept)).ribbons
    assert (faster.look, backwards.look) == ("retimed", "reversed")
    top, bottom = corners(faster.points)[:2], corners(faster.points)[2:]
    assert top[1][0] - top[0][0] == pytest.approx(2 * (bottom[0][0] - bottom[1][0]), abs=0.1)
    turned = corners(backwards.points)
    assert turned[0][0] > turned[1][0]


def test_moved_stretches_look_different() -> None:
    kept = [
        Kept(right=span(0, 9), left=span(0, 9), confidence=0.9),
        Kept(right=span(9, 11), left=span(20, 22), confidence=0.9),
    ]
    line = lay_out_timeline(comparison(all_kinds(), kept=kept))
    assert [ribbon.look for ribbon in line.ribbons] == ["straight", "moved"]
    assert [lane.name for lane in line.lanes] == [
        "order and speed",
        "regions of the picture",
        "the whole picture",
        "sound",
    ]


def test_an_uncertain_end_is_drawn_as_an_interval() -> None:
    _, unsure = lay_out_timeline(comparison()).removed
    starts = [x / 100 * 24.4 for x, _ in unsure.whiskers]
    assert starts == pytest.approx([13.9, 15.5], abs=1e-3)


@pytest.mark.parametrize("seconds", ["0.05", "1", "9.97", "61.4", "600", "7200", "360000"])
def test_ticks_are_few_round_and_inside(seconds: str) -> None:
    ticks = lay_out_ticks(Fraction(seconds))
    assert 2 <= len(ticks) <= 11
    assert ticks[0].label == "0:00"
    assert len({tick.label for tick in ticks}) == len(ticks)
    assert all(0 <= tick.x <= 97 for tick in ticks)


def test_two_hours_are_ticked_by_the_quarter_hour() -> None:
    assert [tick.label for tick in lay_out_ticks(Fraction(7200))][:3] == ["0:00", "15:00", "30:00"]


@pytest.mark.parametrize("character", [WIDE_CHARACTER, NARROW_CHARACTER])
@given(places=st.lists(st.floats(0, 100), max_size=60))
def test_numbers_never_run_into_one_another(character: float, places: list[float]) -> None:
    pins = join_pins([Mark(x, 0, "removed", n, "") for n, x in enumerate(places, start=1)], character)
    for one, two in pairwise(pins):
        assert two.x - one.x >= (len(one.label) + len(two.label)) / 2 * character - 0.01
    assert all(0 <= pin.x <= 100 for pin in pins)
    assert bool(pins) == bool(places)


def test_hundreds_of_edits_are_drawn_without_edges() -> None:
    assert lay_out_timeline(comparison(list(many_edits(500)))).is_dense
    assert not lay_out_timeline(comparison()).is_dense


def test_an_empty_file_breaks_nothing() -> None:
    nothing = footage("a.mp4", 0, "00" * 32)
    line = lay_out_timeline(comparison([], kept=[], left=nothing, right=nothing))
    assert (line.left_width, line.right_width) == (0, 0)
