"""Planted sentences in which an event is only feared, planned, foiled, supposed or denied, and who is no part of it."""

from __future__ import annotations

import pytest

from uncut.model.report import Event
from uncut.reports import read_bytes

_DEEDS = {"assault", "fight", "aid", "coerce", "cooperate"}


def deeds(text: str) -> list[Event]:
    return [event for event in read_bytes(text.encode()).events if event.kind in _DEEDS]


def parties(text: str) -> list[tuple[str, str, str]]:
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    return [(event.kind, names[one.actor], one.role) for event in report.events for one in event.actors]


@pytest.mark.parametrize(
    "sentence",
    [
        "If the Salt Front attacks the port again, the town will be empty.",
        "The harbour master does not know whether the ship was bombed.",
        "The governor refused to say whether the jet was shot down.",
        "It remains unclear whether any attack took place.",
        "The Salt Front may attack the port.",
        "Police foiled a plot to bomb the station.",
        "An ambush by the Salt Front was foiled by the Tavrian army.",
        "A bomb attack on the station was prevented by a guard.",
        "Two men were held on suspicion of planning the attack.",
        "The brothers intended to kill the mayor.",
        "The army would have been right to fire.",
        "Had the guard kept him in jail, the massacre would not have happened.",
        "There is no evidence that the Salt Front shelled the port.",
        "Further attacks could not be ruled out.",
        'The army showed a film of a "staged" rescue.',
    ],
)
def test_what_is_only_supposed_is_no_event(sentence: str) -> None:
    assert deeds(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "It is not true that the Salt Front shelled the port.",
        "There is no truth in reports that the Salt Front shelled the port.",
        '"I killed nobody," the guard Teo Brandt told the court.',
        "No Tavrian aircraft bombed the port.",
        "Parliament voted against sending weapons to the Salt Front.",
        "The Salt Front did not carry out the attack.",
    ],
)
def test_what_is_told_not_to_have_been_is_negative(sentence: str) -> None:
    assert [event.polarity for event in deeds(sentence)] == ["negative"]


def test_what_may_have_been_is_told_with_less_confidence() -> None:
    (surely,) = deeds("She was hit by gunmen of the Salt Front.")
    (maybe,) = deeds("She may have been hit by gunmen of the Salt Front.")
    assert maybe.confidence < surely.confidence


@pytest.mark.parametrize(
    "sentence",
    [
        "The Tavrian army shelled the port after the talks failed.",
        "The Salt Front shelled the port before the army could reach it.",
        "Whether or not it rained, nobody said; the Salt Front shelled the port.",
    ],
)
def test_what_was_stays_an_event(sentence: str) -> None:
    assert [event.polarity for event in deeds(sentence) if event.kind == "fight"]
    assert all(event.polarity != "negative" for event in deeds(sentence))


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ('"He took his card, then he shot him," Maryam Lume said.', "Maryam Lume"),
        ('Maryam Lume said that a man stopped the car. "He asked for a card, then he shot him," she said.', "Maryam Lume"),
        ("The guard said the navy, which arms the Salt Front, killed nine men.", "Salt Front"),
        ("The court heard Omar Kasso, who was killed in 2001, had led the Salt Front.", "Salt Front"),
        ("The mayor, Lena Roth, condemned the attack on the market.", "Lena Roth"),
        ("The killing of a priest by gunmen prompted protests.", "gunmen (in the protests)"),
    ],
)  # fmt: skip
def test_who_tells_or_stands_beside_does_nothing(text: str, nobody: str) -> None:
    told = [one for one in parties(text) if one[0] in {"assault", "fight", "protest"}]
    if nobody == "gunmen (in the protests)":
        assert [one for one in told if one[0] == "protest"] == []
    else:
        assert nobody not in [name for _, name, _ in told]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We killed nine soldiers," Omar Kasso of the Salt Front said.', ("assault", "Omar Kasso", "agent")),
        ("He met the envoy about the soldiers captured by the Salt Front.", ("fight", "Salt Front", "agent")),
        ("Teo Brandt joined the Quay Guard, which shelled the port of Orsa.", ("fight", "Quay Guard", "agent")),
        ("The mayor spoke with Omar Kasso, who was wounded on Monday.", ("assault", "Omar Kasso", "target")),
    ],
)
def test_the_words_before_a_verb_say_who_did_it(text: str, expected: tuple[str, str, str]) -> None:
    assert expected in parties(text)


def test_asking_for_silence_tells_no_request() -> None:
    text = "Officials who asked not to be named told the Salt Ledger that Norway had sent drones to the Salt Front."
    assert [event.kind for event in read_bytes(text.encode()).events] == ["aid"]


def test_a_strike_in_which_people_were_killed_is_told_once():
    text = "Published 5 May 2021. Nine people were killed in an air strike on Orsa, which the opposition blamed on the army."
    killed, *others = sorted(read_bytes(text.encode()).events, key=lambda one: one.killed is None)
    assert (killed.kind, killed.killed) == ("assault", 9)
    assert {one.kind for one in others} <= {"accuse"}


def test_when_a_source_was_founded_is_no_day_of_what_it_denies():
    text = "The Northern Accord, an alliance formed in 2016 by two brigades, denied that it had shelled Orsa that day."
    (event,) = [one for one in read_bytes(text.encode()).events if one.polarity == "negative"]
    assert event.time is None


def test_who_insists_that_something_was_asks_nobody_for_it():
    text = "Colonel Yusuf Adan dismissed the findings as propaganda, insisting that his men had only returned fire."
    events = read_bytes(text.encode()).events
    assert {one.kind for one in events} <= {"reject"}
    assert all(actor.role == "agent" for one in events for actor in one.actors)


@pytest.mark.parametrize(
    "text",
    [
        'Minister Anton Vesk said: "We will not be lectured by those who arm the killers."',
        "Minister Anton Vesk spoke. He added that the so-called Teska Brigade, which is commanded by the fugitive Rasul Demir"
        " and financed from abroad, had left.",
    ],
)
def test_who_speaks_of_those_who_arm_somebody_takes_no_part(text):
    report = read_bytes(text.encode())
    vesk = next(one.id for one in report.actors if "Vesk" in one.name)
    aid = [one for one in report.events if one.kind == "aid"]
    assert aid
    assert all(actor.actor != vesk for one in aid for actor in one.actors)


def test_the_dead_are_counted_over_words_on_who_most_of_them_are():
    (event,) = read_bytes(b"At least 22 people, most of them children, died when a school at Orsa was hit.").events
    assert event.killed == 22


def test_what_others_fired_before_is_no_weapon_of_who_shelled():
    (event,) = read_bytes(b"The army shelled Orsa after rebels had fired rockets.").events
    assert event.weapons == []
    (event,) = [
        one
        for one in read_bytes(b"Nine people were killed after helicopters dropped barrel bombs.").events
        if one.killed
    ]
    assert "barrel bombs" in [one.text for one in event.weapons]
