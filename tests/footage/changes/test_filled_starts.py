"""Stills that a conversion puts before a late first picture are no edit; the same stills elsewhere are one."""

from __future__ import annotations

from fractions import Fraction

import pytest

from uncut.footage.changes.cuts import without_filled_start
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
