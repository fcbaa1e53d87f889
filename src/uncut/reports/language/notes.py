"""Marks of footnotes, which are no words of a sentence, and the lines to which they lead."""

from __future__ import annotations

import re
from typing import Final

_RAISED: Final = "[¹²³⁰⁴-⁹]{1,3}"
_NUMBERS: Final = r"\d{1,3}(?:[-–,]\s?\d{1,3}){0,6}"
_MARK: Final = re.compile(
    rf"(?<=[^\s\[(])(?:\[(?:{_NUMBERS}|[Nn]ote\s\d{{1,2}}|[Cc]itation\sneeded)\])+(?!\w)"
    rf"|(?<=\w)\s\[{_NUMBERS}\](?=[.,;:]|[ \t]*(?:\n|\Z))"
    rf"|(?:(?<=[^\W\d_]{{3}})|(?<=[.,;:!?\"'”’»)])|(?<=\b(?:19|20)\d\d)){_RAISED}(?!\w)"
)
"""Behind a word or a mark: "in May.[1]", "the raid,¹"; "km²" and "were [12] years old" hold none."""
NOTE: Final = re.compile(rf"(?:\[\d{{1,3}}\]|{_RAISED})[ \t]+(?=\S)")
"""How the line opens to which a mark leads: "[1] Orsa Post, 3 May 2019"."""


def blank_marks(text: str) -> str:
    """``text`` with spaces for the marks of footnotes behind its words, so that every place in it stays the same."""
    if "[" not in text and not _HAS_RAISED.search(text):
        return text
    return _MARK.sub(lambda mark: " " * len(mark.group()), text)


_HAS_RAISED: Final = re.compile(_RAISED)


def opens_note(text: str, at: int) -> bool:
    """Whether the mark of a note stands at a place where a line begins."""
    return NOTE.match(text, at) is not None
