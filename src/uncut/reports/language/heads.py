"""Lines above a text that are no part of it: the name of the writer, the day."""

from __future__ import annotations

import re
from functools import lru_cache

from uncut.reports.language.verbs import verb_of

_BYLINE = re.compile(
    r"^(?:by|written by|posted by|author:?|story by|(?:live )?reporting by|photo(?:graph)?s? by"
    r"|an? (?:[a-z]+ )?(?:investigation|analysis|report|essay|interview|special) by)\s+[^\W\d_].{1,80}$",
    re.IGNORECASE,
)
_BY_POST = re.compile(
    r"^(?P<name>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]*){1,3}),\s(?i:(?:our|the|[a-z]+|[a-z]+\s[a-z]+)\s)?"
    r"(?i:reporter|correspondent|staff\swriter|editor|bureau\schief)(?i:\sin\s[\w\s]{3,30})?$"
)
""" "LENNART HOLM, COURT REPORTER"."""
_COLUMN = re.compile(
    r"^(?i:opinion|analysis|comment|commentary|op-ed|column|perspective|viewpoint)\s*[|:–—-]\s*(?:[Bb]y\s)?"
    r"(?P<name>[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]*){1,3})$"
)
""" "Opinion | Derek Lume"."""
_NO_NAME = frozenset(
    """the a an this that these those its their our your must will can may should how why what who when where is are was
    were""".split()
)
_BLANK = re.compile(r"\n[ \t\r]*\n")
_DAY_LINE = re.compile(
    r"""^(?:(?:first\ |last\ )?(?:published|updated|posted|modified|date|issued|released|as\ of)\W*(?:on|at|:)?\W*)?
    (?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\W+)?
    (?:\d{1,2}(?:st|nd|rd|th)?\W+(?:of\W+)?[a-z]{3,9}\W+\d{4}|[a-z]{3,9}\W+\d{1,2}(?:st|nd|rd|th)?\W+\d{4}|\d{4}-\d\d-\d\d
      |\d{1,2}[./-]\d{1,2}[./-]\d{2,4})
    (?:\W+(?:at\W+)?\d{1,2}[:.]\d\d.{0,20})?\W*$""",
    re.IGNORECASE | re.VERBOSE,
)


_UPDATED = re.compile(r"^(?:last\s)?updated\b\W*(?:on|at|:)?\W*\d{1,2}[:.]\d\d.{0,12}$", re.IGNORECASE)
_ENDS_IN_DAY = re.compile(
    r"^[A-Z][^.!?:;]{2,60}(?:,|\s[|·–—-])\s(?:\d{1,2}\s[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\s\d{1,2},?)\s\d{4}$"
)
""" "The Sahel Review, 23 February 2021"."""
_TWO_DAYS = re.compile(r"[.;|,]\s+(?=(?:last\s)?(?:updated|modified)\b)", re.IGNORECASE)


def column_writer(line: str) -> str | None:
    """Who writes a column, by a label and his name: "Opinion | Derek Lume"; a title acts or has an article.

    Asked of no first line, which is a title: "Analysis: Rebels at the Gates".
    """
    match = _COLUMN.match(line.strip())
    words = match["name"].lower().split() if match is not None else []
    is_title = bool(_NO_NAME & set(words)) or any(verb_of(word) is not None for word in words[1:])
    return match["name"] if match is not None and not is_title else None


def writer_by_post(line: str) -> str | None:
    """Who wrote by a line of a name and what he is at an outlet: "Lennart Holm, court reporter"."""
    match = _BY_POST.match(line.strip())
    return match["name"] if match is not None else None


def is_byline(line: str) -> bool:
    """Whether a line only names who wrote."""
    is_writer = _BYLINE.match(line.strip()) is not None and not line.rstrip().endswith((".", "!", "?"))
    return is_writer or writer_by_post(line) is not None or column_writer(line) is not None


def is_day_line(line: str) -> bool:
    """Whether a line only gives days, as "Published on June 5, 2019, 10:31", "Published: 5 June. Updated: 6 June"."""
    bare = line.strip()
    is_stamp = _UPDATED.match(bare) is not None
    return is_stamp or all(_DAY_LINE.match(part.strip()) is not None for part in _TWO_DAYS.split(bare))


def is_head_line(line: str) -> bool:
    """Whether a line at the head only says who wrote or published, or when."""
    return is_byline(line) or is_day_line(line) or _ENDS_IN_DAY.match(line.strip()) is not None


@lru_cache(maxsize=16)
def _has_blank(text: str) -> bool:
    """Looked for once in a text, and not at each of its lines."""
    return _BLANK.search(text) is not None


def stands_apart(text: str, start: int, end: int) -> bool:
    """Whether blank lines stand around ``text[start:end]``, in a text that has any; else it may be wrapped prose."""
    if not _has_blank(text):
        return True
    before, after = text[max(0, start - 200) : start].rstrip(" \t\r"), text[end : end + 200].lstrip(" \t\r")
    return (not before or _BLANK.search(before[-20:]) is not None) and (not after or _BLANK.match(after) is not None)
