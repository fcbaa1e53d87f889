"""Planted sentences: how many were killed and injured, and when."""

from __future__ import annotations

import datetime as dt

import pytest

from uncut.reports import read_bytes
from uncut.reports.claims.casualties import find_casualties


@pytest.mark.parametrize(
    ("sentence", "killed", "injured"),
    [
        ("Four civilians were killed and 11 wounded by rockets.", 4, 11),
        ("The channel claims that three guards were killed and seven injured.", 3, 7),
        ("At least nine people, seven of them farmers, were killed by a bomb.", 9, None),
        ("A barrel bomb killed a family of five in Orsa.", 5, None),
        ("Two old men who could not flee were burned to death.", 2, None),
        ("At least three of the dead were farmers.", None, None),
        ("Two guards who said that nobody was killed have left.", None, None),
    ],
)
def test_how_many_were_hurt(sentence: str, killed: int | None, injured: int | None) -> None:
    found = find_casualties(sentence, 0, len(sentence))
    assert (found.killed, found.injured) == (killed, injured)


def day_of(text: str) -> dt.date | None:
    [event] = [event for event in read_bytes(text.encode()).events if event.killed]
    return event.time.earliest if event.time else None


def test_the_day_of_the_killing_is_not_the_day_on_which_it_is_told() -> None:
    text = "19 April 2022\n\nGuards killed 40 men in the town of Orsa on 5 April, the river board said today."
    assert day_of(text) == dt.date(2022, 4, 5)


def test_the_day_in_an_insertion_is_that_of_another_event() -> None:
    text = "19 April 2022\n\nThe militia, which took the valley on 3 March, killed four farmers near Orsa."
    assert day_of(text) != dt.date(2022, 3, 3)


def test_a_year_that_the_text_looks_back_on_is_not_that_of_the_dateline() -> None:
    text = "ADEN, June 13 (Gulf Wire) - A ship was struck on Wednesday.\n\nThe militia took the port in 2014."
    published = read_bytes(text.encode()).document.published
    assert published.latest is None
    assert published.earliest == dt.date(2014, 1, 1)


def test_a_capital_that_speaks_is_not_where_it_happened() -> None:
    text = (
        "Rockets killed four farmers in Aleppo on 3 May 2016. Moscow said that rebels fired on the town on 4 May 2016."
    )
    places = [{place.name for place in event.places} for event in read_bytes(text.encode()).events]
    assert places
    assert not any("Moscow" in names for names in places)


def test_people_speak_on_a_network_and_nothing_happens_there() -> None:
    report = read_bytes(b'Sergei Venn, head of the board, on Telegram: "A drone was shot down near the dam."')
    assert not any(mention.kind == "location" and "Telegram" in mention.quote.text for mention in report.mentions)


def test_a_headline_counts_the_dead_without_a_verb_of_being() -> None:
    sentence = "At least 40 men executed in Orsa"
    assert find_casualties(sentence, 0, len(sentence)).killed == 40


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("15 Apr 2017 - At least 100 killed after a bomb hits a bus convoy.", 100),
        ("29 Jul 2016 - Jets killed at least 15 civilians in the town.", 15),
        ("25 April 2017 51 martyrs from the two towns were escorted from the hospital.", 51),
    ],
)
def test_no_word_of_a_day_counts_the_dead(text: str, killed: int) -> None:
    assert [one.killed for one in read_bytes(text.encode()).events if one.killed is not None] == [killed]


@pytest.mark.parametrize(
    "text",
    [
        "Fri 07 Apr 2017 at 0914 the governor says a Northern attack caused deaths.",
        "The governor said that an attack caused deaths.",
    ],
)
def test_neither_an_hour_nor_one_attack_counts_several_dead(text: str) -> None:
    assert not {one.killed for one in read_bytes(text.encode()).events} & {1, 914}


def test_a_number_alone_counts_the_dead() -> None:
    assert 6 in [one.killed for one in read_bytes(b"The Front shelled the market, killing six.").events]
