"""Planted sentences: whose words they are where the order of a sentence's parts tells it."""

from uncut.reports import read_bytes


def said(text: str) -> list[tuple[str, str]]:
    """Source and words of the claims that are somebody else's."""
    report = read_bytes(text.encode())
    return [
        (claim.asserted_by.quote.text, claim.quote.text)
        for claim in report.claims
        if claim.asserted_by.kind != "publisher" and claim.asserted_by.quote is not None
    ]


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
