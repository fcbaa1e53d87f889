"""Planted counts beside long names, days with points and dashes, and who speaks before a colon or beside a clause."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.reports.told_claims import names, told

from uncut.reports import read_bytes


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("At least 10 soldiers of the Orsa Armed Forces (OAF) died when gunmen overran the town.", 10),
        ("The Front put the number of soldiers killed at 20 in its weekly.", 20),
    ],
)
def test_the_dead_are_counted_beside_long_names(text: str, killed: int) -> None:
    assert [event.killed for event in read_bytes(text.encode()).events if event.killed] == [killed]


def test_who_puts_the_number_of_killed_at_something_says_it() -> None:
    assert [c.asserted_by.quote.text for c in told("The Salt Front put the number of soldiers killed at 20.") if c.asserted_by.quote] == ["The Salt Front"]  # fmt: skip


def test_who_counts_the_dead_is_not_among_them() -> None:
    report = read_bytes(b"The Salt Front put the number of soldiers killed at 20.")
    assert not [one for event in report.events for one in event.actors if names(report)[one.actor] == "Salt Front"]


@pytest.mark.parametrize(
    ("line", "day"),
    [("12.05.2024", dt.date(2024, 5, 12)), ("24-11-2021", dt.date(2021, 11, 24))],
)
def test_days_with_points_and_dashes_are_read(line: str, day: dt.date) -> None:
    text = f"Nine men left Orsa\n{line}\n\nNine men were seen in Orsa on Friday.\n"
    assert read_bytes(text.encode()).document.published.earliest == day


def test_a_day_with_slashes_stays_open_where_both_orders_are_days() -> None:
    report = read_bytes(b"The bridge fell on 12/05/2024, the mayor said.")
    assert {(m.time.earliest, m.time.latest) for m in report.mentions if m.kind == "temporal" and m.time} == {
        (dt.date(2024, 5, 12), dt.date(2024, 12, 5))
    }


def test_a_phrase_between_auxiliary_and_verb_does_not_speak() -> None:
    found = told("The army has in the past denied using schools.")
    assert [(c.asserted_by.quote.text, c.stance) for c in found if c.asserted_by.quote] == [("The army", "denied")]


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        ('Our source in the 42nd brigade: "Nobody is left there."', "Our source in the 42nd brigade", '"Nobody is left there."'),
        ("Orsa GUR: the building was hit by a missile.", "Orsa GUR", "the building was hit by a missile"),
    ],
)  # fmt: skip
def test_who_stands_before_a_colon_inside_a_paragraph_speaks(sentence: str, source: str, content: str) -> None:
    found = told(f"The DeepHawk channel has confirmed that Dren fell on Friday. {sentence} Nine men left.")
    here = [c for c in found if c.quote.text == content]
    assert [c.asserted_by.quote.text for c in here if c.asserted_by.quote] == [source]


def test_a_source_in_a_brigade_is_not_the_brigade() -> None:
    report = read_bytes(b"A source in the Salt Brigade said that nobody was left. Nine men saw the Salt Brigade.")
    assert [claim.asserted_by.actor for claim in report.claims if claim.asserted_by.quote] == [None]


def test_who_accuses_behind_a_semicolon_was_not_attacked() -> None:
    report = read_bytes(b"Gunmen killed seven children at a school; the Salt Council accused the army of it.")
    found = [event for event in report.events if event.killed]
    assert not [a for event in found for a in event.actors if names(report)[a.actor] in {"Salt Council", "the army"}]


def test_who_had_nothing_to_do_with_it_did_not_do_it() -> None:
    report = read_bytes(b"The Salt Front said that it had nothing to do with the killing of children.")
    assert not [a for event in report.events if event.kind == "assault" for a in event.actors]


def test_a_body_with_a_sort_behind_it_is_one() -> None:
    report = read_bytes(b"The Dren Aid Council, a volunteer network, blamed the army for the strike.")
    speaking = [claim.asserted_by.actor for claim in report.claims if claim.asserted_by.quote]
    assert [names(report).get(one or "") for one in speaking] == ["Dren Aid Council"]


def test_the_group_is_the_one_that_an_insertion_follows() -> None:
    text = "ISM, known locally as the Youth, emerged in 2017. Until May 2022 the group was part of the Quay Front."
    report = read_bytes(text.encode())
    assert ("ISM", "part_of", "Quay Front") in {
        (names(report)[t.from_], t.kind, names(report)[t.to]) for t in report.ties
    }
