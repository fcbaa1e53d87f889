# ruff: noqa: E501  patterns and word lists stay on one line each
"""Events: what is said to have happened, to whom, with what, where and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import UNSET

from uncut.model.report import Claim, Event, EventActor, EventKind, Mention
from uncut.model.text import Quote, outermost, quote_trimmed
from uncut.reports.claims.aside_events import find_aimed_at, is_known
from uncut.reports.claims.casualties import Casualties, find_casualties
from uncut.reports.claims.event_places import places_of_event
from uncut.reports.claims.event_time import find_event_time
from uncut.reports.claims.factuality import Told, told_as
from uncut.reports.claims.parties import Parties, is_home, possible_parties
from uncut.reports.claims.parts import Parts, beside, find_parts
from uncut.reports.claims.scene import Scene
from uncut.reports.claims.strikers import MEANS, attacks_by_means, find_strikers, is_only_met
from uncut.reports.claims.triggers import Trigger, find_triggers, is_deed_of

_ARMED: Final[frozenset[EventKind]] = frozenset({"assault", "fight", "mobilize", "coerce", "threaten", "aid", "yield"})
"""Kinds of events that weapons are part of."""
_VIOLENT: Final[frozenset[EventKind]] = frozenset({"assault", "fight"})


_TALKS: Final[frozenset[EventKind]] = frozenset(
    {"request", "consult", "agree", "accuse", "reject", "cooperate", "threaten"}
)
"""Kinds of events that are words, and say nothing without anybody who spoke them."""
_BETWEEN_BODIES: Final[frozenset[EventKind]] = frozenset({"agree", "retreat", "sanction", "yield", "cooperate"})
"""Kinds of events that are none without anybody who takes part."""
_DONE_TO_ARMS: Final = frozenset(
    "seize capture confiscate destroy down shoot intercept recover find discover sink torch burn impound hijack board".split()
)
"""What is done to weapons, ships and aircraft rather than with them."""
_DOUBT: Final = 0.6
"""What is left of the confidence in an event that only may have been."""
_NEAR_WORDS: Final = 3
_IN_LIST: Final = 3
"""Further words where others were taken too: "captured 60 soldiers and two helicopters"."""
_WITH: Final = frozenset({"with", "using", "by", "from"})


def find_events(text: str, scene: Scene, parties: Parties) -> Iterator[Event]:
    """Events of one sentence, one a kind, and one more of "the killing of"; the casualties go with the violent one."""
    if text[scene.sentence.start : scene.sentence.end].rstrip("\"'”’) ").endswith("?"):
        return  # who asks how many died tells nothing
    casualties = find_casualties(text, scene.sentence.start, scene.sentence.end)
    triggers = find_triggers(scene.sentence)
    has_dead = casualties.killed is not None or casualties.injured is not None
    if has_dead and not any(trigger.kind in _VIOLENT for trigger in triggers):
        triggers.insert(0, Trigger("assault", -1, passive=False, is_noun=True))
    violent = sorted((t for t in triggers if t.kind in _VIOLENT), key=lambda t: t.kind)
    bearing = _bearing(scene, violent, casualties) if has_dead else None
    done: set[tuple[EventKind, bool, str | None]] = set()
    found: list[tuple[Trigger, Event]] = []
    for trigger in triggers:
        by = _claim_of(scene, trigger) if trigger.kind in _VIOLENT and len(violent) > 1 else None
        key = trigger.kind, is_deed_of(scene.sentence, trigger), by
        if key in done or (not key[1] and (trigger.kind, True, by) in done):
            continue
        done.add(key)
        dead = casualties if trigger is bearing else Casualties(None, None, None)
        event = _event(text, scene, trigger, dead, parties, violent)
        if event is not None:
            found.append((trigger, event))
    for trigger, event in found:
        if not _is_arm_of_another(scene, trigger, event, found):
            yield event


def _claim_of(scene: Scene, trigger: Trigger) -> str | None:
    """Whose claim an event is: what two say in one sentence are two events."""
    position = scene.sentence.offset(trigger.at) if trigger.at >= 0 else scene.sentence.start
    claim = scene.claim_at(position, position + 1)
    return claim.id if claim is not None else None


def _bearing(scene: Scene, violent: Sequence[Trigger], dead: Casualties) -> Trigger | None:
    """Which violent event of a sentence the dead are those of: one that stands in the same claim, else the first."""
    told = scene.claim_at(dead.at, dead.at + 1) if dead.at >= 0 else None
    same = (t for t in violent if told is not None and _claim_of(scene, t) == told.id)
    return next(same, next(iter(violent), None))


def _is_told_by_another(scene: Scene, claim: Claim, arm: Quote, position: int) -> bool:
    """Whether a weapon stands only in what somebody else says than the one who tells the event."""
    others = (one.quote for one in scene.claims if one is not claim and not one.quote.covers(position))
    return not claim.quote.covers(arm.start) and any(one.covers(arm.start) for one in others)


def _is_arm_of_another(scene: Scene, trigger: Trigger, event: Event, found: Sequence[tuple[Trigger, Event]]) -> bool:
    """Whether a noun only says how another event of the sentence was done: "were killed in an air strike"."""
    if not trigger.is_noun or trigger.at < 0 or event.kind not in _VIOLENT or event.killed or event.injured:
        return False
    position = scene.sentence.offset(trigger.at)
    others = (other for _, other in found if other is not event and other.kind in _VIOLENT)
    return any(arm.covers(position) for other in others for arm in other.weapons)


def _event(
    text: str, scene: Scene, trigger: Trigger, dead: Casualties, parties: Parties, violent: Sequence[Trigger]
) -> Event | None:
    position = scene.sentence.offset(trigger.at) if trigger.at >= 0 else _told_at(scene, dead)
    claim = scene.claim_at(position, position + 1)
    told = told_as(text, scene.sentence, _placed(scene, trigger, position))
    if told == "happened" and claim is not None and _is_unsaid(claim, position):
        told = "possible"
    if claim is None or told == "open" or (trigger.is_noun and _is_only_talk(scene, trigger, claim, position)):
        return None
    strikers = find_strikers(text, scene) if trigger.kind in _VIOLENT else []
    parts = _parts(text, scene, trigger, dead, violent, strikers)
    actors = _actors(parts, _beside(text, scene, parts, strikers), parties)
    if _is_of_nobody(scene, trigger, parts, actors):
        return None
    victims = _victims(text, scene, trigger, dead)
    counted = _with_one(scene, trigger, dead, parts, actors)
    weapons = [
        arm for arm in (_weapons(text, scene, trigger) if trigger.kind in _ARMED else [])
        if not _is_told_by_another(scene, claim, arm, position)
    ]  # fmt: skip
    time = find_event_time(text, scene, position, claim)
    is_told = actors or weapons or victims or counted.killed is not None or counted.injured is not None
    is_noun = trigger.is_noun and trigger.kind != "protest"
    if not is_told and (trigger.kind in _TALKS or (is_noun and not scene.places and time is None)):
        return None  # of "Border clashes: what both sides say" nobody learns anything
    is_denied = trigger.denied or told == "denied" or _is_denied(claim, position)
    if is_denied and trigger.kind == "agree":
        return None  # who never offered proof has refused nothing
    return Event(
        claim=claim.id, kind=trigger.kind, actors=actors, weapons=weapons, killed=counted.killed, injured=counted.injured,
        victims=victims, time=time, places=places_of_event(text, scene, claim), confidence=_sureness(trigger, told, dead, actors),
        polarity="negative" if is_denied else UNSET, killed_basis=dead.basis or UNSET,
    )  # fmt: skip


def _parts(
    text: str,
    scene: Scene,
    trigger: Trigger,
    dead: Casualties,
    violent: Sequence[Trigger],
    strikers: Sequence[Mention],
) -> Parts:
    """Who did it to whom, by the words around the trigger and those for an attack."""
    parts = find_parts(text, scene, trigger) if trigger.at >= 0 else _of_victims(text, scene, dead)
    if trigger.kind not in _VIOLENT:
        return parts
    striker = next(iter(strikers), None)
    parts = _without_dead(_with_striker(parts, striker, trigger), dead, striker)
    is_open = parts.agent is None and trigger.passive
    return Parts(_who_attacked(text, scene, violent, parts.target), parts.target) if is_open else parts


def _beside(text: str, scene: Scene, parts: Parts, strikers: Sequence[Mention]) -> tuple[list[Mention], list[Mention]]:
    """Who else did it, and to whom else: those in a list with the parts, and those who struck together."""
    agents, targets = beside(text, scene, parts)
    agent = parts.agent
    if agent is None or all(one.quote != agent.quote for one in strikers):
        return agents, targets
    return [*agents, *(one for one in strikers if one.quote != agent.quote)], targets


def _without_dead(parts: Parts, dead: Casualties, striker: Mention | None) -> Parts:
    """The parts with those who died as target, whatever stands beside them: "26 people died in a bombing".

    Whose attack it was is no victim of it, however far the words for these reach.
    """
    agent = parts.agent
    if agent is None or dead.victims is None or not dead.victims[0] <= agent.quote.start < dead.victims[1]:
        return parts
    if striker is not None and agent.quote == striker.quote:
        return parts
    return Parts(None, parts.target or agent)


def _is_of_nobody(scene: Scene, trigger: Trigger, parts: Parts, actors: Sequence[EventActor]) -> bool:
    """Whether an event is none without somebody who is not named.

    Who defends a place works with nobody; "the time stamp was cut off"; "a cut version of the meeting" tells no second one.
    """
    verb = scene.sentence.tagged[trigger.at].verb if trigger.at >= 0 else None
    if verb is not None and verb.base == "defend" and parts.target is None:
        return True
    is_done_to_a_thing = trigger.passive and trigger.kind in _BETWEEN_BODIES
    is_taken_up = trigger.is_noun and trigger.kind not in _VIOLENT and is_known(scene, trigger)
    return not actors and (is_done_to_a_thing or is_taken_up)


def _victims(text: str, scene: Scene, trigger: Trigger, dead: Casualties) -> Quote | None:
    """The words for those to whom it was done."""
    hurt = dead.victims or (find_aimed_at(scene, trigger) if trigger.kind in _VIOLENT else None)
    if hurt is None:
        return None
    start = hurt[0] + len("of ") if text.startswith("of ", hurt[0]) else hurt[0]
    victims = quote_trimmed(text, start, hurt[1])
    return victims if victims.text and victims.text.lower() not in {"whom", "them", "which"} else None


def _sureness(trigger: Trigger, told: Told, dead: Casualties, actors: Sequence[EventActor]) -> float:
    is_counted = dead.killed is not None and not dead.basis
    sure = 0.45 + 0.15 * bool(actors) + 0.25 * is_counted - 0.1 * (trigger.at < 0)
    return round(min(0.95, sure * (_DOUBT if told == "possible" else 1.0)), 2)


def _of_victims(text: str, scene: Scene, dead: Casualties) -> Parts:
    """The parts of an event of which only the dead or injured are told: those who are counted suffered it."""
    start, end = dead.victims or (0, 0)
    counted = (m for m in possible_parties(text, scene.mentions) if m.quote.start < end and start < m.quote.end)
    return Parts(None, next((m for m in counted if not is_home(text, m)), None))


def _with_one(
    scene: Scene, trigger: Trigger, dead: Casualties, parts: Parts, actors: Sequence[EventActor]
) -> Casualties:
    """The dead, one where a person alone is the one who was killed: "Kasso was killed by a sniper"."""
    verb = scene.sentence.tagged[trigger.at].verb if trigger.at >= 0 else None
    before = [entry.token.lower for entry in scene.sentence.tagged[max(0, trigger.at - 3) : max(trigger.at, 0)]]
    is_killed = (
        trigger.passive and "were" not in before and verb is not None and verb.base in _KILLS and dead.killed is None
    )
    is_one = parts.target is not None and parts.target.kind == "person"
    return dead._replace(killed=1) if is_killed and is_one and sum(a.role == "target" for a in actors) == 1 else dead


_KILLS: Final = frozenset("kill murder assassinate behead execute slay".split())


def _told_at(scene: Scene, dead: Casualties) -> int:
    """Where dead or injured are told of, of whom no word tells how they came to harm: behind those who they were."""
    at = dead.victims[1] + 1 if dead.victims else dead.at
    return max(scene.sentence.start, min(at, scene.sentence.end - 1))


def _placed(scene: Scene, trigger: Trigger, position: int) -> Trigger:
    """The trigger at the word that stands at ``position``, where it is at none."""
    if trigger.at >= 0 or position == scene.sentence.start:
        return trigger
    at = next((k for k, entry in enumerate(scene.sentence.tagged) if entry.token.start >= position), -1)
    return trigger._replace(at=at, is_noun=False)


def _is_only_talk(scene: Scene, trigger: Trigger, claim: Claim, position: int) -> bool:
    """Whether a noun tells of words: who rejects accusations accuses nobody, "according to an investigation" nor."""
    is_rejected = trigger.kind == "accuse" and _is_denied(claim, position)
    return is_rejected or (trigger.kind in _SAID and _is_in_source(scene, position))


def _is_in_source(scene: Scene, position: int) -> bool:
    """Whether a place lies in the words for whoever says something."""
    quotes = (claim.asserted_by.quote for claim in scene.claims)
    return any(quote is not None and quote.covers(position) for quote in quotes)


_SAID: Final[frozenset[EventKind]] = frozenset({"accuse", "consult", "agree", "request"})


def _is_denied(claim: Claim, position: int) -> bool:
    """Whether the word for an event stands in what somebody denies."""
    return claim.stance == "denied" and claim.quote.covers(position)


def _is_unsaid(claim: Claim, position: int) -> bool:
    """Whether the word for an event stands in what somebody is told not to have said."""
    return claim.unsaid is True and claim.quote.covers(position)


def _with_striker(parts: Parts, striker: Mention | None, trigger: Trigger) -> Parts:
    """The parts with whoever the words for the attack name, unless the sentence says who did it."""
    told = (
        parts.agent is not None and not trigger.is_noun and parts.agent.quote != (parts.target and parts.target.quote)
    )
    if striker is None or told:
        return parts
    target = parts.target if parts.target is None or parts.target.quote != striker.quote else parts.agent
    return Parts(striker, target)


def _who_attacked(text: str, scene: Scene, violent: Sequence[Trigger], target: Mention | None) -> Mention | None:
    """The agent of the attack by which somebody was killed: "nine were killed when gunmen of the Front attacked"."""
    for trigger in violent:
        verb = scene.sentence.tagged[trigger.at].verb if trigger.at >= 0 else None
        if verb is not None and verb.base in _BOTH_WAYS:
            continue  # who hurt whom in a clash is not told
        if not trigger.passive and not trigger.is_noun and trigger.at >= 0:
            agent = find_parts(text, scene, trigger).agent
            if agent is not None and (target is None or agent.quote != target.quote):
                return agent
    return None


_BOTH_WAYS: Final = frozenset({"clash", "fight", "battle", "skirmish", "exchange"})


def _actors(parts: Parts, others: tuple[list[Mention], list[Mention]], parties: Parties) -> list[EventActor]:
    """Each actor once, in its first role; ``others`` are those listed with the agent, and with the target."""
    chosen: dict[str, EventActor] = {}
    agents, targets = [parts.agent, *others[0]], [parts.target, *others[1]]
    for mention, role in [*((one, "agent") for one in agents), *((one, "target") for one in targets)]:
        actor = parties.of(mention) if mention is not None else None
        if actor is not None:
            chosen.setdefault(actor, EventActor(actor=actor, role=role))  # type: ignore[arg-type]
    return list(chosen.values())


def _weapons(text: str, scene: Scene, trigger: Trigger) -> list[Quote]:
    """Weapons, platforms, and attacks that name their means ("an airstrike"); not those that were taken or hit."""
    arms = [m.quote for m in scene.mentions if m.kind in {"weapon", "military_platform"}]
    named = [
        q
        for q in arms
        if not _is_taken(text, scene, trigger, q)
        and not _NOT_USED.search(text, scene.sentence.start, q.start)
        and not _is_fired_in_another_clause(scene, trigger, q)
    ]
    met = [p for p in scene.sentence.phrases if is_only_met(scene.sentence, p)]
    means = [
        entry.token for at, entry in enumerate(scene.sentence.tagged)
        if entry.tag in {"noun", "name"} and entry.token.lower in MEANS and not any(p.start <= at < p.end for p in met)
    ]  # fmt: skip
    spans = [*((token.start, token.end) for token in means), *attacks_by_means(scene.sentence)]
    return list(outermost([*named, *(quote_trimmed(text, *span) for span in spans)]))


_NOT_USED: Final = re.compile(
    r"\b(?:not|never|n['’]t|denied|denies|without)\s(?:us(?:e|ed|ing)|fir(?:e|ed|ing)|drop(?:ped|ping)?|have|possess(?:ed|ing)?|deploy(?:ed|ing)?)\s(?:[\w-]+\s){0,2}\Z",
    re.I,
)
"""Before what somebody did not shoot with: "did not use gas"."""


def _is_fired_in_another_clause(scene: Scene, trigger: Trigger, weapon: Quote) -> bool:
    """Whether a verb behind "after" and a subject of its own has the weapon: "shelled it after rebels fired rockets".

    Who "was killed after helicopters dropped bombs" was killed by these.
    """
    if trigger.is_noun or trigger.passive:
        return False
    tagged = scene.sentence.tagged
    opened = None
    for at in range(trigger.at + 1, len(tagged)):
        entry = tagged[at]
        if entry.token.start >= weapon.start:
            break
        if entry.token.lower in _OPENS_CLAUSE:
            opened = at
        elif opened is not None and entry.tag == "verb" and _is_other_verb(scene, opened, at):
            return True
    return False


def _is_other_verb(scene: Scene, opened: int, at: int) -> bool:
    """Whether a verb is that of a clause which opens at a word; a subject stands between them."""
    return any(scene.sentence.tagged[k].tag in {"noun", "name", "pron"} for k in range(opened + 1, at))


_OPENS_CLAUSE: Final = frozenset({"after", "before"})


def _is_taken(text: str, scene: Scene, trigger: Trigger, weapon: Quote) -> bool:
    """Whether a weapon or a craft is what the verb was done to: "seized two ships", "four drones were shot down"."""
    verb = scene.sentence.tagged[trigger.at].verb if trigger.at >= 0 else None
    if verb is None or verb.base not in _DONE_TO_ARMS:
        return False
    start, end = scene.sentence.offset(trigger.at), scene.sentence.limit(trigger.at + 1)
    between = text[end : weapon.start] if weapon.start >= end else text[weapon.end : start]
    words = between.lower().split()
    behind = weapon.start >= end
    near = _NEAR_WORDS + _IN_LIST * ("and" in words)
    return behind != trigger.passive and len(words) <= near and not _WITH & set(words)
