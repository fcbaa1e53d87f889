from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncut.model.text import Quote, is_placed, outermost, quote_at, quote_trimmed, storable_text

texts = st.text(alphabet=st.sampled_from("ab é\u0301😀\n\t«»"), max_size=30)


@st.composite
def placed(draw):
    text = draw(texts)
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


@given(placed())
def test_a_quote_is_the_slice_to_the_letter(drawn):
    text, start, end = drawn
    quote = quote_at(text, start, end)
    assert quote.text == text[start:end]
    assert is_placed(quote, text)


def test_a_quote_elsewhere_is_not_placed():
    assert not is_placed(Quote(1, 3, "ab"), "abab")
    assert not is_placed(Quote(3, 5, "bc"), "aaab")


@pytest.mark.parametrize(("start", "end", "text"), [(-1, 1, "ab"), (0, 3, "ab"), (2, 1, "a"), (0, 0, "a")])
def test_a_quote_refuses_offsets_that_do_not_fit_its_words(start, end, text):
    with pytest.raises(ValueError, match="do not fit"):
        Quote(start, end, text)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 5), (5, 6)])
def test_a_quote_refuses_to_leave_its_text(start, end):
    with pytest.raises(ValueError, match="leaves a text"):
        quote_at("abcd", start, end)


@given(placed())
def test_a_trimmed_quote_has_no_white_space_at_its_ends(drawn):
    text, start, end = drawn
    quote = quote_trimmed(text, start, end)
    assert quote.text == text[start:end].strip()
    assert is_placed(quote, text)
    assert start <= quote.start <= quote.end <= end


@given(st.lists(placed().map(lambda drawn: quote_at("x" * len(drawn[0]), *drawn[1:])), max_size=8))
def test_outermost_quotes_hold_all_and_lie_in_no_other(quotes):
    kept = outermost(quotes)
    assert all(any(one.holds(quote) for one in kept) for quote in quotes)
    assert not any(one is not other and one.holds(other) for one in kept for other in kept)
    assert list(kept) == sorted(kept)


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_quotes_touch_where_they_share_a_character(one, one_length, two, two_length):
    first, second = quote_at("x" * 20, one, one + one_length), quote_at("x" * 20, two, two + two_length)
    shared = set(range(one, one + one_length)) & set(range(two, two + two_length))
    if one_length and two_length:
        assert first.touches(second) == second.touches(first) == bool(shared)
    if second.holds(first):
        assert set(range(one, one + one_length)) <= set(range(two, two + two_length))


def test_halves_of_letters_in_a_name_become_escapes():
    assert storable_text("a\udcff\ud800é😀") == "a\\xff\\ud800é😀"
