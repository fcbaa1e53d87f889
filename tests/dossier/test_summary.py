"""Findings as sentences."""

from __future__ import annotations

import datetime as dt
import math
from fractions import Fraction
from typing import get_args

import msgspec
import pytest
from tests.dossier.dossier_samples import all_kinds, comparison, many_edits, report, span, text_comparison

from uncut.dossier.summary import (
    certainty_in_words,
    confidence_in_words,
    date_in_words,
    describe_edit,
    describe_lone_tags,
    describe_text_edit,
    share_in_words,
    short_clock,
    summarise_comparison,
    summarise_report,
    summarise_text_comparison,
    wording_in_words,
)
from uncut.model.comparison import Box, Coverage, Edit, EditKind

LONE = (
    "Only the left container says: creation_time “2019-06-04T08:12:31Z”. Conversions drop such notes, and anybody can "
    "write them."
)
SENTENCES = {
    "removed": "2.4 s are removed at 0:04 of the left version",
    "inserted": "1.3 s are put in at 0:06.8 of the right version",
    "moved": "2.0 s are moved from 0:20 of the left version to 0:09 of the right one",
    "repeated": "1.0 s from 0:01 of the left version are shown again at 0:11 of the right one",
    "retimed": "playback is faster (2.00×) from 0:12 to 0:14 of the right version",
    "frozen": "a still is held for 1.0 s at 0:14 of the right version",
    "reversed": "playback runs backwards from 0:15 to 0:16 of the right version",
    "blurred": "a region in the middle (2 % of the picture) is blurred from 0:16 to 0:18.5 of the right version",
    "overlaid": "something is laid over the picture from 0:00 to 0:24 of the right version, reading “LIVE”",
    "filmed": "the picture is slanted, as if filmed from a screen, from 0:00 to 0:24 of the right version",
    "rotated": "the picture is turned by 90° from 0:00 to 0:24 of the right version",
    "sharpened": "the picture is sharpened from 0:00 to 0:24 of the right version",
    "grain_added": "grain is added to the picture from 0:03 to 0:07 of the right version",
    "muted": "the sound is muted for 0.80 s at 0:18 of the right version",
    "sound_replaced": "the sound is another one from 0:20 to 0:21 of the right version (found by sound alone)",
    "sound_shifted": "the sound is 0.12 s early from 0:20 to 0:21 of the right version",
    "metadata": "“creation_time” differs: “2019-06-04T08:12:31Z” on the left, nothing on the right",
}


def test_every_kind_of_edit_has_a_sentence() -> None:
    edits = {edit.kind: edit for edit in all_kinds()}
    assert set(edits) == set(get_args(EditKind))
    told = {kind: describe_edit(edit) for kind, edit in edits.items()}
    assert {kind: told[kind] for kind in SENTENCES} == SENTENCES
    assert len(set(told.values())) == len(told)


@pytest.mark.parametrize("kind", get_args(EditKind))
def test_an_edit_without_its_optional_fields_still_has_a_sentence(kind: EditKind) -> None:
    assert describe_edit(Edit(kind=kind, left=None, right=None, confidence=0.5, why=""))


def test_a_picture_in_a_picture_is_not_told_as_bars() -> None:
    edit = Edit(
        kind="padded",
        left=span(0, 24),
        right=span(0, 24),
        right_box=Box(0.66, 0.02, 0.33, 0.33),
        confidence=0.9,
        why="Made.",
    )
    assert describe_edit(edit).startswith(
        "the left picture stands small within another one, at the top right (11 % of the picture), from 0:00"
    )


def test_an_uncertain_place_is_said() -> None:
    (edit,) = [edit for edit in comparison().edits if edit.uncertain is not msgspec.UNSET]
    assert describe_edit(edit).endswith("; the exact place cannot be known: it begins between 0:13.9 and 0:15.1")


def test_a_comparison_is_told_with_what_was_not_examined() -> None:
    assert summarise_comparison(comparison()) == [
        "4 changes were found.",
        "In time, 84 % of the left version is in the right one; 94 % of the right version is in the left one.",
        "2.4 s are removed at 0:04 of the left version.",
        "1.3 s are put in at 0:06.8 of the right version.",
        "1.6 s are removed at 0:14.5 of the left version; the exact place cannot be known: it begins between 0:13.9 "
        "and 0:15.1.",
        "A region in the middle (2 % of the picture) is blurred from 0:16 to 0:18.5 of the right version.",
        LONE,
        "Not examined, so that silence means nothing: regions and sound.",
    ]


def test_all_of_the_time_is_not_all_of_the_picture() -> None:
    crop = Edit(
        kind="reframed", left=span(0, 9), right=span(0, 9), confidence=0.9, why="", left_box=Box(0.2, 0, 0.7, 0.9),
    )  # fmt: skip
    lines = summarise_comparison(comparison([crop], coverage=Coverage(1.0, 1.0), not_examined=[]))
    assert lines[1:3] == [
        "No stretch of time is missing in either version; what is shown then was altered.",
        "The picture is cropped to 63 % of it (cut away: 20 % at the left, 10 % at the right and 10 % at the "
        "bottom) from 0:00 to 0:09 of the right version.",
    ]


def test_what_only_one_container_says_is_told_in_a_sentence() -> None:
    forged = {"encoder": "Lavf61", "creation_time": "2020-01-01T00:00:00Z", "title": "Fake"}
    camera = {"com.apple.quicktime.creationdate": "2020-05-01T10:00:00+0200", "major_brand": "qt  "}
    assert describe_lone_tags({"encoder": "Lavf58"}, forged) == [
        "Only the right container says: creation_time “2020-01-01T00:00:00Z” and title “Fake”. Conversions drop such "
        "notes, and anybody can write them."
    ]
    assert describe_lone_tags(camera, forged | {"title": ""}) == []
    (many,) = describe_lone_tags({f"note {at}": "x" for at in range(9)}, {})
    assert "and 4 more." in many


def test_many_changes_are_counted() -> None:
    lines = summarise_comparison(comparison(list(many_edits(500)), not_examined=[]), at_most=3)
    assert lines[0] == "500 changes were found."
    assert lines[-2:] == ["497 more changes: 497 × removed.", LONE]
    assert len(lines) == 7
    told = summarise_comparison(comparison(list(many_edits(4)), not_examined=[]), at_most=3)
    assert not any("more change" in line for line in told)


def test_no_change_is_said_plainly() -> None:
    one = comparison([], coverage=Coverage(1.0, 1.0), not_examined=[])
    assert summarise_comparison(one) == ["No change was found.", "Each version shows all of the other.", LONE]


def test_container_facts_are_no_change_of_picture_or_sound() -> None:
    lines = summarise_comparison(comparison([all_kinds()[-1]]))
    assert lines[0] == "No change was found in picture or sound; 1 fact of the container differs."


def test_files_that_share_nothing_are_said_to() -> None:
    one = comparison([], related=False, not_examined=[])
    assert summarise_comparison(one) == ["The two files share no footage that could be found."]


def test_a_strangers_words_are_neutralised() -> None:
    edit = Edit(kind="overlaid", left=None, right=span(0, 1), confidence=1, why="", text="\u202eLIVE\nnow")
    assert "reading “⟨U+202E⟩LIVE now”" in describe_edit(edit)


def test_text_edits_quote_the_words_that_differ() -> None:
    reworded, removed, inserted = text_comparison().edits
    assert describe_text_edit(removed) == "removed: “The union disputes this.”"
    assert describe_text_edit(inserted) == "put in: “The council thanked the police.”"
    assert describe_text_edit(reworded).startswith("reworded: “Officials said")
    pieces = reworded.pieces
    assert isinstance(pieces, list)
    single = msgspec.structs.replace(reworded, pieces=pieces[:1])
    assert describe_text_edit(single) == "reworded: “eleven” became “twelve”"
    dropped = msgspec.structs.replace(reworded, pieces=pieces[1:])
    assert describe_text_edit(dropped) == "reworded: “possibly” left out"


def test_a_text_comparison_is_told() -> None:
    lines = summarise_text_comparison(text_comparison(), at_most=1)
    assert lines[0] == "3 changes were found."
    assert lines[-1] == "2 more changes: 1 × removed and 1 × put in."


def test_a_report_is_told() -> None:
    assert summarise_report(report()) == [
        "Published by Eastport Courier, on 2019-06-05.",
        "5 claims (1 hedged and 1 denied) by 4 sources.",
        "4 actors, 1 tie, 1 event and 1 mention of footage.",
        "Not examined, so that silence means nothing: images of the page.",
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1.0, "very sure"),
        (0.97, "very sure"),
        (0.9, "sure"),
        (0.7, "fairly sure"),
        (0.5, "unsure"),
        (0.0, "very unsure"),
        (1.2, "not between 0 and 1"),
        (math.nan, "not between 0 and 1"),
    ],
)
def test_confidence_has_words(value: float, words: str) -> None:
    assert confidence_in_words(value) == words


def test_certainty_falls_with_its_number() -> None:
    words = [certainty_in_words(value / 100) for value in range(100, -1, -1)]
    assert words[0] == "said as certain"
    assert words[-1] == "said as very doubtful"
    assert len(set(words)) == 5


@pytest.mark.parametrize(
    ("stance", "certainty", "words"),
    [
        ("asserted", 0.8, ""), ("asserted", 0.65, "said as possible"), ("hedged", 0.85, "said as likely"),
        ("hedged", 0.45, "said as possible"), ("denied", 0.1, ""), ("asked", 0.3, ""),
    ],
)  # fmt: skip
def test_what_is_said_flatly_is_not_told_as_if_its_source_had_hedged(stance: str, certainty: float, words: str) -> None:
    claim = msgspec.structs.replace(report().claims[0], stance=stance, certainty=certainty)
    assert wording_in_words(claim) == words


@pytest.mark.parametrize(
    ("share", "words"), [(1.0, "100 %"), (0.9999, "over 99 %"), (0.836, "84 %"), (0.0001, "under 1 %"), (0.0, "0 %")]
)
def test_a_share_is_never_rounded_to_all_or_nothing(share: float, words: str) -> None:
    assert share_in_words(share) == words


@pytest.mark.parametrize(
    ("seconds", "clock"),
    [
        (Fraction(0), "0:00"),
        (Fraction(40), "0:40"),
        (Fraction(100), "1:40"),
        (Fraction("62.5"), "1:02.5"),
        (Fraction(3600), "1:00:00"),
        (Fraction("0.1001"), "0:00.1"),
        (Fraction("9.9999"), "0:10"),
    ],
)
def test_a_short_clock_drops_only_what_says_nothing(seconds: Fraction, clock: str) -> None:
    assert short_clock(seconds) == clock


def test_dates_say_what_is_open() -> None:
    day, later = dt.date(2019, 6, 4), dt.date(2019, 6, 8)
    assert date_in_words(day, day) == "on 2019-06-04"
    assert date_in_words(day, later) == "between 2019-06-04 and 2019-06-08"
    assert date_in_words(None, day) == "on or before 2019-06-04"
    assert date_in_words(day, None) == "on or after 2019-06-04"
    assert date_in_words(None, None) == "at an unknown date"
    assert date_in_words(dt.date(2017, 1, 1), dt.date(2017, 12, 31)) == "in 2017"
    assert date_in_words(dt.date(2020, 2, 1), dt.date(2020, 2, 29)) == "in February 2020"
    assert date_in_words(dt.date(2020, 2, 1), dt.date(2020, 2, 28)) == "between 2020-02-01 and 2020-02-28"
    assert date_in_words(dt.date(9999, 1, 1), dt.date(9999, 12, 31)) == "in 9999"
