"""Which pictures a dossier asks for."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.dossier.dossier_samples import FRAME, all_kinds, comparison, footage, many_edits, span

from uncut.dossier.parts import Still
from uncut.dossier.pictures import ALL_BYTES, ONE_BYTES, PictureBudget, encode_jpeg
from uncut.dossier.stills import choose_stills, collect_stills
from uncut.dossier.words import SOUND
from uncut.model.comparison import Edit
from uncut.model.time import Span


def one_edit(kind: str, left: Span, right: Span) -> Edit:
    return Edit(kind=kind, left=left, right=right, confidence=0.9, why="")  # type: ignore[arg-type]


def test_what_was_removed_is_seen_from_its_first_frame_to_its_last() -> None:
    frames = Span(10 * FRAME, 40 * FRAME)
    cut = Span(10 * FRAME, 10 * FRAME)
    wanted = choose_stills(comparison([one_edit("removed", frames, cut)]))
    left, right = ([int(one.at / FRAME) for one in wanted if one.side == side] for side in ("left", "right"))
    assert left == [9, 10, 25, 39, 40]  # and beside it
    assert right == [9, 10]


def test_what_was_put_in_is_seen_on_the_right_and_beside_it_on_both() -> None:
    wanted = choose_stills(comparison([one_edit("inserted", span(1, 1), span(2, 3))]))
    assert [one.side for one in wanted] == ["left"] * 2 + ["right"] * 5


def test_nothing_lies_before_the_start_or_after_the_end() -> None:
    wanted = choose_stills(comparison([one_edit("removed", span(0, 24.4), span(0, 0))]))
    assert [one.at for one in wanted if one.side == "right"] == [pytest.approx(float(FRAME) / 2, abs=1e-3)]
    assert all(0 <= one.at < Fraction(122, 5) for one in wanted)


def test_a_region_that_moves_is_seen_three_times() -> None:
    blurred = all_kinds()[7]
    assert [one.at for one in choose_stills(comparison([blurred])) if one.side == "right"] == [
        pytest.approx(at, abs=1e-3) for at in (16.625, 17.25, 17.875)
    ]


@pytest.mark.parametrize("kind", ["blurred", "reframed"])
def test_other_changes_are_seen_at_the_same_moment_of_both_also_over_a_cut(kind: str) -> None:
    wanted = choose_stills(comparison([one_edit(kind, span(2, 8.4), span(2, 6))]))
    assert wanted == [(0, "left", 3), (0, "left", Fraction(37, 5)), (0, "right", 3), (0, "right", 5)]


def test_a_moment_that_only_one_version_has_gives_way_to_the_nearest_of_both() -> None:
    (left, right) = choose_stills(comparison([one_edit("blurred", span(8.5, 10.4), span(6.1, 8))]))
    assert (right.at, left.at) == (Fraction(6799, 1000), Fraction(9199, 1000))


def test_backwards_pairs_are_taken_from_the_other_end() -> None:
    wanted = choose_stills(
        comparison(
            [one_edit("reversed", span(10, 14), span(2, 6))],
        )
    )
    assert [one.at for one in wanted if one.side == "left"] == [11, 13]
    assert choose_stills(comparison([one_edit("reversed", span(10, 14), span(2, 6))]), at_most=2) == [
        (0, "left", 13),
        (0, "right", 3),
    ]


def test_a_held_still_is_seen_beside_the_picture_that_it_holds() -> None:
    wanted = choose_stills(comparison([one_edit("frozen", span(10, 10), span(2, 3))]))
    assert wanted == [(0, "left", 10), (0, "right", Fraction(5, 2))]


def test_sound_and_container_facts_ask_for_no_picture() -> None:
    quiet = [edit for edit in all_kinds() if edit.kind in SOUND or edit.kind == "metadata"]
    assert choose_stills(comparison(quiet)) == []


def test_a_file_without_picture_is_not_asked_for_one() -> None:
    left = footage("a.wav", 24, "00" * 32, width=None, height=None)
    wanted = choose_stills(comparison([one_edit("removed", span(0, 1), span(0, 0))], left=left))
    assert {one.side for one in wanted} == {"right"}


def test_every_edit_gets_a_picture_before_any_gets_two() -> None:
    wanted = choose_stills(comparison(list(many_edits(200))), at_most=240)
    assert len(wanted) == 240
    assert {one.edit for one in wanted} == set(range(200))


def test_five_hundred_edits_stay_below_the_cap() -> None:
    assert len(choose_stills(comparison(list(many_edits(500))))) <= 240


@given(st.fractions(0, 7200, max_denominator=30000), st.fractions(Fraction(1, 1000), 60, max_denominator=30000))
def test_moments_lie_inside_their_span(start: Fraction, length: Fraction) -> None:
    frames = Span(start, start + length)
    wanted = choose_stills(comparison([one_edit("removed", frames, span(0, 0))]))
    left = [one.at for one in wanted if one.side == "left"]
    assert left
    assert sum(frames.start < at < frames.end for at in left) >= len(left) - 2


def test_pictures_are_grabbed_once_a_side_and_handed_to_their_edits() -> None:
    one = comparison([one_edit("blurred", span(10, 14), span(2, 6)), one_edit("covered", span(10, 14), span(2, 6))])
    asked: list[tuple[str, list[Fraction]]] = []

    def grab(side: str, times: list[Fraction]) -> list[np.ndarray]:  # type: ignore[type-arg]
        asked.append((side, times))
        return [np.full((2, 2, 3), int(at), np.uint8) for at in times] if side == "right" else []

    stills = collect_stills(one, grab)
    assert asked == [("left", [3, Fraction(37, 5)]), ("right", [3, 5])]
    assert {index: [int(x.pixels[0, 0, 0]) for x in some] for index, some in stills.items()} == {0: [3, 5], 1: [3, 5]}


def still(height: int, width: int) -> Still:
    pixels = np.random.default_rng(3).integers(0, 255, (height, width, 3), dtype=np.uint8)
    return Still("left", Fraction(1), pixels)


@pytest.mark.parametrize("shape", [(1, 1), (720, 1280), (1920, 1080), (4000, 3), (3, 4000)])
def test_a_picture_is_small_however_busy_it_is(shape: tuple[int, int]) -> None:
    data, width, height = encode_jpeg(still(*shape))
    assert data[:3] == b"\xff\xd8\xff"
    assert len(data) <= ONE_BYTES
    assert 1 <= width <= 360
    assert 1 <= height <= 300


def test_pictures_beyond_the_budget_are_counted() -> None:
    budget = PictureBudget(left_bytes=50_000)
    pictures = budget.encode([still(200, 300)] * 5)
    assert 0 < len(pictures) < 5
    assert budget.left_out == 5 - len(pictures)
    assert PictureBudget().left_bytes == ALL_BYTES


@pytest.mark.parametrize(
    "pixels", [np.zeros((4, 4), np.uint8), np.zeros((4, 4, 3), np.float32), np.zeros((0, 4, 3), np.uint8)]
)
def test_a_still_of_another_shape_or_dtype_is_refused(pixels: np.ndarray) -> None:  # type: ignore[type-arg]
    with pytest.raises(ValueError, match="a still must be uint8"):
        Still("left", Fraction(0), pixels)
