# ruff: noqa: PLR0911  numbered cascades read straight down
"""What the words between two actors say of them, by patterns: the seed of the trained reader of ties."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from uncut.model.report import Mention, TieKind
from uncut.reports.claims.tie_patterns import pattern_for

_REACH = 140
"""Code points between two actors, at most."""


class RuleTie(NamedTuple):
    """A tie that a pattern found between two mentions."""

    kind: TieKind
    source: Mention
    target: Mention
    confidence: float
    settled: bool = False
    """Whether the pattern leaves nothing to judge: a bracket, a list."""


_APPOSITION = re.compile(r"^,\s(?:the\s)?$")


def rule_ties(text: str, actors: tuple[Mention, ...]) -> dict[tuple[int, int], RuleTie]:
    """The ties between the actors of one sentence, by the places of the two in ``actors``."""
    inner, found = _inner(actors), {}
    for at, first in enumerate(actors):
        for number, second in enumerate(actors[at + 1 : at + _NEIGHBOURS], at + 1):
            if _is_named_twice(text, first, second):
                found[at, number] = RuleTie("same_as", first, second, 0.9, settled=True)
            elif first.actor == second.actor and _is_apposition(text, first, second):
                found[at, number] = RuleTie("same_as", first, second, 0.8, settled=True)
            if first.actor == second.actor or (at, number) in found:
                continue
            if second.quote.start >= first.quote.end and (at in inner or _owns(text, actors, second, inner)):
                continue
            if second.quote.start < first.quote.end:
                tie = next(_nested(text, first, second), None)
            else:
                tie = next(_between(text, first, second, _crossed(text, actors, first, second)), None)
            if tie is not None and tie.confidence >= _SUREST_DOUBT:
                found[at, number] = tie
    return found | _listed(text, actors)


def _listed(text: str, actors: tuple[Mention, ...]) -> dict[tuple[int, int], RuleTie]:
    """The members of a body that are listed behind it: "nations that took part include Jordan, Turkey and Oman"."""
    found: dict[tuple[int, int], RuleTie] = {}
    listed: set[int] = set()
    for at, body in enumerate(actors):
        opening = _INCLUDES.match(text, body.quote.end) if body.kind == "organisation" else None
        end = opening.end() if opening else -1
        for number in range(at + 1, len(actors) if opening else 0):
            member = actors[number].quote
            if member.start < end or number in listed:
                continue
            if not _LISTED.fullmatch(text, end, member.start):
                break
            listed.add(number)
            end = member.end
            if actors[number].actor != body.actor:
                found[at, number] = RuleTie("part_of", actors[number], body, 0.8, settled=True)
    return found


_INCLUDES = re.compile(
    r"(?:,|\s?[–—-])?\s(?:(?:which|that|who)\s(?:\w+\s){0,8}?)?(?:including|includes?|included|comprises?|comprising|notably|such\sas|made\sup(?:\sin\spart)?\s(?:of|by)|composed\sof|consist(?:s|ing)\sof)\s",
    re.I,
)
_LISTED = re.compile(r"[\s,]*(?:and\s|as\swell\sas\s)?(?:also\s)?(?:the\s)?", re.I)


def _is_named_twice(text: str, first: Mention, second: Mention) -> bool:
    """Whether the text says that two names are one actor's; of two that seem to be two, an abbreviation in brackets."""
    bridge = _NAMED_TWICE.fullmatch(text, first.quote.end, second.quote.start)
    if bridge is None or first.actor == second.actor:
        return bridge is not None
    return first.kind == second.kind and (not bridge.group().endswith("(") or second.quote.text.isupper())


_NAMED_TWICE = re.compile(
    r",?\s\(?(?:also\s)?(?:known|called|abbreviated|referred\sto)\s(?:by\s[\w\s]{2,30}\s)?as\s(?:the\s)?[\"“‘']?|(?:['’]s)?\s\(\s?(?:the\s)?[\"“‘']?|,?\s(?:aka|a\.k\.a\.)\s[\"“‘']?",
    re.I,
)
"""What stands between two names where the text says that they are one actor's."""


def _is_apposition(text: str, first: Mention, second: Mention) -> bool:
    """Whether a name and a description that are one person's stand side by side: "the minister, Omar Haddad"."""
    return first.kind == second.kind == "person" and bool(_APPOSITION.match(text[first.quote.end : second.quote.start]))


_NEIGHBOURS = 6
_SUREST_DOUBT = 0.35
"""A pattern less sure than this says nothing."""


def _inner(actors: tuple[Mention, ...]) -> frozenset[int]:
    """Mentions that are only a part of another one's name or description."""
    return frozenset(
        at
        for at, one in enumerate(actors)
        for other in actors[max(0, at - 4) : at + 5]
        if other is not one and other.quote.holds(one.quote) and other.quote != one.quote
    )


def _owns(text: str, actors: tuple[Mention, ...], one: Mention, inner: frozenset[int]) -> bool:
    """Whether a mention is inside another, or the owner of the next one: "HTS’ leader Abu Mohammad"."""
    at = next(n for n, other in enumerate(actors) if other is one)
    if at in inner and not text.startswith(("'s", "’s"), one.quote.end):
        return True
    behind = next((other for other in actors[at + 1 : at + 3] if other.actor != one.actor), None)
    if behind is not None and behind.kind == "person" and _MODIFIES.fullmatch(text, one.quote.end, behind.quote.start):
        return True
    return (
        behind is not None
        and re.match(r"['’]s?\s", text[one.quote.end : one.quote.end + 3]) is not None
        and behind.quote.start - one.quote.end < _OWNED_WITHIN
        and "," not in text[one.quote.end : behind.quote.start]
        and behind.kind == "person"
    )


_MODIFIES = re.compile(r"(?:['’]s?(?=\s))?\s*(?:\([A-Z][\w.-]{1,9}\)\s*)?")
"""Nothing but a genitive or an abbreviation between two mentions: the first describes the second."""
_DESCRIBES = re.compile(r"['’]s?\s(?:[\w-]+\s){0,3}")
"""Between somebody and the body that the words before describe him by: "the Front's leader Omar Haddad"."""
_OWNED_WITHIN = 40
_OTHER_CLAUSE = re.compile(
    r"[;:—–]\s|[.!?]\s(?=[A-Z])|\b(?:but|while|although|though|whereas|because|unless|before|after|since|if)\b|,\s(?:and|or)\s(?=\w+\s\w+ed\b)",
    re.I,
)
_OWNED_KIND = re.compile(r"['’]s?\s(?:[\w-]+\s){0,2}?(ally|allies|partners?|enemy|enemies|rivals?)\b", re.I)
_COPULA = re.compile(r"\b(?:is|are|was|were|became|become|remains?|been|as)\s(?:one\sof\s|an?\s|the\s)*$", re.I)
_ACROSS: Final = frozenset({"renamed_to"})
_TITLE_LEADS = re.compile(
    r"\b(?:leader|commander|chief|head|president|prime\sminister|emir|founder|chairman|director|king|ruler|secretary[\s-]general)\b",
    re.I,
)


_BRANCH = re.compile(r"['’]s?\s(?:[\w-]+\s){0,2}(?:branch|wing|arm|affiliate|offshoot|franchise|unit|brigade)", re.I)
_BACKS = re.compile(r"-(backed|led|supported|sponsored|aligned|funded|trained|armed|controlled)\b", re.I)


def _nested(text: str, first: Mention, second: Mention) -> Iterator[RuleTie]:
    """ "Jaysh al-Izza General Commander Major Jamil al-Saleh": the title says what the person is to the body."""
    outer, inner = (first, second) if first.quote.holds(second.quote) else (second, first)
    if backs := _BACKS.match(text, inner.quote.end):
        yield RuleTie("leads" if backs.group(1).lower() == "led" else "supports", inner, outer, 0.8)
        return
    if outer.kind == "organisation" and _BRANCH.fullmatch(text, inner.quote.end, outer.quote.end):
        yield RuleTie("part_of", outer, inner, 0.75)
        return
    person, body = (first, second) if first.kind == "person" else (second, first)
    if person.kind != "person" or body.kind == "person" or not person.quote.holds(body.quote):
        return
    around = text[person.quote.start : body.quote.start] + " " + text[body.quote.end : person.quote.end]
    yield RuleTie("leads" if _TITLE_LEADS.search(around) else "part_of", person, body, 0.75)


def _crossed(text: str, actors: tuple[Mention, ...], first: Mention, second: Mention) -> int:
    """How many others stand between; a country named as a place is no party to what is said."""
    return sum(
        m.kind != "location"
        and first.quote.end <= m.quote.start
        and m.quote.end <= second.quote.start
        and not _MODIFIES.fullmatch(text, m.quote.end, second.quote.start)
        and not (second.kind == "person" and _DESCRIBES.fullmatch(text, m.quote.end, second.quote.start))
        for m in actors
    )


def _between(text: str, first: Mention, second: Mention, crossed: int) -> Iterator[RuleTie]:
    middle = text[first.quote.end : second.quote.start]
    if len(middle) > _REACH:
        return
    if re.fullmatch(r"['’]s?\s", middle) and second.kind == "person" and first.kind != "person":
        if title := _TITLE_LEADS.search(second.quote.text):
            yield RuleTie("leads", second, first, 0.8 if title.start() < 30 else 0.6)
        return
    if owned := _OWNED_KIND.match(text, second.quote.end):
        if _COPULA.search(middle) and not crossed:
            friendly = owned.group(1).lower().startswith(("al", "pa"))
            yield RuleTie("allied_with" if friendly else "opposes", first, second, 0.65)
        return
    if _is_apposition(text, first, second):
        yield RuleTie("same_as", first, second, 0.65)
        return
    if kind := _AND.fullmatch(middle) and _together(text, first, second):
        yield RuleTie(kind, first, second, 0.75)
        return
    if _DEFECTED.fullmatch(middle) and second.kind == "person":
        yield RuleTie("split_from", second, first, 0.75)
        return
    rule = pattern_for(middle) if crossed <= _MOST_CROSSED else None
    if rule is None or (rule.kind not in _ACROSS and _OTHER_CLAUSE.search(middle)):
        return
    if crossed and rule.kind in {"renamed_to", "leads", "same_as"}:
        return
    source, target = (first, second) if rule.forward else (second, first)
    if source is second and _HAS_PEOPLE.match(text, second.quote.end):
        return
    yield RuleTie(rule.kind, source, target, rule.confidence - 0.2 * crossed)


def _together(text: str, first: Mention, second: Mention) -> TieKind | None:
    """What two that "and" joins do with each other: by the words in front of both, or behind."""
    ahead = max(0, first.quote.start - _REACH)
    if _TALKS.search(text, ahead, first.quote.start) or _MEET.match(text, second.quote.end):
        return "met"
    return "opposes" if _FIGHTS.search(text, ahead, first.quote.start) else None


_AND = re.compile(r",?\sand\s(?:the\s)?")
_TALKS = re.compile(
    r"\b(?:talks|meetings?|agreements?|negotiations?|dialogue|discussions?|summit|calls?|deals?|contacts?|conversations?|truce"
    r"|ceasefire)\s(?:\w+\s){0,2}?between\s(?:the\s)?$",
    re.I,
)
"""What goes before two that speak with each other: "talks between the ministry and the Northern Front"."""
_MEET = re.compile(
    r"\s(?:have\s|had\s|has\s|will\s|also\s|today\s|jointly\s){0,2}(?:met|meet|discuss(?:ed)?|agreed?|spoke|speak|talked|signed|negotiated"
    r"|(?:held|hold|began)\stalks|exchanged)\b",
    re.I,
)
"""What two that "and" joins do with each other: "the minister and the envoy met"."""
_FIGHTS = re.compile(
    r"\b(?:clash(?:es)?|fighting|fights?|battles?|war|conflict|combat|skirmish(?:es)?|hostilities|firefight|exchange\sof\sfire)"
    r"\s(?:\w+\s){0,3}?between\s(?:the\s)?$",
    re.I,
)
_DEFECTED = re.compile(r"\)?\s(?:defectors?|deserters?|turncoats?)(?:,|\snamed)?\s", re.I)
_HAS_PEOPLE = re.compile(
    r"\s(?:\([A-Z][\w.-]{1,9}\)\s)?(?:defector|deserter|member|fighter|officer|official|soldier|commander|leader|veteran)s?\b"
)
"""Behind a body: it is one of its people who leads or acts, not the body."""
_MOST_CROSSED = 2
"""Mentions between the two, at most: with three, no rule is sure enough."""
