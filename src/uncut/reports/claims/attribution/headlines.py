"""Who says what in a headline that names its source behind a dash: "Missile hits ship in strait - navy"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.holders import can_speak
from uncut.reports.claims.attribution.view import View
from uncut.reports.language.analysis import Analysis

_DASHES: Final = frozenset({"-", "–", "—"})
_LONGEST: Final = 30
"""Words of a headline."""
_MOST_IN_SOURCE: Final = 5
_LEAST_BEFORE: Final = 3


def find_headline_sources(analysis: Analysis) -> Iterator[AttributionFound]:
    """Sentences that fill their paragraph, end without a stop, and close with a dash and somebody who speaks."""
    for sentence in analysis.told:
        if analysis.text[sentence.end - 1] in ".?!:;,…" or len(sentence.tagged) > _LONGEST:
            continue
        if not _fills_paragraph(analysis.text, sentence.start, sentence.end):
            continue
        found = _behind_dash(View(analysis, sentence, []))
        if found is not None:
            yield found


def _behind_dash(view: View) -> AttributionFound | None:
    last = len(view.tagged)
    dash = next(
        (k for k in range(last - 1, _LEAST_BEFORE, -1) if view.lower(k) in _DASHES and _is_loose(view, k)), None
    )
    if dash is None or dash + 1 not in view.starts or last - dash - 1 > _MOST_IN_SOURCE:
        return None
    source = view.span(dash + 1, last)
    content = view.trim(view.sentence.start, view.tagged[dash].token.start)
    if view.wide_end(view.starts[dash + 1]) != last or not can_speak(view, source) or not view.is_statement(content):
        return None
    return AttributionFound(
        source=source, cue=view.span(dash, dash + 1), content=content, manner="asserted", verb="turn", confidence=0.7
    )


def _is_loose(view: View, at: int) -> bool:
    token = view.tagged[at].token
    return view.text[token.start - 1].isspace() and view.text[token.end : token.end + 1].isspace()


def _fills_paragraph(text: str, start: int, end: int) -> bool:
    before, after = text[:start].rstrip(" \t"), text[end : end + 80].lstrip(" \t")
    return (not before or before[-1] == "\n") and (not after or after[0] == "\n")
