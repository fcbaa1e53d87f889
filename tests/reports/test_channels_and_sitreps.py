"""What channel posts, situation reports and cut-down wires are made of: labels, mastheads, posts, lists of places."""

from __future__ import annotations

import pytest

from uncut.model.report import Report
from uncut.reports.mentions.gazetteer import find_by_ear, find_places
from uncut.reports.pipeline import report_of
from uncut.reports.read.document import document_from_bytes
from uncut.reports.read.publication import ReadOptions


def read(text: str) -> Report:
    return report_of(document_from_bytes(text.encode(), "", ReadOptions()), ReadOptions())


def names(report: Report) -> dict[str, str]:
    return {actor.name: actor.kind for actor in report.actors}


def ties(report: Report) -> set[tuple[str, str, str]]:
    called = {actor.id: actor.name for actor in report.actors}
    return {(called[tie.from_], tie.kind, called[tie.to]) for tie in report.ties}


def parties(report: Report, kind: str) -> set[tuple[str, str]]:
    called = {actor.id: actor.name for actor in report.actors}
    return {(one.role, called[one.actor]) for event in report.events if event.kind == kind for one in event.actors}


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Houthi fighters attacked a post near Kasso. The Houthis denied it.\n", "Houthis"),
        ("Salt Front fighters attacked a post near Kasso. The Salt Front denied it.\n", "Salt Front"),
        ("Salt Front rebels attacked a post near Kasso, the mayor said.\n", "Salt Front"),
    ],
)
def test_the_fighters_of_a_group_are_the_group(text, body):
    report = read(text)
    assert [name for name in names(report) if body.rstrip("s") in name] == [body]
    assert parties(report, "assault") == {("agent", body)}


def test_a_people_is_no_group_of_fighters():
    report = read("Chechen fighters attacked a post near Kasso. The Chechens have lived there for long.\n")
    assert {"Chechen fighters", "Chechens"} <= set(names(report))


def test_places_are_found_by_other_words_for_the_compass():
    assert [place.name for place in find_places("South Darfur")] == ["Southern Darfur"]


@pytest.mark.parametrize(("name", "found"), [("Hodeidah", "Al Ḩudaydah"), ("North Kordofan", "Shamal Kurdufan")])
def test_places_are_found_by_ear_where_a_place_is_meant(name, found):
    assert [place.name for place in find_by_ear(name)] == [found]
    report = read(f"Fighting broke out in {name} on Monday, residents said.\n")
    (place,) = [mention.place for mention in report.mentions if mention.kind == "location"]
    assert place.latitude is not None


def test_other_vowels_are_looked_for_where_names_are_written_by_ear_alone():
    assert not find_by_ear("Deltuna")
    report = read("Major Jamil al-Saleh spoke on Monday. Saleh said the bridge was lost.\n")
    assert set(names(report)) == {"Jamil al-Saleh"}


def test_a_part_of_a_region_keeps_its_own_name():
    report = read("Fighting broke out in North Sinai on Tuesday, residents said.\n")
    (place,) = [mention.place for mention in report.mentions if mention.kind == "location"]
    assert (place.name, place.country) == ("North Sinai", "EG")
    assert place.geonames_id is None


def test_a_post_is_the_one_who_was_said_to_hold_it_or_nobody():
    told = read("Army spokesman Teo Brandt said the town had fallen. The spokesman said the bridge was lost.\n")
    (brandt,) = [actor for actor in told.actors if actor.kind == "person"]
    assert {claim.asserted_by.actor for claim in told.claims if claim.asserted_by.quote} == {brandt.id}
    bare = read("A spokesman said the town had fallen. The commander said the bridge was lost.\n")
    assert not [actor for actor in bare.actors if actor.kind == "person"]
    assert {claim.asserted_by.kind for claim in bare.claims} == {"unnamed"}
    other = read(
        "Army spokesman Teo Brandt said the town had fallen. A spokesman for the Salt Front denied it. "
        "The spokesman said the bridge was lost.\n"
    )
    said = next(claim for claim in other.claims if claim.quote.text.startswith("the bridge"))
    assert said.asserted_by.actor is None


@pytest.mark.parametrize("telling", ["told reporters that", "spoke to reporters, and said"])
def test_who_only_hears_takes_no_part(telling):
    report = read(f"Interior Minister Omar Salt {telling} the Salt Front had left Kasso.\n")
    assert "reporters" not in names(report)
    assert not [tie for tie in ties(report) if tie[1] == "met"]


def test_who_is_said_to_arm_a_group_does_not_arm_the_one_that_it_left():
    report = read(
        "The Lume Brigade denied it. The brigade, which split from the Salt Front and is believed to be armed by the "
        "Orsa Guard, seized the bridge.\n"
    )
    assert ("Orsa Guard", "supplies", "Lume Brigade") in ties(report)
    assert not [tie for tie in ties(report) if tie[1] == "supplies" and tie[2] == "Salt Front"]


def test_an_office_of_a_state_is_no_group():
    report = read("The Interior Ministry blamed looters. The group seized the bridge of Kasso on Monday.\n")
    (ministry,) = [actor for actor in report.actors if "Ministry" in actor.name]
    assert [quote.text for quote in ministry.mentions] == ["The Interior Ministry"]


def test_whom_a_picture_shows_is_nobody_by_that():
    report = read("The cartel shows armed men. They left.\n")
    assert set(names(report)) == {"The cartel"}


def test_an_event_has_all_that_are_listed_with_its_parties():
    report = read("The Treasury sanctioned the Salt Front and the River Guard on Friday.\n")
    assert parties(report, "sanction") == {
        ("agent", "Treasury"),
        ("target", "Salt Front"),
        ("target", "River Guard"),
    }
    clash = read("Clashes between the Salt Front and the River Guard left nine dead.\n")
    assert {name for _, name in parties(clash, "fight")} == {"Salt Front", "River Guard"}


def test_a_country_that_heads_a_line_is_where_and_not_whom():
    report = read("Yemen: Salt Front fighters attack market in Kasso\n\nThe mayor said it was late.\n")
    assert parties(report, "assault") == {("agent", "Salt Front")}


@pytest.mark.parametrize(
    ("line", "who", "content"),
    [
        ("#Update: The White Helmets: three civilians were killed in Kasso.", "The White Helmets", "three civilians"),
        ("Spokesman Teo Brandt, to Hawk News: The army will not leave Kasso.", "Spokesman Teo Brandt", "The army"),
        ("#BREAKING | Army spokesman: two drones were shot down over Kasso.", "Army spokesman", "two drones"),
        (
            "🔴 Head of the Kasso Hospital: we received nine wounded people.",
            "Head of the Kasso Hospital",
            "we received",
        ),
    ],
)
def test_a_line_of_a_channel_says_who_speaks(line, who, content):
    (claim,) = [claim for claim in read(line + "\n").claims if claim.asserted_by.kind != "publisher"]
    assert claim.asserted_by.quote.text == who
    assert claim.quote.text.startswith(content)


def test_a_headline_with_a_colon_is_nobodys_turn():
    report = read("Minister visits Kasso: a new hospital opens on Friday.\n")
    assert {claim.asserted_by.kind for claim in report.claims} == {"publisher"}


def test_who_heads_a_line_is_no_party_of_what_it_tells():
    report = read("Army spokesman: two drones were shot down over Kasso.\n")
    assert not any(event.actors for event in report.events)


def test_a_day_and_a_name_below_the_title_are_its_masthead():
    report = read(
        "Gunmen attack market in Kasso\n\nWednesday 3 May 2023 | Hawk Monitor\n\nNine people died, the mayor said.\n"
    )
    document = report.document
    assert (document.publisher.name, str(document.published.earliest)) == ("Hawk Monitor", "2023-05-03")
    assert document.title == "Gunmen attack market in Kasso"
    assert not [claim for claim in report.claims if "Hawk" in claim.quote.text]
    assert names(report)["Hawk Monitor"] == "outlet"


def test_names_behind_a_noun_for_several_places_are_places():
    report = read("The army shelled the villages of Dren, Upper Mill and Old Mill on Monday.\n")
    places = [mention.quote.text for mention in report.mentions if mention.kind == "location"]
    assert {"Upper Mill", "Old Mill"} <= set(places)
    assert set(names(report)) == {"The army"}


@pytest.mark.parametrize(
    "asked", ["asked that her name not be used", "asked not to be named", "requested to remain anonymous"]
)
def test_to_ask_for_no_name_is_no_claim_and_no_event(asked):
    report = read(f"A woman {asked}.\n")
    assert {claim.asserted_by.kind for claim in report.claims} == {"publisher"}
    assert not report.events


def test_a_version_with_two_adjectives_is_footage():
    report = read("A second, shorter version was posted on Telegram by the Kasso Cartel.\n")
    assert [footage.quote.text for footage in report.footage] == ["A second, shorter version"]


def test_what_is_told_of_one_of_a_body_is_not_told_of_the_body():
    report = read(
        "The Lume Brigade was one of the first Salt River Army (SRA) groups in the north to benefit from U.S. support.\n"
    )
    assert ("U.S.", "supports", "Lume Brigade") in ties(report)
    assert not [tie for tie in ties(report) if tie[1] == "supports" and "Salt River" in tie[2]]


def test_aid_that_ended_was_that_of_whom_the_sentence_speaks():
    report = read("Lume Brigade members hide little after the suspension of the U.S. support in 2017.\n")
    assert parties(report, "sanction") == {("agent", "U.S."), ("target", "Lume Brigade")}
