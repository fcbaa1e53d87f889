"""Interviews of which the turns are only marked "Q:" and "A:": the head says whose the answers are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from uncut.reports.claims.quotations import find_turns
from uncut.reports.language.analysis import Analysis
from uncut.reports.language.sentences import Span
from uncut.reports.mentions.world import GROUP_NOUNS, PLACES
from uncut.reports.read.masthead import OUTLET_WORDS

_HEAD: Final = 5
"""Paragraphs at the head of a text of which one may say with whom an interview is."""
_QUESTION: Final = re.compile(r"(?:Q|Question)[.:][ \t]+(?=\S)")
_ANSWER: Final = re.compile(r"(?:A|Answer)[.:][ \t]+(?=\S)")
_INTERVIEW: Final = re.compile(
    r"\b(?i:interview(?:[ \t]with)?|q[ \t]?&[ \t]?a[ \t]with|conversation[ \t]with)[:,]?[ \t]+(?:[a-z]+[ \t]){0,3}"
    r"(?P<who>[A-Z][\w.'’-]*(?:[ \t][A-Z][\w.'’-]*){0,4})(?<!\.)"
)
_NAME: Final = re.compile(r"(?P<who>[A-Z][\w.'’-]*(?:[ \t][A-Z][\w.'’-]*){1,5})")
_SPOKE: Final = re.compile(r"[ \t](?:spoke|talked|sat[ \t]down)[ \t](?:to|with)\b")
_HE: Final = re.compile(r"\.[ \t](?:He|She)\Z")
_LOOKED_BACK: Final = 300
"""Code points before a verb in which its subject is named: "Abu Kasso leads the Guard. He spoke to Nina Falk."."""


class Interview(NamedTuple):
    """Who answers, and what; half-open spans in code points, the answers without their labels and in order."""

    who: tuple[int, int]
    answers: tuple[tuple[int, int], ...]


def find_interview(analysis: Analysis) -> Interview | None:
    """The interview that a text is; a list of questions that its writer answers is none, for its head names nobody."""
    text, paragraphs = analysis.text, analysis.paragraphs
    answers = tuple(_quoted_answers(text, paragraphs))
    if any(_QUESTION.match(text, one.start, one.end) for one in paragraphs):
        labels = ((_ANSWER.match(text, one.start, one.end), one.end) for one in paragraphs)
        answers = tuple((label.end(), end) for label, end in labels if label is not None)
    if not answers:
        return None
    head = _named_at_head(analysis, _interviewed)
    who = head or _who_answered(analysis, answers[0][0]) or _named_at_head(analysis, _who_spoke)
    return Interview(who, answers) if who is not None else None


def _quoted_answers(text: str, paragraphs: Sequence[Span]) -> list[tuple[int, int]]:
    """Paragraphs that are quotations, each right behind one that asks, without their marks; one alone is none."""
    found: list[tuple[int, int]] = []
    for asked, one in pairwise(paragraphs):
        is_question = text[asked.end - 1] == "?" and text[asked.start] not in _OPENS
        is_quotation = text[one.start] in _OPENS and text[one.end - 1] in _CLOSES and one.end - one.start > 2
        if is_question and is_quotation and not _INNER_MARK.search(text, one.start + 1, one.end - 1):
            found.append((one.start + 1, one.end - 1))
    return found if len(found) > 1 else []


_OPENS: Final = '“"«'
_CLOSES: Final = '”"»'
_INNER_MARK: Final = re.compile('[“”"«»]')


def _named_at_head(analysis: Analysis, seek: Callable[[str, Span], Span | None]) -> tuple[int, int] | None:
    found = (seek(analysis.text, one) for one in analysis.paragraphs[:_HEAD])
    return next((one for one in found if one is not None), None)


def _interviewed(text: str, paragraph: Span) -> Span | None:
    found = _INTERVIEW.search(text, *paragraph)
    return Span(*found.span("who")) if found is not None else None


def _who_spoke(text: str, paragraph: Span) -> Span | None:
    """The person right before a verb, or named first in the sentence before its "He"."""
    for verb in _SPOKE.finditer(text, *paragraph):
        before = max(paragraph.start, verb.start() - _LOOKED_BACK)
        he = _HE.search(text, before, verb.start())
        if he is not None:
            before = max(before, text.rfind("\n", before, he.start()) + 1, text.rfind(". ", before, he.start()) + 1)
        names = _NAME.finditer(text, before, he.start() if he is not None else verb.start())
        for name in names:
            if (he is not None or name.end() == verb.start()) and _is_person(name["who"]):
                return Span(*name.span("who"))
    return None


def _is_person(name: str) -> bool:
    words = set(name.lower().split())
    return name.lower() not in PLACES and not words & (_NO_PERSONS | GROUP_NOUNS | OUTLET_WORDS)


_NO_PERSONS: Final = frozenset({"the", "in", "at", "on", "guard", "university"})


def _who_answered(analysis: Analysis, before: int) -> tuple[int, int] | None:
    """Whose name marks the last turn before a place that asks nothing: the first answer bears it, the others "A:"."""
    turns = (turn for turn in find_turns(analysis) if turn.content[1] <= before)
    named = [turn.source for turn in turns if not analysis.text[slice(*turn.content)].rstrip().endswith("?")]
    return named[-1] if named else None


__all__ = ["Interview", "find_interview"]
