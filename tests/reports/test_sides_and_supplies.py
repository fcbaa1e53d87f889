"""Planted sentences about who fights beside whom, who arms whom, and what an insertion or a description is told of."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.reports.told_claims import ties

from uncut.model.report import Report
from uncut.reports import read_bytes

YEAR = "Salt Ledger, 12 May 2021\n\n"


def parties(text: str, kind: str) -> set[tuple[str, str]]:
    report = read_bytes(text.encode())
    names = _names(report)
    return {(names[one.actor], one.role) for event in report.events if event.kind == kind for one in event.actors}


def _names(report: Report) -> dict[str, str]:
    return {actor.id: actor.name for actor in report.actors}


def test_who_fights_alongside_somebody_fights_on_the_same_side() -> None:
    found = parties("The Salt Guard fought alongside the Tavrian army against the Quay Front.", "fight")
    assert found == {("Salt Guard", "agent"), ("the Tavrian army", "agent"), ("Quay Front", "target")}


def test_whom_somebody_fights_for_is_not_attacked() -> None:
    assert ("Omar Haddad", "target") not in parties("The Salt Guard has since fought for Omar Haddad.", "fight")


def test_what_a_later_clause_tells_is_no_part_of_the_fight() -> None:
    text = "The Salt Guard fought the Quay Front until April, when its commander, Omar Haddad, left."
    assert parties(text, "fight") == {("Salt Guard", "agent"), ("Quay Front", "target")}


def test_a_backer_in_a_compound_takes_no_part() -> None:
    found = parties(
        "A missile fired by the Norway-aligned Salt Front struck a mosque, killing nine farmers.", "assault"
    )
    assert ("Salt Front", "agent") in found
    assert not any(name == "Norway" for name, _ in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Salt Front, which was formed in May 2018 by the merging of the Quay Guard and the Hill Brigade, received nine Grad missiles from Norway.",
            ("Norway", "supplies", "Salt Front"),
        ),
        ("The Tavrian Defence Force (TDF) provided the Salt Front with uniforms and mortars.", ("Tavrian Defence Force", "supplies", "Salt Front")),
        ("The rifles had originally been sold by Norway to the Quay Guard.", ("Norway", "supplies", "Quay Guard")),
        ("The Salt Front fired rockets supplied by Norway.", ("Norway", "supplies", "Salt Front")),
    ],
)  # fmt: skip
def test_who_arms_whom(text: str, expected: tuple[str, str, str]) -> None:
    assert {one for one in ties(text) if one[1] == "supplies"} == {expected}


def test_who_shoots_down_a_drone_was_not_supplied_with_it() -> None:
    assert not ties("The Salt Front had brought down a drone supplied by Norway.")


def test_a_supplied_weapon_is_found_before_the_giver() -> None:
    report = read_bytes(b"The rifles had originally been sold by Norway to the Quay Guard.")
    assert [tie.object.text for tie in report.ties if tie.object] == ["The rifles"]


def test_those_who_are_told_something_are_not_who_was_trained() -> None:
    text = (
        "Nine fighters who surrendered to the Quay Mission said that they had been trained at Orsa by the Tavrian army."
    )
    assert not any(kind == "supports" and whom == "Quay Mission" for _, kind, whom in ties(text))


def test_of_an_affiliate_the_leader_leads_the_affiliate() -> None:
    found = ties("The Salt Front, an al-Qaeda affiliate led by Omar Haddad, has held Orsa for years.")
    assert ("Omar Haddad", "leads", "Salt Front") in found
    assert not any(kind == "leads" and whom.lower() == "al-qaeda" for _, kind, whom in found)


def test_a_body_is_renamed_and_not_the_one_whose_it_is() -> None:
    found = ties("The Quay Guard of Omar Haddad, which renamed itself the Salt Army in March 2020, left.")
    assert ("Quay Guard", "renamed_to", "Salt Army") in found
    assert not any(kind == "renamed_to" and who == "Omar Haddad" for who, kind, _ in found)


@pytest.mark.parametrize("words", ["from May to October 2020", "between May and October 2020"])
def test_a_range_of_months_is_one_time(words: str) -> None:
    report = read_bytes(f"{YEAR}The Salt Front fought against the Quay Guard {words}.".encode())
    spans = {(tie.time.earliest, tie.time.latest) for tie in report.ties if tie.time}
    assert spans == {(dt.date(2020, 5, 1), dt.date(2020, 10, 31))}


def test_the_first_end_of_a_range_has_the_year_of_the_last() -> None:
    report = read_bytes(f"{YEAR}The bridge was closed from November until February 2019.".encode())
    times = [m.time for m in report.mentions if m.kind == "temporal" and m.quote.text == "November"]
    assert [(time.earliest, time.latest) for time in times] == [(dt.date(2018, 11, 1), dt.date(2018, 11, 30))]


def test_the_army_of_a_state_is_not_a_liberation_army() -> None:
    text = "Rebels of the Salt Liberation Army (SLA) attacked a base, killing nine soldiers, the army said."
    report = read_bytes(text.encode())
    names = _names(report)
    assert [names.get(c.asserted_by.actor or "") for c in report.claims if c.asserted_by.quote] == ["the army"]


def test_the_army_is_the_national_army_named_before() -> None:
    text = "The Somali National Army (SNA) took the town. The army said that nine farmers had fled."
    report = read_bytes(text.encode())
    assert [_names(report).get(c.asserted_by.actor or "") for c in report.claims if c.asserted_by.quote] == ["Somali National Army"]  # fmt: skip


def test_a_movement_and_its_people_are_one() -> None:
    text = "A missile of the Houthi movement hit the port. The Houthis said nothing was damaged."
    report = read_bytes(text.encode())
    assert [actor.name for actor in report.actors if actor.name.startswith("Houthi")] == ["Houthis"]


def test_an_unknown_name_that_supplies_is_no_place() -> None:
    report = read_bytes(b"The Quay Guard is an armed group. It has received rockets from Tavria since 2019.")
    assert {actor.kind for actor in report.actors if actor.name == "Tavria"} == {"state"}
