"""Times that are told as somebody's beginnings: "since its formation", where the text says when that was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from uncut.model.report import Mention, TimeValue
from uncut.model.text import quote_at
from uncut.reports.language.analysis import Analysis, Sentence

_FOUNDED: Final = re.compile(
    r"\b(?:formed|founded|established|created|set\sup)\s(?:back\s|again\s)?(?:in|on|around)\s(?:early\s|late\s)?\Z",
    re.I,
)
"""Before the time of a founding."""
_BEGINNINGS: Final = re.compile(
    r"\b(?:(?P<held>its|their)|the\s(?:group|movement|militia|brigade|party|organi[sz]ation|army|front|unit|force)['’]s"
    r"|[\w-]+['’]s)\s(?:formation|founding|foundation|creation|establishment|inception)\b",
    re.I,
)
TOLD_ELSEWHERE: Final = "told elsewhere in the text"
_NAMED: Final = frozenset({"group", "organisation", "state", "outlet", "programme"})
_BEFORE: Final = 30
"""Code points before a time in which the words of a founding stand."""


def with_beginnings(analysis: Analysis, mentions: Sequence[Mention]) -> list[Mention]:
    """``mentions``, with those of a beginning that another sentence dates, in the order of the text."""
    founded = _foundings(analysis, mentions)
    found = [*mentions]
    for sentence in analysis.told if founded else ():
        for match in _BEGINNINGS.finditer(analysis.text, sentence.start, sentence.end):
            inside = [m for m in mentions if sentence.start <= m.quote.start < sentence.end]
            time = founded.get(_whose(inside, match) or "")
            if time is None or any(m.kind == "temporal" and _overlaps(m, match.span()) for m in inside):
                continue
            owned = (m.quote.start for m in inside if isinstance(m.actor, str) and _overlaps(m, match.span()))
            quote = quote_at(analysis.text, min([match.start(), *owned]), match.end())
            dated = msgspec.structs.replace(time, quote=quote, basis=f"{time.basis}; {TOLD_ELSEWHERE}")
            found.append(Mention(kind="temporal", quote=quote, time=dated, confidence=0.7))
    return sorted(found, key=lambda m: (m.quote.start, m.quote.end))


def _foundings(analysis: Analysis, mentions: Sequence[Mention]) -> dict[str, TimeValue]:
    """When who was formed; nobody of whom two times are told."""
    told: dict[str, list[TimeValue]] = {}
    for mention in mentions:
        if mention.kind != "temporal" or not isinstance(mention.time, TimeValue) or mention.time.earliest is None:
            continue
        start = mention.quote.start
        words = _FOUNDED.search(analysis.text, max(0, start - _BEFORE), start)
        if words is None:
            continue
        sentence = next((one for one in analysis.told if one.start <= start < one.end), None)
        if sentence is None:
            continue
        actor = _formed(mentions, sentence, words.start(), mention.quote.end)
        if actor is not None:
            told.setdefault(actor, []).append(mention.time)
    return {actor: times[0] for actor, times in told.items() if len({one.earliest for one in times}) == 1}


def _formed(mentions: Sequence[Mention], sentence: Sentence, verb: int, end: int) -> str | None:
    """Who was formed: who is named last before the verb, or first behind it where it opens the sentence."""
    named = [m for m in mentions if m.kind in _NAMED and isinstance(m.actor, str)]
    before = [m for m in named if sentence.start <= m.quote.start < verb]
    behind = [m for m in named if end <= m.quote.start < sentence.end]
    chosen = before[-1:] or (behind[:1] if verb == sentence.start else [])
    return str(chosen[0].actor) if chosen else None


def _whose(inside: Sequence[Mention], match: re.Match[str]) -> str | None:
    """Whose beginning it is: who is named in the words, else whom the sentence begins with, before or behind them."""
    actors = [m for m in inside if isinstance(m.actor, str) and m.kind != "person"]
    own = [m for m in actors if _overlaps(m, match.span())]
    before = [m for m in actors if m.quote.end <= match.start()]
    behind = [m for m in actors if m.quote.start >= match.end()]
    held = own or (before[:1] or behind[:1] if match["held"] else [])
    return str(held[0].actor) if held else None


def _overlaps(mention: Mention, span: tuple[int, int]) -> bool:
    return mention.quote.start < span[1] and span[0] < mention.quote.end
