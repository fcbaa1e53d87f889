"""Planted fact checks: what a page calls false is denied by it, and stays the claim of whoever made it."""

from __future__ import annotations

import pytest

from uncut.reports import read_bytes


def stances(text: str) -> list[tuple[str, str, str]]:
    """Kind of source, stance and words of each claim."""
    report = read_bytes(text.encode())
    return sorted((one.asserted_by.kind, one.stance, one.quote.text) for one in report.claims)


_GAS = "the army used gas in Orsa"


@pytest.mark.parametrize("verdict", ["This is FALSE.", "This claim is simply untrue.", "False.", "It is not true."])
def test_what_a_page_calls_false_behind_a_claim_it_denies(verdict):
    told = stances(f"A post on Facebook claims that {_GAS}. {verdict} The town has no garrison at all.")
    assert ("publisher", "denied", _GAS) in told
    assert ("named", "hedged", _GAS) in told
    assert not [words for _, _, words in told if words.startswith(verdict[:5])]


def test_a_verdict_on_a_line_of_its_own_is_on_the_claim_before():
    told = stances(f"A post on Facebook claims that {_GAS}.\n\nVerdict: False\n\nThe town has no garrison at all.")
    assert ("publisher", "denied", _GAS) in told


def test_a_verdict_in_the_line_of_a_claim_is_no_part_of_it():
    told = stances("Claim: The army used gas in Orsa. This is FALSE.")
    assert told == [
        ("publisher", "denied", "The army used gas in Orsa."),
        ("unnamed", "hedged", "The army used gas in Orsa."),
    ]


def test_a_verdict_of_somebody_is_his_denial():
    told = stances("The ministry said that rebels shelled the town. That claim is untrue, the Hawk Monitor said.")
    assert ("named", "denied", "rebels shelled the town") in told
    assert ("unnamed", "asserted", "rebels shelled the town") in told
    assert len(told) == 2


@pytest.mark.parametrize(
    "text",
    [
        "The mayor said the bridge had fallen. It was wrong to build it there.",
        "The army denied that it shelled the town. That is false.",
        "The bridge has fallen. That is wrong.",
    ],
)
def test_what_is_called_wrong_otherwise_denies_no_claim(text):
    assert not [words for kind, stance, words in stances(text) if kind == "publisher" and stance == "denied"]


def test_an_event_is_told_by_who_tells_it_and_not_by_who_denies_it():
    [event] = read_bytes(b"The Front said the army shelled the town, which the army denies.").events
    assert event.polarity != "negative"


def test_an_event_of_which_the_page_says_that_it_was_not_is_negative():
    [event] = read_bytes(b"A post claims that the army shelled the town. This is false.").events
    assert event.polarity == "negative"


def test_in_a_thread_a_claim_ends_before_the_verdict_on_it():
    told = stances(
        'Hawk Watch | 5 May 2021\n\n2/5 Claim: "The Guard used drones." This is FALSE. The parts are of a rocket.'
    )
    assert ("publisher", "denied", '"The Guard used drones."') in told
    assert ("unnamed", "hedged", '"The Guard used drones."') in told
    assert ("publisher", "asserted", "The parts are of a rocket.") in told
