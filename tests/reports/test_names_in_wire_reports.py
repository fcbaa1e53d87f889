"""What wire reports are made of: datelines, initials, nicknames, bodies that speak on, and what was seized."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import kinds

from uncut.model.report import Report
from uncut.reports.pipeline import report_of
from uncut.reports.read.document import document_from_bytes
from uncut.reports.read.publication import ReadOptions


def read(text: str) -> Report:
    return report_of(document_from_bytes(text.encode(), "", ReadOptions()), ReadOptions())


DATELINES = [
    "KASSOLA (Gulf Wire) 4 February 2024 — ",
    "KASSOLA (Gulf Wire), Feb 4, 2024 - ",
    "KASSOLA, 4 February 2024 (Gulf Wire) - ",
]


@pytest.mark.parametrize("dateline", DATELINES)
def test_a_dateline_gives_the_agency_and_the_day_and_its_town_is_nobody(dateline):
    report = read(f"{dateline}Gunmen attacked a market on Saturday, the mayor, Teo Brandt, said.\n")
    assert report.document.publisher is not None
    assert report.document.publisher.name == "Gulf Wire"
    assert str(report.document.published.earliest) == "2024-02-04"
    assert not {"KASSOLA", "ADEN"} & set(kinds(report))
    assert all("KASSOLA" not in claim.quote.text for claim in report.claims)


def test_initials_are_the_body_whose_words_they_open_also_without_brackets():
    report = read("The Salt River Front shelled Kasso on Monday. The SRF, once known as the Guard, denied it.\n")
    (front,) = [actor for actor in report.actors if "Salt River Front" in actor.name]
    assert "SRF" in front.aliases
    apart = read("The Salt River Front shelled Kasso on Monday. The NDU denied it.\n")
    assert {"Salt River Front", "NDU"} <= set(kinds(apart))


@pytest.mark.parametrize("quoted", ['"The Crow"', "“The Crow”", "“Crow”"])
def test_a_nickname_is_part_of_a_name(quoted):
    report = read(f"Troops captured Teo {quoted} Brandt on Monday, officials said. Brandt led the Salt Cartel.\n")
    people = [actor for actor in report.actors if actor.kind == "person"]
    assert [actor.name for actor in people] == [f"Teo {quoted} Brandt"]
    assert len(people[0].mentions) == 2


def test_a_cartel_is_no_person():
    report = read("The Kasso Cartel attacked an army post on Sunday, officials said. The Kasso Cartel denied it.\n")
    assert kinds(report)["Kasso Cartel"] in {"organisation", "group"}


def test_it_that_opens_a_sentence_by_speaking_is_the_body_that_spoke_before():
    report = read(
        "The Defence Ministry said it had destroyed the bridge. It accused the Salt Front of hiding there.\n"
        "The mayor, Teo Brandt, said the bridge was old. It said nothing.\n"
    )
    ministry = next(actor.id for actor in report.actors if actor.name == "Defence Ministry")
    accused = next(claim for claim in report.claims if claim.quote.text.startswith("the Salt Front of"))
    assert accused.asserted_by.actor == ministry


@pytest.mark.parametrize(
    ("sentence", "weapons"),
    [
        ("Salt Front fighters seized two tanks near Kasso on Monday.", []),
        ("Four drones were shot down by the army near Kasso on Monday.", []),
        ("Salt Front fighters attacked the army with two tanks near Kasso on Monday.", ["tanks"]),
        ("Salt Front fighters seized the town of Kasso with two tanks on Monday.", ["tanks"]),
    ],
)
def test_what_was_taken_or_shot_down_is_no_weapon_of_the_event(sentence, weapons):
    report = read(sentence + "\n")
    found = [quote.text for event in report.events for quote in event.weapons]
    assert [any(word in text for text in found) for word in weapons] == [True] * len(weapons)
    assert weapons or not found


def test_members_of_a_body_act_for_it():
    report = read(
        "At least nine soldiers were killed when gunmen of the Salt Cartel attacked a post, officials said.\n"
    )
    cartel = next(actor.id for actor in report.actors if "Salt Cartel" in actor.name)
    (attack,) = [event for event in report.events if event.kind == "assault"]
    assert cartel in {one.actor for one in attack.actors if one.role == "agent"}


def test_who_documents_attacks_takes_no_part_in_them():
    report = read("Field Rights Monitor has documented six attacks on the market of Kasso, it said.\n")
    monitors = {actor.id for actor in report.actors if "Monitor" in actor.name}
    assert not any(one.actor in monitors for event in report.events for one in event.actors)


def test_a_year_that_footage_dates_back_to_is_not_that_of_the_day():
    report = read("Hawk News, 3 May, 22:14\n\nThe footage is old and dates back to 2017, an activist told us.\n")
    published = report.document.published
    assert published.earliest is None or published.earliest.year != 2017 or published.latest != published.earliest


def test_two_people_with_titles_are_two():
    report = read("The Prime Minister and President Brandt met in Kasso on 3 March 2016, officials said.\n")
    people = [actor for actor in report.actors if actor.kind == "person"]
    assert len(people) == 2
    assert not any(" and " in quote.text for actor in people for quote in actor.mentions)
