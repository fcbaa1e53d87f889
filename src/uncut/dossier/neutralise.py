"""Strangers' characters made harmless to read: what hides or reorders text is shown by its number.

Escaping for HTML is another matter, and Jinja2's; this is about characters that deceive a reader (a file name
turned round by U+202E, words hidden behind zero-width spaces) or that no page or terminal can hold. Joiners
and the marks that Arabic, Persian and Hebrew text needs (U+200C to U+200F, U+061C) stay: they reorder no
letters.
"""

from __future__ import annotations

import re

_DECEIVING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters but tab and line feed
    "\u200b\u2060-\u2064\u206a-\u206f\ufeff\u180e\u034f"  # of no width
    "\u2028\u2029"  # line breaks that few programs know
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates
    "\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff"  # noncharacters and annotations
    "\ud800-\udfff"  # halves of pairs
    "\U0001fffe\U0001ffff\U000e0000-\U000e007f\U0010fffe\U0010ffff]"  # tags: invisible letters
)


def show_controls(text: str) -> str:
    """``text`` with each deceiving character replaced by its number, ``⟨U+202E⟩``; line ends become LF."""
    return _DECEIVING.sub(_number, text.replace("\r\n", "\n").replace("\r", "\n"))


def _number(match: re.Match[str]) -> str:
    return f"⟨U+{ord(match[0]):04X}⟩"


def on_one_line(text: str, at_most: int = 160) -> str:
    """``text`` for a label: controls shown, white space folded, the middle left out where it is long."""
    line = " ".join(show_controls(text).split())
    if len(line) <= at_most:
        return line
    head = at_most * 2 // 3
    return f"{_whole_words(line[:head])} … {_whole_words(line[head - at_most :][::-1])[::-1]}"


def _whole_words(piece: str) -> str:
    """``piece`` without the word in which it breaks off, unless that is most of it."""
    whole, _, broken = piece.rpartition(" ")
    return (whole if len(broken) <= len(piece) // 2 else piece).rstrip()


def file_name(path: str) -> str:
    """The last part of ``path`` for a label."""
    return on_one_line(bare_name(path)) or "(no name)"


def bare_name(path: str) -> str:
    """The last part of ``path`` to the letter, whichever system wrote it: folders may name who looked."""
    return re.split(r"[\\/]", path.rstrip("\\/"))[-1] or path
