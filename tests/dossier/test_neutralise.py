"""Characters that deceive a reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncut.dossier.neutralise import file_name, on_one_line, show_controls


@pytest.mark.parametrize(
    "number", [0x00, 0x08, 0x1B, 0x7F, 0x9F, 0x200B, 0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF, 0xE0041, 0xD800]
)
def test_what_deceives_is_shown_by_its_number(number: int) -> None:
    assert show_controls(f"a{chr(number)}b") == f"a⟨U+{number:04X}⟩b"


@pytest.mark.parametrize("text", ["", "plain", "line\nline\ttab", "می‌خواهم", "👩‍🚀", "أ\u200fب", "e\u0301"])
def test_what_scripts_need_stays(text: str) -> None:
    assert show_controls(text) == text


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_nothing_is_lost_and_twice_is_once(text: str) -> None:
    shown = show_controls(text)
    assert show_controls(shown) == shown
    assert len(shown) >= len(text.replace("\r\n", "\n"))
    shown.encode("utf-8")


@given(st.text(), st.integers(20, 200))
def test_a_label_is_one_line_of_bounded_length(text: str, at_most: int) -> None:
    label = on_one_line(text, at_most)
    assert "\n" not in label
    assert len(label) <= at_most + 3


def test_a_label_is_cut_between_words_unless_one_word_is_most_of_it() -> None:
    assert on_one_line("The Harbour Guard’s press office", 28) == "The Harbour … office"
    assert on_one_line("a" * 50, 30) == f"{'a' * 20} … {'a' * 10}"


@pytest.mark.parametrize(
    ("path", "name"),
    [("a/b.mp4", "b.mp4"), ("C:\\clips\\b.mp4", "b.mp4"), ("b.mp4/", "b.mp4"), ("", "(no name)"), ("/", "/")],
)
def test_a_file_is_called_by_its_last_part(path: str, name: str) -> None:
    assert file_name(path) == name
