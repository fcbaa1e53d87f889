"""What was not examined, told once for each reason: the same part may have been passed over between every two cuts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec import UNSET

from uncut.model.comparison import NotExamined
from uncut.model.time import Span, merge_spans


@dataclass(frozen=True)
class Unexamined:
    """What was not looked at for one reason, and where; everywhere if it has no span."""

    what: tuple[str, ...]
    why: str
    left: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()


def gather_unexamined(entries: Iterable[NotExamined]) -> list[Unexamined]:
    """The entries in their order, those with one reason told together and spans that touch joined."""
    spans: dict[tuple[str, str, bool], tuple[list[Span], list[Span]]] = {}
    for one in entries:
        everywhere = one.left is UNSET and one.right is UNSET
        left, right = spans.setdefault((one.what, one.why, everywhere), ([], []))
        left += [one.left] if one.left is not UNSET else []
        right += [one.right] if one.right is not UNSET else []
    gathered: dict[tuple[str, tuple[Span, ...], tuple[Span, ...]], list[str]] = {}
    for (what, why, _), (left, right) in spans.items():
        gathered.setdefault((why, _merged(left), _merged(right)), []).append(what)
    return [Unexamined(tuple(what), why, left, right) for (why, left, right), what in gathered.items()]


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """``spans`` merged; an empty one is a place, and stays where no other reaches it."""
    merged = merge_spans(spans)
    places = {one for one in spans if one.is_empty and not any(wide.start <= one.start <= wide.end for wide in merged)}
    return tuple(sorted((*merged, *places), key=lambda span: (span.start, span.end)))
