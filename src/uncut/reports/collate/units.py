# ruff: noqa: RUF007  numbered cascades read straight down
"""A text as units to align: sentences, each with the keys of its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from uncut.model.report import Document
from uncut.reports.language.sentences import Span, split_sentences
from uncut.reports.language.tokens import Token, tokenise

_SCARE = re.compile(
    r"(?<![\w.,!?;:])(?:[\"“”„‘’'‚‹]|«\s?)(?=[\w])([^\"“”„«»‹›]{1,48}?)(?<=[\w.,!?])(?:[\"”“’'›]|\s?»)(?![\w])"
)
_SCARE_WORDS = 4
_QUESTION = re.compile(r"(?<=[\w\"'”’)])\?(?=[\s\"'”’)»›]|$)")
_TOLD_WORDS = 4
"""Furniture of fewer words is furniture, even if the other text has these words somewhere."""
_BOUNDARY_CONTEXT = 2
_BOUNDARY_MATCHES = 3


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
    """All the words of one text that are compared, and where a unit begins among them."""

    text: str
    words: tuple[Word, ...]
    breaks: frozenset[int]
    """Indices of words that begin a unit."""


def read_sides(left: Document, right: Document) -> tuple[list[Unit], list[Unit]]:
    """Units of both texts, cut at each other's sentence ends where the words around those are the same.

    What one side marks as furniture and the other tells in its text is compared on both: only a difference
    in the words can be an edit.
    """
    first, second = _side(left, _words_told(right)), _side(right, _words_told(left))
    return _units(first, _projected(second, first)), _units(second, _projected(first, second))


def _words_told(document: Document) -> str:
    """The words outside the furniture, in one line."""
    told: list[str] = []
    for start, end in _told_spans(document.text, [(b.quote.start, b.quote.end) for b in document.boilerplate]):
        told.extend(token.lower for token in tokenise(document.text, start, end) if token.is_word)
    return f" {' '.join(told)} "


def _is_told(words: Sequence[str], told: str) -> bool:
    return len(words) >= _TOLD_WORDS and f" {' '.join(words)} " in told


def _told_spans(text: str, skipped: Iterable[tuple[int, int]]) -> list[Span]:
    spans, position = [], 0
    for start, end in [*sorted(skipped), (len(text), len(text))]:
        if start > position:
            spans.append(Span(position, start))
        position = max(position, end)
    return spans


def _side(document: Document, told_elsewhere: str) -> Side:
    text = document.text
    skipped = []
    for mark in document.boilerplate:
        marked = [token.lower for token in tokenise(mark.quote.text) if token.is_word]
        if not _is_told(marked, told_elsewhere):
            skipped.append((mark.quote.start, mark.quote.end))
    words: list[Word] = []
    breaks: set[int] = set()
    for span in _told_spans(text, skipped):
        paragraph = text[span.start : span.end]
        for sentence in split_sentences(paragraph):
            breaks.add(len(words))
            words.extend(_words(text, sentence.start + span.start, sentence.end + span.start))
    return Side(text, tuple(words), frozenset(breaks))


def _words(text: str, start: int, end: int) -> list[Word]:
    sentence = text[start:end]
    scares = [m.span(1) for m in _SCARE.finditer(sentence) if len(m.group(1).split()) <= _SCARE_WORDS]
    asked = {m.start() + start for m in _QUESTION.finditer(sentence)}
    words = []
    for token in _parts(tokenise(text, start, end)):
        if not token.is_word and token.start not in asked and token.text not in "%$€£¥":
            continue
        quoted = any(first <= token.start - start < last for first, last in scares)
        words.append(Word(('"' if quoted else "") + token.lower, token.start, token.end))
    return words


def _parts(tokens: Sequence[Token]) -> list[Token]:
    """Tokens with a possessive rejoined, so that a piece is always a whole word."""
    joined: list[Token] = []
    for token in tokens:
        if token.lower == "'s" and token.is_word and joined and joined[-1].end == token.start:
            last = joined.pop()
            joined.append(Token(last.start, token.end, last.text + token.text, last.lower + "'s", True))
        else:
            joined.append(token)
    return joined


def _projected(source: Side, target: Side) -> frozenset[int]:
    """Breaks of ``source`` carried over to ``target`` where the words on both sides of them are the same."""
    size = _BOUNDARY_CONTEXT
    wanted = defaultdict(list)
    keys = [word.key.lstrip('"') for word in source.words]
    for at in source.breaks:
        if size <= at <= len(keys) - size:
            wanted[tuple(keys[at - size : at + size])].append(at)
    found = defaultdict(list)
    keys = [word.key.lstrip('"') for word in target.words]
    for at in range(size, len(keys) - size + 1):
        context = tuple(keys[at - size : at + size])
        if context in wanted:
            found[context].append(at)
    return frozenset(at for places in found.values() if len(places) <= _BOUNDARY_MATCHES for at in places)


def _units(side: Side, more: frozenset[int]) -> list[Unit]:
    cuts = sorted({0, len(side.words)} | side.breaks | more)
    pairs = zip(cuts, cuts[1:], strict=False)
    return [
        Unit(side.words[start:end], tuple(word.key for word in side.words[start:end]))
        for start, end in pairs
        if end > start
    ]
