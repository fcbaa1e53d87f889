"""Stretches of several passes, put together: nothing that one of them found is lost, and nothing is shown twice."""

from uncut.footage.align.lines import Line
from uncut.footage.align.spans import keep_longest, shown_once
from uncut.footage.align.stretches import Stretch


def stretch(right_first, right_stop, left_first, distance=0.001):
    offset = float(left_first - right_first)
    frames = right_stop - right_first
    return Stretch(Line(offset), right_first, right_stop, left_first, left_first + frames, distance, 1.0)


def spans(stretches):
    return [(one.right_first, one.right_stop, one.left_first, one.left_stop) for one in stretches]


def test_what_is_shown_again_is_told_from_what_is_shown_first():
    first, after, again = stretch(0, 50, 0), stretch(50, 80, 60), stretch(80, 90, 20)
    once, twice = shown_once([again, first, after])
    assert spans(once) == [(0, 50, 0, 50), (50, 80, 60, 90)]
    assert spans(twice) == [(80, 90, 20, 30)]


def test_of_several_passes_the_longest_stretches_are_kept_and_gaps_filled():
    one_pass = [stretch(0, 50, 0), stretch(90, 100, 90)]
    another = [stretch(0, 20, 0), stretch(30, 95, 30)]
    assert spans(keep_longest([*one_pass, *another])) == [(0, 30, 0, 30), (30, 95, 30, 95), (95, 100, 95, 100)]


def test_of_stretches_as_long_the_nearer_one_is_kept_and_scraps_are_not():
    far, near = stretch(0, 40, 7, distance=0.2), stretch(0, 40, 0)
    scrap = stretch(38, 42, 100)
    assert spans(keep_longest([far, scrap, near])) == [(0, 40, 0, 40)]
