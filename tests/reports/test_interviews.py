"""Interviews whose turns are only marked "Q:" and "A:": the answers are not the publisher's words."""

import pytest

from uncut.cli.show_report import source_in_words
from uncut.reports import read_bytes

TEXT = """Interview with army chief Teo Brandt

Q: Did your men shell the clinic?
A: We did not shell the clinic near Orsa. I am not saying that the board lied.

Q: Will you stay?
A: General Brandt has no wish to leave the town.
"""


def test_answers_are_those_of_whoever_is_interviewed():
    report = read_bytes(TEXT.encode())
    told = {one.quote.text: one for one in report.claims}
    answer = told["We did not shell the clinic near Orsa."]
    assert answer.asserted_by.quote is not None
    assert answer.asserted_by.quote.text == "Teo Brandt"
    names = {actor.id: actor.name for actor in report.actors}
    assert "interviewed by the publisher" in source_in_words(answer.asserted_by, report.document, names)
    assert told["Q: Did your men shell the clinic?"].asserted_by.quote is None


def test_what_one_says_in_an_answer_is_no_strangers():
    report = read_bytes(TEXT.encode())
    claim = next(one for one in report.claims if one.quote.text == "the board lied")
    assert claim.unsaid is True
    names = {actor.id: actor.name for actor in report.actors}
    who = names.get(claim.asserted_by.actor or "") or (claim.asserted_by.quote and claim.asserted_by.quote.text)
    assert who is not None
    assert "Brandt" in who


def test_a_writer_who_answers_questions_is_not_interviewed():
    text = TEXT.replace("Interview with army chief Teo Brandt", "What we know about the clinic")
    report = read_bytes(text.encode())
    answer = next(one for one in report.claims if "did not shell" in one.quote.text)
    assert answer.asserted_by.quote is None


NAMED = """“Nobody promised us anything”: an interview with the commander of the Salt Guard

Hill Review, 2 February 2023

Colonel Teo Brandt leads the Salt Guard. He spoke to Nina Falk by telephone.

Hill Review: The junta says you attacked the bus at Orsa, killing four passengers. Did you?

Teo Brandt: No. We had no unit there. It was the Border Guard that opened fire.

Q: Do you receive weapons from Norway?

A: We buy rifles from the Dren. If Norway helped us we would not be hungry.
"""


def test_an_answer_is_his_whose_name_marks_it_or_the_one_before():
    report = read_bytes(NAMED.encode())
    names = {actor.id: actor.name for actor in report.actors}
    told = {one.quote.text: names.get(one.asserted_by.actor or "") for one in report.claims}
    assert told["No. We had no unit there. It was the Border Guard that opened fire."] == "Teo Brandt"
    assert told["We buy rifles from the Dren."] == "Teo Brandt"
    assert not any("Teo Brandt" in words for words in told if "leads" not in words)


def test_who_spoke_to_the_writer_answers_where_no_label_names_anybody():
    text = NAMED.replace("Teo Brandt: No.", "A: No.")
    report = read_bytes(text.encode())
    names = {actor.id: actor.name for actor in report.actors}
    told = {one.quote.text: names.get(one.asserted_by.actor or "") for one in report.claims}
    assert told["We had no unit there."] == "Teo Brandt"


def test_what_is_only_supposed_in_an_answer_ties_nobody_and_us_is_not_the_outlet():
    report = read_bytes(NAMED.encode())
    names = {actor.id: actor.name for actor in report.actors}
    assert not [one for one in report.ties if names[one.from_] == "Norway"]


def test_who_speaks_of_you_attacked_nobody():
    report = read_bytes(NAMED.encode())
    attacked = [one for one in report.events if one.killed == 4]
    assert [party.role for one in attacked for party in one.actors] == ["target"]


@pytest.mark.parametrize(
    ("lead", "who"),
    [
        ("In Orsa, the Salt Guard is led by Teo Brandt. He spoke to us.", "Teo Brandt"),
        ("The Wharf Post spoke to residents.", None),
        ("The Dren Ministry of Defence leads. He spoke to nobody.", None),
    ],
)
def test_only_a_person_who_spoke_answers(lead: str, who: str | None):
    text = f"A talk about the dam\n\n{lead}\n\nQ: Why did it fall?\n\nA: The dam of Dren fell in May.\n"
    report = read_bytes(text.encode())
    answer = next(one for one in report.claims if "fell in May" in one.quote.text)
    assert (answer.asserted_by.quote.text if answer.asserted_by.quote else None) == who
