# ruff: noqa: E501  word lists stay on one line each
"""Events that are told beside another one, reported, witnessed or taken up: whom the sentence is about did not do them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from uncut.model.report import Mention
from uncut.reports.claims.scene import Scene
from uncut.reports.claims.triggers import EITHER_WAY, EVENT_NOUNS, Trigger
from uncut.reports.language.tagging import BE, Tagged
from uncut.reports.mentions.world import MEDIA_NOUNS

WHEN: Final = frozenset({"after", "before", "since", "until", "following", "despite"})
_SHOWS: Final = MEDIA_NOUNS | {"version"}
_REPORTS: Final = frozenset(
    "document record verify register investigate report confirm count log monitor analyse analyze describe witness".split()
)
"""What those do who tell of an event and take no part in it."""


def is_told_beside(scene: Scene, trigger: Trigger) -> bool:
    """Whether an event is only when something else was, or what footage shows: "after the attack", "a film of the talks".

    The subject of the sentence takes no part in it.
    """
    sentence = scene.sentence
    phrase = next((p for p in sentence.phrases if p.start <= trigger.at < p.end), None)
    if phrase is None or phrase.start == 0:
        return False
    start = phrase.start - 2 * (phrase.start > _OF_DAY and sentence.tagged[phrase.start - 1].tag == "gen")
    led = sentence.tagged[start - 1].token.lower  # of "in today's blast"
    if led != "of":
        if led in {"whom", "which"}:
            return True  # "the president, under whom the killings took place"
        is_aside = (led, trigger.kind) in {("under", "agree"), ("during", "protest"), ("amid", "protest")}
        is_aside = is_aside or (led in {"in", "by"} and _is_hurt(sentence.tagged[: start - 1]))
        return led in WHEN or is_aside  # "trained guards under a 2019 agreement", "was shot during protests"
    shown = next((p for p in sentence.phrases if p.end == phrase.start - 1), None)
    return shown is not None and sentence.tagged[shown.head].token.lower in _SHOWS


_OF_DAY: Final = 2
"""Tokens of a day in the genitive."""


def _is_hurt(before: Sequence[Tagged]) -> bool:
    """Whether a passive stands right before "in" or "by": "was not hurt (in the blast)"."""
    if not before or before[-1].verb is None or before[-1].verb.form not in {"participle", "past_or_participle"}:
        return False
    helping = next((entry for entry in reversed(before[:-1]) if entry.tag != "adv"), None)
    return helping is not None and helping.token.lower.removesuffix("n't") in BE


def is_only_reported(scene: Scene, trigger: Trigger) -> bool:
    """Whether the nearest verb before an event only tells of it: "the monitor has documented six attacks"."""
    verbs = [entry.verb for entry in scene.sentence.tagged[: max(trigger.at, 0)] if entry.tag == "verb" and entry.verb]
    return bool(verbs) and verbs[-1].base in _REPORTS


def is_aside(scene: Scene, trigger: Trigger) -> bool:
    """Whether an event that a noun names is not done by those whom the sentence is about."""
    return is_told_beside(scene, trigger) or is_only_reported(scene, trigger) or _is_done_by_others(scene, trigger)


def _is_done_by_others(scene: Scene, trigger: Trigger) -> bool:
    """Whether somebody does something else with an attack than make it: "condemned the attack", "prompted protests"."""
    tagged, at = scene.sentence.tagged, trigger.at
    while at > 0 and (tagged[at - 1].tag in _IN_PHRASE or tagged[at - 1].token.lower == "of"):
        at -= 1
    before = [entry.token.lower for entry in tagged[max(0, at - 2) : at]]
    ahead = [entry.token.lower for entry in tagged[max(0, at - _AHEAD) : at]]
    if _ACCUSED & set(ahead) and {"of", "with"} & set(ahead):
        return True  # "was accused of ordering the killing"
    if before[-1:] == ["over"] or (before[-1:] == ["to"] and before[0] in _SUSPECTED):
        return True  # "was jailed over the massacre", "was linked to the bombing"
    if at == 0 or tagged[at - 1].tag != "verb":
        return False
    verb = tagged[at - 1].verb
    base = verb.base if verb is not None else tagged[at - 1].token.lower
    return base.startswith(_CAUSES) or (trigger.kind in EITHER_WAY and base not in MAKES)


_IN_PHRASE: Final = frozenset({"noun", "adj", "det", "poss", "name", "num", "gen"})
MAKES: Final = frozenset(
    """carry launch conduct mount stage commit perpetrate make lead unleash open resume begin start order wage use continue step
    intensify escalate claim repel resist join renew direct organize organise do execute fight face suffer survive plan have
    engage spearhead expand halt stop end""".split()
)
"""What those do who make an attack, or to whom it is made."""
_ACCUSED: Final = frozenset("accused suspected acquitted cleared charged".split())
_AHEAD: Final = 7
_SUSPECTED: Final = frozenset({"linked", "tied", "connected", "related"})
_CAUSES: Final = ("prompt", "spark", "trigger", "caus", "provok", "ignit", "fuel")
"""How the verbs begin by which one event brings about another, whoever does that."""


def is_handed(scene: Scene, trigger: Trigger, mention: Mention) -> bool:
    """Whether somebody behind an attack did something else: "the rifles used in the attack had been sold by Norway"."""
    verbs = (e.verb for e in _behind_noun(scene, trigger, mention) if e.tag == "verb")
    return any(verb is not None and verb.base in _HANDS for verb in verbs)


_HANDS: Final = frozenset(
    "use sell supply give provide make build produce donate film share publish report confirm".split()
)


def is_beyond(scene: Scene, trigger: Trigger, mention: Mention) -> bool:
    """Whether another event is told between a noun and somebody: "the attack, in revenge for the killing of Kasso"."""
    nouns = (e for e in _behind_noun(scene, trigger, mention) if e.tag == "noun")
    return any(e.token.lower in EVENT_NOUNS for e in nouns)


def _behind_noun(scene: Scene, trigger: Trigger, mention: Mention) -> list[Tagged]:
    """The words between an event that a noun names and somebody behind it; none where a verb tells the event."""
    behind = scene.sentence.tagged[trigger.at + 1 :] if trigger.is_noun else []
    return [e for e in behind if e.token.start < mention.quote.start]


def is_witnessed(scene: Scene, trigger: Trigger) -> bool:
    """Whether people are told of by the attack that they saw or outlived: "14 witnesses to the killings"."""
    before = [entry.token.lower for entry in scene.sentence.tagged[max(0, trigger.at - 4) : trigger.at]]
    if {"claim", "claimed"} & set(before[-3:]) and {"not", "n't", "nobody", "one", "group"} & set(before):
        return True  # "the Front did not claim the attack"
    if "nothing" in [entry.token.lower for entry in scene.sentence.tagged[max(0, trigger.at - 6) : trigger.at]]:
        return True  # "had nothing to do with the killing"
    return bool(_SAW & set(before)) and bool({"to", "of"} & set(before))


_SAW: Final = frozenset(
    "witness witnesses survivor survivors aftermath victims footage videos photographs images".split()
)


def is_known(scene: Scene, trigger: Trigger) -> bool:
    """Whether an event is only taken up that was told before, or that footage shows: "the meeting was held"."""
    phrase = next((p for p in scene.sentence.phrases if p.start <= trigger.at < p.end), None)
    is_definite = phrase is not None and scene.sentence.tagged[phrase.start].token.lower in {"the", "this", "that"}
    return is_definite or is_told_beside(scene, trigger)


def find_aimed_at(scene: Scene, trigger: Trigger) -> tuple[int, int] | None:
    """Whom an attack is on where no actor stands for them: "used in attacks on civilians"."""
    tagged = scene.sentence.tagged
    if not trigger.is_noun or trigger.at + 2 >= len(tagged) or tagged[trigger.at + 1].token.lower not in _ON:
        return None
    phrase = next((p for p in scene.sentence.phrases if p.start == trigger.at + 2), None)
    if phrase is None or tagged[phrase.head].token.lower not in _PEOPLE:
        return None
    return scene.sentence.offset(phrase.start), scene.sentence.limit(phrase.end)


_ON: Final = frozenset({"on", "against"})
_PEOPLE: Final = frozenset(
    """civilians children women people residents villagers worshippers protesters refugees medics doctors journalists families
    mourners shoppers pilgrims farmers students aid""".split()
)
"""Who is a victim and no party to a war."""
