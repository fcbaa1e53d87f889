"""Planted corrections, comments on a republished report, and events that were not or have no place."""

from __future__ import annotations

import datetime as dt

import pytest

from uncut.reports import read_bytes

YEAR = "Salt Ledger, 12 May 2021\n\n"


@pytest.mark.parametrize(
    "words", ["An earlier version of this brief said that", "Correction: A previous version of this report said"]
)
def test_what_a_text_corrects_is_not_told_as_so(words: str) -> None:
    report = read_bytes(f"Nine men were killed near Orsa.\n\n{words} 14 men were killed near Orsa.\n".encode())
    assert [(c.stance, c.asserted_by.kind) for c in report.claims if "14" in c.quote.text] == [("denied", "publisher")]
    assert [(e.killed, bool(e.polarity)) for e in report.events if e.killed] == [(9, False), (14, True)]


def test_who_comments_on_what_another_one_reported_speaks_for_itself() -> None:
    text = (
        "The Salt Truth | Home | About | Donate\n\nWhat they will not tell you about Orsa\n\n"
        "The following article first appeared in the Quay Herald. According to the Quay Herald, soldiers killed nine men. "
        "The Quay Herald says that it saw the graves. We obtained the whole recording from a clerk in Dren.\n"
    )
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    own = [claim for claim in report.claims if claim.quote.text.startswith("We obtained")]
    assert [names[claim.asserted_by.actor or ""] for claim in own] == ["The Salt Truth"]


def test_the_day_of_talks_is_not_that_of_an_attack() -> None:
    text = YEAR + (
        "On 29 March 2021 gunmen of the Salt Front attacked a base near Orsa. Talks began in Dren on 13 February 2021. "
        "The rifles used in the attack were old, the Salt Front bombed the base with them.\n"
    )
    report = read_bytes(text.encode())
    days = {e.time.earliest for e in report.events if e.kind in {"assault", "fight"} and e.time}
    assert days == {dt.date(2021, 3, 29)}


def test_who_denies_does_so_at_no_place_of_an_earlier_sentence() -> None:
    text = "Nine men were killed in Aleppo. The Salt Front rejected the plan of the Quay Guard."
    events = [event for event in read_bytes(text.encode()).events if event.kind == "reject"]
    assert [event.places for event in events] == [[]]


@pytest.mark.parametrize(
    ("text", "negative"),
    [
        ("No civilian was killed in the raid.", True),
        ('The minister had assured parliament that "not a single civilian" was killed.', True),
        ("No fewer than nine people were killed in Orsa.", False),
    ],
)
def test_where_nobody_was_killed_the_event_was_not(text: str, negative: bool) -> None:
    found = [event for event in read_bytes(text.encode()).events if event.kind == "assault"]
    assert {event.polarity == "negative" for event in found} == {negative}
    assert not any(event.actors for event in found if negative)


def test_who_rejects_accusations_accuses_nobody() -> None:
    report = read_bytes(b'The spokesman rejected the "preposterous accusations" of the Front.')
    assert not [event for event in report.events if event.kind == "accuse"]


def test_the_claim_of_a_fact_check_is_somebody_elses() -> None:
    text = "Fact check: What happened in Orsa?\n\nClaim: “The army bombs Orsa hospital” — post on Telegram by Big Hawk, seen by many.\n\nThe clip is old.\n"
    found = [c for c in read_bytes(text.encode()).claims if "bombs Orsa" in c.quote.text]
    assert [(c.asserted_by.kind != "publisher", c.stance) for c in found] == [(True, "hedged")]
    assert [c.asserted_by.quote.text[:16] for c in found if c.asserted_by.quote] == ["post on Telegram"]


@pytest.mark.parametrize(
    "text",
    [
        "The Quay Guard has not commented on Friday. It said that nine men had left.",
        "The Quay Guard, which holds Dren, took the bridge. It said that nine men had left.",
    ],
)
def test_it_that_says_something_is_the_body_that_opens_the_sentence_before(text: str) -> None:
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    found = [claim for claim in report.claims if claim.quote.text == "nine men had left"]
    assert [(c.asserted_by.kind, names.get(c.asserted_by.actor or "")) for c in found] == [("named", "Quay Guard")]


def test_injured_survivors_were_not_injured_by_who_is_told_of() -> None:
    report = read_bytes(b"The Watch verified videos shared by injured survivors on Monday.")
    assert not report.events


def test_a_country_that_acts_is_not_where_the_next_thing_happened() -> None:
    text = "Russia has since sent nine instructors. A prosecutor said that nine people were killed."
    events = [event for event in read_bytes(text.encode()).events if event.killed]
    assert [event.places for event in events] == [[]]


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        ("The Salt Front did not claim the attack.", "assault", set()),
        ("The rifles used in the attack had been sold by Norway.", "assault", {("Norway", "agent")}),
        ("The ministry said that there was no sign of an airstrike.", "fight", set()),
        ("Nine men were killed, according to a preliminary investigation of the Quay Mission.", "accuse", set()),
    ],
)
def test_who_takes_no_part_in_an_attack_told_of(text: str, kind: str, parties: set[tuple[str, str]]) -> None:
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    found = {(names[a.actor], a.role) for e in report.events if e.kind == kind and not e.polarity for a in e.actors}
    assert not found & {*parties, ("Salt Front", "agent")}


def test_the_paramilitary_group_is_the_group_named_before() -> None:
    text = "The Salt Front, which was formed in 2013 out of a militia, holds Dren. The paramilitary group left Orsa in May."
    report = read_bytes(text.encode())
    front = next(actor for actor in report.actors if actor.name == "Salt Front")
    assert [quote.text for quote in front.mentions] == ["The Salt Front", "The paramilitary group"]


def test_a_command_is_no_group() -> None:
    text = "The US Africa Command killed nine men, including Omar Lind, who led the group's operations in Dren."
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    assert not [tie for tie in report.ties if tie.kind == "leads" and names[tie.to] == "US Africa Command"]


def test_a_clause_with_its_own_subject_has_not_the_time_of_the_one_before() -> None:
    text = "The Quay Cartel broke away from the Salt Cartel in 2010 and its gunmen once fought against the Hill Front."
    report = read_bytes(text.encode())
    fights = [event for event in report.events if event.kind == "fight"]
    assert fights
    assert all(event.time is None for event in fights)
