"""Rational time stamps and half-open spans.

Times are presentation time stamps as exact fractions of a second, counted from the first displayed frame (or
the first sample) of their file. A frame rate never stands in for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import msgspec

Seconds = Fraction
"""A time or a length in seconds, exact. Written to JSON as a number with microseconds."""


class Span(msgspec.Struct, frozen=True, array_like=True, order=True):
    """The half-open span of time ``[start, end)``."""

    start: Fraction
    """Seconds; the first instant inside."""
    end: Fraction
    """Seconds; the first instant after."""

    def __post_init__(self) -> None:
        """Refuse a span that ends before it starts."""
        if self.end < self.start:
            raise ValueError(f"a span cannot end ({self.end}) before it starts ({self.start})")

    @property
    def seconds(self) -> Fraction:
        """Length in seconds."""
        return self.end - self.start

    @property
    def is_empty(self) -> bool:
        """Whether no instant is inside."""
        return self.end == self.start

    def contains(self, at: Fraction) -> bool:
        """Whether the instant ``at`` (seconds) is inside."""
        return self.start <= at < self.end

    def intersection(self, other: Span) -> Span:
        """The part inside both; an empty span at the nearer edge where they do not meet."""
        start = max(self.start, other.start)
        return Span(start, max(start, min(self.end, other.end)))

    def touches(self, other: Span) -> bool:
        """Whether they share an instant or an edge."""
        return self.start <= other.end and other.start <= self.end

    def shifted(self, by: Fraction) -> Span:
        """The same span ``by`` seconds later."""
        return Span(self.start + by, self.end + by)


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The fewest spans in rising order that cover the same instants; empty ones are dropped."""
    merged: list[Span] = []
    for span in sorted(span for span in spans if not span.is_empty):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def complement_spans(spans: Iterable[Span], within: Span) -> tuple[Span, ...]:
    """What ``within`` holds outside ``spans``, as non-empty spans in rising order."""
    gaps: list[Span] = []
    at = within.start
    for span in merge_spans(spans):
        cut = span.intersection(within)
        if cut.is_empty:
            continue
        if cut.start > at:
            gaps.append(Span(at, cut.start))
        at = max(at, cut.end)
    if at < within.end:
        gaps.append(Span(at, within.end))
    return tuple(gaps)


def total_seconds(spans: Iterable[Span]) -> Fraction:
    """Length covered by ``spans`` in seconds, each instant counted once."""
    return sum((span.seconds for span in merge_spans(spans)), Fraction(0))


def format_clock(seconds: Fraction | float) -> str:
    """A time as people read it: ``0:41.200``, ``1:02:03.000``; milliseconds, rounded half to even."""
    millis = round(Fraction(seconds) * 1000)
    sign, millis = ("-", -millis) if millis < 0 else ("", millis)
    whole, millis = divmod(millis, 1000)
    minutes, secs = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    head = f"{hours}:{minutes:02d}" if hours else f"{minutes}"
    return f"{sign}{head}:{secs:02d}.{millis:03d}"


def format_length(seconds: Fraction | float) -> str:
    """A length as people say it: ``0.8 s``, ``12.4 s``, ``2 min 5 s``, ``32 h 21 min``."""
    if seconds < 59.95:
        return f"{float(seconds):.1f} s" if seconds >= 0.95 else f"{float(seconds):.2f} s"
    minutes, rest = divmod(round(Fraction(seconds)), 60)
    hours, minutes = divmod(minutes, 60)
    parts = ((hours, "h"), (minutes, "min"), (rest, "s"))
    return " ".join(f"{count} {unit}" for count, unit in parts if count)
