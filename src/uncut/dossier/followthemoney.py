"""Actors, ties, events and claims as FollowTheMoney entities, one JSON object a line, for Aleph and its kin.

Schema and property names are those of followthemoney 4; the library is not needed. Everything here is somebody's
claim: each link and event carries the words it rests on as ``summary`` and who says so as ``publisher``. What the
text denies is left out, since a link has no way to say that it is none.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from uncut.dossier.json_for_pages import to_page_json
from uncut.dossier.names import Names
from uncut.dossier.neutralise import bare_name
from uncut.dossier.saying import stance_of
from uncut.model.report import Actor, ActorKind, Claim, Event, Report, Tie, TimeValue

SCHEMA_OF: Mapping[ActorKind, str] = {
    "person": "Person", "organisation": "Organization", "outlet": "Organization", "group": "Organization",
    "state": "PublicBody", "programme": "Project", "place": "Address",
}  # fmt: skip
_ORGANISATIONS = frozenset({"Organization", "PublicBody"})
_LEGAL_ENTITIES = _ORGANISATIONS | {"Person"}
_LINKS: dict[str, tuple[str, str, str, frozenset[str], frozenset[str]]] = {
    "part_of": ("Membership", "member", "organization", _LEGAL_ENTITIES, _ORGANISATIONS),
    "leads": ("Directorship", "director", "organization", _LEGAL_ENTITIES, _ORGANISATIONS),
    "renamed_to": ("Succession", "predecessor", "successor", _LEGAL_ENTITIES, _LEGAL_ENTITIES),
}
"""Ties that have a schema of their own: its two ends, and what may stand at each; the others are an `UnknownLink`."""
Entity = dict[str, Any]


def export_followthemoney(reports: Sequence[Report]) -> bytes:
    """The entities of all reports as JSON lines; an actor that several reports name is one entity."""
    entities: dict[str, Entity] = {}
    for report in reports:
        for entity in _Exporter(report).entities():
            known = entities.get(entity["id"])
            entities[entity["id"]] = entity if known is None else _merged(known, entity)
    return b"".join(to_page_json(one, indent=None).encode() + b"\n" for one in entities.values())


def entity_id(*parts: str) -> str:
    """A stable id: the same parts give the same."""
    digest = hashlib.sha1("\x1f".join(parts).encode(), usedforsecurity=False).hexdigest()
    return f"uncut-{digest}"


def _merged(one: Entity, other: Entity) -> Entity:
    properties = {
        name: list(dict.fromkeys([*one["properties"].get(name, []), *other["properties"].get(name, [])]))
        for name in {**one["properties"], **other["properties"]}
    }
    return one | {"properties": properties}


def _entity(identity: str, schema: str, **properties: str | Sequence[str | None] | None) -> Entity:
    listed = {name: [value] if isinstance(value, str) else list(value or []) for name, value in properties.items()}
    kept = {name: list(dict.fromkeys(filter(None, values))) for name, values in listed.items()}
    return {"id": identity, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


class _Exporter:
    """Makes the entities of one report."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._names = Names(report)
        self._document = entity_id("document", report.document.sha256)
        self._claims = {claim.id: claim for claim in report.claims}

    def entities(self) -> Iterator[Entity]:
        yield self._article()
        for actor in self._report.actors:
            yield self._actor(actor)
            yield _entity(
                entity_id("mentioned", self._document, actor.key), "Documentation",
                document=self._document, entity=_actor_id(actor), role="mentioned in the report",
            )  # fmt: skip
        yield from (self._note(claim) for claim in self._report.claims)
        yield from filter(None, map(self._tie, self._report.ties))
        yield from filter(None, map(self._event, self._report.events))

    def _article(self) -> Entity:
        document = self._report.document
        published = document.published
        day = published.earliest if published.earliest == published.latest else None
        name = document.title or bare_name(document.path) or document.sha256
        return _entity(
            self._document, "Article", name=name, title=document.title, author=document.byline,
            fileName=bare_name(document.path), publisher=document.publisher.name if document.publisher else None,
            publishedAt=_day(day), notes=f"SHA-256 {document.sha256}",
        )  # fmt: skip

    def _actor(self, actor: Actor) -> Entity:
        return _entity(
            _actor_id(actor), SCHEMA_OF[actor.kind], name=actor.name,
            alias=[one for one in actor.aliases if one != actor.name], keywords=actor.kind,
        )  # fmt: skip

    def _note(self, claim: Claim) -> Entity:
        about = f"{self._source(claim)}; {stance_of(claim)}, certainty {claim.certainty:.2f}"
        about += "; proposed by a model" if claim.proposed_by else ""
        identity = entity_id("claim", self._document, claim.id)
        return _entity(identity, "Note", name=claim.quote.text, entity=self._document, description=about)

    def _tie(self, tie: Tie) -> Entity | None:
        ends = self._names.actor(tie.from_), self._names.actor(tie.to)
        if tie.polarity == "negative" or ends[0] is None or ends[1] is None:
            return None
        schema, first, second, left, right = _LINKS.get(
            tie.kind, ("UnknownLink", "subject", "object", frozenset(), frozenset())
        )
        if schema != "UnknownLink" and (SCHEMA_OF[ends[0].kind] not in left or SCHEMA_OF[ends[1].kind] not in right):
            schema, first, second = "UnknownLink", "subject", "object"
        identity = entity_id("tie", self._document, tie.claim, tie.kind, ends[0].key, ends[1].key)
        properties = {first: _actor_id(ends[0]), second: _actor_id(ends[1]), "role": _role(tie, ends[1])}
        return _entity(identity, schema, **properties, **self._rests_on(tie.claim), **_interval(tie.time))

    def _event(self, event: Event) -> Entity | None:
        if event.polarity == "negative":
            return None
        actors = [actor for one in event.actors if (actor := self._names.actor(one.actor)) is not None]
        words = self._rests_on(event.claim)
        place = ", ".join(dict.fromkeys(one.name for one in event.places))
        counts = [f"{n} {what}" for n, what in ((event.killed, "killed"), (event.injured, "injured")) if n is not None]
        return _entity(
            entity_id("event", self._document, event.claim, event.kind), "Event",
            name=" ".join(filter(None, [event.kind, f"in {place}" if place else "", *counts])), location=place,
            country=[one.country.lower() for one in event.places if one.country],
            involved=[_actor_id(one) for one in actors if SCHEMA_OF[one.kind] in _LEGAL_ENTITIES],
            **words, **_interval(event.time),
        )  # fmt: skip

    def _rests_on(self, claim: str) -> dict[str, str]:
        known = self._claims.get(claim)
        return {"summary": known.quote.text, "publisher": self._source(known)} if known is not None else {}

    def _source(self, claim: Claim) -> str:
        return self._names.source(claim.asserted_by) or "somebody not named"


def _role(tie: Tie, target: Actor) -> str:
    return "controls" if tie.kind == "leads" and target.kind == "place" else tie.kind.replace("_", " ")


def _actor_id(actor: Actor) -> str:
    return entity_id("actor", actor.key)


def _interval(time: TimeValue | None) -> dict[str, str]:
    if time is None:
        return {}
    if time.earliest is not None and time.earliest == time.latest:
        return {"date": time.earliest.isoformat()}
    ends = {"startDate": _day(time.earliest), "endDate": _day(time.latest)}
    return {name: day for name, day in ends.items() if day is not None}


def _day(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None
