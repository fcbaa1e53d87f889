"""Sources in brackets behind a figure, as situation reports give them: "3,420 people displaced (IOM)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.view import View
from uncut.reports.lexicon import MONTHS, NUMBER_WORDS
from uncut.reports.mentions.world import DEMONYMS, GROUP_NOUNS, KNOWN_GROUPS, OUTLETS, PERSON_NOUNS, PLACES

_BRACKET: Final = re.compile(r"\((?:[Ss]ources?:\s|via\s|by\s)?(?P<who>[A-Za-z][\w.&’'/-]*(?:\s[\w.&’'/-]+){0,5})\)")
_SPEAKERS: Final = GROUP_NOUNS | PERSON_NOUNS | frozenset("hospital hospitals un".split())
_SHORTEST: Final = 2


def find_bracketed(view: View) -> Iterator[AttributionFound]:
    """Each bracket that names a body behind figures: what stands before it, from the last bracket on, is its words."""
    start = view.sentence.start
    for match in _BRACKET.finditer(view.text, view.sentence.start, view.sentence.end):
        content = _without_bullet(view, *view.trim(start, match.start()))
        if _closes(view, match.end()) and _can_tell(match["who"]) and _counts(view, content):
            if not _is_short_for(match["who"], view.text[content[0] : content[1]]):
                yield AttributionFound(
                    source=match.span("who"), cue=(match.start(), match.start() + 1), content=content,
                    manner="asserted", verb="according to", confidence=0.75,
                )  # fmt: skip
            start = match.end()


def _closes(view: View, end: int) -> bool:
    """Whether a statement ends with the bracket."""
    behind = view.text[end : view.sentence.end].lstrip()
    return not behind or behind[0] in ",;.:" or behind.startswith(("and ", "or "))


def _without_bullet(view: View, start: int, end: int) -> tuple[int, int]:
    while start < end and not (view.text[start].isalnum() or view.text[start] in "\"“‘'("):
        start += 1
    if view.text.startswith(("and ", "or "), start):
        start = view.text.index(" ", start) + 1
    return start, end


def _can_tell(who: str) -> bool:
    """Whether words in brackets name a body or people: "IOM", "police", "local officials"; no place, no month."""
    words = who.lower().split()
    if _SOME_OF_THEM.match(who):
        return False  # "(half of them children)"
    if who.lower() in PLACES or words[0] in MONTHS or words[-1] in DEMONYMS:
        return False
    is_initials = len(words) == 1 and who.isupper() and len(who) >= _SHORTEST and who.isalpha()
    return is_initials or who.lower() in OUTLETS | KNOWN_GROUPS or words[-1] in _SPEAKERS


_SOME_OF_THEM: Final = re.compile(
    r"(?:half|most|mostly|mainly|many|some|all|both|including|among|\w+)\sof\s(?:them|whom|those)\b"
    r"|(?:mostly|mainly|including|among)\b",
    re.I,
)


def _counts(view: View, content: tuple[int, int]) -> bool:
    here = (at for at, entry in enumerate(view.tagged) if content[0] <= entry.token.start < content[1])
    return any((view.tag(at) == "num" or view.lower(at) in NUMBER_WORDS) and not _is_year(view, at) for at in here)


def _is_year(view: View, at: int) -> bool:
    """Whether a number is a year, and counts nothing: "in 2014", "the 2014 offensive"; "2000 people" are counted."""
    word, before = view.lower(at), view.lower(at - 1) if at else ""
    if len(word) != len("2014") or not word.isdigit() or word[:2] not in {"19", "20"}:
        return False
    return view.tag(at + 1) not in {"noun", "adj"} or before in _BEFORE_YEAR or before in MONTHS


_BEFORE_YEAR: Final = frozenset({"in", "since", "by", "until", "from", "during", "the"})


def _ends_in_a_body(before: str) -> bool:
    """Whether what a bracket stands behind is a body, which it shortens: "the intelligence directorate (HUR)"."""
    last = before.rpartition(" ")[2].lower()
    return last in _BODIES


_BODIES: Final = frozenset(
    """directorate agency service ministry department office bureau union federation front movement organisation
    organization association institute centre center council commission committee fund programme program initiative
    authority alliance coalition league party network foundation""".split()
)
"""In the singular: nobody is counted by these, as "9 officers (police)" are."""


def _is_short_for(who: str, before: str) -> bool:
    """Whether it only shortens the name before it: "the Islamic State Mozambique (ISM)"."""
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", before) if word.lower() not in {"of", "the", "for"})
    is_short = initials.upper().endswith(who.replace(".", "").upper()) or _ends_in_a_body(before)
    is_known = who.lower() in OUTLETS | KNOWN_GROUPS and not initials.upper().endswith(who.upper())
    return len(who.split()) == 1 and who.isupper() and is_short and not is_known


__all__ = ["find_bracketed"]
