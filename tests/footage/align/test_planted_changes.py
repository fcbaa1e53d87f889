"""Planted truth: right versions made by choosing left frames by their numbers; spans are demanded to the frame."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from msgspec import UNSET
from tests.made_footage import compare, encode, film, times_at, times_of

from uncut.model.time import Span, complement_spans, merge_spans

LEFT = film(300, 1)
OTHER = film(80, 77)
FRAMES = np.arange(300)
few = settings(max_examples=8, suppress_health_check=list(HealthCheck))


def without(*spans):
    return np.array([frame for frame in FRAMES if not any(first <= frame < stop for first, stop in spans)])


def shown_at(rate, new_rate, frames):
    """Which frame of ``rate`` is on screen at each frame of ``new_rate``."""
    count = round(frames / Fraction(rate) * Fraction(new_rate))
    return np.array([int(frame / Fraction(new_rate) * Fraction(rate)) for frame in range(count)])


@pytest.mark.parametrize("count", [3, 10, 60])
@pytest.mark.parametrize("place", ["start", "within", "end"])
def test_removed_frames_are_found_to_the_frame(count, place):
    first = {"start": 0, "within": 120, "end": 300 - count}[place]
    found = compare(LEFT, encode(LEFT[without((first, first + count))]))
    assert found.frames() == [("removed", (first, first + count), (first, first))], found.told()


@pytest.mark.parametrize("place", [0, 120, 300])
def test_inserted_frames_are_found_to_the_frame(place):
    found = compare(LEFT, encode(np.concatenate([LEFT[:place], OTHER[:30], LEFT[place:]])))
    assert found.frames() == [("inserted", (place, place), (place, place + 30))], found.told()


def test_several_cuts_are_told_apart():
    found = compare(LEFT, encode(LEFT[without((40, 45), (120, 150), (200, 260))]))
    assert [edit[:2] for edit in found.frames()] == [
        ("removed", (40, 45)),
        ("removed", (120, 150)),
        ("removed", (200, 260)),
    ], found.told()


def test_a_replaced_stretch_is_removed_and_inserted():
    found = compare(LEFT, encode(np.concatenate([LEFT[:100], OTHER[:50], LEFT[150:]])))
    assert sorted(found.frames()) == [("inserted", (100, 100), (100, 150)), ("removed", (100, 150), (100, 100))]


def test_a_moved_stretch_is_moved_not_removed():
    right = np.concatenate([LEFT[:50], LEFT[90:200], LEFT[50:90], LEFT[200:]])
    assert compare(LEFT, encode(right)).frames() == [("moved", (50, 90), (160, 200))]


def test_a_stretch_shown_again_is_repeated():
    assert compare(LEFT, encode(np.concatenate([LEFT[:130], LEFT[100:]]))).frames() == [
        ("repeated", (100, 130), (130, 160))
    ]
    assert compare(LEFT, encode(np.concatenate([LEFT[:200], LEFT[50:90], LEFT[200:]]))).frames() == [
        ("repeated", (50, 90), (200, 240))
    ]


def test_a_piece_too_short_for_votes_is_moved():
    right = np.concatenate([LEFT[:50], LEFT[200:210], LEFT[50:200], LEFT[210:]])
    assert compare(LEFT, encode(right)).frames() == [("moved", (200, 210), (50, 60))]


def test_what_goes_on_in_order_is_not_moved_though_a_longer_piece_is_shown_again_behind_it():
    right = np.concatenate([LEFT[:165], OTHER[:8], LEFT[165:182], LEFT[114:137], LEFT[182:]])
    found = compare(LEFT, encode(right))
    assert found.frames() == [("inserted", (165, 165), (165, 173)), ("repeated", (114, 137), (190, 213))], found.told()


@pytest.mark.parametrize(
    "levels", [{}, {"noise": 1.5, "blur": 0.6}, {"gain": 0.7, "lift": 20.0}, {"gain": 1.2, "lift": -10.0}]
)
def test_encoding_and_levels_are_no_edits_and_hide_none(levels):
    assert compare(LEFT, encode(LEFT, **levels)).edits == []
    found = compare(LEFT, encode(LEFT[without((120, 130))], **levels))
    assert found.frames() == [("removed", (120, 130), (120, 120))]


def test_a_file_is_its_own_copy():
    found = compare(LEFT, LEFT)
    assert found.edits == []
    assert [(one.left, one.right) for one in found.kept] == [(Span(Fraction(0), Fraction(12)),) * 2]
    assert (found.coverage.left, found.coverage.right) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("rate", "new_rate"), [(30, 25), (25, 30), (60, 30), (24, 30), (Fraction(30000, 1001), 25), (25, 50), (30, 12)]
)
def test_another_frame_rate_is_no_edit(rate, new_rate):
    chosen = shown_at(rate, new_rate, 300)
    found = compare(LEFT, encode(LEFT[chosen]), times_at(300, rate), times_at(len(chosen), new_rate))
    assert found.edits == [], found.told()
    assert len(found.kept) == 1


def test_frames_dropped_at_variable_rate_are_no_edit():
    rng = np.random.default_rng(0)
    kept = np.union1d([0], rng.choice(300, 260, replace=False))
    times = times_of(kept * 40, 12_000)
    assert compare(LEFT, encode(LEFT[kept]), 25, times).edits == []
    assert compare(encode(LEFT[kept]), LEFT, times, 25).edits == []


def test_a_cut_at_variable_rate_is_found_to_the_frame():
    ticks = np.concatenate([[0], np.cumsum(np.random.default_rng(0).integers(20, 120, 300))])
    gap = ticks[120] - ticks[100]
    left = times_of(ticks[:-1], int(ticks[-1]))
    right = times_of(np.concatenate([ticks[:100], ticks[120:-1] - gap]), int(ticks[-1] - gap))
    found = compare(LEFT, encode(LEFT[without((100, 120))]), left, right)
    assert found.frames() == [("removed", (100, 120), (100, 100))]


def test_a_cut_in_footage_that_shows_each_picture_twice_is_found():
    doubled = LEFT[FRAMES // 2]
    assert compare(doubled, encode(doubled, 1)).edits == []
    found = compare(doubled, encode(doubled[without((100, 112))]))
    assert [edit[0] for edit in found.frames()] == ["removed"], found.told()
    (_, (first, stop), _) = found.frames()[0]
    assert abs(first - 100) <= 1
    assert stop - first == 12


@pytest.mark.parametrize("speed", [0.5, 0.8, 1.1, 1.25, 1.5, 2.0])
def test_a_stretch_at_another_speed_is_retimed(speed):
    left = film(400, 11)
    count = round(200 / speed)
    middle = 100 + np.floor(np.arange(count) * speed + 1e-9).astype(int)
    found = compare(left, encode(left[np.concatenate([np.arange(100), middle, np.arange(300, 400)])], noise=0.6))
    assert [edit.kind for edit in found.edits] == ["retimed"], found.told()
    assert found.edits[0].rate == pytest.approx(speed, rel=0.01)
    # Where speeds part by less than two frames of the left version, slow pictures do not tell them apart.
    near = 2 + 1.5 / abs(speed - 1)
    (_, _, (first, stop)) = found.frames()[0]
    assert abs(first - 100) <= near
    assert abs(stop - 100 - count) <= near


def slowed(pictures, step):
    """Footage in which little moves from a frame to the next: between its pictures are mixtures of them."""
    at = np.arange(300) * step
    before, share = at.astype(int), (at % 1)[:, None, None]
    return ((1 - share) * pictures[before] + share * pictures[before + 1]).astype(np.uint8)


@pytest.mark.parametrize("step", [0.15, 1.0])
@pytest.mark.parametrize(
    ("speed", "frames"), [(0.0, 1), (0.5, 16), (0.7, 28), (1.25, 40), (1.5, 36), (1.8, 36), (2, 40)]
)
def test_a_short_passage_at_another_speed_is_no_cut(speed, frames, step):
    left = slowed(film(303, 11), step)
    shown = (
        np.full(16, 120) if speed == 0 else 120 + np.floor(np.arange(round(frames / speed)) * speed + 1e-9).astype(int)
    )
    chosen = np.concatenate([np.arange(120), shown, np.arange(120 + frames, 300)])
    found = compare(left, encode(left[chosen], noise=0.5))
    assert [edit.kind for edit in found.edits] == ["retimed" if speed else "frozen"], found.told()
    assert found.edits[0].rate == pytest.approx(speed, rel=0.06)
    (_, _, (first, stop)) = found.frames()[0]
    assert abs(first - 120) <= 2
    assert abs(stop - 120 - len(shown)) <= 2


@pytest.mark.parametrize("seed", range(6))
def test_a_cut_where_little_moves_is_no_passage(seed):
    dice = np.random.default_rng(seed)
    left, first, count = slowed(film(303, seed), 0.15), int(dice.integers(40, 200)), int(dice.integers(5, 40))
    found = compare(left, encode(left[without((first, first + count))], noise=float(dice.choice([0.5, 1.0]))))
    assert [edit.kind for edit in found.edits] == ["removed"], found.told()


def test_a_whole_file_at_another_speed_is_retimed():
    found = compare(LEFT, encode(LEFT[::2]))
    assert [(edit.kind, edit.rate) for edit in found.edits] == [("retimed", 2.0)]
    assert found.frames()[0][1:] == ((0, 300), (0, 150))


def test_a_stretch_played_backwards_is_reversed():
    found = compare(LEFT, encode(LEFT[np.concatenate([FRAMES[:100], FRAMES[199:99:-1], FRAMES[200:]])]))
    assert found.frames() == [("reversed", (100, 200), (100, 200))]
    assert [one.reversed for one in found.kept] == [False, True, False]


@pytest.mark.parametrize("held", [25, 60])
def test_a_still_held_is_frozen(held):
    chosen = np.concatenate([FRAMES[:150], np.full(held, 150), FRAMES[150:]])
    found = compare(LEFT, encode(LEFT[chosen], noise=0.5))
    assert [edit.kind for edit in found.edits] == ["frozen"], found.told()
    (_, _, (first, stop)) = found.frames()[0]
    assert first == 150, "from the frame that is held on"
    assert stop in (150 + held, 151 + held)


def test_what_follows_a_still_of_its_first_frame_is_not_moved():
    few = FRAMES[:90]
    found = compare(LEFT[few], encode(LEFT[np.concatenate([np.full(150, 0), few])], noise=0.5))
    assert [edit.kind for edit in found.edits] == ["frozen"], found.told()


def test_other_footage_is_unrelated():
    assert compare(LEFT, film(300, 78)).kept == []


def test_other_movement_before_the_same_background_is_unrelated():
    one, two = film(300, 20, scene=5, pan=0.01), film(300, 21, scene=5, pan=0.01)
    assert compare(one, encode(two)).kept == []


def captioned(pictures, first, stop):
    """Two lines of light and dark, over a tenth of the picture, for a while."""
    right = pictures.copy()
    right[first:stop, 3, 3:28] = np.where(np.arange(25) % 3, 80, 180)
    right[first:stop, 14, 2:30] = np.where(np.arange(28) % 2, 80, 180)
    return right


def test_captions_that_come_and_go_over_a_steady_view_do_not_make_it_another_recording():
    view = film(100, 20, pan=0.01, things=2)
    found = compare(view, encode(captioned(view, 8, 92)))
    assert found.edits == [], found.told()
    assert [(one.left, one.right) for one in found.kept] == [(Span(Fraction(0), Fraction(4)),) * 2]


def test_other_movement_before_the_same_background_is_unrelated_under_the_same_captions():
    one, two = (film(100, seed, scene=5, pan=0.01, things=2) for seed in (20, 21))
    assert compare(one, encode(captioned(two, 8, 92))).kept == []


def test_black_and_still_parts_are_no_edits():
    still, black = np.repeat(OTHER[:1], 100, axis=0), np.full((50, 18, 32), 16, np.uint8)
    whole = np.concatenate([black, LEFT[:120], still, black, OTHER, black])
    found = compare(whole, encode(whole, noise=0.4))
    assert found.edits == [], found.told()


def test_a_short_piece_before_a_cut_is_found_at_the_speed_of_what_follows():
    """Too short for its own speed to be measured: 14 frames of footage that was cut and then played twice as fast."""
    frames = [*range(0, 28, 2), *range(60, 240, 2)]
    found = compare(LEFT, encode(LEFT[frames], noise=0.4))
    assert [edit.kind for edit in found.edits] == ["retimed", "removed", "retimed", "removed"], found.told()
    assert [edit.rate for edit in found.edits if edit.kind == "retimed"] == [2.0, 2.0]
    ((first, stop), _) = [left for kind, left, _ in found.frames() if kind == "removed"]
    assert abs(first - 28) <= 2
    assert abs(stop - 60) <= 2


def test_an_end_that_is_missing_after_a_still_may_be_cut_out_anywhere_in_it():
    whole = np.concatenate([LEFT[:120], np.repeat(LEFT[119:120], 60, axis=0)])
    (edit,) = compare(whole, encode(whole[:150], noise=0.4)).edits
    assert (edit.kind, edit.left) == ("removed", Span(Fraction(6), Fraction(36, 5)))
    assert float(edit.uncertain.start.start) == pytest.approx(119 / 25, abs=0.13)
    assert (edit.uncertain.start.end, edit.uncertain.end.end) == (Fraction(6), Fraction(36, 5))
    assert edit.uncertain.end.start - edit.uncertain.start.start == edit.left.seconds


def test_a_start_that_is_missing_before_a_still_may_be_cut_out_anywhere_in_it():
    whole = np.concatenate([np.repeat(LEFT[:1], 60, axis=0), LEFT[:120]])
    (edit,) = compare(whole, encode(whole[30:], noise=0.4)).edits
    assert (edit.kind, edit.left) == ("removed", Span(Fraction(0), Fraction(6, 5)))
    assert (edit.uncertain.start.start, edit.uncertain.end.start) == (Fraction(0), Fraction(6, 5))
    assert float(edit.uncertain.start.end) == pytest.approx(30 / 25, abs=0.13)


def test_ends_that_are_missing_where_the_picture_moves_are_certain():
    edits = compare(LEFT, encode(LEFT[20:-20], noise=0.4)).edits
    assert [(edit.kind, edit.uncertain) for edit in edits] == [("removed", UNSET)] * 2


def test_a_cut_inside_a_still_is_as_long_as_it_was():
    still = np.repeat(LEFT[119:120], 100, axis=0)
    right = np.concatenate([LEFT[:120], still[:60], OTHER])
    found = compare(np.concatenate([LEFT[:120], still, OTHER]), encode(right, noise=0.4))
    assert [edit.kind for edit in found.edits] == ["removed"], found.told()
    ((_, (first, stop), _),) = found.frames()
    assert stop - first == 40
    assert 119 <= first <= stop <= 221


@given(st.integers(20, 150), st.integers(12, 60), st.integers(0, 99))
@example(32, 12, 1)  # a line of another speed that does not hold lies over what was put in
@example(20, 29, 1)
@example(20, 30, 1)
@few
def test_comparing_the_other_way_round_mirrors_a_cut(first, count, seed):
    left = film(240, seed, pan=40)
    right = encode(np.delete(left, np.arange(first, first + count), axis=0), seed)
    there, back = compare(left, right).frames(), compare(right, left).frames()
    assert there == [("removed", (first, first + count), (first, first))]
    assert back == [("inserted", (first, first), (first, first + count))]


@given(st.integers(3, 150))
@few
def test_a_shift_by_t_gives_an_offset_of_t(shift):
    found = compare(LEFT, encode(LEFT[shift:]))
    assert [one.left.start - one.right.start for one in found.kept] == [Fraction(shift, 25)]


pieces = st.lists(st.tuples(st.integers(0, 240), st.integers(15, 60), st.booleans()), min_size=1, max_size=5)


@given(pieces)
@few
def test_kept_and_inserted_cover_the_right_version_exactly(pieces):
    parts = [(OTHER if other else LEFT)[first : first + count] for first, count, other in pieces]
    right = np.concatenate([part for part in parts if len(part)] + [LEFT[:15]])
    found = compare(LEFT, encode(right))
    whole = Span(Fraction(0), found.right.times.seconds)
    covering = [*(one.right for one in found.kept), *(one.right for one in found.edits if one.kind == "inserted")]
    assert merge_spans(covering) == (whole,)
    assert sum(span.seconds for span in covering) == whole.seconds
    assert [one.right for one in found.kept] == sorted(one.right for one in found.kept)
    for one in [*found.kept, *found.edits]:
        assert one.left.end <= found.left.times.seconds
        assert one.right.end <= whole.end
    removed = [edit.left for edit in found.edits if edit.kind == "removed"]
    shown = merge_spans(one.left for one in found.kept)
    missing = complement_spans(shown, Span(Fraction(0), found.left.times.seconds))
    assert removed == [span for span in missing if span.seconds >= Fraction(3, 25)]
