"""Nested marks in report text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from uncut.dossier.highlight import Block, Highlight, cut_into_blocks, merge_highlights
from uncut.model.text import Quote, quote_at


def written(block: Block) -> str:
    """The block as text, with brackets for its marks; fails where they are not nested."""
    depth, out = 0, ""
    for token in block.tokens:
        depth += {"open": 1, "close": -1, "text": 0}[token.step]
        assert depth >= 0
        out += {"open": "[", "close": "]", "text": token.text}[token.step]
    assert depth == 0
    return out


def marks(text: str, *spans: tuple[int, int]) -> list[Highlight]:
    return merge_highlights([Highlight(quote_at(text, *span), ("claim",)) for span in spans], text)


def test_marks_inside_one_another_nest() -> None:
    text = "one two three"
    (block,) = cut_into_blocks(text, marks(text, (0, 13), (4, 7)))
    assert written(block) == "[one [two] three]"


def test_marks_that_cross_are_continued() -> None:
    text = "one two three"
    (block,) = cut_into_blocks(text, marks(text, (0, 7), (4, 13)))
    assert written(block) == "[one [two]][ three]"
    opened = [token for token in block.tokens if token.step == "open"]
    assert [token.is_first for token in opened] == [True, True, False]


def test_a_mark_over_two_paragraphs_is_continued() -> None:
    text = "one\n\n \ntwo"
    first, second = cut_into_blocks(text, marks(text, (1, 8)))
    assert (written(first), written(second)) == ("o[ne]", "[t]wo")
    assert [token.is_first for block in (first, second) for token in block.tokens if token.highlight] == [True, False]


def test_the_same_words_are_marked_once() -> None:
    text = "one"
    quote = quote_at(text, 0, 3)
    (one,) = merge_highlights([Highlight(quote, ("claim",), "a", (1,)), Highlight(quote, ("actor",), "b", (2,))], text)
    assert (one.kinds, one.note, one.refs) == (("claim", "actor"), "a; b", (1, 2))


def test_words_that_are_not_there_are_not_marked() -> None:
    assert (
        merge_highlights([Highlight(Quote(0, 3, "two"), ("claim",)), Highlight(Quote(1, 1, ""), ("claim",))], "one")
        == []
    )


@given(st.data())
def test_every_word_stays_and_every_mark_is_anchored_once(data: st.DataObject) -> None:
    text = data.draw(st.text("ab \n", max_size=60))
    ends = st.integers(0, len(text))
    spans = data.draw(st.lists(st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair))), max_size=12))
    highlights = marks(text, *spans)
    blocks = cut_into_blocks(text, highlights)
    for block in blocks:
        plain = "".join(token.text for token in block.tokens)
        assert plain == text[block.start : block.end]
        assert "[]" not in written(block)
    assert "\n".join("".join(token.text for token in block.tokens) for block in blocks).split() == text.split()
    anchored = [
        token.highlight.quote for block in blocks for token in block.tokens if token.highlight and token.is_first
    ]
    assert len(anchored) == len(set(anchored))
    assert {one.quote for one in highlights if one.quote.text.strip()} <= set(anchored)
