"""When a text that gives no date can have been written: bounds from what it mentions.

It is not older than the latest year or day that it names. A weekday or a feast beside a day of the month falls together
with it in few years, and "last year, in 2018" was written in one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from uncut.model.report import Published
from uncut.reports.dates.calendars import EASTER_FEASTS, ISLAMIC_FEASTS, Interval, feasts_in, month_of, year_of
from uncut.reports.dates.expressions import find_times, is_numbered
from uncut.reports.language.sentences import DATELINE, split_paragraphs
from uncut.reports.lexicon import MONTHS, WEEKDAYS

YEAR: Final = re.compile(
    r"\b(?:19[5-9]|20[0-4])\d\b(?!,\d|\.\d|%|\s(?:people|men|women|children|troops|fighters|soldiers|civilians|families|euros|dollars|metres|meters)\b)"
)
_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY: Final = re.compile(
    rf"\b(?:(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday),?\s(?:the\s)?)?"
    rf"(?:(?P<month>{_MONTHS})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month2>{_MONTHS}))\b(?!,?\s\d{{4}})"
)
_NUMBERED: Final = re.compile(r"\b(?P<year>20[0-4]\d)-(?P<month>0[1-9]|1[0-2])-[A-Z]{1,3}-\d{1,5}\b")
"""The number of a release that tells its month: "2010-07-CA-129"."""
_HEAD: Final = 1200
"""Code points."""
_HEAD_LINES: Final = 6
_MOVABLE: Final = {*ISLAMIC_FEASTS, *EASTER_FEASTS} - {"ramadan", "ramadhan"}
"""Feasts of a few days that fall on other days every year."""
_FEAST: Final = re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, _MOVABLE), key=len, reverse=True))})\b", re.I)
_RECKONED: Final = re.compile(r"\b(?P<which>last|this)\syear,?\s?(?:in\s|\()?(?P<year>(?:19|20)\d\d)\b", re.I)
_SAID_WITHIN: Final = dt.timedelta(days=60)
"""A report follows what it tells within two months, mostly."""
_YEARS_AHEAD: Final = 5
_FEAST_BEFORE: Final = dt.timedelta(days=1)
_FEAST_AFTER: Final = dt.timedelta(days=7)
"""A day that is told with a feast lies at most so long before its first day, or after its last one."""
_NEAR: Final = 800
"""Code points between a feast and a day that are told together."""
_MOST_READ: Final = 60_000


class _Clue(NamedTuple):
    interval: Interval
    reason: str


def years_in(text: str) -> list[int]:
    """The years that a text looks back on or is in; none that is ahead of it, and no number of a room or a unit."""
    found = (match for match in YEAR.finditer(text) if not is_numbered(text, match.start()))
    return [int(match.group()) for match in found if not _UNTIL.search(text, max(0, match.start() - 20), match.start())]


_UNTIL: Final = re.compile(
    r"\b(?:by|until|till|through|before|beyond)\s(?:the\send\sof\s|early\s|late\s|mid-)?\Z", re.I
)
"""Before a year that may be still to come: "until 2049"."""


def infer_publication(text: str) -> Published:
    """Bounds of the day of publication, with the reasons."""
    if number := _NUMBERED.search(text, 0, _HEAD):
        month = month_of(int(number["year"]), int(number["month"]))
        basis = f'inferred: the number "{number.group()}" tells the month'
        return Published(earliest=month.earliest, latest=month.latest, basis=basis)
    years = years_in(text)
    if not years:
        return Published(earliest=None, latest=None, basis="unknown: the text names no year")
    days = [
        time.interval.latest
        for time in find_times(text, 0, min(len(text), _MOST_READ), None)
        if time.interval
        and time.interval.latest
        and time.interval.earliest
        and time.basis.startswith("an absolute date")
    ]
    floor = max([dt.date(max(years), 1, 1), *days])
    reason = f"the latest year it names is {max(years)}"
    if days and max(days) == floor:
        reason = f"the latest day it names is {floor}"
    clue = next(_clues(text[:_MOST_READ], floor), None)
    if clue is None:
        return Published(earliest=floor, latest=None, basis=f"inferred: not before, since {reason}")
    earliest = max(floor, clue.interval.earliest or floor)
    headed = _headed(text, Interval(earliest, clue.interval.latest))
    if headed is not None:
        basis = f'inferred: {reason}; {clue.reason}; the dateline "{headed.reason}" lies then'
        return Published(earliest=headed.interval.earliest, latest=headed.interval.latest, basis=basis)
    return Published(earliest=earliest, latest=clue.interval.latest, basis=f"inferred: {reason}; {clue.reason}")


def _headed(text: str, bounds: Interval) -> _Clue | None:
    """The day of a dateline without a year, if it falls once between the bounds: "ORSA, March 3 (Gulf Wire) -"."""
    lines = split_paragraphs(text[:_HEAD])
    headed = next(filter(None, (DATELINE.match(text, line.start) for line in lines[:_HEAD_LINES])), None)
    told = _DAY.search(text, headed.start(), headed.end()) if headed is not None else None
    if told is None or bounds.earliest is None or bounds.latest is None:
        return None
    days = _days_of(told, bounds.earliest.year, lambda day: True)
    inside = [day for day in days if bounds.earliest <= day <= bounds.latest]
    return _Clue(Interval(inside[0], inside[0]), told.group()) if len(inside) == 1 else None


def _clues(text: str, floor: dt.date) -> Iterator[_Clue]:
    """What fixes the year, the surest first."""
    for match in _RECKONED.finditer(text):
        year = int(match["year"]) + (match["which"].lower() == "last")
        if year >= floor.year:
            yield _Clue(year_of(year), f'"{match.group().rstrip("(")}" is said in {year}')
    told = list(_DAY.finditer(text))
    for match in told:
        if match["weekday"] and (fitting := _days_of(match, floor.year, partial(_is_weekday, match))):
            yield _Clue(Interval(fitting[0], fitting[0] + _SAID_WITHIN), f'"{match.group()}" fits {fitting[0]}')
    for feast in _FEAST.finditer(text):
        for match in sorted(told, key=lambda one: abs(one.start() - feast.start())):
            if abs(match.start() - feast.start()) > _NEAR:
                break
            name = feast.group().lower()
            fitting = _days_of(match, floor.year, partial(_is_near, name))
            if len(fitting) == 1:
                why = f'"{match.group()}" and "{feast.group()}" fall together on {fitting[0]}'
                yield _Clue(Interval(fitting[0], fitting[0] + _SAID_WITHIN), why)


def _days_of(match: re.Match[str], floor: int, fits: Callable[[dt.date], bool]) -> list[dt.date]:
    """The days of that month and number from the year ``floor`` on, of a few years, that fit."""
    month = MONTHS[(match["month"] or match["month2"]).lower()]
    number = int(match["day"] or match["day2"])
    return [date for date in _same_day(month, number, floor) if fits(date)]


def _same_day(month: int, number: int, year: int) -> Iterator[dt.date]:
    for one in range(year, year + _YEARS_AHEAD):
        try:
            yield dt.date(one, month, number)
        except ValueError:
            continue


def _is_weekday(match: re.Match[str], date: dt.date) -> bool:
    return date.weekday() == WEEKDAYS[match["weekday"].lower()]


def _is_near(feast: str, date: dt.date) -> bool:
    return any(
        one.earliest - _FEAST_BEFORE <= date <= one.latest + _FEAST_AFTER
        for one in feasts_in(feast, date.year)
        if one.earliest and one.latest
    )
