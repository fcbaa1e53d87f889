"""Whose words they are in a transcript, an interview without labels and a speech, and who is told in them by whom."""

from __future__ import annotations

from tests.reports.told_claims import kinds, names

from uncut.model.report import Report
from uncut.reports import read_bytes

RADIO = """Radio Dren
Transcript, 22 August 2019

PRESENTER: Good afternoon, you're listening to Radio Dren. Armed men have attacked a police post in Orsa. Our reporter
Nina Falk is there.

FALK: The attack began at four in the morning. The police say two officers died in it.

PRESENTER: Is the letter genuine?

FALK: The mayor believes so.

PRESENTER: Thank you for being with us. We will be back after the news.
"""
DEFECTOR = """A defector speaks

By Petra Lind
The Orsa Post, 16 June 2021

Yasin Kasso, 29, served in the Harbour Guard before he fled. He spoke to The Orsa Post in Dren.

Why did you join?

“I had no choice. They told me that it was the army or prison.”

The government has said that rebels did it. Is that true?

“No. The rebels had left two days before.”
"""
SPEECH = """Statement to Parliament by the Minister of Foreign Affairs, Ms Helka Rannes, on the Strait of Volos

Tuesday 5 November 2024

On Saturday the patrol ship was hit. We believe that the boats belonged to the Harbour Guard. The mayor denied it.
"""


def told(report: Report) -> list[tuple[str | None, str, list[str]]]:
    named = names(report)
    return [
        (named.get(one.asserted_by.actor or ""), one.quote.text, [named[via] for via in one.asserted_by.via])
        for one in report.claims
    ]


def test_what_others_say_in_a_turn_is_told_by_whose_turn_it_is() -> None:
    report = read_bytes(RADIO.encode())
    assert ("The police", "two officers died in it", ["Nina Falk"]) in [
        (who, words, via[-1:]) for who, words, via in told(report)
    ]


def test_a_turn_that_only_thanks_tells_nothing_and_a_short_question_asks() -> None:
    report = read_bytes(RADIO.encode())
    assert not [words for _, words, _ in told(report) if words.startswith("Thank you")]
    (asked,) = [one for one in report.claims if one.quote.text == "Is the letter genuine?"]
    assert (asked.stance, asked.asserted_by.kind) == ("asked", "named")


def test_who_takes_turns_is_a_person_by_her_surname_or_her_part() -> None:
    named = kinds(read_bytes(RADIO.encode()))
    assert (named["PRESENTER"], named["Nina Falk"], "FALK" in named) == ("person", "person", False)


def test_quoted_answers_are_those_of_whoever_spoke() -> None:
    claims = told(read_bytes(DEFECTOR.encode()))
    answers = [(words, via) for who, words, via in claims if who == "Yasin Kasso"]
    assert answers == [
        ("I had no choice.", ["The Orsa Post"]),
        ("No.", ["The Orsa Post"]),
        ("The rebels had left two days before.", ["The Orsa Post"]),
    ]
    assert (None, "it was the army or prison", ["The Orsa Post", "Yasin Kasso"]) in claims


def test_one_quotation_behind_a_question_is_no_interview() -> None:
    text = DEFECTOR.split("The government", maxsplit=1)[0]
    assert not [words for who, words, _ in told(read_bytes(text.encode())) if who == "Yasin Kasso"]


def test_a_speech_is_told_in_the_voice_of_its_speaker() -> None:
    report = read_bytes(SPEECH.encode())
    assert report.document.byline == "Helka Rannes"
    claims = told(report)
    assert ("Helka Rannes", "the boats belonged to the Harbour Guard", []) in claims
    assert ("Helka Rannes", "On Saturday the patrol ship was hit.", []) in claims
    assert kinds(report)["Helka Rannes"] == "person"


def test_one_quotation_is_told_once_though_a_stop_stands_in_it() -> None:
    text = "Governor Teo Brandt: “At 6 a.m. Kharan came under fire from rockets. Two houses were damaged.”"
    assert len(told(read_bytes(text.encode()))) == 1


def test_a_video_that_was_shown_shows_nothing_by_that() -> None:
    report = read_bytes(b"The video that the television showed was cut.")
    assert [one.asserted_by.kind for one in report.claims] == ["publisher"]
