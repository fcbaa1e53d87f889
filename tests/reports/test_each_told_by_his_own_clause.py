"""Planted sentences in which several speak, accuse or act: each event and each word goes with its own clause."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import kinds, names, parties, said

from uncut.reports import read_bytes


@pytest.mark.parametrize(
    ("text", "agent", "killed"),
    [
        ("The Salt Council accuses the Dren Brigade of killing 28 farmers at Orsa.", "Dren Brigade", 28),
        ("The militia is accused of killing nine farmers.", "The militia", 9),
        ("The army accused the rebels of burning a church and of killing three monks.", "the rebels", 3),
    ],
)
def test_whoever_is_accused_of_killing_is_the_one_who_is_said_to_have_killed(text: str, agent: str, killed: int):
    [dead] = [one for one in parties(read_bytes(text.encode())) if one[0] == "assault"]
    assert (agent, "agent") in dead[1]
    assert dead[2] == killed


def test_what_somebody_is_accused_of_is_no_part_of_his_name():
    report = read_bytes(
        b"Rebels accuse the government of exploiting the gas. The guard accused the army of a massacre."
    )
    assert {"the government", "the army"} <= set(kinds(report))
    assert not [name for name in kinds(report) if " of " in name]


def test_who_accuses_somebody_is_tied_to_him_in_nothing_friendly():
    report = read_bytes(b"Amnesty accused the Dren Brigade of shelling districts.")
    assert not [tie for tie in report.ties if tie.kind in {"part_of", "leads", "same_as"}]


def test_what_the_writer_tells_before_somebody_speaks_is_his_own():
    text = "The Salt Guard attacked the dam at Orsa, and the Council said that Tafian drones had killed two of its men."
    report = read_bytes(text.encode())
    first, second = report.claims
    assert first.asserted_by.kind == "publisher"
    assert first.quote.text == "The Salt Guard attacked the dam at Orsa"
    assert second.quote.text == "Tafian drones had killed two of its men"
    attack = next(one for one in report.events if one.claim == first.id)
    assert [names(report)[a.actor] for a in attack.actors] == ["Salt Guard"]
    assert (attack.killed, attack.weapons) == (None, [])
    assert [one.killed for one in report.events if one.claim == second.id] == [2]


def test_a_short_denial_ends_where_somebody_else_speaks():
    assert said("The guard denied it, but the council said it was true.") == [
        ("The guard", "it"),
        ("the council", "it was true"),
    ]


def test_a_name_with_its_short_form_in_brackets_is_a_subject():
    text = "The Salt Liberation Army (SLA) claimed responsibility for the attack in a letter and said it had targeted soldiers."
    assert said(text) == [("The Salt Liberation Army (SLA)", "it had targeted soldiers")]


def test_a_charge_is_denied_by_whoever_stands_right_behind_it():
    assert ("New Delhi", "India of funding the group") in said(
        "The minister accuses India of funding the group, a charge New Delhi denies."
    )


def test_people_of_that_body_speak_and_not_the_body():
    [(source, _)] = said("But two officials of that ministry said that the seal was forged.")
    assert source == "two officials of that ministry"


def test_an_outlet_called_now_is_named_in_full():
    [(source, words)] = said("Myanmar Now reported his arrest in May.")
    assert (source, words) == ("Myanmar Now", "his arrest in May")


def test_a_label_of_fact_checkers_says_nothing_and_is_nobody():
    report = read_bytes(b"FACT CHECK: Old clip does not show the raid\n\nRATING: FALSE\n\nThe army left Orsa in May.")
    assert not [c for c in report.claims if c.cues and c.cues[0].text == ":"]
    assert set(kinds(report)) == {"The army"}


def test_footage_that_somebody_aired_shows_what_it_shows():
    [(source, words)] = said("Footage from a camera that was aired by Hawk News showed people running from the bus.")
    assert (source, words) == ("Footage", "people running from the bus")


def test_weapons_and_strikes_are_nobody():
    report = read_bytes(b"Tafian air strikes killed 22 people. The drones of the guard hit a house.")
    assert not [name for name in kinds(report) if "strike" in name or "drone" in name]


@pytest.mark.parametrize(
    "text",
    ["The film was seen by many. It was shot by his son Walid.", "The video was shot by a guard near the bridge."],
)
def test_who_shoots_a_film_attacks_nobody(text: str):
    assert read_bytes(text.encode()).events == []


def test_an_attack_by_an_aircraft_of_somebody_is_made_by_him():
    report = read_bytes(b"The attack was carried out by an aircraft of the Salt Armed Forces.")
    assert parties(report) == [("assault", {("Salt Armed Forces", "agent")}, None)]


def test_who_receives_wounded_is_not_the_one_who_was_hurt():
    [event] = read_bytes(b"The charity said its teams had received 27 wounded from Orsa.").events
    assert (event.injured, event.actors) == (27, [])


def test_those_who_died_in_a_bombing_did_not_make_it():
    report = read_bytes(b"It was the worst attack since 2022, when 26 guards died in a bombing at a mosque.")
    assert not [one for one in parties(report) if any(role == "agent" for _, role in one[1])]


def test_a_time_before_a_death_counts_no_dead():
    assert not [
        one.killed for one in read_bytes(b"He was seen with his men a week before his death.").events if one.killed
    ]


def test_a_country_that_heads_a_headline_in_capitals_attacks_nobody():
    report = read_bytes(b"SUDAN: CIVILIANS KILLED IN ATTACK ON MARKET IN KABKABIYA\n\nThe market was full.")
    assert not [one for one in parties(report) if ("SUDAN", "agent") in one[1] or one[2]]


def test_the_capitals_in_brackets_are_their_body_wherever_they_stand():
    report = read_bytes(
        b"Fighters of the Salt Defence Volunteers (VDP) fled. A council accuses the VDP of killing 28 men."
    )
    assert not [one for one in report.mentions if one.kind == "location"]
    body = next(one for one in report.actors if one.name == "Salt Defence Volunteers")
    assert "the VDP" in {quote.text for quote in body.mentions}
