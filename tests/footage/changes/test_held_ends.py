"""Stills that a conversion puts before a late first picture, or leaves out at the end, are no edit."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt
import pytest
from tests.made_footage import film, fingerprints, times_at

from uncut.footage.align.lines import Line
from uncut.footage.align.stretches import Stretch
from uncut.footage.changes.held_ends import hold_filled_start, without_filled_start, without_held_end
from uncut.model.comparison import Edit, EditKind
from uncut.model.time import Span

PERIOD = 1 / 25


def edit(kind: EditKind, start: str, end: str) -> Edit:
    right = Span(Fraction(start), Fraction(end))
    return Edit(kind=kind, left=Span(Fraction(0), Fraction(1, 2)), right=right, confidence=0.9, why="Made for a test.")


@pytest.mark.parametrize("kind", ["repeated", "frozen"])
def test_a_held_first_picture_fills_a_late_start(kind):
    assert without_filled_start([edit(kind, "0", "0.84")], Fraction("0.834"), PERIOD) == []


@pytest.mark.parametrize(
    ("kind", "start", "end", "late"),
    [
        ("repeated", "0", "0.84", "0"),
        ("repeated", "0", "0.84", "-0.834"),
        ("repeated", "0", "1", "0.834"),
        ("repeated", "3", "3.8", "0.834"),
        ("inserted", "0", "0.84", "0.834"),
    ],
)
def test_what_a_late_start_does_not_explain_stays(kind, start, end, late):
    edits = [edit(kind, start, end)]
    assert without_filled_start(edits, Fraction(late), PERIOD) == edits


MOVING = film(46, 1)
HELD = np.concatenate([MOVING, np.repeat(MOVING[-1:], 4, axis=0)])
"""Two seconds, of which the last four frames are the one before them."""


def cut_end(first: int = 46) -> Edit:
    left = Span(Fraction(first, 25), Fraction(2))
    return Edit(kind="removed", left=left, right=Span(left.start, left.start), confidence=0.9, why="Made for a test.")


def test_an_end_that_the_last_picture_stands_for_is_no_edit():
    assert without_held_end([cut_end()], fingerprints(HELD), times_at(46, 25), Fraction(4, 25)) == []


@pytest.mark.parametrize(
    ("pictures", "runs_on", "first"),
    [(HELD, "0.08", 46), (HELD, "0", 46), (film(50, 1), "0.16", 46), (HELD, "0.4", 41)],
    ids=["the file ends before", "there is no sound", "the end moves", "some of it moves"],
)
def test_any_other_end_that_is_missing_stays(pictures, runs_on, first):
    edits = [cut_end(first)]
    assert without_held_end(edits, fingerprints(pictures), times_at(first, 25), Fraction(runs_on)) == edits


SLOW = np.concatenate([np.repeat(film(2, 5), 12, axis=0), film(40, 5)])
"""Begins with two stills, as a picture that moves slowly seems to be made of."""


def alongside(right_first: int, right_stop: int, left_first: int) -> Stretch:
    line = Line((left_first - right_first) / 25)
    return Stretch(line, right_first, right_stop, left_first, left_first + right_stop - right_first, 0.001, 0.95)


def filled(count: int, first: int = 0) -> npt.NDArray[np.uint8]:
    return np.concatenate([np.repeat(SLOW[:1], count, axis=0), SLOW[first:]])


def test_a_filled_start_is_the_first_picture_whatever_else_it_resembles():
    right = filled(20)
    stretches = [alongside(0, 14, 0), alongside(20, len(right), 0)]
    held, rest = hold_filled_start(stretches, fingerprints(SLOW), fingerprints(right), Fraction(20, 25))
    assert (held.line, held.right_first, held.right_stop) == (Line(0.0, 0.0), 0, 20)
    assert (held.left_first, held.left_stop, held.movement) == (0, 1, None)
    assert rest is stretches[1]


@pytest.mark.parametrize(("gain", "lift"), [(1.0, 0), (0.85, 12)])
def test_what_follows_a_filled_start_begins_where_its_line_says(gain, lift):
    """A still that goes on into what follows, where that begins with stills, was taken for something slower."""
    right = np.rint(filled(20) * gain + lift).astype(np.uint8)
    slower = Stretch(Line(0.1, 0.2), 0, 28, 5, 8, 0.001, 0.95)
    held, rest = hold_filled_start(
        [slower, alongside(28, len(right), 8)], fingerprints(SLOW), fingerprints(right), Fraction(20, 25)
    )
    assert (held.line, held.right_first, held.right_stop) == (Line(0.0, 0.0), 0, 20)
    assert (rest.right_first, rest.left_first, rest.line) == (20, 0, Line(-20 / 25))


@pytest.mark.parametrize(
    ("right", "stretches", "late"),
    [
        (filled(20), [alongside(0, 14, 0), alongside(20, 84, 0)], "0"),
        (filled(20), [alongside(0, 14, 0), alongside(20, 84, 0)], "0.4"),
        (np.concatenate([SLOW[:20], SLOW]), [alongside(0, 20, 0), alongside(20, 84, 0)], "0.8"),
        (filled(20, 9), [alongside(0, 14, 0), alongside(20, 75, 9)], "0.8"),
        (filled(20), [alongside(0, 84, 0)], "0.8"),
        (np.concatenate([filled(20)[:28], film(56, 8)]), [alongside(0, 28, 0), alongside(28, 84, 30)], "0.8"),
        (np.concatenate([filled(20)[:20], film(8, 8), SLOW[8:]]), [alongside(0, 28, 0), alongside(28, 84, 8)], "0.8"),
    ],
    ids=[
        "nothing is late",
        "less is late",
        "it moves",
        "what follows does not begin with the left one",
        "it runs on",
        "what follows later is of another place",
        "other pictures lie between",
    ],
)
def test_any_other_start_is_left_as_it_was_found(right, stretches, late):
    assert hold_filled_start(stretches, fingerprints(SLOW), fingerprints(right), Fraction(late)) == stretches
