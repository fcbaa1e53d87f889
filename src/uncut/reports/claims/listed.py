"""Mentions that stand side by side in one list: "Kasso, Lume and the Salt Guard"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from uncut.model.report import Mention

_OPEN = r"(?:(?:the|its|their|other|local|several|some|various|senior|key|many|two|three|both|with)\s){0,2}"
_LINK: Final = re.compile(rf",\s{_OPEN}", re.I)
_LAST: Final = re.compile(rf",?\s(?:and|or|as\swell\sas|along\swith|together\swith)\s(?:also\s)?{_OPEN}", re.I)


def lists_of(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """Lists of two and more that end with a conjunction; what stands inside another mention is no member of its own."""
    outer = [m for m in mentions if not any(_is_inside(m, other) for other in mentions)]
    outer.sort(key=lambda m: m.quote.start)
    found: list[list[Mention]] = []
    running: list[Mention] = []
    for mention in outer:
        if running and closes_insertion(text, running[-1], mention):
            running = [mention]
        elif running and _LAST.fullmatch(text, running[-1].quote.end, mention.quote.start):
            running.append(mention)
            found.append(running)
            running = []
        elif running and _LINK.fullmatch(text, running[-1].quote.end, mention.quote.start):
            running.append(mention)
        else:
            running = [mention]
    return found


def closes_insertion(text: str, last: Mention, mention: Mention) -> bool:
    """Whether the comma between two ends an insertion: "the Front, which is allied with Dren, and the Guard"."""
    if not text.startswith(",", last.quote.end) or mention.quote.start - last.quote.end > _CLOSE_BY:
        return False
    return _INSERTED.search(text, max(0, last.quote.start - _INSERTION), last.quote.start) is not None


_INSERTED: Final = re.compile(
    r",\s(?:which|who|(?:backed|supported|aided|assisted|joined|led|armed|commanded|headed|funded|trained)\sby)\s[^,.;:]*\Z"
)
_CLOSE_BY, _INSERTION = 20, 90
"""Code points."""


def _is_inside(one: Mention, other: Mention) -> bool:
    return other is not one and other.quote.holds(one.quote) and other.quote != one.quote
