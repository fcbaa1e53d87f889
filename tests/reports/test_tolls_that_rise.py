"""Planted reports in which the dead are counted again: one event, unless somebody else counts."""

from __future__ import annotations

import pytest

from uncut.reports import read_bytes


def tolls(text: str) -> list[int]:
    return [one.killed for one in read_bytes(text.encode()).events if one.killed is not None]


_BOMB = "At least 12 people were killed when a bomb exploded at the market in Orsa on Tuesday."


@pytest.mark.parametrize(
    ("later", "last"),
    [
        ("Police closed the road. The death toll later rose to 17.", 17),
        ("The death toll later rose to 15. By Wednesday the number of dead had reached 17.", 17),
    ],
)
def test_a_toll_that_rises_is_of_one_event(later, last):
    report = read_bytes(f"ORSA, 3 March 2021 - {_BOMB} {later}".encode())
    [event] = [one for one in report.events if one.killed is not None]
    assert event.killed == last
    assert str(event.killed_basis).startswith("the last of the counts that the text gives: 12, ")
    assert not event.is_least_killed


@pytest.mark.parametrize(
    "later",
    [
        "The toll of another attack in Dren rose to 17.",
        "In all of the north the toll since May has risen to 17.",
        "The death toll in Dren rose to 17.",
        "The Hawk Monitor said that the death toll had risen to 17.",
    ],
)
def test_other_tolls_and_those_of_others_are_events_of_their_own(later):
    assert sorted(tolls(f"{_BOMB} {later}")) == [12, 17]


def test_a_day_of_a_relative_clause_is_not_that_of_what_follows():
    text = (
        "Published 5 March 2021\n\nGunmen raided a farm near Dren on 3 March. They sought a man who fled on 1 February. "
        "During the raid four men were killed."
    )
    assert "2021-03-03" in {str(e.time.earliest) for e in read_bytes(text.encode()).events if e.killed and e.time}
