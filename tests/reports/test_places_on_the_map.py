"""Names of places get the coordinates of the place that the text means."""

from __future__ import annotations

import datetime as dt

import pytest

from uncut.model.report import PlaceValue, TimeValue
from uncut.reports import ReadOptions, read_bytes
from uncut.reports.claims.casualties import find_casualties
from uncut.reports.mentions.gazetteer import find_places, key_of


def _places(text: str) -> dict[str, PlaceValue]:
    mentions = read_bytes(text.encode()).mentions
    return {m.place.quote.text: m.place for m in mentions if isinstance(m.place, PlaceValue)}


def test_spelling_does_not_matter() -> None:
    assert key_of("Deir ez-Zor") == key_of("Deir Ez Zor")
    assert {p.country for p in find_places("Halab") if p.population > 1_000_000} == {"SY"}


def test_a_name_that_nothing_bears_has_no_place() -> None:
    assert find_places("Qwertzuville") == ()
    assert find_places("") == ()
    assert find_places("iso sy") == ()


@pytest.mark.parametrize(
    ("text", "name", "country", "latitude"),
    [
        ("The mayor of Paris, Texas, opened the bridge on Monday.", "Paris", "US", 33.7),
        ("The mayor of Paris opened the bridge in France on Monday.", "Paris", "FR", 48.9),
        ("Officials in Tbilisi said that Georgia closed the road to Gori.", "Georgia", "GE", 42.0),
        ("Farmers near Macon and Savannah said that rain came late to Georgia.", "Georgia", "US", 32.8),
        ("The convoy left Kandahar for Helmand province.", "Helmand", "AF", 31.0),
    ],
)
def test_the_text_decides_between_namesakes(text: str, name: str, country: str, latitude: float) -> None:
    place = _places(text)[name]
    assert place.country == country
    assert place.latitude == pytest.approx(latitude, abs=0.6)


def test_counties_of_a_list_are_counties() -> None:
    places = _places("Crews from Kaufman and Rockwall counties in Texas came to help.")
    assert {place.country for place in places.values()} == {"US"}
    assert places["Kaufman"].longitude == pytest.approx(-96.3, abs=0.5)


def test_a_surname_is_no_town() -> None:
    assert "Houston" not in _places("Anna Houston spoke first. Then Houston left the room with her lawyer.")


def test_a_building_has_no_place() -> None:
    assert "Miller School" not in _places("Pupils of the Miller School were sent home.")


def test_an_event_carries_the_coordinates() -> None:
    events = read_bytes(b"Shelling killed four people in Aleppo on 3 May 2016.").events
    assert [(place.country, round(place.latitude or 0)) for place in events[0].places] == [("SY", 36)]


@pytest.mark.parametrize(
    ("sentence", "killed"),
    [
        ("The patrol fired back, killing all nine gunmen.", 9),
        ("He raised a rifle and he was shot and killed.", 1),
        ("Karim and his driver were both killed.", 2),
        ("The patrol shot and killed the individual.", 1),
        ("The engagement left 14 gunmen killed and one wounded.", 14),
        ("The raid killed a commander and his brother.", 2),
        ("Dozens of fighters were killed.", None),
        ("No civilians were killed.", None),
        ("A bomb killed nobody at the gate.", None),
        ("The blast left five people wounded.", None),
    ],
)
def test_the_killed_are_counted(sentence: str, killed: int | None) -> None:
    assert find_casualties(sentence, 0, len(sentence)).killed == killed


@pytest.mark.parametrize(
    ("sentence", "least"),
    [
        ("Several fighters were killed.", 3),
        ("The gunship fired, killing many of the raiders.", 4),
        ("The guards fired back, killing them.", 3),
        ("The strike killed Karimov and several other fighters.", 4),
    ],
)
def test_words_without_a_number_say_the_least(sentence: str, least: int) -> None:
    found = find_casualties(sentence, 0, len(sentence))
    assert (found.killed, found.basis[:9]) == (least, "the least")


def test_overnight_is_the_night_that_began_the_day_before() -> None:
    report = read_bytes(b"The depot burned down overnight.", ReadOptions(published=dt.date(2014, 9, 3)))
    times = [m.time for m in report.mentions if isinstance(m.time, TimeValue)]
    assert [(time.earliest, time.latest) for time in times] == [(dt.date(2014, 9, 2), dt.date(2014, 9, 2))]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Police in London, Ontario, closed two roads.", "London", "CA"),
        ("The bridge in Boston, England, was closed.", "Boston", "GB"),
        ("California paid. The City of Santa Ana, the Santa Ana Museum and others from Santa Ana, Calif., came.",
         "Santa Ana", "US"),
    ],
)  # fmt: skip
def test_what_holds_a_place_decides_between_namesakes(text: str, name: str, country: str) -> None:
    assert _places(text)[name].country == country


@pytest.mark.parametrize("text", ["The EU met on Monday.", "They joined the March of Dimes on Monday."])
def test_a_body_is_no_town_of_its_name(text: str) -> None:
    assert not _places(text)


def test_a_place_that_is_known_by_its_name_alone_has_no_value() -> None:
    report = read_bytes(b"The column stopped near the Ulmen Bridge.")
    assert all(isinstance(one.quote.text, str) and not isinstance(one.place, PlaceValue) for one in report.mentions)


@pytest.mark.parametrize(
    ("text", "name", "sort"),
    [
        ("The New York governor closed the bridge on Monday.", "New York", "state"),
        ("Cases rose in Ohio, New York and Texas last week.", "New York", "state"),
        ("The fire began in Buffalo, New York, on Monday.", "New York", "state"),
        ("She flew from New York to Berlin on Monday.", "New York", "city"),
        ("Officials in Washington said that Oregon would pay.", "Washington", "city"),
        ("Fruit grows in Oregon, Washington and Idaho.", "Washington", "state"),
        ("Fighting went on in Aleppo province on Monday.", "Aleppo", "province"),
        ("Fighting went on in the city of Aleppo on Monday.", "Aleppo", "city"),
        ("The rain stopped in Oklahoma on Monday.", "Oklahoma", "state"),
    ],
)
def test_a_division_is_told_from_its_city_of_that_name(text: str, name: str, sort: str) -> None:
    assert _places(text)[name].sort == sort


def test_a_city_by_its_letters_is_not_the_state_of_those_letters() -> None:
    assert _places("The fire in L.A. burnt for nine days.")["L.A."].latitude == pytest.approx(34.05, abs=0.1)


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (
            "The clinic in Kenya's capital Nairobi was closed.",
            {"Kenya": ("KE", 1.0), "Nairobi": ("KE", -1.3)},
        ),
        ("A wave hit the Indonesian island of Java on Monday.", {"Java": ("ID", -7.5)}),
        ("The parcels went to Arizona and California.", {"Arizona": ("US", 34.2), "California": ("US", 37.2)}),
    ],
)
def test_each_of_the_places_of_one_phrase_is_placed(text: str, places: dict[str, tuple[str, float]]) -> None:
    found = {name: (place.country, place.latitude) for name, place in _places(text).items()}
    assert found == {name: (country, pytest.approx(where, abs=0.2)) for name, (country, where) in places.items()}


def test_a_town_that_the_state_it_is_said_to_be_in_does_not_have_is_put_into_that_state() -> None:
    place = _places("Karen Orr was born in Grantville, Pennsylvania, and left in 1990.")["Grantville"]
    assert (place.name, place.within, place.geonames_id) == ("Grantville", "Pennsylvania", None)
    assert place.latitude == pytest.approx(40.9, abs=0.5)


@pytest.mark.parametrize("body", ["Hamas", "the Taliban", "the White House"])
def test_a_well_known_body_is_no_village(body: str) -> None:
    assert _places(f"Nobody in Gaza would talk to {body} on Monday. They heard from {body} again.").keys() == {"Gaza"}


def test_a_direction_is_no_place() -> None:
    assert _places("Nobody in Eastern or Central knew of it.") == {}


def test_to_tells_no_village() -> None:
    assert _places("According to Dennis van Orr, nobody was hurt.") == {}


def test_a_large_city_is_not_the_town_near_another_large_city() -> None:
    assert _places("Officials in Washington said that Damascus might help.")["Damascus"].country == "SY"
