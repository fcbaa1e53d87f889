"""How a claim is told on the screen and in the dossier: its mark, and the words of saying where they are needed."""

import pytest

from uncut.dossier.claim_review import export_claim_reviews
from uncut.dossier.saying import stance_in_words, told_in_passing, words_of_saying
from uncut.dossier.summary import summarise_report
from uncut.reports import read_bytes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The rebels blamed the army for the raid on the market.", "blamed"),
        ("Orsa has repeatedly denied arming the rebels.", "has repeatedly denied"),
        ("The health ministry says 471.", "says"),
        ("The union put the death toll at 21.", "put"),
        ("The guard vowed to leave the town by Friday.", "vowed"),
        ("The guard refused to say whether the dam fell.", "refused to say"),
        ("The guard never claimed that the dam fell.", "never claimed"),
        ("The mayor did not deny that the dam fell.", "did not deny"),
        ("The guard said that the dam fell.", None),
        ("A spokesman denied that his men fired rockets.", None),
        ("According to the guard, the dam near Orsa fell.", None),
    ],
)
def test_the_cue_is_told_where_the_content_is_no_statement(text, words):
    claim = next(one for one in read_bytes(text.encode()).claims if one.asserted_by.kind != "publisher")
    told = words_of_saying(claim)
    assert (told.text if told is not None else None) == words


def test_what_was_not_said_is_told_and_counted_as_that():
    report = read_bytes(b"The guard never claimed that the dam near Orsa fell.")
    [claim] = report.claims
    assert stance_in_words(claim) == "not said"
    assert any("1 not said" in line for line in summarise_report(report))


def test_nobody_is_the_author_of_what_he_denies_or_did_not_say():
    denied = read_bytes(b"A spokesman of the guard denied that his men fired rockets.")
    unsaid = read_bytes(b"The guard never claimed that the dam near Orsa fell.")
    assert b"spokesman" not in export_claim_reviews([denied])
    assert b"fired rockets" in export_claim_reviews([denied])
    assert b"the dam near Orsa fell" not in export_claim_reviews([unsaid])


def test_what_is_told_of_a_source_is_told_in_passing():
    report = read_bytes(b"The health ministry, which is run by the Guard, says 471.")
    [claim] = [one for one in report.claims if one.id in told_in_passing(report)]
    assert claim.quote.text == "The health ministry, which is run by the Guard"


def test_a_source_that_is_only_described_is_counted_once() -> None:
    text = "A police source told Reuters that two men were held. “They ran,” the police source said."
    assert "2 claims by 1 source." in summarise_report(read_bytes(text.encode()))
