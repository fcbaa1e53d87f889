"""Planted heads of plain texts: title, writer, outlet and day on lines of one block, and from where a text comes."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.reports.told_claims import kinds, names

from uncut.model.report import Report
from uncut.reports import read_bytes

_BODY = "\n\nThe army left the town of Orsa in May. Nine men were held there for a week.\n"


def read(head: str) -> Report:
    return read_bytes((head + _BODY).encode())


@pytest.mark.parametrize(
    ("head", "title", "publisher", "day"),
    [
        (
            "Who are the Shield Brigades? Inside an armed group of the quiet north of Orsa\nBy Lina Haddad\nLevant Observer\n14 March 2019",
            "Who are the Shield Brigades? Inside an armed group of the quiet north of Orsa",
            "Levant Observer",
            dt.date(2019, 3, 14),
        ),
        (
            "FARMERS KILLED AT A MARKET\nIncident report 2024/117\nDren Civilian Protection Network\nPublished: 9 October 2024",
            "FARMERS KILLED AT A MARKET",
            "Dren Civilian Protection Network",
            dt.date(2024, 10, 9),
        ),
        (
            "“They asked us for money, then they asked us for our sons”: a talk about the war in Orsa\nThe Sahel Review, 23 February 2021",
            "“They asked us for money, then they asked us for our sons”: a talk about the war in Orsa",
            "The Sahel Review",
            dt.date(2021, 2, 23),
        ),
    ],
)  # fmt: skip
def test_a_block_of_lines_with_a_day_is_a_head(head: str, title: str, publisher: str, day: dt.date):
    document = read(head).document
    assert document.title == title
    assert document.publisher is not None
    assert document.publisher.name == publisher
    assert document.published.earliest == document.published.latest == day
    assert not [claim for claim in read(head).claims if "\n" in claim.quote.text]


def test_a_stamp_without_a_day_and_who_reports_live_belong_to_a_head():
    head = "Orsa live: hospital struck as talks resume in Dren\nLast updated 18:05 GMT\nLive reporting by Tom Ellis"
    assert read(head).document.title == "Orsa live: hospital struck as talks resume in Dren"


def test_a_language_is_no_outlet_from_which_a_text_comes():
    report = read("Who they are\n\nThis profile first appeared in Arabic in Enab Daily and is republished here.")
    links = [(names(report)[one.actor], one.role) for one in report.document.chain]
    assert ("Enab Daily", "republished_from") in links
    assert "Arabic" not in kinds(report)


def test_who_is_told_that_another_filmed_has_not_filmed():
    report = read("A clip\n\nThe February Channel confirmed to the Verify Desk that it had recorded the video.")
    made = [names(report)[hand.actor or ""] for one in report.footage for hand in one.by or [] if hand.actor]
    assert "Verify Desk" not in made


def test_initials_in_another_language_are_their_body():
    report = read("A camp\n\nDoctors Without Borders (MSF) said so. The teams of MSF were there.")
    assert [one.name for one in report.actors if "MSF" in {one.name, *one.aliases}] == ["Doctors Without Borders"]


def test_a_place_in_a_headline_in_capitals_has_no_preposition():
    report = read("SUDAN: CIVILIANS KILLED IN ATTACK ON MARKET IN NORTH DARFUR")
    assert not [name for name in kinds(report) if name.startswith("IN ")]


@pytest.mark.parametrize(
    ("title", "byline"),
    [
        ("Analysis: Rebels Took Orsa", None),
        ("Opinion | Norway Must Act Now", None),
        ("Comment: The War Continues\nBy Derek Lume", "Derek Lume"),
        ("Bridge falls again\nComment: The War Continues", None),
    ],
)
def test_a_title_behind_a_label_is_nobody_who_writes(title: str, byline: str | None) -> None:
    report = read_bytes((title + _BODY).encode())
    assert report.document.byline == byline
    assert report.claims[0].quote.text == title.split("\n", maxsplit=1)[0]
