"""A text cut into sentences with tagged words and noun phrases: what every finder works on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from uncut.model.report import Document
from uncut.reports.language.phrases import Phrase, noun_phrases
from uncut.reports.language.sentences import Span, split_paragraphs, split_sentences
from uncut.reports.language.tagging import Tagged, tag_tokens
from uncut.reports.language.tokens import Token, tokenise

_UNBROKEN = re.compile(r"\S{300}")
"""No language writes 300 letters without a space where it has sentences that these finders read."""


@dataclass(frozen=True)
class Sentence:
    """One sentence of the report, or one line of its furniture."""

    start: int
    end: int
    paragraph: int
    furniture: bool
    tagged: tuple[Tagged, ...]
    phrases: tuple[Phrase, ...]

    def text_of(self, text: str, phrase: Phrase) -> str:
        """The words of a phrase."""
        return text[self.tagged[phrase.start].token.start : self.tagged[phrase.end - 1].token.end]

    def offset(self, index: int) -> int:
        """Where token ``index`` begins; the sentence's end for the one after the last."""
        return self.tagged[index].token.start if index < len(self.tagged) else self.end

    def limit(self, index: int) -> int:
        """Where the token before ``index`` ends."""
        return self.tagged[index - 1].token.end if index else self.start


@dataclass(frozen=True)
class Analysis:
    """A document and its sentences."""

    document: Document
    sentences: tuple[Sentence, ...]
    paragraphs: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @cached_property
    def told(self) -> tuple[Sentence, ...]:
        """The sentences outside the furniture."""
        return tuple(sentence for sentence in self.sentences if not sentence.furniture)


def analyse(document: Document) -> Analysis:
    """Sentences never cross the border of a piece of furniture."""
    paragraphs: list[tuple[Span, bool]] = []
    position = 0
    text = document.text
    for mark in sorted(document.boilerplate, key=lambda mark: mark.quote.start):
        paragraphs.extend((span, False) for span in _within(text, position, mark.quote.start))
        paragraphs.extend((span, True) for span in _within(text, mark.quote.start, mark.quote.end))
        position = max(position, mark.quote.end)
    paragraphs.extend((span, False) for span in _within(text, position, len(text)))
    proper = _proper_names(text, [paragraph for paragraph, furniture in paragraphs if not furniture])
    sentences = []
    for number, (paragraph, furniture) in enumerate(paragraphs):
        for span in split_sentences(text, [paragraph]):
            if _UNBROKEN.search(text, span.start, span.end):
                continue
            tokens = tokenise(text, span.start, span.end)
            known = proper if _is_title_case(tokens) else None
            tagged = tuple(tag_tokens(tokens, known))
            sentences.append(Sentence(span.start, span.end, number, furniture, tagged, tuple(noun_phrases(tagged))))
    return Analysis(document, tuple(sentences), tuple(span for span, _ in paragraphs))


def _is_title_case(tokens: list[Token]) -> bool:
    """Whether a line is set in capitals like a headline, so that capitals tell nothing."""
    long = [token for token in tokens if token.is_word and len(token.text) > 3 and not token.text[0].isdigit()]
    capitals = sum(token.text[0].isupper() for token in long)
    ended = bool(tokens) and tokens[-1].text in {".", ":"}
    return len(long) >= 4 and capitals >= 0.75 * len(long) and not ended


def _proper_names(text: str, paragraphs: list[Span]) -> frozenset[str]:
    """Words that stand with a capital inside running sentences."""
    found: set[str] = set()
    for span in split_sentences(text, paragraphs):
        tokens = tokenise(text, span.start, span.end)
        if not _is_title_case(tokens):
            found.update(entry.token.lower for entry in tag_tokens(tokens) if entry.tag == "name")
    return frozenset(found)


def _within(text: str, start: int, end: int) -> list[Span]:
    if start >= end:
        return []
    return [Span(span.start + start, span.end + start) for span in split_paragraphs(text[start:end])]
