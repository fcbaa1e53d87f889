"""Title, byline, publisher and date of a document, each with its basis."""

from __future__ import annotations

import datetime as dt
import email.utils
import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from uncut.model.report import Published, Publisher
from uncut.reports.dates.calendars import year_of
from uncut.reports.dates.expressions import find_times, is_numbered
from uncut.reports.language.heads import (
    column_writer,
    is_byline,
    is_day_line,
    is_head_line,
    stands_apart,
    writer_by_post,
)
from uncut.reports.language.notes import blank_marks, opens_note
from uncut.reports.language.sentences import DATELINE, Span, split_paragraphs, split_sentences
from uncut.reports.read.assemble import Page
from uncut.reports.read.blocks import Content
from uncut.reports.read.inference import YEAR, infer_publication
from uncut.reports.read.masthead import (
    OUTLET_WORDS,
    dated_name,
    find_agency,
    find_masthead,
    find_producer,
    masthead_lines,
    name_before_menu,
)


@dataclass(frozen=True, kw_only=True)
class ReadOptions:
    """What the reader's user knows; it wins over what the file says."""

    published: dt.date | None = None
    publisher: str | None = None


@dataclass(frozen=True, kw_only=True)
class Publication:
    """The facts of publication."""

    title: str | None
    byline: str | None
    publisher: Publisher | None
    published: Published


_MORE_AT = re.compile(
    r"(?:READ\s+MORE|SEE|MORE|VISIT|SUPPORT|FOLLOW)\b[^:\n]{0,40}\b(?:AT|ON|FROM|BY)\s*:?\s+(?P<name>(?:[A-Z0-9][\w'’&.-]*\s?){1,7})"
)
_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|Copyright)\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?,?\s*(?:by\s+)?(?P<name>[A-Z][\w'’&.-]*(?:\s[A-Z][\w'’&.-]*){0,5})"
)
_FORWARDED = re.compile(r"\W*forwarded\sfrom\b", re.I)
_BYLINE = re.compile(
    r"^(?:By|Written by|Posted by|Author:?)\s+(?P<name>[^\W\d_][\w.'’-]*(?:\s+(?:and\s+|[^\W\d_])[\w.'’-]*){0,6})", re.I
)
_TITLE = (
    r"(?:Mr|Ms|Mrs|Dr|Prof|Sir|Lord|Baroness|President|Premier|Senator|Minister|Ambassador|General|Admiral|Colonel"
    r"|Prime\sMinister|Secretary)\.?\s"
)
_SPEECH = re.compile(
    r"(?:(?:opening|closing|full|written|oral|ministerial)\s)?(?:statement|speech|remarks|address|testimony|lecture)\b[^\n]{0,80}?\s(?:by|of)\s"
    rf"(?i-s:(?:[^,\n]{{2,80}},\s)?)(?-i:(?:{_TITLE}){{0,3}}(?P<name>[A-Z][\w.'’-]+(?:\s(?:de\s|van\s|von\s|al-)?[A-Z][\w.'’-]+){{1,3}}))"
    r"(?=,|\s(?:on|to|at|before|in|during)\b|\s*\Z|\n)",
    re.I,
)
_DATED = re.compile(
    r"^(?:\W*(?:identical\s)?(?:letters?|note\sverbale|memorandum|communiqu[eé]|statement|report)\s)dated\s\Z", re.I
)
""" "Letter dated 27 January 2022 from the Panel"."""
_BEHIND_NAME = re.compile(r"\s(?:on|at|in|for|of|from)\b")
_DATELINE = re.compile(r"^(?:[A-Z][A-Z .,'-]{2,40}(?:,\s[A-Z][\w.]+){0,3}|[A-Z][\w .,'-]{2,40}),?\s*[(,]?\s*")
_HEAD_CODE_POINTS = 1200
_HEAD_LINES = 4
_LONGEST_BYLINE = 120
_TURN = re.compile(r"[A-Z][A-Z.'’-]+(?:\s[A-Z][A-Z.'’-]+){0,3}:\s")
_LONGEST_TITLE = 400
"""Code points of a line that is looked at: "PRESENTER: Good afternoon. Armed men attacked" is a turn, and no title."""
_MOST_OF_TITLE = 30
"""Words."""
_FOOT_CODE_POINTS = 400
_PUBLISHED_LINE = re.compile(
    r"\b(?:published|posted|updated|date|issued|released|last modified|created)\b\s*(?:on|at|:)?\s*:?\s*", re.I
)


def read_publication(content: Content, page: Page, options: ReadOptions) -> Publication:
    """The facts by their sources in order: given, stated in the file, told in the text, inferred."""
    lines = _lines_told(page)
    return Publication(
        title=_title(content, page, lines),
        byline=_byline(content, page, lines),
        publisher=_publisher(content, page, lines, options),
        published=_published(content, page, lines, options),
    )


def _lines_told(page: Page) -> list[Span]:
    furniture = [(mark.quote.start, mark.quote.end) for mark in page.boilerplate]
    paragraphs = split_paragraphs(page.text[: 4 * _HEAD_CODE_POINTS])
    told = (p for p in paragraphs if not any(start <= p.start < end for start, end in furniture))
    return [p for p in told if not opens_note(page.text, p.start)]


def _title(content: Content, page: Page, lines: list[Span]) -> str | None:
    headings = [page.text[start:end] for start, end in page.headings]
    for known in (*content.facts.get("heading", []), *content.facts.get("title", [])):
        for heading in headings:
            if known.startswith(" ".join(heading.split())):
                return " ".join(heading.split())
    if stated := content.facts.get("title"):
        return _without_site(stated[0], content.facts.get("site", []))
    below = lines[masthead_lines(page.text, lines) :]
    is_column = _heads_column(page, lines) is not None
    told = [line for line in below if not _is_no_title(page, lines, line, is_column=is_column)]
    if len(told) < 2 or not (stands_apart(page.text, *told[0]) or _is_above_head(page, lines, told[0])):
        return None
    first = page.text[told[0].start : told[0].end]
    words = first.split()
    is_turn = _TURN.match(first) is not None and len(split_sentences(first[:_LONGEST_TITLE])) > 1
    is_heading = (
        not is_turn
        and 2 <= len(words) <= _MOST_OF_TITLE
        and not blank_marks(first).rstrip(" \"'”’").endswith((".", "…", ":", ","))
    )
    return " ".join(words) if is_heading else None


def _is_no_title(page: Page, lines: list[Span], line: Span, *, is_column: bool) -> bool:
    """Whether a line only says who wrote, who publishes, from where it was passed on, or when."""
    words = page.text[line.start : line.end]
    if line == lines[0] and column_writer(words) is not None:
        return is_column
    return _FORWARDED.match(words) is not None or _is_head(words) or dated_name(page.text, line) is not None


def _is_above_head(page: Page, lines: list[Span], title: Span) -> bool:
    """Whether a line of its block, right below, only says who wrote, who publishes or when."""
    upper = title
    for below in lines[lines.index(title) + 1 :][:_HEAD_LINES]:
        if page.text[upper.end : below.start].count("\n") != 1:
            return False
        if is_head_line(page.text[below.start : below.end]) or dated_name(page.text, below) is not None:
            return True
        upper = below
    return False


def _is_head(line: str) -> bool:
    return is_byline(line) or is_day_line(line)


def _without_site(title: str, sites: list[str]) -> str:
    parts = re.split(r"\s+[|–—»·-]\s+", title)
    kept = [part for part in parts if part not in sites]
    return max(kept or parts, key=len) if sites else (parts[0] if len(parts[0].split()) >= 4 else title)


def _byline(content: Content, page: Page, lines: list[Span]) -> str | None:
    if stated := content.facts.get("author", []) + content.facts.get("writer", []):
        return stated[0]
    head = [text for line in lines[:8] if len(text := page.text[line.start : line.end]) < _LONGEST_BYLINE]
    for match in filter(None, map(_BYLINE.match, head)):
        name = _BEHIND_NAME.split(match["name"].strip(), maxsplit=1)[0]
        if name[:1].isupper():
            return name
    by_post = next(filter(None, map(writer_by_post, head)), None)
    if by_post is not None:
        return by_post.title() if by_post.isupper() else by_post
    return next(filter(None, map(column_writer, head[1:])), None) or _heads_column(page, lines) or _speaker(page, lines)


def _heads_column(page: Page, lines: list[Span]) -> str | None:
    """Whose column it is by the first line, where the title stands below it: "Opinion | Derek Lume"."""
    first, second = (page.text[line.start : line.end] for line in lines[:2]) if len(lines) > 2 else ("", "")
    is_label = "|" in first and not _is_head(second) and stands_apart(page.text, *lines[1])
    is_title = is_label and 2 <= len(second.split()) <= _MOST_OF_TITLE and not second.rstrip("\"'”’").endswith(".")
    return column_writer(first) if is_title else None


def _publisher(content: Content, page: Page, lines: list[Span], options: ReadOptions) -> Publisher | None:
    if options.publisher:
        return Publisher(name=options.publisher, basis="given")
    if stated := content.facts.get("site"):
        return Publisher(name=stated[0], basis="metadata")
    for address in content.facts.get("address", []):
        host = urlsplit(address).hostname or ""
        if "." in host:
            return Publisher(name=host.removeprefix("www."), basis="metadata")
    if (name := _name_of_site(page, lines)) is not None:
        return Publisher(name=name, basis="text")
    if (name_at := find_masthead(page.text, lines)) is not None:
        return Publisher(name=page.text[slice(*name_at)], basis="text")
    agency = find_agency(page.text, lines) or find_producer(page.text[:_HEAD_CODE_POINTS])
    told = agency or _speaker(page, lines)
    return Publisher(name=told, basis="text") if told is not None else _sender(content)


def _speaker(page: Page, lines: list[Span]) -> str | None:
    """Whose speech a text is by the line above it: "Statement to Parliament by the Minister, Ms Helka Rannes"."""
    heads = (_SPEECH.match(page.text, line.start, line.end) for line in lines[:_HEAD_LINES])
    return next((head["name"] for head in heads if head is not None), None)


def _sender(content: Content) -> Publisher | None:
    """Who sent a message in which no outlet is named: it is told in that voice."""
    sender = content.facts.get("author") if content.kind == "mail" else None
    return Publisher(name=sender[0], basis="metadata") if sender else None


def _name_of_site(page: Page, lines: list[Span]) -> str | None:
    """The name in the furniture: in an appeal or a copyright line, or before the menu at the head."""
    for mark in page.boilerplate:
        for pattern in (_MORE_AT, _COPYRIGHT):
            if (match := pattern.search(mark.quote.text)) and (name := outlet_in(match["name"])):
                return name
    first = page.boilerplate[0] if page.boilerplate else None
    if first is None or first.kind != "navigation" or (lines and lines[0].start < first.quote.start):
        return None
    return name_before_menu(first.quote.text)


def outlet_in(words: str) -> str | None:
    """The outlet's name at the beginning of ``words``: up to the last word that outlets carry in their names."""
    parts = words.strip(" .,-").split()
    named = [at for at, word in enumerate(parts) if word.lower().strip(".,") in OUTLET_WORDS - {"files"}]
    if named:
        return " ".join(parts[: named[-1] + 1])
    return " ".join(parts) if 0 < len(parts) <= 4 else None


def _published(content: Content, page: Page, lines: list[Span], options: ReadOptions) -> Published:
    if options.published:
        return Published(earliest=options.published, latest=options.published, basis="given")
    for stated in content.facts.get("published", []):
        if found := parse_stated_date(stated):
            return Published(earliest=found, latest=found, basis="metadata")
    if (told := _told(page, lines)) is not None:
        return Published(earliest=told, latest=told, basis="text")
    inferred = infer_publication(page.text)
    captured = next(filter(None, map(parse_stated_date, content.facts.get("captured", []))), None)
    if captured is None or inferred.latest is not None:
        return inferred
    reason = f"not after {captured}, when the page was captured"
    known = f"{inferred.basis}; " if inferred.earliest else "inferred: "
    return Published(earliest=inferred.earliest, latest=captured, basis=known + reason)


def parse_stated_date(stated: str) -> dt.date | None:
    """The day in a machine-written date: ISO 8601, RFC 5322, or words with a year."""
    if match := re.match(r"(\d{4})-(\d\d)-(\d\d)", stated):
        try:
            return dt.date(*map(int, match.groups()))
        except ValueError:
            return None
    try:
        return email.utils.parsedate_to_datetime(stated).date()
    except (ValueError, TypeError, IndexError):
        pass
    for time in find_times(stated, 0, len(stated), None):
        if time.interval and time.interval.earliest and time.interval.earliest == time.interval.latest:
            return time.interval.earliest
    return None


def _told(page: Page, lines: list[Span]) -> dt.date | None:
    """A whole date that stands on a line of its own, in a dateline, or after "published"."""
    head = page.text[:_HEAD_CODE_POINTS]
    found = (match for match in YEAR.finditer(head) if not is_numbered(head, match.start()))
    years = [int(match.group()) for match in found if not _LOOKS_BACK.search(head[: match.start()])]
    context = year_of(max(years)) if years else None
    for line in lines[:10]:
        text = page.text[line.start : min(line.end, line.start + 200)]
        for time in find_times(text, 0, len(text), None, context):
            if not time.interval or time.interval.earliest is None or time.interval.earliest != time.interval.latest:
                continue
            before, after = text[: time.start], text[time.end :]
            if _OTHER_DAY.search(before):
                continue
            alone = (
                len(text) < 90 and len((before + after).split()) <= 9 and not text.rstrip().endswith((".", "!", "?"))
            )
            alone = alone or dated_name(page.text, line) is not None
            opens = len(before.strip(" (,-–—")) == 0 and time.end < 40
            dated = (
                bool(_DATELINE.fullmatch(before))
                and len(before) < 60
                and before.rstrip().endswith((",", "(", "-", "–"))
            )
            dateline = DATELINE.match(text)
            dated = dated or (dateline is not None and time.end <= dateline.end())
            if alone or opens or dated or _DATED.search(before) or _PUBLISHED_LINE.search(before[-30:]):
                is_whole = time.basis.startswith("an absolute date")
                return time.interval.earliest if is_whole else _after_what_is_told(time.interval.earliest, page.text)
    return None


def _after_what_is_told(day: dt.date, text: str) -> dt.date:
    """The same day of the first year in which the text looks back on all that it dates."""
    told = day
    for time in find_times(text, 0, min(len(text), 60_000), None):
        if time.basis not in {"a month of a year", "an absolute date", "a year"} or not time.interval:
            continue
        ahead = text[max(0, time.start - 90) : time.start].lower()
        if time.interval.earliest is None or _AHEAD.search(ahead):
            continue
        if time.basis != "a year" or _IN_A_YEAR.search(ahead):
            told = max(told, time.interval.earliest)
    if (told - day).days <= _LOOKS_BACK_DAYS or told.year - day.year > _MOST_YEARS or (day.month, day.day) == (2, 29):
        return day
    later = day.replace(year=told.year)
    return later if (told - later).days <= _LOOKS_BACK_DAYS else day.replace(year=told.year + 1)


_MOST_YEARS = 20
"""Between a year that a head names and another one that the text looks back on."""
_IN_A_YEAR = re.compile(r"\b(?:in|since|during|after|from|of)\s(?:(?:early|late|mid)[\s-])?\Z")
_OTHER_DAY = re.compile(
    r"^\W*(?!(?:publication|publish\w*|post\w*|release\w*|report\w*|issue\w*|updat\w*)\b)\w+(?:\s\w+)?\s(?:date|day|time)\s*:\s*\Z"
    r"|\b(?:date|day)\sof\s(?!(?:publication|release|issue|report)\b)[\w\s]{2,40}:\s*\Z",
    re.I,
)
"""Before the day of something else than the report: "Incident date: ", "Date of the strike: "."""
_LOOKS_BACK = re.compile(
    r"\b(?:in|since|from|until|by|of|during|before|after|early|late|mid|back\sto|dates?\sto)[\s-](?:the\s)?$", re.I
)
"""What stands before a year that the text speaks of, which need not be the one in which it was written."""
_LOOKS_BACK_DAYS = 31
_AHEAD = re.compile(r"\b(?:will|shall|would|plan\w*|scheduled|expected|due|until|by|next|upcoming|to)\b")


def name_of_path(path: str) -> str:
    """The file's name, for messages."""
    return PurePosixPath(path).name or path
