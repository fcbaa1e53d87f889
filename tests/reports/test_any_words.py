"""Sentences that stop anywhere: nothing that somebody writes may end the reader."""

from __future__ import annotations

import pytest

from uncut.reports import read_bytes


@pytest.mark.parametrize(
    "text",
    [
        "The gates stayed shut, records of the harbour offices say",
        "The gates stayed shut, a claim",
        "The gates stayed shut, a harbour report",
    ],
)
def test_a_word_of_saying_may_close_the_text(text: str) -> None:
    assert read_bytes(text.encode()).document.text.startswith("The gates")


def test_what_goes_on_behind_a_source_is_words_and_no_mark_alone() -> None:
    claim = read_bytes("The men left Orsa in their own vans, according to recent reporting—".encode()).claims[0]
    assert claim.quote.text == "The men left Orsa in their own vans"
    assert not claim.continued
