"""Tokens: the words, numbers and marks of a text, with exact offsets."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09cd"
    "\u0a01-\u0a4d\u0b82-\u0bcd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d\u00ad"
)
"""Combining marks, joiners and the soft hyphen: part of a word though ``\\w`` does not hold them."""

_WORD = rf"[^\W_][\w{MARKS}]*"
_TOKEN = re.compile(
    rf"""
    (?P<number>\d+(?:[.,:/]\d+)*(?:st|nd|rd|th|s)?\b)            # 1,200  3.5  10:30  21st  1990s
  | (?P<title>(?:Lt|Gen|Maj|Col|Capt|Sgt|Brig|Adm|Cmdr|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Cpl|[A-Z])
      \.(?=\s(?:(?:de|von|van|bin|al|el|da|di)\s)?[A-Z])
      |(?:Jr|Sr)\.(?=,?\s+[a-z]))
  | (?P<dotted>(?:[^\W\d_]\.){{2,}})                              # U.S.  e.g.
  | (?P<word>{_WORD}(?:[-‐‑'’ʼ&.]{_WORD})*)                        # al-Izza  Hay'at  AT&T
  | (?P<mark>\.\.\.|[^\w\s])
    """,
    re.VERBOSE,
)
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
APOSTROPHES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u00ad": None})


class Token(NamedTuple):
    """A word, a number or a mark."""

    start: int
    """Code points from the start of the text."""
    end: int
    text: str
    lower: str
    """Case folded, with plain apostrophes and hyphens."""
    is_word: bool
    """Words and numbers, not punctuation."""


@lru_cache(maxsize=65536)
def normal_form(word: str) -> str:
    """``word`` without what does not change it: case, apostrophe style, ligatures, soft hyphens."""
    plain = unicodedata.normalize("NFKC", word).translate(APOSTROPHES).casefold()
    return plain[:-1] if plain.endswith(".") and plain.count(".") == 1 else plain


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of ``text[start:end]``; a possessive 's is a token of its own. Linear in the length."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text, start, len(text) if end is None else end):
        word, is_word = match.group(), match.lastgroup != "mark"
        first, last = match.span()
        if is_word and len(word) > 2 and _POSSESSIVE.search(word):
            tokens.append(Token(first, last - 2, word[:-2], normal_form(word[:-2]), True))
            tokens.append(Token(last - 2, last, word[-2:], "'s", True))
        else:
            tokens.append(Token(first, last, word, normal_form(word), is_word))
    return tokens
