"""Character spans: words placed to the letter in a document's text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

import msgspec

T = TypeVar("T")
_HALVES = re.compile("[\ud800-\udfff]")


class Quote(msgspec.Struct, frozen=True, order=True):
    """A selector into a document's text; ``text`` is that slice to the letter."""

    start: int
    """Unicode code points from the start of the document's text."""
    end: int
    """Code points; the first one after."""
    text: str
    """The words themselves."""

    def __post_init__(self) -> None:
        """Refuse offsets that do not fit the words."""
        if self.start < 0 or self.end - self.start != len(self.text):
            raise ValueError(f"offsets {self.start}..{self.end} do not fit the {len(self.text)} code points given")

    def touches(self, other: Quote) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, position: int) -> bool:
        """Whether the code point at ``position`` lies inside."""
        return self.start <= position < self.end

    def holds(self, other: Quote) -> bool:
        """Whether ``other`` lies inside."""
        return self.start <= other.start and other.end <= self.end


def quote_at(text: str, start: int, end: int) -> Quote:
    """The quote of ``text[start:end]``; refuses a span that leaves the text."""
    if not 0 <= start <= end <= len(text):
        raise ValueError(f"span {start}..{end} leaves a text of {len(text)} code points")
    return Quote(start, end, text[start:end])


def quote_trimmed(text: str, start: int, end: int) -> Quote:
    """Like `quote_at`, without white space at either end."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    return quote_at(text, start, max(start, start + len(piece.strip())))


def is_placed(quote: Quote, text: str) -> bool:
    """Whether ``quote`` says to the letter what ``text`` says there."""
    return text[quote.start : quote.end] == quote.text


def placed_again(value: T, text: str) -> T:
    """``value`` with every quote in it telling what ``text`` says at its place."""
    if isinstance(value, Quote):
        return quote_at(text, value.start, value.end)  # type: ignore[return-value]
    if isinstance(value, msgspec.Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        placed = {name: placed_again(one, text) for name, one in fields.items()}
        changed = {name: one for name, one in placed.items() if one is not fields[name]}
        return msgspec.structs.replace(value, **changed) if changed else value
    if isinstance(value, list):
        return [placed_again(one, text) for one in value]  # type: ignore[return-value]
    return value


def outermost(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes that lie in no other one, in text order; of equal ones the first."""
    kept: list[Quote] = []
    for quote in sorted(quotes, key=lambda one: (one.start, -one.end)):
        if not kept or quote.end > kept[-1].end:
            kept.append(quote)
    return tuple(kept)


def storable_text(text: str) -> str:
    """``text`` as valid Unicode: bytes of a file name that are no UTF-8 become backslash escapes."""
    return _HALVES.sub(_escaped, text)


def _escaped(match: re.Match[str]) -> str:
    """A byte as Python keeps it in a name (PEP 383), or half of a pair as Windows allows it in one."""
    number = ord(match[0])
    return f"\\x{number - 0xDC00:02x}" if 0xDC80 <= number <= 0xDCFF else f"\\u{number:04x}"
