"""A text cut into sentences with tagged words and noun phrases: what every finder works on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from uncut.model.report import Document
from uncut.reports.language.phrases import Phrase, noun_phrases
from uncut.reports.language.reconsider import reconsidered
from uncut.reports.language.sentences import Span, split_paragraphs, split_sentences
from uncut.reports.language.tagging import Tagged, tag_tokens
from uncut.reports.language.tokens import Token, tokenise

Tell = Callable[[str, float], None]
"""Called with what is being done and the share done, 0..1."""
T = TypeVar("T")
TOLD_EVERY = 50
"""Sentences between two calls."""
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
    unbroken: int = 0
    """Sentences left out because they hold no sentence that these finders can read."""
    cut_at: int | None = None
    """Code point behind which nothing was analysed; ``None`` where all of the text was."""
    crowded: set[int] = field(default_factory=set, compare=False)
    """Where sentences begin in which a finder stopped, since nobody says so much in one; it notes them here."""
    tell: Tell = field(default=lambda _what, _share: None, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    @property
    def is_english(self) -> bool:
        """Whether the words of saying and of judgement are known here; a text too short to tell is taken so."""
        return self.document.language in {"en", None}

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Where the sentences outside the furniture begin."""
        return tuple(sentence.start for sentence in self.told)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words, lower case, that are names in a sentence outside the furniture, not at a paragraph's head."""
        return frozenset(
            entry.token.lower
            for sentence in self.told
            for at, entry in enumerate(sentence.tagged)
            if entry.tag == "name" and at > 4
        )

    def walked(self, what: str, items: Sequence[T]) -> Iterator[T]:
        """The items, while it is told how many of them are done."""
        for at, item in enumerate(items):
            if at % TOLD_EVERY == 0:
                self.tell(what, at / len(items))
            yield item
        self.tell(what, 1.0)

    @cached_property
    def told(self) -> tuple[Sentence, ...]:
        """The sentences outside the furniture."""
        return tuple(sentence for sentence in self.sentences if not sentence.furniture)


def analyse(document: Document, most: int | None = None, tell: Tell | None = None) -> Analysis:
    """Sentences never cross the border of a piece of furniture; those behind code point ``most`` are left out."""
    tell = tell or (lambda _what, _share: None)
    paragraphs: list[tuple[Span, bool]] = []
    position = 0
    text = document.text
    for mark in sorted(document.boilerplate, key=lambda mark: mark.quote.start):
        paragraphs.extend((span, False) for span in _within(text, position, mark.quote.start))
        paragraphs.extend((span, True) for span in _within(text, mark.quote.start, mark.quote.end))
        position = max(position, mark.quote.end)
    paragraphs.extend((span, False) for span in _within(text, position, len(text)))
    drafts: list[tuple[int, bool, Span, list[Token], list[Tagged]]] = []
    unbroken, cut_at = 0, None
    for number, (paragraph, furniture) in enumerate(paragraphs):
        for span in split_sentences(text, [paragraph]):
            if most is not None and span.end > most:
                cut_at = span.start if cut_at is None else cut_at
                break
            if len(drafts) % TOLD_EVERY == 0:
                tell("sentences", span.start / min(len(text), most or len(text)))
            if _UNBROKEN.search(text, span.start, span.end):
                unbroken += 1
            else:
                tokens = tokenise(text, span.start, span.end)
                drafts.append((number, furniture, span, tokens, reconsidered(tag_tokens(tokens))))
    proper = frozenset(
        entry.token.lower
        for _, furniture, _, tokens, tagged in drafts
        if not furniture and not _is_title_case(tokens)
        for entry in tagged
        if entry.tag == "name"
    )
    sentences = []
    for number, furniture, span, tokens, tagged in drafts:
        final = tuple(reconsidered(tag_tokens(tokens, proper)) if _is_title_case(tokens) else tagged)
        sentences.append(Sentence(span.start, span.end, number, furniture, final, tuple(noun_phrases(final))))
    told = tuple(span for span, _ in paragraphs if cut_at is None or span.start < cut_at)
    tell("sentences", 1.0)
    return Analysis(document, tuple(sentences), told, unbroken, cut_at, tell=tell)


def _is_title_case(tokens: list[Token]) -> bool:
    """Whether a line is set in capitals like a headline, so that capitals tell nothing."""
    long = [token for token in tokens if token.is_word and len(token.text) > 3 and not token.text[0].isdigit()]
    capitals = sum(token.text[0].isupper() for token in long)
    if len(long) < 4 or capitals < 0.75 * len(long):
        return False
    ended = bool(tokens) and tokens[-1].text in {".", ":"}
    return not ended or any(token.text[0].isupper() and token.lower in _NEVER_NAMES for token in tokens[1:])


_NEVER_NAMES = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "says",
        "said",
        "say",
        "that",
        "this",
        "with",
        "from",
        "after",
        "before",
        "into",
        "about",
        "over",
        "against",
        "their",
        "his",
        "her",
        "be",
        "will",
        "would",
        "does",
        "did",
        "been",
        "what",
        "when",
        "how",
        "why",
        "who",
    ]
)
"""Words that a sentence capitalises at its head alone: elsewhere their capitals are a headline's, before a stop too."""


def _within(text: str, start: int, end: int) -> list[Span]:
    if start >= end:
        return []
    return [Span(span.start + start, span.end + start) for span in split_paragraphs(text[start:end])]
