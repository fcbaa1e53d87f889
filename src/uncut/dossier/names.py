"""Who a report means, by id: what every export asks."""

from __future__ import annotations

from uncut.dossier.saying import is_interviewed
from uncut.model.report import Actor, Report, Source


class Names:
    """The actors of one report, and its sources in words."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._actors = {actor.id: actor for actor in report.actors}

    def actor(self, identity: str | None) -> Actor | None:
        """The actor of that id, where the report has one."""
        return self._actors.get(identity) if identity is not None else None

    def name(self, identity: str) -> str:
        """The actor's name; the id itself where the report does not know it."""
        actor = self.actor(identity)
        return actor.name if actor is not None else identity

    def source(self, source: Source) -> str:
        """Who asserts a claim: a name, the words that describe somebody, or nothing."""
        if source.actor is not None:
            return self.name(source.actor)
        if source.kind == "publisher" and not is_interviewed(source):
            publisher = self._report.document.publisher
            return publisher.name if publisher is not None else ""
        return source.quote.text if source.quote is not None else ""
