"""Which ties are told, between whom, and what the model may decide."""

import msgspec
import numpy as np
import pytest
from tests.reports.told_claims import ties

from uncut.reports import read_bytes
from uncut.reports.claims.tie_model import CLASSES, TieModel, load_tie_model, shipped_tie_model
from uncut.reports.mentions.tagger import feature_key
from uncut.reports.pipeline import Finders, report_of
from uncut.reports.read.document import document_from_bytes
from uncut.reports.read.publication import ReadOptions


def model_of(**weights: list[float]) -> TieModel:
    by_key = {feature_key(name): row for name, row in weights.items()}
    keys = np.array(sorted(by_key), np.uint32)
    return TieModel(keys, np.array([by_key[int(key)] for key in keys], np.float32).reshape(len(keys), len(CLASSES)))


def row(**weights: float) -> list[float]:
    return [
        weights.get(name.replace(">", "_to").replace("<", "_from").replace("=", "_both").replace("-", "none"), 0.0)
        for name in CLASSES
    ]


def test_probabilities_are_the_softmax_of_the_summed_weights() -> None:
    model = model_of(one=row(leads_to=1.0), other=row(leads_to=0.5, none=2.0))
    scores = np.array([2.0 if name == "-" else 1.5 if name == "leads>" else 0.0 for name in CLASSES])
    np.testing.assert_allclose(
        model.probabilities(["one", "other", "one", "unknown"]), np.exp(scores) / np.exp(scores).sum(), rtol=1e-5
    )


def test_both_ways_of_a_kind_are_taken_together_and_the_likelier_one_is_told() -> None:
    model = model_of(seen=row(part_of_to=1.0, part_of_from=2.0))
    likely = dict(zip(CLASSES, model.probabilities(["seen"]).tolist(), strict=True))
    read = model.read(["seen"])["part_of"]
    assert not read.forward
    assert read.likely == pytest.approx(likely["part_of>"] + likely["part_of<"])


def test_a_kind_is_mutual_where_that_is_likelier_than_either_way() -> None:
    assert model_of(seen=row(met_to=1.0, met_both=2.0)).read(["seen"])["met"].mutual
    assert not model_of(seen=row(met_to=2.0, met_both=1.0)).read(["seen"])["met"].mutual


def test_a_model_is_read_as_it_was_written_but_for_weights_of_no_weight(tmp_path) -> None:
    model_of(heavy=row(met_to=1.5), light=row(met_to=0.001)).save(tmp_path / "ties.npz")
    read = load_tie_model((tmp_path / "ties.npz").read_bytes())
    assert read.keys.tolist() == [feature_key("heavy")]
    assert read.weights.shape == (1, len(CLASSES))


def test_the_shipped_model_fits_the_classes() -> None:
    assert shipped_tie_model().weights.shape[1] == len(CLASSES)


def test_members_in_a_list_are_tied_to_the_body_before_it_and_countries_among_them_are_states() -> None:
    report = read_bytes(b"The Harbour Coalition, including Norway, Chile and Oman, sent ships.")
    names = {actor.id: actor.name for actor in report.actors}
    members = {names[t.from_] for t in report.ties if t.kind == "part_of"}
    assert members == {"Norway", "Chile", "Oman"}
    assert {actor.kind for actor in report.actors if actor.name in members} == {"state"}


def test_a_country_that_no_tie_names_stays_a_place() -> None:
    report = read_bytes(b"The Harbour Council met in Norway on Monday.")
    assert "Norway" not in {actor.name for actor in report.actors}
    assert next(m for m in report.mentions if m.quote.text == "Norway").kind == "location"


def test_a_name_in_brackets_is_told_as_a_second_name_of_one_actor() -> None:
    found = ties("The Northern Rescue Committee (NRC) opened a school.", with_own=True)
    assert found == {("Northern Rescue Committee", "same_as", "Northern Rescue Committee")}


def test_fighting_is_read_where_no_pattern_names_it() -> None:
    assert ("Harbour Brigade", "opposes", "ISIL") in ties("The Harbour Brigade will keep working to defeat ISIL.")


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        (
            "General Omar Haddad, commander, Northern Harbour Command, spoke to the press.",
            ("Omar Haddad", "leads", "Northern Harbour Command"),
        ),
        ("Soldiers visiting from the 3rd Battalion slept there.", ("Soldiers", "part_of", "3rd Battalion")),
        ("The Harbour Coalition, which includes Norway, sent ships.", ("Norway", "part_of", "Harbour Coalition")),
    ],
)
def test_titles_between_commas_and_visitors_and_included_bodies_are_tied(text: str, tie: tuple[str, str, str]) -> None:
    assert tie in ties(text)


def test_an_abbreviation_in_brackets_behind_a_genitive_is_the_same_body() -> None:
    kinds = {(a, kind) for a, kind, _ in ties("The Northern Harbour Command's (NHC) ships sailed.", with_own=True)}
    assert ("Northern Harbour Command", "same_as") in kinds


def test_a_branch_and_its_name_are_one_body_and_part_of_the_whole() -> None:
    report = read_bytes(
        "Since 2013 the Harbour Guard has been linked to Ardane’s branch in Tavria, the Quay Front.".encode()
    )
    names = {actor.id: actor.name for actor in report.actors}
    assert not any("branch" in name for name in names.values())


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Omar Haddad, commander of the Northern Front, left on Monday.", ("Omar Haddad", "leads", "Northern Front")),
        ("Talks between the Northern Front and the Coastal Brigade failed.",
         ("Northern Front", "met", "Coastal Brigade")),
    ],
)  # fmt: skip
def test_an_office_and_a_talk_tie_two(text: str, tie: tuple[str, str, str]) -> None:
    assert tie in ties(text)


@pytest.mark.parametrize(
    "text",
    [
        "Minister Omar Haddad met with Envoy Karen Orr on Monday.",
        "Omar Haddad and Karen Orr discussed the harbour on Monday.",
    ],
)
def test_who_meets_is_met(text: str) -> None:
    assert {("Omar Haddad", "met", "Karen Orr"), ("Karen Orr", "met", "Omar Haddad")} <= ties(text)


def test_who_is_urged_does_not_urge() -> None:
    found = ties("The Harbour Council urged all parties to stop.")
    assert ("Harbour Council", "met", "all parties") in found
    assert ("all parties", "met", "Harbour Council") not in found


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Clashes between the Northern Front and the Coastal Brigade went on.",
         ("Northern Front", "opposes", "Coastal Brigade")),
        ("The Northern Front seized the town of Orrville from the Coastal Brigade.",
         ("Northern Front", "opposes", "Coastal Brigade")),
        ("The Northern Front was driven out by the Coastal Brigade.",
         ("Coastal Brigade", "opposes", "Northern Front")),
        ("Booker was assigned to the Coastal Brigade.", ("Booker", "part_of", "Coastal Brigade")),
        ("Karen Orr held talks with the Northern Front.", ("Karen Orr", "met", "Northern Front")),
        ("The Harbour Coalition, made up of Norway and Chile, sent ships.", ("Chile", "part_of", "Harbour Coalition")),
    ],
)  # fmt: skip
def test_ways_to_fight_to_belong_and_to_talk(text: str, tie: tuple[str, str, str]) -> None:
    assert tie in ties(text)


def test_a_membership_is_told_once_and_a_fight_as_often_as_the_text_tells_it() -> None:
    report = read_bytes(
        b"The Harbour Coalition, including Norway, sent ships. The Coalition fought ISIL in May. "
        b"Later the Harbour Coalition, which includes Norway, came back. In June the Coalition fought ISIL again."
    )
    kinds = sorted(tie.kind for tie in report.ties)
    assert kinds == ["opposes", "opposes", "part_of"]


@pytest.mark.parametrize(
    ("kind", "told"),
    [("part_of_to", set()), ("same_as_to", set()), ("met_to", {("Harbour Council", "met", "Omar Haddad")})],
)
def test_nobody_is_part_of_a_person_and_no_body_is_one(kind: str, told: set[tuple[str, str, str]]) -> None:
    finders = Finders(ties=model_of(always=row(**{kind: 5.0})))
    document = document_from_bytes(b"The Harbour Council will see Omar Haddad.", "", ReadOptions())
    report = report_of(document, ReadOptions(), finders)
    names = {actor.id: actor.name for actor in report.actors}
    assert {(names[t.from_], t.kind, names[t.to]) for t in report.ties} == told


def test_we_is_whoever_says_it_and_without_a_name_the_publisher() -> None:
    named = "“We are fighting the Northern Front,” said Colonel Omar Haddad. “We will defeat the Northern Front.”"
    assert ("the publisher", "opposes", "Northern Front") in ties(
        "We will continue to fight against the Northern Front."
    )
    assert "the publisher" not in {end for source, _, target in ties(named) for end in (source, target)}


def test_we_that_is_tied_is_a_mention_of_its_actor_and_an_untied_one_is_none() -> None:
    tied = read_bytes(b"We will continue to fight against the Northern Front.")
    actor = next(actor for actor in tied.actors if actor.name == "the publisher")
    assert [quote.text for quote in actor.mentions] == ["We"]
    assert [mention.quote.text for mention in tied.mentions if mention.actor == actor.id] == ["We"]
    assert "the publisher" not in {actor.name for actor in read_bytes(b"We saw the Northern Front.").actors}


def test_two_names_of_one_are_one_actor_that_is_not_told_twice() -> None:
    report = read_bytes(b"The army fought the Northern Front, also known as Salt River Brigade.")
    (front,) = [one for one in report.actors if "Northern Front" in {one.name, *one.aliases}]
    assert "Salt River Brigade" in {front.name, *front.aliases}
    assert [(tie.from_, tie.to) for tie in report.ties if tie.kind == "same_as"] == [(front.id, front.id)]
    report = read_bytes(b"The Northern River Front (NRF) left the town.")
    assert len([tie for tie in report.ties if tie.kind == "same_as"]) == 1


def test_who_is_told_something_has_not_met_the_teller() -> None:
    assert "met" not in {
        kind for _, kind, _ in ties("Colonel Omar Haddad told the Northern Herald that rebels had left.")
    }


def test_the_body_that_describes_a_person_does_not_stand_between_him_and_his_ally() -> None:
    text = "Omar Haddad is known for having a close relationship with the Northern Front’s leader Teo Brandt."
    assert ("Omar Haddad", "allied_with", "Teo Brandt") in ties(text)


@pytest.mark.parametrize(
    ("text", "tie"),
    [
        ("Omar Haddad and his government left.", ("Omar Haddad", "leads", "his government")),
        ("The Salt Front's media office published it.", ("The Salt Front's media office", "part_of", "Salt Front")),
        ("The Salt Front and the Lume Brigade clashed.", ("Salt Front", "opposes", "Lume Brigade")),
        ("The Salt Front pushed the Lume Brigade back.", ("Salt Front", "opposes", "Lume Brigade")),
        (
            "The Salt Front, backed by Turkey, fought against the Lume Brigade.",
            ("Salt Front", "opposes", "Lume Brigade"),
        ),
        ("The Salt Front was renamed the Lume Brigade.", ("Salt Front", "renamed_to", "Lume Brigade")),
    ],
)
def test_words_around_two_neighbours_say_what_they_are_to_each_other(text: str, tie: tuple[str, str, str]) -> None:
    assert tie in ties(text)


def test_who_split_from_a_body_is_no_part_of_it() -> None:
    assert ties("The Lume Brigade split from the Salt Front.") == {("Lume Brigade", "split_from", "Salt Front")}


def test_a_country_on_the_way_is_not_supplied() -> None:
    assert ties("Iran supplied weapons to the Salt Front through Turkey.") == {("Iran", "supplies", "Salt Front")}


def test_whoever_accuses_supplies_nothing() -> None:
    found = ties("Turkey accused Iran of supplying weapons to the Salt Front.")
    assert ("Iran", "supplies", "Salt Front") in found
    assert not any(source == "Turkey" and kind == "supplies" for source, kind, _ in found)


def test_what_is_denied_is_a_negative_tie() -> None:
    report = read_bytes(b"Iran denied supplying weapons to the Salt Front.")
    assert [(tie.kind, tie.polarity) for tie in report.ties] == [("supplies", "negative")]


def test_who_is_backed_stands_next_to_the_words() -> None:
    found = ties("The minister told reporters that the Salt Front is backed by Turkey.")
    assert {end for source, kind, end in found if kind == "supports"} == {"Salt Front"}


def test_the_weapons_may_stand_behind_who_gets_them() -> None:
    report = read_bytes(b"Germany supplied Ukraine with battle tanks.")
    assert [tie.object and tie.object.text for tie in report.ties if tie.kind == "supplies"] == ["battle tanks"]


def test_who_joins_a_body_in_its_fight_is_no_part_of_it() -> None:
    assert not {kind for _, kind, _ in ties("The Salt Front joined the Lume Brigade in an offensive.")} & {"part_of"}


def test_the_backer_named_beside_the_point_pushes_nobody_back() -> None:
    found = ties("The Salt Front, backed by Turkey, pushed the Lume Brigade back.")
    assert ("Salt Front", "opposes", "Lume Brigade") in found
    assert ("Turkey", "opposes", "Lume Brigade") not in found


def test_the_wing_of_a_body_is_the_one_that_is_named_before() -> None:
    found = ties("The Salt Liberation Army, the armed wing of the Lume Union, left the town.")
    assert found == {("Salt Liberation Army", "part_of", "Lume Union")}


def times(text: str) -> dict[tuple[str, str, str], tuple[str, str]]:
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    return {
        (names[t.from_], t.kind, names[t.to]): (str(t.time.earliest), str(t.time.latest))
        for t in report.ties if t.time is not None
    }  # fmt: skip


FOUNDED = "The Quay Guard, which was founded by former clerk Lina Orr in 2014 and is funded by Norway, holds the pier."


def test_a_second_deed_is_told_of_the_subject_and_not_of_whoever_did_the_first() -> None:
    assert {("Norway", "supports", "Quay Guard"), ("Lina Orr", "leads", "Quay Guard")} <= ties(FOUNDED)
    assert not any({"Norway", "Lina Orr"} == {source, target} for source, _, target in ties(FOUNDED))


def test_the_year_of_one_deed_is_not_that_of_the_next() -> None:
    assert times(FOUNDED) == {("Lina Orr", "leads", "Quay Guard"): ("2014-01-01", "2014-12-31")}


@pytest.mark.parametrize(
    ("text", "tie", "time"),
    [
        ("Omar Kasso led the Salt Front until he was killed in October 2015.", ("Omar Kasso", "leads", "Salt Front"), ("None", "2015-10-31")),
        ("The Salt Front, formed in 2018, was armed by the Tavrian army until 2021.", ("the Tavrian army", "supplies", "Salt Front"), ("None", "2021-12-31")),
    ],
)  # fmt: skip
def test_until_ends_a_tie_and_an_insertion_does_not_date_it(
    text: str, tie: tuple[str, str, str], time: tuple[str, str]
) -> None:
    assert times(text)[tie] == time


def test_who_founded_a_body_is_told_as_its_founder() -> None:
    (tie,) = [one for one in read_bytes(FOUNDED.encode()).ties if one.kind == "leads"]
    assert tie.basis == "founded"
    (tie,) = [one for one in read_bytes(b"The Quay Guard is led by Lina Orr.").ties if one.kind == "leads"]
    assert tie.basis is msgspec.UNSET


def test_who_merges_becomes_part_of_what_they_form() -> None:
    found = ties("The Quay Guard merged with the Harbour Brigade in 2021 to form the Coastal Shield.")
    merged = {tie for tie in found if tie[1] == "merged_into"}
    assert merged == {(one, "merged_into", "Coastal Shield") for one in ("Quay Guard", "Harbour Brigade")}


def test_who_leaves_a_body_splits_from_it_and_who_leaves_a_town_from_none() -> None:
    assert ("Quay Guard", "split_from", "Coastal Shield") in ties("The Quay Guard left the Coastal Shield in 2020.")
    assert not ties("The Quay Guard left Lagos in 2020.")


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("The Quay Guard has received salaries from Norway since 2019.", ("2019-01-01", "None")),
        ("Norway backed the Quay Guard until 2017.", ("None", "2017-12-31")),
    ],
)
def test_since_and_until_leave_a_tie_open_on_one_side(text: str, time: tuple[str, str]) -> None:
    assert times(text) == {("Norway", "supports", "Quay Guard"): time}


def test_one_of_several_is_nobody_with_another_name() -> None:
    assert not ties("Another neighbour, a fishmonger, told the same story.")


def test_a_title_beside_a_name_says_whom_it_leads() -> None:
    found = ties("Captain Lina Orr, the commander of the Quay Guard, told reporters that the pier was empty.")
    assert ("Lina Orr", "leads", "Quay Guard") in found


def test_who_gives_arms_is_tied_though_no_gazetteer_knows_it() -> None:
    report = read_bytes(b"The Quay Guard received night goggles equipment and Rorr rockets from Ostravia.")
    names = {actor.id: actor.name for actor in report.actors}
    tie = next(t for t in report.ties if t.kind == "supplies")
    assert (names[tie.from_], names[tie.to]) == ("Ostravia", "Quay Guard")
    assert tie.object.text.endswith("Rorr rockets")
    assert "Norway" not in str(ties("The Quay Guard received a letter from Norway."))


def test_a_body_with_an_article_is_no_person_and_ends_before_a_time() -> None:
    report = read_bytes(b"The Quay Guard decided not to join the Salt Command last year.")
    assert {(actor.name, actor.kind) for actor in report.actors} == {
        ("Quay Guard", "organisation"), ("Salt Command", "organisation"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "supplied"),
    [
        (
            "The Harbour Guard received crates of weapons from Norway including Marl rockets, as well as Fen and Tor guided missiles.",
            "crates of weapons from Norway including Marl rockets, as well as Fen and Tor guided missiles",
        ),
        (
            "Norway supplied the Harbour Guard with weapons, such as Marl rockets, in 2016 and it lost tanks.",
            "weapons, such as Marl rockets",
        ),
        ("The Harbour Guard received weapons from Norway, including in the spring when rockets fell.", "weapons"),
    ],
)
def test_what_was_supplied_is_told_with_the_names_that_follow(sentence: str, supplied: str) -> None:
    found = read_bytes(sentence.encode()).ties
    assert [tie.object.text for tie in found if tie.kind == "supplies"] == [supplied]
