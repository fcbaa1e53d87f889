"""Quotations without a cue of their own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.quotations import goes_on, is_near, uncovered
from uncut.reports.language.analysis import Analysis


def with_loose_quotes(
    analysis: Analysis, quotes: Sequence[tuple[int, int]], found: list[AttributionFound]
) -> list[AttributionFound]:
    """Quotations without a cue of their own go on with the attribution before them, or are its source's next words."""
    loose = list(uncovered(quotes, [one.content for one in found]))
    if not loose:
        return found
    ordered = sorted(found, key=_end_of)
    ends = [_end_of(one) for one in ordered]
    pieces: dict[int, list[tuple[int, int]]] = {}
    more: list[AttributionFound] = []
    last_end: dict[int, int] = {}
    for quote in loose:
        at = bisect_right(ends, quote[0]) - 1
        if at < 0:
            continue
        before = ordered[at]
        if _is_quotation(analysis.text, before.content) and goes_on(analysis, last_end.get(at, ends[at]), quote[0]):
            pieces.setdefault(at, []).append(quote)
            last_end[at] = quote[1]
        elif before.source is not None and quote[1] - quote[0] > _LOOSE_FROM and is_near(analysis, ends[at], quote[0]):
            more.append(_continued(quote, before.source))
    for at, continued in pieces.items():
        ordered[at] = _joined(ordered[at], continued)
    return sorted([*ordered, *more], key=lambda one: (one.content[0], one.cue[0]))


_LOOSE_FROM = 40
"""Code points: a shorter quotation in the writer's own sentence is somebody's word, not a statement."""


def _end_of(found: AttributionFound) -> int:
    return max(found.content[1], found.cue[1], found.source[1] if found.source else 0)


def _is_quotation(text: str, span: tuple[int, int]) -> bool:
    return text[span[0]] in "“\"«‘'`"


def _joined(found: AttributionFound, more: Sequence[tuple[int, int]]) -> AttributionFound:
    """The longest piece is the content, the others go on with it."""
    pieces = sorted([found.content, *more])
    longest = max(pieces, key=lambda piece: piece[1] - piece[0])
    return replace(found, content=longest, continued=tuple(piece for piece in pieces if piece != longest))


def _continued(quote: tuple[int, int], source: tuple[int, int]) -> AttributionFound:
    """A quotation without a source of its own goes on with the last one."""
    return AttributionFound(
        source=source, cue=(quote[0], quote[0] + 1), content=quote, manner="asserted", verb="quotation", confidence=0.7
    )
