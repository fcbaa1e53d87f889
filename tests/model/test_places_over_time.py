"""Where a region is, and which left second is shown, at a time of the right version."""

from fractions import Fraction

import pytest

from uncut.model.comparison import Box, Kept, TrackPoint, box_at
from uncut.model.time import Span

TRACK = [TrackPoint(Fraction(1), Box(0, 0, 0.2, 0.2)), TrackPoint(Fraction(3), Box(0.4, 0.2, 0.4, 0.2))]


@pytest.mark.parametrize(
    ("at", "box"),
    [
        (0, Box(0, 0, 0.2, 0.2)),
        (1, Box(0, 0, 0.2, 0.2)),
        (2, Box(0.2, 0.1, 0.3, 0.2)),
        (3, Box(0.4, 0.2, 0.4, 0.2)),
        (9, Box(0.4, 0.2, 0.4, 0.2)),
    ],
)
def test_a_region_moves_in_a_straight_line_and_stands_outside_its_track(at: int, box: Box) -> None:
    found = box_at(TRACK, Fraction(at))
    expected = (box.x, box.y, box.width, box.height)
    assert (found.x, found.y, found.width, found.height) == pytest.approx(expected)


def test_the_left_second_that_is_shown() -> None:
    left, right = Span(Fraction(10), Fraction(14)), Span(Fraction(2), Fraction(4))
    assert Kept(left=left, right=right, confidence=1.0).left_at(Fraction(3, 1)) == 12
    assert Kept(left=left, right=right, confidence=1.0).left_at(Fraction(5, 2)) == 11
    assert Kept(left=left, right=right, reversed=True, confidence=1.0).left_at(Fraction(5, 2)) == 13
    nothing = Span(Fraction(2), Fraction(2))
    assert Kept(left=left, right=nothing, confidence=1.0).left_at(Fraction(2)) == 10
