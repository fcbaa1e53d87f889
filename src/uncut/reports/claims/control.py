# ruff: noqa: E501  patterns stay on one line each
# ruff: noqa: PLR0911  numbered cascades read straight down
"""Who holds which place: "the Guard controls Lume", "the town fell to the Front", "Guard-held Lume"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from uncut.model.report import Mention, PlaceValue
from uncut.reports.claims.listed import lists_of
from uncut.reports.claims.scene import Scene

_REACH: Final = 240
"""Code points between the two, at most."""
_STOP = r"(?:in|on|at|from|to|by|with|and|or|that|who|which|as|for|against|near|after|before|into|inside|outside)"
_WORDS = rf"(?:(?!{_STOP}\b|of\b)[\w.%’'-]+\s)"
_AREA = r"(?:city|towns?|villages?|districts?|neighbou?rhoods?|provinces?|regions?|parts?|most|much|all|half|areas?|swathes?|percent|cent|[\d.]+%|kilomet(?:er|re)s|territory|port|capital|outskirts|majority|countryside|control|side|centre|center|stretch(?:es)?|third|quarter)"
_UP_TO = rf"{_WORDS}{{0,3}}?(?:{_AREA}\s(?:of|over)\s{_WORDS}{{0,4}}?)?"
"""What may stand between a verb and the place: "control of", "large parts of the eastern city of"."""
_HOLD = r"(?:controls?|controlled|holds?|held|occup(?:y|ies|ied)|rules?|ruled|governs?|governed|administers?|administered|dominates?|dominated)"
_TOOK = r"(?:seiz(?:ed|es)|captur(?:ed|es)|took|takes|taken|retook|retakes|retaken|recaptur(?:ed|es)|overr[au]n|conquer(?:ed|s)|liberat(?:ed|es)|reclaim(?:ed|s)|regain(?:ed|s)|annex(?:ed|es)|won|wrested|freed|secured|gained|claim(?:ed|s)\sto\s(?:have\s(?:seized|captured|taken)|control))"
_TAKING = r"(?:(?:re)?tak(?:e|ing)|(?:re-?)?captur(?:e|ing)|seiz(?:e|ing)|occupying|overrun(?:ning)?|liberat(?:e|ing)|conquer(?:ing)?|reclaim(?:ing)?|regain(?:ing)?|wrest(?:ing)?|annex(?:ing)?|clear(?:ed|ing)?|driv(?:e|ing)|free(?:d|ing)?|win(?:ning)?)"
_IN_CONTROL = r"(?:in\s(?:full\s|complete\s|firm\s|effective\s)?control\sof|(?:has|have|had|retains?|retained|maintains?|maintained|exercises?|keeps?|kept|gained|took|takes|taken|seized|won|assumed|claims?|claimed|asserted|consolidated)\s(?:\w+\s)?control\s(?:of|over))"
_GAP = r"(?:\s\([^()]{2,20}\))?(?:\s(?:and|or)\s(?:[\w’'-]+\s){0,3}?[\w’'-]+)?(?:,\s(?:which|who|an?|\w+ed|known|the\s(?:\w+\s){0,2}(?:wing|branch|arm|group|force|party|army|leader|commander|faction|government)\sof)\s[^.;]{3,160}?,)?(?:,?\s(?:which|who|that))?"
_HELPERS = r"(?:\s(?:has|have|had|is|are|was|were|been|be|now|still|also|already|later|then|since|remains?|remained|currently|once|\w+ly|managed\sto|went\son\sto|able\sto|continue[sd]?\sto|(?:do|does|did)\snot|no\slonger|never|not))*"
_WHERE = r"(?:\s(?:in|near|outside|on|of)\s(?:the\s)?(?:[\w-]+\s?){1,4}?)?"
_BY = r"(?:controlled|held|seized|captured|taken(?:\sover)?|retaken|recaptured|occupied|overrun|ruled|governed|administered|liberated|conquered|annexed|run)\sby"
_FELL = r"(?:(?:has|have|had)\s)?(?:fell|fallen|falls|falling|lost)\sto"
_MID = rf"(?:the\s|an?\s|its\s)?(?:(?!{_STOP}\b)[\w-]+\s){{0,2}}?"

_HOLDER_FIRST: Final = (
    (re.compile(rf"{_GAP}{_HELPERS}\s(?:{_IN_CONTROL}|{_HOLD}|{_TOOK})\s{_UP_TO}", re.I), 0.7),
    (re.compile(rf"[^.;:]{{0,100}}?(?<!\bto)(?:\band|,|\bbefore|\bthen|\bafter)\s(?:then\s|later\s)?(?:{_TOOK}|seizing|capturing|retaking|taking|recapturing|overrunning|occupying)\s{_UP_TO}", re.I), 0.6),
    (re.compile(rf"(?:['’]s?)?\s(?:[\w-]+\s)?(?:control|capture|seizure|occupation|takeover|rule|conquest|recapture)\s(?:of|over)\s{_WORDS}{{0,3}}", re.I), 0.65),
    (re.compile(rf"\sof\s(?:over\s|about\s)?{_UP_TO}", re.I), 0.0),
)  # fmt: skip
"""Between a holder and the place behind it; the last one only behind "the capture by"."""
_DEED_BY = re.compile(
    r"\b(?:re-?taking|(?:re)?capture|seizure|occupation|liberation|control|takeover)\sby\s(?:the\s)?$", re.I
)
_PLACE_FIRST: Final = (
    (re.compile(rf"{_WHERE},?(?:\s(?:which|that|was|were|is|are|has|had|have|been|now|still|then|later|once|currently|previously|mostly|largely|being|\w+ly))*\s{_BY}\s{_MID}", re.I), 0.75),
    (re.compile(rf"\s(?:is|was|remains|became)\s(?:the|an?)\s(?:[\w-]+\s){{1,4}}?(?:still\s|now\s)?{_BY}\s{_MID}", re.I), 0.7),
    (re.compile(rf"{_WHERE}(?:['’]s)?,?\s(?:which\s)?{_FELL}\s{_MID}|['’]s\sfall\sto\s{_MID}", re.I), 0.75),
    (re.compile(rf",?(?:\s[\w-]+){{0,4}}?\s(?:under\s(?:the\s)?(?:control|rule|occupation)\sof|in\sthe\shands\sof)\s{_MID}", re.I), 0.75),
)  # fmt: skip
_AFTER_TAKING = re.compile(
    rf"(?:^|[.;,]\s|\s)(?:after|by|having|since|before)\s(?:seizing|capturing|taking|retaking|recapturing|overrunning|occupying|seized|captured|taken|retaken)\s{_UP_TO}$",
    re.I,
)
_SUBJECT_NEXT = re.compile(r",\s(?:the\s)?")
_UNDER = re.compile(r",?(?:\s[\w-]+){0,3}?\sunder\s(?:the\s)?(?:[\w-]+\s)?", re.I)
_RULE_BEHIND = re.compile(r"(?:['’]s?)?\s(?:[\w-]+\s)?(?:control|rule|occupation)\b", re.I)
_TO = re.compile(rf"\sto\s{_MID}", re.I)
_FALL_OF = re.compile(rf"\b(?:fall|loss|surrender)\sof\s{_WORDS}{{0,4}}$", re.I)
_BY_WHOM = re.compile(rf"\sby\s{_MID}", re.I)
_DEED_OF = re.compile(rf"\b(?:re-?taking|(?:re)?capture|seizure|occupation|liberation|takeover)\sof\s{_UP_TO}$", re.I)
_FROM = re.compile(r"(?:\sback)?\sfrom\s(?:the\s)?", re.I)
_TAKEN_UP_TO = re.compile(rf"\b(?:{_TOOK}|{_TAKING})\s(?:back\s)?{_UP_TO}$", re.I)
_HELD = re.compile(r"-(?:held|controlled|occupied|run|ruled|administered)\b", re.I)
_LOST = re.compile(rf"{_GAP}{_HELPERS}\slost\s{_UP_TO}", re.I)
_SEAT = re.compile(r"(?:['’]s?)?\s(?:[\w-]+\s){0,2}?(?:stronghold|bastion|capital)\b", re.I)
_IS_SEAT = re.compile(r",\s(?:an?\s|the\s)?(?:(?:de\sfacto|self-\w+|main|last|former)\s)?", re.I)
_STRONGHOLD_OF = re.compile(r"(?:['’]s?)?\s(?:[\w-]+\s){0,2}?(?:stronghold|bastion)\s(?:of|in)\s(?:the\s)?", re.I)


class Held(NamedTuple):
    """A place and who holds it."""

    holder: Mention
    place: Mention
    confidence: float
    ended: bool = False
    """Whether the text says that it holds it no longer."""


def only_holds(text: str, one: Mention) -> bool:
    """Whether somebody is named only as the holder of what comes behind: "Guard-held Lume"."""
    return _HELD.match(text, one.quote.end) is not None


def find_held(text: str, scene: Scene) -> Iterator[Held]:
    """Who is told to hold which place, or to have held it, in one sentence."""
    grounds = scene.grounds
    holders = [
        m for m in scene.actors if not any(m.quote == ground.quote for ground in grounds if ground.actor != m.actor)
    ]
    ends = [ground for ground in grounds if not _is_setting(text, grounds, ground)]
    by_list = {id(m): one for one in lists_of(text, ends) for m in one}
    seen: set[tuple[object, int]] = set()
    for place in ends:
        for held in _surest(text, holders, place):
            for member in by_list.get(id(place), [place]):
                if member is not place and _IS_TOLD_OF.match(text, member.quote.end):
                    continue
                if (held.holder.actor, id(member)) not in seen and member.actor != held.holder.actor:
                    seen.add((held.holder.actor, id(member)))
                    yield held._replace(place=member)


def _surest(text: str, holders: Sequence[Mention], place: Mention) -> list[Held]:
    """Those of the holders who are told to hold it; where one is the subject beyond doubt, no other one took it."""
    found = [_held(text, holders, one, place) for one in holders if one.actor != place.actor]
    told = [one for one in found if one is not None]
    is_sure = any(one.confidence >= _SURE and not one.ended for one in told)
    return [one for one in told if not is_sure or one.confidence >= _SURE or one.ended]


def _is_setting(text: str, grounds: Sequence[Mention], place: Mention) -> bool:
    """Whether a place only says where another lies ("Lume in the north"), or what it is ("Lume is the largest town")."""
    start = place.quote.start
    if not _is_named(place) and _IS.search(text, max(0, start - 20), start):
        return True
    return any(_LIES.fullmatch(text, one.quote.end, start) for one in grounds if one.quote.end < start)


def _is_named(place: Mention) -> bool:
    return isinstance(place.place, PlaceValue)


def _held(text: str, holders: Sequence[Mention], holder: Mention, place: Mention) -> Held | None:
    one, ground = holder.quote, place.quote
    if ground.holds(one) or 0 <= ground.start - one.end <= _NEXT_TO:
        marked = _HELD.match(text, one.end)
        if marked and (
            _is_named(place) if ground.holds(one) else re.fullmatch(rf"\s{_UP_TO}", text[marked.end() : ground.start])
        ):
            return Held(holder, place, 0.75)
    if one.end <= ground.start <= one.end + _REACH:
        return _behind(text, holders, holder, place)
    if ground.end <= one.start <= ground.end + _REACH:
        return _in_front(text, holder, place)
    return None


def _behind(text: str, holders: Sequence[Mention], holder: Mention, place: Mention) -> Held | None:
    """What the words between a holder and a place behind it say."""
    span = holder.quote.end, place.quote.start
    if "," in text[slice(*span)] and _HELPED_BY.search(text, max(0, holder.quote.start - 80), holder.quote.start):
        return None
    if holder.kind != "location" and _STRONGHOLD_OF.fullmatch(text, *span):
        return Held(holder, place, 0.7)
    if _LOST.fullmatch(text, *span):
        return Held(holder, place, 0.7, ended=True)
    for pattern, confidence in _HOLDER_FIRST:
        if not pattern.fullmatch(text, *span):
            continue
        is_object = confidence < _ADJACENT and _HAS_SUBJECT.search(
            text, max(0, span[0] - len(holder.quote.text) - 20), holder.quote.start
        )
        if confidence and not is_object and not (confidence < _ADJACENT and _is_crossed(text, holders, *span)):
            return Held(holder, place, confidence)
        if not confidence and _DEED_BY.search(text, max(0, holder.quote.start - 40), holder.quote.start):
            return Held(holder, place, 0.7)
    return None


def _in_front(text: str, holder: Mention, place: Mention) -> Held | None:
    """What the words between a place and a holder behind it say, with those before and behind both."""
    span = place.quote.end, holder.quote.start
    before = text[max(0, place.quote.start - 60) : place.quote.start]
    for pattern, confidence in _PLACE_FIRST:
        if pattern.fullmatch(text, *span):
            return Held(holder, place, confidence)
    if _UNDER.fullmatch(text, *span) and _RULE_BEHIND.match(text, holder.quote.end):
        return Held(holder, place, 0.75)
    if _TO.fullmatch(text, *span) and _FALL_OF.search(before):
        return Held(holder, place, 0.75)
    if _BY_WHOM.fullmatch(text, *span) and _DEED_OF.search(before):
        return Held(holder, place, 0.7)
    if _FROM.fullmatch(text, *span) and _TAKEN_UP_TO.search(before):
        return Held(holder, place, 0.7, ended=True)
    if _AFTER_TAKING.search(before) and _SUBJECT_NEXT.fullmatch(text, *span):
        return Held(holder, place, 0.65)
    is_seat = holder.kind != "location" and _IS_SEAT.fullmatch(text, *span) and _SEAT.match(text, holder.quote.end)
    return Held(holder, place, 0.7) if is_seat else None


_IS_TOLD_OF = re.compile(r"\s(?:is|was|are|were|has|had|have|fell|remains?|came)\b")
"""Behind the place that begins a clause of its own: "holds Lume, and Kasso is held by …"."""
_LIES = re.compile(r",?\s(?:in|near|outside|of|on)\s(?:the\s)?(?:[\w-]+\s){0,2}", re.I)
_IS = re.compile(r"\b(?:is|was|remains|became)\s$", re.I)
_NEXT_TO: Final = 60
_SURE: Final = 0.7
"""Of patterns whose holder is the subject, or named as the one who did it."""
_ADJACENT: Final = 0.65
"""Patterns less sure than this have room for another holder in between, who then is the one that is meant."""


_HELPED_BY: Final = re.compile(r",\s(?:backed|supported|helped|aided|assisted|joined)\s(?:by|with)\s[^,;]*\Z", re.I)
"""Before those who only help whoever takes a place: "the army, backed by militias, took Lume"."""
_HAS_SUBJECT: Final = re.compile(
    r"\b(?:fought|attacked|defeated|expelled|ousted|drove\sout|overran|beat|routed|killed|captured)\s(?:the\s|its\s)?\Z",
    re.I,
)
"""Before those to whom somebody does something, who then takes the place: "fought the army and took the city"."""


def _is_crossed(text: str, holders: Sequence[Mention], start: int, end: int) -> bool:
    return any(start <= m.quote.start and m.quote.end <= end and m.kind != "location" for m in holders)
