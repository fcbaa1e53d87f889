"""Places whose names are longer than their first or last word, and buildings and bodies that a village's name is part of."""

from __future__ import annotations

import pytest

from uncut.model.report import PlaceValue
from uncut.reports import read_bytes


def places(text: str) -> dict[str, str | None]:
    """The country of every place of the text, by the words of its mention."""
    mentions = read_bytes(text.encode()).mentions
    return {m.quote.text: m.place.country for m in mentions if isinstance(m.place, PlaceValue)}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Residents of Jisr al-Shughur in Syria fled.", "Jisr al-Shughur", "SY"),
        ("Gunmen attacked Mocímboa da Praia, and Mozambique sent troops.", "Mocímboa da Praia", "MZ"),
        ("Families fled to Umm al-Fahm on Monday.", "Umm al-Fahm", "IL"),
    ],
)
def test_a_place_is_its_whole_name(text: str, name: str, country: str) -> None:
    found = places(text)
    assert found[name] == country
    words = name.split()
    assert words[0] not in found
    assert words[-1] not in found


@pytest.mark.parametrize("words", ["the Southern Hospital", "the Western Airport"])
def test_a_direction_and_a_building_are_no_town(words: str) -> None:
    found = places(f"EL FASHER, Sudan - Nine people were brought to {words} in El Fasher.")
    assert found.get(words) is None
    assert set(found.values()) == {"SD"}


def test_a_building_is_in_no_country_that_only_its_name_tells() -> None:
    assert set(places("A blast tore through Al-Rashid hospital in Gaza City.").values()) == {"PS"}


def test_a_building_that_a_known_town_gives_its_name_lies_there() -> None:
    assert places("A blast tore through Mosul airport.").get("Mosul airport") == "IQ"


@pytest.mark.parametrize("name", ["Al-Jazeera", "Al Jazeera", "al-Shabab", "al-Shabaab"])
def test_outlets_and_groups_are_no_places(name: str) -> None:
    report = read_bytes(f"The video went to {name} in Kenya, and nine people were killed near {name}.".encode())
    assert not any(name in place.name for event in report.events for place in event.places)
    assert not any(isinstance(m.place, PlaceValue) and name in m.quote.text for m in report.mentions)
