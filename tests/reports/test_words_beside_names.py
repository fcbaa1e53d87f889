"""Planted sentences of statements, profiles and investigations: words beside names that are no part of them."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import kinds, names, said, ties, told

from uncut.reports import read_bytes


def parties(text: str) -> set[tuple[str, str]]:
    report = read_bytes(text.encode())
    named = names(report)
    return {(named[a.actor], a.role) for one in report.events for a in one.actors}


def test_who_takes_note_of_reports_makes_none():
    for claim in told("The EU takes note of reports that cluster munitions were used in the town."):
        assert claim.asserted_by.actor is None
        assert claim.stance == "hedged" or claim.asserted_by.quote is None


def test_a_day_is_no_count_of_the_dead():
    report = read_bytes(b"Since 27 September more than 240 people have been killed in the fighting here.")
    assert [one.killed for one in report.events if one.killed] == [240]


def test_money_is_nobody():
    assert "EUR" not in kinds(
        read_bytes(b"The Council has allocated EUR 500,000 for civilians affected by the fighting.")
    )


def test_who_shared_a_video_ends_before_what_it_shows():
    report = read_bytes(b"A video shared by the alliance shows fighters driving through the gate of the camp.")
    [hand] = [hand for one in report.footage for hand in one.by or []]
    assert hand.quote.text == "the alliance"


def test_an_ally_of_somebody_is_whoever_stands_before_it():
    text = "The Salt Liberation Army, an ally of the Dren Front in the Hills Alliance, fired rockets at the base."
    assert ("Salt Liberation Army", "agent") in parties(text)
    assert not [name for name in kinds(read_bytes(text.encode())) if name.startswith("an ally")]


def test_a_place_before_a_number_of_people_is_a_place():
    report = read_bytes(b"In Kone Thar nine people died in the church. The army said nothing of it.")
    assert not [name for name in kinds(report) if name.endswith("people") and "Kone" in name]


def test_a_body_is_renamed_and_not_to_its_forces():
    assert not {
        tie
        for tie in ties("In May the Salt Council renamed its forces the National Salt Army.")
        if tie[2] == "its forces"
    }


def test_a_coordination_has_its_members():
    text = (
        "The Coordination of Azawad Movements (CMA) left. The CMA itself is made up of the National Movement for the"
        " Liberation of Azawad, the High Council for the Unity of Azawad and the Arab Movement of Azawad."
    )
    members = {tie[0] for tie in ties(text) if tie[1:] == ("part_of", "Coordination of Azawad Movements")}
    assert len(members) == 3


def test_two_ministers_are_two_people():
    text = (
        "The High Representative, Josep Borrell, spoke with the Minister of Foreign Affairs of Armenia, Zohrab Mnat, and"
        " with the Minister of Foreign Affairs of Azerbaijan, Jeyhun Bayram. He urged both of them to talk."
    )
    report = read_bytes(text.encode())
    people = {one.name for one in report.actors if one.kind == "person"}
    assert people == {"Josep Borrell", "Zohrab Mnat", "Jeyhun Bayram"}
    urged = next(one for one in report.claims if one.cues and one.cues[0].text == "urged")
    assert names(report)[urged.asserted_by.actor or ""] == "Josep Borrell"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("When the generals seized power on 1 February 2021, the Salt Air Force had twelve jets.", "Salt Air Force"),
        ("It published pictures of rockets, which the Salt Guard said had been captured from the army.", "Salt Guard"),
    ],
)
def test_to_whom_nothing_was_done(text: str, name: str):
    assert (name, "target") not in parties(text)


def test_no_agreement_is_no_meeting():
    assert not ties('"We have no agreement with the Salt Front," said Mohamed Ramad, a spokesman for the alliance.')


def test_an_outlet_above_a_town_and_a_day_publishes():
    head = "Statement on the shelling of Stepanakert\nEuropean External Action Service\nBrussels, 4 October 2020\n\n"
    document = read_bytes((head + "The Union is alarmed by the shelling of the town. It must stop.").encode()).document
    assert document.publisher is not None
    assert document.publisher.name == "European External Action Service"


def test_a_number_is_said_by_somebody_in_the_place():
    assert ("officials", "nine men died") in said(
        "Officials said on Monday that it fell. In Orsa, officials said nine men died."
    )


def test_nobody_is_told_to_arm_whom_nothing_says_he_armed():
    assert not ties("There is no evidence that Nigeria has supplied the Salt Front.")


def test_a_date_before_a_name_is_no_part_of_it():
    [(source, words)] = said("In May 2019 Ayuk Tabe dismissed the report as a lie.")
    assert source == "Ayuk Tabe"
    assert "report" in words


def test_a_drone_of_a_nation_is_nobody():
    report = read_bytes(b"A Ukrainian drone attack started a fire at an oil depot on Sunday, the governor said.")
    assert not [name for name in kinds(report) if "drone" in name]
    assert ("Ukraine", "agent") in parties(report.document.text)


def test_an_interim_government_is_not_the_government():
    text = "The Interim Government of Orsa has split in two. The government accuses unnamed powers of it."
    assert {"Interim Government", "The government"} <= {
        name.removesuffix(" of Orsa") for name in kinds(read_bytes(text.encode()))
    }


def test_who_was_among_the_dead_says_nothing():
    assert said("Nine people died in the raid on the town (half of them children).") == []


def test_what_somebody_is_accused_of_ends_before_the_hour():
    [(_, words)] = said("The council accused the army of shelling the town, hours after talks had failed.")
    assert words == "the army of shelling the town"


def test_who_calls_for_something_is_shown_to_call_for_it():
    [claim] = told("The envoy called for restraint on both sides of the river.")
    assert [cue.text for cue in claim.cues] == ["called for"]
