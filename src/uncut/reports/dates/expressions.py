# ruff: noqa: E501  patterns and word lists stay on one line each
# ruff: noqa: PLR0911  numbered cascades read straight down
"""Finds temporal expressions of English text and gives them intervals against the publication date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from typing import NamedTuple

from uncut.reports.dates.calendars import (
    EASTER_FEASTS,
    FIXED_FEASTS,
    ISLAMIC_FEASTS,
    Interval,
    day,
    feasts_in,
    month_of,
    season_of,
    week_of,
    year_of,
)  # fmt: skip
from uncut.reports.lexicon import MONTHS, NUMBER_WORDS, WEEKDAYS


class TimeFound(NamedTuple):
    """A temporal expression, and what it names."""

    start: int
    end: int
    interval: Interval | None
    """``None`` where it cannot be told, as for "recently", or for "June" without any anchor."""
    basis: str


_MONTH = r"(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.|(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b)"
_MONTH_LONG = r"(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
_WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?(?:\b\.?)"
_WEEKDAY_LONG = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?:1[6-9]|20)\d\d"
_NUMBER = r"(?:\d{1,3}(?:\.\d)?|a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|twenty|thirty|several|a\ few|a\ couple\ of|a\ dozen|some)"
_UNIT = r"(?:minute|hour|day|week|weekend|month|year|decade|century|centurie|night)"
_PART = r"(?i:(?:early|late|mid)[-\ ]|the\ (?:beginning|start|end|middle)\ of\ |(?:earlier|later)\ (?:in\ )?)"
_TAIL = r"(?:\ (?:morning|afternoon|evening|night))?"
_FEAST = "|".join(
    re.escape(name).replace(r"\ ", r"[\s-]").replace("'", "['’]")
    for name in sorted({*ISLAMIC_FEASTS, *FIXED_FEASTS, *EASTER_FEASTS, "thanksgiving"}, key=len, reverse=True)
    if name not in {"epiphany", "ascension day"}
)
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"\b(?P<iy>(?:19|20)\d\d)-(?P<im>0[1-9]|1[0-2])-(?P<id>[0-3]\d)\b"),
    ("slash", r"\b(?P<s1>\d{1,2})(?P<sep>[/.-])(?P<s2>\d{1,2})(?P=sep)(?P<s3>(?:19|20)\d\d)\b"),
    ("md_range", rf"\b(?P<rm>{_MONTH})\s(?P<rd1>{_DAY})\s?(?:-|–|to|and)\s?(?P<rd2>{_DAY})\b(?:,?\s(?P<ry>{_YEAR})\b)?"),
    ("dm_range", rf"\b(?P<qd1>{_DAY})\s?(?:-|–|to|and)\s?(?P<qd2>{_DAY})\s(?P<qm>{_MONTH})(?:,?\s(?P<qy>{_YEAR})\b)?"),
    ("md", rf"\b(?:(?P<wd1>{_WEEKDAY}),?\s)?(?:the\s)?(?P<m1>{_MONTH})\s(?P<d1>{_DAY})\b(?!\s?%)(?:,?\s(?P<y1>{_YEAR})\b)?"),
    ("dm", rf"\b(?:(?P<wd2>{_WEEKDAY}),?\s)?(?:the\s)?(?P<d2>{_DAY})\s(?:of\s)?(?P<m2>{_MONTH})(?:,?\s(?P<y2>{_YEAR})\b)?"),
    ("my", rf"(?:\b(?P<p3>{_PART}))?\b(?P<m3>{_MONTH}),?\s(?:of\s)?(?P<y3>{_YEAR})\b"),
    ("feast", rf"\b(?P<f1>(?i:{_FEAST}))\b(?:\s(?:Day|Eve)\b)?(?:[\s,]+(?P<y4>{_YEAR})\b)?"),
    ("season", rf"(?:\b(?P<r5>last|this|next|the|early|late)\s)?\b(?P<s5>spring|summer|autumn|fall|winter)\b(?:\s(?:of\s)?(?P<y5>{_YEAR})\b)?"),
    ("since", rf"\b(?P<x6>[Ss]ince|[Uu]ntil|[Bb]y)\s(?P<y6>{_YEAR})\b(?!,\d|\s(?:people|men|troops|fighters))"),
    ("year_range", rf"\b(?P<y7>{_YEAR})\s?(?:-|–|to)\s?(?P<z7>{_YEAR}|\d\d)\b(?!-[A-Z\d])"),
    ("decade", r"\b(?:the\s)?(?P<p8>(?:early|late|mid)[-\s])?(?P<y8>(?:1[6-9]|20)\d0)s\b"),
    ("quarter", rf"\b(?:the\s)?(?P<q9>first|second|third|fourth)[\s-](?:fiscal\s)?(?P<k9>quarter|half)(?:\sof\s(?:the\s)?(?P<y9>{_YEAR}|year|last\syear|this\syear))?"),
    ("part_rel", rf"\b(?P<p10>{_PART})(?:(?P<r10>this|last|next)\s(?P<u10>week|month|year|decade)|(?P<m10>{_MONTH_LONG})|(?P<y10>{_YEAR}))\b"),
    ("part_day", rf"\b(?P<p11>(?i:(?:early|late|earlier|later)\s(?:on\s)?|this\s|last\s|next\s|the\s(?:following|previous|next)\s))?(?P<w11>{_WEEKDAY_LONG}){_TAIL}\b"),
    ("rel", rf"\b(?P<r12>(?i:last|past|this|next|previous|coming|following|the\s(?:past|last|next|previous|following|coming)|(?:earlier|later)\sthis|that|the\ssame))\s(?P<u12>day|weekend|week|month|year|decade|century|night|quarter|morning|afternoon|evening|(?P<m12>{_MONTH_LONG}))\b"),
    ("span", rf"\b(?P<r13>(?i:(?:the\s)?(?:past|last|next|previous|coming|first)))\s(?P<n13>(?i:{_NUMBER}))(?:-plus)?(?:\s|-)(?P<u13>{_UNIT})s?\b"),
    ("ago", rf"\b(?:(?:more|less)\sthan\s|about\s|almost\s|nearly\s|over\s|around\s)?(?P<n14>(?i:{_NUMBER}))\s(?:and\sa\shalf\s)?(?P<u14>{_UNIT})s?\s(?P<a14>ago|earlier|before|later|from\snow)\b"),
    ("named", r"\b(?P<n15>[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Oo]vernight|the\sday\sbefore\syesterday|the\sday\safter\stomorrow)(?:['’]s\b)?(?:\s(?:morning|afternoon|evening|night)\b)?"),
    ("clock", r"\b(?:at\s)?(?P<c16>\d{1,2}(?::\d\d|\.\d\d)?\s?(?:a\.m\.|p\.m\.|am\b|pm\b|GMT\b|UTC\b)|\d{1,2}:\d\d\b|[01]\d[0-5]\dZ?\shours)(?:\s?(?:local\stime|GMT|UTC|EST|EDT|PST))?"),
    ("month", rf"(?:\b(?P<r17>(?i:last|this|next|in|since|until|from|by|of|during|and|to|for|through|late|early|mid|between|,))[\s-])(?P<m17>{_MONTH_LONG})\b(?![\s-](?:be|have|not|\d))"),
    ("year", rf"\b(?P<y18>{_YEAR})\b(?!,\d|\.\d|%|\s(?:people|men|women|children|families|houses|homes|troops|fighters|soldiers|kilomet|metres|meters|miles|euros|dollars|civilians|cases|killed|were|had))"),
    ("vague", rf"\b(?P<v19>(?i:(?:in\s)?recent\s(?:days|weeks|months|years)|recently|(?:in\s)?the\s(?:past|future)(?!\s[\w-]+\s(?:{_UNIT})s?\b)|(?:at\s)?the\s(?:same\stime|moment|time)|currently|the\s(?:morning|afternoon|evening|night|day)|(?:in\s)?the\searly\shours|the\slast\sfew\s(?:days|weeks|months|years)|these\sdays|later\sin\sthe\sday|daily|weekly|monthly|annually|(?:every|each)\s(?:day|week|month|year)|for\s(?:years|months|weeks|decades|days|hours)|decades|midnight|noon|dawn|dusk))\b"),
)  # fmt: skip
_RANGE_ENDS = re.compile(
    rf"\s?(?:to|and|until|till|through|-|–|—)\s?(?:the\s)?(?:early\s|late\s|mid-)?(?:{_DAY}\s(?:of\s)?)?(?P<month>{_MONTH})(?:\s{_DAY})?,?\s(?P<year>{_YEAR})\b"
)
"""Behind the first end of a range, its second end with the year of both: "from May | to October 2022"."""
_OF_RANGE = "the year that the range ends with"
_EXPRESSION = re.compile("|".join(f"(?P<{name}_>{pattern})" for name, pattern in _PATTERNS))
_TRIGGER = re.compile(
    r"\d|(?i:day|week|month|year|decade|centur|hour|minute|morning|evening|noon|night|today|tomorrow|spring|summer|autumn"
    r"|winter|fall|recent|current|past|future|time|moment|dawn|dusk|daily|annual|quarter|half|eve\b|eid|bayram|ramad|ash|mawlid"
    r"|arbaeen|christmas|nowruz|newroz|halloween|easter|pentecost|thanksgiving|January|February|March|April|June|July"
    r"|August|September|October|November|December|\bMay\b|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b)"
)
"""Every expression holds one of these; most sentences hold none."""
_NARROW = dt.timedelta(days=366)
"""Bounds of the publication that lie further apart say nothing of a relative time."""
_COUNTS = {"a": 1, "an": 1, "a couple of": 2, "a dozen": 12}


def find_times(
    text: str, start: int, end: int, anchor: Interval | None, context: Interval | None = None
) -> list[TimeFound]:
    """Temporal expressions of ``text[start:end]``, in order, with intervals against ``anchor``.

    ``anchor`` is when the text was published, ``context`` the last absolute time told before. Linear in the
    length: every pattern is bounded.
    """
    found: list[TimeFound] = []
    if not _TRIGGER.search(text, start, end):
        return found
    for match in _EXPRESSION.finditer(text, start, end):
        name = (match.lastgroup or "")[:-1]
        name = next(key for key, _ in _PATTERNS if match.group(f"{key}_") is not None)
        if name == "year" and is_numbered(text, match.start()):
            continue
        resolver = _Resolver(match, anchor, context, text)
        interval, basis = resolver.resolve(name)
        if interval is None and anchor is not None:
            interval, basis = _between(match, anchor, context, text, name) or (interval, basis)
        first, last = _trimmed(match, name)
        found.append(TimeFound(first, last, interval, basis))
        if interval is not None and name in {"iso", "slash", "md", "dm", "my", "year"}:
            context = interval
    return found


def is_numbered(text: str, at: int) -> bool:
    """Whether a number at a place numbers or counts something, and is no year: "Room 2019", "a total of 2034"."""
    return _NUMBERS_THINGS.search(text, max(0, at - _NUMBERED_WITHIN), at) is not None


_NUMBERED_WITHIN = 24
"""Code points before a number."""
_NUMBERS_THINGS = re.compile(
    r"(?:\b(?:rooms?|flights?|units?|groups?|resolutions?|bus|box|route|highway|road|numbers?|no\.?|nos\.|nr\.?|sections?|articles?|paragraphs?|chapter|pages?"
    r"|cases?|buildings?|house|block|apartment|channel|model|plate|decree|directive|regulation|docket|document|battalion|brigade|regiment|division|squadron"
    r"|squad|cell|checkpoint|gate|hill|height|point|code|id|version|iso|extension|ref(?:erence)?|serial|patrol|detachment|company|platoon|site)\s"
    r"|[#№]\s?|\b(?:total\sof|at\sleast|(?:more|less|fewer)\sthan|nearly|some)\s)\Z",
    re.I,
)


def _between(
    match: re.Match[str], anchor: Interval, context: Interval | None, text: str, name: str
) -> tuple[Interval, str] | None:
    """Against a publication of which only bounds are known: from what one bound gives to what the other gives."""
    first, last = anchor
    if first is None or last is None or first == last or last - first > _NARROW:
        return None
    early, late = (_Resolver(match, Interval(end, end), context, text).resolve(name)[0] for end in (first, last))
    if early is None or late is None or early.earliest is None or late.latest is None:
        return None
    return Interval(early.earliest, late.latest), f"relative to a publication between {first} and {last}"


def _trimmed(match: re.Match[str], name: str) -> tuple[int, int]:
    start, end = match.span()
    if name == "month":
        lead = match.group("r17")
        start = match.start("m17") if lead.lower() not in {"last", "this", "next", "late", "early", "mid"} else start
    if name == "since":
        start = match.start("y6")
    if name == "clock" and match.group().startswith("at "):
        start = match.start("c16")
    if name == "vague" and match.group().startswith(("in ", "at ", "for ")):
        start += match.group().index(" ") + 1
    if name == "named" and match.group()[-2:] in {"'s", "’s"}:
        end -= 2
    return start, end


class _Resolver:
    """What one matched expression names."""

    def __init__(self, match: re.Match[str], anchor: Interval | None, context: Interval | None, text: str) -> None:
        self._m = match
        self._anchor = anchor
        self._context = context
        self._text = text
        self._today = anchor.latest if anchor and anchor.latest and anchor.earliest == anchor.latest else None

    def resolve(self, name: str) -> tuple[Interval | None, str]:
        methods: dict[str, Callable[[], tuple[Interval | None, str]]] = {
            "iso": self._iso, "slash": self._slash, "md_range": self._md_range, "dm_range": self._dm_range,
            "md": lambda: self._month_day("m1", "d1", "y1", "wd1"), "dm": lambda: self._month_day("m2", "d2", "y2", "wd2"),
            "my": self._month_year, "feast": self._feast, "season": self._season, "since": self._since,
            "year_range": self._year_range, "decade": self._decade, "quarter": self._quarter, "part_rel": self._part_rel,
            "part_day": self._weekday, "rel": self._relative, "span": self._span, "ago": self._ago, "named": self._named,
            "clock": lambda: (None, "a time of day"),
            "month": self._month, "year": lambda: (year_of(int(self._m["y18"])), "a year"),
            "vague": lambda: (None, "names no definite time"),
        }  # fmt: skip
        try:
            return methods[name]()
        except (ValueError, OverflowError):
            return None, "not a day of the calendar"

    def _iso(self) -> tuple[Interval | None, str]:
        return day(int(self._m["iy"]), int(self._m["im"]), int(self._m["id"])), "an absolute date"

    def _slash(self) -> tuple[Interval | None, str]:
        first, second, year = int(self._m["s1"]), int(self._m["s2"]), int(self._m["s3"])
        if first > 12 >= second:
            return day(year, second, first), "an absolute date, day first"
        if second > 12 >= first:
            return day(year, first, second), "an absolute date, month first"
        if self._m["sep"] == "." and (european := day(year, second, first)) is not None:
            return european, "an absolute date, day first as with points"
        one, other = day(year, second, first), day(year, first, second)
        if one is None or other is None:
            return None, "not a day of the calendar"
        ends = sorted(value for value in (one.earliest, other.earliest) if value)
        return Interval(ends[0], ends[-1]), "day and month cannot be told apart"

    def _day_number(self, group: str) -> int:
        return int(re.match(r"\d+", self._m[group]).group())  # type: ignore[union-attr]

    def _month_number(self, group: str) -> int:
        return MONTHS[self._m[group].rstrip(".").lower()]

    def _place_year(self, month: int, number: int, year_group: str) -> tuple[int | None, str]:
        if self._m[year_group]:
            return int(self._m[year_group]), "an absolute date"
        return self._nearest_year(month, number)

    def _year_of_range(self, month: int) -> int | None:
        """The year of a range's first end, where only its second end has one: "from May to October 2022"."""
        behind = _RANGE_ENDS.match(self._text, self._m.end())
        if behind is None:
            return None
        until = MONTHS[behind["month"].rstrip(".").lower()]
        return int(behind["year"]) - (until < month)

    def _nearest_year(self, month: int, number: int) -> tuple[int | None, str]:
        """The year in which a day lies nearest before the publication, or, told of the future, after it."""
        if (year := self._year_of_range(month)) is not None:
            return year, _OF_RANGE
        if self._today is None:
            if self._context and self._context.earliest:
                return self._context.earliest.year, f"the year told before, {self._context.earliest.year}"
            if self._anchor and self._anchor.latest:
                return self._anchor.latest.year, f"within the year of publication, {self._anchor.latest.year}"
            return None, "a day without a year, in a text without a date"
        year = self._today.year
        this = day(year, month, min(number, 28))
        assert this is not None and this.earliest is not None
        gap = (this.earliest - self._today).days
        if gap > 45 and not self._is_future():
            year -= 1
        elif gap < -200 and self._is_future():
            year += 1
        return year, f"the nearest such day to the publication on {self._today}"

    def _is_future(self) -> bool:
        before = self._text[max(0, self._m.start() - 90) : self._m.start()].lower()
        return bool(
            re.search(
                r"\b(?:will|shall|would|plans?|planned|scheduled|expected|due|until|next|upcoming|to be)\b", before
            )
        )

    def _is_past(self) -> bool:
        around = self._text[max(0, self._m.start() - 90) : self._m.start()].lower()
        return bool(re.search(r"\b(?:was|were|had|said|killed|[a-z]{3,}ed)\b", around))

    def _month_day(self, m: str, d: str, y: str, wd: str) -> tuple[Interval | None, str]:
        month, number = self._month_number(m), self._day_number(d)
        year, basis = self._place_year(month, number, y)
        if year is not None:
            found = day(year, month, number)
            return found, basis if found else "not a day of the calendar"
        return None, basis

    def _md_range(self) -> tuple[Interval | None, str]:
        return self._range("rm", "rd1", "rd2", "ry")

    def _dm_range(self) -> tuple[Interval | None, str]:
        return self._range("qm", "qd1", "qd2", "qy")

    def _range(self, m: str, d1: str, d2: str, y: str) -> tuple[Interval | None, str]:
        month = self._month_number(m)
        first, last = self._day_number(d1), self._day_number(d2)
        year, basis = self._place_year(month, first, y)
        if year is None:
            return None, basis
        one, other = day(year, month, first), day(year, month, last)
        if one is None or other is None or last < first:
            return None, "not a range of days"
        return Interval(one.earliest, other.latest), basis

    def _month_year(self) -> tuple[Interval | None, str]:
        whole = month_of(int(self._m["y3"]), self._month_number("m3"))
        return whole, "a month of a year"

    def _month(self) -> tuple[Interval | None, str]:
        month, lead = self._month_number("m17"), self._m["r17"].lower()
        return self._bare_month(month, lead)

    def _bare_month(self, month: int, lead: str) -> tuple[Interval | None, str]:
        if (told := self._year_of_range(month)) is not None:
            return month_of(told, month), _OF_RANGE
        anchor = self._today or (self._anchor.latest if self._anchor else None)
        if anchor is None:
            if self._context and self._context.earliest:
                return month_of(self._context.earliest.year, month), "the year told before"
            return None, "a month without a year, in a text without a date"
        year = anchor.year
        if lead == "last":
            year -= month >= anchor.month
        elif lead == "next" or (month < anchor.month and self._is_future() and not self._is_past()):
            year += month <= anchor.month
        elif month > anchor.month + 1 and not self._is_future():
            year -= 1
        return month_of(year, month), f"the nearest such month to the publication in {anchor:%Y-%m}"

    def _feast(self) -> tuple[Interval | None, str]:
        name = re.sub(r"[\s-]+", " ", self._m["f1"].lower().replace("’", "'"))
        name = next(
            (known for known in (name, name.replace("al ", "al-"), name.replace("ul ", "ul-")) if _is_feast(known)), ""
        )
        if not name:
            return None, "a feast"
        islamic = name in ISLAMIC_FEASTS
        note = " by the tabular Hijri calendar; the sighting may differ by a day or two" if islamic else ""
        if self._m["y4"]:
            times = feasts_in(name, int(self._m["y4"]))
            return (times[0] if times else None), "the feast in that year" + note
        anchor = self._today or (self._anchor.latest if self._anchor else None)
        if anchor is None:
            return None, "a feast, in a text without a date"
        times = [time for year in (anchor.year - 1, anchor.year, anchor.year + 1) for time in feasts_in(name, year)]
        past = [time for time in times if time.earliest and time.earliest <= anchor + dt.timedelta(days=3)]
        return (past[-1] if past else None), f"the last such feast before the publication on {anchor}" + note

    def _season(self) -> tuple[Interval | None, str]:
        season = self._m["s5"]
        if self._m["y5"]:
            return season_of(int(self._m["y5"]), season), "a season of a year"
        lead = self._m["r5"]
        if (
            lead is None
            or self._today is None
            or lead in {"the", "early", "late"}
            or (season in {"spring", "fall"} and lead == "the")
        ):
            return None, "a season without a year"
        year = self._today.year
        current = season_of(year, season)
        if (lead == "last" and current.earliest and current.earliest > self._today) or (
            lead == "last" and current.latest and current.latest >= self._today
        ):
            year -= 1
        elif lead == "next" and current.earliest and current.earliest <= self._today:
            year += 1
        return season_of(year, season), f"relative to the publication on {self._today}"

    def _since(self) -> tuple[Interval | None, str]:
        return year_of(int(self._m["y6"])), "a year"

    def _year_range(self) -> tuple[Interval | None, str]:
        first, tail = int(self._m["y7"]), self._m["z7"]
        last = int(tail) if len(tail) == 4 else first - first % 100 + int(tail)
        if last < first:
            return None, "not a range of years"
        return Interval(year_of(first).earliest, year_of(last).latest), "a range of years"

    def _decade(self) -> tuple[Interval | None, str]:
        first = int(self._m["y8"])
        return Interval(year_of(first).earliest, year_of(first + 9).latest), "a decade"

    def _quarter(self) -> tuple[Interval | None, str]:
        told, size = self._m["y9"], 3 if self._m["k9"] == "quarter" else 6
        number = ("first", "second", "third", "fourth").index(self._m["q9"])
        if told and told.isdigit():
            year = int(told)
        elif self._today is not None and told:
            year = self._today.year - (told == "last year")
        elif self._today is not None and size == 3:
            year = self._today.year - (number * 3 + 1 > self._today.month)
        else:
            return None, "part of a year that is not told"
        if number * size >= 12:
            return None, "not a part of the year"
        return Interval(
            month_of(year, number * size + 1).earliest, month_of(year, number * size + size).latest
        ), "part of a year"

    def _part_rel(self) -> tuple[Interval | None, str]:
        part = self._m["p10"].lower()
        if self._m["y10"]:
            return year_of(int(self._m["y10"])), "part of a year"
        if self._m["m10"]:
            return self._bare_month(self._month_number("m10"), part)
        whole, basis = self._unit(self._m["r10"].lower(), self._m["u10"])
        return whole, basis

    def _weekday(self) -> tuple[Interval | None, str]:
        if self._today is None:
            return None, "a weekday, in a text without a date"
        wanted = WEEKDAYS[self._m["w11"].lower()]
        lead = (self._m["p11"] or "").lower().strip()
        back = (self._today.weekday() - wanted) % 7
        if lead in {"next", "the next", "the following"} or (self._is_coming() and lead != "last"):
            ahead = (wanted - self._today.weekday()) % 7 or 7
            found = self._today + dt.timedelta(days=ahead)
            return Interval(found, found), f"the first such day after the publication on {self._today}"
        if lead == "last" and back == 0:
            back = 7
        found = self._today - dt.timedelta(days=back)
        return Interval(found, found), f"the last such day before the publication on {self._today}"

    def _is_coming(self) -> bool:
        before = self._text[max(0, self._m.start() - 60) : self._m.start()].lower()
        clause = re.split(r"[.;!?]", before)[-1]
        return bool(
            re.search(
                r"\b(?:will|shall|is to|are to|scheduled|is expected|are expected|due(?!\sto\s(?:the|an?|its|their)\b)|is set|are set)\b"
                r"|\b(?:by|until)\s(?:the\s|next\s)?\Z",  # "by Saturday", and not "killed by gunmen on Saturday"
                clause,
            )
        )

    def _relative(self) -> tuple[Interval | None, str]:
        lead = self._m["r12"].lower().replace("the ", "")
        if self._m["m12"]:
            if lead in {"last", "this", "next"}:
                return self._bare_month(MONTHS[self._m["m12"].rstrip(".").lower()], lead)
            return None, "a month that only its neighbourhood tells"
        if lead in {"that", "same", "following", "previous"}:
            return None, "relative to another event in the text"
        lead = lead.replace("earlier this", "this").replace("later this", "this")
        return self._unit(lead, self._m["u12"])

    def _unit(self, lead: str, unit: str) -> tuple[Interval | None, str]:
        if self._today is None:
            return None, f"relative to a publication date that is not known ({lead} {unit})"
        today = self._today
        step = {"last": -1, "past": -1, "previous": -1, "this": 0, "next": 1, "coming": 1, "following": 1}.get(lead, 0)
        basis = f"relative to the publication on {today}"
        if unit in {"day", "night", "morning", "afternoon", "evening"}:
            return self._anchored_day(-1 if unit == "night" and step < 0 else step), basis
        if unit == "week":
            return week_of(today + dt.timedelta(days=7 * step)), basis
        if unit == "weekend":
            monday = week_of(today + dt.timedelta(days=7 * step)).earliest
            assert monday is not None
            return Interval(monday + dt.timedelta(days=5), monday + dt.timedelta(days=6)), basis
        if unit == "month":
            return month_of(today.year, today.month + step), basis
        if unit == "quarter":
            first = (today.month - 1) // 3 * 3 + 1 + 3 * step
            return Interval(month_of(today.year, first).earliest, month_of(today.year, first + 2).latest), basis
        if unit == "year":
            return year_of(today.year + step), basis
        if unit == "decade":
            first = today.year // 10 * 10 + 10 * step
            return Interval(year_of(first).earliest, year_of(first + 9).latest), basis
        return None, basis

    def _anchored_day(self, step: int) -> Interval | None:
        if self._today is None:
            return None
        found = self._today + dt.timedelta(days=step)
        return Interval(found, found)

    def _count(self, group: str) -> float | None:
        words = re.sub(r"\s+", " ", self._m[group].lower())
        if words[0].isdigit():
            return float(words)
        return _COUNTS.get(words, NUMBER_WORDS.get(words))

    def _span(self) -> tuple[Interval | None, str]:
        count, unit, lead = self._count("n13"), self._m["u13"], self._m["r13"].lower()
        if self._today is None or count is None or "first" in lead or unit in {"minute", "hour"}:
            return None, "a length of time"
        days = {"day": 1, "night": 1, "week": 7, "weekend": 7, "month": 30.44, "year": 365.25, "decade": 3652.5}.get(
            unit, 36525
        )
        step = dt.timedelta(days=round(days * count))
        if "next" in lead or "coming" in lead:
            return Interval(self._today, self._today + step), f"counted from the publication on {self._today}"
        return Interval(self._today - step, self._today), f"counted back from the publication on {self._today}"

    def _ago(self) -> tuple[Interval | None, str]:
        count, unit = self._count("n14"), self._m["u14"]
        if (
            self._m["a14"] not in {"ago", "from now"}
            or self._today is None
            or count is None
            or unit in {"minute", "hour"}
        ):
            return None, "relative to another event in the text" if self._m["a14"] not in {
                "ago"
            } else "cannot be counted"
        sign = -1 if self._m["a14"] == "ago" else 1
        basis = f"counted from the publication on {self._today}"
        whole = round(count) * sign
        if unit in {"day", "night"}:
            return self._anchored_day(whole), basis
        if unit in {"week", "weekend"}:
            return week_of(self._today + dt.timedelta(days=7 * whole)), basis
        if unit == "month":
            return month_of(self._today.year, self._today.month + whole), basis
        years = whole * {"year": 1, "decade": 10}.get(unit, 100)
        return year_of(self._today.year + years), basis

    def _named(self) -> tuple[Interval | None, str]:
        if self._today is None:
            return None, "relative to a publication date that is not known"
        word = self._m["n15"].lower()
        step = {
            "yesterday": -1,
            "overnight": -1,
            "tomorrow": 1,
            "the day before yesterday": -2,
            "the day after tomorrow": 2,
        }.get(word, 0)
        return self._anchored_day(step), f"relative to the publication on {self._today}"


def _is_feast(name: str) -> bool:
    return name in ISLAMIC_FEASTS or name in FIXED_FEASTS or name in EASTER_FEASTS or name == "thanksgiving"
