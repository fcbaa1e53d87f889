"""Who struck, where the words for the attack name them: "Syrian regime air strikes", "a missile fired by the army"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from uncut.model.report import Mention
from uncut.model.text import quote_at
from uncut.reports.claims.parties import possible_parties
from uncut.reports.claims.scene import Scene
from uncut.reports.language.analysis import Sentence
from uncut.reports.language.phrases import Phrase
from uncut.reports.language.tagging import Tagged
from uncut.reports.mentions.world import DEMONYMS, PLACES, PLATFORM_NOUNS, WEAPON_NOUNS

MEANS: Final = frozenset("airstrike airstrikes strike strikes raid raids bombardment explosion blast gunfire".split())
_ATTACKS: Final = (
    MEANS
    | WEAPON_NOUNS
    | PLATFORM_NOUNS
    | frozenset(
        "attack attacks bombing bombings shelling fire offensive planes plane jets jet aircraft warplanes".split()
    )
)
_COUNTRIES: Final = frozenset(DEMONYMS) | frozenset(PLACES)
_SIDES: Final = frozenset(
    """regime government rebel rebels army military opposition coalition militia jihadist jihadists militant militants
    insurgent insurgents terrorist terrorists police separatist separatists loyalist""".split()
)
"""Words that name a side of a war, before a word for an attack."""
_BY_MEANS: Final = frozenset("attack attacks fire assault assaults raid raids strike strikes".split())
_WITH: Final = WEAPON_NOUNS | frozenset(
    "gas chemical suicide drone car truck sniper knife arson air cluster barrel".split()
)
"""Words that say with what an attack was made, before it."""
_LED: Final = ("-led", "-backed")
_LAUNCHED: Final = frozenset("fired misfired launched carried conducted staged mounted dropped by from out".split())
_REACH: Final = 5
"""Words between an attack and whoever launched it."""


def find_strikers(text: str, scene: Scene) -> list[Mention]:
    """The parties whom the words for an attack name, the first of the sentence; two where they struck together.

    An attack of which somebody only saw or told is another one: "was shot while covering an army raid".
    """
    parties = possible_parties(text, scene.mentions)
    for phrase in scene.sentence.phrases:
        if scene.sentence.tagged[phrase.head].token.lower in _ATTACKS and not is_only_met(scene.sentence, phrase):
            found = _owner(text, scene, phrase, parties) or _launcher(scene, phrase, parties)
            found = found or _nation(text, scene, phrase)
            if found is not None:
                return [found, *_joined(text, scene, phrase)]
    return []


def _joined(text: str, scene: Scene, phrase: Phrase) -> list[Mention]:
    """Who struck as well, by an adjective before "and": "Northern and rebel jets"."""
    tagged, at = scene.sentence.tagged, phrase.start - 2
    if at < 0 or tagged[at + 1].token.lower != "and" or tagged[at].token.lower not in DEMONYMS:
        return []
    first = tagged[at].token
    return [Mention(kind="nationality", quote=quote_at(text, first.start, first.end), confidence=0.5)]


def is_only_met(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether an attack is the object of what somebody else does: "covering an army raid", "condemned the strike"."""
    before = sentence.tagged[phrase.start - 1] if phrase.start else None
    return before is not None and before.verb is not None and before.verb.base in _MEETS


_MEETS: Final = frozenset(
    """cover film watch see witness report condemn denounce describe investigate document flee escape protest mourn
    discuss survive remember call oppose criticise criticize confirm deny claim tell show hear fear avoid visit study
    verify""".split()
)


def attacks_by_means(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Attacks whose words say with what: "a gas attack", "rocket fire"."""
    tagged = sentence.tagged
    for phrase in sentence.phrases:
        if tagged[phrase.head].token.lower not in _BY_MEANS or is_only_met(sentence, phrase):
            continue
        first = next((k for k in range(phrase.start, phrase.head) if tagged[k].token.lower in _WITH), None)
        if first is not None:
            yield tagged[first].token.start, tagged[phrase.head].token.end


def _owner(text: str, scene: Scene, phrase: Phrase, parties: Sequence[Mention]) -> Mention | None:
    """Who stands before the attack in its own phrase, as a word for a side or as a mention."""
    tagged = scene.sentence.tagged
    start, end = tagged[phrase.start].token.start, tagged[phrase.head].token.start
    if text[max(0, start - 2) : start] == ") ":
        start = text.rfind("(", 0, start) - 1
        return next((m for m in parties if m.quote.end == start), None)
    side = next(_sides(tagged, phrase), None)
    inside = [m for m in parties if start <= m.quote.start and m.quote.end <= end]
    if side is None:
        return next(iter(inside), None)
    holding = next((m for m in inside if m.quote.start <= side[0] and side[1] <= m.quote.end), None)
    return holding or Mention(kind="nationality", quote=quote_at(text, *side), confidence=0.5)


def _nation(text: str, scene: Scene, phrase: Phrase) -> Mention | None:
    """Whose weapons struck, by their first word: "Northern missiles hit the port"."""
    opens = phrase.start + (scene.sentence.tagged[phrase.start].tag == "det")
    first = scene.sentence.tagged[opens].token
    if opens == phrase.head or first.lower not in DEMONYMS:
        return None
    return Mention(kind="nationality", quote=quote_at(text, first.start, first.end), confidence=0.5)


def _sides(tagged: Sequence[Tagged], phrase: Phrase) -> Iterator[tuple[int, int]]:
    """Words for a side before the head of a phrase: "Syrian regime", "rebel", the "US" of "US-led"."""
    for at in range(phrase.start, phrase.head):
        token = tagged[at].token
        led = next((ending for ending in _LED if token.lower.endswith(ending)), "")
        if token.lower in _SIDES:
            of = at - 1 if at > phrase.start and tagged[at - 1].token.lower in _COUNTRIES else at
            yield tagged[of].token.start, token.end
        elif led and token.lower.removesuffix(led) in _COUNTRIES:
            yield token.start, token.end - len(led)


def _launcher(scene: Scene, phrase: Phrase, parties: Sequence[Mention]) -> Mention | None:
    """Who stands behind "fired by", "carried out by", "from"."""
    tagged = scene.sentence.tagged
    at = phrase.end
    while at < min(len(tagged), phrase.end + _REACH) and (
        tagged[at].token.lower in _LAUNCHED or tagged[at].tag in {"aux", "adv"}
    ):
        at += 1
    if at == phrase.end or tagged[at - 1].token.lower not in {"by", "from"} or at >= len(tagged):
        return None
    craft = next((p for p in scene.sentence.phrases if p.start == at), None)
    if craft is not None and tagged[craft.head].token.lower in _ATTACKS and craft.end + 1 < len(tagged):
        at = craft.end + 1 if tagged[craft.end].token.lower == "of" else at  # "by an aircraft of the army"
    start = tagged[at].token.start
    behind = (m for m in parties if m.kind != "location" and m.quote.covers(start))
    return next(behind, None)
