"""Planted heads of plain texts: which line names the outlet, which is the title, who wrote."""

from __future__ import annotations

import pytest

from uncut.reports import read_bytes

_BODY = "\n\nA bridge fell in Orsa on Monday, the river board said. Nobody was hurt.\n\nThe board met at noon."


@pytest.mark.parametrize(
    ("head", "publisher", "title", "byline"),
    [
        ("Orsa Voice | Weekly brief | 8 June 2024\n\nBridge falls in the lower town", "Orsa Voice", "Bridge falls in the lower town", None),
        ("Orsa al Dia (blog)\nPosted by R. Venn on 8 June 2024\n\nBridge falls in the lower town", "Orsa al Dia", "Bridge falls in the lower town", "R. Venn"),
        ("Radio Orsa Libre\nVenn, 8 June 2024\n\nOrsa: bridge falls at noon", "Radio Orsa Libre", "Orsa: bridge falls at noon", None),
        ("River Rights Monitor\nPress statement, 8 June 2024\n\nOrsa: bridge falls at noon", "River Rights Monitor", "Orsa: bridge falls at noon", None),
        ("Bridge falls at noon\n\nORSA, June 8, 2024 (River Wire) - A wall fell too.", "River Wire", "Bridge falls at noon", None),
    ],
)  # fmt: skip
def test_the_head_of_a_text(head: str, publisher: str | None, title: str | None, byline: str | None) -> None:
    document = read_bytes((head + _BODY).encode()).document
    assert (document.publisher.name if document.publisher else None) == publisher
    assert (document.title, document.byline) == (title, byline)


def test_who_published_is_an_outlet() -> None:
    report = read_bytes(("Orsa Voice | Weekly brief | 8 June 2024" + _BODY + " It told Orsa Voice so.").encode())
    assert [actor.kind for actor in report.actors if actor.name == "Orsa Voice"] == ["outlet"]


def test_to_whom_something_is_given_is_no_outlet() -> None:
    report = read_bytes(b"Salt Guard\nWho they are\n\nNorway gave rifles to Salt Guard in May.")
    assert report.document.publisher is None


def test_a_headline_with_the_day_below_it_is_no_outlet() -> None:
    assert read_bytes(("Bridge Falls Again In Orsa\n8 June 2024" + _BODY).encode()).document.publisher is None


def test_the_head_of_a_text_claims_nothing() -> None:
    for head in ("Radio Orsa Libre\nVenn, 8 June 2024", "Bridge falls at noon\nPublished on 8 June 2024 by Orsa Check"):
        told = [claim.quote.text for claim in read_bytes((head + _BODY).encode()).claims]
        assert not any("2024" in words or words.startswith("Radio") for words in told)


def test_the_source_is_not_the_name_that_only_says_whose_it_is() -> None:
    report = read_bytes(b"The Free Brigades of Abu Kasso announced the start of a new battle in the valley.")
    names = {actor.id: actor.name for actor in report.actors}
    assert [names.get(claim.asserted_by.actor or "") for claim in report.claims if claim.cues] == ["Free Brigades"]
