# ruff: noqa: E501  patterns stay on one line each
"""Words between two actors by which what they seem to be to each other is not so, or only wished for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from uncut.model.report import Mention, TieKind
from uncut.reports.claims.tie_patterns import ARMS, FOR_WHOM, HELP_OF
from uncut.reports.language.verbs import verb_of

_APART: Final = re.compile(
    r"\b(?:distinct\sfrom|different\sfrom|separate\sfrom|unrelated\sto|(?:no|nothing)\s(?:relations?|connection|links?|ties|agreement|contacts?|dealings|alliance|to\sdo)\s(?:to|with)"
    r"|(?:not|never)\s(?:to\s)?be\s(?:confused|mistaken)\s(?:with|for)|unlike|as\sopposed\sto|rather\sthan|instead\sof|contrary\sto)\b",
    re.I,
)
"""Two are told of only to tell them apart."""
_TWO: Final = re.compile(r"\A\s(?:or|nor)\s(?:the\s)?\Z|,?\sand\s(?:the\s|its\s|our\s|their\s|his\s|her\s)?\Z", re.I)
"""Between two of whom one or both are meant: "either the Front or the Guard"."""
_WISHED: Final = re.compile(
    r"\b(?:want(?:s|ed|ing)?|wish(?:es|ed)?|hop(?:es?|ed|ing)|plan(?:s|ned|ning)?|intend(?:s|ed)?|tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?"
    r"|offer(?:s|ed)?|threaten(?:s|ed)?|urg(?:es?|ed|ing)|invit(?:es?|ed)|call(?:s|ed)?\son|encourag(?:es?|ed)|unable|seek(?:s|ing)?|sought|considered|failed|fails)"
    r"\s(?:(?:the|its|his|their|other)\s)?(?:[\w-]+\s){0,3}?(?:to\s|joining\s)|\bvoted\sagainst\s|\bdecided\sagainst\s",
    re.I,
)
_NOT_BY_A_WISH: Final[frozenset[TieKind]] = frozenset(
    {"part_of", "leads", "supplies", "supports", "merged_into", "split_from", "renamed_to", "same_as"}
)
"""What is so only when it was done; who wants to defeat somebody is against him already."""
_BY_MISTAKE: Final = re.compile(
    r"\b(?:mistaken(?:ly)?|by\smistake|accidental(?:ly)?|by\saccident|inadvertent(?:ly)?|unintentional(?:ly)?|in\serror|friendly[\s-]fire)\b",
    re.I,
)
_SERVES: Final = re.compile(
    r"\b(?:fought|fights?|fighting|battl(?:ed|es|ing)|served?|serving|combat)\s(?:\w+\s)?(?:in|for|under|within|as\spart\sof)\s(?:the\s)?\Z",
    re.I,
)
_FOUGHT: Final = re.compile(
    r"\b(?:fought|fights?|fighting|battl(?:ed|es|ing)|attack(?:ed|s|ing)|against|clash(?:ed|es|ing)\swith|struck|bomb(?:ed|ing)|shell(?:ed|ing)|defeat(?:ed|ing)|repell?(?:ed|ing))\s(?:the\s|an?\s)?\Z",
    re.I,
)


def _is_set_against(kind: TieKind, middle: str) -> bool:
    """Whether the words between two tell of something else that the one does to the other, or asks of him."""
    is_done_to = kind == "part_of" and (_DONE_BY_MEMBERS.search(middle) or _BELONGS.search(middle)) is not None
    is_done_to = is_done_to or (kind == "opposes" and _THE_ATTACK.search(middle) is not None)
    return is_done_to or bool((kind in _FRIENDLY and _ACCUSES.search(middle)) or _ASKED_IN_TURN.search(middle))


def _is_of_another(text: str, kind: TieKind, first: Mention, second: Mention, middle: str) -> bool:
    """Whether the words are told of a thing or of somebody whom only the two stand beside.

    "avoided any bloc led by the Front", "used the version supplied by the army", "Kasso's nephew, financed by Norway".
    """
    thing = _THING_BY.search(middle) if kind in _BY_SOMEBODY else None
    if thing is not None and not (kind == "supplies" and _ARMS.search(middle)):
        return _TOLD_OF_IT.search(middle[: thing.start()]) is None
    if kind == "part_of" and middle.split()[:1] == ["from"]:  # "an area seized by rebels from the army"
        return _TAKEN_BY.search(text, max(0, first.quote.start - 40), first.quote.start) is not None
    if kind not in _BETWEEN_TWO:
        return False
    if kind in _BY_SOMEBODY and _LED_BY.search(text, max(0, first.quote.start - 30), first.quote.start):
        return middle.startswith(",")  # "a force led by Kasso, …, and financed by Norway"
    is_first_owner = first.kind == "person" and _OWNS.match(middle) is not None
    if kind == "supports" and HELP_OF.search(middle) and _is_for_name(text, second.quote.end):
        return True  # "documented the support of Norway for the Guard"
    return is_first_owner or (second.kind == "person" and _OWNS.match(text, second.quote.end) is not None)


def _is_for_name(text: str, position: int) -> bool:
    """Whether "for" and a name follow."""
    led = FOR_WHOM.match(text, position)
    return led is not None and text[led.end() : led.end() + 1].isupper()


_TAKEN_BY: Final = re.compile(
    r"\b(?:seized|captured|taken|retaken|recaptured|stolen|looted|wrested|recovered|bought|obtained|received|won)\s(?:\w+\s)?by\s"
    r"(?:[a-z-]+\s)?\Z"
)
"""Before whoever took something from the one who is named behind."""
_BY_SOMEBODY: Final[frozenset[TieKind]] = frozenset({"leads", "supports", "supplies"})
_THING_BY: Final = re.compile(
    r"\b(?:any|an?|the|another|this|that)\s(?:[\w'’-]+\s){1,4}?(?:led|headed|commanded|run|formed|backed|funded|financed|armed"
    r"|trained|supported|supplied|provided)\sby\s(?:the\s|its\s)?(?:[\w-]+\s){0,3}\Z",
    re.I,
)
_TOLD_OF_IT: Final = re.compile(r"(?:\A|[,(–—]|\b(?:is|are|was|were|as|became|remains?))\s*\Z", re.I)
"""Before a noun that says what the first one is: "the Tigers, a militia led by"."""
_ARMS: Final = re.compile(ARMS, re.I)
_BETWEEN_TWO: Final[frozenset[TieKind]] = frozenset({"same_as", "supports", "supplies", "allied_with", "met"})
_OWNS: Final = re.compile(r"['’]s?\s[a-z]")
"""Behind somebody whose nephew, house or death it is."""
_NO_EVIDENCE: Final = re.compile(
    r"\bno\s(?:\w+\s)?(?:evidence|proof|sign|indication|suggestion)\s(?:(?:was\s|is\s)?(?:found|seen)\s)?(?:that|of)\s(?:the\s)?\Z",
    re.I,
)
"""Before what nothing speaks for: "no evidence that Norway has supplied the groups"."""
ITS_OWN: Final = re.compile(r"(?:its|their|his|her)\s", re.I)
"""Opens the words for what belongs to one who is named before."""
_LED_BY: Final = re.compile(r"\b(?:led|headed|commanded|founded|run)\sby\s(?:the\s)?\Z")
_DONE_BY_MEMBERS: Final = re.compile(
    r"\b(?:by|against|with)\s(?:(?:an?|the|some|several|two|three|\d+)\s)?(?:[\w-]+\s){0,2}?(?:members?|fighters?|soldiers?|units?|officers?|mercenaries|troops|instructors|advisers)"
    r"\s(?:of|from|within)\s(?:the\s)?\Z",
    re.I,
)
"""Those who did something to the first one are of the second: "was shot down by a fighter of the Guard"."""
_BELONGS: Final = re.compile(r"\w\s(?:an?|the|its|their|several|some|\d+|\w+s)\s(?:[\w-]+\s)*belonging\sto\b", re.I)
"""What belongs to the second one is no person: "gunmen blew up a mast belonging to the company"."""
_THE_ATTACK: Final = re.compile(
    r"\b(?:said|says|denied|denies|claimed|claims)\b[^;]*\bthe\s(?:attack|raid|strike|bombing|killing)s?\s(?!on\b|against\b|of\b)",
    re.I,
)
"""Who only speaks of an attack."""
_ASKED_IN_TURN: Final = re.compile(r"\bto\s\w+\s[^;]{3,80},\sand\son\s(?:the\s)?[A-Z]")
"""Between two of whom different things are asked: "calls on both to end the war, and on Norway to stop arming"."""
_FRIENDLY: Final[frozenset[TieKind]] = frozenset({"part_of", "leads", "same_as", "allied_with", "supports"})
_ACCUSES: Final = re.compile(
    r"\A\s(?:(?:has|have|had|also|later|repeatedly)\s){0,3}(?:accus|blam|condemn|denounc|criticis|criticiz)\w+\s(?:the\s)?\Z",
    re.I,
)
"""Between one who accuses and whom: by that they are tied in nothing."""
_BESIDE: Final = re.compile(r"(?:\s\([^()]{2,20}\))?,?\s(?:alongside|together\swith|side\sby\sside\swith|with)\b", re.I)


_SUPPOSED: Final = re.compile(r"\b(?:if|unless|whether)(?:,[^,;.]{2,60},)?\s(?P<lead>(?:[\w’'-]+\s){0,3})\Z", re.I)
"""Before what is only supposed or asked: "If Norway helped us, we would not be hungry", "if last year Norway sent"."""
_ASIDE: Final = re.compile(r"\s?,\s(?:which|who|whose)\b")
_FINITE: Final = frozenset({"third", "past", "past_or_participle"})
_CONDEMNS_A_DEED: Final = re.compile(
    r"\b(?:condemn|denounc|deplor|decri|criticis|criticiz|protest|mourn)\w*\s(?:[\w-]+\s){0,3}?(?:killings?|murders?|massacres?|deaths?"
    r"|attacks?|strikes?|bombings?|shelling|abductions?|kidnappings?|detentions?|arrests?|executions?|assassinations?|treatment|torture"
    r"|persecution|beatings?|shootings?|expulsion|displacement|rape|lynching|slaughter|sacking|dismissal)\s(?:of|on|against)\b",
    re.I,
)
"""Between one who condemns what was done to the other, whom he is not against."""
_BY_WHICH: Final = re.compile(r"[^;.]{0,40},\s(?:\w+ly\s)?\w+ing\s")
_STRUCK: Final = (
    r"(?:(?:ambush|attack|raid|shell|bomb|target|storm)ed|struck|hit|(?:attack|raid|strike|ambush)\s(?:on|of|against))"
)
_GOVERNED: Final = re.compile(
    rf"\b(?:on|against|at|{_STRUCK})\s(?:the\s)?\Z|\b{_STRUCK}\s(?:an?|the|its|their)\s(?:[\w’'-]+\s){{1,3}}of\s(?:the\s)?\Z"
)
"""Before whom something was done to, so that ", killing nine fighters" is told of who did it: "a convoy of the Front"."""


def _is_only_supposed(text: str, sentence: tuple[int, int], first: Mention) -> bool:
    """Whether the clause of two is one behind "if", and no aside in it: "whether the Guard, which Norway arms, left"."""
    supposed = _SUPPOSED.search(text, max(sentence[0], first.quote.start - 100), first.quote.start)
    if supposed is None or _ASIDE.match(text, first.quote.end):
        return False
    verbs = (verb_of(word.lower()) for word in supposed["lead"].split())
    return not any(verb is not None and verb.form in _FINITE for verb in verbs)


def _is_in_a_quotation(text: str, first: Mention, second: Mention) -> bool:
    """Whether a quotation opens between two and holds the second one, of which it is no mere name: "“a Kremlin tale”"."""
    start, end = first.quote.end, second.quote.start
    start += text[start : start + 1] in _MARKS  # that of the first name
    if text[end - 1] in _MARKS and _MARKS & set(text[second.quote.end : second.quote.end + 2]):
        end -= 1
    middle = text[start:end]
    return ("“" in middle and "”" not in middle[middle.rindex("“") :]) or middle.count('"') % 2 == 1


_MARKS: Final = frozenset('“”"')


def _is_only_told_of(text: str, kind: TieKind, first: Mention, second: Mention, middle: str) -> bool:
    """Whether one neither fought nor met the other: "ambushed a convoy of the Front, killing nine"."""
    if kind == "opposes":
        is_object = _BY_WHICH.match(middle) and _GOVERNED.search(
            text, max(0, first.quote.start - 60), first.quote.start
        )
        return is_object is not None or _CONDEMNS_A_DEED.search(middle) is not None
    return _is_in_a_quotation(text, first, second)


def is_no_tie(text: str, kind: TieKind, source: Mention, target: Mention, sentence: tuple[int, int]) -> bool:
    """Whether words around two actors of a sentence, which spans ``sentence``, undo a tie that was read between them."""
    first, second = sorted((source, target), key=lambda one: one.quote.start)
    middle = text[first.quote.end : second.quote.start]
    is_unproven = _NO_EVIDENCE.search(text, max(sentence[0], first.quote.start - 60), first.quote.start) is not None
    is_of_its_part = kind == "renamed_to" and ITS_OWN.match(target.quote.text) is not None  # "renamed its forces"
    is_told_of = kind in {"opposes", "met"} and _is_only_told_of(text, kind, first, second, middle)
    if is_unproven or is_of_its_part or is_told_of or _is_only_supposed(text, sentence, first):
        return True
    if _is_of_another(text, kind, first, second, middle) or _is_set_against(kind, middle):
        return True
    if _APART.search(middle) or (kind == "same_as" and _TWO.search(middle)):
        return True
    if kind in _NOT_BY_A_WISH:
        return _WISHED.search(middle) is not None
    if kind == "opposes":
        return _SERVES.search(middle) is not None or _BY_MISTAKE.search(text, *sentence) is not None
    fought = _FOUGHT.search(text, max(sentence[0], first.quote.start - 40), first.quote.start)
    return kind == "allied_with" and fought is not None and _BESIDE.match(middle) is not None


__all__: Sequence[str] = ["ITS_OWN", "is_no_tie"]
