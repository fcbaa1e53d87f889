"""What a line announces that ends in a colon: 'Kasso wrote:' and his words in the next paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.holders import can_speak, find_subject
from uncut.reports.claims.attribution.manners import manner
from uncut.reports.claims.attribution.view import View
from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.language.verbs import SAY

_LEAST: Final = 5
"""Words of a paragraph that can be what was said."""


def find_announced(analysis: Analysis) -> Iterator[AttributionFound]:
    """Paragraphs that the last sentence of the paragraph before them announces."""
    told = analysis.told
    for number, sentence in enumerate(told[:-1]):
        behind = told[number + 1]
        if behind.paragraph == sentence.paragraph or analysis.text[sentence.end - 1] != ":":
            continue
        end = _paragraph_end(told, number + 1)
        view = View(analysis, sentence, [])
        cue = _last_cue(view)
        if cue is None or len(analysis.text[behind.start : end].split()) < _LEAST:
            continue
        verb = view.tagged[cue].verb
        group = view.group_start(cue)
        source = find_subject(view, group, verb)
        if verb is not None and source is not None and can_speak(view, source):
            yield AttributionFound(
                source=source, cue=view.span(group, cue + 1), content=view.trim(behind.start, end),
                manner=manner(verb.base, negated=False), verb=verb.base, confidence=0.8,
            )  # fmt: skip


def _paragraph_end(told: Sequence[Sentence], first: int) -> int:
    last = first
    while last + 1 < len(told) and told[last + 1].paragraph == told[first].paragraph:
        last += 1
    return told[last].end


def _last_cue(view: View) -> int | None:
    """The last verb of saying before the colon, if nothing else is said behind it."""
    for at in range(len(view.tagged) - 1, -1, -1):
        verb = view.tagged[at].verb if view.tag(at) == "verb" else None
        if verb is not None and verb.base in SAY:
            return at
        if view.tag(at) in {"aux", "modal", "that"}:
            return None
    return None
