"""What the page says of a report."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from tests.dossier.dossier_samples import dossier, report

from uncut.dossier import render_dossier_html
from uncut.dossier.csv_tables import export_csv
from uncut.dossier.report_view import Words, view_report
from uncut.model.report import Tie, TimeValue


@pytest.mark.parametrize(
    ("text", "has_marks"),
    [
        ("“Nobody was there,”", True),
        ('"No."', True),
        ("“No,” he said, “never”", False),
        ("“No” and more", False),
        ("", False),
    ],
)
def test_words_with_their_own_marks_get_no_others(text: str, has_marks: bool) -> None:
    assert Words(text, None).has_marks is has_marks


def test_what_a_text_negates_is_not_called_denied() -> None:
    one = report()
    ends = one.actors[0].id, one.actors[1].id
    day = dt.date(2020, 1, 1)
    when = TimeValue(earliest=day, latest=dt.date(2020, 12, 31), basis="a year")
    tie = Tie(
        claim=one.claims[0].id,
        kind="part_of",
        from_=ends[0],
        to=ends[1],
        time=when,
        confidence=0.9,
        polarity="negative",
    )
    (line,) = view_report(msgspec.structs.replace(one, ties=[tie]), "r1").ties
    assert line.text.startswith("told as not so: ")
    assert line.facts == ["in 2020 [a year]"]


def test_the_names_of_one_actor_are_no_row_among_ties() -> None:
    one = report()
    actor = one.actors[0].id
    tie = Tie(claim=one.claims[0].id, kind="same_as", from_=actor, to=actor, time=None, confidence=0.9)
    assert len(export_csv([msgspec.structs.replace(one, ties=[tie])])["ties.csv"].splitlines()) == 1


def test_a_name_that_ends_in_a_full_stop_gets_no_other() -> None:
    one = report()
    actor = msgspec.structs.replace(one.actors[0], name="U.S.")
    claim = msgspec.structs.replace(one.claims[0], about=[actor.id])
    shown = msgspec.structs.replace(one, actors=[actor, *one.actors[1:]], claims=[claim, *one.claims[1:]])
    page = render_dossier_html(dossier(reports=[shown]))
    assert "<bdi>U.S.</bdi></span>" in page
