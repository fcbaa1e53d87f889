# ruff: noqa: E501  word lists stay on one line each
"""Who did it to whom: the parties around the word that tells an event, by the order of words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from uncut.model.report import Mention
from uncut.reports.claims.parties import possible_parties
from uncut.reports.claims.scene import Scene
from uncut.reports.claims.triggers import Trigger

_PREPOSITIONS: Final = frozenset(
    """in of by for with against from to near on at into onto over under between among during through across toward towards
    inside outside within upon about around via despite per amid including like than as after before since until""".split()
)
_FILLERS: Final = frozenset(
    {"the", "a", "an", "its", "their", "his", "her", "former", "then", "neighboring", "war-torn"}
)
_AIMED: Final = frozenset({"on", "against", "at", "of"})


class Parts(NamedTuple):
    """Agent and target, as far as the sentence names them."""

    agent: Mention | None
    target: Mention | None


def find_parts(text: str, scene: Scene, trigger: Trigger) -> Parts:
    """The parties of an event; those who only tell of it come last."""
    position = scene.sentence.offset(trigger.at) if trigger.at >= 0 else scene.sentence.start
    limit = scene.sentence.limit(trigger.at + 1) if trigger.at >= 0 else position
    parties = possible_parties(scene.mentions)
    before = [m for m in parties if m.quote.end <= position]
    after = [m for m in parties if m.quote.start >= limit and not _tells(scene, m)]
    by = next((m for m in after if _led(text, m) == "by"), None)
    if trigger.passive:
        return Parts(by, _subject(text, before))
    if trigger.is_noun and by is not None:
        struck = next((m for m in [*after, *before] if m is not by and _led(text, m) in _AIMED), None)
        return Parts(by, struck or _subject(text, before))
    agent = _subject(text, before)
    return Parts(agent, _other_than(agent, after) or _other_than(agent, before))


def _tells(scene: Scene, mention: Mention) -> bool:
    """Whether a mention behind the event is who tells of it: "…, officials said"."""
    quotes = [claim.asserted_by.quote for claim in scene.claims]
    return any(q is not None and q.start <= mention.quote.start < q.end for q in quotes)


def _subject(text: str, before: Sequence[Mention]) -> Mention | None:
    """The nearest party before the word that no preposition governs; else the first of the sentence."""
    free = [m for m in before if not _led(text, m)]
    return free[-1] if free else next(iter(before), None)


def _led(text: str, mention: Mention) -> str:
    """The preposition in front of a mention; empty where there is none."""
    words = text[max(0, mention.quote.start - 40) : mention.quote.start].lower().split()
    while words and words[-1] in _FILLERS:
        words.pop()
    return words[-1] if words and words[-1] in _PREPOSITIONS else ""


def _other_than(agent: Mention | None, mentions: Sequence[Mention]) -> Mention | None:
    return next((m for m in mentions if agent is None or m.quote != agent.quote), None)
