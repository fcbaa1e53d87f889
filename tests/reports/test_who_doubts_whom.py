"""Planted sentences in which somebody doubts what another claims, and those in which sources have no name."""

from __future__ import annotations

import pytest

from uncut.reports import read_bytes


def test_who_doubts_a_claim_stands_beside_who_makes_it():
    report = read_bytes(b"Analysts doubt the Guard's claim that it holds the town.")
    named = {actor.id: actor.name for actor in report.actors}
    told = {(named.get(str(one.asserted_by.actor)), one.stance) for one in report.claims}
    assert told == {("Analysts", "denied"), ("Guard", "asserted")}


@pytest.mark.parametrize(
    ("who", "kind"),
    [
        ("Residents of Orsa", "unnamed"),
        ("Orsa residents", "unnamed"),
        ("Two Norwegian officials", "unnamed"),
        ("The University of Orsa", "named"),
        ("Lume Kasso, a resident of Orsa,", "named"),
    ],
)
def test_people_of_a_place_are_not_named_by_it(who, kind):
    [claim] = read_bytes(f"{who} said that the shelling began at dawn.".encode()).claims
    assert claim.asserted_by.kind == kind
