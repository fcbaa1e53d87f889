"""Where a mention begins and ends: numbers with their units, places with their countries, verbs left outside."""

import pytest

from uncut.reports import ReadOptions, document_from_bytes, read_bytes
from uncut.reports.language.analysis import analyse
from uncut.reports.mentions.finder import RuleMentionFinder
from uncut.reports.mentions.toponyms import with_toponyms


def rule_mentions(text: str) -> set[tuple[str, str]]:
    analysis = analyse(document_from_bytes(text.encode(), "", ReadOptions()))
    found = with_toponyms(analysis, RuleMentionFinder().find(analysis))
    return {(m.kind, text[m.start : m.end]) for m in found}


def of_kind(kind: str, text: str) -> set[str]:
    return {words for found, words in rule_mentions(text) if found == kind}


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("The brigade holds 15 to 20 percent of the town.", {"15 to 20 percent"}),
        ("The search covered 2.5 million square miles.", {"2.5 million square miles"}),
        (
            "The war cost hundreds of thousands of lives and drove five million children out.",
            {"hundreds of thousands", "five million"},
        ),
        ("Dozens of guards and thousands of farmers left.", {"Dozens", "thousands"}),
        ("The guards counted 30% of the votes in 12 villages.", {"30%", "12"}),
        ("The office can be reached at 555-432-3383.", set()),
        ("One of the guards slept.", set()),
    ],
)
def test_a_quantity_is_the_number_with_its_power_and_unit(text: str, quantities: set[str]) -> None:
    assert of_kind("quantity", text) == quantities


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("The ministers met in Rome, Italy, on Monday.", {"Rome, Italy", "Italy"}),
        ("The ministers met in Tehran, Iraq and Oman.", {"Tehran", "Iraq", "Oman"}),
        ("The ministers flew to Italy, Jordan.", {"Italy", "Jordan"}),
        ("The ministers met in Rome. Italy paid.", {"Rome", "Italy"}),
    ],
)
def test_a_place_reaches_over_the_country_behind_its_comma(text: str, places: set[str]) -> None:
    assert of_kind("location", text) == places


def test_the_place_of_such_a_mention_is_the_town_and_the_country_has_its_own() -> None:
    report = read_bytes(b"The ministers met in Rome, Italy, on Monday.")
    names = {m.quote.text: m.place.name for m in report.mentions if m.kind == "location"}
    assert names == {"Rome, Italy": "Rome", "Italy": "Italy"}


@pytest.mark.parametrize("verb", ["isolate", "encircle", "vacate", "undermine"])
def test_a_verb_behind_to_is_no_part_of_the_place(verb: str) -> None:
    assert of_kind("location", f"The brigade moved to {verb} Aleppo.") == {"Aleppo"}


def test_a_shortened_verb_is_no_part_of_a_pronoun() -> None:
    assert {"We", "they"} <= of_kind("organisation", "We've trained the guards and they've left.")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The guards found an explosive device.", "weapon"),
        ("The guards used missile systems.", "weapon"),
        ("The shells hit a petrol station.", "location"),
        ("The shells hit the hospital.", "location"),
    ],
)
def test_what_stands_before_a_noun_tells_its_kind(text: str, kind: str) -> None:
    head = text.rstrip(".").split()[-1]
    assert any(words.endswith(head) for words in of_kind(kind, text))


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("The council adopted UN Harbour Council Resolution 17/4.", {"UN Harbour Council Resolution 17/4"}),
        ("It broke section 12.3 of the Harbour Code.", {"section 12.3 of the Harbour Code"}),
        ("The guards sold the section and article 4 times.", set()),
    ],
)
def test_a_paper_is_named_with_its_number(text: str, papers: set[str]) -> None:
    assert of_kind("document_reference", text) == papers


def test_a_radio_station_is_no_place() -> None:
    assert of_kind("location", "A radio station told of it.") == set()


def test_a_device_that_is_no_weapon_is_not_one() -> None:
    assert of_kind("weapon", "The guards sold a mobile device and two systems.") == set()


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The truce was announced on 29 December. It held.", "29 December"),
        ("In the past 24 hours the guards left.", "the past 24 hours"),
        ("Over the past 20-plus months the guards left.", "the past 20-plus months"),
        ("The guards left on Thanksgiving Day.", "Thanksgiving Day"),
        ("The guards stayed in the past.", "the past"),
    ],
)
def test_a_time_is_told_in_full_and_without_the_stop_behind_it(text: str, time: str) -> None:
    assert of_kind("temporal", text) == {time}


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("They held the town for two years.", "temporal", "two years"),
        ("He fired an RPG-7 at the gate.", "weapon", "an RPG-7"),
        ("Two Mi-8 helicopters and an F-16 came.", "military_platform", "an F-16"),
        ("They lost three armoured vehicles there.", "military_platform", "armoured vehicles"),
        ("The Organisation for the Prohibition of Chemical Weapons came.", "organisation",
         "The Organisation for the Prohibition of Chemical Weapons"),
        ("The Islamic State of Iraq and the Levant fighters left.", "organisation",
         "The Islamic State of Iraq and the Levant fighters"),
    ],
)  # fmt: skip
def test_a_form_tells_what_is_meant(text: str, kind: str, words: str) -> None:
    assert (kind, words) in rule_mentions(text)


def test_an_age_is_no_time() -> None:
    assert not of_kind("temporal", "Omar Haddad is 40 years old.")
