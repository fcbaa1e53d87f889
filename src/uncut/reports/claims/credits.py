"""Lines that say who wrote, when, or for whom, and tell nothing else: bylines, dates, "X reports…"."""

from __future__ import annotations

import re
from typing import Final

from uncut.reports.claims.chain import is_republication_line
from uncut.reports.dates.calendars import Interval
from uncut.reports.dates.expressions import find_times
from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.language.heads import column_writer, is_day_line, writer_by_post
from uncut.reports.language.notes import opens_note
from uncut.reports.language.sentences import DATELINE, DATELINE_ALONE, Span, fills_line
from uncut.reports.mentions.compound import mastheads
from uncut.reports.read.masthead import dated_name, says_who_published

_MOST_WORDS: Final = 18
_BYLINE: Final = re.compile(
    r"(?:written |reported |posted |published |edited |words |story |text )?by\s+(?=[^\W\d_])(?P<who>[^.!?;:]{2,80})",
    re.IGNORECASE,
)
_NEWSROOM: Final = re.compile(
    r"\((?:(?:additional )?(?:reporting|writing|editing) by"
    r"|(?:corrects|adds|updates|recasts|refiles|removes|rewrites|repeats|fixes|clarifies|amends|deletes))\b[^()]*\)?\.?",
    re.IGNORECASE,
)
""" "(Reporting by Lena Faro; editing by Tom Hask)"."""
_REPRINT: Final = re.compile(
    r"this (?:article|story|report|piece|post) (?:was )?(?:originally|first) (?:published|appeared)\b"
    r".*\b(?:republished|reprinted)\b",
    re.IGNORECASE,
)
_FORMULAS: Final = re.compile(
    r"(?:(?:re)?(?:published|printed|posted)\s(?:here\s)?(?:with|by)\s(?:the\s)?(?:kind\s)?permission\b.*"
    r"|(?:the\s)?(?:views|opinions)(?:\sand\sopinions)?\s(?:expressed|in\sthis)\b.*\b(?:authors?|writers?|necessarily|own)\b.*"
    r"|this\s(?:article|story|report|piece|post)\s(?:was\s)?(?:originally|first)\s(?:published|appeared)\s(?:by|on|in|at)\s\S.{1,60})",
    re.IGNORECASE,
)
"""Sentences of every reprint, wherever they stand: "Republished with permission.", "The views expressed are …"."""
_OF_RELEASES: Final = re.compile(
    r"\W*(?:for\s(?:immediate\s)?(?:release|publication)|(?:press|media|news)\s(?:release|statement|contacts?)"
    r"|(?:the\s)?notes?\s(?:to|for)\s(?:the\s)?(?:editors?|journalists)|ends?|embargoed\s(?:until|till)\b.{0,60})\W*",
    re.IGNORECASE,
)
"""Lines of every press release: "FOR IMMEDIATE RELEASE", "Notes to editors:"."""
_OF_HOSTS: Final = re.compile(
    r"(?:(?:good\s(?:morning|afternoon|evening|day)|hello|hi|welcome(?:\sback)?)\b[^.!?]{0,30}?(?:\b(?:and\s)?welcome(?:\sback)?\b"
    r"|\b(?:everyone|everybody|all|listeners|viewers|readers|again)\b)?(?:\sto\s(?:our|the|this|today['’]s|another|radio)\b.{0,160})?"
    r"|(?:good\s(?:night|bye)|goodbye)\b.{0,60}"
    r"|(?:that['’]s|that\sis|this\sis)\s(?:all|it)(?:\sfrom\s(?:me|us|our|the)\b|\sfor\s(?:today|now|tonight|this)\b).{0,80}"
    r"|(?:(?:many\s)?thanks|thank\syou)(?:\svery\smuch|\sso\smuch)?\s(?:all\s)?for\s(?:following|reading|joining|watching|listening|your\s(?:company"
    r"|time|attention|emails|comments|questions)|tuning|staying|being\swith|coming|talking|speaking)\b.{0,80}"
    r"|you(?:['’]re|\sare)\slistening\sto\s.{1,100}|this\sis\s[^.!?]{2,40}\s(?:reporting|signing\soff)\b.{0,60}"
    r"|(?:(?:i['’]m|i\sam|my\sname\sis)\s[^.!?]{2,40},?\sand\s)?(?:i|we)(?:['’]ll|\swill)\sbe\s(?:with\syou|bringing\syou|back\s(?:tomorrow|soon|later"
    r"|shortly|with\smore|after\s(?:this|the|a)))\b.{0,120}"
    r"|(?:stay|do\sstay)\s(?:with\sus|tuned)\b.{0,80}|(?:please\s)?(?:do\s)?(?:get\sin\stouch|send\s(?:me|us)\syour)\b.{0,120}"
    r"|(?:you\scan\s)?(?:follow|find|read)\s(?:our|all\sour|the\slatest|more\sof\sour)\s(?:\w+\s){0,3}?(?:coverage|live\sblog|updates|reporting)\b.{0,80}"
    r"|(?:this|our|the)\s(?:live\s)?(?:blog|coverage|feed|live\spage)\s(?:is|has|will\sbe)\s(?:now\s)?(?:been\s)?(?:closed|closing|ended|paused|over|continued"
    r"|continuing)\b.{0,80}"
    r"|we(?:\sare|['’]re)\s(?:now\s)?(?:closing|pausing|wrapping\sup|ending|opening|starting)\s(?:this|our|the)\s(?:live\s)?(?:blog|coverage|feed)\b.{0,80}"
    r"|(?:here(?:['’]s|\sis|\sare)\s(?:a\s(?:quick\s|brief\s)?)?(?:summary|recap|round-?up|what\swe\sknow|the\s(?:main|key|latest)\s(?:points|developments|news))\b.{0,80})"
    r"|see\syou\s(?:tomorrow|soon|later|next)\b.{0,40})[.!:]?",
    re.IGNORECASE,
)
"""What the host of a live blog or a programme says to its readers, of which nothing is told."""
_CONTACT: Final = re.compile(r"(?:(?:press|media)\s)?(?:contacts?|enquiries|inquiries)\s?:.{0,160}", re.IGNORECASE)
""" "Contact: Derek Lume, press@salt.example", in which nothing is told."""
_POSTED: Final = re.compile(
    r"(?:posted|published|uploaded)\s(?:on\s)?.{4,30}\sby\s[\w.-]+\.?|forwarded\sfrom\b.*", re.IGNORECASE
)
""" "Posted on 2 October 2018 by admin", "Forwarded from: Orsa Live"."""
_NAME_JOINERS: Final = frozenset(["and", "of", "for", "the", "de", "al", "el", "bin", "van", "von", "in", "at"])
_FURTHER: Final = frozenset(
    [
        "by",
        "on",
        "at",
        "in",
        "of",
        "the",
        "and",
        "published",
        "updated",
        "posted",
        "modified",
        "last",
        "first",
        "created",
        "written",
        "edited",
        "reported",
        "added",
        "gmt",
        "utc",
        "est",
        "edt",
        "pst",
        "pdt",
        "cet",
        "cest",
        "bst",
        "eest",
        "ist",
        "am",
        "pm",
        "a.m",
        "p.m",
        "date",
        "dated",
        "time",
        "issue",
        "min",
        "mins",
        "minute",
        "minutes",
        "read",
        "hours",
        "hour",
        "staff",
        "reporter",
        "reporters",
        "writer",
        "writers",
        "correspondent",
        "correspondents",
        "agencies",
        "editors",
        "our",
        "ago",
        "edition",
        "am/pm",
    ]
)
_CLOCK: Final = re.compile(
    r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?"
    r"|\b\d{1,4}(?:[-/.]\d{1,4}){1,2}\b",
    re.IGNORECASE,
)


def is_credit_line(analysis: Analysis, sentence: Sentence) -> bool:
    """Whether a sentence fills its line and is only a byline, a date, or both."""
    text = analysis.text
    line = text[sentence.start : sentence.end]
    is_note = opens_note(text, analysis.paragraphs[sentence.paragraph].start) and not _tells(sentence, _OF_NOTES)
    if (
        is_note
        or is_dateline(text, sentence)
        or line in mastheads(analysis)
        or is_day_line(_line_around(text, sentence))
    ):
        return True
    formulas = (_NEWSROOM, _FORMULAS, _OF_RELEASES, _OF_HOSTS)
    is_contact = _CONTACT.fullmatch(line.strip()) is not None and not _tells(sentence)
    if is_contact or _REPRINT.match(line.strip()) or any(formula.fullmatch(line.strip()) for formula in formulas):
        return True
    if len(line.split()) > _MOST_WORDS or not fills_line(text, sentence.start, sentence.end):
        return False
    if _POSTED.fullmatch(line.strip()) or _is_day_by_somebody(line.strip()):
        return True
    if (writer := column_writer(line)) is not None:
        return sentence.start > analysis.paragraphs[0].start or writer == analysis.document.byline
    is_told = (
        writer_by_post(line) is not None
        or dated_name(text, Span(sentence.start, sentence.end)) is not None
        or is_republication_line(line)
        or _is_byline(line)
    )
    return is_told or says_who_published(line) or _is_date(text, sentence)


def is_by_host(words: str) -> bool:
    """Whether somebody only greets, thanks or takes leave of those who read or listen."""
    return _OF_HOSTS.fullmatch(words.strip()) is not None


def _tells(sentence: Sentence, but: frozenset[str] = frozenset()) -> bool:
    acts = (entry for entry in sentence.tagged[2:] if entry.tag in {"verb", "aux", "modal"})
    told = (entry for entry in acts if entry.token.lower not in but)
    return any(not but or entry.verb is None or entry.verb.form not in {"base", "gerund"} for entry in told)


_OF_NOTES: Final = frozenset("dated accessed retrieved cited quoted archived see translated".split())
"""Verbs in a note that only say where something stands."""


def _is_day_by_somebody(line: str) -> bool:
    """For "28 February 2021 by admin"."""
    day, by, who = line.rpartition(" by ")
    return bool(by) and len(who.split()) <= _NAME_WORDS and is_day_line(day)


_NAME_WORDS: Final = 3


def is_dateline(text: str, sentence: Sentence) -> bool:
    """Whether a sentence only says where and when the report was written: "KYIV, March 3 (Newswire)"."""
    before = DATELINE.match(text, sentence.start)
    if before is not None and before.end(before.lastgroup or 0) == sentence.end:
        return True
    return DATELINE_ALONE.fullmatch(text, sentence.start, sentence.end) is not None


def _line_around(text: str, sentence: Sentence) -> str:
    """The line in which a sentence stands, where it is short enough to be only a day; else nothing."""
    start = text.rfind("\n", max(0, sentence.start - _LONGEST_LINE), sentence.start) + 1
    end = text.find("\n", sentence.end, sentence.end + _LONGEST_LINE)
    line = text[start : end if end >= 0 else min(len(text), sentence.end + _LONGEST_LINE)]
    return line if len(line) <= _LONGEST_LINE else ""


_LONGEST_LINE: Final = 120


def _is_byline(line: str) -> bool:
    """For "By Mira Tolland", "By Mira Tolland | 5 June 2019": every word of the name is one."""
    match = _BYLINE.match(line.strip("-–—|· "))
    if match is None:
        return False
    words = re.findall(r"[^\W\d_][\w.'’-]*", match["who"])
    names = [word for word in words if word.lower() not in _NAME_JOINERS | _FURTHER]
    return bool(names) and all(word[0].isupper() for word in names)


def _is_date(text: str, sentence: Sentence) -> bool:
    spans = [(t.start, t.end) for t in find_times(text, sentence.start, sentence.end, Interval(None, None))]
    spans += [match.span() for match in _CLOCK.finditer(text, sentence.start, sentence.end)]
    if not spans:
        return False
    return all(
        any(start <= entry.token.start < end for start, end in spans)
        or entry.token.text.isdigit()
        or entry.token.lower in _FURTHER
        for entry in sentence.tagged
        if entry.token.is_word
    )


__all__ = ["is_by_host", "is_credit_line"]
