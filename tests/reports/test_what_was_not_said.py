"""Planted sentences: what somebody did not say, would not say or denies is never his claim."""

import re

import pytest
from tests.reports.told_claims import told

from uncut.cli.show_report import show_report
from uncut.reports import read_bytes

# sentence, source, words, cue
NOT_SAID = [
    ("Neither the mayor nor the guard confirmed the raid.", "Neither the mayor nor the guard", "the raid", "confirmed"),
    ("Captain Teo Brandt never claimed that the dam fell.", "Captain Teo Brandt", "the dam fell", "never claimed"),
    ("The guard refused to say whether the dam fell.", "The guard", "whether the dam fell", "refused to say"),
    ("The guard has yet to confirm that the dam fell.", "The guard", "the dam fell", "has yet to confirm"),
    ("The guard declined to confirm or deny that the dam fell.", "The guard", "the dam fell", "declined to confirm or deny"),
    ("The guard could neither confirm nor deny that it fell.", "The guard", "it fell", "could neither confirm nor deny"),
    ("The guard was unable to confirm that the dam fell.", "The guard", "the dam fell", "was unable to confirm"),
    ("The guard has neither confirmed this nor denied that it fell.", "The guard", "it fell", "has neither confirmed this nor denied"),
    ("The guard cannot confirm that the dam fell.", "The guard", "the dam fell", "cannot confirm"),
    ("The envoy stopped short of saying that the dam fell.", "The envoy", "the dam fell", "stopped short of saying"),
    ("The envoy avoided saying who had opened the dam.", "The envoy", "who had opened the dam", "avoided saying"),
    ("The envoy refrained from saying that the dam fell.", "The envoy", "the dam fell", "refrained from saying"),
    ("Few officials believe that the dam fell.", "Few officials", "the dam fell", "believe"),
    ("Hardly anyone believes that the dam fell.", "Hardly anyone", "the dam fell", "believes"),
    ("Not one witness said that the dam fell.", "Not one witness", "the dam fell", "said"),
    ("Nor did the guard say who had opened the dam.", "the guard", "who had opened the dam", "say"),
    ("The guard found no evidence that the dam fell.", "The guard", "the dam fell", "found no evidence"),
    ("The guard found nothing to suggest that the dam fell.", "The guard", "the dam fell", "nothing to suggest"),
    ("The guard no longer claims that it holds the dam.", "The guard", "it holds the dam", "no longer claims"),
    ("The mayor could have said that the dam fell.", "The mayor", "the dam fell", "could have said"),
    ("The mayor should admit that the dam fell.", "The mayor", "the dam fell", "should admit"),
]  # fmt: skip
# sentence, words
DENIED = [
    ("It is not true that the dam fell, Mayor Lena Roth told the Ledger.", "the dam fell"),
    ("“It's not true that the dam fell,” the mayor said.", "the dam fell"),
    ("The mayor said it was untrue that the dam fell.", "the dam fell"),
    ("The mayor does not believe that the dam fell.", "the dam fell"),
    ("The mayor refused to accept that the dam fell.", "the dam fell"),
    ("The mayor ruled out that the dam fell.", "the dam fell"),
    ("The Ledger has retracted its report that the dam fell.", "its report that the dam fell"),
    ("The mayor walked back the remark about the dam.", "the remark about the dam"),
    ("Rumours that the dam fell were denied by the mayor.", "Rumours that the dam fell"),
    ("The guards deny any part in the raid, and condemn it.", "any part in the raid"),
    ("Captain Brandt led the raid, an allegation he has repeatedly denied.", "Captain Brandt led the raid"),
    ("Orsa says Taf armed the group, a charge rejected by Taf's army.", "Taf armed the group"),
    ("Orsa says that Taf sends boats, which Taf denies.", "Taf sends boats"),
    ("The mayor said he did not believe that the dam near Orsa fell.", "the dam near Orsa fell"),
]


@pytest.mark.parametrize(("text", "source", "words", "cue"), NOT_SAID)
def test_who_did_not_say_it_is_told_not_to_have_said_it(text, source, words, cue):
    [claim] = told(text)
    assert claim.asserted_by.quote is not None
    assert (claim.asserted_by.quote.text, claim.quote.text) == (source, words)
    assert claim.cues[0].text == cue
    assert claim.unsaid is True
    assert claim.stance == "hedged"


@pytest.mark.parametrize(("text", "words"), DENIED)
def test_what_is_denied_is_told_as_denied(text, words):
    stances = [one.stance for one in told(text) if one.quote.text == words and not one.unsaid]
    assert "denied" in stances


def test_several_who_did_not_say_it_are_no_single_actor():
    [claim] = told("The police came late. Neither the police nor the army confirmed the arrests.")
    assert claim.asserted_by.actor is None


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not deny that the dam fell.",
        "The mayor did not rule out that the dam fell.",
        "The mayor is not convinced that the dam fell.",
        "The mayor does not know whether the dam fell.",
        "The mayor allegedly says that the dam fell.",
        "Nobody, not even the rebels, disputes that the dam fell.",
    ],
)
def test_who_does_not_deny_it_says_nothing_surely(text):
    [claim] = told(text)
    assert claim.stance == "hedged"
    assert "the dam fell" in claim.quote.text


@pytest.mark.parametrize(
    "text",
    [
        "It would be wrong to say that both sides fired.",
        "The claim that the dam fell is false.",
        "There is no sign that the dam fell.",
        "Had the police said that the dam fell, the town would have fled.",
        "Anyone who tells you that the dam fell is guessing.",
        "What the papers said about the dam is baseless.",
    ],
)
def test_what_nobody_says_stays_in_the_words_of_the_writer(text):
    assert told(text) == []


def test_the_writers_own_denial_is_denied():
    [claim] = read_bytes(b"It is not true that the dam near Orsa fell.").claims
    assert (claim.quote.text, claim.stance) == ("the dam near Orsa fell", "denied")


def test_not_only_takes_nothing_back():
    [claim] = told("The mayor not only said that the dam fell, he wept.")
    assert claim.stance == "asserted"


def test_what_a_note_takes_back_is_denied():
    text = "The dam near Orsa held.\n\nEditor's note: this article has been amended. It previously stated that the dam fell."
    claim = next(one for one in read_bytes(text.encode()).claims if one.quote.text == "the dam fell")
    assert (claim.asserted_by.kind, claim.stance) == ("publisher", "denied")


def test_the_writer_says_what_somebody_denies_behind_it():
    report = read_bytes(b"Captain Brandt led the raid, an allegation he has repeatedly denied.")
    assert {one.asserted_by.kind for one in report.claims} == {"publisher", "named"}


def test_what_somebody_would_not_say_of_himself_is_not_said():
    [claim] = told("Captain Brandt would not say that he would prefer that the guards left the dam.")
    assert claim.unsaid is True


def test_what_nobody_said_is_no_event_and_no_tie_that_the_program_is_sure_of():
    words = "five people died at Orsa and that Iran armed the rebels"
    said, unsaid = (
        read_bytes(f"Published 5 May 2021. The police {verb} that {words}.".encode())
        for verb in ("have confirmed", "have not confirmed")
    )
    for found in ("events", "ties"):
        (one, *_), (other, *_) = getattr(said, found), getattr(unsaid, found)
        assert other.confidence < min(0.55, 0.7 * one.confidence)


def test_the_screen_says_of_such_an_event_that_nobody_said_so(capsys):
    show_report(read_bytes(b"Published 5 May 2021. The police have not confirmed that five people died at Orsa."))
    shown = " ".join(capsys.readouterr().out.split())
    assert re.search(r"5 killed[^()]*\(c\d; not said; unsure\)", shown)


def test_both_sides_of_the_cue_are_shown(capsys) -> None:
    text = "“This was no accident,” said Mara Lind, a guard. “Our crew filmed the ship as it turned away.”"
    show_report(read_bytes(text.encode()))
    shown = " ".join(capsys.readouterr().out.split())
    assert "“This was no accident,” … “Our crew filmed the ship as it turned away.”" in shown
