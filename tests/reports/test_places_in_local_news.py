"""Places in the shapes of local news: datelines, homes, bodies of a town, seats, lists, a place with what holds it."""

from __future__ import annotations

import pytest

from uncut.model.report import PlaceValue
from uncut.reports import read_bytes


def _told(text: str) -> list[str]:
    mentions = read_bytes(text.encode()).mentions
    return [m.place.quote.text for m in mentions if m.kind == "location" and isinstance(m.place, PlaceValue)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("BEREA — The new bridge was opened by nine volunteers.", ["BEREA"]),
        ("Elkhart parents charged after a dog was found.", ["Elkhart"]),
        ("Tom Bixby, 87, of Williston, was hurt when his tractor rolled over.", ["Williston"]),
        ("The University of Dayton was closed.", ["Dayton"]),
        ("The Oxford City Council met again.", ["Oxford"]),
        ("An Albany-based firm built the bridge.", ["Albany"]),
        ("Rep. Ann Bixby, R-Elbow Lake, said that the bridge was late.", ["Elbow Lake"]),
        ("Crews came from Dayton, Troy and Xenia on Monday.", ["Dayton", "Troy", "Xenia"]),
        ("He drove to St. Paul on Monday.", ["St. Paul"]),
    ],
)
def test_a_place_is_known_by_its_neighbours(text: str, names: list[str]) -> None:
    assert _told(text) == names


def test_what_holds_a_place_is_a_place_of_its_own() -> None:
    mentions = read_bytes(b"The family moved to Norman, Okla., in 2004 after the flood.").mentions
    places = {m.place.quote.text: m.place for m in mentions if isinstance(m.place, PlaceValue)}
    assert places["Norman"].latitude == pytest.approx(35.2, abs=0.2)
    assert places["Okla"].name == "Oklahoma"


@pytest.mark.parametrize("text", ["I'll go home now, and you may stay.", "They told us of the Wash and the fens."])
def test_a_short_form_without_its_point_is_no_state(text: str) -> None:
    assert _told(text) == []


def test_where_a_source_is_at_home_is_not_where_it_happened() -> None:
    text = "The Coventry-based observatory said that nine soldiers were killed in Aleppo on Monday."
    (event,) = [event for event in read_bytes(text.encode()).events if event.killed]
    assert "Coventry" not in {place.name for place in event.places}
    assert "Aleppo" in {place.name for place in event.places}
