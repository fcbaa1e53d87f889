"""Planted texts: one actor by all its names, and two who are never one."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import kinds, names, told

from uncut.reports import read_bytes


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "Colonel Tariq Nour al-Din led a brigade for years. Then Nour al-Din went home to his farm.",
            "Tariq Nour al-Din",
            "Nour al-Din",
        ),
        ("Abu Yahya al-Idlibi spoke. Abu Yahya left.", "Abu Yahya al-Idlibi", "Abu Yahya"),
        ("It fought Jabhat al-Nusra in May. Nusra left the town.", "Jabhat al-Nusra", "Nusra"),
    ],
)
def test_one_actor_by_a_part_of_the_name(text: str, name: str, alias: str):
    [actor] = [one for one in read_bytes(text.encode()).actors if one.name == name]
    assert alias in actor.aliases


def test_a_nation_is_no_short_form_of_its_air_force():
    report = read_bytes(b"The Ukrainian Air Force left. A video was shared by Ukrainian channels.")
    [force] = [one for one in report.actors if one.name == "Ukrainian Air Force"]
    assert [quote.text for quote in force.mentions] == ["The Ukrainian Air Force"]


def test_whom_a_sentence_has_as_its_object_is_not_its_subject():
    report = read_bytes(b"It was never part of Jabhat al-Nusra. Nusra accused the group of lies.")
    [nusra] = [one for one in report.actors if one.name == "Jabhat al-Nusra"]
    assert "the group" not in {quote.text for quote in nusra.mentions}


def test_the_militia_that_somebody_struck_is_another():
    report = read_bytes(b"The Rapid Salt Forces fled. The Salt Army said that it had struck the terrorist militia.")
    assert "the terrorist militia" in kinds(report)


def test_he_is_whoever_the_main_clause_is_about():
    report = read_bytes(
        b"Colonel Tariq Nour fought. When Ahmed Saleh left in 2014, Tariq Nour followed. He told reporters that it fell."
    )
    [claim] = [one for one in report.claims if one.asserted_by.kind != "publisher"]
    assert names(report)[claim.asserted_by.actor or ""] == "Tariq Nour"


def test_friends_are_no_single_person():
    report = read_bytes(b"Colonel Tariq Nour left. Friends say he was ill.")
    assert kinds(report)["Friends"] == "group"
    assert [one.asserted_by.quote.text for one in told("Friends say he was ill.") if one.asserted_by.quote] == [
        "Friends"
    ]


def test_bodies_that_are_named_of_something_keep_their_whole_name():
    text = "Then the Guards of the Republic and the Directorate of Defence Industries met the Martyrs of Saraqib Battalion."
    found = kinds(read_bytes(text.encode()))
    assert {"Guards of the Republic", "Directorate of Defence Industries", "Martyrs of Saraqib Battalion"} <= set(found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Raids hit Dren  Norway has accused Sweden of killing six. Norway said so on Friday.", "Norway"),
        ("“It is full” said Lume Kasso MSF's manager. MSF said that the hospital is closed.", "MSF"),
    ],
)
def test_a_state_or_a_body_is_no_surname(text, name):
    assert name in kinds(read_bytes(text.encode()))
