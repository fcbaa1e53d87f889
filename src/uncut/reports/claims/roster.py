"""The roster of actors, and whom no mention put on it: a state that is tied, an outlet in the chain."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from uncut.model.report import Actor, ActorKind, Tie
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


def with_kinds_of_renamed(roster: Sequence[Actor], ties: Sequence[Tie]) -> list[Actor]:
    """The roster in which a body that an armed group was renamed to is one too, and the other way round."""
    kinds = {actor.id: actor.kind for actor in roster}
    armed = {
        actor for tie in ties if tie.kind == "renamed_to" and "group" in {kinds.get(tie.from_), kinds.get(tie.to)}
        for actor in (tie.from_, tie.to)
    }  # fmt: skip
    return [
        msgspec.structs.replace(actor, kind="group") if actor.id in armed and actor.kind == "organisation" else actor
        for actor in roster
    ]
