"""Planted heads of records, releases and briefs: who publishes, when, and that a label does not speak."""

from __future__ import annotations

import datetime as dt

import pytest

from uncut.model.report import Report
from uncut.reports import read_bytes

RECORD = """Incident code: QX12
Incident date: March 17, 2017
Location: Dren, Orsa, Sudan
Civilian harm reported: Yes
Civilians reported killed: 105 – 141
Civilians reported injured: 30

Local media reported that between 105 and 141 civilians were killed. On May 25, 2017, the Guard said it had struck the house.
"""


@pytest.fixture(scope="module")
def record() -> Report:
    return read_bytes(RECORD.encode())


def test_the_day_of_an_incident_is_not_that_of_the_record(record: Report) -> None:
    assert record.document.published.earliest == dt.date(2017, 5, 25)
    assert record.document.published.basis.startswith("inferred")


def test_nobody_speaks_behind_the_labels_of_a_record(record: Report) -> None:
    head = RECORD.index("Local media")
    said = [claim for claim in record.claims if claim.quote.start < head]
    assert {claim.asserted_by.kind for claim in said} == {"publisher"}
    assert [claim.quote.text for claim in said][2:4] == ["Location: Dren, Orsa, Sudan", "Civilian harm reported: Yes"]


def test_of_two_numbers_the_lower_one_is_the_least(record: Report) -> None:
    assert [event.killed for event in record.events if event.killed] == [105, 105]
    assert [event.injured for event in record.events if event.injured] == [30]
    assert "lower" in str(record.events[-2].killed_basis) or "lower" in str(record.events[-1].killed_basis)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Dren Monitor\nWeekly situation brief, 3 – 9 February 2025\n\n", "Dren Monitor"),
        ("Nine men left Orsa, witnesses say\nThe Orsa Dispatch | 7 April 2022 | By Awa Lind in Dren\n\n", "The Orsa Dispatch"),
        ("Statement on the strike on Orsa\nOrsa Rights Lawyers, Dren, 5 July 2019\n\nOrsa Rights Lawyers condemns the strike. ", "Orsa Rights Lawyers"),
        ("PRESS RELEASE\nMinistry of National Defence, Republic of Orsa\nDren, 21 August 2023\n\n", "Ministry of National Defence"),
        ("Orsa Observatory for Human Rights\n\nDren province: OOHR monitored the death of nine men. ", "Orsa Observatory for Human Rights"),
    ],
)  # fmt: skip
def test_who_publishes_is_read_from_the_head(head: str, name: str) -> None:
    publisher = read_bytes(f"{head}Nine men were seen in Orsa on Friday.\n".encode()).document.publisher
    assert publisher is not None
    assert publisher.name == name


def test_a_dateline_is_not_older_than_what_the_text_looks_back_on() -> None:
    text = "ORSA, Dec 2 (Gulf Wire) - The Guard left the town in March 2015. Norway ended its aid in February 2021.\n"
    assert read_bytes(text.encode()).document.published.earliest == dt.date(2021, 12, 2)


@pytest.mark.parametrize("line", ["By Amal Lind and staff reporters", "28 February 2021 by admin"])
def test_a_line_that_says_who_wrote_is_no_claim(line: str) -> None:
    report = read_bytes(f"Nine men left Orsa\n\n{line}\n\nNine men were seen in Orsa on Friday.\n".encode())
    assert line not in [claim.quote.text for claim in report.claims]


def test_a_courtesy_ends_no_sentence() -> None:
    report = read_bytes(b"The Minister of Defence, H.E. Omar Haddad, said that nine men had left.")
    names = {actor.id: actor.name for actor in report.actors}
    assert [names.get(claim.asserted_by.actor or "") for claim in report.claims] == ["Omar Haddad"]
