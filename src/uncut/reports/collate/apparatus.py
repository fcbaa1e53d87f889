# ruff: noqa: E501  patterns stay on one line each
"""What every publication puts around one text: its own headline, the name of the writer, the day, a note on the source.

None of it is furniture, since it says where a report comes from; but a republication changes it without touching
the text. A headline that was reworded is compared all the same: see `differing_titles`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from uncut.model.report import Document
from uncut.reports.claims.chain import is_republication_line
from uncut.reports.collate.worddiff import similarity
from uncut.reports.language.heads import is_byline, is_day_line, is_head_line, stands_apart
from uncut.reports.language.sentences import Span, split_paragraphs
from uncut.reports.language.tokens import tokenise

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
_CREDIT = re.compile(
    r"^[(\[]?(?:(?:file|stock)\s)?(?:photo(?:graph)?s?|images?|pictures?|video|illustration|credits?)(?:\s(?:credit|courtesy))?\s*"
    r"(?::|by\b|/|courtesy\b)\s*[^.!?]{2,80}[)\]]?\.?$",
    re.I,
)
_CREDIT_WORDS = 12
_WRITER = re.compile(
    r"^(?!(?:He|She|It|They|This|That|There|Who)\b)[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){1,4}(?:,\s[\w\s]{2,40},)?\s(?:is|are)\s"
    r"(?:(?:a|an|the|our)\s)?[^.,]{0,40}\b(?:reporter|correspondent|journalist|editor|writer|columnist|contributor|blogger|producer)s?"
    r"(?:\s(?:for|at|with|to|based|covering|who|in)\b|\.|,)"
)
"""Who wrote it, below the text: "Jane Example is a reporter for Example News"."""
_FOOT_LINES = 4
_OPENS_NOTE = re.compile(
    r"^[\W_]*(?:(?:this|the)\s+(?:article|story|report|piece|post|text|item|op-ed|essay)\s"
    r"|re-?p|re-?posted|cross-?posted|syndicated|originally|first|previously|published|source|via|read|h/t|hat|the\s+(?:views|original)"
    r"|views|original|editor|publisher)",
    re.I,
)
"""A cheap look before the slow pattern."""


def apparatus_spans(document: Document) -> Iterator[Span]:
    """Lines of the document that tell of its publication and not of its matter, but for the headline."""
    marks = sorted((mark.quote.start, mark.quote.end) for mark in document.boilerplate)
    starts = [start for start, _ in marks]

    def is_furniture(line: Span) -> bool:
        at = bisect_right(starts, line.start) - 1
        return at >= 0 and line.start < marks[at][1]

    paragraphs = [line for line in split_paragraphs(document.text) if not is_furniture(line)]
    for at, line in enumerate(paragraphs):
        text = document.text[line.start : line.end]
        is_in_head = at < _HEAD_LINES and _is_in_head_block(document, paragraphs, at)
        if len(text.split()) > _NOTE_WORDS or not (is_in_head or stands_apart(document.text, *line)):
            continue
        head, foot = at < _HEAD_LINES, at >= len(paragraphs) - _FOOT_LINES
        is_head = head and (is_byline(text) or is_day_line(text))
        is_foot = foot and _WRITER.match(text) is not None and len(text.split()) <= _NOTE_WORDS
        if is_head or is_foot or is_republication_line(text) or _is_note(text) or _is_credit(text):
            yield line


def _is_in_head_block(document: Document, paragraphs: Sequence[Span], at: int) -> bool:
    """Whether what stands right above and below a line is the headline or names writer or day too: no wrapped prose."""
    text, beside = document.text, []
    for above, below in pairwise(paragraphs[max(0, at - 1) : at + 2]):
        if text.count("\n", above.end, below.start) == 1:
            beside.append(above if below == paragraphs[at] else below)
    told = [text[line.start : line.end] for line in beside]
    return bool(told) and all(is_head_line(one) or " ".join(one.split()) == document.title for one in told)


def _is_credit(line: str) -> bool:
    return len(line.split()) <= _CREDIT_WORDS and _CREDIT.match(line) is not None


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
