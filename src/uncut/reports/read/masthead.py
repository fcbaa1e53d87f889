"""The lines at the head of a plain text that name its outlet: "Orsa Voice | Weekly brief | 8 June 2024"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from uncut.reports.dates.calendars import Interval
from uncut.reports.dates.expressions import find_times
from uncut.reports.language.heads import is_byline, is_day_line, is_head_line
from uncut.reports.language.sentences import DATELINE, Span

OUTLET_WORDS: Final = frozenset(
    """wire news times post press herald tribune today agency tv radio daily weekly journal gazette observer guardian
    mirror telegraph broadcasting network media magazine review monitor chronicle bulletin independent standard front
    report reporter newspaper report network online insider files observatory watch broadcaster channel television
    correspondent dispatch star sun globe courier examiner inquirer sentinel mail express""".split()
)
_BODIES: Final = frozenset(
    "digest brief briefing voice center centre ministry command check desk office committee service".split()
)
"""Further words that open or close the name of who publishes."""
_MOST_WORDS: Final = 8
_LONGEST_LINE: Final = 300
"""Code points of a line that holds nothing but a day and a name."""
_SMALL: Final = frozenset("of the for and on in at to de al el la du".split())
_BEHIND: Final = re.compile(r"\s*[|·•]\s|\s+\([a-z][\w\s-]{2,20}\)\s*$")
"""What parts an outlet's name from the rest of its line: "Orsa Voice | Weekly brief", "Orsa Today (blog)"."""
_DASHED: Final = re.compile(r"(?P<name>[^–—|\n]{4,50}?)\s[–—-]\s(?=\S)")
""" "RADIO ORSA – MIDDAY PROGRAMME"."""
_BAR: Final = re.compile(r"\s*[|·•]\s*")
_DAY_AND_NAME: Final = 2
_NAME_THEN_DAY: Final = re.compile(r"(?P<name>[^,|\n]{3,60}),\s(?:[A-Z][^,|\n]{2,25},\s)?(?P<day>[^|\n]{6,40})")
"""With the town between them, or without: "Orsa Relief, Dren, 5 July 2019"."""
_ACTS: Final = (
    r"\s(?:said|says|interviewed|reviewed|found|documented|verified|spoke|contacted|asked|investigated|monitored|recorded"
    r"|condemns|calls|urges|welcomes|deplores|strongly|is\s(?:concerned|alarmed|appalled|shocked))\b"
)
"""What a publisher says in its own report that it does."""
_SERIES: Final = re.compile(
    r"(?P<name>[A-Z][\w&.-]*(?:\s(?:of\s|for\s)?[A-Z][\w&.-]*){0,4}?)\s(?:Flash\sUpdate|Situation\s(?:Report|Update|Brief)|Sit[Rr]ep"
    r"|Humanitarian\s(?:Update|Bulletin)|(?:Daily|Weekly|Monthly|Field|Emergency)\s(?:Update|Report|Bulletin))\b\s*(?:#|No\.?|Number)?\s*\d*"
)
""" "OCHA Flash Update #7 - Orsa": a series carries the name of who issues it."""
_RELEASED: Final = re.compile(r"\b(?:press (?:release|statement)|statement|posted|published)\b", re.I)
_AGENCY: Final = re.compile(r"\((?P<name>[A-Z][^()\n]{1,30})\)")
_BY: Final = re.compile(r"^published\b.{0,40}?\bby\s(?P<name>(?:[A-Z][\w'’.-]*\s?){2,6})$", re.I)
_PRODUCED: Final = re.compile(
    r"\bThis (?:report|document|update|bulletin|brief|newsletter) (?:is|was|has been) (?:jointly )?"
    r"(?:produced|issued|prepared|compiled|published) by (?:the )?(?P<name>[A-Z][\w’'-]*"
    r"(?: (?:for|of|the|and|on)(?= [A-Z])| [A-Z][\w’'-]*){0,7})"
)
_LINES: Final = 4


def find_masthead(text: str, lines: Sequence[Span]) -> Span | None:
    """The name of the outlet on the first line, where the line right below it, or its own rest, tells the day.

    Else the name beside the day on a line below a title: "3 May 2023 | Orsa Monitor".
    """
    return (
        _on_first_line(text, lines)
        or _of_series(text, lines)
        or _above_day(text, lines)
        or _of_release(text, lines)
        or _by_initials(text, lines)
        or _above_title(text, lines)
        or next(filter(None, (dated_name(text, line) for line in lines[:_LINES])), None)
    )


def _above_day(text: str, lines: Sequence[Span]) -> Span | None:
    """A name below the title, with the day on the next line, that the text names again: who writes of himself."""
    for line, following in pairwise(lines[1:_LINES]):
        name = text[line.start : line.end].strip()
        if dated_name(text, following) is not None:
            continue  # a writer, above "Orsa Courier | 14 March 2023"
        is_outlet = name in text[following.end :] or bool(set(name.lower().split()[-1:]) & OUTLET_WORDS)
        is_dated = is_head_line(below := text[following.start : following.end]) and not is_byline(below)
        is_outlet = is_outlet or bool(set(name.lower().split()[-1:]) & _BODIES) or name.startswith("The ")
        if _is_name(name) and is_dated and is_outlet:
            return Span(line.start, line.start + len(name))
    return None


def _of_release(text: str, lines: Sequence[Span]) -> Span | None:
    """Who issues a statement, below the line that says that it is one, with the day on the line below."""
    for label, line, following in zip(lines[:2], lines[1:3], lines[2:4], strict=False):
        name = text[line.start : line.end].split(",", maxsplit=1)[0].rstrip()
        is_release = _RELEASE.fullmatch(text[label.start : label.end].strip()) is not None
        if is_release and _is_name(name) and _tells_day(text[following.start : following.end]):
            return Span(line.start, line.start + len(name))
    return None


_RELEASE: Final = re.compile(
    r"(?:for\simmediate\srelease|press\s(?:release|statement)|media\s(?:statement|advisory|release)|(?:official\s)?(?:statement|communiqu[eé]))\W*",
    re.I,
)


def _by_initials(text: str, lines: Sequence[Span]) -> Span | None:
    """A name that fills the first line, whose initials do in the text what who reports does: "SOHR monitored"."""
    name = text[lines[0].start : lines[0].end].strip() if len(lines) > 1 else ""
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    if not _is_name(name) or len(initials) < _FEWEST_INITIALS:
        return None
    acts = re.search(rf"\b{initials}{_ACTS}", text[lines[0].end :])
    return Span(lines[0].start, lines[0].start + len(name)) if acts is not None else None


_FEWEST_INITIALS: Final = 3


def _above_title(text: str, lines: Sequence[Span]) -> Span | None:
    """A name that fills the first line above a title, which the text tells to have asked, found or been told.

    Or that ends as those of outlets do, with the day among the lines below.
    """
    name = text[lines[0].start : lines[0].end].strip() if len(lines) > 1 else ""
    if not name or not _is_name(name):
        return None
    below = text[lines[0].end :]
    told = re.search(
        rf"\b(?:told|tells|(?:spoke|speaking|talked|talking)\s(?:to|with)|interview\swith)\s{re.escape(name)}\b|\b{re.escape(name)}{_ACTS}",
        below,
    )
    is_dated = any(is_head_line(text[line.start : line.end]) for line in lines[1:_LINES])
    is_outlet = name.lower().split()[-1] in OUTLET_WORDS and is_dated
    return Span(lines[0].start, lines[0].start + len(name)) if told is not None or is_outlet else None


def _of_series(text: str, lines: Sequence[Span]) -> Span | None:
    """Who issues a series of reports, by the line at the head: "OCHA Flash Update #7"."""
    series = _SERIES.match(text, lines[0].start, lines[0].end) if lines else None
    return Span(*series.span("name")) if series is not None else None


def dated_name(text: str, line: Span) -> Span | None:
    """The name on a line that holds nothing but a day and a name: "3 May 2023 | Orsa Monitor".

    Behind a comma it is one where it ends as those of outlets do, or goes on to do what who reports does.
    """
    if line.end - line.start > _LONGEST_LINE:
        return None
    listed = _NAME_THEN_DAY.fullmatch(text[line.start : line.end].strip())
    if listed is not None and is_day_line(listed["day"]) and _is_name(listed["name"]):
        name = listed["name"]
        acts = re.search(re.escape(name) + _ACTS, text[line.end :]) is not None
        start = text.find(name, line.start)
        return Span(start, start + len(name)) if acts or name.lower().split()[-1] in OUTLET_WORDS else None
    parts = [part for part in _BAR.split(text[line.start : line.end]) if not is_byline(part)]
    named = [part.strip() for part in parts if not is_day_line(part)]
    outlets = [one for one in named if _is_name(one) and one.lower().split()[-1] in OUTLET_WORDS]
    if len(named) > 1 and len(outlets) == 1 and len(parts) == len(named) + 1 == _DAY_AND_NAME + 1:
        start = text.find(outlets[0], line.start)
        return Span(start, start + len(outlets[0]))  # "25 April 2024 | Orsa Watch | Dren"
    if len(parts) != _DAY_AND_NAME or len(named) != 1 or not _is_name(named[0]):
        return None
    start = text.find(named[0], line.start)
    return Span(start, start + len(named[0]))


def _on_first_line(text: str, lines: Sequence[Span]) -> Span | None:
    if not lines:
        return None
    first = text[lines[0].start : lines[0].end]
    parted = _BEHIND.search(first)
    dashed = _DASHED.match(first) if parted is None else None
    if dashed is not None and {dashed["name"].lower().split()[0], dashed["name"].lower().split()[-1]} & OUTLET_WORDS:
        first = dashed["name"]
    name = first[: parted.start()] if parted is not None else first
    if not _is_name(name):
        return None
    if parted is None and not _is_outlet(name, text[lines[0].end :]):
        return None  # a headline with the day below it
    rest = first[len(name) :]
    below = text[lines[1].start : lines[1].end] if len(lines) > 1 and _is_below(text, lines[0], lines[1]) else ""
    if not any(_tells_day(one) for one in (rest, below)):
        return None
    return Span(lines[0].start, lines[0].start + len(name.rstrip()))


def masthead_lines(text: str, lines: Sequence[Span]) -> int:
    """How many lines at the head belong to the masthead: its own, and those right below it."""
    if _on_first_line(text, lines) is None:
        return int(_above_title(text, lines) is not None)
    count = 1
    while count < len(lines) and count < _LINES and _is_below(text, lines[count - 1], lines[count]):
        count += 1
    return count


def find_agency(text: str, lines: Sequence[Span]) -> str | None:
    """The outlet in the dateline, or in the line that says who published: "ORSA, March 3 (Gulf Wire) -"."""
    for line in lines[:_LINES]:
        told = text[line.start : line.end]
        if (by := _BY.match(told.strip())) is not None:
            return by["name"].strip()
        dateline = DATELINE.match(text, line.start)
        is_town = dateline is None or dateline.lastgroup == "bracketed"
        agency = None if dateline is None or is_town else _AGENCY.search(text, line.start, dateline.end())
        if agency is not None and not any(letter.isdigit() for letter in agency["name"]):
            return agency["name"]
    return None


def find_producer(text: str) -> str | None:
    """Who a text says that it comes from: "This report is produced by the Office for Relief in Orsa"."""
    produced = _PRODUCED.search(text)
    return produced["name"] if produced is not None else None


def name_before_menu(line: str) -> str | None:
    """The site's name where the menu at the head of a page opens with it: "The Salt Truth | World | Donate"."""
    first, *others = (part.strip() for part in _BAR.split(line.strip()))
    is_menu = len(others) >= _DAY_AND_NAME and all(len(one.split()) <= _DAY_AND_NAME for one in others)
    return first if is_menu and _is_name(first) else None


def says_who_published(line: str) -> bool:
    """Whether a line is no more than "Published on 8 June 2024 by Orsa Check"."""
    return _BY.match(line.strip()) is not None


def _is_below(text: str, upper: Span, lower: Span) -> bool:
    return text[upper.end : lower.start].count("\n") == 1


def _is_name(line: str) -> bool:
    words = line.split()
    if not 1 < len(words) <= _MOST_WORDS or line.rstrip()[-1:] in ".,:;!?" or any(map(str.isdigit, line)):
        return False
    return all(word[0].isupper() or word in _SMALL for word in words) and words[-1] not in _SMALL


def _is_outlet(name: str, behind: str) -> bool:
    words = name.lower().split()
    return bool({words[0], words[-1]} & (OUTLET_WORDS | _BODIES)) or name in behind


def _is_short(interval: Interval) -> bool:
    """Whether a time is a day, or a week or a month of which a brief tells."""
    if interval.earliest is None or interval.latest is None:
        return False
    return interval.latest - interval.earliest <= _LONGEST_SPAN


_LONGEST_SPAN: Final = dt.timedelta(days=31)


def _tells_day(line: str) -> bool:
    """Whether a short line gives a day, or says that something was released."""
    if not line or len(line.split()) > _MOST_WORDS:
        return False
    days = find_times(line, 0, len(line), None)
    is_day = any(time.interval is not None and _is_short(time.interval) for time in days)
    return is_day or _RELEASED.search(line) is not None
