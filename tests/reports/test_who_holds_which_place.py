"""Control of places: who holds, takes and loses them, and the place as an actor only where somebody does."""

import pytest

from uncut.model.report import ENDED, Report
from uncut.reports import read_bytes


def held(text: str) -> set[tuple[str, str, bool]]:
    """Holder, place, and whether it is over."""
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    places = {actor.id for actor in report.actors if actor.kind == "place"}
    return {
        (names[t.from_], names[t.to], t.time is not None and t.time.basis.startswith(ENDED))
        for t in report.ties
        if t.kind == "leads" and t.to in places
    }


def places_of(report: Report) -> list[str]:
    return [actor.name for actor in report.actors if actor.kind == "place"]


@pytest.mark.parametrize(
    "text",
    [
        "The Taliban controls Kunduz.",
        "The Taliban, which fought for weeks, captured Kunduz on Monday.",
        "The Taliban seized control of large parts of Kunduz.",
        "Kunduz fell to the Taliban in 2015.",
        "Kunduz was captured by the Taliban in 2015.",
        "After seizing Kunduz, the Taliban freed prisoners.",
        "The capture of Kunduz by the Taliban was a blow.",
        "The capture by the Taliban of Kunduz was a blow.",
        "Kunduz is still under Taliban control.",
    ],
)
def test_who_holds_a_place_is_tied_to_it(text: str) -> None:
    holders = {(holder.removeprefix("the ").removeprefix("The "), place, over) for holder, place, over in held(text)}
    assert holders == {("Taliban", "Kunduz", False)}


def test_who_lost_a_place_held_it_until_then() -> None:
    assert held("The Afghan army retook Kunduz from the Taliban.") == {
        ("The Afghan army", "Kunduz", False), ("Taliban", "Kunduz", True),
    }  # fmt: skip


def test_what_is_only_meant_to_be_taken_is_not_held() -> None:
    assert held("The Taliban tried to capture Kunduz.") == set()
    assert held("The Taliban plans to seize Kunduz.") == set()


def test_places_in_a_list_are_all_held_but_one_of_a_clause_of_its_own_is_not() -> None:
    assert {place for _, place, _ in held("The Taliban captured Kunduz, Kandahar and Herat.")} == {
        "Kunduz", "Kandahar", "Herat",
    }  # fmt: skip
    assert {place for _, place, _ in held("The Taliban holds Kunduz, and Herat is calm.")} == {"Kunduz"}


def test_whoever_is_named_beside_the_point_took_nothing() -> None:
    found = held("The Taliban, backed by the Haqqani Network, captured Kunduz.")
    assert {holder for holder, _, _ in found} == {"Taliban"}


def test_a_place_where_something_only_happens_is_no_actor() -> None:
    assert places_of(read_bytes(b"The Taliban attacked the army in Kunduz.")) == []


def test_the_place_is_placed_by_all_its_words() -> None:
    text = "The Taliban captured Kunduz. Fighting in Kunduz went on."
    report = read_bytes(text.encode())
    (place,) = [actor for actor in report.actors if actor.kind == "place"]
    assert [text[q.start : q.end] for q in place.mentions] == ["Kunduz", "Kunduz"]
