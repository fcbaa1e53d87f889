"""A source is named where the text names it; the capital at the head of a sentence is no name. Whoever claims does not hedge."""

import pytest
from tests.reports.told_claims import told

from uncut.reports import read_bytes


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Hospital staff", "unnamed"), ("The dock workers", "unnamed"), ("The city council", "unnamed"),
        ("Police", "unnamed"), ("Witnesses", "unnamed"), ("Ferrymen", "unnamed"), ("Amnesty", "named"),
        ("Kasso police", "named"), ("The Quay Guard", "named"), ("UN officials", "named"),
    ],
)  # fmt: skip
def test_the_capital_of_a_sentence_is_no_name(source: str, kind: str) -> None:
    [first, *_] = told(f"{source} said that four crates burned. Two ferrymen left.")
    assert first.asserted_by.kind == kind


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("A video casts doubt on the Quay Guard's claim that the store was empty.", "asserted"),
        ("Two clips throw doubt on the Quay Guard's allegation that the store was empty.", "asserted"),
        ("The Quay Guard's fear that the store was empty grew.", "hedged"),
        ("Nobody has looked into the claim that the store was empty.", "hedged"),
    ],
)
def test_whose_claim_is_doubted_does_not_hedge(text: str, stance: str) -> None:
    [claim] = [one for one in told(text) if one.quote.text.endswith("the store was empty")]
    assert (claim.stance, claim.certainty >= 0.8) == (stance, stance == "asserted")


@pytest.mark.parametrize("when", ["on 5 May 2020", "late on Monday"])
def test_a_sentence_that_only_says_who_said_it_and_when_is_not_also_the_writers(when: str) -> None:
    claims = read_bytes(f"The army said {when} that Idlib fell.".encode()).claims
    assert [claim.quote.text for claim in claims] == ["Idlib fell"]
