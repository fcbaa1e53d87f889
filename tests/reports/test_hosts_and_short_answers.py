"""What a host says to readers tells nothing, a word may answer a question, and who sends a message tells it."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import names

from uncut.reports import read_bytes

LIVE = "Orsa live\n\nThe army has entered Orsa, the mayor said.\n\n{}\n"


def claims(text: str) -> list[str]:
    return [claim.quote.text for claim in read_bytes(text.encode()).claims]


@pytest.mark.parametrize(
    "housekeeping",
    [
        "Good morning and welcome to our live coverage of the fighting in Orsa.",
        "I’m Nina Falk and I’ll be with you for the next few hours.",
        "That’s all for today.",
        "That's it from me, Nina Falk, for this evening.",
        "Thanks for following along.",
        "Thank you for joining us.",
        "We will be back tomorrow.",
        "This live blog is now closed.",
        "We’re pausing our live coverage for the night.",
        "Here’s a summary of the day’s events:",
        "You’re listening to Radio Orsa.",
        "Stay tuned.",
    ],
)
def test_what_a_host_says_to_readers_is_no_claim(housekeeping: str) -> None:
    assert claims(LIVE.format(housekeeping))[-1] == "The army has entered Orsa"


@pytest.mark.parametrize(
    "told",
    [
        "I am Nina Falk, and the army took my house.",
        "We will be here until they leave.",
        "This is the third raid on Orsa.",
        "That is all that is left of the mill.",
        "Thanks to the army, Orsa was spared.",
        "Good roads lead to Orsa.",
    ],
)
def test_what_only_sounds_so_is_told(told: str) -> None:
    assert claims(LIVE.format(told))[-1] == told


def test_one_word_answers_a_question() -> None:
    text = (
        "Interview with Abu Kasso\n\nNina Falk spoke to Abu Kasso in Dren.\n\nQ: Did you see the raid?\n\nA: No.\n\n"
        "Q: Was the Guard there?\n\nA: Yes. Nine of them came.\n"
    )
    report = read_bytes(text.encode())
    answers = [claim for claim in report.claims if names(report).get(claim.asserted_by.actor or "") == "Abu Kasso"]
    assert [claim.quote.text for claim in answers] == ["No.", "Yes.", "Nine of them came."]


def test_one_word_answers_a_question_behind_a_name() -> None:
    text = "FALK: Did the army fire first?\n\nKASSO: No.\n\nFALK: Who was it?\n\nKASSO: The men of the Guard came down from the hill.\n"
    report = read_bytes(text.encode())
    told = [(claim.asserted_by.quote.text, claim.quote.text) for claim in report.claims if claim.asserted_by.quote]
    assert ("KASSO", "No.") in told


def test_a_message_is_told_by_who_sent_it() -> None:
    head = 'From: "Nina Falk" <n.falk@orsa.example>\nTo: desk@other.example\nSubject: Army enters Orsa\n'
    more = "Date: Mon, 6 May 2019 10:00:00 +0000\nMIME-Version: 1.0\nContent-Type: text/plain\n\n"
    report = read_bytes(f"{head}{more}I saw two tanks on the bridge of Orsa.\n".encode())
    assert report.document.byline == "Nina Falk"
    assert report.document.publisher is not None and report.document.publisher.name == "Nina Falk"
    (sender,) = [actor for actor in report.actors if actor.name == "Nina Falk"]
    assert (sender.kind, report.claims[-1].asserted_by.actor) == ("person", sender.id)


def test_a_column_is_headed_by_its_writer() -> None:
    text = (
        "Opinion | Nina Falk\n\nWhy the truce in Orsa will not hold\n\nMay 3, 2019\n\nThe truce was signed on Monday.\n"
    )
    document = read_bytes(text.encode()).document
    assert (document.byline, document.title) == ("Nina Falk", "Why the truce in Orsa will not hold")
    assert claims(text)[0] == "Why the truce in Orsa will not hold"


def test_a_title_with_a_label_is_no_writer() -> None:
    text = "Analysis: Rebels at the Gates\n\nMay 3, 2019\n\nThe rebels reached the gates of Orsa on Monday.\n"
    assert read_bytes(text.encode()).document.byline is None
