"""What is said of kept stretches goes along their line, also where a picture is held at their start or end."""

from __future__ import annotations

from fractions import Fraction

import pytest
from tests.made_footage import compare, encode, film, times_of

from uncut.model.time import Span

LEFT = film(100, 21)
MILLISECONDS = [40 * number for number in range(100)]


def kept(ticks: list[int], end: int):
    return compare(LEFT, encode(LEFT, noise=0.3), 25, times_of(ticks, end)).kept


def test_a_first_picture_that_is_held_is_a_piece_of_its_own():
    held, runs = kept([0, *(800 + at for at in MILLISECONDS[1:])], 4800)
    assert (held.rate, held.left) == (0, Span(Fraction(0), Fraction(1, 25)))
    assert (held.right.start, runs.right.end, runs.rate) == (0, Fraction(24, 5), 1)
    assert held.right.end == runs.right.start
    assert float(runs.left_at(Fraction(14, 5))) == pytest.approx(2.0, abs=0.01)


def test_a_last_picture_that_is_held_is_a_piece_of_its_own():
    runs, held = kept(MILLISECONDS, 4800)
    assert (held.rate, held.left) == (0, Span(Fraction(99, 25), Fraction(4)))
    assert (runs.left, runs.rate) == (Span(Fraction(0), Fraction(4)), 1)
    assert float(runs.right.end) == pytest.approx(4.0, abs=0.01)


def test_times_that_waver_leave_a_stretch_whole():
    assert len(kept([at + (25 if number % 3 == 1 else 0) for number, at in enumerate(MILLISECONDS)], 4000)) == 1
