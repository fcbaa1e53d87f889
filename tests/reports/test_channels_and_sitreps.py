"""What channel posts, situation reports and cut-down wires are made of: labels, mastheads, posts, lists of places."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import kinds

from uncut.model.report import Report
from uncut.reports.mentions.gazetteer import find_by_ear, find_places
from uncut.reports.pipeline import report_of
from uncut.reports.read.document import document_from_bytes
from uncut.reports.read.publication import ReadOptions


def read(text: str) -> Report:
    return report_of(document_from_bytes(text.encode(), "", ReadOptions()), ReadOptions())


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
    assert [name for name in kinds(report) if body.rstrip("s") in name] == [body]
    assert parties(report, "assault") == {("agent", body)}


def test_a_people_is_no_group_of_fighters():
    report = read("Chechen fighters attacked a post near Kasso. The Chechens have lived there for long.\n")
    assert {"Chechen fighters", "Chechens"} <= set(kinds(report))


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
    assert set(kinds(report)) == {"Jamil al-Saleh"}


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
    assert "reporters" not in kinds(report)
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
    assert set(kinds(report)) == {"The cartel"}


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
    assert kinds(report)["Hawk Monitor"] == "outlet"


def test_names_behind_a_noun_for_several_places_are_places():
    report = read("The army shelled the villages of Dren, Upper Mill and Old Mill on Monday.\n")
    places = [mention.quote.text for mention in report.mentions if mention.kind == "location"]
    assert {"Upper Mill", "Old Mill"} <= set(places)
    assert set(kinds(report)) == {"The army"}


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


def test_a_post_beside_a_name_is_that_person_and_no_name():
    report = read(
        "“We are ready,” said Col. Omar “J.D.” Haddad, 7th Maintenance Group Commander.\n\n"
        "Minister for the East, Teo Brandt said the bridge was lost.\n\n"
        "The Foreign Secretary met the Orsan Foreign Minister, HE Dr Ilya Norr, in Kasso.\n"
    )
    people = {actor.name: [quote.text for quote in actor.mentions] for actor in report.actors if actor.kind == "person"}
    named = {"Omar “J.D.” Haddad", "Teo Brandt", "The Foreign Secretary", "Ilya Norr"}
    assert set(people) - {"7th Maintenance Group Commander"} == named
    assert ("7th Maintenance Group Commander", "same_as", "Omar “J.D.” Haddad") in ties(report)
    assert "Minister for the East" in people["Teo Brandt"]
    assert "the Orsan Foreign Minister" in people["Ilya Norr"]


@pytest.mark.parametrize(
    ("sentence", "who", "content"),
    [
        ("Brandt’s answer was that the bridge had long fallen.", "Brandt", "the bridge had long fallen"),
        ("Brandt answered, with a smile: “You will see it soon.”", "Brandt", "“You will see it soon.”"),
        ("Brandt claimed in an interview with Hawk News that he had left.", "Brandt", "he had left"),
        ("Brandt says there is a long road but he feels sure that it ends.", "Brandt", "there is a long road"),
        ("Kelly responded that it could happen to anybody.", "Kelly", "it could happen to anybody"),
    ],
)
def test_what_is_said_behind_a_noun_a_manner_or_a_talk(sentence, who, content):
    told = [claim for claim in read(sentence + "\n").claims if claim.asserted_by.kind != "publisher"]
    assert (told[0].asserted_by.quote.text, told[0].quote.text) == (who, content)


def test_who_fights_side_by_side_is_allied():
    report = read("The army and the River Guard are fighting side by side near Kasso.\n")
    assert ("The army", "allied_with", "River Guard") in ties(report)
    assert not [tie for tie in ties(report) if tie[1] == "opposes"]


def test_a_name_keeps_its_point_of_the_compass_and_its_initials():
    report = read("The Northern Dawn Front took Kasso on Monday. The NDF denied it.\n")
    (front,) = [actor for actor in report.actors if actor.kind == "group"]
    assert (front.name, front.aliases) == ("Northern Dawn Front", ["NDF"])


def test_a_body_is_called_by_the_end_of_its_name_but_not_by_whose_it_is():
    report = read("The Free Hills Movement left. The Hills Movement denied it.\n")
    assert len([actor for actor in report.actors if "Movement" in actor.name]) == 1
    armies = read("The Free Syrian Army left Kasso. The Syrian Army denied it.\n")
    assert len([actor for actor in armies.actors if "Army" in actor.name]) == 2


def test_a_body_is_no_person_and_a_heading_nobody():
    report = read(
        "SITUATION OVERVIEW\n\nWitness Rights International interviewed 31 people. The organization found six rockets.\n"
    )
    found = kinds(report)
    assert found["Witness Rights International"] == "organisation"
    assert not [actor for actor in report.actors if "OVERVIEW" in actor.name or actor.name == "The organization"]


def test_who_is_accused_by_somebody_is_not_whom_the_rest_is_told_of():
    report = read("The brigade is accused by Western diplomats of receiving drones from Orsa, which has denied it.\n")
    assert not [tie for tie in ties(report) if tie[1] == "supplies" and tie[2] == "Western diplomats"]
    denied = next(claim for claim in report.claims if claim.stance == "denied")
    assert denied.asserted_by.quote.text.startswith("Orsa")


def test_a_speaker_keeps_what_describes_him():
    report = read("A resident reached by phone, who asked not to be named, said bodies were lying in the street.\n")
    (claim,) = [claim for claim in report.claims if claim.asserted_by.kind != "publisher"]
    assert claim.asserted_by.quote.text.startswith("A resident reached by phone")


def test_marks_of_a_quotation_are_no_distance():
    report = read("The United Nations said on Tuesday it was “gravely concerned” and called on both sides to stop.\n")
    assert not [claim for claim in report.claims if claim.stance == "ironic"]


@pytest.mark.parametrize(
    ("text", "publisher"),
    [
        ("Army Shells Camp\n\nWitness Rights International\n\n3 October 2023\n\nWitness Rights International said so.\n", "Witness Rights International"),
        ("Report No. 7\n\nThis report is produced by the Office for Relief in Orsa. It was late.\n", "Office for Relief"),
        ("Orsa War Digest\n14.09.2023, 21:40\n\nArmy spokesman: two drones were shot down over Kasso.\n", "Orsa War Digest"),
    ],
)  # fmt: skip
def test_who_publishes_stands_below_a_title_or_in_a_note(text, publisher):
    assert read(text).document.publisher.name == publisher


def test_a_town_in_brackets_is_no_agency():
    report = read("Army Shells Camp\n\n(Kasso) – Government forces shelled a camp, the mayor said.\n")
    assert report.document.publisher is None


@pytest.mark.parametrize(
    "line",
    [
        "(Reporting by Lena Faro in Lumara; editing by Tom Hask)",
        "This article was originally published by The Lumara Courier and is republished here under a licence.",
    ],
)
def test_what_only_says_who_wrote_is_no_claim(line):
    report = read(f"Gunmen attacked a market in Kasso, officials said.\n\n{line}\n")
    assert not [claim for claim in report.claims if claim.quote.text[:12] in line]


def test_the_day_of_the_story_is_not_that_of_the_saying():
    report = read(
        "3 October 2023\n\nThe army shelled a camp on September 21, 2023, the monitor said today. The attack lasted an hour.\n"
    )
    assert {str(event.time.earliest) for event in report.events if event.time} == {"2023-09-21"}


def test_who_speaks_of_an_event_takes_no_part_in_it():
    report = read("Harun Sadi, a former captain, says the army looted shops before it withdrew.\n")
    assert {name for event in report.events for name in (one.actor for one in event.actors)} <= {
        actor.id for actor in report.actors if "army" in actor.name
    }


def test_a_mine_for_gold_is_no_weapon_and_what_is_dug_up_by_a_list_no_arms():
    report = read("The two groups fought over the gold mine at Pelo.\nThey captured 60 soldiers and two helicopters.\n")
    assert not [quote for event in report.events for quote in event.weapons]


def test_fallen_is_no_season():
    report = read("He said the troops had fallen back to the river.\n")
    assert not [mention for mention in report.mentions if mention.kind == "temporal"]


def test_what_somebody_is_is_no_other_name_of_his():
    told = read("Teo Brandt, commander of the Salt Front, left. Omar Haddad, the army spokesman, stayed.\n")
    same = {name for name, kind, _ in ties(told) if kind == "same_as"}
    assert "Teo Brandt" not in same
    assert len([actor for actor in told.actors if actor.kind == "person"]) == 2


def test_who_says_that_others_must_asks_them():
    report = read("The Salt Ministry said on Friday that the army and the River Guard must leave Kasso.\n")
    assert parties(report, "request") == {("agent", "Salt Ministry"), ("target", "the army"), ("target", "River Guard")}
