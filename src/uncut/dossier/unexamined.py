"""What was not examined, told once for each reason: the same part may have been passed over between every two cuts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec import UNSET

from uncut.model.comparison import NotExamined
from uncut.model.time import Span


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
        gathered.setdefault((why, _joined(left), _joined(right)), []).append(what)
    return [Unexamined(tuple(what), why, left, right) for (why, left, right), what in gathered.items()]


def _joined(spans: Sequence[Span]) -> tuple[Span, ...]:
    joined: list[Span] = []
    for one in sorted(spans, key=lambda span: (span.start, span.end)):
        if joined and one.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, one.end))
        else:
            joined.append(one)
    return tuple(joined)
