"""Interviews of which the turns are only marked "Q:" and "A:": the head says whose the answers are."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from uncut.reports.language.analysis import Analysis

_HEAD: Final = 3
"""Paragraphs at the head of a text of which one may say with whom an interview is."""
_QUESTION: Final = re.compile(r"(?:Q|Question)[.:][ \t]+(?=\S)")
_ANSWER: Final = re.compile(r"(?:A|Answer)[.:][ \t]+(?=\S)")
_INTERVIEW: Final = re.compile(
    r"\b(?i:interview(?:[ \t]with)?|q[ \t]?&[ \t]?a[ \t]with|conversation[ \t]with)[:,]?[ \t]+(?:[a-z]+[ \t]){0,3}"
    r"(?P<who>[A-Z][\w.'’-]*(?:[ \t][A-Z][\w.'’-]*){0,4})(?<!\.)"
)


class Interview(NamedTuple):
    """Who answers, and what; half-open spans in code points, the answers without their labels and in order."""

    who: tuple[int, int]
    answers: tuple[tuple[int, int], ...]


def find_interview(analysis: Analysis) -> Interview | None:
    """The interview that a text is; a list of questions that its writer answers is none, for its head names nobody."""
    text, paragraphs = analysis.text, analysis.paragraphs
    if not any(_QUESTION.match(text, one.start, one.end) for one in paragraphs):
        return None
    heads = (_INTERVIEW.search(text, one.start, one.end) for one in paragraphs[:_HEAD])
    head = next((one for one in heads if one is not None), None)
    labels = ((_ANSWER.match(text, one.start, one.end), one.end) for one in paragraphs)
    answers = tuple((label.end(), end) for label, end in labels if label is not None)
    return Interview(head.span("who"), answers) if head is not None and answers else None


__all__ = ["Interview", "find_interview"]
