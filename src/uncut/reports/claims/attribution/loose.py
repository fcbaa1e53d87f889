"""Quotations without a cue of their own: the next words of a speaker, or words in the writer's sentence about one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound, longest_first
from uncut.reports.claims.attribution.holders import can_speak, main_subjects
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.quotations import goes_on, is_left_open, is_near, uncovered
from uncut.reports.language.analysis import Analysis, Sentence

_LOOSE_FROM: Final = 40
"""Code points: a shorter quotation in the writer's own sentence is somebody's word, not a statement."""
_NEAREST: Final = 4
"""Attributions before a quotation that are asked whether it goes on with one of them."""
_WORD: Final = re.compile(r"\w+")
_SHORT, _FEW, _CAPITALS = 3, 3, 0.9
"""Letters of words that a title need not capitalise, long words that make one, and the share of them in capitals."""
_ALONE: Final = 3
"""Words outside the quotation up to which a sentence is nothing but the quotation."""


def with_loose_quotes(
    analysis: Analysis, quotes: Sequence[tuple[int, int]], found: list[AttributionFound]
) -> list[AttributionFound]:
    """Each loose quotation joins the attribution that it goes on with, or becomes one of its own."""
    loose = list(uncovered(quotes, [piece for one in found for piece in one.pieces]))
    if not loose or not analysis.told:
        return found
    ordered = sorted(found, key=_end_of)
    ends = [_end_of(one) for one in ordered]
    pieces: dict[int, list[tuple[int, int]]] = {}
    more: list[AttributionFound] = []
    last_end: dict[int, int] = {}
    for quote in loose:
        sentence = _sentence_at(analysis, quote[0])
        at = bisect_right(ends, quote[0]) - 1
        before = ordered[at] if at >= 0 else None
        near = range(at, max(-1, at - _NEAREST), -1)
        quoted = (k for k in near if _is_spoken(analysis.text, ordered[k].content))
        begun = next((k for k in quoted if _goes_on(analysis, last_end.get(k, ends[k]), quote[0])), None)
        if begun is not None:
            pieces.setdefault(begun, []).append(quote)
            last_end[begun] = quote[1]
        elif more and is_left_open(analysis.text, _end_of(more[-1]), quote[0]):
            more[-1] = _joined(analysis.text, more[-1], [quote])
        elif quote[1] - quote[0] > _LOOSE_FROM and not _is_title(analysis.text[slice(*quote)]):
            source = None if _is_alone(sentence, quote) else _subject_of(analysis, sentence, quote)
            if source is None and before is not None and is_near(analysis, ends[at], quote[0]):
                source = _speaker(ordered, at)
            if source is not None:
                more.append(_continued(quote, source))
    for at, continued in pieces.items():
        ordered[at] = _joined(analysis.text, ordered[at], continued)
    return sorted([*ordered, *more], key=lambda one: (one.content[0], one.cue[0]))


def _goes_on(analysis: Analysis, end: int, start: int) -> bool:
    return goes_on(analysis, end, start) or is_left_open(analysis.text, end, start)


def _is_title(words: str) -> bool:
    """Whether a quotation is the name of a book or a film, set in capitals."""
    long = [word for word in _WORD.findall(words) if len(word) > _SHORT]
    return len(long) >= _FEW and sum(word[0].isupper() for word in long) >= _CAPITALS * len(long)


def _sentence_at(analysis: Analysis, position: int) -> Sentence:
    return analysis.told[max(0, bisect_right(analysis.starts, position) - 1)]


def _is_alone(sentence: Sentence, quote: tuple[int, int]) -> bool:
    outside = [
        entry for entry in sentence.tagged
        if entry.token.is_word and not quote[0] <= entry.token.start < quote[1]
    ]  # fmt: skip
    return len(outside) <= _ALONE


def _subject_of(analysis: Analysis, sentence: Sentence, quote: tuple[int, int]) -> tuple[int, int] | None:
    """Whom the sentence around the quotation is about."""
    view = View(analysis, sentence, [quote])
    before = next((k for k, entry in enumerate(sentence.tagged) if entry.token.start >= quote[0]), 0)
    for start in reversed(main_subjects(view, before)):
        end = view.subject_end(start)
        source = view.span(start, end) if end is not None else None
        if source is not None and can_speak(view, source):
            return source
    return None


def _speaker(ordered: Sequence[AttributionFound], at: int) -> tuple[int, int] | None:
    """Who spoke last: of the attributions that end near each other, the one that holds the others."""
    last = ordered[at]
    for one in ordered[max(0, at - 4) : at]:
        if one.content[0] <= last.cue[0] < one.content[1]:
            return one.source
    return last.source


def _end_of(found: AttributionFound) -> int:
    pieces = max(end for _, end in found.pieces)
    return max(pieces, found.cue[1], found.source[1] if found.source and found.verb != "quotation" else 0)


def _is_spoken(text: str, span: tuple[int, int]) -> bool:
    """Whether words are quoted, or end in a quotation: 'Kasso is "a liar," he said. "I know it."'."""
    return text[span[0]] in "“\"«‘'`" or text[span[1] - 1] in "”\"»’'"


def _joined(text: str, found: AttributionFound, more: Sequence[tuple[int, int]]) -> AttributionFound:
    """The longest piece is the content, the others go on with it."""
    longest, *others = longest_first(text, [found.content, *found.continued, *more])
    return replace(found, content=longest, continued=tuple(others))


def _continued(quote: tuple[int, int], source: tuple[int, int]) -> AttributionFound:
    """A quotation without a source of its own goes on with the last one."""
    return AttributionFound(
        source=source, cue=(quote[0], quote[0] + 1), content=quote, manner="asserted", verb="quotation", confidence=0.7
    )
