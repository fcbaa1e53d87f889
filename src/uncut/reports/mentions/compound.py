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


def compound_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of such names between two places of a text."""
    for pattern in (_FOR, _OF_PEOPLE, _OF_A_TIME):
        for match in pattern.finditer(text, start, end):
            first = match.start() + len("The ") * match[0].startswith("The ")
            yield first, match.end()
    yield from (match.span("name") for match in _QUOTED.finditer(text, start, end))


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
