"""Attributions by phrases: "according to the mayor", "in the army's view", and by "reportedly"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.view import View

_ACCORDING: Final = re.compile(
    r"\b[Aa]ccording to\b|\b[Ii]n the (?:words|view|opinion|eyes|estimation|telling) of\b|\b[Aa]s (?:told|reported) by\b"
    r"|\b[Pp]er\b(?= (?:the|a) )"
)
_IN_VIEW: Final = frozenset(
    ["view", "opinion", "words", "eyes", "telling", "estimation", "judgment", "judgement", "mind", "account"]
)


def find_according(view: View) -> Iterator[AttributionFound]:
    """What stands beside "according to SOURCE" and "in SOURCE's view"."""
    for match in _ACCORDING.finditer(view.text, view.sentence.start, view.sentence.end):
        at = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= match.end()), None)
        if at is not None and at in view.starts:
            end = view.wide_end(view.starts[at])
            source = view.span(at, end)
            found = _beside(view, match.start(), source[1], source, match.span())
            if found is not None:
                yield found
    for at in range(len(view.tagged) - 3):
        if view.lower(at) == "in" and at + 1 in view.starts:
            phrase = view.starts[at + 1]
            owner = next((k for k in range(phrase.start, phrase.head) if view.tag(k) in {"gen", "poss"}), None)
            if owner is not None and view.lower(phrase.head) in _IN_VIEW and phrase.head - owner <= 2:
                source = view.span(
                    phrase.start, owner if view.tag(owner) == "gen" and owner > phrase.start else owner + 1
                )
                cue = view.span(phrase.head, phrase.head + 1)
                found = _beside(view, view.tagged[at].token.start, cue[1], source, cue)
                if found is not None:
                    yield found


def _beside(view: View, start: int, end: int, source: tuple[int, int], cue: tuple[int, int]) -> AttributionFound | None:
    """The longer side of the phrase from ``start`` to ``end`` is what the source says."""
    before = view.trim(view.sentence.start, start)
    after = view.trim(end, view.sentence.end)
    content = before if before[1] - before[0] > 15 else after
    if content[1] - content[0] <= 8:
        return None
    return AttributionFound(
        source=source,
        cue=cue,
        content=view.with_quotes(content),
        manner="asserted",
        verb="according to",
        confidence=0.85,
    )
