"""Planted sentences that tell how long a tie held: ends that stand in a later sentence, and whose time it is."""

from __future__ import annotations

import datetime as dt

import pytest

from uncut.model.report import Tie
from uncut.reports import read_bytes

YEAR = "Salt Ledger, 12 May 2021\n\n"


def ties(text: str) -> dict[tuple[str, str, str], Tie]:
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    return {(names[tie.from_], tie.kind, names[tie.to]): tie for tie in report.ties}


def ends(tie: Tie) -> tuple[dt.date | None, dt.date | None]:
    assert tie.time is not None
    return tie.time.earliest, tie.time.latest


def test_the_end_of_a_programme_ends_what_was_supplied_through_it() -> None:
    text = (
        "The Salt Front received rockets from Norway in 2015. The programme was run from Orsa. "
        "Norway ended the programme in 2017. It said nothing more."
    )
    found = ties(text)[("Norway", "supplies", "Salt Front")]
    assert ends(found) == (dt.date(2015, 1, 1), dt.date(2017, 12, 31))
    assert found.time is not None
    assert found.time.quote is not None
    assert found.time.quote.text == "2017"


def test_the_end_of_one_givers_help_ends_no_other_ones() -> None:
    text = "The Salt Front received rockets from Norway. The Quay Guard ended its training in 2017."
    assert ties(text)[("Norway", "supplies", "Salt Front")].time is None


def test_a_programme_can_be_ended_by_who_is_no_party_to_it() -> None:
    text = "The Salt Front received rockets from Norway. President Omar Lind shut down the programme in 2017."
    assert ends(ties(text)[("Norway", "supplies", "Salt Front")]) == (None, dt.date(2017, 12, 31))


def test_who_ended_support_supported_until_then() -> None:
    text = "The United States ended its support for the coalition's operations in February 2021."
    assert ends(ties(text)[("United States", "supports", "the coalition")]) == (None, dt.date(2021, 2, 28))


def test_the_end_of_help_that_is_told_in_passing_ends_what_its_giver_gave_however_long_before() -> None:
    between = "The town lies on a river. Nobody lives there now. " * 5
    text = (
        f"The Salt Front received rockets from Norway. Chad trained the Salt Front. {between}"
        "Its men have hidden little since the suspension of the Norwegian support in 2017, when Lind left in 2019."
    )
    found = ties(text.replace("Norwegian support", "Norway’s support"))
    assert ends(found[("Norway", "supplies", "Salt Front")]) == (None, dt.date(2017, 12, 31))
    assert found[("Chad", "supports", "Salt Front")].time is None


@pytest.mark.parametrize("words", ["He called for the suspension of Norway’s support in 2017.",
                                   "They met before the suspension of the talks with Norway in 2017."])  # fmt: skip
def test_an_end_that_was_only_asked_for_ends_no_help(words: str) -> None:
    text = f"The Salt Front received rockets from Norway. {words}"
    assert ties(text)[("Norway", "supplies", "Salt Front")].time is None


def test_a_union_that_is_left_without_its_name_is_the_one_told_before() -> None:
    text = "The Quay Guard was part of the Northern Alliance. It left the alliance in 2019."
    assert ends(ties(text)[("Quay Guard", "part_of", "Northern Alliance")]) == (None, dt.date(2019, 12, 31))


def test_an_alliance_with_somebody_that_was_left_held_until_then() -> None:
    text = "The Quay Guard, which left the alliance with the Salt Front in 2019, took Orsa."
    found = ties(text)
    assert ends(found[("Quay Guard", "allied_with", "Salt Front")]) == (None, dt.date(2019, 12, 31))
    assert not any(kind == "split_from" for _, kind, _ in found)


def test_a_tie_has_the_time_of_its_own_clause() -> None:
    text = "The coalition left Orsa in March 2015 after the Salt Front ousted the Quay Guard from Dren in late 2014."
    assert ends(ties(text)[("Salt Front", "opposes", "Quay Guard")]) == (dt.date(2014, 1, 1), dt.date(2014, 12, 31))


def test_a_compound_of_a_backer_has_no_time() -> None:
    text = "A missile fired by the Norway-aligned Salt Front hit Orsa on 3 May 2021."
    assert ties(text)[("Norway", "supports", "Salt Front")].time is None


@pytest.mark.parametrize(
    ("text", "expected", "polarity"),
    [
        ("It was backed by Norway and, until late 2018, by others.", ("Norway", "supports", "Salt Front"), None),
        ("It has never been supplied with aircraft by Jordan.", ("Jordan", "supplies", "Salt Front"), "negative"),
        ("It is part of the Northern Shield.", ("Salt Front", "part_of", "Northern Shield"), None),
    ],
)
def test_it_that_opens_a_sentence_is_the_body_that_opens_the_one_before(
    text: str, expected: tuple[str, str, str], polarity: str | None
) -> None:
    found = ties(f"The Salt Front has held Dren for years. {text}")
    assert (found[expected].polarity or None) == polarity


@pytest.mark.parametrize(
    "text", ["It is clear that the Quay Guard left.", "It took nine days to reach the Quay Guard."]
)
def test_it_that_stands_for_no_body_is_tied_to_nobody(text: str) -> None:
    assert not any("Quay Guard" in pair for pair in ties(f"The Salt Front has held Dren for years. {text}"))


def test_those_of_whose_merger_a_body_was_formed_merged_into_it() -> None:
    text = "The Northern Shield (NS), which was formed in March 2017 by the merger of Ansar Dine, the Quay Guard and the Hill Brigade, left."
    merged = {who for who, kind, whom in ties(text) if kind == "merged_into" and whom == "Northern Shield"}
    assert merged == {"Ansar Dine", "Quay Guard", "Hill Brigade"}


def test_what_a_body_was_before_was_renamed_to_it() -> None:
    text = "Residents said that the Salt Front, which was the Quay Guard before breaking with al-Qaeda, left."
    assert ("Quay Guard", "renamed_to", "Salt Front") in ties(text)


@pytest.mark.parametrize(
    ("text", "expected", "sure"),
    [
        ("The Quay Guard became one of the Salt Front's allies when it changed its name to the Shore Council (SC).", "Quay Guard", False),
        ("The Quay Guard fought the Salt Front until it renamed itself the Shore Council in 2021.", "Quay Guard", False),
        ("The Quay Guard left the port when it renamed itself the Shore Council in 2021.", "Quay Guard", True),
        ("A raid by the Salt Front hurt the Quay Guard before it rebranded itself as the Shore Council.", "Quay Guard", False),
    ],
)  # fmt: skip
def test_it_that_changed_its_name_is_the_subject_and_undecided_beside_another(text: str, expected: str, sure: bool):
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    renamed = [
        (names[tie.from_], names[tie.to], tie.confidence >= 0.5) for tie in report.ties if tie.kind == "renamed_to"
    ]
    assert renamed == [(expected, "Shore Council", sure)]
