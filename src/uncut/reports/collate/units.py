# ruff: noqa: RUF007  numbered cascades read straight down
"""A text as units to align: sentences, each with the keys of its words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from uncut.model.report import Document
from uncut.reports.collate.apparatus import apparatus_spans, differing_titles
from uncut.reports.collate.boundaries import Words, agreed_breaks
from uncut.reports.collate.hyphens import mend_breaks
from uncut.reports.language.sentences import Span, split_sentences
from uncut.reports.language.tokens import Token, tokenise
from uncut.reports.read.furniture import furniture_of_line

_SCARE = re.compile(
    r"(?<![\w.,!?;:])(?:[\"“”„‘’'‚‹]|«\s?)(?=[\w])([^\"“”„«»‹›]{1,48}?)(?<=[\w.,!?])(?:[\"”“’'›]|\s?»)(?![\w])"
)
_SCARE_WORDS = 4
_CUT = re.compile(r"[-‐‑\u00ad]\s+")
_QUESTION = re.compile(r"(?<=[\w\"'”’)])\?(?=[\s\"'”’)»›]|$)")
_SHORT_LINE = re.compile(r"(?:^|(?<=[.!?] ))[^\n]{1,60}$", re.MULTILINE)
_TAIL = re.compile(r"(?<=[.!?] )[^\n.!?]{1,30}$", re.MULTILINE)
"""What runs on behind the last full stop of a paragraph; extraction from a page leaves its "Read also" there."""
_BEHIND = 120
"""Code points behind a short line in which the next words are looked for."""
_TOLD_WORDS = 4
"""Furniture of fewer words is furniture, even if the other text has these words somewhere."""


class Word(NamedTuple):
    """A word to compare; two words are the same when their keys are."""

    key: str
    """The normal form, with a quotation mark in front where the word stands in scare quotes."""
    start: int
    end: int


@dataclass(frozen=True)
class Unit:
    """A sentence, or the part of one that the other side has as a sentence."""

    words: tuple[Word, ...]
    keys: tuple[str, ...]

    @property
    def start(self) -> int:
        """Code points."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Code points; the first one after the last word."""
        return self.words[-1].end


@dataclass(frozen=True)
class Side:
    """All the words of one text that are compared."""

    words: tuple[Word, ...]
    shown: Words
    """Their keys without scare quotes, and the boundaries that the text itself shows."""


@dataclass(frozen=True)
class PassedOver:
    """Lines of one text that tell of its publication and are not compared."""

    headline: Span | None
    lines: tuple[Span, ...]
    """Those on who wrote, when, and where the text comes from."""


@dataclass(frozen=True)
class Sides:
    """Both texts as units, and what of each is not compared though it is no furniture."""

    left: list[Unit]
    right: list[Unit]
    passed_over: tuple[PassedOver, PassedOver]


def read_sides(left: Document, right: Document) -> Sides:
    """Units of both texts, cut where both can agree that a sentence ends.

    What one side marks as furniture and the other tells in its text is compared on both: only a difference
    in the words can be an edit.
    """
    titles = differing_titles(left, right)
    lines = (tuple(apparatus_spans(left)), tuple(apparatus_spans(right)))
    wanted = (_skippable(left, lines[0], titles[0]), _skippable(right, lines[1], titles[1]))
    skipped = (
        _skipped(left.text, wanted[0], (right.text, wanted[1])),
        _skipped(right.text, wanted[1], (left.text, wanted[0])),
    )
    spans = (_told_spans(left.text, skipped[0]), _told_spans(right.text, skipped[1]))
    tokens = ([_tokens(left.text, one) for one in spans[0]], [_tokens(right.text, one) for one in spans[1]])
    known = frozenset(token.lower for side in tokens for span in side for token in span)
    texts = (left.text, right.text)
    mended = [[mend_breaks(text, span, known) for span in side] for text, side in zip(texts, tokens, strict=True)]
    known |= frozenset(token.lower for side in mended for span in side for token in span)
    first, second = (
        _side(text, where, [mend_breaks(text, span, known) for span in side])
        for text, where, side in zip(texts, spans, mended, strict=True)
    )
    breaks = agreed_breaks(first.shown, second.shown)
    passed = (_passed_over(skipped[0], titles[0], lines[0]), _passed_over(skipped[1], titles[1], lines[1]))
    return Sides(_units(first, breaks[0]), _units(second, breaks[1]), passed)


def _passed_over(skipped: Sequence[Span], title: Span | None, lines: Sequence[Span]) -> PassedOver:
    left_out = set(skipped)
    return PassedOver(title if title in left_out else None, tuple(line for line in lines if line in left_out - {title}))


def _skippable(document: Document, lines: Sequence[Span], title: Span | None) -> list[Span]:
    """Furniture, the lines about the publication, and a headline of its own; in order of place."""
    furniture = [Span(mark.quote.start, mark.quote.end) for mark in document.boilerplate]
    tails = (Span(*match.span()) for match in _TAIL.finditer(document.text) if furniture_of_line(match.group()))
    return sorted([*furniture, *lines, *tails, *([title] if title else [])])


def _words_told(text: str, skipped: Sequence[Span]) -> str:
    """The words outside ``skipped``, in one line."""
    told: list[str] = []
    for start, end in _told_spans(text, skipped):
        told.extend(token.lower for token in tokenise(text, start, end) if token.is_word)
    return f" {' '.join(told)} "


def _told_spans(text: str, skipped: Iterable[Span]) -> list[Span]:
    spans, position = [], 0
    for start, end in [*sorted(skipped), (len(text), len(text))]:
        if start > position:
            spans.append(Span(position, start))
        position = max(position, end)
    return spans


def _line_words(text: str, span: Span) -> tuple[str, ...]:
    return tuple(token.lower for token in tokenise(text, span.start, span.end) if token.is_word)


def _skipped(text: str, own: Sequence[Span], other: tuple[str, Sequence[Span]]) -> list[Span]:
    """What may be skipped here and is not told there, and what is skipped there as a short line."""
    told_elsewhere = _words_told(*other)
    skipped = []
    for span in own:
        words = _line_words(text, span)
        if len(words) < _TOLD_WORDS:
            # The first words of wrapped prose can look like a menu; what follows them tells.
            words += _line_words(text, Span(span.end, min(len(text), span.end + _BEHIND)))[:_TOLD_WORDS]
        if len(words) < _TOLD_WORDS or f" {' '.join(words)} " not in told_elsewhere:
            skipped.append(span)
    short = {words for line in _lines(*other) if 0 < len(words := _line_words(other[0], line)) < _TOLD_WORDS}
    if short:
        skipped.extend(line for line in _lines(text, [Span(0, len(text))]) if _line_words(text, line) in short)
    return skipped


def _lines(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The short lines of ``spans``."""
    for span in spans:
        yield from (Span(*match.span()) for match in _SHORT_LINE.finditer(text, span.start, span.end))


def _tokens(text: str, span: Span) -> list[Token]:
    """Tokens with a possessive rejoined, so that a piece is always a whole word."""
    joined: list[Token] = []
    for token in tokenise(text, span.start, span.end):
        if token.lower == "'s" and token.is_word and joined and joined[-1].end == token.start:
            last = joined.pop()
            joined.append(Token(last.start, token.end, last.text + token.text, last.lower + "'s", True))
        else:
            joined.append(token)
    return joined


def _side(text: str, spans: Sequence[Span], tokens: Sequence[Sequence[Token]]) -> Side:
    words: list[Word] = []
    gaps: list[str] = []
    breaks: set[int] = set()
    fences: set[int] = set()
    for span, held in zip(spans, tokens, strict=True):
        compared = _words(text, span, held)
        if not compared:
            continue
        fences.add(len(words))
        breaks.add(len(words))
        starts = [word.start for word in compared]
        for sentence in split_sentences(text[span.start : span.end]):
            at = bisect_left(starts, sentence.start + span.start)
            if at < len(compared):
                breaks.add(len(words) + at)
        ends = [span.start, *(word.start if word.key == "?" else word.end for word in compared)]
        gaps.extend(text[end:start] for end, start in zip(ends, starts, strict=False))
        words.extend(compared)
    keys = tuple(word.key.lstrip('"') for word in words)
    return Side(tuple(words), Words(keys, tuple(gaps), frozenset(breaks), frozenset(fences)))


def _words(text: str, span: Span, tokens: Sequence[Token]) -> list[Word]:
    told = text[span.start : span.end]
    quoted = _scare_quoted(told, span.start)
    asked = {m.start() + span.start for m in _QUESTION.finditer(told)}
    words = []
    for token in tokens:
        if not token.is_word and token.start not in asked and token.text not in "%$€£¥":
            continue
        words.append(Word(('"' if token.start in quoted else "") + token.lower, token.start, token.end))
    return words


def _scare_quoted(told: str, offset: int) -> frozenset[int]:
    """Code points inside quotation marks that hold a few words only, over line breaks too."""
    held = (m.span(1) for m in _SCARE.finditer(told) if len(_CUT.sub("", m.group(1)).split()) <= _SCARE_WORDS)
    return frozenset(at + offset for start, end in held for at in range(start, end))


def _units(side: Side, breaks: frozenset[int]) -> list[Unit]:
    cuts = sorted({0, len(side.words)} | breaks)
    pairs = zip(cuts, cuts[1:], strict=False)
    return [
        Unit(side.words[start:end], tuple(word.key for word in side.words[start:end]))
        for start, end in pairs
        if end > start
    ]
