# ruff: noqa: E501, PLR0911  word lists stay on one line each; a cascade reads straight down
"""Whether the words tell that an event was: or that it was not, that it may have been, or only that it was planned."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from uncut.reports.claims.triggers import Trigger
from uncut.reports.language.analysis import Sentence
from uncut.reports.language.tagging import Tagged

Told = Literal["happened", "denied", "possible", "open"]
"""``open``: the words leave it open, or tell only of a wish, a plan, a condition."""

_GROUP: Final = frozenset({"aux", "modal", "adv"})
"""Classes of words in front of a verb that belong to it."""
_BORDERS: Final = frozenset({";", ":", "—", "–"})
_POSSIBLE: Final = frozenset({"may", "might", "could", "can"})
_WANTED: Final = frozenset(
    """want wants wanted wanting wish wishes wished hope hopes hoped hoping plan plans planned planning plot plots plotted plotting
    intend intends intended intending prepares preparing aim aims aimed aiming conspire conspired conspiring
    mean meant consider considers considered considering contemplate contemplated propose proposed
    intention intentions ambition conspiracy plots right reason able unable ability capable
    scheme schemes expected likely unlikely supposed""".split()
)
"""Before what somebody only has in mind, or could do: "a plot to bomb"."""
_TRIED: Final = frozenset("try tries tried trying attempt attempts attempted attempting bid".split())
_ONLY_PLANNED: Final = frozenset(
    "plan planned plans planning plot plotted plotting prepare prepared preparing consider considered considering".split()
)
"""Verbs of which an event is the object that only somebody has in mind: "planning the attack"."""
_PROMISED: Final = frozenset(
    "promise promises promised promising pledge pledged vow vowed demand demanded demanding urged".split()
)
_CALLED_FOR: Final = frozenset((call, "for") for call in ("call", "calls", "called", "calling"))
"""Before an event that somebody promises or wants."""
_STOPPED: Final = frozenset(
    """foil foils foiled foiling prevent prevents prevented preventing thwart thwarts thwarted thwarting avert averts averted
    averting abort aborted cancel cancelled canceled""".split()
)
_FEARED: Final = frozenset(
    """plot plots plan plans threat threats fear fears risk risks danger dangers warning warnings possibility prospect chance
    rumour rumours rumor rumors suspicion likelihood event case""".split()
)
"""Before "of" and an event that is only feared: "the risk of an attack"."""
_AGAINST: Final = frozenset("voted vote votes decided decides ruled advised argued warned decision recommended".split())
_DOES: Final = frozenset(
    "carry carried carrying carries launch launched launching conduct conducted conducting".split()
) | frozenset(
    "stage staged mount mounted commit committed committing perpetrate perpetrated order ordered ordering".split()
)
_NOT: Final = frozenset({"not", "never", "n't", "cannot"})
_MUST: Final = frozenset({"should", "must", "ought"})
_NOBODY: Final = frozenset({"nobody", "none", "no-one"})
_UNTRUE: Final = re.compile(
    r"\b(?:(?:is|was|are|were)\s(?:simply\s|just\s|absolutely\s)?(?:not\s(?:true|correct|the\scase)|untrue|false|incorrect|a\slie|wrong|nonsense)"
    r"|(?:no|without)\struth\s(?:to|in)\s(?:[\w-]+\s){0,4}?(?:reports?|claims?|rumou?rs?|allegations?)|(?:isn|wasn)['’]t\s(?:true|the\scase))\sthat\b",
    re.I,
)
_UNPROVED: Final = re.compile(
    r"\b(?:no|little|without|any)\s(?:\w+\s){0,2}?(?:evidence|proof|sign|signs|indication|indications|confirmation|trace)\s(?:was\sfound\s|is\s)?that\b"
    r"|\b(?:not|n['’]t|unable\sto)\s(?:\w+\s){0,2}?(?:confirm|verify|prove|establish|show)\sthat\b|\bnot\sclear\sthat\b",
    re.I,
)
_UNCONFIRMED: Final = re.compile(
    r"\b(?:could|can)\s?not\sbe\s(?:\w+\s)?(?:confirmed|verified|corroborated)\b|^\W*(?:unverified|unconfirmed|rumou?rs?)\s?:",
    re.I,
)
_COUNTERFACTUAL: Final = re.compile(
    r"^\W*(?:had\s(?:(?!\?).)+\b(?:would|could|might)\b|if\s(?:confirmed|true|verified|proven|proved|correct),)",
    re.I | re.S,
)
_PLAYED: Final = frozenset("mock staged fake faked simulated feigned pretended fictional".split())
"""Words before an event that is only played: "a mock attack", "a “staged” rescue"."""
_AHEAD: Final = 14
"""Words before an event that can govern it."""
_NEAR: Final = 4


class _Around(NamedTuple):
    """What stands around the word that tells an event."""

    words: Sequence[str]
    tagged: Sequence[Tagged]
    at: int
    before: Sequence[str]
    """The words of its clause before it, up to a semicolon, the nearest last."""
    group: Sequence[str]
    """The helping words of its verb, or of the verb of which it is the object; the verb itself last for a noun."""


def told_as(text: str, sentence: Sentence, trigger: Trigger) -> Told:
    """How the words around it tell an event; what its own verb denies is told elsewhere (``Trigger.denied``)."""
    if trigger.at < 0:
        return "happened"
    words = [entry.token.lower for entry in sentence.tagged]
    around = _Around(
        words, sentence.tagged, trigger.at, _clause(words, trigger.at), _group(sentence.tagged, words, trigger)
    )
    position = sentence.offset(trigger.at)
    if _is_under_condition(around) or _COUNTERFACTUAL.match(text, sentence.start, sentence.end):
        return "open"
    before = words[max(0, trigger.at - 2) : trigger.at]
    is_left_out = before == ["not", "to"] or before[-1:] == ["without"]
    if is_left_out or _is_only_meant(around, trigger) or _is_stopped(around) or _is_played(around):
        return "open"
    ahead = text[sentence.start : position]
    if _UNPROVED.search(ahead):
        return "open"
    if _UNTRUE.search(ahead) or _is_voted_down(around) or _has_nobody(around, trigger) or _is_not_done(around, trigger):
        return "denied"
    mood = _mood(around, trigger)
    if mood != "happened":
        return mood
    return "possible" if _UNCONFIRMED.search(text[sentence.start : sentence.end]) else "happened"


def _clause(words: Sequence[str], at: int) -> Sequence[str]:
    start = max((k + 1 for k in range(at) if words[k] in _BORDERS), default=0)
    return words[max(start, at - _AHEAD) : at]


def _group(tagged: Sequence[Tagged], words: Sequence[str], trigger: Trigger) -> Sequence[str]:
    """The helping words of a verb; of a noun those of the verb of which it is the object, with that verb."""
    end = trigger.at
    if trigger.is_noun:
        while end > 0 and tagged[end - 1].tag in {"noun", "adj", "det", "poss", "name", "num", "prep", "gen"}:
            end -= 1
        if end == 0 or tagged[end - 1].tag != "verb":
            return ()
        end -= 1
    start = end
    while start > 0 and tagged[start - 1].tag in _GROUP:
        start -= 1
    return words[start : end + trigger.is_noun]


def _is_under_condition(around: _Around) -> bool:
    """Whether it stands behind "if", "whether" or "unless" in its clause: "if the rebels attack again, the army"."""
    for back, word in enumerate(reversed(around.before)):
        if word == "whether":
            return True
        if word in {"if", "unless"}:
            return True
        if word in {",", "then"} and not _is_inner_comma(around, back):
            return False
    return False


def _is_inner_comma(around: _Around, back: int) -> bool:
    """Whether a comma closes no condition, as one before "which" does not."""
    behind = around.before[len(around.before) - back] if back else ""
    return behind in {"who", "which", "or", "and"}


def _is_only_meant(around: _Around, trigger: Trigger) -> bool:
    before, last = around.before, around.before[-1:]
    if trigger.is_noun:
        phrase = _without_phrase(around)
        has_come = around.words[around.at + 1 : around.at + 2] in (["which"], ["that"])
        is_wanted = tuple(phrase[-2:]) in _CALLED_FOR and not has_come
        if (phrase[-1:] and phrase[-1] in _ONLY_PLANNED | _PROMISED) or is_wanted:
            return True
        return phrase[-1:] in (["of"], ["for"], ["about"]) and phrase[-2:-1] != [] and phrase[-2] in _FEARED
    if last == ["to"] or last[0:1] == ["of"] or last == ["about"]:
        governing = [word for word in before[-_NEAR - 1 : -1] if word not in _NOT]
        return bool(_WANTED & set(governing[-3:])) and not {"told", "ordered"} & set(governing[-1:])
    return bool(last) and last[0] in _ONLY_PLANNED


def _without_phrase(around: _Around) -> Sequence[str]:
    """The words before the noun phrase in which a noun stands."""
    end = around.at
    while (
        end > 0
        and around.tagged[end - 1].tag in {"noun", "adj", "det", "poss", "name", "num", "gen"}
        and (around.words[end - 1] not in _FEARED | _ONLY_PLANNED)
    ):
        end -= 1
    return around.words[max(0, end - _NEAR) : end]


def _is_stopped(around: _Around) -> bool:
    """Whether it was foiled, before or behind: "foiled an ambush", "the attack on the station was prevented"."""
    if _STOPPED & set(_without_phrase(around)[-1:]):
        return True
    behind = around.words[around.at + 1 : around.at + 9]
    end = next(
        (k for k, word in enumerate(behind) if word in {",", ".", "and", "but", "that", "which", "who"}), len(behind)
    )
    return bool(_STOPPED & set(behind[:end]))


def _is_played(around: _Around) -> bool:
    """Whether it was acted: only words and quotation marks of its own phrase stand between."""
    end = around.at
    while end > 0 and (around.tagged[end - 1].tag in {"noun", "adj"} or around.words[end - 1] in _MARKS):
        end -= 1
    return bool(_PLAYED & set(around.words[max(0, end - 1) : around.at]))


_MARKS: Final = frozenset("\"“”‘’'«»")


def _is_voted_down(around: _Around) -> bool:
    return around.before[-1:] == ["against"] and bool(_AGAINST & set(around.before[-4:-1]))


def _has_nobody(around: _Around, trigger: Trigger) -> bool:
    """Whether it was done to nobody or by nobody: "I killed nobody", "no aircraft bombed the port"."""
    if trigger.is_noun:
        return False
    behind = [word for word in around.words[around.at + 1 : around.at + 3] if not word.endswith("ly")]
    if behind[:1] and (behind[0] in _NOBODY or behind == ["no", "one"] or behind[0] == "no"):
        return behind[:2] not in (["no", "fewer"], ["no", "less"])
    end = around.at
    while end > 0 and around.tagged[end - 1].tag in _GROUP:
        end -= 1
    if around.words[max(0, end - 1) : end] in (["nobody"], ["none"]) or around.words[max(0, end - 2) : end] == [
        "no",
        "one",
    ]:
        return True
    while end > 0 and around.tagged[end - 1].tag in {"noun", "adj", "name"} and around.words[end - 1] != "no":
        end -= 1
    return around.words[max(0, end - 1) : end] == ["no"] and around.words[end : end + 1] not in (["doubt"], ["longer"])


def _is_not_done(around: _Around, trigger: Trigger) -> bool:
    """Whether somebody did not do what a noun tells: "did not carry out any strike"."""
    return trigger.is_noun and bool(_NOT & set(around.group[:-1])) and bool(_DOES & set(around.group[-1:]))


def _mood(around: _Around, trigger: Trigger) -> Told:
    """What the helping words of the verb make of it."""
    helping = set(around.group[:-1] if trigger.is_noun else around.group)
    is_infinitive = around.words[max(0, around.at - len(around.group) - 1) : around.at - len(around.group)] == ["to"]
    if not trigger.is_noun and not is_infinitive and around.group[:2] in (["be"], ["not", "be"]):
        return "open"  # "recommended that they be punished"
    if {"would", "could", "might"} & helping and "have" in helping and "would" in helping:
        return "open"
    if trigger.is_noun and (_MUST & helping or {"will", "would"} & helping):
        return "open"
    if _POSSIBLE & helping and not _NOT & helping:
        return "possible" if "have" in helping else "open"
    if trigger.is_noun and _is_only_thinkable(around):
        return "open"
    if not trigger.is_noun and around.before[-1:] == ["to"] and _TRIED & set(around.before[-3:-1]):
        return "possible"
    return "happened"


def _is_only_thinkable(around: _Around) -> bool:
    """Whether a verb behind says that it may come or might have come: "further attacks could not be ruled out"."""
    behind = around.words[around.at + 1 : around.at + 7]
    if behind[:1] and behind[0] in {"would", "could", "may", "might", "can", "will"}:
        rest = set(behind)
        return bool({"ruled", "happen", "happened", "occur", "occurred", "come", "follow", "place", "prevented"} & rest)
    return False


__all__: Sequence[str] = ["Told", "told_as"]
