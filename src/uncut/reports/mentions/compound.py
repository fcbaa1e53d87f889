"""Names through which small words, genitives or times run: "Network for Human Rights", "Dawn Forces"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from uncut.reports.language.analysis import Analysis
from uncut.reports.read.masthead import dated_name

_WORD: Final = r"[A-Z][\w’']*(?:[‐-][A-Z]\w*)*"
_BODY: Final = (
    r"(?:Network|Observatory|Centre|Center|Committee|Association|Organi[sz]ation|Institute|Council|Commission|Coalition"
    r"|Foundation|Society|Campaign|Front|Movement|Union|Alliance|Initiative|Monitor)"
)
_PEOPLE: Final = (
    r"(?:People|Peoples|Workers|Women|Children|Soldiers|Teachers|Doctors|Veterans|Mothers|Farmers|Students|Lawyers|Journalists"
    r"|Citizens)"
)
_FORCE: Final = (
    r"(?:Movement|Army|Front|Party|Forces?|Council|Committee|Congress|Union|Militia|Brigades?|Battalion|Assembly|Guards?|League"
    r"|Association)"
)
_FOR: Final = re.compile(
    rf"\b(?:{_WORD}\s){{1,4}}{_BODY}\sfor\s(?:the\s)?{_WORD}(?:(?:\sand\s|\sof\s|\s){_WORD}){{0,4}}(?![\w’'])"
)
""" "The River Network for Human Rights"."""
_GROUP_FOR: Final = re.compile(
    rf"\b(?:Group|Volunteers|Movement|Front|Party|Union|Committee|Council|Organi[sz]ation|Forum|Congress)\sfor\s(?:the\s)?{_WORD}"
    rf"(?:\s(?:of|and|for)\s(?:the\s)?{_WORD}(?:\s{_WORD}){{0,2}}){{1,3}}(?![\w’'])"
)
""" "The Group for the Support of Orsa and Dren"."""
_SHORT: Final = re.compile(r"\s\((?P<short>[A-Z]{3,7})(?:[/-][^()]{1,12})?\)")
_JOINING: Final = frozenset(
    "de du des d la le les pour et un une of the for and in y del para por los las e da do dos das di to on".split()
)
"""Small words of names in several languages, whose letters no abbreviation has."""
_MOST_BEFORE: Final = 14
"""Words of the longest name before its abbreviation."""
_OF_PEOPLE: Final = re.compile(
    rf"\b(?:{_WORD}\s){{0,3}}{_PEOPLE}['’](?:s\b)?\s(?:{_WORD}\s){{0,3}}{_FORCE}(?:[-‐–][A-Z]\w+)?(?![\w’'])"
)
""" "The Salt People's Liberation Movement-North"."""
_OF_A_TIME: Final = re.compile(
    r"\b(?:(?:North|South|East|West|New|Free|National|Popular)(?:ern)?\s)?(?:(?:\d{1,2}\s)?(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    rf"(?:\s\d{{1,2}})?|Dawn|Sunrise|Sunset|Midnight|Spring|Winter|Autumn|Friday|Sunday)(?:\s{_WORD}){{0,2}}\s{_FORCE}\b"
)
""" "Dawn Forces", "the 17 March Brigade"."""
_QUOTED: Final = re.compile(
    r"\b(?:channel|newspaper|outlet|website|agency|portal|magazine|broadcaster)\s[\"“«](?P<name>[A-Z][^\"”»\n]{1,40})[\"”»]"
)
""" "The Telegram channel “Dawn Voice”"."""
_MASTHEADS: Final = 3
"""Lines at the head of a text among which its outlet's name may stand alone."""
_LONGEST: Final = 5
"""Words of such a line."""
_LONGEST_LINE: Final = 200
"""Code points of a line that can be a name or a day."""
_SMALL: Final = frozenset("on of the for and in from at to".split())


_PATTERNS: Final = ((_FOR, ("for",)), (_GROUP_FOR, ("for",)), (_OF_PEOPLE, ("'", "’")), (_OF_A_TIME, (" ",)))
"""The patterns, each with what a sentence must hold for it: a cheap look before the slow search."""


def compound_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of such names between two places of a text."""
    for pattern, marks in _PATTERNS:
        if not any(text.find(mark, start, end) >= 0 for mark in marks):
            continue
        for match in pattern.finditer(text, start, end):
            first = match.start() + len("The ") * match[0].startswith("The ")
            yield first, match.end()
    for short in _SHORT.finditer(text, start, end) if text.find("(", start, end) >= 0 else ():
        if (opening := _by_initials(text, start, short)) is not None:
            yield opening, short.start()
    yield from (match.span("name") for match in _QUOTED.finditer(text, start, end))


def _by_initials(text: str, start: int, short: re.Match[str]) -> int | None:
    """Where the name begins whose initials stand in brackets behind it, if small words run through it.

    "Alliance des patriotes pour un Dren libre et souverain (APDLS)".
    """
    words = list(_ANY_WORD.finditer(text, max(start, short.start() - _REACH), short.start()))[-_MOST_BEFORE:]
    wanted = short["short"].lower()
    for at in range(len(words) - 1, -1, -1):
        name = [one.group() for one in words[at:]]
        told = [word for word in name if word.lower() not in _JOINING]
        if name[0][0].isupper() and "".join(word[0].lower() for word in told) == wanted:
            return words[at].start() if any(word[0].islower() for word in name) else None
    return None


_ANY_WORD: Final = re.compile(r"[^\W\d_][\w’'-]*")
_REACH: Final = 140
"""Code points."""


def mastheads(analysis: Analysis) -> tuple[str, ...]:
    """Names that stand alone on one of the first lines and again in the text, small words in them: "Eyes on Orsa".

    Also those that stand beside the day: "3 May 2023 | Orsa Monitor".
    """
    names = []
    for paragraph in analysis.paragraphs[:_MASTHEADS]:
        if paragraph.end - paragraph.start > _LONGEST_LINE:
            continue
        line = analysis.text[paragraph.start : paragraph.end].strip()
        words = line.split()
        is_short = 1 < len(words) <= _LONGEST and line[-1:].isalnum() and not any(map(str.isdigit, line))
        if is_short and _is_title(words) and analysis.text.find(line, paragraph.end) >= 0:
            names.append(line)
        elif (beside_day := dated_name(analysis.text, paragraph)) is not None:
            names.append(analysis.text[slice(*beside_day)])
    return tuple(names)


def _is_title(words: list[str]) -> bool:
    small = [word for word in words if word in _SMALL]
    return bool(small) and all(word[0].isupper() or word in _SMALL for word in words) and words[-1] not in _SMALL
