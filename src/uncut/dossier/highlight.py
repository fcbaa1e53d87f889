"""Report text cut into blocks with nested highlights, so that every item of a report leads to its words.

Pure. Highlights may cross; markup may not: one that crosses another is continued in a second piece.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from uncut.model.text import Quote, is_placed


@dataclass(frozen=True)
class Highlight:
    """Words to mark: why, and what a reader is told about them."""

    quote: Quote
    kinds: tuple[str, ...]
    """For the look: ``claim``, ``mention``, ``loaded``, ``footage``, ``cue``, ``source``, ``furniture``."""
    note: str = ""
    refs: tuple[int, ...] = ()
    """Numbers of the claims that these are the words of."""


@dataclass(frozen=True)
class Token:
    """A step through a block: ``open`` a mark, plain ``text``, ``close`` a mark."""

    step: str
    text: str = ""
    highlight: Highlight | None = None
    is_first: bool = True
    """Whether this is the first piece of its highlight, which carries the anchor."""


@dataclass(frozen=True)
class Block:
    """A paragraph: its place in the text, and the steps that write it."""

    start: int
    end: int
    tokens: list[Token] = field(default_factory=list)


def merge_highlights(highlights: Iterable[Highlight], text: str) -> list[Highlight]:
    """One highlight for each span of ``text``, in the order of their starts, longer ones first.

    What cannot be placed to the letter or is empty is left out.
    """
    merged: dict[Quote, Highlight] = {}
    for one in highlights:
        if one.quote.start == one.quote.end or not is_placed(one.quote, text):
            continue
        old = merged.get(one.quote)
        merged[one.quote] = one if old is None else _joined(old, one)
    return sorted(merged.values(), key=lambda one: (one.quote.start, -one.quote.end))


def _joined(a: Highlight, b: Highlight) -> Highlight:
    notes = tuple(dict.fromkeys(note for note in (*a.note.split("; "), *b.note.split("; ")) if note))
    refs = tuple(dict.fromkeys((*a.refs, *b.refs)))
    return Highlight(a.quote, tuple(dict.fromkeys((*a.kinds, *b.kinds))), "; ".join(notes), refs)


def cut_into_blocks(text: str, highlights: Sequence[Highlight]) -> list[Block]:
    """Paragraphs of ``text`` (cut at empty lines) with ``highlights`` as `merge_highlights` orders them."""
    blocks: list[Block] = []
    begun: set[Quote] = set()
    current: list[Highlight] = []
    upcoming = 0
    for start, end in _paragraphs(text):
        current = [one for one in current if one.quote.end > start]
        while upcoming < len(highlights) and highlights[upcoming].quote.start < end:
            current.append(highlights[upcoming])
            upcoming += 1
        blocks.append(_block(text, start, end, [one for one in current if one.quote.end > start], begun))
    return blocks


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs start and end: lines that follow one another without an empty one in between."""
    at, start, end = 0, -1, -1
    for line in text.split("\n"):
        if line.strip():
            start, end = (at if start < 0 else start), at + len(line)
        elif start >= 0:
            yield start, end
            start = -1
        at += len(line) + 1
    if start >= 0:
        yield start, end


def _block(text: str, start: int, end: int, highlights: Sequence[Highlight], begun: set[Quote]) -> Block:
    """One paragraph; ``begun`` holds what earlier ones have opened, and is added to."""
    writer = _Writer(text, start, begun)
    waiting = [(max(one.quote.start, start), -min(one.quote.end, end), order) for order, one in enumerate(highlights)]
    heapq.heapify(waiting)
    while waiting:
        first, minus_last, order = heapq.heappop(waiting)
        writer.close_until(first)
        stop = writer.open_mark(highlights[order], first, -minus_last)
        if stop < -minus_last:
            heapq.heappush(waiting, (stop, minus_last, order))
    writer.close_until(end)
    writer.write_to(end)
    return Block(start, end, writer.tokens)


class _Writer:
    """Writes nested marks, and knows where each open one ends, outermost first."""

    def __init__(self, text: str, at: int, begun: set[Quote]) -> None:
        self.text = text
        self.at = at
        self.begun = begun
        self.tokens: list[Token] = []
        self.ends: list[int] = []

    def open_mark(self, one: Highlight, start: int, end: int) -> int:
        """Open ``one``; returns where this piece ends: at ``end``, or where the mark around it does."""
        self.write_to(start)
        stop = min(end, self.ends[-1]) if self.ends else end
        self.tokens.append(Token("open", "", one, one.quote not in self.begun))
        self.begun.add(one.quote)
        self.ends.append(stop)
        return stop

    def close_until(self, at: int) -> None:
        """Close the marks that end at ``at`` or before."""
        while self.ends and self.ends[-1] <= at:
            self.write_to(self.ends.pop())
            self.tokens.append(Token("close"))

    def write_to(self, at: int) -> None:
        """Write the words up to ``at``."""
        if at > self.at:
            self.tokens.append(Token("text", self.text[self.at : at]))
            self.at = at
