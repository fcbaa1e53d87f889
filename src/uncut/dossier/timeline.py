"""Geometry of the time line: both versions on one scale of seconds, and ribbons between what they share.

Pure: a comparison in, numbers for the page's SVG out. ``x`` and ``width`` are percent of the page's width, so
that one drawing fits a phone and a sheet of paper while its letters keep their size; ribbons are polygons on
a grid of 1000 × 100 that the page stretches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from msgspec import UNSET

from uncut.dossier.parts import Side
from uncut.dossier.summary import describe_edit, sentence, short_clock
from uncut.dossier.words import PICTURE_REGIONS, SOUND, WHOLE_PICTURE
from uncut.model.comparison import Comparison, Edit, Kept
from uncut.model.time import Span, merge_spans

Look = Literal["straight", "moved", "retimed", "reversed"]
WIDE_CHARACTER, NARROW_CHARACTER = 0.85, 2.6
"""Width of a letter of 12 px in percent of the page's width: on a sheet or a desk, on a phone."""
DENSE = 80
"""Marks or ribbons from which on their edges are left out, as they would fill the drawing."""
_STEPS = (
    *(Fraction(n, 100) for n in (1, 2, 5, 10, 20, 50)),
    *(Fraction(n) for n in (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200)),
)
_TICKS = 10


@dataclass(frozen=True)
class Ribbon:
    """A kept stretch: a shape between its place on the left track and its place on the right one."""

    points: str
    look: Look
    title: str


@dataclass(frozen=True)
class Mark:
    """An edit's place on a track or in a lane."""

    x: float
    width: float
    kind: str
    number: int
    title: str
    whiskers: tuple[tuple[float, float], ...] = ()
    """``(x, width)`` of the intervals in which its ends must lie."""


@dataclass(frozen=True)
class Pin:
    """The number of an edit, or of several that stand too close together."""

    x: float
    label: str
    number: int
    """Of the first edit."""


@dataclass(frozen=True)
class Tick:
    """A labelled instant."""

    x: float
    label: str
    odd: bool
    """Left out where the page is narrow."""


@dataclass(frozen=True)
class Pins:
    """Numbers for a wide and for a narrow page."""

    wide: list[Pin]
    narrow: list[Pin]


@dataclass(frozen=True)
class Lane:
    """Marks of one sort below the right track."""

    name: str
    marks: list[Mark]
    pins: Pins


@dataclass(frozen=True)
class Timeline:
    """All that the drawing shows."""

    left_width: float
    right_width: float
    left_length: str
    right_length: str
    ribbons: list[Ribbon]
    removed: list[Mark]
    inserted: list[Mark]
    lanes: list[Lane]
    left_pins: Pins
    right_pins: Pins
    ticks: list[Tick]
    is_dense: bool
    description: str


class _Scale:
    """Seconds to percent."""

    def __init__(self, total: Fraction) -> None:
        self.total = total if total > 0 else Fraction(1)

    def x(self, at: Fraction) -> float:
        return round(float(min(max(at / self.total, Fraction(0)), Fraction(1))) * 100, 4)

    def bar(self, span: Span) -> tuple[float, float]:
        start = self.x(span.start)
        return start, round(self.x(span.end) - start, 4)


def lay_out_timeline(comparison: Comparison) -> Timeline:
    """The drawing of ``comparison``."""
    left, right = comparison.left.seconds, comparison.right.seconds
    scale = _Scale(max(left, right))
    numbered = list(enumerate(comparison.edits, start=1))
    removed = _marks(numbered, frozenset({"removed"}), "left", scale)
    inserted = _marks(numbered, frozenset({"inserted"}), "right", scale)
    elsewhere = merge_spans(
        edit.right for edit in comparison.edits if edit.kind in ("moved", "repeated") and edit.right
    )
    return Timeline(
        left_width=scale.x(left),
        right_width=scale.x(right),
        left_length=short_clock(left),
        right_length=short_clock(right),
        ribbons=[_ribbon(kept, elsewhere, scale) for kept in comparison.kept],
        removed=removed,
        inserted=inserted,
        lanes=_lanes(numbered, scale),
        left_pins=_pins(removed),
        right_pins=_pins(inserted),
        is_dense=len(comparison.edits) > DENSE or len(comparison.kept) > DENSE,
        ticks=lay_out_ticks(scale.total),
        description=_describe(comparison),
    )


def _describe(comparison: Comparison) -> str:
    stretches = len(comparison.kept)
    return (
        f"The left version, {short_clock(comparison.left.seconds)} long, is drawn above; the right version, "
        f"{short_clock(comparison.right.seconds)} long, below, on the same scale. "
        f"{stretches} matching stretch{'' if stretches == 1 else 'es'} joined by ribbons. "
        "The changes are described one by one after the drawing."
    )


def _marks(numbered: Sequence[tuple[int, Edit]], kinds: frozenset[str], side: Side, scale: _Scale) -> list[Mark]:
    wanted = [(number, edit, getattr(edit, side)) for number, edit in numbered if edit.kind in kinds]
    return [_mark(number, edit, span, scale) for number, edit, span in wanted if span is not None]


def _mark(number: int, edit: Edit, span: Span, scale: _Scale) -> Mark:
    title = f"{number}: {sentence(describe_edit(edit))}"
    ends = () if edit.uncertain is UNSET else (edit.uncertain.start, edit.uncertain.end)
    fits = any(end.touches(span) for end in ends)
    return Mark(*scale.bar(span), edit.kind, number, title, tuple(map(scale.bar, ends)) if fits else ())


def _lanes(numbered: Sequence[tuple[int, Edit]], scale: _Scale) -> list[Lane]:
    sorts = (
        ("order and speed", frozenset({"moved", "repeated", "retimed", "frozen", "reversed"})),
        ("regions of the picture", PICTURE_REGIONS),
        ("the whole picture", WHOLE_PICTURE),
        ("sound", SOUND),
    )
    lanes = []
    for name, kinds in sorts:
        marks = _marks(numbered, kinds, "right", scale)
        if marks:
            lanes.append(Lane(name, marks, _pins(marks)))
    return lanes


def _ribbon(kept: Kept, elsewhere: Sequence[Span], scale: _Scale) -> Ribbon:
    top, bottom = (
        (scale.x(kept.left.start), scale.x(kept.left.end)),
        (
            scale.x(kept.right.start),
            scale.x(kept.right.end),
        ),
    )
    first, last = (top[1], top[0]) if kept.reversed else top
    corners = ((first, 0), (last, 0), (bottom[1], 100), (bottom[0], 100))
    points = " ".join(f"{x * 10:.2f},{y}" for x, y in corners)
    return Ribbon(points, _look(kept, elsewhere), _ribbon_title(kept))


def _look(kept: Kept, elsewhere: Sequence[Span]) -> Look:
    """``elsewhere`` are the parts of the right version that show pictures out of the left one's order."""
    if kept.reversed:
        return "reversed"
    if abs(kept.rate - 1) > 1e-3:
        return "retimed"
    is_moved = any(not span.intersection(kept.right).is_empty for span in elsewhere)
    return "moved" if is_moved else "straight"


def _ribbon_title(kept: Kept) -> str:
    extra = "" if abs(kept.rate - 1) <= 1e-3 else f", at {kept.rate:.2f}× the speed"
    extra += ", backwards" if kept.reversed else ""
    extra += ", mirrored" if kept.mirrored else ""
    return (
        f"Shared: {short_clock(kept.left.start)} to {short_clock(kept.left.end)} of the left version is "
        f"{short_clock(kept.right.start)} to {short_clock(kept.right.end)} of the right one{extra}"
    )


def _pins(marks: Sequence[Mark]) -> Pins:
    return Pins(join_pins(marks, WIDE_CHARACTER), join_pins(marks, NARROW_CHARACTER))


def join_pins(marks: Sequence[Mark], character: float) -> list[Pin]:
    """Numbers beside their marks, in their order; those that would touch join into one label.

    ``character`` is the width of a letter in percent of the page's width.
    """
    groups: list[_Group] = []
    for mark in sorted(marks, key=lambda one: (one.x + one.width / 2, one.number)):
        middle = mark.x + mark.width / 2
        group = _Group(middle, middle, mark.number, mark.number)
        while groups and groups[-1].touches(group, character):
            group = groups.pop().joined(group)
        groups.append(group)
    return [group.pin(character) for group in groups]


@dataclass(frozen=True)
class _Group:
    """Marks under one label: where the outer ones stand, and the lowest and highest number."""

    start: float
    end: float
    first: int
    last: int

    def joined(self, other: _Group) -> _Group:
        first, last = min(self.first, other.first), max(self.last, other.last)
        return _Group(self.start, other.end, first, last)

    def touches(self, other: _Group, character: float) -> bool:
        a, b = self.pin(character), other.pin(character)
        return b.x - a.x < ((len(a.label) + len(b.label)) / 2 + 1) * character

    def pin(self, character: float) -> Pin:
        label = str(self.first) if self.first == self.last else f"{self.first}…{self.last}"
        margin = len(label) * character / 2
        middle = (self.start + self.end) / 2
        return Pin(round(min(max(middle, margin), 100 - margin), 4), label, self.first)


def lay_out_ticks(total: Fraction) -> list[Tick]:
    """About ten round instants from 0 to ``total`` seconds; none where its label would not fit."""
    step = next((step for step in _STEPS if total / step <= _TICKS), total / _TICKS)
    count = int(total / step)
    ticks = [Tick(round(float(n * step / total) * 100, 4), short_clock(n * step), n % 2 == 1) for n in range(count + 1)]
    return [tick for tick in ticks if tick.x <= 97]
