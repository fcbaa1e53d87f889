"""Blocks to one text with exact offsets, and its furniture marked."""

from __future__ import annotations

from dataclasses import dataclass

from uncut.model.report import Boilerplate
from uncut.model.text import quote_at
from uncut.reports.read.blocks import Block, Content, Furniture
from uncut.reports.read.furniture import mark_lines

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, kw_only=True)
class Page:
    """A text with its furniture, before anything is known about its publication."""

    text: str
    boilerplate: tuple[Boilerplate, ...]
    headings: tuple[tuple[int, int], ...]
    """Spans of the headings that the file itself marks, in code points."""


def assemble(content: Content) -> Page:
    """The blocks joined by blank lines; a plain text stays as it is to the letter."""
    pieces: list[str] = []
    marks: list[tuple[int, int, Furniture]] = []
    headings: list[tuple[int, int]] = []
    length = 0
    for block in content.blocks:
        if pieces:
            pieces.append("\n\n")
            length += 2
        marks.extend((first + length, last + length, kind) for first, last, kind in _marks_of(block))
        if block.tag in _HEADINGS and block.furniture is None:
            headings.append((length, length + len(block.text)))
        pieces.append(block.text)
        length += len(block.text)
    text = "".join(pieces)
    return Page(text=text, boilerplate=_join(text, marks), headings=tuple(headings))


def _marks_of(block: Block) -> list[tuple[int, int, Furniture]]:
    if block.furniture is not None:
        return [(0, len(block.text), block.furniture)]
    if block.linked > 0.8 and block.tag not in _HEADINGS and len(block.text.split()) <= 14:
        return [(0, len(block.text), "navigation")]
    return list(mark_lines(block.text, 0, len(block.text)))


def _join(text: str, marks: list[tuple[int, int, Furniture]]) -> tuple[Boilerplate, ...]:
    """Neighbouring marks of one kind become one."""
    joined: list[tuple[int, int, Furniture]] = []
    for start, end, kind in marks:
        if joined and joined[-1][2] == kind and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], end, kind)
        else:
            joined.append((start, end, kind))
    return tuple(Boilerplate(quote=quote_at(text, start, end), kind=kind) for start, end, kind in joined if start < end)
