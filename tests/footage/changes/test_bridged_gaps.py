"""Frames in which only a part was altered stay with their stretch; other footage does not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.made_footage import Pictures, encode, fingerprints

from uncut.footage.align.lines import Line
from uncut.footage.align.stretches import Stretch
from uncut.footage.changes.bridging import bridge_gaps

FRAMES, FIRST, STOP = 90, 30, 60


def scene(seed: int) -> Pictures:
    """A texture that drifts by a pixel every other frame."""
    dice = np.random.default_rng(seed)
    wide = np.kron(dice.uniform(30, 220, (9, 60)), np.ones((2, 2)))
    return np.stack([wide[:, n // 2 : n // 2 + 32] for n in range(FRAMES)]).astype(np.uint8)


def stretch(first: int, stop: int) -> Stretch:
    return Stretch(Line(0.0), first, stop, first, stop, distance=0.001, movement=0.99)


def covered(pictures: Pictures, rows: slice = slice(4, 11), columns: slice = slice(6, 18)) -> Pictures:
    changed = pictures.copy()
    changed[FIRST:STOP, rows, columns] = 250
    return changed


def bridged(right: Pictures, *stretches: Stretch) -> list[tuple[int, int]]:
    found = bridge_gaps(fingerprints(scene(1)), fingerprints(encode(right, blur=0)), stretches)
    assert all((one.left_first, one.left_stop) == (one.right_first, one.right_stop) for one in found)
    return [(one.right_first, one.right_stop) for one in found]


SIDES = (stretch(0, FIRST), stretch(STOP, FRAMES))


def test_a_covered_part_does_not_end_a_stretch() -> None:
    assert bridged(covered(scene(1)), *SIDES) == [(0, FRAMES)]


def test_a_part_may_be_covered_up_to_the_end() -> None:
    left, right = scene(1)[:STOP], encode(covered(scene(1)), blur=0)[:STOP]
    found = bridge_gaps(fingerprints(left), fingerprints(right), [stretch(0, FIRST)])
    assert [(one.right_first, one.right_stop) for one in found] == [(0, STOP)]


def test_a_part_may_be_covered_from_the_start() -> None:
    left, right = scene(1)[FIRST:], encode(covered(scene(1)), blur=0)[FIRST:]
    found = bridge_gaps(fingerprints(left), fingerprints(right), [stretch(STOP - FIRST, FRAMES - FIRST)])
    assert [(one.right_first, one.right_stop) for one in found] == [(0, FRAMES - FIRST)]


def test_other_footage_of_the_same_length_is_not_bridged() -> None:
    right = scene(1)
    right[FIRST:STOP] = scene(2)[FIRST:STOP]
    assert bridged(right, *SIDES) == [(0, FIRST), (STOP, FRAMES)]


def test_the_same_footage_from_another_time_is_not_bridged() -> None:
    right = scene(1)
    right[FIRST:STOP] = scene(1)[FIRST + 20 : STOP + 20]
    assert bridged(right, *SIDES) == [(0, FIRST), (STOP, FRAMES)]


def test_stretches_of_two_speeds_that_meet_stay_two() -> None:
    slow = Stretch(Line(STOP / 2, 0.5), STOP, FRAMES, STOP, (STOP + FRAMES) // 2, distance=0.001, movement=0.99)
    found = bridge_gaps(fingerprints(scene(1)), fingerprints(encode(scene(1), blur=0)), [stretch(0, STOP), slow])
    assert [one.line.rate for one in found] == [1.0, 0.5]


def test_a_part_as_large_as_most_of_the_picture_is_not_bridged() -> None:
    assert bridged(covered(scene(1), slice(0, 16), slice(0, 28)), *SIDES) == [(0, FIRST), (STOP, FRAMES)]


def test_a_slow_stretch_that_was_measured_twice_is_bridged_at_the_speed_that_an_editor_chose() -> None:
    right = np.repeat(covered(scene(1)), 2, axis=0)
    sides = (
        Stretch(Line(0.0, 0.5), 0, 2 * FIRST, 0, FIRST, distance=0.001, movement=0.99),
        Stretch(Line(-0.018, 0.503), 2 * STOP, 2 * FRAMES, STOP, FRAMES, distance=0.001, movement=0.99),
    )
    (found,) = bridge_gaps(fingerprints(scene(1)), fingerprints(encode(right, blur=0)), sides)
    assert (found.right_first, found.right_stop, found.line) == (0, 2 * FRAMES, Line(0.0, 0.5))


def test_where_movement_is_surely_alike_some_frames_may_be_off() -> None:
    right = covered(scene(1))
    late = np.arange(FIRST + 2, STOP, 6)
    right[late] = covered(scene(1))[late - 8]
    assert bridged(right, *SIDES) == [(0, FRAMES)]
    right = covered(scene(2))
    right[:FIRST], right[STOP:] = scene(1)[:FIRST], scene(1)[STOP:]
    right[late] = covered(scene(1))[late]
    assert bridged(right, *SIDES) == [(0, FIRST), (STOP, FRAMES)]


def test_black_beneath_a_caption_says_nothing_against_it() -> None:
    """A scene that fades out beneath a caption, and one of which nothing but black is left."""
    left = scene(1)
    left[STOP - 12 : STOP] = 4
    right = covered(left)
    found = bridge_gaps(fingerprints(left), fingerprints(encode(right, blur=0)), SIDES)
    assert [(one.right_first, one.right_stop) for one in found] == [(0, FRAMES)]
    left[FIRST + 2 : STOP] = 4
    right = covered(left)
    found = bridge_gaps(fingerprints(left), fingerprints(encode(right, blur=0)), SIDES)
    assert [(one.right_first, one.right_stop) for one in found] == [(0, FIRST), (STOP, FRAMES)]


def cut_beneath(cover: slice, cut: slice, put_in: int = 0) -> list[tuple[int, int]]:
    """What remains of both sides of a ``cut`` where a part is covered; other frames ``put_in`` at its place.

    The alignment is given what it would find: nothing in the frames that are covered or put in.
    """
    right = scene(1)
    right[cover, 4:11, 6:18] = 250
    right = np.concatenate([right[: cut.start], scene(2)[:put_in], right[cut.stop :]])
    gone = cut.stop - cut.start - put_in
    begin = min(cover.start, cut.start)
    end = max(cover.stop, cut.stop)
    later = Stretch(Line(gone / 25), end - gone, FRAMES - gone, end, FRAMES, distance=0.001, movement=0.99)
    found = bridge_gaps(
        fingerprints(scene(1)), fingerprints(encode(right, blur=0)), [stretch(0, begin), later]
    )  # fmt: skip
    assert [one.left_first - one.right_first for one in found] == [0, gone]
    return [(one.left_first, one.left_stop) for one in found]


def test_a_cut_beneath_a_cover_is_found_where_it_is() -> None:
    assert cut_beneath(cover=slice(25, 70), cut=slice(41, 52)) == [(0, 41), (52, FRAMES)]


def test_a_cover_that_begins_or_ends_with_a_cut_is_no_footage_put_in() -> None:
    assert cut_beneath(cover=slice(25, 41), cut=slice(41, 52)) == [(0, 41), (52, FRAMES)]
    assert cut_beneath(cover=slice(52, 70), cut=slice(41, 52)) == [(0, 41), (52, FRAMES)]


def test_footage_put_in_beside_a_cover_stays_apart() -> None:
    found = cut_beneath(cover=slice(25, 41), cut=slice(41, 45), put_in=20)
    assert found == [(0, 41), (45, FRAMES)]


def test_a_cover_that_follows_footage_put_in_at_the_start_is_reached() -> None:
    right = np.concatenate([scene(2)[:FIRST], covered(scene(1))[FIRST:]])
    assert bridged(right, stretch(STOP, FRAMES)) == [(FIRST, FRAMES)]


def test_where_nothing_tells_two_lines_apart_beneath_a_cover_the_cut_is_anywhere_between() -> None:
    left = scene(1)
    left[20:70] = left[20]
    right = np.concatenate([left[:40], left[50:]])
    right[25:55, 4:11, 6:18] = 250
    later = Stretch(Line(10 / 25), 55, FRAMES - 10, 65, FRAMES, distance=0.001, movement=0.99)
    found = bridge_gaps(fingerprints(left), fingerprints(encode(right, blur=0)), [stretch(0, 25), later])
    (first, second) = found
    assert first.right_stop == second.right_first
    earlier, more = second.start_slack
    assert (second.right_first - earlier, second.right_first + more) == (25, 55)


def test_a_line_that_begins_before_the_left_version_does_may_reach() -> None:
    """As one does whose offset is a little off: its first frame has none on the left."""
    right = np.concatenate([covered(scene(1))[: STOP - 2], scene(1)[STOP + 8 :]])
    before = Stretch(Line(-2 / 25), 0, FIRST, 0, FIRST - 2, distance=0.001, movement=0.99)
    left = np.concatenate([scene(1)[2:], scene(1)[-2:]])
    after = Stretch(Line(8 / 25), STOP - 2, FRAMES - 10, STOP + 6, FRAMES - 2, distance=0.001, movement=0.99)
    first, second = bridge_gaps(fingerprints(left), fingerprints(encode(right, blur=0)), [before, after])
    assert (first.right_stop, second.right_first) == (STOP - 2, STOP - 2)
    assert (first.left_first, first.left_stop) == (0, STOP - 4)


def test_a_stretch_whose_pictures_are_far_apart_reaches_into_no_part_of_a_gap() -> None:
    """It stands under a look that is not known yet, a zoom for example."""
    right = np.concatenate([scene(2)[:FIRST], covered(scene(1))[FIRST:]])
    far = replace(stretch(STOP, FRAMES), distance=0.17)
    assert bridged(right, far) == [(STOP, FRAMES)]


def still(frames: int = FRAMES) -> Pictures:
    """A scene in which nothing moves."""
    return np.repeat(scene(1)[:1], frames, axis=0)


def graded(pictures: Pictures) -> Pictures:
    """Pictures of which a grading drove what is bright to white: no straight line leads from the tones to those."""
    return np.minimum(pictures.astype(float) * 1.4, 170.0).astype(np.uint8)


def test_a_caption_over_a_still_picture_may_stand_there_from_the_start_and_up_to_the_end() -> None:
    right = encode(still(), blur=0)
    for span, known in ((slice(0, FIRST), stretch(FIRST, FRAMES)), (slice(STOP, FRAMES), stretch(0, STOP))):
        captioned = right.copy()
        captioned[span, 12:15, 4:28] = 250
        found = bridge_gaps(fingerprints(still()), fingerprints(captioned), [known])
        assert [(one.right_first, one.right_stop) for one in found] == [(0, FRAMES)]


def test_a_picture_of_another_place_at_the_start_of_a_still_one_is_not_reached() -> None:
    right = encode(still(), blur=0)
    right[:FIRST] = scene(2)[:1]
    found = bridge_gaps(fingerprints(still()), fingerprints(right), [stretch(FIRST, FRAMES)])
    assert [(one.right_first, one.right_stop) for one in found] == [(FIRST, FRAMES)]


def test_what_a_grading_does_to_all_of_a_still_picture_is_not_held_against_a_caption() -> None:
    right = graded(still())
    right[FIRST:STOP, 12:15, 4:28] = 250
    right[FIRST:STOP, 2, ::9] = 0  # and a few strewn pixels
    found = bridge_gaps(fingerprints(still()), fingerprints(encode(right, blur=0)), SIDES)
    assert [(one.right_first, one.right_stop) for one in found] == [(0, FRAMES)]


def test_changes_strewn_over_a_still_picture_are_no_region() -> None:
    right = still()
    right[FIRST:STOP, ::4, ::3] = 0
    found = bridge_gaps(fingerprints(still()), fingerprints(encode(right, blur=0)), SIDES)
    assert [(one.right_first, one.right_stop) for one in found] == [(0, FIRST), (STOP, FRAMES)]
