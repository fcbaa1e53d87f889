"""Who struck and with what, where the words for an attack say it."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import names

from uncut.reports import read_bytes


@pytest.mark.parametrize(
    ("sentence", "agent", "weapon"),
    [
        ("At least 11 civilians were killed in regime barrel bomb attacks in Aleppo.", "regime", "barrel bomb attacks"),
        ("Four people were killed in rebel shelling of a school in Aleppo.", "rebel", "rebel shelling"),
        ("Syrian regime helicopters dropped bombs on Aleppo, killing 8 people.", "Syrian regime", "bombs"),
        ("US-led strikes killed 56 civilians in Raqqa on Monday.", "US", "strikes"),
        (
            "Nine people were killed on Monday by a missile fired by the Northern Front.",
            "the Northern Front",
            "a missile",
        ),
        ("An Islamic State (IS) car bomb killed 20 people in Raqqa.", "Islamic State", "car bomb"),
        ("Four people were killed in a gas attack in Aleppo.", "", "gas attack"),
    ],
)
def test_the_words_for_an_attack_name_who_struck(sentence: str, agent: str, weapon: str) -> None:
    report = read_bytes(sentence.encode())
    event = next(event for event in report.events if event.killed)
    names = {
        actor.id: {actor.name, *actor.aliases, *(quote.text for quote in actor.mentions)} for actor in report.actors
    }
    agents = [names[party.actor] for party in event.actors if party.role == "agent"]
    assert (not agents) if not agent else any(agent in known or f"An {agent}" in known for known in agents)
    assert weapon in [quote.text for quote in event.weapons]


def test_who_is_said_to_have_done_it_goes_before_the_words_for_the_attack() -> None:
    report = read_bytes(b"The Northern Front killed nine soldiers in a raid on a regime camp near Homs.")
    event = next(event for event in report.events if event.killed)
    names = {actor.id: actor.name for actor in report.actors}
    assert [names[party.actor] for party in event.actors if party.role == "agent"] == ["Northern Front"]


@pytest.mark.parametrize(
    ("sentence", "parties"),
    [
        ("The governor of Orsa was not hurt in today's blast.", set()),
        ("“Our crew filmed the ship as it turned and hit the boat,” she said.", set()),
        ("The killings were the work of the Salt Front.", {("Salt Front", "agent")}),
        (
            "Fighting broke out between the army, commanded by General Abdel Lind, and the Salt Front.",
            {("the army", "agent"), ("Salt Front", "target")},
        ),
    ],
)
def test_who_takes_part_in_an_attack(sentence: str, parties: set[tuple[str, str]]) -> None:
    report = read_bytes(sentence.encode())
    named = names(report)
    events = [one for one in report.events if one.kind in {"assault", "fight"}]
    assert [{(named[a.actor], a.role) for a in one.actors} for one in events] == [parties]


def test_those_to_whom_a_condemned_deed_was_done_are_not_accused() -> None:
    report = read_bytes(b"The Salt Watch condemned the killing of nine migrants off Orsa.")
    named = names(report)
    assert [(named[a.actor], a.role) for one in report.events if one.kind == "accuse" for a in one.actors] == [
        ("Salt Watch", "agent")
    ]


@pytest.mark.parametrize(
    ("sentence", "agents"),
    [
        ("The army is shelling schools in Orsa.", ["The army"]),
        ("Rebels are bombing schools.", ["Rebels"]),
        ("Rebels began attacking camps in May.", ["Rebels"]),
        ("After shelling schools for days, the army left.", []),
    ],
)
def test_a_site_that_is_struck_is_not_named_by_what_is_done_to_it(sentence: str, agents: list[str]) -> None:
    report = read_bytes(sentence.encode())
    (event,) = [one for one in report.events if one.kind in {"assault", "fight"}]
    named = names(report)
    assert [named[one.actor] for one in event.actors] == agents


@pytest.mark.parametrize("victims", ["genocide survivors", "theft victims"])
def test_who_helps_those_who_suffer_by_a_crime_gives_aid(victims: str) -> None:
    assert [one.kind for one in read_bytes(f"Norway aided {victims}.".encode()).events] == ["aid"]
