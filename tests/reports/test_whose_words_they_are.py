"""Planted sentences in which a name stands beside the source, and sentences in which nobody said it after all."""

from __future__ import annotations

import pytest

from uncut.model.report import Claim, Report
from uncut.reports import read_bytes


def told(text: str, words: str) -> tuple[str | None, Claim]:
    """The name of the actor who says what begins with ``words``, and the claim."""
    report: Report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    claim = next(c for c in report.claims if c.quote.text.startswith(words) and c.asserted_by.kind != "publisher")
    return names.get(claim.asserted_by.actor or ""), claim


@pytest.mark.parametrize(
    ("text", "words", "stance"),
    [
        ("The Orsa health office has not confirmed a single death.", "a single death", "hedged"),
        ("The envoy did not deny the raid.", "the raid", "hedged"),
        ("No official confirmed the raid.", "the raid", "hedged"),
        ("The losses have not been confirmed by the Salt Front.", "The losses", "hedged"),
        ("The mayor was unable to confirm that the dam had held.", "the dam had held", "hedged"),
        ("The council does not support the plan.", "the plan", "denied"),
        ("The envoy denied the raid.", "the raid", "denied"),
        ("The Orsa health office has confirmed nine deaths.", "nine deaths", "asserted"),
        ("The envoy not only confirmed the raid.", "the raid", "asserted"),
    ],
)
def test_what_is_not_said_is_not_asserted(text: str, words: str, stance: str) -> None:
    _, claim = told(text, words)
    assert claim.stance == stance
    assert (claim.certainty < 0.5) == (stance != "asserted")


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("The Salt Front, which was founded by Teo Brandt in 2014 and is paid by Tavria, denies the charge.", "the charge", "Salt Front"),
        ("The Salt Front, led by Teo Brandt, said that the dam had held.", "the dam had held", "Salt Front"),
        ("A spokesman for the Salt Front, Major Teo Brandt, said that the dam had held.", "the dam had held", "Teo Brandt"),
        ("A spokesman for the Salt Front said that the dam had held.", "the dam had held", "Salt Front"),
        ("The dam had been mined since May, according to a former accountant of the Salt Front.", "The dam had", None),
        ("A nurse at the Salt Front said that the dam had held.", "the dam had held", None),
        ("Two nurses and a local teacher said that the dam had held.", "the dam had held", None),
        ('"Lume", 34, whose name has been changed, said that the dam had held.', "the dam had held", "Lume"),
    ],
)  # fmt: skip
def test_who_is_named_beside_a_source_does_not_speak(text: str, words: str, speaker: str | None) -> None:
    assert told(text, words)[0] == speaker


def test_the_report_is_taken_with_those_who_wrote_it() -> None:
    _, claim = told(
        "According to a January report by a panel of experts, arms were flown to the port in late 2023.", "arms"
    )
    assert claim.asserted_by.quote is not None
    assert claim.asserted_by.quote.text == "a January report by a panel of experts"


def test_whoever_is_cited_says_it_to_whoever_cites() -> None:
    text = "As the Salt Ledger wrote, citing an army source, two crates of gas were brought to the port by divers."
    _, claim = told(text, "two crates")
    assert claim.asserted_by.quote is not None
    assert claim.asserted_by.quote.text == "an army source"
    assert claim.asserted_by.via


def test_a_number_is_what_somebody_says_and_the_writer_says_the_rest() -> None:
    text = "The health ministry, which is run by the Salt Front, says 471."
    claims = read_bytes(text.encode()).claims
    assert [(c.asserted_by.kind, c.quote.text) for c in claims] == [
        ("publisher", "The health ministry, which is run by the Salt Front"),
        ("unnamed", "471"),
    ]
