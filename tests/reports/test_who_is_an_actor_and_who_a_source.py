"""A planted sentence for each kind of mistake: things that are nobody, hearers as sources, ties across clauses."""

import datetime as dt

import pytest

from uncut.model.report import Report
from uncut.reports import ReadOptions, compare_texts, document_from_bytes, read_bytes, read_report, report_of


def read(text: str) -> Report:
    return read_bytes(text.encode(), ReadOptions(published=dt.date(2021, 3, 10)))


def told(text: str) -> list[tuple[str | None, str]]:
    claims = read(text).claims
    return [(c.asserted_by.quote.text if c.asserted_by.quote else None, c.quote.text) for c in claims]


def ties(text: str) -> set[tuple[str, str, str, bool]]:
    report = read(text)
    names = {actor.id: actor.name for actor in report.actors}
    return {(names[t.from_], t.kind, names[t.to], t.polarity == "negative") for t in report.ties}


@pytest.mark.parametrize(
    ("sentence", "nobody"),
    [
        ("The brigade received Kornet and Konkurs guided missiles.", "Kornet"),
        ("He wore a badge with the Seal of Solomon on his arm.", "Solomon"),
        ("Part of its lit front was blurred in the edit.", "its lit front"),
        ("There were no civilians in the house.", "no civilians"),
        ("Rebels hit the depot, killing three drivers on the road.", "killing three drivers"),
        ("Soldier wearing a red scarf near the bridge.", "Soldier"),
        ("The shelling killed four children in the town of Orsa.", "children"),
    ],
)
def test_things_are_no_named_actors(sentence: str, nobody: str) -> None:
    named = {actor.name for actor in read(sentence).actors if actor.kind != "person" or actor.roles}
    assert nobody not in named


@pytest.mark.parametrize("line", ["By Jo Doe", "12 October 2020", "By Jo Doe | 5 June 2020", "Example Front reports…"])
def test_bylines_and_dates_are_no_claims(line: str) -> None:
    report = read(f"Bridge hit at night\n\n{line}\n\nThe army left the town on Monday.\n")
    assert line not in {claim.quote.text for claim in report.claims}
    assert any("left the town" in claim.quote.text for claim in report.claims)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("General Brandt told reporters on Friday that the house was empty.", "General Brandt", "the house was empty"),
        ("A senior official said that the road was closed.", "A senior official", "the road was closed"),
        ("Lopez said he’s not happy with these numbers.", "Lopez", "he’s not happy with these numbers"),
        ("The risk, he said, is a clash near the border.", "he", "is a clash near the border"),
        ("The governor told them, “it will pay off soon.”", "The governor", "“it will pay off soon.”"),
        ("“We need more time!” Lopez said to them.", "Lopez", "“We need more time!”"),
        ("He was accused by Amnesty of killing three men.", "Amnesty", "killing three men"),
        ("SMITH: We never fired at it.\n\nSMITH: Nobody was told to do so.", "SMITH", "We never fired at it."),
    ],
)  # fmt: skip
def test_source_and_content(text: str, source: str, content: str) -> None:
    assert (source, content) in told(text)


def test_a_quotation_around_its_cue_is_one_claim() -> None:
    (claim,) = read("“We did not fire at all that night,” she said. “It was the wind.”").claims
    assert claim.quote.text == "“We did not fire at all that night,”"
    assert [piece.text for piece in claim.continued or []] == ["“It was the wind.”"]


def test_a_quotation_of_several_sentences_is_told_once() -> None:
    text = "“We did not fire. We had no shells,” the general said."
    assert told(text) == [("the general", "“We did not fire. We had no shells,”")]


@pytest.mark.parametrize(
    ("sentence", "stance"),
    [
        ("The bridge was probably destroyed.", "hedged"),
        ("The paper could not reach the mayor.", "asserted"),
        ("The alleged driver was arrested on Monday.", "asserted"),
        ("The army left because the river might rise.", "asserted"),
    ],
)
def test_a_hedge_counts_where_it_governs(sentence: str, stance: str) -> None:
    assert read(sentence).claims[0].stance == stance


def test_ties_stay_in_their_clause_and_names_whole() -> None:
    found = ties("Jaysh al-Nasr decided to avoid joining the National Front for Liberation (NFL) last year.")
    named_twice = ("National Front for Liberation", "same_as", "National Front for Liberation", False)
    assert found == {("Jaysh al-Nasr", "part_of", "National Front for Liberation", True), named_twice}
    assert not ties("Jaysh al-Nasr rockets hit a depot, killing a guard, the Aleppo Council said.")


def test_the_group_is_what_the_text_is_about() -> None:
    report = read("Jaysh al-Nasr was formed in 2013. Turkey and Russia met in Sochi on Monday. "
                  "Jaysh al-Nasr grew. Jaysh al-Nasr moved. Jaysh al-Nasr split. The group received rockets.")  # fmt: skip
    group = next(actor for actor in report.actors if actor.name == "Jaysh al-Nasr")
    assert "The group" in {quote.text for quote in group.mentions}


def test_what_was_not_examined_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uncut.reports.pipeline.MAX_ANALYSED", 40)
    report = read("The army left the town. The rebels came back. " + "x" * 400 + " was told.")
    assert any("code point" in line for line in report.not_examined)
    assert all(claim.quote.end <= 40 for claim in report.claims)
    monkeypatch.undo()
    lines = read("The army left the town. " + "x" * 400).not_examined
    assert any("300 or more letters" in line for line in lines)


def test_the_sandbox_is_recorded(tmp_path) -> None:
    (tmp_path / "a.txt").write_text("The army left the town on Monday.")
    (tmp_path / "b.txt").write_text("The army left the city on Monday.")
    level = read_report(tmp_path / "a.txt").settings["sandbox"]
    compared = compare_texts(tmp_path / "a.txt", tmp_path / "b.txt").settings
    assert compared["sandbox"] == {"left": level, "right": level}
    document = document_from_bytes(b"The army left.")
    assert "sandbox" not in report_of(document, ReadOptions()).settings


def _told(text: str) -> tuple[list[tuple[str, list[tuple[str, str]]]], set[str]]:
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    events = [(one.kind, [(names[a.actor], a.role) for a in one.actors]) for one in report.events]
    return events, set(names.values())


def test_who_owns_the_weapon_is_who_struck() -> None:
    events, _ = _told(
        "The Harbour Guard (HG) was formed in 2016. Last month, the group’s rockets hit a bus depot, killing three drivers."
    )
    assert ("assault", [("Harbour Guard", "agent"), ("drivers", "target")]) in events


def test_whose_weapon_is_not_told_leaves_who_struck_open() -> None:
    events, _ = _told("Dock workers showed a video of the night on which rockets hit the hospital in Old Sluice.")
    assert "agent" not in [role for _, actors in events for _, role in actors]
    assert [kind for kind, _ in events] == ["assault"]


def test_who_benefits_from_support_is_helped() -> None:
    events, _ = _told(
        "The Harbour Guard (HG) was one of the first groups to receive support through the Tavrian government’s “Long Lantern” training programme."
    )
    assert ("aid", [("the Tavrian government", "agent"), ("Harbour Guard", "target")]) in events


def test_a_name_and_its_description_are_one_person() -> None:
    _, names = _told("Major Teo Brandt, the commander of the Harbour Guard, told reporters that the house was empty.")
    assert "Teo Brandt" in names
    assert not any("commander" in name for name in names)


def test_a_body_that_was_taken_for_a_place_once_is_a_body() -> None:
    report = read_bytes(b"The Harbour Guard (HG) left the port. A video casts doubt on the Harbour Guard's denial.")
    kinds = {m.kind for m in report.mentions if "Harbour Guard" in m.quote.text}
    assert kinds == {"organisation"}


def test_what_casts_doubt_on_a_claim_is_not_its_source() -> None:
    report = read_bytes("A short video casts doubt on the Harbour Guard’s claim that the house was empty.".encode())
    sources = {c.asserted_by.quote.text for c in report.claims if c.asserted_by.quote is not None}
    assert sources == {"the Harbour Guard"}


def test_an_emblem_is_no_actor() -> None:
    _, names = _told("One of them wore the Islamic Black Standard with the Seal of Muhammad at a meeting in Oslo.")
    assert not any("Seal" in name or "Muhammad" in name for name in names)


@pytest.mark.parametrize("text", ["The council met after the attack", "They fear a raid", "No aid"])
def test_a_sentence_may_end_with_what_happened(text: str) -> None:
    assert read_bytes(text.encode()).document.text == text


def test_victims_whom_no_word_names_are_not_quoted() -> None:
    report = read_bytes(b"Another horrific attack, this time in Nice, France. Many dead and injured.")
    assert all(event.victims is None or event.victims.text for event in report.events)


def _actors(text: str) -> dict[str, tuple[str, int]]:
    """Kind and number of mentions by name."""
    return {actor.name: (actor.kind, len(actor.mentions)) for actor in read(text).actors}


@pytest.mark.parametrize(
    ("text", "name", "kind", "mentions"),
    [
        ("The Salt River Brigade left Orsa. The brigade took the bridge.", "Salt River Brigade", "group", 2),
        ("Kasso met a group of his fighters. One of the fighters wore a scarf.", "a group of his fighters", "group", 2),
        ("The interior ministry paid them. The ministry was silent.", "The interior ministry", "group", 2),
        ("“No,” said Ruth Venn, an analyst at the Salt Institute.", "Ruth Venn", "person", 2),
        ("They were armed through a programme known as “Quiet Harvest”.", "Quiet Harvest", "programme", 1),
    ],
)
def test_every_actor_is_told_once(text: str, name: str, kind: str, mentions: int) -> None:
    assert _actors(text)[name] == (kind, mentions)


def test_two_brigades_are_not_one() -> None:
    actors = _actors("The Salt Brigade left. The Coal Brigade stayed. The brigade took the bridge.")
    assert actors["Salt Brigade"][1] == actors["Coal Brigade"][1] == 1


def test_what_an_armed_group_was_renamed_to_is_one() -> None:
    actors = _actors("The al-Salt Front changed its name to Ahl al-Wadi (AAW) in 2017.")
    assert {kind for kind, _ in actors.values()} == {"group"}


def test_footage_that_shows_something_is_nobody() -> None:
    claim = next(c for c in read("A video uploaded by Kasso shows a drone over Orsa.").claims if c.asserted_by.quote)
    assert claim.asserted_by.kind == "unnamed"
    assert claim.asserted_by.actor is None
