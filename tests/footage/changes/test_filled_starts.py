"""Stills that a conversion puts before a late first picture, or leaves out at the end, are no edit."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from tests.made_footage import film, fingerprints, times_at

from uncut.footage.changes.cuts import without_filled_start, without_held_end
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
