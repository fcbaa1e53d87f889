"""Planted sentences in which somebody tells, blames or asks: who takes part in the event, and when it was."""

from __future__ import annotations

import datetime as dt

import pytest

from uncut.model.report import Event, Report
from uncut.reports import read_bytes

YEAR = "Salt Ledger, 12 May 2021\n\n"


def events(text: str, kind: str) -> tuple[Report, list[Event]]:
    report = read_bytes(text.encode())
    return report, [event for event in report.events if event.kind == kind]


def parties(text: str, kind: str) -> list[tuple[str, str]]:
    report, found = events(text, kind)
    names = {actor.id: actor.name for actor in report.actors}
    return [(names[one.actor], one.role) for event in found for one in event.actors]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("The Salt Front blamed the Tavrian army for the attack.", "assault", [("the Tavrian army", "agent")]),
        ("Local media attributed the attacks to the Salt Front.", "assault", [("Salt Front", "agent")]),
        ("The Salt Front blamed the attack on the Tavrian army.", "assault", [("the Tavrian army", "agent")]),
        ("The Salt Front said that shelling killed nine farmers.", "fight", [("farmers", "target")]),
        ("The Salt Front said it had killed nine farmers.", "assault", [("Salt Front", "agent"), ("farmers", "target")]),
        ("The Salt Front attacked the port, killing nine people, among them two nurses, and burning ten huts.", "coerce", [("Salt Front", "agent")]),
    ],
)  # fmt: skip
def test_who_tells_or_blames_takes_no_part(text: str, kind: str, expected: list[tuple[str, str]]) -> None:
    assert parties(text, kind) == expected


def test_sources_strike_nobody() -> None:
    assert parties("Our sources report massive explosions near the bridge.", "assault") == []


def test_a_question_counts_nobody_and_tells_nothing() -> None:
    report = read_bytes(b"How many people died in the strike?\n\nThe office says that nine people died.\n")
    assert [(event.killed, event.claim) for event in report.events] == [(9, report.claims[-1].id)]


def test_what_is_denied_is_told_as_denied() -> None:
    _, found = events("The Salt Front denied that it had shelled the port of Orsa.", "fight")
    assert [event.polarity for event in found] == ["negative"]


def test_an_event_that_another_sentence_dates_has_no_date() -> None:
    text = YEAR + "On 3 May 2021 the mayor opened a school in Orsa. Nine farmers were killed by gunmen.\n"
    _, found = events(text, "assault")
    assert [event.time for event in found if event.killed] == [None]


def test_an_event_that_takes_up_another_has_its_date_with_less_confidence() -> None:
    text = YEAR + "On 3 May 2021 a drone struck the market of Orsa. The attack killed nine farmers.\n"
    _, found = events(text, "assault")
    event = next(one for one in found if one.killed == 9)
    assert event.time is not None
    assert event.time.earliest == dt.date(2021, 5, 3)
    assert event.time.basis.endswith("of an earlier sentence")


def test_the_day_of_telling_is_no_day_of_the_event() -> None:
    _, found = events("On 3 May 2021 the Salt Front said that shelling had killed nine farmers.", "fight")
    assert [(event.time.earliest, event.time.latest) for event in found if event.time] == [(None, dt.date(2021, 5, 3))]


def test_the_day_of_a_letter_is_no_day_of_the_event() -> None:
    _, found = events("In a letter dated 3 May 2021 stands a list of nine farmers who were killed.", "assault")
    assert [event.time for event in found] == [None]


def test_since_leaves_the_end_open() -> None:
    _, found = events("Nine farmers have been killed since 3 May 2021.", "assault")
    assert [(event.time.earliest, event.time.latest) for event in found if event.time] == [(dt.date(2021, 5, 3), None)]


def test_who_defends_a_place_works_with_nobody() -> None:
    assert not events("The Harbour Council says that it defends the port.", "cooperate")[1]
