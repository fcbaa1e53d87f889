"""Planted sentences of court reports, sitreps, threads and wire copy: who takes part in what, and whose word it is."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import kinds, parties, said, ties, told

from uncut.reports import read_bytes


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("The guard was dissolved in 2004 after a war with a faction led by Omar Kasso.", "Omar Kasso", "agent"),
        ("A judge was shot dead on Sunday, security officials said, in the latest of many killings by the rebels who fight here.", "security officials", "agent"),
        ("The former president Alva Uribe, under whom the killings took place, called it an attempt to humiliate the army.", "Alva Uribe", "agent"),
        ("After the explosion the attackers fired a rocket.", "the attackers", "target"),
        ("The envoy accused the capital of collaborating with the Salt Front.", "Salt Front", "target"),
        ("The convoy of the Salt Guard hit two explosive devices.", "Salt Guard", "agent"),
        ("The council said the attack bore the hallmarks of the Salt Front.", "Salt Front", "target"),
    ],
)  # fmt: skip
def test_who_stands_beside_an_event_takes_no_part_in_it(text: str, name: str, role: str):
    assert not [one for one in parties(read_bytes(text.encode())) if (name, role) in one[1]]


def test_who_wants_something_and_fights_is_told_to_fight():
    found = parties(
        read_bytes(b"The Salt Council, which wants independence for the south, fought the Dren Guard in 2019.")
    )
    assert [one[0] for one in found] == ["fight"]


def test_two_who_died_are_not_counted_as_one():
    text = "It shows the raid in which Omar Kasso, head of the Front, and Teo Lume were killed."
    assert [one[2] for one in parties(read_bytes(text.encode())) if one[0] == "assault"] == [None]


def test_a_list_of_those_who_were_killed_is_counted():
    text = "Since 2015 at least 103 clerics, judges and politicians have been assassinated here."
    assert [one[2] for one in parties(read_bytes(text.encode()))] == [103]


def test_who_backs_one_side_does_not_stand_in_a_list_with_the_other():
    text = "Fighting between the Salt Army, supported by Dren militias, and the Orsa Movement intensified on Monday."
    assert ("Orsa Movement", "supports", "Salt Army") not in ties(text)
    [fight] = [one for one in parties(read_bytes(text.encode())) if one[0] == "fight"]
    assert {name for name, _ in fight[1]} == {"Salt Army", "Orsa Movement"}


def test_whose_support_is_documented_supports():
    found = ties("The Group of Experts has documented direct support of Rwanda for the Salt Movement.")
    assert ("Rwanda", "supports", "Salt Movement") in found
    assert ("Group of Experts", "supports", "Rwanda") not in found


def test_what_belongs_to_a_company_is_no_gunman():
    assert not ties("Gunmen blew up a mast belonging to the Salt Company.")


def test_who_has_seen_a_paper_does_not_say_what_it_says():
    [claim] = told("A confidential UN document seen by AFP attributes the launch to the army.")
    assert claim.asserted_by.actor is None


def test_the_number_of_a_post_is_no_part_of_who_speaks():
    text = "THREAD: what is known of the raid. 1/3\n\n2/3 President Dute declared that Orsa was free.\n\n3/3 UPDATE: it fell."
    assert [source for source, _ in said(text)] == ["President Dute"]
    assert not {"THREAD", "UPDATE"} & set(kinds(read_bytes(text.encode())))


def test_a_number_behind_a_body_counts_what_follows():
    [(source, words)] = said("According to the military 47 civilians died in the raid on the town.")
    assert (source, words) == ("the military", "47 civilians died in the raid on the town")


def test_a_tally_is_by_somebody():
    text = "Nine clerics have been killed in the town, according to a tally by the Abductees' Mothers Association."
    [(source, words)] = said(text)
    assert words == "Nine clerics have been killed in the town"
    assert source.endswith("Mothers Association")


def test_what_a_clip_purports_to_show_ends_where_it_goes_round():
    text = "A 40-second clip purporting to show the burning car circulated on Twitter on Tuesday."
    [claim] = told(text)
    assert (claim.quote.text, claim.stance) == ("the burning car", "hedged")


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("The Special Jurisdiction for Peace (SJP) charged nine. The SJP wrote so.", "Special Jurisdiction for Peace", "SJP"),
        ("The March 23 Movement (M23) left. The M23 denies that it took Orsa.", "March 23 Movement", "M23"),
        ("The Congolese armed forces (FARDC) left. The FARDC said so in May.", "Congolese armed forces", "FARDC"),
    ],
)  # fmt: skip
def test_a_body_is_named_up_to_its_initials(text: str, name: str, alias: str):
    [body] = [one for one in read_bytes(text.encode()).actors if alias in {one.name, *one.aliases}]
    assert body.name == name


def test_the_first_of_two_surnames_is_a_person_and_no_town():
    text = "They charged General Henry Torres Escalante with it in Colombia. Torres has denied this in the court."
    report = read_bytes(text.encode())
    assert [one.name for one in report.actors if "Torres" in one.name] == ["Henry Torres Escalante"]
    assert not [one for one in report.mentions if one.kind == "location" and one.quote.text == "Torres"]


def test_a_party_that_is_called_like_a_town_is_a_party():
    text = "Islah blamed the guard for the killing. A member of Yemen's Islah party was shot dead in Aden on Sunday."
    report = read_bytes(text.encode())
    assert [one.kind for one in report.actors if one.name == "Islah"] == ["organisation"]
    assert not [one for one in report.mentions if one.kind == "location" and one.quote.text == "Islah"]


def test_who_fights_somebody_and_takes_the_town_holds_it():
    text = "The Salt Council fought government forces for Aden in August 2019 and took the city."
    assert not {tie for tie in ties(text) if tie[0] == "government forces"}


def test_cars_and_heads_are_nobody():
    report = read_bytes(b"Their Land Cruiser hit a mine. Kasso had a bounty of nine dollars on his head.")
    assert not [name for name in kinds(report) if "Cruiser" in name or name == "his head"]
