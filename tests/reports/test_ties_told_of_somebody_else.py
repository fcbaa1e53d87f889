"""Planted sentences in which the words for a tie are told of somebody else than the two who stand beside them."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import names, ties

from uncut.reports import read_bytes


@pytest.mark.parametrize(
    "text",
    [
        "We decided to avoid joining any bloc led by the Salt Front, the spokesman of the Shield Brigades said.",
        "The council said the television used the version supplied by the army.",
        "A jet of the Ukrainian Air Force was shot down by a fighter of the Russian Aerospace Forces.",
        "Five died, among them Isma Barh, a member of the bureau, an official of the guard told the agency.",
        "The lawyer Ana Jovi said that her client had never sold a weapon to the Salt Front.",
    ],
)
def test_words_of_a_tie_that_are_told_of_another_tie_nobody(text: str):
    assert not {tie for tie in ties(text) if tie[1] in {"leads", "supplies", "part_of", "same_as"}}


def test_whose_nephew_somebody_is_he_is_not():
    text = "He joined a force led by Tareq Saleh, the late president's nephew, and financed by Norway."
    told = ties(text)
    assert ("Tareq Saleh", "leads", "a force") in told
    assert not {tie for tie in told if "the late president" in tie or ("Norway" in tie and "Tareq Saleh" in tie)}


def test_only_whoever_is_asked_to_stop_arming_somebody_arms_him():
    text = (
        "The Network calls on both parties to end the war, and on Norway to stop supplying weapons to the Salt Guard."
    )
    assert ties(text) == {("Norway", "supplies", "Salt Guard")}


def test_those_who_form_an_alliance_are_parts_of_it():
    members = {("Falcons of Ghab", "part_of", "Northern Union"), ("Hama Rifles", "part_of", "Northern Union")}
    assert members <= ties(
        "It joined the Northern Union, an alliance formed by the Falcons of Ghab and the Hama Rifles."
    )
    assert len(ties("The Salt Front is an alliance formed by the Dren Guard and the Orsa Rifles.")) == 2


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("A missile system delivered to Ukraine by Norway was hit.", ("Norway", "supplies", "Ukraine")),
        ("The Salt Front received rockets through a covert CIA programme.", ("CIA", "supplies", "Salt Front")),
        ("Qatar had paid the salaries of the Salt Front's fighters until 2016.", ("Qatar", "supports", "Salt Front")),
        ("Neighbouring Tovia armed the Salt Front.", ("Tovia", "supplies", "Salt Front")),
    ],
)
def test_ways_to_arm_and_to_pay(text: str, tie: tuple[str, str, str]):
    assert tie in ties(text)


def test_an_unknown_neighbour_is_a_state():
    report = read_bytes(b"Neighbouring Tovia armed the Salt Front. Tovia denies this.")
    assert [(one.name, one.kind) for one in report.actors if "Tovia" in one.name] == [("Tovia", "state")]


def test_nobody_to_whom_somebody_complains_takes_part():
    report = read_bytes(b"Norway supplied the guard with rifles, but, he complained to a reporter, never with boots.")
    assert not [one for event in report.events for one in event.actors if "reporter" in names(report)[one.actor]]


def test_who_breaks_with_a_body_behind_what_he_is_has_left_it():
    told = ties("Teo Kasso, a commander in the south, broke with the Dren Guard in 2015.")
    assert ("Teo Kasso", "split_from", "Dren Guard") in told


def test_a_sort_of_group_behind_a_name_is_no_second_group():
    told = ties("The Dren Front, an armed group in the south, split from the Salt Guard in 2015.")
    assert told == {("Dren Front", "split_from", "Salt Guard")}


def test_who_takes_something_from_others_is_no_part_of_them():
    told = ties("The strike hit an area recently seized by rebels from government forces.")
    assert not [tie for tie in told if tie[1] == "part_of"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Salt Watch condemned the killing of nine migrants off Orsa.", "opposes"),
        ("Minister Teo Brandt called the report “a Kremlin tale”.", "met"),
        ("The Salt Guard has been backed by troops despite the Dren Front.", "supports"),
    ],
)
def test_who_condemns_a_deed_or_names_somebody_in_a_quotation_is_tied_to_nobody(text: str, kind: str):
    assert not {tie for tie in ties(text) if tie[1] == kind}


def test_those_whose_convoy_is_struck_are_not_against_who_dies_with_it():
    told = ties("Gunmen ambushed a convoy of the Dren Front on the road, killing nine fighters of the Salt Guard.")
    assert ("Gunmen", "opposes", "fighters") in told
    assert ("Dren Front", "opposes", "fighters") not in told


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ('The "Salt Guard" met with the Dren Front in May.', ("Salt Guard", "met", "Dren Front")),
        ("The Salt Guard met with the “Dren Front” in May.", ("Salt Guard", "met", "Dren Front")),
        ('The Salt Guard held talks with the so-called "Dren Front".', ("Salt Guard", "met", "Dren Front")),
        ("Units of the Salt Guard shelled the camp, killing nine fighters of the Dren Front.", ("Salt Guard", "opposes", "fighters")),
        ("It is not known whether the Salt Guard, which is backed by Norway, attacked Orsa.", ("Norway", "supports", "Salt Guard")),
    ],
)  # fmt: skip
def test_a_name_in_marks_whose_units_and_an_aside_are_tied(text: str, tie: tuple[str, str, str]):
    assert tie in ties(text)


@pytest.mark.parametrize(
    "opening",
    ["If last year Norway supplied", "If, as the mayor says, Norway supplied", "Unless its ally Norway supplies"],
)
def test_what_is_only_supposed_ties_nobody(opening: str):
    assert not ties(f"{opening} rifles to the Salt Guard, the war goes on.")
