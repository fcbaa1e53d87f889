"""What panels of experts, posts, chronologies, courts and wires say in their own ways."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import kinds, names, parties, said, ties

from uncut.model.report import Report
from uncut.reports import read_bytes


def read(text: str) -> Report:
    return read_bytes(text.encode())


def test_a_letter_is_of_the_day_on_which_it_is_dated() -> None:
    head = "Letter dated 27 January 2022 from the Panel of Experts on Darrow addressed to the President of the Security"
    report = read(f"{head} Council\n\nIII. Arms\n\nThe arms came between 20 and 25 September.\n")
    assert str(report.document.published.latest) == "2022-01-27"
    assert "III" not in kinds(report)
    assert str(report.claims[-1].time.earliest) == "2021-09-20"


def test_a_militia_behind_its_short_form_is_the_same() -> None:
    text = "The dead were hit by the Popular Defence Brigade (PDB), a militia allied with the Government of Darrow."
    assert ("Popular Defence Brigade", "allied_with", "Government of Darrow") in ties(text)


def test_a_company_and_a_station_are_no_people() -> None:
    text = "The arms were paid for by Ostrava Trading, a company in Cyprus. “We won,” Teo Brandt told Radio Andalus."
    named = kinds(read(text))
    assert (named["Ostrava Trading"], named["Radio Andalus"]) == ("organisation", "outlet")


def test_an_entry_of_a_chronology_goes_on_in_its_year() -> None:
    text = (
        "Chronology of raids\n\n10 March 2022\n\n"
        "Between 2 and 9 November 2020: Six men were abducted near Orsa. They were released on 1 December.\n"
    )
    assert [str(one.time.earliest) for one in read(text).claims if one.time] == ["2020-11-02", "2020-12-01"]


def test_who_undertook_not_to_attack_attacked_nobody() -> None:
    text = "The government and the Guard signed the Dren Agreement, under which both undertook not to attack hospitals."
    assert "assault" not in {kind for kind, _, _ in parties(read(text))}


def test_who_fired_without_warning_threatened_nobody() -> None:
    kinds_told = {
        kind for kind, _, _ in parties(read("Teo Brandt had fired without warning at a boat of nine people."))
    }
    assert "threaten" not in kinds_told


def test_a_driver_who_died_on_the_spot_was_killed() -> None:
    text = "A helicopter fired two rockets at an ambulance near Orsa; its driver, Jean Amani, 34, died on the spot."
    assert [killed for _, _, killed in parties(read(text))] == [1]


def test_what_shows_the_contrary_of_this_does_not_deny_what_it_shows() -> None:
    text = "The ministry said it had no jets. Flight data contradict this: a jet of the air force took off from Orsa."
    assert "denied" not in {one.stance for one in read(text).claims if "took off" in one.quote.text}


def test_two_who_blame_each_other_say_no_words() -> None:
    assert said("The Salt Front and the army blamed each other.") == []


def test_a_massacre_is_not_by_whoever_is_said_to_invent_it() -> None:
    told = parties(read("The ministry called reports of a massacre “fabrications by hostile media”."))
    assert not [who for _, acting, _ in told for who in acting if who == ("hostile media", "agent")]


def test_a_deed_told_of_the_subject_has_its_own_day() -> None:
    text = "14 March 2023\n\nA guard who shot dead two men in 2016 was sentenced to nine years in prison on Tuesday.\n"
    report = read(text)
    (shot,) = [one for one in report.events if one.kind == "assault"]
    assert (str(shot.time.earliest), shot.killed, shot.victims.text) == ("2016-01-01", 2, "men")


def test_what_is_denied_in_an_aside_ends_with_it() -> None:
    told = said("Teo Brandt, who denied murder, had claimed that he saw a weapon.")
    assert "murder" in [words for _, words in told]


def test_what_the_writer_tells_behind_a_semicolon_is_his() -> None:
    text = "Prosecutors said that the copy was short; the full recording, found in 2021, shows Brandt reloading."
    assert [(one.asserted_by.kind, one.quote.text[:8]) for one in read(text).claims] == [
        ("unnamed", "the copy"),
        ("publisher", "the full"),
    ]


@pytest.mark.parametrize(
    ("text", "versions"),
    [
        ("A version handed to the police had been shortened by 48 seconds.", ["edited"]),
        ("The video that the television showed was cut.", ["edited"]),
        ("The video was posted on Monday.", ["unknown"]),
    ],
)
def test_a_version_is_edited_by_what_was_done_to_it(text: str, versions: list[str]) -> None:
    assert [one.version for one in read(text).footage] == versions


def test_a_recording_is_what_was_spoken_of_before() -> None:
    text = "The court was shown a video of the raid. The full recording shows Brandt reloading."
    assert [one.kind for one in read(text).footage] == ["video", "video"]


def test_a_writer_above_outlet_and_day_is_no_outlet() -> None:
    text = (
        "Guard jailed for nine years\n\nLENNART HOLM, COURT REPORTER\nVarde Courier | 14 March 2023\n\n"
        "A guard was sentenced on Tuesday. He denied the charge.\n"
    )
    document = read(text).document
    assert (document.byline, document.publisher and document.publisher.name) == ("Lennart Holm", "Varde Courier")
    assert [one.quote.text for one in read(text).claims][1] == "A guard was sentenced on Tuesday."


def test_a_post_says_from_whom_it_is_and_what_it_adds_later() -> None:
    text = (
        "Forwarded from Border Watch 24\n⚡️ 11:42, 18 May 2023\n\nThe army left Kharan this morning.\n\n"
        "UPD 13:05: The mayor left Kharan as well.\n\nSubscribe: @borderwatch24 | Send us your videos: @bw24_bot\n"
    )
    report = read(text)
    assert [one.quote.text for one in report.claims] == [
        "The army left Kharan this morning.",
        "The mayor left Kharan as well.",
    ]
    assert (report.document.title, len(report.document.boilerplate)) == (None, 1)


def test_the_year_of_a_birth_is_no_time_of_what_happened() -> None:
    report = read("18 May 2023\n\nOne woman, born in 1958, was taken to hospital on Monday.\n")
    assert str(report.claims[-1].time.earliest) == "2023-05-15"


def test_what_a_wire_corrects_is_no_claim() -> None:
    text = "Bomb kills 14\n\n(Corrects death toll in paragraph 2 to 14 from 17; adds comment)\n\nA bomb exploded in Orsa.\n"
    assert [one.quote.text for one in read(text).claims] == ["Bomb kills 14", "A bomb exploded in Orsa."]


def test_the_army_takes_a_town_and_not_those_who_help_it() -> None:
    told = ties("The army, backed by U.S. drones and local militias, recaptured the town of Jamaame.")
    assert not [one for one in told if one[0] == "local militias" and one[1] == "leads"]


def test_a_country_that_is_a_source_is_the_actor() -> None:
    report = read("Kenya, which has troops in Jubbaland as part of an African Union mission, condemned the bombing.")
    (claim,) = [one for one in report.claims if one.asserted_by.kind == "named"]
    assert names(report)[claim.asserted_by.actor or ""] == "Kenya"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("We have seen reports that mercenaries of the Sable Group were on board.", ""),
        ("The army left. The government of Ardistan denied it. It claims that the ship had fired first.", "It"),
    ],
)
def test_whose_reports_they_are_and_who_it_is(text: str, source: str) -> None:
    assert said(text)[-1][0] == source


def test_papers_that_somebody_has_seen_say_nothing_by_that() -> None:
    assert said("His account matches documents that the newspaper has seen.") == []


def test_a_place_that_begins_like_a_verb_is_named_whole() -> None:
    report = read("The Guard attacked the village of Am Dafok on Monday.")
    assert [place.name for event in report.events for place in event.places] == ["Am Dafok"]


def test_a_source_in_quotation_marks_is_whole() -> None:
    ((source, _),) = said("The so-called “ministry of defence” of the rebels claims that two drones fell.")
    assert source == "The so-called “ministry of defence” of the rebels"


def test_our_commander_is_who_is_named_behind() -> None:
    report = read("Our commander, Major Nabil Sarraf, gathered the men.")
    assert [actor.name for actor in report.actors if actor.kind == "person"] == ["Nabil Sarraf"]


@pytest.mark.parametrize("name", ["Médecins du Lac", "Frente del Sur"])
def test_a_name_is_whole_across_small_words(name: str) -> None:
    assert name in kinds(read(f"Six workers of {name} were abducted near Orsa on Monday."))


def test_whoever_releases_footage_lets_nobody_go() -> None:
    told = parties(read("The rebels have released footage showing captured soldiers of the army."))
    assert "retreat" not in {kind for kind, _, _ in told}


def test_a_government_is_of_a_place() -> None:
    report = read("10 May 2022\n\nJustice Now Kivara said nine died. It asked the government of Kivara to act.\n")
    assert "Kivara" not in [alias for actor in report.actors for alias in actor.aliases]
