"""The roster of actors, and whom no mention put on it: a state that is tied, an outlet in the chain."""

from __future__ import annotations

from collections.abc import Sequence

from uncut.model.report import Actor, ActorKind
from uncut.model.text import Quote
from uncut.reports.keys import actor_key, name_key


def place_of(roster: Sequence[Actor], name: str) -> int | None:
    """Where the actor stands whose name or alias this is, in any spelling."""
    key = name_key(name)
    return next(
        (at for at, actor in enumerate(roster) if key in {name_key(one) for one in (actor.name, *actor.aliases)}), None
    )


def enrol(roster: list[Actor], name: str, kind: ActorKind, quotes: Sequence[Quote] = ()) -> str:
    """The id of a new actor of that name, whom these words mean."""
    actor = Actor(
        id=f"a{len(roster) + 1}", key=actor_key(name, ""), kind=kind, name=name,
        aliases=sorted({quote.text for quote in quotes} - {name}), roles=[], mentions=list(quotes),
    )  # fmt: skip
    roster.append(actor)
    return actor.id
