"""Planted sentences: whose words they are where the order of a sentence's parts tells it."""

from tests.reports.told_claims import said

from uncut.reports import read_bytes


def test_who_speaks_stands_before_an_insertion():
    text = "The lawmaker, who represents a district by the river, said Kasso's remarks about the mine had done harm."
    [(source, words)] = said(text)
    assert source.startswith("The lawmaker, who represents")
    assert words == "Kasso's remarks about the mine had done harm"


def test_a_quotation_goes_on_behind_what_is_told_of_its_speaker():
    text = (
        '"It is not going to be easy to do," said Mara Lind of the river board, who endorsed the plan on Tuesday. '
        '"There is no doubt that the dam is needed."'
    )
    report = read_bytes(text.encode())
    spoken = next(one for one in report.claims if "no doubt" in one.quote.text)
    assert spoken.asserted_by.quote is not None
    assert spoken.asserted_by.quote.text.startswith("Mara Lind")
    assert [piece.text for piece in spoken.continued] == ['"It is not going to be easy to do,"']


def test_a_circumstance_before_the_cue_belongs_to_the_clause_behind_it():
    text = "Unless the council finds a better plan, they say, the whole valley could be under water by spring."
    spoken = [words for _, words in said(text)]
    assert "the whole valley could be under water by spring" in spoken


def test_what_belongs_to_somebody_says_nothing():
    text = "The Northern Front’s “special relationships” with the council confirm the radical views of its fighters."
    assert said(text) == []


def test_a_quotation_that_runs_on_over_paragraphs_is_one():
    text = (
        "“The water rose at night,” Mara Lind said. “Nobody had warned the people in the lower town.\n\n"
        "“When the guards came to our street it was late, and most of the houses by the river were gone.”\n\n"
        "The river board gave no answer."
    )
    report = read_bytes(text.encode())
    [spoken] = [claim for claim in report.claims if claim.asserted_by.kind != "publisher"]
    assert spoken.quote.text.startswith("“When the guards came")
    assert [piece.text for piece in spoken.continued] == [
        "“The water rose at night,”",
        "“Nobody had warned the people in the lower town.",
    ]


def test_what_somebody_wants_another_to_say_is_no_claim_of_the_other():
    text = "The mayor said that the board wanted the engineers to explain why the old dam had failed."
    assert [source for source, _ in said(text)].count("the engineers") == 0


def test_a_day_behind_a_noun_is_nobodys_plan():
    text = "Kasso changed his withdrawal plans in October, saying that the guards would stay at the dam."
    assert said(text) == [("Kasso", "the guards would stay at the dam")]
