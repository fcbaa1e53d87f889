"""Planted sentences about footage that is said to show something, and about who speaks beside it."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import told

from uncut.reports import read_bytes


@pytest.mark.parametrize(
    ("text", "source", "shown"),
    [
        ("A video shared by accounts close to the Salt Guard purported to show the aftermath of the strike.", "A video", "the aftermath of the strike"),
        ('A clip posted by the Telegram channel "Orsa Now" claims to show a drone shot down near Orsa.', "A clip", "a drone shot down near Orsa"),
        ("On Monday a photo was released by the Front's media office that purports to show nine dead soldiers.", "a photo", "nine dead soldiers"),
    ],
)  # fmt: skip
def test_footage_that_purports_to_show_something_is_its_source(text: str, source: str, shown: str) -> None:
    found = [claim for claim in told(text) if claim.quote.text == shown]
    assert [(c.asserted_by.kind, c.asserted_by.quote.text, c.stance) for c in found if c.asserted_by.quote] == [
        ("unnamed", source, "hedged")
    ]
    assert not any(claim.quote.text.startswith('"Orsa') for claim in told(text))


def test_who_shares_footage_close_to_a_group_is_not_the_group() -> None:
    report = read_bytes(b"A video shared on X by accounts close to the Salt Guard purported to show the bridge.")
    assert [(hand.quote.text, hand.actor) for one in report.footage for hand in one.by] == [
        ("accounts close to the Salt Guard", None)
    ]
    assert [one.seen_on.text for one in report.footage] == ["X"]


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("Survivors dispute this; several said that soldiers had left.", ["this", "soldiers had left"]),
        ("Dissidents who rejected the deal regrouped as the Hill Front.", ["the deal"]),
        ("The United States ended its support for the coalition's offensive operations.", []),
        ("The Salt Front pledged allegiance to the Quay Guard in 2012.", []),
        ('The analyst believes the pact is "temporary". The Drug Agency has not confirmed it.', ['the pact is "temporary"']),
        ("A clerk who asked for anonymity said the clip was two years old.", ["the clip was two years old"]),
    ],
)  # fmt: skip
def test_what_is_said_ends_where_the_sentence_goes_on_or_is_nothing(text: str, contents: list[str]) -> None:
    assert [claim.quote.text for claim in told(text)] == contents


def test_nobody_is_counted_where_the_number_is_unknown() -> None:
    report = read_bytes(b"The findings indicate the killing of an as yet unknown number of civilians by soldiers.")
    assert [event.killed for event in report.events if event.kind == "assault"] == [None]


def test_the_number_of_dead_is_counted() -> None:
    report = read_bytes(b"The memo put the number of dead at no fewer than 400.")
    assert [event.killed for event in report.events] == [400]


def test_an_attack_of_which_the_author_is_unknown_was() -> None:
    report = read_bytes(b"The lab said it could not determine who carried out the attack.")
    assert not any(event.polarity for event in report.events)


def test_footage_of_which_more_is_told_shows_what_is_shown() -> None:
    found = told("Videos that circulated on TikTok showed young men with rifles.")
    assert [(c.asserted_by.quote.text, c.quote.text) for c in found if c.asserted_by.quote] == [
        ("Videos", "young men with rifles")
    ]


def test_whom_somebody_advises_does_not_speak() -> None:
    found = told("A weapons expert who advises the UN said on condition of anonymity that the rifles were old.")
    assert [claim.quote.text for claim in found] == ["the rifles were old"]


def test_that_night_opens_no_clause() -> None:
    found = told("The ministry has not reported any strike on a hospital that night.")
    assert not any(claim.quote.text == "night" for claim in found)


def test_killed_or_injured_is_no_count_of_the_dead() -> None:
    report = read_bytes(b"The office said that 2,500 people were killed or injured in the first quarter.")
    assert not any(event.killed for event in report.events)


def test_those_who_saw_an_attack_did_not_make_it() -> None:
    report = read_bytes(b"The Watch interviewed 23 people, including 14 witnesses to the killings, and nine activists.")
    assert not [actor for event in report.events for actor in event.actors]
