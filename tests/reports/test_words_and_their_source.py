"""Planted sentences: whose words they are, and where they begin and end, where the parts of a sentence tell it."""

from __future__ import annotations

import pytest
from tests.reports.told_claims import said

from uncut.reports import read_bytes


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        # A plural noun that may be a verb is the subject of the verb behind it.
        ("Other refugee advocates also said the council should go further.", "Other refugee advocates", "the council should go further"),
        ("Public polls show Kasso leading slightly in the north.", "Public polls", "Kasso leading slightly in the north"),
        ("The mayor's allies fear the toll all this is taking.", "The mayor's allies", "the toll all this is taking"),
        ("Many believe the bridge is not safe for heavy trucks.", "Many", "the bridge is not safe for heavy trucks"),
        ("By a wide margin, those surveyed say the dam should be built.", "those surveyed", "the dam should be built"),
        ("There is little accord on the dam: 47% say the dam should be built at once.", "47%", "the dam should be built at once"),
        ("Voters are slightly more likely to say that the dam is needed there.", "Voters", "the dam is needed there"),
        ("Vice President Joseph R. Lind Jr. warned this week that the dam could burst.", "Vice President Joseph R. Lind Jr.", "the dam could burst"),
        # Where a statement ends, and where it goes on.
        ("Kasso called the dam “a trap,” adding that nobody had asked him.", "Kasso", "the dam “a trap,”"),
        ("Kasso said the guards had no plan, but rather a wish to leave the town.", "Kasso", "the guards had no plan, but rather a wish to leave the town"),
        ("The footage shows Captain Orla Venn, the deputy commander, ordering recruits to film the scene.", "The footage", "Captain Orla Venn, the deputy commander, ordering recruits to film the scene"),
        ("A film sent to the paper on Thursday by the Salt Guards shows a drone hitting a lorry.", "A film sent to the paper on Thursday by the Salt Guards", "a drone hitting a lorry"),
        # Nouns for words, and who bears them.
        ("The Salt Guards took the money under the pretence of being a “relief force”.", "The Salt Guards", "being a “relief force”"),
        ("Kasso returned to the hope that the dam would hold.", "Kasso", "the dam would hold"),
        ("The rebels put the number of victims at 60.", "The rebels", "the number of victims at 60"),
        # What stands between a subject and its verb, or before both.
        ("The rebels, who hold the old town, have shut the road, saying they fear an attack.", "The rebels, who hold the old town", "they fear an attack"),
        ("As Mara Lind reported in her book, the guards had left the camp.", "Mara Lind", "the guards had left the camp"),
        ("But, the former head of the board added, it is not the way to do it.", "the former head of the board", "it is not the way to do it"),
        ("Lind said in politics it takes time to build trust.", "Lind", "in politics it takes time to build trust"),
        ("The envoy shot back that nobody had asked him to come.", "The envoy", "nobody had asked him to come"),
        ("The road to the town, according to Mara Lind, is shut by snow and ice.", "Mara Lind", "is shut by snow and ice"),
        ("He left more than ten years ago because, according to Mara Lind, the guards were after him.", "Mara Lind", "the guards were after him"),
        ("The guards were gone: the gate stood open all night, according to Lind.", "Lind", "the gate stood open all night"),
        ("“It is late,” Lind said, citing the snow that had fallen on the pass.", "Lind", "the snow that had fallen on the pass"),
        # Where the writer goes on.
        ("Kasso condemned the attack on the school and left for the north.", "Kasso", "the attack on the school"),
        ("Kasso praised the new governor of the province after his son came home.", "Kasso", "the new governor of the province"),
        ("Soldiers who want to leave the old camp must hand in their rifles.", "Soldiers who", "to leave the old camp"),
        ("His plan to rebuild the old harbour was dropped in May.", "His", "to rebuild the old harbour"),
        ("Asked whether the dam was safe, Kasso said it was.", "", "whether the dam was safe"),
        ("The agency reported many victims at a centre that works with children.", "The agency", "many victims at a centre that works with children"),
        ("She wants the guards “first of all to admit that it is a real thing.”", "She", "the guards “first of all to admit that it is a real thing.”"),
        ("The mayor raised new questions about whether the dam would hold.", "The mayor", "whether the dam would hold"),
    ],
)  # fmt: skip
def test_the_words_and_their_source(text: str, source: str, words: str) -> None:
    assert (source, words) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "Eight months later, when the snow was gone, the council agreed to open the road.",
        "As they met in the capital, the ministers felt slighted by the envoy.",
        "The town found a way to keep the water out.",
        "The guard found himself at the centre of the storm.",
        "The team claimed a victory in the north last month.",
        "The meeting was supposed to be held in the town hall.",
    ],
)
def test_what_stands_before_a_verb_that_governs_something_else_is_nobodys_words(text: str) -> None:
    before = text.split(",", maxsplit=1)[0]
    assert before not in [words for _, words in said(text)]
    assert all(words != text.rstrip(".") for _, words in said(text))


def test_nothing_is_said_by_finding_a_way_or_oneself() -> None:
    assert said("The town found a way to keep the water out. The guard found himself at the centre of it.") == []


def test_a_line_that_ends_in_a_colon_announces_the_next_paragraph() -> None:
    text = (
        "The dam was shut in May.\n\nOne engineer wrote:\n\nNobody has looked at the gates in ten years.\n\nIt rained."
    )
    assert ("One engineer", "Nobody has looked at the gates in ten years") in said(text)


def test_a_name_before_a_colon_speaks_the_quotation() -> None:
    text = 'SNOW IN THE NORTH - Mara Lind: "The pass has been shut since the morning of the second day."'
    assert ("Mara Lind", '"The pass has been shut since the morning of the second day."') in said(text)


def test_a_quotation_goes_on_with_words_that_only_end_in_one() -> None:
    report = read_bytes(b'The dam is "a danger to all of us," said Mara Lind. "It has to be closed now."')
    [claim] = [claim for claim in report.claims if claim.asserted_by.kind == "named"]
    assert [piece.text for piece in claim.continued] == ['"It has to be closed now."']


def test_the_name_of_a_book_is_not_speech() -> None:
    text = "Lind sold many copies of “The Long Winter of the Northern Valleys and Hills” in the town."
    assert said(text) == []


def test_what_is_said_on_both_sides_of_its_cue_is_told_once() -> None:
    text = "“I am not as well worded,” he said, “because Kasso can say such things quickly and in a funny way.”"
    assert [claim for claim in said(text) if "well worded" in claim[1]] == []
    [claim] = [claim for claim in read_bytes(text.encode()).claims if claim.asserted_by.kind != "publisher"]
    assert [piece.text for piece in claim.continued] == ["“I am not as well worded,”"]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor has a plan that offers work to the young.",
        "The Salt Guards were formerly known as the river militia of Orsa.",
        "The ministry did not respond to a request for comment on the matter.",
        "The guards, who are backed by the mayor, left the town.",
    ],
)
def test_what_is_nobodys_words(text: str) -> None:
    assert not any(
        words
        for _, words in said(text)
        if "offers" in words or "known" in words or "comment" in words or "who" in words
    )


def test_of_two_pieces_the_one_with_more_words_is_the_statement() -> None:
    text = "“Constitutional representatives notwithstanding,” he said. “I do not see why we should go on at it.”"
    assert said(text) == [("he", "“I do not see why we should go on at it.”")]


def test_a_sentence_around_the_noun_for_words_stays_the_writers() -> None:
    report = read_bytes(b"The guards took the money under the pretence of being a relief force.")
    whole = next(claim for claim in report.claims if claim.asserted_by.kind == "publisher")
    assert whole.quote.text == "The guards took the money under the pretence of being a relief force."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The ministry denied to reporters any role in the raid.", ("The ministry", "any role in the raid")),
        ("The Guard left the hill, which it says was never hers, in May.", ("it", "was never hers")),
        ("The ministry made one point: the Guard fired first, it says.", ("it", "the Guard fired first")),
    ],
)
def test_words_end_where_an_aside_ends_and_begin_behind_who_hears_them(text: str, told: tuple[str, str]) -> None:
    assert told in said(text)


def test_it_in_an_aside_is_the_body_of_which_the_sentence_tells() -> None:
    report = read_bytes(b"The Harbour Guard left the hill, which it says was never hers, in May.")
    (claim,) = [one for one in report.claims if one.asserted_by.kind != "publisher"]
    assert [actor.name for actor in report.actors if actor.id == claim.asserted_by.actor] == ["Harbour Guard"]


def test_it_is_nobody_where_two_bodies_may_be_meant() -> None:
    report = read_bytes(b"The Harbour Guard told the Salt Front of the hill, which it says was never hers.")
    assert [one.asserted_by.actor for one in report.claims if one.cues and one.cues[0].text == "says"] == [None]
