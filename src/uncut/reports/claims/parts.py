"""Who did it to whom: the actors around the word that tells an event, by the order of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from uncut.model.report import EventActor, Mention
from uncut.reports.claims.scene import Scene
from uncut.reports.claims.triggers import Trigger

_PREPOSITIONS: Final = frozenset(
    """in of by for with against from to near on at into onto over under between among during through across toward towards
    inside outside within upon about around via despite per amid including like than as after before since until""".split()
)


def find_parts(text: str, scene: Scene, trigger: Trigger) -> list[EventActor]:
    """Agent and target, as far as the sentence names actors for them; each actor once."""
    position = scene.sentence.offset(trigger.at) if trigger.at >= 0 else scene.sentence.start
    limit = scene.sentence.limit(trigger.at + 1) if trigger.at >= 0 else position
    before = [m for m in scene.actors if m.quote.end <= position]
    after = [m for m in scene.actors if m.quote.start >= limit]
    by = next((m for m in after if _led(text, m) == "by"), None)
    if trigger.passive:
        pairs = [(by, "agent"), (_subject(text, before), "target")]
    elif trigger.is_noun and by is not None:
        pairs = [(by, "agent"), (_struck(text, [*after, *before]) or _subject(text, before), "target")]
    else:
        agent = _subject(text, before)
        pairs = [(agent, "agent"), (_other_than(agent, after) or _other_than(agent, before), "target")]
    return _once(pairs)


def _subject(text: str, before: Sequence[Mention]) -> Mention | None:
    """The nearest actor before the word that no preposition governs; else the first of the sentence."""
    free = [m for m in before if not _led(text, m)]
    return free[-1] if free else next(iter(before), None)


def _led(text: str, mention: Mention) -> str:
    """The preposition in front of a mention; empty where there is none."""
    words = text[max(0, mention.quote.start - 40) : mention.quote.start].split()
    while words and words[-1].lower() in {"the", "a", "an", "its", "their", "his", "her", "former", "then"}:
        words.pop()
    return words[-1].lower() if words and words[-1].lower() in _PREPOSITIONS else ""


def _struck(text: str, mentions: Sequence[Mention]) -> Mention | None:
    return next((m for m in mentions if _led(text, m) in {"on", "against", "at", "of"}), None)


def _other_than(agent: Mention | None, mentions: Sequence[Mention]) -> Mention | None:
    return next((m for m in mentions if agent is None or m.actor != agent.actor), None)


def _once(pairs: Sequence[tuple[Mention | None, str]]) -> list[EventActor]:
    chosen: list[EventActor] = []
    for mention, role in pairs:
        if mention is not None and isinstance(mention.actor, str) and mention.actor not in {a.actor for a in chosen}:
            chosen.append(EventActor(actor=mention.actor, role=role))  # type: ignore[arg-type]
    return chosen
