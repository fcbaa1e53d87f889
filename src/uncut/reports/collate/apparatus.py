# ruff: noqa: E501  patterns stay on one line each
"""What every publication puts around one text: its own headline, the name of the writer, the day, a note on the source.

None of it is furniture, since it says where a report comes from; but a republication changes it without touching
the text. A headline that was reworded is compared all the same: see `differing_titles`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from uncut.model.report import Document
from uncut.reports.claims.chain import is_republication_line
from uncut.reports.collate.worddiff import similarity
from uncut.reports.language.sentences import Span, split_paragraphs
from uncut.reports.language.tokens import tokenise
from uncut.reports.read.heads import is_byline, is_day_line, stands_apart

_HEAD_LINES = 8
_NOTE_WORDS = 40
_REWORDED_FROM = 0.5
"""Similarity from which two headlines are one, reworded; the same as for sentences in one place."""
_NOTE = re.compile(
    r"""^[\W_]*(?:
      (?:(?:this|the)\ (?:article|story|report|piece|post|text|item|op-ed|essay)\ )?(?:was\ |is\ |has\ been\ |originally\ |first\ |previously\ )*
        (?:re-?published|re-?printed|re-?posted|cross-?posted|syndicated|published|appeared|posted)\b
        .{0,60}\b(?:with\ (?:the\ )?(?:kind\ )?permission|by\ permission|courtesy\ of|originally|first|under\ a\ |from|on|at|by|in)\b.{0,160}
    | (?:originally|first|previously)\ (?:published|appeared|posted|printed)\b.{0,160}
    | (?:re-?published|re-?printed|re-?posted|cross-?posted|syndicated)\b.{0,160}
    | (?:the\ )?original\ (?:article|story|report|source|post)\b.{0,160}
    | (?:source|via|read\ the\ original|h/t|hat\ tip)\b\W.{0,120}
    | (?:the\ )?views\ expressed\b.{0,200} | (?:editor['’]?s['’]?|publisher['’]?s)\ note\b.{0,40}(?:publish|print|appear|post|permission).{0,160}
    )$""",
    re.I | re.X,
)  # fmt: skip
_OPENS_NOTE = re.compile(
    r"^[\W_]*(?:(?:this|the)\s+(?:article|story|report|piece|post|text|item|op-ed|essay)\s"
    r"|re-?p|re-?posted|cross-?posted|syndicated|originally|first|previously|published|source|via|read|h/t|hat|the\s+(?:views|original)"
    r"|views|original|editor|publisher)",
    re.I,
)
"""A cheap look before the slow pattern."""


def apparatus_spans(document: Document) -> Iterator[Span]:
    """Lines of the document that tell of its publication and not of its matter, but for the headline."""
    paragraphs = split_paragraphs(document.text)
    for at, line in enumerate(paragraphs):
        text = document.text[line.start : line.end]
        if len(text.split()) > _NOTE_WORDS or not stands_apart(document.text, *line):
            continue
        head = at < _HEAD_LINES
        if (head and (is_byline(text) or is_day_line(text))) or is_republication_line(text) or _is_note(text):
            yield line


def _is_note(line: str) -> bool:
    return _OPENS_NOTE.match(line) is not None and _NOTE.match(" ".join(line.split())) is not None


def title_span(document: Document) -> Span | None:
    """Where the headline stands above the text, as a line of its own."""
    if document.title is None:
        return None
    for line in split_paragraphs(document.text[:4000])[: 2 * _HEAD_LINES]:
        if " ".join(document.text[line.start : line.end].split()) == document.title:
            return line
    return None


def differing_titles(left: Document, right: Document) -> tuple[Span | None, Span | None]:
    """The headlines where they are two and not one reworded: a republication carries its own."""
    spans = (title_span(left), title_span(right))
    if all(spans) and similarity(_keys(left.title), _keys(right.title)) >= _REWORDED_FROM:
        return None, None
    return spans


def _keys(title: str | None) -> list[str]:
    return [token.lower for token in tokenise(title or "") if token.is_word]
