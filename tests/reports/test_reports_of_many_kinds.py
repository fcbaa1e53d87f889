"""What digests, fact-checks, notes, releases and columns are made of: none of it is a claim, an actor or a chain."""

import pytest
from msgspec import UNSET
from tests.reports.told_claims import kinds, names, parties, said, ties

from uncut.reports import read_bytes

DIGEST = """Salt Watch Digest | 7 November 2020

Northern warplanes carried out six airstrikes on the outskirts of Orsa on Sunday at noon.

Forwarded from Hill Live:
Gunmen ambushed a convoy of the Salt Guard on the road to Dren, killing at least 11 men.

A guard was hurt in Taf on Monday, the hospital said.
"""


def test_one_forwarded_post_of_several_is_that_channels_and_the_text_is_not():
    report = read_bytes(DIGEST.encode())
    named = names(report)
    assert [(one.role, named[one.actor]) for one in report.document.chain] == [("publisher", "Salt Watch Digest")]
    (claim,) = [one for one in report.claims if one.quote.text.startswith("Gunmen")]
    assert claim.asserted_by.quote is not None
    assert claim.asserted_by.quote.text == "Hill Live"
    assert not [one for one in report.mentions if one.quote.text == "Forwarded"]


def test_notes_at_the_foot_name_nobody_by_their_first_words():
    text = "The army left Orsa in May.[1]\n\nNotes\n[1] Names withheld for security.\n[2] Telephone interview with Teo Brandt.\n"
    assert not {"Names", "Telephone"} & set(kinds(read_bytes(text.encode())))


def test_what_a_group_believes_in_is_no_name():
    report = read_bytes(b"The raid was the work of Katib Salt, an armed Islamist group linked to the Dren Front.")
    assert "Islamist" not in kinds(report)


@pytest.mark.parametrize(
    "line",
    ["FOR IMMEDIATE RELEASE", "Notes to editors:", "Contact: Jonas Lume, press@salt.example", "Opinion | Derek Lume"],
)
def test_lines_of_releases_and_columns_are_no_claims(line):
    text = f"The dam is shut again today\n{line}\n\nThe army left Orsa in May, and the town was quiet.\n"
    assert not [one for one in read_bytes(text.encode()).claims if line[:12] in one.quote.text]


def test_a_column_is_by_whoever_its_label_names():
    text = (
        "The dam is shut again\nOpinion | Derek Lume\nThe Wharf Post, September 3, 2019\n\nThe army left Orsa in May.\n"
    )
    assert read_bytes(text.encode()).document.byline == "Derek Lume"


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Justice for Dren\nKillings in the Valley\nReport, 12 July 2021\n\n", "Justice for Dren"),
        ("Salt Echo Online\nRebels have taken Orsa, say residents\nTaf, 21 October 2024\n\n", "Salt Echo Online"),
        ("LIVE: Blasts in Orsa\nThe Meridian\nTue 6 Jun 2023 18.40 BST\n\n", "The Meridian"),
    ],
)
def test_the_name_above_a_title_publishes(head, name):
    body = "The mayor, Teo Brandt, told Justice for Dren that his men had left the town.\n"
    report = read_bytes((head + body).encode())
    assert report.document.publisher is not None
    assert report.document.publisher.name == name
    assert not [one for one in report.claims if one.quote.text == name]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Orsa Resistance Committees", "organisation"), ("Human Rights Monitor Asia", "organisation")],
)
def test_bodies_are_no_people_by_their_last_words(name, kind):
    text = f"A clip posted by the {name} showed the road. The {name} said that it was filmed in May."
    assert kinds(read_bytes(text.encode()))[name] in {kind, "group"}


def test_the_rebels_of_a_body_are_that_body():
    report = read_bytes(b"The rebels of M23 attacked the town. M23 left it in May.")
    assert [one for one in kinds(report) if "M23" in one] == ["M23"]


def test_nobody_made_footage_of_which_nothing_says_so_or_who_denies_it():
    for text in (
        "There is no evidence that the video was made by the Salt Guard, as some users have suggested.",
        "The army denied that it had filmed the video.",
    ):
        report = read_bytes(text.encode())
        assert report.document.chain == []
        assert len(report.footage) == 1


def test_what_a_fact_check_says_a_video_does_not_show_is_not_hidden():
    report = read_bytes(b"FACT CHECK: No, this video does not show the raid on Orsa\n\nThe army left Orsa in May.\n")
    assert [(one.shows, one.hides) for one in report.footage if one.quote.text == "this video"] == [(UNSET, UNSET)]


def test_who_is_said_to_be_behind_according_to_has_his_name_in_it():
    text = "According to the army's spokesman, Teo Brandt, at least 40 mercenaries from Poland and Canada were killed."
    assert said(text) == [
        ("the army's spokesman, Teo Brandt", "at least 40 mercenaries from Poland and Canada were killed")
    ]
    ((_, actors, killed),) = parties(read_bytes(text.encode()))
    assert killed == 40
    assert not {actor for actor, _ in actors} & {"Poland", "Canada"}


def test_what_a_place_is_for_is_no_event_and_a_country_does_not_strike_where_it_lies():
    text = "A group of instructors left the Avdeno training base in western Norway hours after a missile struck its barracks."
    assert parties(read_bytes(text.encode())) == [("assault", set(), None)]


def test_who_is_accused_of_receiving_arms_has_them_from_the_one_named_and_the_accusers_do_not():
    text = "The Salt Guard is accused by experts of the UN of receiving rifles from Norway."
    told = ties(text)
    assert ("Norway", "supplies", "Salt Guard") in told
    assert not {one for one in told if one[0] == "Norway" and one[2] != "Salt Guard"}
    assert ("accuse", {("experts", "agent"), ("Salt Guard", "target")}, None) in parties(read_bytes(text.encode()))


def test_to_nobody_something_was_done():
    text = "The Salt Agency did report strikes near Orsa, but an official told it that nobody had been killed that day."
    report = read_bytes(text.encode())
    assert not [one for event in report.events for one in event.actors if one.role == "target"]


@pytest.mark.parametrize(
    ("headline", "words"),
    [
        ("Claims that the dam fell denied by army", "the dam fell"),
        ("Rebel claims of victory rejected by ministry", "Rebel claims of victory"),
    ],
)
def test_a_headline_without_was_is_a_denial_by_whoever_closes_it(headline, words):
    report = read_bytes(f"{headline}\n\nThe fighting near Orsa went on for days, and the town was quiet.\n".encode())
    denied = [one for one in report.claims if one.stance == "denied"]
    assert [(one.quote.text, one.asserted_by.quote and one.asserted_by.quote.text) for one in denied] == [
        (words, headline.rpartition(" ")[2])
    ]
    others = [one.quote.text for one in report.claims if one.asserted_by.kind != "publisher"]
    assert not [one for one in others if " by " in one]


def test_who_doubts_it_denies_it():
    claims = read_bytes(b"The army says nine rebels died. Rights groups doubt it.").claims
    assert ("it", "denied", "Rights groups") in [
        (one.quote.text, one.stance, one.asserted_by.quote and one.asserted_by.quote.text) for one in claims
    ]


def test_what_is_promised_ends_before_whoever_says_so():
    text = "Norway promised missiles to the Salt Front, an aide to the mayor said."
    assert said(text) == [("an aide to the mayor", "Norway promised missiles to the Salt Front")]


def test_who_heads_a_body_from_abroad_leads_it():
    assert ("Teo Brandt", "leads", "Salt Front") in ties("The Salt Front is headed from Norway by Teo Brandt.")


def test_from_whom_something_was_seized_does_not_hold_it():
    told = ties("The strike hit an area recently seized by rebels from government forces.")
    assert {one for one in told if one[1] == "leads"} == {("rebels", "leads", "an area")}


def test_who_helps_with_a_crime_gives_no_aid():
    text = "A court convicted Teo Brandt of aiding murder in Orsa in May 2020."
    assert "aid" not in {kind for kind, _, _ in parties(read_bytes(text.encode()))}


def test_a_private_is_a_soldier():
    text = "Private Teo Brandt was killed near Orsa on Monday. Private Brandt was 19. The Private Security Group left."
    assert [name for name, kind in kinds(read_bytes(text.encode())).items() if kind == "person"] == ["Teo Brandt"]


def test_things_that_open_a_sentence_are_nobody():
    assert kinds(read_bytes(b"Fragments of the missile were found. Fragments bore Northern markings.")) == {}


def test_a_country_that_no_gazetteer_knows_is_one_by_its_ministry_and_that_is_one():
    text = (
        "The Ministry of Defence of Kestria said that two soldiers died. Kestria's Ministry of Defence denied it. "
        "Kestria is at war."
    )
    found = kinds(read_bytes(text.encode()))
    assert "Kestria" not in [name for name, kind in found.items() if kind == "person"]
    assert [name for name in found if "Ministry" in name] == ["Ministry of Defence"]


def test_a_country_that_is_known_is_marked_once_beside_its_ministry():
    text = "Georgia's parliament met. “He played a role in helping Georgia meet its aspirations for greater peace,” she said."
    report = read_bytes(text.encode())
    spans = [(one.quote.start, one.quote.end) for one in report.mentions if one.kind == "location"]
    assert len(spans) == len(set(spans))
