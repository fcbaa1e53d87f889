"""Where in the picture a change is, in words."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncut.dossier.in_picture import cropping_in_words, place_in_words, region_in_words
from uncut.model.comparison import WHOLE_PICTURE, Box, Edit, TrackPoint
from uncut.model.time import Span


@pytest.mark.parametrize(
    ("box", "words"),
    [
        (Box(0.8, 0.05, 0.1, 0.1), "at the top right"),
        (Box(0.05, 0.8, 0.1, 0.1), "at the bottom left"),
        (Box(0.45, 0.45, 0.1, 0.1), "in the middle"),
        (Box(0.05, 0.4, 0.1, 0.2), "at the left"),
        (Box(0.1, 0.85, 0.8, 0.1), "along the bottom"),
        (Box(0.9, 0.1, 0.08, 0.8), "along the right"),
        (Box(0.1, 0.45, 0.8, 0.1), "in the middle"),
        (Box(0.1, 0.1, 0.8, 0.8), "over most of the picture"),
    ],
)
def test_a_box_is_told_by_its_part_of_the_picture(box: Box, words: str) -> None:
    assert place_in_words(box) == words


def test_a_region_that_goes_elsewhere_is_told_with_both_places() -> None:
    track = [TrackPoint(Fraction(at), Box(x, 0.1, 0.1, 0.1)) for at, x in ((2, 0.8), (0, 0.05), (1, 0.4))]
    assert region_in_words(track) == "that moves, first at the top left and last at the top right (1 % of the picture)"
    assert region_in_words(track[:1]) == "at the top right (1 % of the picture)"


@given(st.floats(0, 0.9), st.floats(0, 0.9), st.floats(0.01, 0.1), st.floats(0.01, 0.1))
def test_a_mirrored_box_is_told_on_the_other_side(x: float, y: float, width: float, height: float) -> None:
    words = place_in_words(Box(x, y, width, height))
    swapped = {"left": "right", "right": "left"}
    there = place_in_words(Box(1 - x - width, y, width, height))
    centre = x + width / 2
    if min(abs(centre - 1 / 3), abs(centre - 2 / 3)) > 1e-6:
        assert there == " ".join(swapped.get(word, word) for word in words.split())


def crop(**boxes: object) -> Edit:
    span = Span(Fraction(0), Fraction(4))
    return Edit(kind="reframed", left=span, right=span, confidence=0.9, why="", **boxes)  # type: ignore[arg-type]


def test_a_crop_is_told_with_how_much_is_left_and_what_went() -> None:
    assert cropping_in_words(crop()) == cropping_in_words(crop(left_box=WHOLE_PICTURE)) == ""
    told = cropping_in_words(crop(left_box=Box(0.25, 0.0, 0.5, 1.0)))
    assert told == "to 50 % of it (cut away: 25 % at the left and 25 % at the right)"
    moving = [TrackPoint(Fraction(at), Box(at / 10, 0, 0.3, 1)) for at in (0, 1)]
    assert cropping_in_words(crop(left_box=Box(0.05, 0, 0.3, 1), left_track=moving)) == (
        "to 30 % of it, a window that moves"
    )
