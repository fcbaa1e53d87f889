"""Sources in brackets, behind "citing" and "for", estimates, papers, pronouns by their gender."""

import pytest
from tests.reports.told_claims import said

from uncut.model.report import Report
from uncut.reports import read_bytes


def told(text: str) -> set[tuple[str, str]]:
    report = read_bytes(text.encode())
    return {(c.asserted_by.quote.text, c.quote.text) for c in report.claims if c.asserted_by.quote is not None}


def speakers(report: Report) -> list[str | None]:
    names = {actor.id: actor.name for actor in report.actors}
    return [names.get(str(c.asserted_by.actor)) for c in report.claims if c.asserted_by.kind == "named"]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("- 4,100 families have left the valley (UNHCR)", "UNHCR", "4,100 families have left the valley"),
        ("Nine miners are missing (local officials).", "local officials", "Nine miners are missing"),
        ("For the villagers, the dam is a threat to the valley.", "the villagers", "the dam is a threat to the valley"),
        ("The toll was 40, and the Salt Council put it at 52.", "the Salt Council", "it at 52"),
        ("As Professor Orr put it, the dam is a loaded gun.", "Professor Orr", "the dam is a loaded gun"),
        ("In the Ledger poll, conducted in May, Orr led Kole by nine points.", "the Ledger poll, conducted in May",
         "Orr led Kole by nine points"),
        ("The villagers consider the dam a threat to the valley.", "The villagers", "the dam a threat to the valley"),
        ("There is a leak in the dam, which engineers say could grow by spring.", "engineers", "could grow by spring"),
        ("According to the Quay Museum and town archive, the pier was built in 1780.", "the Quay Museum and town archive",
         "the pier was built in 1780"),
    ],
)  # fmt: skip
def test_who_says_it_in_other_frames(text: str, source: str, content: str) -> None:
    assert (source, content) in told(text)


def test_figures_of_one_line_have_each_their_own_bracket() -> None:
    assert told("12 miners killed (police), 7 missing (IOM)") == {
        ("police", "12 miners killed"), ("IOM", "7 missing"),
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Nine men joined the Salt River Union (SRU).",
        "Nine ships left the port (Norway).",
        "Kole met three clerks (June).",
        "The town council met (police).",
    ],
)
def test_brackets_that_shorten_or_place_or_tell_no_figure_are_no_source(text: str) -> None:
    assert told(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "As the Ledger wrote, citing a dock worker, two crates were unloaded at night.",
        "Two crates were unloaded at night, the Ledger reported, citing a dock worker.",
    ],
)
def test_who_is_cited_says_it_by_way_of_who_cites(text: str) -> None:
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    (claim,) = (c for c in report.claims if c.asserted_by.kind != "publisher")
    assert claim.asserted_by.quote.text == "a dock worker"
    assert [names[one] for one in claim.asserted_by.via] == ["Ledger"]
    assert claim.quote.text.lower() == "two crates were unloaded at night"


def test_a_law_that_is_cited_says_nothing() -> None:
    assert all(source != "the Harbour Act" for source, _ in told("The road is shut, Orr said, citing the Harbour Act."))


def test_an_army_source_is_not_the_army() -> None:
    report = read_bytes(b"Two crates were unloaded, an unnamed Norwegian army source said.")
    (claim,) = (c for c in report.claims if c.asserted_by.kind != "publisher")
    assert (claim.asserted_by.kind, claim.asserted_by.actor) == ("unnamed", None)


@pytest.mark.parametrize(
    "text",
    [
        "Mayor Omar Haddad met Mira Kole on Monday. She said that the road was shut. He said it was not.",
        "The spokeswoman Mira Kole met Sergeant Tom Haddad. She said that the road was shut. He said it was not.",
    ],
)
def test_a_pronoun_is_whoever_its_gender_fits(text: str) -> None:
    first, second = speakers(read_bytes(text.encode()))
    assert first == "Mira Kole"
    assert second is not None
    assert second.endswith("Haddad")


def test_a_claim_since_a_day_is_open_behind() -> None:
    (claim,) = read_bytes(b"12 miners were killed since 10 June 2021.").claims
    assert (str(claim.time.earliest), claim.time.latest) == ("2021-06-10", None)


def test_a_verb_of_another_tense_goes_on_with_what_is_said() -> None:
    assert ("Orr", "there was a hunger for new faces and voices in the council") in told(
        "Orr said there was a hunger for new faces and voices in the council."
    )
    assert ("Orr", "the road was shut") in told("Orr said the road was shut and called the mayor a liar.")


def test_people_called_beasts_and_pretexts_are_marked() -> None:
    (claim,) = read_bytes(b"A rocket hit a barracks of the orcs under the pretext of an exercise.").claims
    assert [(one.kind, one.quote.text) for one in claim.loaded] == [("loaded_word", "orcs"), ("loaded_word", "pretext")]


def test_the_year_of_a_founding_is_not_that_of_what_goes_on() -> None:
    text = b"The Quay Guard was founded by Lina Orr in 2014 and is funded by Norway."
    assert all(event.time is None for event in read_bytes(text).events)


def test_who_puts_the_number_of_dead_at_so_many_counts_them():
    assert said("The hospital put the number of dead at 17.") == [("The hospital", "the number of dead at 17")]
