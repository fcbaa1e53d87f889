"""Planted names whose form says what they are, and mentions that a verb of saying had been taken into."""

from __future__ import annotations

import pytest

from uncut.model.report import Report
from uncut.reports import read_bytes


def kinds(text: str) -> dict[str, str]:
    return {actor.name: actor.kind for actor in read_bytes(text.encode()).actors}


def ties(report: Report) -> set[tuple[str, str, str]]:
    names = {actor.id: actor.name for actor in report.actors}
    return {(names[tie.from_], tie.kind, names[tie.to]) for tie in report.ties}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Alliance des patriotes pour un Dren libre et souverain (APDLS) left Orsa with its men on Friday, after the army had taken the bridge.", "Alliance des patriotes pour un Dren libre et souverain"),
        ("Fighters of the Group for the Support of Orsa and Dren had passed near the village.", "Group for the Support of Orsa and Dren"),
        ("Nine men surrendered to MONUSCA, which said that they had been trained.", "MONUSCA"),
        ("Katiba Salina said that it had taken the village.", "Katiba Salina"),
        ("Los Salinos said that they had left the town.", "Los Salinos"),
    ],
)  # fmt: skip
def test_a_body_is_known_by_the_form_of_its_name(text: str, name: str) -> None:
    assert kinds(text)[name] in {"organisation", "group"}


def test_a_weapon_called_by_name_is_nobody() -> None:
    assert "HIMARS" not in kinds("The HIMARS that hit Dren were launched from Orsa, the mayor said.")


def test_what_a_body_is_also_known_as_is_a_body() -> None:
    report = read_bytes(b"Savina, also known as Gran Salt, broke with the Quay Coalition in March 2024.")
    (body,) = [one for one in report.actors if "Savina" in {one.name, *one.aliases}]
    assert "Gran Salt" in {body.name, *body.aliases}
    assert body.kind != "person"
    assert [tie.time for tie in report.ties if tie.kind == "same_as"] == [None]


def test_a_description_begins_behind_a_verb_of_saying() -> None:
    names = kinds("Survivors dispute this; several said soldiers had told them to stay at home.")
    assert "soldiers" in names
    assert not any("said" in name for name in names)


def test_what_closes_an_insertion_begins_no_list() -> None:
    report = read_bytes(b"The Salt Front, which is allied with al-Qaeda, and the Quay Guard have fought each other.")
    found = ties(report)
    assert ("Salt Front", "allied_with", "al-Qaeda") in found
    assert not any("Quay Guard" in pair and "al-Qaeda" in pair for pair in found)


def test_who_joins_others_to_form_an_alliance_is_no_part_of_them() -> None:
    report = read_bytes(b"The Salt Front joined the Quay Guard and the Hill Brigade to form an alliance known as DREN.")
    assert not any(kind == "part_of" for _, kind, _ in ties(report))


def test_who_leaves_a_country_splits_from_nothing() -> None:
    assert not ties(read_bytes(b"French special forces left the country in February 2023."))


def test_where_residents_are_of_is_a_place():
    report = read_bytes(b"Residents of Upper Vesk told us that the rockets came from the base. The army says nothing.")
    assert "Upper Vesk" not in {actor.name for actor in report.actors}


def test_who_publishes_is_no_place_where_it_speaks_of_itself():
    text = "ORLAN, March 14 (Northwire) - A video shows smoke; Northwire could not verify where it was filmed.\n"
    assert not [m for m in read_bytes(text.encode()).mentions if m.kind == "location" and m.quote.text == "Northwire"]


def test_a_militia_that_somebody_backs_is_whose_name_stands_before_it():
    report = read_bytes(b"The mayor blamed the Harrow Brigades, a militia backed by Norway. He left.")
    assert not [actor for actor in report.actors if actor.name == "a militia"]


def test_a_court_at_the_head_of_a_headline_has_its_whole_name():
    report = read_bytes(
        b"Court of Appeal upholds sentences over Marn bridge killings\n\nThe Court of Appeal in Orsa said so."
    )
    assert "Appeal" not in {actor.name for actor in report.actors}


def test_a_guard_is_no_person():
    text = (
        "Josip Harn, a former commander of the Blue Valley Guard, was jailed. Members of the Guard took the prisoners. "
        "The Blue Valley Guard was dissolved in 1996."
    )
    report = read_bytes(text.encode())
    assert {actor.kind for actor in report.actors if "Guard" in actor.name and "ember" not in actor.name} <= {
        "organisation",
        "group",
    }
