"""Planted reports: actors, sources, stance, dates, ties, events and footage, each placed to the letter."""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uncut.model.report import Report
from uncut.model.serialise import json_schema, to_builtins
from uncut.model.text import Quote, is_placed
from uncut.reports import ReadOptions, read_bytes

SHARED = Path(__file__).resolve().parents[3] / "shared" / "reports"
VALIDATOR = jsonschema.Draft202012Validator(json_schema("report"))


def read(text: str, published: str | None = "2021-03-10", publisher: str | None = None) -> Report:
    day = dt.date.fromisoformat(published) if published else None
    return read_bytes(text.encode(), ReadOptions(published=day, publisher=publisher))


def quotes_in(value: Any) -> Iterator[Quote]:
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from quotes_in(getattr(value, name))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from quotes_in(item)


def assert_placed(report: Report) -> None:
    assert all(is_placed(quote, report.document.text) for quote in quotes_in(report))
    ids = {actor.id for actor in report.actors}
    claims = {claim.id for claim in report.claims}
    assert all({tie.from_, tie.to} <= ids and tie.claim in claims for tie in report.ties)
    assert all(event.claim in claims and {a.actor for a in event.actors} <= ids for event in report.events)
    assert all(item.claim in claims for item in report.footage)
    VALIDATOR.validate(to_builtins(report))


def attributed(report: Report) -> list[tuple[str, str, str]]:
    return [
        (claim.asserted_by.quote.text, claim.quote.text, claim.stance)
        for claim in report.claims
        if claim.asserted_by.kind != "publisher" and claim.asserted_by.quote is not None
    ]


@pytest.mark.parametrize(
    ("sentence", "source", "content", "stance"),
    [
        ("The ministry said that rebels had left the town.", "The ministry", "rebels had left the town", "asserted"),
        ("Rebels had left the town, the ministry said.", "the ministry", "Rebels had left the town", "asserted"),
        ("“We did not fire,” said General John Smith.", "General John Smith", "“We did not fire,”", "asserted"),
        ("According to two residents, the shelling began at dawn.", "two residents", "the shelling began at dawn", "asserted"),
        ("The army denied that it had used gas in the town.", "The army", "it had used gas in the town", "denied"),
        ("Activists claimed that the army had used gas.", "Activists", "the army had used gas", "hedged"),
        ("Maria Lopez, the mayor, told reporters that the road was closed.", "Maria Lopez, the mayor", "the road was closed", "asserted"),
        ("The president wants to send more troops to the border.", "The president", "to send more troops to the border", "asserted"),
        ("He asked whether the convoy had arrived safely.", "He", "whether the convoy had arrived safely", "asked"),
    ],
)  # fmt: skip
def test_who_says_what(sentence: str, source: str, content: str, stance: str) -> None:
    assert (source, content, stance) in attributed(read(sentence))


def test_own_voice_is_the_publishers() -> None:
    report = read("The bridge collapsed on Monday.", publisher="Example Post")
    (claim,) = report.claims
    assert claim.asserted_by.kind == "publisher"
    names = {actor.id: actor.name for actor in report.actors}
    assert names[claim.asserted_by.actor or ""] == "Example Post"
    assert claim.time is not None
    assert claim.time.earliest == dt.date(2021, 3, 8)


def test_hedges_lower_the_certainty() -> None:
    sure, unsure = read("The bridge was destroyed.").claims[0], read("The bridge was possibly destroyed.").claims[0]
    assert (sure.stance, unsure.stance) == ("asserted", "hedged")
    assert unsure.certainty < sure.certainty


def test_spellings_and_abbreviations_are_one_actor_and_two_groups_stay_two() -> None:
    report = read(
        "Jaysh al-Izza attacked the town. Later Jaish al-Izzah left. The Free Syrian Army (FSA) stayed. FSA fighters sang. "
        "Jaysh al-Islam did not come."
    )
    groups = {actor.name: {quote.text for quote in actor.mentions} for actor in report.actors if actor.kind != "person"}
    assert {"Jaysh al-Izza", "Jaish al-Izzah"} <= next(m for n, m in groups.items() if "Izza" in n)
    assert next(m for n, m in groups.items() if "Islam" in n) == {"Jaysh al-Islam"}
    army = next(actor for actor in report.actors if actor.name == "Free Syrian Army")
    assert army.aliases == ["FSA"]


def test_surname_and_title_belong_to_the_person() -> None:
    report = read("President Maria Lopez arrived. Lopez said that the talks had failed.")
    (person,) = [actor for actor in report.actors if actor.kind == "person"]
    assert (person.name, [role.title for role in person.roles]) == ("Maria Lopez", ["President"])
    assert len(person.mentions) == 2


def test_stable_keys_across_reports() -> None:
    first = read("Jaysh al-Izza left. The bridge was hit on Monday.")
    second = read("Yesterday Jaysh al-Izza came back.\n\nThe bridge was hit on Monday.")
    assert {a.key for a in first.actors} & {a.key for a in second.actors}
    assert {c.key for c in first.claims} & {c.key for c in second.claims}


def test_casualties_and_event() -> None:
    report = read("Rebels shelled the market in Aleppo on Monday, killing four civilians and wounding 12 people.")
    event = next(event for event in report.events if event.kind == "assault")
    assert (event.killed, event.injured) == (4, 12)
    assert event.time is not None
    assert event.time.earliest == dt.date(2021, 3, 8)
    assert [place.country for place in event.places] == ["SY"]


def test_ties_with_direction_and_negation() -> None:
    report = read(
        "Ahmed Karim is the leader of Jaysh al-Nasr. Jaysh al-Nasr received rockets from Turkey. "
        "Liwa al-Haqq never joined Jaysh al-Nasr."
    )
    names = {actor.id: actor.name for actor in report.actors}
    ties = {(names[t.from_], t.kind, names[t.to], t.polarity == "negative") for t in report.ties}
    assert ("Ahmed Karim", "leads", "Jaysh al-Nasr", False) in ties
    assert ("Turkey", "supplies", "Jaysh al-Nasr", False) in ties
    assert ("Liwa al-Haqq", "part_of", "Jaysh al-Nasr", True) in ties


def test_footage_and_its_version() -> None:
    report = read("The office released a heavily edited version of the meeting. Activists shared the original footage.")
    assert [(item.quote.text, item.version) for item in report.footage] == [
        ("a heavily edited version of the meeting", "edited"),
        ("the original footage", "original"),
    ]


def test_scare_quotes_are_irony_and_names_in_quotation_marks_are_not() -> None:
    first, second = read("The “moderate” rebels left. The film “Long Way Home” was shown.").claims
    assert (first.stance, [item.quote.text for item in first.loaded]) == ("ironic", ["moderate"])
    assert second.stance == "asserted"


def test_chain_of_a_republication() -> None:
    report = read("Page\n\nExample Front reports…\n\nThe army left the town on Monday.\n\n© 2021 Another Wire\n")
    names = {actor.id: actor.name for actor in report.actors}
    chain = [(link.role, names[link.actor]) for link in report.document.chain]
    assert chain == [("publisher", "Another Wire"), ("republished_from", "Example Front")]
    claim = next(claim for claim in report.claims if "left the town" in claim.quote.text)
    assert names[claim.asserted_by.actor or ""] == "Example Front"
    assert [names[actor] for actor in claim.asserted_by.via] == ["Another Wire"]


def test_other_languages_say_what_was_not_examined() -> None:
    report = read("قال الجيش إن الجسر تعرض للقصف في المدينة من قبل القوات على الطريق بعد ذلك. " * 3)
    assert report.document.language == "ar"
    assert any("only English" in line for line in report.not_examined)
    assert_placed(report)


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=300))
@settings(max_examples=30, deadline=None)
def test_any_text_gives_a_valid_report(text: str) -> None:
    if text.encode().strip() and "\0" not in text:
        try:
            report = read(text)
        except ValueError:
            return
        assert_placed(report)


WORDS = "The army said that rebels “liberated” 4 villages in Syria on Monday , killing two men . Ahmed al-Saleh ( FSA ) denied it \n\n video".split(
    " "
)


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=60))
@settings(max_examples=25, deadline=None)
def test_any_order_of_telling_words_gives_a_valid_report(words: list[str]) -> None:
    text = " ".join(words)
    if text.strip():
        assert_placed(read(text))


@pytest.mark.reports
@pytest.mark.skipif(not SHARED.exists(), reason="no shared reports beside the checkout")
def test_shared_texts_are_placed_to_the_letter() -> None:
    texts = [SHARED.joinpath("republished-report.txt").read_bytes()]
    texts += [path.read_bytes() for path in sorted(SHARED.glob("polnear/text/*.txt"))[::280]]
    texts += [path.read_bytes() for path in sorted(SHARED.glob("versions/*/0.txt"))[::10]]
    for name in ("fa_kes/articles.jsonl", "isaf/releases.jsonl"):
        lines = SHARED.joinpath(name).read_text("utf-8").strip().split("\n")
        texts += [json.loads(line)["text"].encode() for line in lines[::90]]
    for data in texts:
        assert_placed(read_bytes(data))


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The officer said on Monday the group had left the town.", "The officer", "the group had left the town"),
        ("The spokesman said Kasso enjoys every visit to the camp.", "The spokesman", "Kasso enjoys every visit to the camp"),
        ("After he reached the camp, he said the key to peace was simple.", "he", "the key to peace was simple"),
        ("Each side said the other would be responsible for it.", "Each side", "the other would be responsible for it"),
        ("The Daily Times reported Friday that troops had left.", "The Daily Times", "troops had left"),
        ("He called him a liar and a disgrace to the town.", "He", "him a liar and a disgrace to the town"),
        ("The envoy asked the minister whether he had seen the list.", "The envoy", "whether he had seen the list"),
        ("While the army said it held the bridge, the rebels crossed it.", "the army", "it held the bridge"),
        ("She said the guards fired at the bus, which was on its way home.", "She", "the guards fired at the bus"),
        ("The mayor rebuked men who say it is safe, saying his town is not.", "The mayor", "his town is not"),
        ("Kasso (D-Va.), head of the council, said he fully backs the plan.", "Kasso", "he fully backs the plan"),
    ],
)  # fmt: skip
def test_the_words_are_given_to_their_source_and_end_where_its_words_end(text: str, source: str, content: str) -> None:
    claims = [claim for claim in read_bytes(text.encode()).claims if claim.quote.text == content]
    assert [claim.asserted_by.quote.text[: len(source)] for claim in claims if claim.asserted_by.quote] == [source]


def test_a_claim_in_somebodys_words_comes_by_way_of_them() -> None:
    report = read_bytes(b"The envoy Mira Kasso said on Monday that the Northern Army fears that the bridge will fall.")
    inner = next(claim for claim in report.claims if claim.quote.text == "the bridge will fall")
    kasso = next(actor.id for actor in report.actors if "Kasso" in actor.name)
    assert inner.asserted_by.quote
    assert inner.asserted_by.quote.text == "the Northern Army"
    assert inner.asserted_by.via == [kasso]


def test_a_text_that_is_all_furniture_is_read() -> None:
    assert read_bytes("«Ja» «Ja» a video shows".encode()).ties == []
