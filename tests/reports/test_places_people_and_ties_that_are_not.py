"""Planted sentences whose places, people and ties are others than the nearest words say."""

from __future__ import annotations

import datetime as dt

import pytest
from tests.reports.told_claims import ties

from uncut.model.report import Report
from uncut.reports import read_bytes

YEAR = "Salt Ledger, 12 May 2021\n\n"


def read(text: str) -> Report:
    return read_bytes((YEAR + text).encode())


def events(text: str) -> list[tuple[str, frozenset[tuple[str, str]]]]:
    report = read(text)
    names = {actor.id: actor.name for actor in report.actors}
    return [(e.kind, frozenset((names[a.actor], a.role) for a in e.actors)) for e in report.events]


def places(text: str) -> set[str]:
    return {place.name for event in read(text).events for place in event.places}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Officials told the New York Times that Iran had sent drones to the Salt Front.", set()),
        ("Turkey never sent weapons to the Salt Front.", set()),
        ("Moscow sent tanks to the Salt Front.", set()),
        ("Shells hit Lattakia, the Paris of the coast.", {"Lattakia"}),
        ("The Aleppo Brigade shelled Idlib.", {"Idlib"}),
        ("Nine people were killed in Mali.", {"Mali"}),
    ],
)
def test_a_place_in_a_name_or_a_state_that_acts_is_not_where_it_was(text: str, named: set[str]) -> None:
    assert places(text) & {"New York", "Iran", "Turkey", "Moscow", "Paris", "Aleppo", *named} == named


def test_a_building_named_after_a_nation_is_not_there() -> None:
    assert places("Shells hit the Turkish hospital on Monday.") == set()


def test_the_time_of_an_event_that_only_a_noun_names_is_its_own() -> None:
    (jailed,) = [e for e in read("The commander was jailed over the 1994 massacre.").events if e.kind == "coerce"]
    assert jailed.time is None


def test_the_time_in_what_somebody_is_accused_of_is_not_that_of_the_sentence() -> None:
    text = "A court on Tuesday sentenced Jean Lume for the killing of nine men in June 1994."
    (sentenced,) = [e for e in read(text).events if e.kind == "coerce"]
    assert sentenced.time is not None
    assert sentenced.time.earliest == sentenced.time.latest == dt.date(2021, 5, 11)


def test_a_clock_in_front_of_a_line_counts_no_dead() -> None:
    report = read("17:55 At least 270 people have been killed since Saturday, up from 185 on Monday.")
    assert [event.killed for event in report.events] == [270]


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("Members of the Salt Front shot dead at least eleven civilians.", 11),
        ("The death toll from Sunday's attack on a ferry off the old port of Orsa has risen to 44.", 44),
        ("At least 65 bodies of civilians have been found in the quarry.", 65),
        ("Teo Brandt was killed by a sniper.", 1),
    ],
)
def test_dead_are_counted(text: str, killed: int) -> None:
    assert killed in [event.killed for event in read(text).events]


def test_guests_are_not_one() -> None:
    report = read("Drone Strike Kills Wedding Guests\n")
    assert [event.killed for event in report.events if event.killed] in ([], [3])


@pytest.mark.parametrize(
    "text",
    [
        "The Quay Guard is not to be confused with the Salt Front.",
        "The Quay Guard, unlike the Salt Front, was never vetted.",
        "The Quay Guard wanted to join the Salt Front.",
        "The strike was carried out by either the Quay Guard or the Salt Front.",
        "The Quay Guard fought the Salt Front alongside the Harbour Brigade.",
    ],
)
def test_what_is_told_apart_or_wished_for_is_no_tie(text: str) -> None:
    assert not {tie for tie in ties(text) if tie[1] in {"part_of", "allied_with", "same_as"} and "Salt Front" in tie}


def test_who_hits_soldiers_by_mistake_or_served_with_them_is_no_enemy() -> None:
    assert ties("A Salt Front strike mistakenly killed four Tavrian soldiers.") == set()
    assert not {tie for tie in ties("Omar Kasso had fought in the Tavrian army.") if tie[1] == "opposes"}


def test_an_abbreviated_description_is_one_actor() -> None:
    report = read("A non-state armed group (NSAG) attacked the port. The NSAG burned two huts.")
    (actor,) = [one for one in report.actors if "NSAG" in {one.name, *one.aliases}]
    assert "non-state armed group" in {actor.name, *actor.aliases}


def test_what_somebody_is_also_known_as_is_no_second_actor() -> None:
    report = read("The Salt Front (SF), locally known as the Dren Guard, attacked the port. The Dren Guard fled.")
    (actor,) = [one for one in report.actors if "Salt Front" in {one.name, *one.aliases}]
    assert "Dren Guard" in {actor.name, *actor.aliases}
    text = "Its leader, known as Abu Dara, was arrested in Oslo. Abu Dara was freed."
    assert [one.name for one in read(text).actors if one.mentions and one.name != "Salt Ledger"] == ["Abu Dara"]


@pytest.mark.parametrize("text", ["Her husband, Idrissa, had gone.", '"I saw it," said Fatoumata, 29.'])
def test_a_described_or_aged_name_is_a_person(text: str) -> None:
    people = {one.name for one in read(text).actors if one.kind == "person"}
    assert people & {"Idrissa", "Fatoumata"}


def test_an_accused_body_ends_before_its_deed() -> None:
    assert "army of bombing" not in " ".join(
        one.name for one in read("The Salt Front accused the army of bombing the port.").actors
    )


def test_two_killings_of_one_sentence_keep_their_parties() -> None:
    text = "The Salt Front claimed the attack, in revenge for the killing of Omar Kasso by the Tavrian navy."
    told = [parties for kind, parties in events(text) if kind == "assault"]
    assert frozenset({("the Tavrian navy", "agent"), ("Omar Kasso", "target")}) in told
    assert not any({("Salt Front", "agent"), ("Omar Kasso", "target")} <= parties for parties in told)


def test_who_covers_a_raid_is_not_shot_by_it() -> None:
    text = "Mira Haddad was shot dead while covering an army raid in Orsa."
    assert events(text) == [("assault", frozenset({("Mira Haddad", "target")}))]


def test_who_did_one_thing_did_the_next_and_not_whom_it_was_done_to() -> None:
    assert ("coerce", frozenset({("Salt Front", "agent")})) in events(
        "The Salt Front attacked the Quay Guard and burned ten huts."
    )
    told = events("It joined the Army of Dren, but was expelled and pledged allegiance to the Salt Front.")
    assert not any(("Army of Dren", "agent") in parties for _, parties in told)


def test_a_town_that_refuses_is_the_subject_and_nobody_else() -> None:
    told = events("The Salt Front executed a clerk after Oslo refused to pay.")
    assert [kind for kind, _ in told] == ["assault"]


def test_what_is_only_recommended_has_not_been_done() -> None:
    assert not [one for one in events("The panel recommended that three commanders be arrested.") if one[0] == "coerce"]


def test_a_passive_goes_on_behind_and() -> None:
    told = events("Twelve militants were killed and three captured.")
    assert not any(("militants", "agent") in parties for _, parties in told)


def test_who_hurt_whom_in_a_clash_is_not_told() -> None:
    told = events("The Tavrian army clashed with the Salt Front, leaving nine militants dead and one soldier injured.")
    assert ("assault", frozenset()) in told or not any(
        ("the Tavrian army", "agent") in p for k, p in told if k == "assault"
    )


def test_from_a_town_says_where_somebody_is_at_home() -> None:
    assert "Misrata" not in places("A ceasefire brokered by elders from Misrata held. Fighters looted a shop.")


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("Nine men were killed by gunmen on Saturday.", dt.date(2021, 5, 8), dt.date(2021, 5, 8)),
        ("The Salt Front deployed 800 fighters until a ceasefire was signed on 3 May 2020.", None, dt.date(2020, 5, 3)),
        ("Five men were convicted on Monday of the murder of Teo Brandt in April 2015.", dt.date(2015, 4, 1), dt.date(2015, 4, 30)),
    ],
)  # fmt: skip
def test_the_day_of_an_event_is_that_of_its_own_words(text: str, earliest: dt.date | None, latest: dt.date) -> None:
    spans = {
        (e.time.earliest, e.time.latest) for e in read(text).events if e.kind in {"assault", "mobilize"} and e.time
    }
    assert spans == {(earliest, latest)}


def test_gas_that_was_not_used_is_no_weapon_of_the_battle() -> None:
    report = read("The Tavrian army did not use gas in the battle for Orsa.")
    assert [weapon.text for event in report.events for weapon in event.weapons] == []


def test_the_group_of_a_profile_is_the_one_in_its_title() -> None:
    text = (
        "Profile: the Levant Guard\n\nThe Levant Guard was formed in 2013. In 2017 it split: a faction joined the 5th Corps. "
        "The group has been fighting the Salt Front since 2020."
    )
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    assert [names[tie.from_] for tie in report.ties if tie.kind == "opposes"] == ["Levant Guard"]


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("Residents of Orsa heard shooting for an hour.", "assault"),
        ("The envoy promised an investigation.", "accuse"),
        ("Norway called for an inquiry.", "accuse"),
    ],
)
def test_what_is_heard_or_wanted_is_done_by_nobody(text: str, nobody: str) -> None:
    assert not [parties for kind, parties in events(text) if kind == nobody and parties]


def test_he_who_speaks_is_not_the_other_one_who_was_named() -> None:
    text = "A guard was charged with shooting Sami Orr. The guard, who was not named, says he fired at a wall."
    assert ("fight", frozenset({("Sami Orr", "agent")})) not in events(text)


def test_who_is_charged_with_a_killing_is_not_told_as_its_agent() -> None:
    text = "A police officer was charged on Tuesday with shooting dead a demonstrator, Sami Orr, in April."
    told = [(kind, parties) for kind, parties in events(text) if kind == "assault"]
    assert not any(role == "agent" for _, parties in told for _, role in parties)


def test_demonstrators_are_who_protests() -> None:
    told = events("Demonstrators threw stones at the guards during protests in Orsa.")
    assert all(("guards", "agent") not in parties for _, parties in told)


def test_who_rejects_this_rejects_nobody_of_the_clause_before() -> None:
    told = events("Norway says a rocket hit the port; the Salt Front rejects this.")
    assert ("reject", frozenset({("Salt Front", "agent")})) in told
