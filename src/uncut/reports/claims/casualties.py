# ruff: noqa: E501  patterns and word lists stay on one line each
"""Counts of killed and injured, as the words give them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from uncut.reports.claims.indefinite import count_joined, find_least_dead
from uncut.reports.lexicon import NUMBER_WORDS

_NUMBER = r"(?:(?!0\d)(?:\d{1,3}(?:,\d{3})+|\d{1,6})|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|an?|a\sdozen|dozens|scores|several|hundreds|a\sfew|some)(?!\s(?-i:Jan(?:uary|\b)|Feb(?:ruary|\b)|March|Mar\b|April|Apr\b|May|June|Jun\b|July|Jul\b|Aug(?:ust|\b)|Sept?(?:ember|\b)|Oct(?:ober|\b)|Nov(?:ember|\b)|Dec(?:ember|\b))|(?<=\d)\s\d)"
"""What counts somebody: no hour ("0914"), no day ("29 Jul"), nor the year before another number ("2017 51 civilians")."""
_LEAD = r"(?:at\sleast|no\s(?:fewer|less)\sthan|more\sthan|over|about|around|nearly|almost|approximately|up\sto|as\smany\sas|some|another|an\sestimated|the|all(?:\sof\sthe)?|both)\s"
_WHO = r"(?:(?!(?:and|which|that|who|while|were|was|have|has|had|are|is|killed|wounded|injured|dead|before|after|since|until|said|says|told|reported|others\sinjured|others\swounded)\b)[\w'’.-]+\s(?:\([A-Z][\w.-]{1,9}\)\s)?){0,6}?"
_FROM = r"(?:(?<=from\s)(?-i:[A-Z])[\w'’-]+(?:,\s(?-i:[A-Z])[\w'’-]+){0,4}\sand\s(?-i:[A-Z])[\w'’-]+\s)?"
"""Two countries or towns that people are from, of which "and" is not the end: "40 men from Poland and Canada were"."""
_OBJECT = r"(?:(?!(?:and|were|was|in|on|at|near|after|when|with|by|during|as|who|that|while|including|from)\b)[\w'’-]+\s?){0,5}"
_KILL_ACTIVE = r"(?:kill(?:ed|ing|s)?|sho(?:t|ot|oting)\sdead|beat(?:en|ing)?\sto\sdeath|stab(?:bed|bing)?\sto\sdeath|murder(?:ed|ing)?|massacr(?:ed|ing)|execut(?:ed|ing)|behead(?:ed|ing)|assassinat(?:ed|ing)|slaughter(?:ed|ing)|claim(?:ed|ing|s)\sthe\sli(?:ves|fe)\sof|t(?:ook|aking)\sthe\sli(?:ves|fe)\sof|martyr(?:ed|ing))"
_TO_DEATH = r"(?:burn(?:ed|t)|beaten|hacked|stabbed|tortured|starved|crushed|trampled)\sto\sdeath|burn(?:ed|t)\salive|found\sdead|lynched"
_KILL_PASSIVE = rf"(?:(?:were|was|have\sbeen|has\sbeen|had\sbeen|are|been|being)\s(?:also\s|reportedly\s|later\s|confirmed\s)?(?:killed|murdered|massacred|executed|assassinated|beheaded|slain|shot\sdead|martyred|dead|{_TO_DEATH})|(?:had\s|have\s|has\s)?died|(?:have\s|had\s)?lost\stheir\slives|dead\b|(?:killed|executed|massacred|murdered)(?=\s(?:in|on|by|when|during|and|or|at|after|as|while|near|over|since|this|last|yesterday|today|overnight|along|with|from|outside|inside|there|so|but|also|for|every|each)\b|\s?[,.;:)\-–—]|\s?$)|deaths?\b|fatalities|martyrs)"
_HURT_ACTIVE = r"(?:wound(?:ed|ing)|injur(?:ed|ing)|hurt(?:ing)?|maim(?:ed|ing))"
_HURT_PASSIVE = r"(?:(?:were|was|have\sbeen|has\sbeen|had\sbeen|are|been)\s(?:also\s)?(?:wounded|injured|hurt|maimed)|wounded\b|injured\b|hurt\b|injuries)"
_AMONG = r"\s(?:among\sthem|including|most\sof\sthem|mostly|some\sof\sthem|half\sof\sthem|many\sof\sthem)\b[^.;,]{2,80}"
_OF_THEM = rf"\s(?:{_NUMBER}|all|none)\sof\s(?:them|whom)\b[^.;,]{{2,60}}"
_RELATIVE = r"(?:who|that)\s(?:(?!(?:said|told|saw|reported|claimed|witnessed|believed|say)\b)[\w'’-]+\s){1,8}?"
_WERE = r"(?:were|was|have\sbeen|has\sbeen|had\sbeen)"
_FOUND = r"(?:found|recovered|discovered|unearthed|exhumed|retrieved|pulled|counted|buried|dug|identified)"
"""What is done with bodies that are the dead of an event."""
_BODIES = rf"(?:dead\s|charred\s|decomposed\s|mutilated\s)?(?:bodies|corpses)\b(?:\sof\s(?P<who>{_OBJECT}))?"
_KILLED = (
    re.compile(rf"\b{_KILL_ACTIVE}\s(?:{_LEAD})?(?P<n>{_NUMBER})(?:\s(?P<who>{_OBJECT})|(?=[.;)\"”]|$))", re.I),
    re.compile(rf"(?<!\d[:.])\b(?:{_LEAD})?(?P<n>{_NUMBER})\s(?P<who>{_WHO}{_FROM}){_KILL_PASSIVE}", re.I),
    re.compile(
        rf"\b(?:{_LEAD})?(?P<n>{_NUMBER})\s(?P<who>(?:[\w'’-]+\s){{0,3}}?[\w'’-]+),(?:{_AMONG}|{_OF_THEM}),\s{_KILL_PASSIVE}",
        re.I,
    ),
    re.compile(
        rf"\b(?:{_LEAD})?(?P<n>{_NUMBER})\s(?P<who>(?:(?!who\b|that\b)[\w'’-]+\s){{1,4}}?){_RELATIVE}{_WERE}\s(?:also\s)?(?:killed|shot\sdead|{_TO_DEATH})\b",
        re.I,
    ),
    re.compile(
        rf"\b(?:{_LEAD})?(?P<n>{_NUMBER})\s(?P<who>(?:[a-z'’-]+,\s){{1,3}}[a-z'’-]+\sand\s[a-z'’-]+\s){_KILL_PASSIVE}",
        re.I,
    ),
    re.compile(r"\b(?:killed|dead|fatalities|deaths)\s?:\s(?:at\sleast\s)?(?P<n>\d[\d,]*)\b", re.I),
    re.compile(rf"\b(?:death\stoll|toll|deaths)\b[^.;]{{0,40}}?\b(?:{_LEAD})?(?P<n>\d[\d,]*)\b", re.I),
    re.compile(
        r"\b(?:death\stoll|toll)\b[^.;]{0,120}?\b(?:ha[sd]\s)?(?:ris(?:en|es)|rose|climb(?:ed|s)|grown|grew|increased|reach(?:ed|es)|stands?|stood|passed|put)\s(?:to|at|past|by)?\s?"
        r"(?:at\sleast\s|more\sthan\s|about\s|around\s)?(?P<n>\d[\d,]*)\b",
        re.I,
    ),
    re.compile(
        r"\b(?:numbers?|count|total)\sof\s(?:(?:the|civilian|confirmed)\s)?(?:dead|deaths|killed|fatalities|victims|(?:[a-z]+\s){1,3}?(?:killed|dead))\b[^.;\d]{0,40}?\b(?P<n>\d[\d,]*)\b",
        re.I,
    ),
    re.compile(
        rf"\b(?:{_LEAD})?(?P<n>{_NUMBER})\s{_BODIES}[^.;]{{0,60}}?\b{_FOUND}",
        re.I,
    ),
    re.compile(
        rf"\b{_FOUND}\s(?:up\s|out\s)?(?:{_LEAD})?(?P<n>{_NUMBER})\s{_BODIES}",
        re.I,
    ),
    re.compile(
        rf"\b(?:death|deaths|killing|massacre|murder)\sof\s(?:{_LEAD})?(?P<n>{_NUMBER})\s(?P<who>{_OBJECT})", re.I
    ),
)
_INJURED = (
    re.compile(rf"\b{_HURT_ACTIVE}\s(?:{_LEAD})?(?P<n>{_NUMBER})\b\s?(?P<who>{_OBJECT})", re.I),
    re.compile(rf"\b(?:{_LEAD})?(?P<n>{_NUMBER})\s(?P<who>{_WHO}{_FROM}){_HURT_PASSIVE}", re.I),
    re.compile(
        rf"\b(?:{_LEAD})?(?P<n>{_NUMBER})\s(?P<who>(?:[\w'’-]+\s){{0,3}}?[\w'’-]+),(?:{_AMONG}|{_OF_THEM}),\s{_WERE}\s(?:wounded|injured)\b",
        re.I,
    ),
    re.compile(r"\b(?:injured|wounded|injuries)\s?:\s(?:at\sleast\s)?(?P<n>\d[\d,]*)\b", re.I),
)
_ONE = (
    "(?:sub-?|co-?)?(?:leader|commander|man|woman|boy|girl|child|soldier|fighter|insurgent|militant|facilitator|officer|"
    "journalist|civilian|member|chief|bomber|gunman|sniper|person|individual|suspect|attacker|official|operative|resident|"
    "terrorist|doctor|driver|worker|governor|emir)"
)
_ONE_KILLED = re.compile(
    rf"\bkill(?:ed|ing)\s(?!by\b|in\b|on\b|at\b|near\b|when\b|while\b|during\b|after\b|as\b|for\b|with\b)"
    rf"(?P<who>(?:(?:the|a|an|his|her|their|one\sof)\s)?(?:[\w'’-]+\s){{0,4}}?(?:{_ONE}))\b(?!s)",
    re.I,
)
_ONE_PASSIVE = re.compile(
    rf"\b(?P<who>(?:the|a|an|one|its|his|her|their)\s(?:[\w'’-]+\s){{0,4}}?(?:{_ONE})|s?he)(?:,\s[\w\s'’.-]{{2,40}}(?:,\s\d{{1,2}})?,)?"
    r"\s(?:was\s(?:also\s|later\s|shot\sand\s|subsequently\s)*killed\b|died\s(?:on\sthe\sspot|at\sthe\sscene|instantly|there)\b)",
    re.I,
)


_TWO_PASSIVE = re.compile(
    r"(?P<who>[\w'’-]+\sand\s(?:his|her|their|an?|another|the)\s(?:[\w-]+\s){0,2}?\w*[^s\W])\swere\s(?:both\s)?killed\b",
    re.I,
)
"""Two who are told one by one."""


class Casualties(NamedTuple):
    """Counts, and the span of the words that name the victims."""

    killed: int | None
    injured: int | None
    victims: tuple[int, int] | None
    basis: str = ""
    """How ``killed`` was reached where the words give no number."""
    at: int = -1
    """Code point at which the count stands; below zero where no number is told."""


def find_casualties(text: str, start: int, end: int) -> Casualties:
    """The largest counts that ``text[start:end]`` gives; ``None`` where it gives none."""
    sentence = text[start : min(end, start + 1500)]
    killed, victims, counted = _largest(_KILLED, sentence)
    lower = _least_of_range(sentence, killed)
    injured, _, hurt = _largest(_INJURED, sentence)
    at = start + counted if counted >= 0 else start + hurt if hurt >= 0 else -1
    if lower is not None and victims is not None:
        return Casualties(lower, injured, (start + victims[0], start + victims[1]), _OF_A_RANGE, at)
    if killed is None:
        for pattern, count in ((_TWO_PASSIVE, 2), (_ONE_KILLED, 1), (_ONE_PASSIVE, 1)):
            if match := pattern.search(sentence):
                killed, victims = count + count_joined(sentence, match.end("who")), match.span("who")
                break
    if killed is None and (least := find_least_dead(sentence)) is not None:
        return Casualties(least.killed, injured, (start + least.start, start + least.end), least.basis, at)
    return Casualties(killed, injured, (start + victims[0], start + victims[1]) if victims else None, at=at)


def _largest(patterns: tuple[re.Pattern[str], ...], sentence: str) -> tuple[int | None, tuple[int, int] | None, int]:
    """The largest count with the span of those who are counted, and where its number stands; below zero for none."""
    best: tuple[int, tuple[int, int] | None, int] | None = None
    for pattern in patterns:
        for match in _matches(pattern, sentence):
            count = count_of(match["n"])
            if count is None or (count == 1 and _SEVERAL.search(match.group())):
                continue
            if sentence[: match.start("n")].lower().endswith("no ") or _OF_THE_DEAD.search(match.group()):
                continue
            if _UNKNOWN.match(sentence, match.start("n")) or _OR_ELSE.match(sentence, match.end()):
                continue
            if pattern is patterns[1]:
                count += _told_before(sentence, match.start())
            if count == 1 and (family := _FAMILY.match(sentence, match.start("n"))):
                count = count_of(family["n"]) or count
            if pattern is patterns[0] and "who" in pattern.groupindex and match["who"]:
                count += count_joined(sentence, match.start("who") + len(match["who"].rstrip()))
            if best is None or count > best[0]:
                who = match.span("who") if "who" in pattern.groupindex and match["who"] else None
                trimmed = (who[0], who[0] + len(match["who"].rstrip())) if who and match["who"].strip() else None
                best = (count, trimmed, match.start("n"))
    return best or (None, None, -1)


def _matches(pattern: re.Pattern[str], sentence: str) -> Iterator[re.Match[str]]:
    """The matches whose number is no year; behind a year the next number is tried: "2017 - At least 100 killed"."""
    at = 0
    while (match := pattern.search(sentence, at)) is not None:
        is_year = _is_year(match["n"], sentence, match.end("n"))
        at = match.end("n") if is_year else match.end()
        if not is_year:
            yield match


def _least_of_range(sentence: str, count: int | None) -> int | None:
    """The lower of two numbers between which the dead are said to be: "between 105 and 141 civilians"."""
    numbers = (
        (count_of(match["low"] or match["low2"]), count_of(match["high"])) for match in _RANGE.finditer(sentence)
    )
    return next((low for low, high in numbers if low is not None and high == count and low < (high or 0)), None)


_RANGE = re.compile(
    rf"\b(?:(?:between|from)\s(?P<low>{_NUMBER})\s(?:and|to)|(?P<low2>\d[\d,]*)\s?[-–—])\s?(?P<high>{_NUMBER})\b", re.I
)
_OF_A_RANGE = "the lower of the two numbers that the words give"


def _told_before(sentence: str, at: int) -> int:
    """Those whom "and" joins before: the 49 of "in which 49 civilians and 15 soldiers were killed"."""
    match = _FIRST_OF_TWO.search(sentence[:at])
    return (count_of(match["n"]) or 0) if match is not None else 0


_FIRST_OF_TWO = re.compile(
    rf"(?:^|[,;:]\s|\b(?:which|that|said|when|least|than|where|and|after)\s)(?P<n>{_NUMBER})\s"
    rf"(?:(?!(?:were|was|had|have|has|been|killed|died|dead|slain|wounded|injured|hurt)\b)[\w'’-]+\s){{1,3}}and\s(?:at\sleast\s)?$",
    re.I,
)


_SEVERAL = re.compile(r"\b(?:deaths|fatalities|martyrs)$", re.I)
"""What one alone is not: the "an" of "an attack caused deaths" counts the attack."""
_OF_THE_DEAD = re.compile(r"\b(?:of|among)\sthe\sdead$", re.I)
"""Some of those who were counted."""
_OR_ELSE = re.compile(
    r"\s?(?:and/)?or\s(?:\w+\s)?(?:injured|wounded|hurt|maimed|missing|abducted|displaced|arrested)\b", re.I
)
"""Behind a count of the dead that is one of others too: "2,500 killed or injured"."""
_UNKNOWN = re.compile(r"an?\s(?:(?:as|still|yet)\s){0,2}(?:un\w+ed|unknown|uncertain|unclear)\b", re.I)
"""What no number is told of: "an as yet unknown number of"."""
_FAMILY = re.compile(rf"an?\s(?:[\w'’-]+\s)?family\sof\s(?P<n>{_NUMBER})\b", re.I)


def _is_year(number: str, sentence: str, end: int) -> bool:
    return (
        len(number) == 4
        and number.startswith(("19", "20"))
        and not re.match(r"\s(?:people|civilians|men)", sentence[end:])
    )


def count_of(words: str) -> int | None:
    """The number that ``words`` say; ``None`` for "several" and the like."""
    plain = words.lower().replace(",", "").strip()
    if plain.isdigit():
        return int(plain)
    if plain in {"a", "an"}:
        return 1
    if "-" in plain:
        tens, ones = plain.split("-", 1)
        return NUMBER_WORDS.get(tens, 0) + NUMBER_WORDS.get(ones, 0)
    if plain in {"dozens", "scores", "several", "hundreds", "some", "a few"}:
        return None
    return NUMBER_WORDS.get(plain.removeprefix("a "), None)
