"""Countries that are named as places and tied as states: "nations that took part include Jordan and Turkey"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec import UNSET, structs

from uncut.model.report import Actor, Mention, PlaceValue, Tie
from uncut.reports.claims.roster import enrol
from uncut.reports.keys import name_key
from uncut.reports.mentions.world import PLACES

_PROVISIONAL: Final = "state:"
_LOCATIVE: Final = re.compile(
    r"\b(?:in|at|near|across|throughout|inside|outside|around|within)\s(?:the\s)?(?:[a-z]+ern\s|central\s)?$",
    re.I,
)


class StatesTied(NamedTuple):
    """What a report holds after its ties are known."""

    actors: list[Actor]
    mentions: list[Mention]
    ties: list[Tie]


def with_states(text: str, mentions: Sequence[Mention], actors: Sequence[Actor]) -> list[Mention]:
    """The mentions, with an actor for the countries among the places: its own, or a provisional one.

    One in which something happens ("in Jordan") is left a place.
    """
    known = {name_key(name): actor.id for actor in actors for name in (actor.name, *actor.aliases)}
    found = []
    for mention in mentions:
        name = (
            None
            if _LOCATIVE.search(text[max(0, mention.quote.start - 30) : mention.quote.start])
            else _country(mention)
        )
        if name is not None:
            identity = known.get(name_key(name), f"{_PROVISIONAL}{name}")
            found.append(structs.replace(mention, actor=identity))
        else:
            found.append(mention)
    return found


def _country(mention: Mention) -> str | None:
    """The name of the country that a mention without an actor consists of."""
    if mention.kind != "location" or mention.actor is not UNSET or not isinstance(mention.place, PlaceValue):
        return None
    words = mention.quote.text
    place = PLACES.get(words.lower().removeprefix("the "))
    return place.name if place is not None and place.is_country else None


def settled(
    actors: Sequence[Actor], mentions: Sequence[Mention], tied: Sequence[Mention], ties: Sequence[Tie]
) -> StatesTied:
    """The states that a tie names become actors; ``tied`` are the mentions as `with_states` gave them."""
    wanted = list(dict.fromkeys(end for tie in ties for end in (tie.from_, tie.to) if end.startswith(_PROVISIONAL)))
    roster, final, ids = list(actors), list(mentions), dict[str, str]()
    for provisional in wanted:
        places = [at for at, mention in enumerate(tied) if mention.actor == provisional]
        name = provisional.removeprefix(_PROVISIONAL)
        ids[provisional] = enrol(roster, name, "state", [final[at].quote for at in places])
        for at in places:
            final[at] = structs.replace(final[at], actor=ids[provisional])
    renamed = [structs.replace(tie, from_=ids.get(tie.from_, tie.from_), to=ids.get(tie.to, tie.to)) for tie in ties]
    return StatesTied(roster, final, renamed)
