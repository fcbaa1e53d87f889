"""States and peoples that take part in an event by name or adjective: "an Australian ultimatum"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import msgspec

from uncut.model.report import Actor, ActorKind, Mention, PlaceValue
from uncut.reports.claims.roster import enrol, place_of
from uncut.reports.mentions.world import DEMONYMS, GROUP_NOUNS, PEOPLES, PERSON_NOUNS, PLACES


@dataclass(frozen=True)
class Parties:
    """The roster of actors, which grows by those that only an event makes one."""

    roster: list[Actor]

    def of(self, mention: Mention) -> str | None:
        """The id of the actor whom a mention stands for; ``None`` where it stands for none."""
        if isinstance(mention.actor, str):
            return mention.actor
        named = _state_or_people(mention)
        return self._entry(mention, *named) if named is not None else None

    def _entry(self, mention: Mention, name: str, kind: ActorKind) -> str:
        words, at = mention.quote.text, place_of(self.roster, name)
        if at is None:
            return enrol(self.roster, name, kind, [mention.quote])
        actor = self.roster[at]
        if mention.quote not in actor.mentions:
            aliases = [*actor.aliases, *([words] if words not in {actor.name, *actor.aliases} else [])]
            self.roster[at] = msgspec.structs.replace(actor, aliases=aliases, mentions=[*actor.mentions, mention.quote])
        return actor.id


def _state_or_people(mention: Mention) -> tuple[str, ActorKind] | None:
    words = mention.quote.text.strip()
    lowered = words.lower().removeprefix("the ")
    if mention.kind == "nationality":
        if lowered in PEOPLES:
            return words, "group"
        return (DEMONYMS[lowered], "state") if lowered in DEMONYMS else (words, "group")
    if mention.kind == "location" and isinstance(mention.place, PlaceValue):
        named = mention.place.quote.text.lower()
        if named in PLACES and PLACES[named].is_country:
            return mention.place.quote.text, "state"
    return None


BACKERS: Final = re.compile(
    r"-(?:aligned|backed|supported|funded|financed|trained|sponsored|allied|linked|affiliated|armed|supplied|equipped)\b",
    re.I,
)
"""Behind whoever only stands behind another party: "the Norway-backed Front"."""


def possible_parties(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions that can be a party at all, in text order.

    A country in the name of another party takes no part, nor does the backer in "the Norway-backed Front"; a state that
    is marked as a place and as a body is one party.
    """
    mentions = [m for m in mentions if not BACKERS.match(text, m.quote.end)]
    acting = {(m.quote.start, m.quote.end): m for m in reversed(mentions) if isinstance(m.actor, str)}
    return [
        m for m in mentions
        if acting.get((m.quote.start, m.quote.end)) is m
        or (
            not isinstance(m.actor, str) and _state_or_people(m) is not None
            and not any(other.quote.holds(m.quote) for other in acting.values())
        )
    ]  # fmt: skip


def is_home(text: str, mention: Mention) -> bool:
    """Whether a country only says where people are from: "40 mercenaries from Poland and Canada"."""
    if mention.quote.text.lower().removeprefix("the ") not in PLACES:
        return False
    before = _OF_HOMES.search(text, max(0, mention.quote.start - _HOMES_REACH), mention.quote.start)
    noun = before["who"].lower() if before is not None else ""
    return noun in PERSON_NOUNS | GROUP_NOUNS | _PLURALS or noun.removesuffix("s") in PERSON_NOUNS


_PLURALS: Final = frozenset({"men", "women", "people", "children"})


_OF_HOMES: Final = re.compile(
    r"\b(?P<who>[a-z]+)\sfrom\s(?:the\s)?(?:(?-i:[A-Z])[\w’'-]+(?:\s[A-Z][\w’'-]+)?(?:,\s|,?\sand\s))*\Z"
)
_HOMES_REACH: Final = 80
"""Code points."""
