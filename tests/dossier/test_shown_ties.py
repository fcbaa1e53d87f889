"""A reader sees each tie once."""

from __future__ import annotations

import msgspec
from tests.dossier.dossier_samples import report

from uncut.dossier.ties import acting, is_dated, is_over, shown_ties
from uncut.dossier.words import tie_in_words
from uncut.model.report import Actor, Tie, TimeValue

MET = Tie(claim="c1", kind="met", from_="a1", to="a2", time=None, confidence=0.9)


def _tie(**changes: object) -> Tie:
    return msgspec.structs.replace(MET, **changes)


def test_a_meeting_told_both_ways_is_shown_once() -> None:
    assert shown_ties([MET, _tie(from_="a2", to="a1")]) == [MET]


def test_another_claim_or_its_denial_is_shown_too() -> None:
    others = [_tie(from_="a2", to="a1", claim="c2"), _tie(from_="a2", to="a1", polarity="negative")]
    assert shown_ties([MET, *others]) == [MET, *others]


def test_both_sides_of_a_fight_are_shown() -> None:
    fight = [_tie(kind="opposes"), _tie(kind="opposes", from_="a2", to="a1")]
    assert shown_ties(fight) == fight


def test_the_names_of_one_actor_are_no_tie() -> None:
    assert shown_ties([_tie(kind="same_as", to="a1")]) == []


def test_only_a_place_that_somebody_controls_acts_in_nothing() -> None:
    actor, place = (
        Actor(id=one, key=one, kind=kind, name=one, aliases=[], roles=[], mentions=[])
        for one, kind in (("a1", "group"), ("a2", "place"))
    )
    held = msgspec.structs.replace(report(), actors=[actor, place], ties=[_tie(kind="leads")])
    assert acting(held) == [actor]
    supplying = msgspec.structs.replace(held, ties=[_tie(kind="supplies", from_="a2", to="a1")])
    assert acting(supplying) == [actor, place]


def test_who_leads_a_place_controls_it() -> None:
    assert tie_in_words("leads", "group") == "leads"
    assert tie_in_words("leads", "place") == "controls"
    assert tie_in_words("leads", "place", is_over=True) == "no longer controls"


def test_an_end_of_which_the_day_is_not_known_is_told_without_a_date() -> None:
    lost = _tie(kind="leads", time=TimeValue(earliest=None, latest=None, basis="ended; when is not said"))
    assert is_over(lost)
    assert not is_dated(lost)
    assert not is_over(MET)
