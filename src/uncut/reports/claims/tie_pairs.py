# ruff: noqa: E501  word lists stay on one line each
"""What two mentions side by side are to each other, by the words around both: a possession, a name, a joint act."""

from __future__ import annotations

import re
from typing import NamedTuple

from uncut.model.report import Mention, TieKind

_REACH = 140
"""Code points in front of the two that are looked at."""


class RuleTie(NamedTuple):
    """A tie that a pattern found between two mentions."""

    kind: TieKind
    source: Mention
    target: Mention
    confidence: float
    settled: bool = False
    """Whether the pattern leaves nothing to judge: a bracket, a list."""


def side_by_side(text: str, first: Mention, second: Mention, *, is_crossed: bool) -> RuleTie | None:
    """The tie of two that stand next to each other; ``is_crossed`` where others stand between."""
    middle = text[first.quote.end : second.quote.start]
    if own := _own_body(text, first, second, middle):
        return own
    if is_apposition(text, first, second):
        return RuleTie("same_as", first, second, 0.65)
    if _AND.fullmatch(middle) and (kind := _together(text, first, second)):
        return RuleTie(kind, first, second, 0.75)
    if _DEFECTED.fullmatch(middle) and second.kind == "person":
        return RuleTie("split_from", second, first, 0.75)
    return None if is_crossed else _fought(text, first, second, middle)


_DEFINITE = re.compile(r"(?:the|his|her|its|their|our|this|that)\s|[\w\s-]+['’]s?\s")
_ONE_OF_SOME = re.compile(r"(?:an?|another|one|some|any|each|every|no)\s", re.I)
"""Before somebody who is one of several, at the head of a sentence too: "Another witness"."""
_APPOSITION = re.compile(r"^,\s(?:the\s)?$")


def is_apposition(text: str, first: Mention, second: Mention) -> bool:
    """Whether a name and a description that are one person's stand side by side: "the minister, Omar Haddad"."""
    opens = text[max(0, first.quote.start - 2) : first.quote.start].strip(" ") in {"", "\n", "."}
    if _SPEAKS.match(text, second.quote.end) and not (opens and second.quote.text[0].isupper()):
        return False
    if not (_identifies(first.quote.text) and _identifies(second.quote.text)):
        return False
    return first.kind == second.kind == "person" and bool(_APPOSITION.match(text[first.quote.end : second.quote.start]))


def _identifies(words: str) -> bool:
    """Whether words say who somebody is: a name, "the spokesman"; "an officer" and "commander of the Guard" say what."""
    if _ONE_OF_SOME.match(words):
        return False
    return words[0].isupper() or _DEFINITE.match(words) is not None


def _own_body(text: str, first: Mention, second: Mention, middle: str) -> RuleTie | None:
    """What is somebody's own: "Haddad and his government", "the Front's media office", "2nd Battalion, 5th Regiment"."""
    if second.kind != "organisation" or first.kind not in {"organisation", "person"}:
        return None
    if first.kind == "person":
        return RuleTie("leads", first, second, 0.7) if _AND_HIS.search(f"{middle}{second.quote.text}") else None
    if _QUOTED_OWN.fullmatch(middle) and _IS_PROGRAMME.match(text, second.quote.end):
        return RuleTie("part_of", second, first, 0.7)
    if _GENITIVE.fullmatch(middle) and _OFFICE_OF.search(second.quote.text):
        return RuleTie("part_of", second, first, 0.7)
    is_unit = _UNIT.search(first.quote.text) and _UNIT.search(second.quote.text)
    is_list = _LIST_ENDS.match(text, second.quote.end)
    return RuleTie("part_of", first, second, 0.7) if middle == ", " and is_unit and not is_list else None


_AND_HIS = re.compile(
    r"^\sand\s(?:his|her)\s(?:own\s)?(?:[\w-]+\s){0,2}(?:government|regime|cabinet|administration|army|forces|militia|fighters|troops|men|group|movement|party|council|network)$",
    re.I,
)
_QUOTED_OWN = re.compile(r"['’]s?\s[“\"‘']")
_IS_PROGRAMME = re.compile(
    r"[”\"’']\s(?:[\w-]+\s){0,4}(?:programmes?|programs?|operation|scheme|project|network|unit)\b", re.I
)
_GENITIVE = re.compile(r"['’]s?\s(?:own\s|main\s)?")
_OFFICE_OF = re.compile(
    r"\b(?:office|department|directorate|ministry|council|committee|bureau|cell|wing|arm|branch|battalion|brigade|unit|squad|division|bloc|command|body|agency|network)s?$",
    re.I,
)
"""Last words for what a body is made of."""
GENITIVE_OFFICE = re.compile(rf"['’]s?\s(?:[\w-]+\s){{0,2}}{_OFFICE_OF.pattern[2:-1]}", re.I)
_UNIT = re.compile(
    r"\b(?:battalion|brigade|regiment|division|company|squadron|group|wing|corps|battery|platoon|fleet|army|command|directorate|department)$",
    re.I,
)
_LIST_ENDS = re.compile(r",?\s(?:and|or|as\swell\sas)\s|,\s(?:the\s)?[\w\s-]{2,40},?\sand\s")


def _fought(text: str, first: Mention, second: Mention, middle: str) -> RuleTie | None:
    """ "In the campaign against them, the army", "the army pushed them back"."""
    if middle in {", ", ", the "} and _PURPOSE.search(text, max(0, first.quote.start - 60), first.quote.start):
        return RuleTie("opposes", second, first, 0.65)
    if _DRIVING.search(middle) and _AWAY.match(text, second.quote.end):
        return RuleTie("opposes", first, second, 0.65)
    return None


def _together(text: str, first: Mention, second: Mention) -> TieKind | None:
    """What two that "and" joins do with each other: by the words in front of both, or behind."""
    ahead = max(0, first.quote.start - _REACH)
    if _TALKS.search(text, ahead, first.quote.start) or _MEET.match(text, second.quote.end):
        return "met"
    if _SIDE_BY_SIDE.match(text, second.quote.end):
        return "allied_with"
    is_fight = _FIGHTS.search(text, ahead, first.quote.start) or _CLASH.match(text, second.quote.end)
    return "opposes" if is_fight else None


_SIDE_BY_SIDE = re.compile(
    r"\s(?:(?:are|were|is|was|have|had|has|been|remain|will|both|all|also|now|jointly|continue\sto)\s){0,3}"
    r"(?:(?:fight|fought|fighting|work|worked|working|operate|operated|operating|stand|stood|standing)\s(?:\w+\s)?"
    r"(?:together|side\sby\sside|alongside\seach\sother|hand\sin\shand)"
    r"|(?:committed|determined)\sto\s(?:defeat|destroy|fight|degrad|eliminat)\w*|united\sagainst|allied\b(?!\swith)|allies\b)",
    re.I,
)
"""What those do whom "and" joins and who are on one side: "the army and the Guard are fighting together"."""
_CLASH = re.compile(
    r"\s(?:have\s|had\s|has\s|also\s){0,2}(?:clashed|fought|battled|exchanged\s(?:\w+\s)?fire)\b(?!\s(?:against|alongside|for|with))",
    re.I,
)
_SPEAKS = re.compile(r"\s(?:said|says|added|told|claimed|reported|announced|wrote)\b")
"""Behind whoever says what stands before the comma: "…, the governor said"."""


_PURPOSE = re.compile(
    r"\b(?:campaign|fight|effort|efforts|operation|operations|battle|war|struggle|offensive)\s(?:to\s(?:defeat|destroy|fight|degrade|contain|counter)|against)\s(?:the\s)?$",
    re.I,
)
"""Before those whom somebody fights who is named behind a comma: "In the campaign to defeat them, the army has …"."""
_DRIVING = re.compile(
    r"\b(?:push|driv|forc|chas|beat|throw|hurl)(?:e|es|ed|ing|en)?\s(?:the\s)?(?:[\w-]+\s){0,2}$|\b(?:drove|threw)\s(?:the\s)?$",
    re.I,
)
_AWAY = re.compile(r"\s(?:back|out|away|off)\b", re.I)
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
