# ruff: noqa: RUF007  numbered cascades read straight down
"""Sentences: where one ends, in spite of abbreviations, quotation marks and line breaks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from uncut.reports.language.heads import is_head_line
from uncut.reports.language.notes import NOTE

ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev fr sr jr st gen lt col maj capt cpl sgt cmdr adm brig pvt pfc gov sen rep reps sens
    pres hon amb supt insp det jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    sat sun no nos vol pp fig figs eq ca approx est dept univ assn bros inc ltd co corp plc llc vs etc al e.g i.e
    cf viz a.m p.m ft mt rd ave blvd ste messrs mme mlle hrs min km sq art sec para ed eds op cit u.s u.k u.n e.u
    d.c ph.d b.a m.a u.s.a h.e h.m h.r.h""".split()
)
"""Words that a full stop follows inside a sentence."""
_MAY_END = frozenset("u.s u.k u.n e.u d.c a.m p.m etc inc ltd co corp plc llc jr sr u.s.a ph.d".split())
_STARTERS = frozenset(
    """the a an this that these those he she it they we i you his her its their our my in on at by for from after
    before but and or if when while as since although though however meanwhile there here according both some many
    most all several no not what who where why how earlier later last two three four five to with under during
    despite""".split()
)
_END = re.compile(r"(?P<mark>[.!?…]+|[。！？؟।۔])(?P<close>[\"'”’»)\]]*)(?=(?P<gap>\s*))")
_BLANK = re.compile(r"\n[ \t\r\f\v]*(?:\n[ \t\r\f\v]*)+")
_BULLET = re.compile(r"[-*•·–—▪►]\s|\(?\d{1,3}[.)]\s|[a-z][.)]\s")
POST_NUMBER = r"\(?\d{1,2}/\d{0,2}\)?[.:]?"
"""Before the words of a post in a thread: "3/9"."""
_NUMBERED = re.compile(POST_NUMBER + r"\s+(?=[^\W\d_]|[\"“])")
"""The number of a post in a thread, which is no word of it: "3/9 The army left"."""
_STAMPED = re.compile(r"(?:UPD|UPDATE|Upd|Update)\.?(?:\s?#?\d{1,2})?\s\(?\d{1,2}[:.]\d\d\)?\s?[:|–—]\s+(?=\S)")
"""Before what a post adds later: "UPD 13:05: "."""
_FIELD = re.compile(r"[A-Z][A-Za-z]*(?:[ -]\w+){0,4}:\s\S")
"""How a line of a record begins: "Incident date: 3 May", "Weapon: mortar"."""
_ENDED = re.compile(r"[.!?…:;。！？؟][\"'”’»)\]]*$")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DAY = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH})(?:,?\s\d{{4}})?"
_TOWN = r"(?:[A-Z][\w.'’-]*|al-[A-Z]\w+)(?:\s[A-Z][\w.'’-]*){0,2}"
_AGENCY = r"\s\([A-Z][^()\n]{1,30}\)"
_DASH = r"\s?(?:--|[-–—])\s+"
DATELINE = re.compile(
    rf"(?P<dated>{_TOWN}(?:/{_TOWN})?(?:,\s{_TOWN}){{0,2}},\s{_DAY}(?:{_AGENCY})?){_DASH}(?=\S)"
    rf"|(?P<agency>{_TOWN}(?:/{_TOWN})?(?:,\s{_TOWN}){{0,2}}{_AGENCY}){_DASH}(?=[A-Z“\"‘'])"
    rf"|(?P<wired>{_TOWN}(?:/{_TOWN})?(?:,\s{_TOWN}){{0,2}}{_AGENCY},?\s{_DAY}){_DASH}(?=\S)"
    rf"|(?P<bracketed>\({_TOWN}(?:,\s{_DAY})?\)){_DASH}(?=[A-Z“\"‘'])"
    rf"|(?P<capitals>[A-Z][A-Z.'’-]{{2,}}(?:\s[A-Z][A-Z.'’-]+){{0,2}}(?:,\s{_TOWN}){{0,2}})\s(?:--|[–—])\s+(?=[A-Z“\"‘'])"
)
"""Where and when a report was written, before its first words:
"KYIV, March 3 (Newswire) - ", "KYIV (Newswire) 3 March — ", "ORSA — "."""
DATELINE_ALONE = re.compile(rf"{_TOWN}(?:/{_TOWN})?(?:,\s{_TOWN}){{0,2}}(?:\s?[-–—,|]\s?){_DAY}[.:]?")
"""The same on a line of its own: "Orsa – 12 March 2021"."""
_QUOTED_INITIALS = re.compile(r"[\"“‘](?:[A-Z]\.)*[A-Z]\Z")
"""A nickname of initials, whose last stop ends nothing: John “J.D.” Brandt."""
_LONGEST = 2500
"""Code points of the longest sentence; keeps every step behind this one linear in the text."""
_WIDE_LINE = 130
"""Code points; hard-wrapped text is narrower, a paragraph on one line is usually wider."""


_HEAD, _FEW_LINES, _MOST_LINES, _NARROW = 300, 3, 6, 75
"""A few short lines at the head of a text, each with a capital, are a title, an outlet and a date, not one sentence."""


class Span(NamedTuple):
    """A half-open stretch of a text, in code points."""

    start: int
    end: int


def split_paragraphs(text: str) -> list[Span]:
    """Stretches between blank lines and hard line breaks, trimmed; soft-wrapped lines stay together."""
    paragraphs: list[Span] = []
    position = 0
    for stop, resume in [*((m.start(), m.end()) for m in _BLANK.finditer(text)), (len(text), len(text))]:
        paragraphs.extend(_split_hard_breaks(text, position, stop))
        position = resume
    return paragraphs


def _split_hard_breaks(text: str, start: int, end: int) -> Iterator[Span]:
    lines = _lines(text, start, end)
    if not lines:
        return
    width = max(line.end - line.start for line in lines)
    opened = lines[0].start
    is_head = start < _HEAD and len(lines) <= _FEW_LINES and width < _NARROW
    is_head = is_head or (start < _HEAD and _is_masthead(text, lines))
    for line, following in zip(lines, lines[1:], strict=False):
        if (
            is_head
            and not text[following.start].islower()
            and (text[following.start].isalnum() or unicodedata.category(text[following.start]) == "So")
            and not _ENDED.search(text[line.end - 1 : line.end])
        ):
            yield Span(opened, line.end)
            opened = following.start
            continue
        if _is_hard_break(text, line, following, width):
            yield Span(opened, line.end)
            opened = following.start
    yield Span(opened, lines[-1].end)


def _is_masthead(text: str, lines: Sequence[Span]) -> bool:
    """Whether lines are a title, an outlet, a name and a day, since one of them is no more than the last of these."""
    if not 1 < len(lines) <= _MOST_LINES or any(line.end - line.start > _WIDE_LINE for line in lines):
        return False
    return any(is_head_line(text[line.start : line.end]) for line in lines)


def _lines(text: str, start: int, end: int) -> list[Span]:
    lines, position = [], start
    while position < end:
        stop = text.find("\n", position, end)
        stop = end if stop < 0 else stop
        trimmed = _trim(text, position, stop)
        if trimmed.end > trimmed.start:
            lines.append(trimmed)
        position = stop + 1
    return lines


@lru_cache(maxsize=64)
def is_cased(text: str) -> bool:
    """Whether the writer uses capitals at all; where not, they cannot tell where a sentence begins."""
    sample = text[:20_000]
    capitals = sum(map(str.isupper, sample))
    return capitals * 250 > sum(map(str.islower, sample))


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _is_hard_break(text: str, line: Span, following: Span, width: int) -> bool:
    """Whether the writer, not the width of the page, broke the line."""
    after = text[following.start : following.end]
    if _BULLET.match(after) or NOTE.match(after) or (_FIELD.match(after) and _FIELD.match(text, line.start, line.end)):
        return True
    if after[0].islower():
        return False
    if width > _WIDE_LINE:
        return True
    first_word = len(after.split(None, 1)[0])
    return line.end - line.start + 1 + first_word <= width or bool(
        _ENDED.search(text[max(line.start, line.end - 4) : line.end])
    )


def split_sentences(text: str, paragraphs: Sequence[Span] | None = None) -> list[Span]:
    """Sentences in order, trimmed; none crosses a paragraph. Linear in the length."""
    sentences: list[Span] = []
    cased = is_cased(text)
    for paragraph in split_paragraphs(text) if paragraphs is None else paragraphs:
        opened = paragraph.start
        if dateline := DATELINE.match(text, paragraph.start, paragraph.end):
            sentences.append(_trim(text, opened, dateline.end(dateline.lastgroup or 0)))
            opened = dateline.end()
        if numbered := _NUMBERED.match(text, opened, paragraph.end) or NOTE.match(text, opened, paragraph.end):
            opened = numbered.end()
        if stamped := _STAMPED.match(text, opened, paragraph.end):
            opened = stamped.end()
        for match in _END.finditer(text, opened, paragraph.end):
            if match.end() < paragraph.end and _ends_sentence(text, match, opened, paragraph.end, cased):
                sentences.extend(_bounded(text, opened, match.end()))
                opened = match.end("gap")
        rest = _trim(text, opened, paragraph.end)
        if rest.end > rest.start:
            sentences.extend(_bounded(text, rest.start, rest.end))
    return sentences


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentence, or where it is longer than any sentence is, pieces cut at white space."""
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        cut = start + _LONGEST if cut < 0 else cut
        yield _trim(text, start, cut)
        start = _trim(text, cut, end).start
    if end > start:
        yield Span(start, end)


def _ends_sentence(text: str, match: re.Match[str], opened: int, stop: int, cased: bool) -> bool:
    mark, close, gap = match.group("mark", "close", "gap")
    if not gap and mark not in "。！？":
        return False
    after = text[match.end("gap") : min(stop, match.end("gap") + 24)]
    if not after:
        return False
    first = after.lstrip("\"'“‘«([¿¡")
    if not first or (cased and first[0].islower()):
        return False
    if close and _QUOTED_INITIALS.search(text, max(opened, match.start() - 8), match.start()):
        return False
    if mark != "." or close:
        return not (mark[0] in ".…" and len(mark) > 1 and not close and not first[0].isupper())
    return not _is_abbreviation(text[max(opened, match.start() - 20) : match.start()], first, cased)


def _is_abbreviation(before: str, after: str, cased: bool) -> bool:
    word = before.rsplit(None, 1)[-1].lstrip("\"'“‘«([") if before.split() else ""
    lowered = word.lower()
    next_word = re.split(r"\W", after, maxsplit=1)[0]
    if lowered in _MAY_END:
        return next_word.lower() not in _STARTERS
    if lowered in ABBREVIATIONS:
        return lowered not in {"no", "sat", "sun", "mar", "min", "art", "al"} or after[0].isdigit()
    return len(word) == 1 and word.isalpha() and (word.isupper() or not cased) and next_word.lower() not in _STARTERS


def fills_line(text: str, start: int, end: int) -> bool:
    """Whether nothing but spaces stands beside code points ``[start, end)`` in their line."""
    before, after = text[max(0, start - _BESIDE) : start].rstrip(" \t"), text[end : end + _BESIDE].lstrip(" \t")
    return (not before or before[-1] == "\n") and (not after or after[0] == "\n")


_BESIDE = 80
"""Code points that are looked at on each side."""
