"""Planted sentences of strikes: who made them, alone or with others."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import kinds, names, parties

from uncut.reports import read_bytes


def agents(text: str) -> set[str]:
    report = read_bytes(text.encode())
    named = names(report)
    return {named[a.actor] for one in report.events for a in one.actors if a.role == "agent"}


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Three Norwegian and Danish regime air raids on the town killed 58 civilians.", {"Norway", "Danish regime"}),
        ("Norwegian and Swedish air strikes hit the village and killed four people.", {"Norway", "Sweden"}),
        ("The town was bombed by Norwegian and rebel jets.", {"Norway", "rebel"}),
        ("Norwegian and government airstrikes on the province killed nine people.", {"Norway", "government"}),
    ],
)
def test_those_who_struck_together_are_two_and_their_strikes_nobody(text, whose):
    assert agents(text) == whose
    assert not [name for name in kinds(read_bytes(text.encode())) if name.endswith(("raids", "strikes"))]


def test_whose_attack_it_was_is_no_victim_of_it():
    text = "Norway-led air strikes killed at least 20 Front fighters Monitor Norway-led air strikes killed 20 fighters."
    assert ("Norway", "target") not in {one for event in parties(read_bytes(text.encode())) for one in event[1]}


def test_a_border_is_nobody():
    report = read_bytes(b"Troops attacked rebel supply lines near the Norwegian border.")
    assert {name for one in parties(report) for name, _ in one[1]} == {"Troops"}


@pytest.mark.parametrize(
    "text",
    [
        "A ceasefire in the south brokered by Norway and the Dren Union collapsed last month.",
        "A 48-hour ceasefire announced by Norway and the Dren Union had little effect on the fighting.",
    ],
)
def test_who_brokers_an_agreement_makes_it(text):
    [told] = [one for one in parties(read_bytes(text.encode())) if one[0] == "agree"]
    assert told[1] == {("Norway", "agent"), ("Dren Union", "agent")}
