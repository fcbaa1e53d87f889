"""Mentions that their form alone tells, whatever stands around: sums, numbered papers, lengths of time, long names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from uncut.model.report import MentionKind
from uncut.reports.lexicon import NUMBER_WORDS
from uncut.reports.mentions.found import COMPOUND, NUMBERED
from uncut.reports.mentions.world import LONG_NAMES

_PEOPLE: Final = (
    "fighters militants terrorists jihadists insurgents forces troops members leaders officials militia".split()
)
_MONEY = re.compile(
    r"(?:(?:US|AU|CA|NZ)?[$£€¥]\s?\d[\d,.]*(?:\s?(?:million|billion|trillion|thousand|bn|m|k))?\b"
    r"|\b\d[\d,.]*\s?(?:million\s|billion\s|trillion\s)?(?:dollars|euros|pounds|rubles|roubles|USD|EUR|liras?)\b"
    r"|\b(?:millions|billions|hundreds of thousands)\sof\s(?:dollars|euros|pounds)\b)"
)
_PAPER = re.compile(
    r"\b(?:[A-Z][\w.’']*\s){0,4}(?:Resolution|Executive\sOrder|Decree|Directive|Regulation|Article|Section|section|Protocol)"
    r"\s(?:No\.?\s)?\d[\d/.]*\d?(?!\w)(?<![./])(?:\sof\sthe\s(?:[A-Z]\w+\s)*(?:Constitution|Code|Charter|Convention|Act|Treaty)\b)?"
)
"""Papers with a number: "UN Security Council Resolution 2254", "section 119.3 of the Criminal Code"."""
_NUMBER: Final = "|".join((r"\d[\d,.]*", *(word for word in NUMBER_WORDS if word not in {"zero", "couple", "dozens"})))
_LENGTH = re.compile(
    rf"\b(?:{_NUMBER}|several)(?:\s(?:and\sa\shalf|consecutive|straight|full|whole))?"
    r"\s(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)\b(?!\s(?:old|of\sage)\b)(?!-)",
    re.I,
)
"""How long something took: "two years", "45 minutes". An age says how old, and no time."""
_LONG_NAME = re.compile(
    rf"\b(?:[Tt]he\s)?({'|'.join(re.escape(name) for name in LONG_NAMES)})\b(?!\s[A-Z])(?:\s({'|'.join(_PEOPLE)})\b)?"
)
"""A name through which small words run, with the people of that body behind it."""


NICKNAMED = re.compile(
    r"\b[A-ZÀ-Þ][\w’'-]+(?:\s[A-ZÀ-Þ][\w’'-]+)?\s[\"“‘«][A-ZÀ-Þ][\w.’'-]*(?:\s[\w’'-]+){0,2}[\"”’»](?:\s[A-ZÀ-Þ][\w’'-]+){1,2}"
)
"""A person's name with a nickname in it: Teo “The Crow” Brandt."""


class Formed(NamedTuple):
    """What a form tells."""

    kind: MentionKind
    start: int
    end: int
    confidence: float
    head: str = ""
    name: tuple[int, int] | None = None


def formed(text: str, start: int, end: int) -> Iterator[Formed]:
    """The sums, papers, lengths of time and long names between two places of a text."""
    for match in _MONEY.finditer(text, start, end):
        yield Formed("money", *match.span(), 0.9)
    for match in _PAPER.finditer(text, start, end):
        yield Formed("document_reference", *match.span(), 0.85, NUMBERED)
    for match in _LENGTH.finditer(text, start, end):
        yield Formed("temporal", *match.span(), 0.6)
    for match in NICKNAMED.finditer(text, start, end):
        yield Formed("person", *match.span(), 0.85, COMPOUND, match.span())
    for match in _LONG_NAME.finditer(text, start, end):
        head = (match[2] or match[1]).lower().rpartition(" ")[2]
        yield Formed("organisation", *match.span(), 0.9, head, None if match[2] else match.span(1))
