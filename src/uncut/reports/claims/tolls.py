"""One event for several counts of its dead: "killed at least 12 … The death toll later rose to 17"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from uncut.model.report import LAST_COUNT, Claim, Event
from uncut.reports.claims.scene import Scene
from uncut.reports.claims.triggers import EITHER_WAY

_COUNT: Final = (
    r"\b(?:toll|(?:numbers?|count|total)\sof\s(?:the\s)?(?:dead|deaths|fatalities|victims|killed|wounded|injured))"
)
_COUNTED_AGAIN: Final = re.compile(
    rf"{_COUNT}\b[^.;,]{{0,40}}?\b(?:rose|risen|rises|climbed|grew|grown|increased|reached|stood|stands|passed|revised)\b",
    re.I,
)
"""A sentence that counts those of an event which was told before."""
_OTHER: Final = re.compile(r"\b(?:another|separate|other|second|similar|also|overall|total|since)\b", re.I)
"""Words of another event, or of several together."""
_REACH: Final = 6
"""Sentences back."""


def with_last_tolls(text: str, told: Sequence[tuple[Scene, Event]]) -> list[Event]:
    """The events; one of which a later sentence of the same source only counts the dead anew has the last count.

    Counts of different sources stay apart: each is what somebody claims.
    """
    kept: list[tuple[Scene, Event]] = []
    for scene, event in told:
        at = _counted_before(text, kept, scene, event)
        if at is None:
            kept.append((scene, event))
        else:
            kept[at] = kept[at][0], _with_count(kept[at][1], event)
    return [event for _, event in kept]


def _counted_before(text: str, kept: Sequence[tuple[Scene, Event]], scene: Scene, event: Event) -> int | None:
    """Which of the events before is counted anew."""
    words = text[scene.sentence.start : scene.sentence.end]
    is_count = event.kind in EITHER_WAY and event.killed is not None and not event.weapons
    if not is_count or _COUNTED_AGAIN.search(words) is None or _OTHER.search(words):
        return None
    scenes = list(dict.fromkeys(id(before) for before, _ in kept))
    for at in range(len(kept) - 1, -1, -1):
        before, other = kept[at]
        if id(before) == id(scene) or len(scenes) - scenes.index(id(before)) > _REACH:
            return None
        if other.kind in EITHER_WAY and other.killed is not None and other.polarity != "negative":
            return at if _is_same(before, other, scene, event) else None
    return None


def _is_same(before: Scene, other: Event, scene: Scene, event: Event) -> bool:
    """Whether one source tells of both, and neither place nor day of the later one is another."""
    places = {place.name for place in scene.places} - {place.name for place in other.places}
    own, first = _claim_of(scene, event), _claim_of(before, other)
    if places or own is None or first is None or own.stance != first.stance:
        return False
    is_elsewhen = (
        event.time is not None and other.time is not None and event.time.latest is not None
        and other.time.earliest is not None and event.time.latest < other.time.earliest
    )  # fmt: skip
    return (own.asserted_by.kind, own.asserted_by.actor) == (
        first.asserted_by.kind,
        first.asserted_by.actor,
    ) and not is_elsewhen


def _claim_of(scene: Scene, event: Event) -> Claim | None:
    return next((claim for claim in scene.claims if claim.id == event.claim), None)


def _with_count(event: Event, later: Event) -> Event:
    so_far = event.killed_basis if isinstance(event.killed_basis, str) else ""
    counts = so_far if so_far.startswith(LAST_COUNT) else f"{LAST_COUNT}: {event.killed}"
    basis = f"{counts}, {later.killed}"
    return msgspec.structs.replace(
        event,
        killed=later.killed,
        injured=later.injured if later.injured is not None else event.injured,
        killed_basis=basis,
    )
