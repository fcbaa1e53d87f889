"""What stands around two texts and differs: their headlines, and lines about their publication.

A republication carries its own, so none of it is an edit of the text; but a headline may hold what matters most, and
a reader who is told that nothing changed must be told what was not looked at.
"""

from __future__ import annotations

from collections.abc import Sequence

from uncut.model.report import Document
from uncut.model.text import Quote, quote_at
from uncut.model.text_comparison import TextAround
from uncut.reports.collate.units import PassedOver, Unit
from uncut.reports.language.heads import is_byline, is_day_line
from uncut.reports.language.sentences import Span
from uncut.reports.language.tokens import tokenise
from uncut.reports.read.publication import parse_stated_date

_MOST_WORDS = 30
_ENDS = (".", "…", ":", ",", ";")


def lone_headline(text: str, units: Sequence[Unit], matched: set[int]) -> int | None:
    """The unit that stands above all that the other text has too, as a line of its own without a full stop.

    It is the headline of a text whose page does not show it as one.
    """
    if not units or 0 in matched or not matched:
        return None
    first = units[0]
    end = first.end
    while end < len(text) and text[end] in "\"'”’»)]!?":
        end += 1
    begins = not text[: first.start].rstrip(" \t\"'“‘«([").rpartition("\n")[2].strip()
    ends = not text[end:].partition("\n")[0].strip()
    is_short = 2 <= len(first.words) <= _MOST_WORDS and "\n" not in text[first.start : first.end]
    return 0 if begins and ends and is_short and not text[first.start : end].endswith(_ENDS) else None


def differing_around(documents: tuple[Document, Document], passed: tuple[PassedOver, PassedOver]) -> list[TextAround]:
    """The headlines where they differ, then the lines of each side that the other one has nowhere among its own."""
    left, right = documents
    found = []
    if passed[0].headline or passed[1].headline:
        found.append(TextAround(
            kind="headline", left=_quote(left.text, passed[0].headline), right=_quote(right.text, passed[1].headline),
        ))  # fmt: skip
    words = tuple([_words(one.text, line) for line in side.lines] for one, side in zip(documents, passed, strict=True))
    for line, told in zip(passed[0].lines, words[0], strict=True):
        if told not in words[1]:
            found.append(TextAround(kind="publication", left=_quote(left.text, line), right=None))
    for line, told in zip(passed[1].lines, words[1], strict=True):
        if told not in words[0]:
            found.append(TextAround(kind="publication", left=None, right=_quote(right.text, line)))
    return found


def without_agreed(
    documents: tuple[Document, Document], passed: tuple[PassedOver, PassedOver]
) -> tuple[PassedOver, PassedOver]:
    """What was passed over, without what the other one says too: in a line of any block, or in facts of its file."""
    (left, right), (one, other) = documents, passed
    return _without_agreed(left, one, right), _without_agreed(right, other, left)


def _without_agreed(own: Document, passed: PassedOver, other: Document) -> PassedOver:
    headline = passed.headline
    if headline is not None and _words(own.text, headline) == _words_of(other.title):
        headline = None
    told = {_words_of(line) for line in other.text.splitlines()}
    lines = (line for line in passed.lines if _words(own.text, line) not in told)
    return PassedOver(headline, tuple(line for line in lines if not _says_fact(own.text[line.start : line.end], other)))


def _says_fact(line: str, other: Document) -> bool:
    """Whether a line names the writer or gives the day of which the other publication's file knows."""
    if is_byline(line):
        return other.byline is not None and _words_of(line)[-len(_words_of(other.byline)) :] == _words_of(other.byline)
    day = parse_stated_date(line) if is_day_line(line) else None
    known = other.published
    return day is not None and known.basis.split(":")[0] != "inferred" and day == known.earliest == known.latest


def count_words(text: str, span: Span | None) -> int:
    """Words in ``span``; none without one."""
    return len(_words(text, span)) if span else 0


def _quote(text: str, span: Span | None) -> Quote | None:
    return quote_at(text, span.start, span.end) if span else None


def _words_of(told: str | None) -> tuple[str, ...]:
    return _words(told or "", Span(0, len(told or "")))


def _words(text: str, span: Span) -> tuple[str, ...]:
    return tuple(token.lower for token in tokenise(text, span.start, span.end) if token.is_word)
