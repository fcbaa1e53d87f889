"""When things are said to have happened, as a line of time: a row for each event, on one scale."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

MOST_ROWS = 40
_TICKS = 6
_STEPS_DAYS = (1, 2, 7, 14, 30.4375, 91.3125, 182.625, 365.25, 730.5, 1826.25, 3652.5, 9131.25, 18262.5)
_LEAST_WIDTH = 0.6
"""Percent of the line's width that a bar has at least, so that one day in ten years is seen."""
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True)
class Dated:
    """An event with the days between which it is said to have happened; an open end is ``None``."""

    label: str
    earliest: dt.date | None
    latest: dt.date | None
    when: str
    anchor: str | None


@dataclass(frozen=True)
class EventRow:
    """A row of the line: all in percent of its width."""

    x: float
    width: float
    open_start: bool
    open_end: bool
    label: str
    when: str
    anchor: str | None


@dataclass(frozen=True)
class TimeTick:
    """A day of the scale."""

    x: float
    label: str


@dataclass(frozen=True)
class EventLine:
    """The line of time."""

    rows: list[EventRow]
    ticks: list[TimeTick]
    published: float | None
    """Where the day of publication is, in percent."""
    left_out: int
    """Events for which there was no room."""
    undated: int


def lay_out_events(events: Sequence[Dated], published: dt.date | None) -> EventLine | None:
    """The line of the events of which a day is known; ``None`` where there is none."""
    dated = [one for one in events if one.earliest is not None or one.latest is not None]
    if not dated:
        return None
    days = [day for one in dated for day in (one.earliest, one.latest) if day is not None]
    days += [published] if published is not None else []
    first, last = min(days), max(days)
    spare = max(1.0, (last - first).days * 0.03)
    start, length = first.toordinal() - spare, (last - first).days + 1 + 2 * spare

    def x(day: float) -> float:
        return round(min(100.0, max(0.0, (day - start) / length * 100)), 3)

    ordered = sorted(dated, key=lambda one: (one.earliest or one.latest or first, one.latest or last))
    rows = []
    for one in ordered[:MOST_ROWS]:
        left = 0.0 if one.earliest is None else x(one.earliest.toordinal())
        right = 100.0 if one.latest is None else x(one.latest.toordinal() + 1)
        width = max(_LEAST_WIDTH, right - left)
        open_ends = one.earliest is None, one.latest is None
        rows.append(EventRow(min(left, 100 - width), round(width, 3), *open_ends, one.label, one.when, one.anchor))
    day = x(published.toordinal() + 0.5) if published is not None else None
    left_out = len(ordered) - len(rows)
    return EventLine(rows, _ticks(start, length), day, left_out, len(events) - len(dated))


def _ticks(start: float, length: float) -> list[TimeTick]:
    step = next((step for step in _STEPS_DAYS if length / step <= _TICKS), length / _TICKS)
    ticks, seen = [], set()
    for number in range(int(length / step) + 1):
        day = _rounded(start + (number + 0.5 * (step < 2)) * step, step)
        x = (day.toordinal() - start) / length * 100
        if 0 <= x <= 94 and day not in seen:
            seen.add(day)
            ticks.append(TimeTick(round(x, 3), _label(day, step)))
    return ticks


def _rounded(ordinal: float, step: float) -> dt.date:
    """The day on which a tick of such steps stands: the first of a year or of a month."""
    day = dt.date.fromordinal(max(1, min(dt.date.max.toordinal(), round(ordinal))))
    if step >= 365:
        return dt.date(min(9999, day.year + (day.month > 6)), 1, 1)
    if step >= 28:
        return dt.date(day.year, day.month, 1)
    return day


def _label(day: dt.date, step: float) -> str:
    if step >= 365:
        return str(day.year)
    month = _MONTHS[day.month - 1]
    return f"{month} {day.year}" if step >= 28 else f"{day.day} {month} {day.year}"
