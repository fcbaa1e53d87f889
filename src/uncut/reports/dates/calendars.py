"""Calendar arithmetic: intervals of days, the tabular Hijri calendar, and feasts."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import NamedTuple

_HIJRI_EPOCH = 1948440
"""Julian day number of 1 Muharram 1 (civil tabular calendar)."""
_ORDINAL_OFFSET = 1721425
"""Julian day number of 0001-01-01, less `datetime.date.toordinal` of it."""
ISLAMIC_FEASTS = {
    "eid al-fitr": (10, 1, 3), "eid ul-fitr": (10, 1, 3), "eid al fitr": (10, 1, 3), "eid-al-fitr": (10, 1, 3),
    "eid al-adha": (12, 10, 4), "eid ul-adha": (12, 10, 4), "eid al adha": (12, 10, 4), "eid-al-adha": (12, 10, 4),
    "kurban bayram": (12, 10, 4), "ramadan": (9, 1, 30), "ramadhan": (9, 1, 30), "ashura": (1, 10, 1),
    "ashoura": (1, 10, 1), "mawlid": (3, 12, 1), "arbaeen": (2, 20, 1),
}  # fmt: skip
"""Feast: (Hijri month, first day, number of days)."""
FIXED_FEASTS = {
    "christmas day": (12, 25, 1), "christmas": (12, 25, 1), "christmas eve": (12, 24, 1), "new year's day": (1, 1, 1),
    "new year's eve": (12, 31, 1), "nowruz": (3, 20, 2), "newroz": (3, 20, 2), "halloween": (10, 31, 1),
    "valentine's day": (2, 14, 1), "independence day": (7, 4, 1), "veterans day": (11, 11, 1),
    "armistice day": (11, 11, 1), "boxing day": (12, 26, 1), "st patrick's day": (3, 17, 1), "epiphany": (1, 6, 1),
    "victory day": (5, 9, 1), "may day": (5, 1, 1),
}  # fmt: skip
EASTER_FEASTS = {
    "easter sunday": (0, 1), "easter": (0, 1), "good friday": (-2, 1), "palm sunday": (-7, 1), "easter monday": (1, 1),
    "ascension day": (39, 1), "pentecost": (49, 1),
}  # fmt: skip


class Interval(NamedTuple):
    """Days, both ends included; ``None`` is open."""

    earliest: dt.date | None
    latest: dt.date | None

    def widened(self, days: int) -> Interval:
        """The interval with ``days`` more at either end."""
        step = dt.timedelta(days=days)
        return Interval(self.earliest and self.earliest - step, self.latest and self.latest + step)


def day(year: int, month: int, number: int) -> Interval | None:
    """One day; ``None`` where the calendar has no such day."""
    try:
        found = dt.date(year, month, number)
    except ValueError:
        return None
    return Interval(found, found)


def month_of(year: int, month: int) -> Interval:
    """A month; months before 1 or after 12 belong to other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    year = min(max(year, 1), 9998)
    return Interval(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]))


def year_of(year: int) -> Interval:
    """A calendar year."""
    year = min(max(year, 1), 9999)
    return Interval(dt.date(year, 1, 1), dt.date(year, 12, 31))


def week_of(date: dt.date) -> Interval:
    """The ISO week (Monday to Sunday) of a day."""
    monday = date - dt.timedelta(days=date.weekday())
    return Interval(monday, monday + dt.timedelta(days=6))


def season_of(year: int, season: str) -> Interval:
    """A northern meteorological season; winter is the one that begins in ``year``."""
    first = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}[season]
    return Interval(month_of(year, first).earliest, month_of(year, first + 2).latest)


def hijri_to_date(year: int, month: int, number: int) -> dt.date:
    """A day of the tabular Islamic calendar (30-year cycle); sighting may differ by a day or two."""
    days = number + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30 + _HIJRI_EPOCH - 1
    return dt.date.fromordinal(days - _ORDINAL_OFFSET)


def easter_of(year: int) -> dt.date:
    """Western Easter Sunday (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e, g = b // 4, b % 4, (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, last = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, last + 1)


def feasts_in(name: str, year: int) -> list[Interval]:
    """The times of a feast that begin in a Gregorian year; an Islamic one may come twice."""
    if name in FIXED_FEASTS:
        month, first, length = FIXED_FEASTS[name]
        start = dt.date(year, month, first)
        return [Interval(start, start + dt.timedelta(days=length - 1))]
    if name in EASTER_FEASTS:
        offset, length = EASTER_FEASTS[name]
        start = easter_of(year) + dt.timedelta(days=offset)
        return [Interval(start, start + dt.timedelta(days=length - 1))]
    if name == "thanksgiving":
        november = dt.date(year, 11, 1)
        start = november + dt.timedelta(days=(3 - november.weekday()) % 7 + 21)
        return [Interval(start, start)]
    month, first, length = ISLAMIC_FEASTS[name]
    guess = int((year - 622) * 33 / 32)
    starts = [hijri_to_date(hijri, month, first) for hijri in range(guess - 1, guess + 3)]
    ends = dt.timedelta(days=length - 1)
    return [Interval(start - dt.timedelta(days=1), start + ends) for start in starts if start.year == year]
