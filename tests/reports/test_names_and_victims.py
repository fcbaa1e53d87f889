"""Planted reports: names that small words and times run through, who acts for a group, and whom an attack is on."""

from __future__ import annotations

import pytest

from uncut.model.report import Report
from uncut.reports import read_bytes


def actors_of(report: Report) -> dict[str, str]:
    return {actor.name: actor.kind for actor in report.actors}


def read(text: str) -> Report:
    return read_bytes(text.encode())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The Dawn Forces shelled the harbour on Monday.", "Dawn Forces"),
        ("Fighters of the 17 March Brigade left the harbour.", "17 March Brigade"),
        ("According to the Valley Network for Human Rights, the road is shut.", "Valley Network for Human Rights"),
        ("The Salt People's Liberation Movement-North left the talks.", "Salt People's Liberation Movement-North"),
    ],
)
def test_a_name_keeps_its_small_words_and_its_times(text: str, name: str) -> None:
    assert name in actors_of(read(text))


def test_who_backs_a_long_name_is_no_part_of_it() -> None:
    names = actors_of(read("The guards joined the Turkish-backed Valley Front for Liberation last year."))
    assert "Valley Front for Liberation" in names
    assert names["Turkey"] == "state"


def test_the_outlet_that_names_itself_at_the_head_is_one_name_and_no_claim() -> None:
    report = read(
        "Eyes on Orsa\n\nThe dam is shut\n\nA doctor told Eyes on Orsa that the dam had been shut. It rained on Monday."
    )
    assert "Eyes on Orsa" in actors_of(report)
    assert "Eyes on Orsa" not in [claim.quote.text for claim in report.claims]


@pytest.mark.parametrize("words", ["the group's fighters", "Jaysh al-Salt members"])
def test_the_members_of_a_group_act_for_it(words: str) -> None:
    report = read(
        f"Jaysh al-Salt, a militia, took Orsa in May. The group holds the dam. On Monday {words} attacked the port."
    )
    groups = [actor for actor in report.actors if actor.kind == "group"]
    assert [actor.name for actor in groups] == ["Jaysh al-Salt"]
    assert words in [quote.text for quote in groups[0].mentions]


def test_the_owner_of_a_faction_is_a_person_and_the_faction_is_not() -> None:
    names = actors_of(read("Abdel Karim Venn's faction of the Valley Front left the talks in July."))
    assert names["Abdel Karim Venn"] == "person"
    assert names["Abdel Karim Venn's faction"] == "group"


def test_a_count_is_no_part_of_those_who_are_counted() -> None:
    report = read("At least five civilians, among them a nurse, had been killed on Thursday in Orsa.")
    assert list(actors_of(report)) == ["civilians"]
    assert report.events[0].killed == 5


def test_those_on_whom_an_attack_is_are_its_victims() -> None:
    report = read("Some of the rockets were even used in attacks on civilians.")
    assert [event.victims.text for event in report.events if event.victims] == ["civilians"]


def test_the_weapons_of_a_people_strike_for_its_state() -> None:
    report = read("Russian missiles struck an apartment block in Orsa overnight.")
    [agent] = [one.actor for event in report.events if event.kind == "assault" for one in event.actors]
    assert next(actor.name for actor in report.actors if actor.id == agent) == "Russia"


def test_a_country_in_the_name_of_a_body_takes_no_part() -> None:
    report = read("The Libya Sunrise coalition, which holds the port, fired on the town.")
    assert [actor.name for actor in report.actors if actor.kind != "place"] == ["The Libya Sunrise coalition"]


def test_who_is_told_is_not_who_is_struck() -> None:
    report = read("The Dawn Forces shelled the harbour, Mara Lind told Reuters on Monday.")
    names = {actor.id: actor.name for actor in report.actors}
    [fight] = [event for event in report.events if event.kind == "fight"]
    assert [names[one.actor] for one in fight.actors] == ["Dawn Forces"]


def test_the_ministry_speaks_and_not_its_country() -> None:
    report = read("Russia's defence ministry said its forces had left the town. Russia is at war.")
    [claim] = [claim for claim in report.claims if claim.asserted_by.kind == "named"]
    assert next(a.name for a in report.actors if a.id == claim.asserted_by.actor) == "Russia's defence ministry"


def test_the_suspension_of_aid_is_no_aid() -> None:
    report = read("The suspension of Emirati aid to the coalition in January has weakened its commander.")
    assert [event.kind for event in report.events] == ["sanction"]


def test_talks_that_were_told_before_are_no_new_ones() -> None:
    assert [event.kind for event in read("The meeting was held behind closed doors.").events] == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("ORSA, March 3 (Newswire) - ", "The dam was shut overnight by the guards."),
        ("Orsa (Newswire) — ", "The dam was shut overnight by the guards."),
        ("ORSA — ", "The dam was shut overnight by the guards."),
    ],
)
def test_a_dateline_is_no_part_of_what_is_claimed(line: str, words: str) -> None:
    report = read(f"{line}{words} It rained on Monday.")
    assert [claim.quote.text for claim in report.claims] == [words, "It rained on Monday."]


def test_a_dateline_on_a_line_of_its_own_is_no_claim() -> None:
    report = read("Orsa – 12 March 2021\n\nThe dam was shut overnight by the guards.")
    assert [claim.quote.text for claim in report.claims] == ["The dam was shut overnight by the guards."]


def test_photographs_that_open_a_sentence_are_nobody() -> None:
    report = read("Photos posted on the page show the burnt hull of a ship.")
    assert report.actors == []


def test_a_state_can_be_a_part_of_a_country() -> None:
    report = read("The army attacked villages in El Salima state in August.")
    assert "location" in [m.kind for m in report.mentions if "Salima" in m.quote.text]


def test_of_two_joined_counts_both_are_dead() -> None:
    report = read("The attack on the camp, in which 49 civilians and 15 soldiers were killed, was on Monday.")
    assert max(event.killed or 0 for event in report.events) == 64


def test_no_one_hurt_is_not_one() -> None:
    assert [
        event.injured for event in read("A drone hit the depot. No one was hurt in the attack.").events if event.injured
    ] == []


def test_people_who_are_told_as_killed_killed_nobody() -> None:
    report = read("Twelve children were among 17 people killed when a jet dropped two bombs on a school.")
    assert {one.role for event in report.events if event.kind == "assault" for one in event.actors} == {"target"}


def test_an_ally_named_in_passing_is_not_struck() -> None:
    report = read("The Dawn Forces, allied with the Harbour Army, seized an outpost of the police last week.")
    names = {actor.id: actor.name for actor in report.actors}
    seized = [event for event in report.events if event.kind == "coerce"]
    struck = {names[one.actor] for event in seized for one in event.actors if one.role == "target"}
    assert "Harbour Army" not in struck


def test_a_name_that_ends_in_a_word_for_a_body_is_one() -> None:
    names = actors_of(read("The Rights Observatory said the dam was shut. The Observatory spoke with six guards."))
    assert names["Rights Observatory"] == "organisation"
    assert "Observatory" not in names


def test_minister_and_ministry_are_two() -> None:
    report = read("The Ministry shut the dam in May. The Minister, Mara Lind, opened it on Friday.")
    assert not any({"Ministry", "Minister"} <= {actor.name, *actor.aliases} for actor in report.actors)


def test_a_capital_that_speaks_for_its_state_is_named() -> None:
    [claim] = [
        c for c in read("Moscow said it had destroyed a battery near Orsa.").claims if c.asserted_by.kind != "publisher"
    ]
    assert claim.asserted_by.kind == "named"


def test_arms_that_are_handed_over_are_aid() -> None:
    report = read("Poland handed over 17 fighter jets to Ukraine in March.")
    assert [event.kind for event in report.events] == ["aid"]


def test_whole_words_that_are_quoted_are_no_scare_quotes() -> None:
    report = read('"We are home," the spokesman Kasso said. The guards were there.')
    assert [item.kind for claim in report.claims for item in claim.loaded] == []


def test_short_lines_at_the_head_of_a_text_are_not_one_sentence() -> None:
    report = read(
        "Barrel bombs kill 23 in a market in Orsa\nRights Observatory, 22 July 2019\n\nThe market was full when the bombs fell on it."
    )
    assert report.claims[0].quote.text == "Barrel bombs kill 23 in a market in Orsa"


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Hezbollah's constitution was read out. Hezbollah attacked the town.", "Hezbollah"),
        ("Hezbollah's borders are shut. Hezbollah attacked the town.", "Hezbollah"),
        ("Labour's constitution was read out. Labour attacked the minister.", "Labour"),
        ("Merz's ministry said so. Merz attacked the camp.", "Merz"),
        ("Kestria's airspace was shut. Kestria attacked the town.", "Kestria"),
        ("Q posted a video on Monday.", "Q"),
    ],
)
def test_who_has_what_countries_have_still_acts(text: str, actor: str) -> None:
    assert actor in {one.name for one in read_bytes(text.encode()).actors}
