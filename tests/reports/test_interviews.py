"""Interviews whose turns are only marked "Q:" and "A:": the answers are not the publisher's words."""

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
