"""What counts of what a reader of letters says. No reader is needed: its readings are planted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import astuple

from uncut.footage.changes.lettering import (
    UNREAD,
    Piece,
    agreed_text,
    in_left_picture,
    rows_of,
    widened,
    within_region,
)
from uncut.model.comparison import WHOLE_PICTURE, Box, Kept
from uncut.model.time import Span

SECOND = Span(0, 1)


def piece(text: str, *, y: float = 0.1, x: float = 0.1, confidence: float = 0.99, breadth: float = 0.5) -> Piece:
    """Writing with a line's place, ``breadth`` heights a letter wide."""
    return Piece(text, confidence, Box(x, y, 0.3, 0.1), breadth * len(text))


def kept(**facts: object) -> Kept:
    return Kept(left=SECOND, right=SECOND, confidence=1.0, **facts)  # type: ignore[arg-type]


def test_what_all_pictures_say_is_told_line_by_line_from_the_top() -> None:
    reading = [piece("before dawn", y=0.5), piece("bridge", x=0.5), piece("The convoy")]
    assert agreed_text([reading, reading[::-1], reading]) == "The convoy bridge\nbefore dawn"


def test_a_reading_of_one_picture_of_three_is_not_told() -> None:
    assert agreed_text([[piece("HARBOUR")], [piece("HARB0UR")], [piece("HABOUR")]]) is None


def test_two_of_three_are_enough_and_one_of_two_is_not() -> None:
    assert agreed_text([[piece("HARBOUR")], [], [piece("HARBOUR")]]) == "HARBOUR"
    assert agreed_text([[piece("HARBOUR")], []]) is None
    assert agreed_text([[piece("HARBOUR")]]) == "HARBOUR"


def test_an_unsure_reading_is_not_told_however_often_it_comes() -> None:
    assert agreed_text([[piece("HARBOUR", confidence=0.85)]] * 3) is None


def test_the_usual_spaces_and_marks_win() -> None:
    readings = [[piece("t.me/north front", confidence=1.0)], [piece("t.me/north_front")], [piece("t.me/north_front")]]
    assert agreed_text(readings) == "t.me/north_front"


def test_a_word_that_could_not_be_read_keeps_its_place() -> None:
    reading = [piece("No", x=0.1), piece("3v1d", x=0.3, confidence=0.6), piece("of the attack", x=0.6)]
    assert agreed_text([reading] * 3) == f"No {UNREAD} of the attack"


def test_a_line_that_changes_while_another_stands_is_said_to_be_unread() -> None:
    readings = [
        [piece("LIVE NOW"), piece(running, y=0.6)] for running in ("oil price up", "price up two", "up two per")
    ]
    assert agreed_text(readings) == f"LIVE NOW\n{UNREAD}"


def test_texture_taken_for_writing_does_not_become_a_line() -> None:
    assert agreed_text([[piece("LIVE NOW"), piece("ertnin", y=0.6, confidence=0.4)]] * 3) == "LIVE NOW"


def test_a_sign_that_the_other_version_shows_too_was_not_laid_over_it() -> None:
    sign, caption = piece("HOTEL", y=0.2), piece("Where is this?", y=0.7)
    assert agreed_text([[sign, caption]] * 3, [[sign]] * 3) == "Where is this?"
    assert agreed_text([[sign]] * 3, [[sign]] * 3) is None


@pytest.mark.parametrize("text", ["λλδα σμερα", "Новости", "مرحبا"])
def test_letters_of_scripts_that_the_reader_does_not_know_are_not_told(text: str) -> None:
    assert agreed_text([[piece(text)]] * 3) is None


def test_a_long_line_of_which_only_a_few_signs_were_read_is_not_told() -> None:
    """A line in Cyrillic comes out as its comma and its year."""
    assert agreed_text([[piece(", 2019", breadth=1.3)]] * 3) is None


def test_a_mark_that_stands_apart_is_told_with_its_line() -> None:
    assert agreed_text([[piece("Who was it", x=0.1), piece("?", x=0.6, breadth=0.9)]] * 3) == "Who was it ?"


def test_full_width_letters_are_broad_and_told() -> None:
    assert agreed_text([[piece("東京の夜", breadth=1.0)]] * 3) == "東京の夜"


def test_single_letters_are_not_taken_for_a_text() -> None:
    assert agreed_text([[piece("IX")]] * 3) is None
    assert agreed_text([[piece("...")]] * 3) is None


def test_writing_in_the_margin_is_not_in_the_region() -> None:
    region = Box(0.4, 0.4, 0.2, 0.2)
    crop = widened(region)
    assert (crop.x, crop.y) == pytest.approx((0.33, 0.38))
    inside = Piece("in", 1.0, Box(0.4, 0.4, 0.2, 0.2), 1.0)
    above = Piece("above", 1.0, Box(0.4, 0.0, 0.2, 0.1), 1.0)
    assert within_region([inside, above], crop, region) == [inside]


def test_a_line_that_is_longer_than_the_region_found_is_read_to_its_end() -> None:
    """The box of a caption often misses its first and last letters, by a cell or two."""
    region = Box(0.35, 0.7, 0.3, 0.05)
    crop = widened(region)
    across = (0.3, 0.7)
    assert crop.x <= across[0]
    assert crop.x + crop.width >= across[1]
    line = Piece("the whole line", 1.0, Box(0.05, 0.3, 0.9, 0.5), 1.0)
    assert within_region([line], crop, region) == [line]


def test_the_crop_stays_in_the_picture() -> None:
    assert widened(WHOLE_PICTURE) == WHOLE_PICTURE


def test_the_left_place_of_a_region_under_a_crop_and_a_mirror() -> None:
    cropped = kept(left_box=Box(0.5, 0.0, 0.5, 1.0))
    assert astuple(in_left_picture(Box(0.2, 0.1, 0.4, 0.2), cropped)) == pytest.approx((0.6, 0.1, 0.2, 0.2))
    framed = kept(right_box=Box(0.25, 0.0, 0.5, 1.0))
    assert astuple(in_left_picture(Box(0.25, 0.0, 0.25, 1.0), framed)) == pytest.approx((0.0, 0.0, 0.5, 1.0))
    mirrored = kept(mirrored=True)
    assert astuple(in_left_picture(Box(0.1, 0.0, 0.3, 1.0), mirrored)) == pytest.approx((0.6, 0.0, 0.3, 1.0))


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_every_line_that_is_told_is_one_that_was_read(texts: list[str]) -> None:
    reading = [piece(text, y=0.15 * number) for number, text in enumerate(texts)]
    told = agreed_text([reading] * 3)
    if told is not None:
        assert set(told.split("\n")) <= {row.text for row in rows_of(reading)}
