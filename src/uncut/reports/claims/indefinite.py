# ruff: noqa: E501  patterns stay on one line each
"""Dead who are told without a number: "several insurgents", "killing them", "the commander and his brother"."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from uncut.reports.mentions.world import GROUP_NOUNS, PERSON_NOUNS

_SEVERAL, _MANY = 3, 4
"""The least that "several" and "many" say, as the coders of the ISAF releases read them."""
_LEAST: Final = {
    "several": _SEVERAL, "multiple": _SEVERAL, "a few": _SEVERAL, "a handful of": _SEVERAL, "a group of": _SEVERAL,
    "a number of": _SEVERAL, "numerous": _MANY, "many": _MANY, "a large number of": _MANY, "large numbers of": _MANY,
    "some": _SEVERAL, "both": 2, "a couple of": 2,
}  # fmt: skip
_SOME = "|".join(sorted((re.escape(word).replace(r"\ ", r"\s") for word in _LEAST), key=len, reverse=True))
_WORDS = r"(?:(?!(?:and|were|was|in|on|at|near|after|when|with|by|during|as|who|that|while|including|from|no)\b)[\w'’-]+\s?){0,5}"
_DONE = r"\bkill(?:ed|ing|s)|\bshot\sdead|\beliminat(?:ed|ing)|\bexecut(?:ed|ing)|\bmurder(?:ed|ing)"
_HAPPENED = (
    r"(?:were|was|are|been|being)\s(?:\w+\s(?:and\s)?){0,3}?killed|killed\b(?!\s(?:the|a|an|\d|him|them))|dead\b|died\b"
)
_NAME = r"(?:(?:[A-Z][\w'’]+|al|ul|bin)[\s-]){0,3}[A-Z][\w'’]+"
_ACTIVE_SOME = re.compile(rf"(?:{_DONE})\s(?:at\sleast\s)?(?P<n>{_SOME})\b(?P<who>\s{_WORDS})", re.I)
_PASSIVE_SOME = re.compile(rf"\b(?P<n>{_SOME})\s(?P<who>(?:[\w'’-]+\s){{0,5}}?)(?:{_HAPPENED})", re.I)
_SOME_AND_KILLED = re.compile(
    rf"\b(?P<n>{_SOME})\s(?P<who>(?:[\w'’-]+\s){{1,3}}?)[a-z][^.;]{{5,90}}?\sand\s(?:were|was)\s(?:\w+\s)?killed\b",
    re.I,
)
_RESULTING = re.compile(rf"\b(?:killing|deaths?)\sof\s(?P<n>{_SOME})\b(?P<who>\s{_WORDS})", re.I)
_THEM = re.compile(
    rf"(?:{_DONE})\s(?P<who>them\b|(?:all\s(?:of\s)?)?(?:the|these|those)\s(?:[\w'’-]+\s){{0,3}}?(?P<plural>\w+s|men)\b)(?!['’])",
    re.I,
)
_ALL_KILLED = re.compile(
    r"\b(?P<who>they|the\s(?:[\w'’-]+\s){0,2}?(?P<plural>\w+s|men))\swere\s(?:\w+\s(?:and\s)?){0,3}?killed\b", re.I
)
_NAMED = re.compile(
    rf"(?:(?i:{_DONE}|\bthe\sdeath\sof|\bdeath\sof))\s(?P<who>(?:the\s(?:[\w-]+\s){{0,3}})?{_NAME})\b(?!\s(?:province|district|city|forces|troops|soldiers))"
)
_ONE = re.compile(
    r"\bkill(?:ed|ing)\s(?P<who>him|her|one)\b|\b(?P<who2>[Hh]e|[Ss]he)\swas\s(?:\w+\s(?:and\s)?){0,3}?killed\b|\b(?P<who3>(?:[Aa]n?|[Tt]he|[Oo]ne)\s(?:[\w'’-]+\s){1,4}?)(?:\w+\s){0,6}?(?:was|and\swas)\s(?:\w+\s(?:and\s)?){0,3}?killed\b"
)
_JOINED = re.compile(
    rf"(?:,\s[A-Z]\w+)?(?:,?\s(?:and|along\swith|together\swith|as\swell\sas)\s)(?:(?P<some>{_SOME})\s(?:other\s)?|(?P<one>(?:his|her|an?|one|another)\s(?:other\s)?))(?P<noun>(?:[\w'’-]+\s?){{1,3}})",
    re.I,
)
_NOBODY = re.compile(r"\b(?:no|not|none|without|nobody|never)\b|n['’]t\b", re.I)


class LeastDead(NamedTuple):
    """The least number that words without a number say, and the span of those who died."""

    killed: int
    start: int
    end: int
    basis: str
    """In words; empty for somebody who is told alone."""


def find_least_dead(sentence: str) -> LeastDead | None:
    """The first such words of ``sentence``; ``None`` where it has none, or says that nobody died."""
    for pattern in (_ACTIVE_SOME, _PASSIVE_SOME, _SOME_AND_KILLED, _RESULTING):
        for match in pattern.finditer(sentence):
            if _NOBODY.search(sentence[max(0, match.start() - 25) : match.start()]):
                continue
            words = re.sub(r"\s+", " ", match["n"].lower())
            return LeastDead(_LEAST[words], *_trimmed(sentence, *match.span("who")), f'the least that "{words}" says')
    for pattern, count in ((_THEM, _SEVERAL), (_ALL_KILLED, _SEVERAL), (_NAMED, 1), (_ONE, 1)):
        for match in pattern.finditer(sentence):
            if pattern is _NAMED and _hides_names(match):
                continue  # of a headline in capitals, which hide whether "Wedding Guests" is a name
            plural = match.groupdict().get("plural")
            if (plural and not _is_people(plural)) or _NOBODY.search(
                sentence[max(0, match.start() - 25) : match.start()]
            ):
                continue
            group = next(name for name, words in match.groupdict().items() if words and name.startswith("who"))
            extra = count_joined(sentence, match.end()) if count == 1 else 0
            basis = "" if count == 1 and extra <= 1 else "the least that a plural without a number says"
            return LeastDead(count + extra, *_trimmed(sentence, *match.span(group)), basis)
    return None


def _hides_names(match: re.Match[str]) -> bool:
    """Whether capitals throughout leave open what is a name: "CIVILIANS KILLED IN ATTACK"."""
    is_capital = match.group()[0].isupper() and match["who"].endswith("s")
    return is_capital or match.group().isupper()


def _is_people(noun: str) -> bool:
    lowered = noun.lower()
    return (
        lowered in GROUP_NOUNS or lowered.removesuffix("s") in PERSON_NOUNS or lowered.endswith(("ants", "men", "ers"))
    )


def count_joined(sentence: str, at: int) -> int:
    """Those who are told behind the first: "and his associate", "along with one other insurgent"."""
    match = _JOINED.match(sentence, at)
    if match is None:
        return 0
    words = match["noun"].split()
    if match["some"]:
        return _LEAST[re.sub(r"\s+", " ", match["some"].lower())]
    return (
        1
        if any(word.lower() in PERSON_NOUNS or _is_people(word) for word in words)
        or match["one"].strip().lower() in {"his", "her"}
        else 0
    )


def _trimmed(sentence: str, start: int, end: int) -> tuple[int, int]:
    words = sentence[start:end]
    return start + len(words) - len(words.lstrip()), end - (len(words) - len(words.rstrip()))
