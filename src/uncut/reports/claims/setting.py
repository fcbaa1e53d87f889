"""Where and when the story stands: what an event takes over from the sentences before it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import msgspec

from uncut.model.report import Event, PlaceValue, TimeValue
from uncut.reports.claims.event_places import is_elsewhere
from uncut.reports.claims.event_time import days_told, is_of_another_event, is_of_telling
from uncut.reports.claims.scene import Scene
from uncut.reports.claims.triggers import find_triggers
from uncut.reports.language.tagging import ACTS

_TAKES_UP = re.compile(
    r"\b(?:the|this|that|these|those)\s(?:same\s|joint\s|combined\s|\w+ing\s)?"
    r"(?:attacks?|strikes?|air\s?strikes?|raids?|blasts?|explosions?|bombings?|shelling"
    r"|assaults?|ambush|operations?|mission|incidents?|clash(?:es)?|fighting|battle|engagement|search|patrol|shooting|killings?|massacre"
    r"|day|night|morning|evening|place|scene|area|team|force|dead|victims|rocket|missiles?|bomb|finds?|discovery|seizure|arrests?)\b"
    r"|\b(?:then|afterwards?|meanwhile|also|another|more|others?|later|earlier|further|there|moreover|furthermore"
    r"|additionally|in\saddition|besides|overnight|(?:past|last)\s(?:24|48|few)\shours)\b",
    re.I,
)
"""Words by which a sentence goes on with what the one before told."""
_TALKS = frozenset({"consult", "agree", "accuse", "reject", "request", "cooperate"})
_STRIKES = frozenset({"assault", "fight"})
_SOMEWHERE = _STRIKES | {"coerce", "mobilize", "protest", "retreat", "yield"}
"""Kinds of events that happen on the ground; who accuses, denies or agrees does so anywhere."""
_TELLS_MORE = re.compile(
    r"\b(?:who|whom|whose|which|that|where|until|because|as|will|would|may|might|could|has|have|had|is|are)\b"
    r"|\b(?:when|while|after|before|since)\s(?!\w+ing\b)",
    re.I,
)
"""Words of clauses that may tell of another day than the dateline, or of none."""
_REACH = 4
"""Sentences for which a time or a place goes on to hold."""


@dataclass(frozen=True)
class Setting:
    """The last day and the last places that were told."""

    number: int = 0
    time: TimeValue | None = None
    time_at: int = 0
    struck: TimeValue | None = None
    """The last day that is not only one of talks."""
    struck_at: int = 0
    headed_at: int = -1
    """The last sentence that only says where and when the report was written."""
    places: tuple[PlaceValue, ...] = ()
    places_at: int = 0

    def moved_to(self, text: str, scene: Scene) -> Setting:
        """The setting in ``scene``, which may tell a new day or new places."""
        moved = replace(self, number=self.number + 1)
        told = [m for m in days_told(text, scene) if not scene.is_inserted(m.quote.start)]
        told = [m for m in told if not is_of_telling(scene, m) and not is_of_another_event(scene, m)]
        days = [m.time for m in told if isinstance(m.time, TimeValue) and _is_day(m.time)]
        places = tuple(place for place in scene.places if not is_elsewhere(text, scene, place))
        if days:
            moved = replace(moved, time=days[-1], time_at=moved.number)
            if all(entry.tag not in ACTS for entry in scene.sentence.tagged):
                moved = replace(moved, headed_at=moved.number)
            kinds = {trigger.kind for trigger in find_triggers(scene.sentence)}
            if not kinds or kinds - _TALKS:
                moved = replace(moved, struck=days[-1], struck_at=moved.number)
        if places:
            moved = replace(moved, places=places, places_at=moved.number)
        return moved

    def fill(self, text: str, scene: Scene, event: Event) -> Event:
        """The event with the setting's time and places where its own sentence tells none, at a lower confidence.

        A day is taken over only where the sentence takes up what was told of before: "the attack", "two more"; and the
        day of a dateline by the sentence behind it, if it tells of one thing only.
        """
        changes: dict[str, object] = {}
        sentence = scene.sentence
        day, told_at = (self.struck, self.struck_at) if event.kind in _STRIKES else (self.time, self.time_at)
        is_lead = (
            event.kind in _SOMEWHERE
            and self.number == self.headed_at + 1
            and not _TELLS_MORE.search(text, sentence.start, sentence.end)
            and not any(mention.kind == "temporal" for mention in scene.mentions)
        )
        takes_up = self.number - told_at <= _REACH and _TAKES_UP.search(text, sentence.start, sentence.end)
        goes_on = is_lead or takes_up
        if event.time is None and day is not None and goes_on:
            changes["time"] = msgspec.structs.replace(day, basis=f"{day.basis}; of an earlier sentence")
        is_elsewhen = event.time is not None and self.time is not None and not _overlap(event.time, self.time)
        if (
            event.kind in _SOMEWHERE
            and not event.places
            and self.places
            and self.number - self.places_at <= _REACH
            and not is_elsewhen
        ):
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
