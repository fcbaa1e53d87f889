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
