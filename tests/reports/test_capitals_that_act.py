"""Planted sentences in which a capital stands for its government, and those in which it is a place."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import kinds, names, parties

from uncut.reports import read_bytes


def speakers(text: str) -> set[str | None]:
    report = read_bytes(text.encode())
    named = names(report)
    return {named.get(str(one.asserted_by.actor)) for one in report.claims if one.asserted_by.kind != "publisher"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Kyiv said that its troops left the town.", "Kyiv"),
        ("Moscow has repeatedly denied that its jets hit the hospital.", "Moscow"),
    ],
)
def test_a_capital_that_speaks_is_a_state(text, who):
    assert speakers(text) == {who}
    assert kinds(read_bytes(text.encode()))[who] == "state"


def test_a_capital_that_accuses_is_the_agent():
    told = parties(read_bytes(b"Damascus accused the rebels of shelling the market."))
    assert ("accuse", {("Damascus", "agent"), ("the rebels", "target")}, None) in told


def test_what_a_capital_does_happens_not_in_it():
    report = read_bytes(b"The rebels said that Damascus rejected the ceasefire.")
    assert not [one for event in report.events for one in event.places]


@pytest.mark.parametrize(
    "text",
    [
        "Officials in Damascus said that the road was open.",
        "Damascus was accused of shelling the market.",
        "Shells hit Damascus on Monday.",
    ],
)
def test_a_capital_in_which_something_is_is_a_place(text):
    assert "Damascus" not in kinds(read_bytes(text.encode()))


def test_a_paper_called_after_a_capital_is_another_one():
    text = "Kyiv said on Monday that it had struck a depot. The Kyiv Independent said that there were fires."
    assert speakers(text) == {"Kyiv", "Kyiv Independent"}
