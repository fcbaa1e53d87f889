"""What an event takes from its sentence, and what it leaves to others."""

from __future__ import annotations

import pytest

from uncut.model.report import Event, Report
from uncut.reports import read_bytes


def event_of(text: str, kind: str) -> tuple[Report, Event]:
    report = read_bytes(text.encode())
    return report, next(event for event in report.events if event.kind == kind)


def parties(report: Report, event: Event) -> set[str]:
    names = {actor.id: actor.name for actor in report.actors}
    return {names[party.actor] for party in event.actors}


def test_weapons_belong_to_violence_and_not_to_cooperation() -> None:
    _, event = event_of(
        "With weapons given to it in May, the Northern Front supported raids of the Blue Army.", "cooperate"
    )
    assert event.weapons == []


def test_the_time_of_a_clause_before_the_subject_is_not_that_of_the_sentence() -> None:
    _, event = event_of("Formed in 2013, the Northern Front fought the Blue Army near Homs.", "fight")
    assert event.time is None


def test_what_somebody_avoids_is_refused() -> None:
    report = read_bytes(b"The Northern Front decided to avoid joining the Blue Army.")
    assert [event.kind for event in report.events] == ["reject"]


def test_the_subject_takes_no_part_in_what_only_tells_when() -> None:
    report, event = event_of("The Northern Front left Homs after an attack on the Blue Army.", "assault")
    assert parties(report, event) == {"Blue Army"}


def test_who_is_named_in_the_agents_name_is_not_its_target() -> None:
    report, event = event_of("The Northern Front’s media office visited Homs for talks.", "consult")
    assert "Northern Front" not in parties(report, event)


def test_an_event_of_another_time_is_not_where_the_last_one_was() -> None:
    text = (
        "On 3 May 2019, rockets killed four soldiers in the town of Homs. "
        "The Northern Front fought the Blue Army in 2013."
    )
    _, event = event_of(text, "fight")
    assert event.places == []


def test_who_stops_its_aid_is_the_agent_and_the_target_of_whom_the_sentence_speaks() -> None:
    report, event = event_of("The guards hid it after the suspension of the U.S. support in 2017.", "sanction")
    names = {actor.id: actor.name for actor in report.actors}
    assert [(party.role, names[party.actor]) for party in event.actors] == [("agent", "U.S."), ("target", "The guards")]


def test_footage_of_a_meeting_tells_no_second_one() -> None:
    report = read_bytes(b"The office hid it by releasing a heavily edited version of the meeting on its channel.")
    assert not any(event.kind == "consult" for event in report.events)


@pytest.mark.parametrize(
    ("text", "agent"),
    [
        ("Crews in Orsa have a clip that casts doubt on the Quay Guard's claim that Reed House was empty when its rockets hit the building.", "Quay Guard"),
        ("The Quay Guard left the port after its rockets hit a depot.", "Quay Guard"),
        ("The Quay Guard said that the Salt Front had left when its rockets hit a depot.", None),
    ],
)  # fmt: skip
def test_its_rockets_are_those_of_the_body_that_speaks_or_is_named(text: str, agent: str | None) -> None:
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    agents = {names[one.actor] for event in report.events for one in event.actors if one.role == "agent"}
    assert agents == ({agent} if agent else set())


def test_an_attack_was_at_the_building_that_is_named_in_what_is_said() -> None:
    text = "Crews in Benghazi have a clip that casts doubt on the Quay Guard's claim that Reed House was empty when its rockets hit the building."
    [event] = read_bytes(text.encode()).events
    assert [place.name for place in event.places] == ["Reed House"]
