"""Days without a year behind one that has it: an entry of a chronology goes on in its own year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from uncut.reports.dates.calendars import Interval
from uncut.reports.dates.expressions import TimeFound
from uncut.reports.language.analysis import Analysis
from uncut.reports.mentions.found import MentionFound

_GOES_ON_FOR: Final = dt.timedelta(days=180)
"""What an entry tells follows within half a year, mostly."""


def with_years_told(analysis: Analysis, found: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions; a day that only the publication gave a year has that of a whole date before it in its paragraph.

    "2 November 2020: Six men were abducted. They were released on 1 December", published in 2022.
    """
    told: tuple[int, Interval] | None = None
    kept: list[MentionFound] = []
    for one in sorted(found, key=lambda one: (one.start, one.end)):
        if one.time is None or one.time.interval is None:
            kept.append(one)
            continue
        paragraph = analysis.sentences[one.sentence].paragraph
        if one.time.basis.startswith("an absolute date"):
            told = paragraph, one.time.interval
        elif told is not None and told[0] == paragraph and one.time.basis.startswith("the nearest such day"):
            kept.append(replace(one, time=_in_year(one.time, told[1])))
            continue
        kept.append(one)
    return kept


def _in_year(time: TimeFound, told: Interval) -> TimeFound:
    """The same day in the year of a date told before, or the next one, if that comes soon behind it."""
    first, last = time.interval if time.interval is not None else (None, None)
    if first is None or last is None or told.latest is None or (first.month, first.day) == (2, 29):
        return time
    year = told.latest.year + (first.replace(year=told.latest.year) < told.latest)
    moved = first.replace(year=year)
    if year >= first.year or moved - told.latest > _GOES_ON_FOR or (last.month, last.day) == (2, 29):
        return time
    interval = Interval(moved, last.replace(year=last.year + year - first.year))
    return time._replace(interval=interval, basis=f"the year told before, {told.latest.year}")
