"""Marks of footnotes are no words of what is claimed, and the lines to which they lead claim nothing."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import said

from uncut.model.text import is_placed
from uncut.reports import read_bytes
from uncut.reports.language.notes import blank_marks

NOTES = "\n\n[1] Orsa Post, 3 May 2019, https://orsa.example/1\n[2] Interview with the author, Dren, June 2019.\n"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The Guard denied the raid.[3] It left in May.", [("The Guard", "the raid")]),
        ("“We never fired,”[2] said Colonel Teo Brandt.", [("Colonel Teo Brandt", "“We never fired,”")]),
        ("Nine farmers died in the raid,¹ the ministry said.²", [("the ministry", "Nine farmers died in the raid")]),
        ("The ministry said that nine died.[4][5] They were farmers.", [("The ministry", "nine died")]),
        ("The ministry said that nine died [6].", [("The ministry", "nine died")]),
    ],
)
def test_a_mark_at_the_edge_is_no_part_of_a_claim(text: str, words: list[tuple[str, str]]) -> None:
    assert said(text) == words


def test_a_mark_within_words_stays_in_them_to_the_letter() -> None:
    report = read_bytes(b"The ministry said that nine farmers[7] died on Monday.")
    (claim,) = report.claims
    assert claim.quote.text == "nine farmers[7] died on Monday"
    assert all(is_placed(mention.quote, report.document.text) for mention in report.mentions)
    assert [actor.name for actor in report.actors if "[" in actor.name] == []


def test_the_lines_of_notes_tell_nothing_of_their_own() -> None:
    report = read_bytes(f"The army left Orsa in May.[1] The Guard denied the raid.[2]{NOTES}".encode())
    assert [claim.quote.text for claim in report.claims] == ["The army left Orsa in May.", "the raid"]
    assert report.document.published.basis.startswith("inferred")


def test_a_note_that_says_something_says_it() -> None:
    text = "The army left Orsa.[1]\n\n[1] The mayor told the authors that nine soldiers stayed behind.\n"
    assert said(text) == [("The mayor", "nine soldiers stayed behind")]


@pytest.mark.parametrize("text", ["a base of 12 km² near Orsa", "“They were [12] years old.”", "10⁶ rounds", "[sic]"])
def test_what_is_no_mark_stays(text: str) -> None:
    assert blank_marks(text) == text
