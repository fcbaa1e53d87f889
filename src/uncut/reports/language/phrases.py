# ruff: noqa: PLR0911  numbered cascades read straight down
"""Noun phrases and verb groups over tagged tokens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from uncut.reports.language.tagging import Tagged
from uncut.reports.lexicon import MONTHS, WEEKDAYS

_INSIDE = frozenset({"det", "poss", "adj", "num", "noun", "name", "gen"})
_HEADS = frozenset({"noun", "name", "num", "pron"})
_JOINERS = frozenset({"of", "for", "and", "al", "de", "bin", "ibn", "van", "von", "el", "the", "in"})
_PERIODS = frozenset("day night week weekend month quarter spring summer autumn winter year decade century".split())


class Phrase(NamedTuple):
    """A noun phrase without what follows it; half-open token indices."""

    start: int
    end: int
    head: int
    """Index of the head token: the last noun or name of the phrase."""


def noun_phrases(tagged: Sequence[Tagged]) -> list[Phrase]:
    """Flat noun phrases, left to right: determiners, adjectives, numbers, nouns, names and genitives."""
    phrases: list[Phrase] = []
    at = 0
    while at < len(tagged):
        tag = tagged[at].tag
        if tag == "pron":
            phrases.append(Phrase(at, at + 1, at))
            at += 1
        elif tag in _INSIDE and tag != "gen":
            end = at
            while end < len(tagged) and _continues(tagged, at, end):
                end += 1
            head = next((k for k in range(end - 1, at - 1, -1) if tagged[k].tag in _HEADS), None)
            if head is not None:
                phrases.append(Phrase(at, head + 1, head))
            at = max(end, at + 1)
        else:
            at += 1
    return phrases


def _continues(tagged: Sequence[Tagged], start: int, at: int) -> bool:
    entry = tagged[at]
    if at == start + 1 and entry.tag == "name" and _is_fronted_day(tagged, start):
        return False
    if at > start and entry.tag in {"det", "poss"} and tagged[at - 1].tag not in {"det", "adv"}:
        return False
    if at > start and (_opens_time(tagged, at) or _opens_count(tagged, at) or _is_behind_date(tagged, start, at)):
        return False
    if at > start and entry.tag == "num" and tagged[at - 1].token.lower == "dead":
        return False  # "shot dead two men"
    if entry.tag in _INSIDE:
        return True
    if at > start and entry.tag == "verb" and entry.verb is not None:
        # "the armed men", "a wounded soldier": a participle between determiner and noun.
        after = tagged[at + 1] if at + 1 < len(tagged) else None
        modifies = (
            tagged[at - 1].tag in {"det", "poss", "adj", "num"}
            and after is not None
            and after.tag in {"noun", "name", "adj"}
        )
        return modifies and entry.verb.form in {"participle", "past_or_participle", "gerund"}
    if entry.token.text == "&" and at > start:
        return True
    if entry.token.text == "@" and at > start and at + 1 < len(tagged):  # "the account @handle"
        return tagged[at + 1].token.start == entry.token.end
    if entry.token.text == "-" and at > start and at + 1 < len(tagged):  # "a 41-year-old trader"
        before, after = tagged[at - 1], tagged[at + 1]
        is_tight = before.token.end == entry.token.start and entry.token.end == after.token.start
        return is_tight and before.tag == "num" and after.tag in {"noun", "adj"}
    return False


def _opens_count(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a number counts what follows, and says nothing of the noun before: "the army 47 men"."""
    behind = tagged[at + 1] if at + 1 < len(tagged) else None
    is_plural = behind is not None and behind.tag == "noun" and behind.token.lower.endswith(("s", "men", "people"))
    if tagged[at].tag != "num" or not is_plural:
        return False
    return tagged[at - 1].token.lower in _TELL or (behind.token.lower in _PEOPLE and _is_where(tagged, at - 1))  # type: ignore[union-attr]


def _opens_time(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a name or noun ends before a time without a preposition: "joined the Salt Council last year"."""
    behind = tagged[at + 1].token.lower if at + 1 < len(tagged) else ""
    is_time = behind in _PERIODS or behind in WEEKDAYS or behind in MONTHS
    return tagged[at].token.lower in {"last", "next"} and is_time and tagged[at - 1].tag in {"noun", "name"}


def _is_behind_date(tagged: Sequence[Tagged], start: int, at: int) -> bool:
    """Whether a year closes a circumstance, and a name begins behind it: "In May 2019 Kasso dismissed Lume"."""
    year = tagged[at - 1].token.text
    if tagged[at].tag != "name" or not (len(year) == _YEAR_DIGITS and year.isdigit()):
        return False
    first = at - 2
    if at - start > 2 and tagged[first].token.lower in MONTHS and tagged[first - 1].tag == "num":
        return True  # "Friday 23 May 2014 Northern rebels shelled a rally"
    while first > 0 and (tagged[first].token.lower in MONTHS or tagged[first].tag == "num"):
        first -= 1
    return first >= 0 and tagged[first].token.lower in {"in", "on", "since", "until", "by", "early", "late"}


_YEAR_DIGITS = 4


def _is_where(tagged: Sequence[Tagged], last: int) -> bool:
    """Whether a name that ends at token ``last`` says where: "in Kone Thar nine people died"."""
    first = last
    while first > 0 and tagged[first].tag == "name":
        first -= 1
    return first < last and tagged[first].token.lower in {"in", "at", "near"}


_PEOPLE = frozenset("people civilians men women children soldiers villagers residents fighters persons".split())
_TELL = frozenset(
    """army military navy police ministry government militia authorities officials residents witnesses rebels council
    doctors activists""".split()
)
"""Who gives numbers, and is not numbered: "according to the army 47 men died"."""


def _is_fronted_day(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a weekday closes a circumstance, and the subject begins behind it: "On Monday Kasso left"."""
    return tagged[at].token.lower in WEEKDAYS and at > 0 and tagged[at - 1].token.lower == "on"


def widened_of(tagged: Sequence[Tagged], phrases: Sequence[Phrase], index: int) -> Phrase:
    """The phrase with an "of …" phrase behind it ("the people of Syria")."""
    phrase = phrases[index]
    while (
        index + 1 < len(phrases)
        and phrases[index + 1].start == phrase.end + 1
        and tagged[phrase.end].token.lower == "of"
    ):
        phrase = Phrase(phrase.start, phrases[index + 1].end, phrase.head)
        index += 1
    return phrase
