"""Where and when the story stands: what an event takes over from the sentences before it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from uncut.model.report import Event, PlaceValue, TimeValue
from uncut.reports.claims.scene import Scene

_REACH = 4
"""Sentences for which a time or a place goes on to hold."""


@dataclass(frozen=True)
class Setting:
    """The last day and the last places that were told."""

    number: int = 0
    time: TimeValue | None = None
    time_at: int = 0
    places: tuple[PlaceValue, ...] = ()
    places_at: int = 0

    def moved_to(self, scene: Scene) -> Setting:
        """The setting in ``scene``, which may tell a new day or new places."""
        moved = replace(self, number=self.number + 1)
        told = [m for m in scene.mentions if not scene.is_inserted(m.quote.start)]
        said = [claim.quote for claim in scene.claims if claim.asserted_by.kind != "publisher"]
        within = [m for m in told if isinstance(m.time, TimeValue) and any(quote.holds(m.quote) for quote in said)]
        told = within if any(_is_day(m.time) for m in within if isinstance(m.time, TimeValue)) else told
        days = [m.time for m in told if isinstance(m.time, TimeValue) and _is_day(m.time)]
        places = scene.places
        if days:
            moved = replace(moved, time=days[-1], time_at=moved.number)
        if places:
            moved = replace(moved, places=places, places_at=moved.number)
        return moved

    def fill(self, event: Event) -> Event:
        """The event with the setting's time and places where its own sentence tells none, at a lower confidence."""
        changes: dict[str, object] = {}
        if event.time is None and self.time is not None and self.number - self.time_at <= _REACH:
            changes["time"] = self.time
        is_elsewhen = event.time is not None and self.time is not None and not _overlap(event.time, self.time)
        if not event.places and self.places and self.number - self.places_at <= _REACH and not is_elsewhen:
            changes["places"] = list(self.places)
        if not changes:
            return event
        return msgspec.structs.replace(event, confidence=round(event.confidence * 0.85, 2), **changes)


def _overlap(one: TimeValue, other: TimeValue) -> bool:
    """Whether two times can be the same; an open end can be any."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return True
    return one.earliest <= other.latest and other.earliest <= one.latest


def _is_day(time: TimeValue) -> bool:
    return time.earliest is not None and time.earliest == time.latest
