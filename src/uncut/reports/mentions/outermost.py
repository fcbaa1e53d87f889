"""Mentions as a report tells them: once each, by the longest phrase, and with the places that are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import UNSET, structs

from uncut.model.report import Mention, PlaceValue

_WITHIN: Final = frozenset({"organisation", "quantity"})
"""Kinds that are no mention of their own inside another. A place stays one: it has a point on the map."""
_HOLDERS: Final = frozenset({"person", "organisation", "location", "document_reference", "military_platform", "weapon"})


def outermost(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions without those inside a longer one: "UN" in "the UN envoy". The actors keep their quotes of it."""
    ordered = sorted(mentions, key=lambda one: (one.quote.start, -one.quote.end))
    kept: list[Mention] = []
    reach = -1
    for one in ordered:
        if one.kind in _WITHIN and one.quote.end <= reach and not _is_doubled(kept, one):
            continue
        kept.append(one)
        if one.kind in _HOLDERS:
            reach = max(reach, one.quote.end)
    return [_with_known_place(one) for one in sorted(kept, key=lambda one: (one.quote.start, one.quote.end))]


def _with_known_place(one: Mention) -> Mention:
    """Without a place that is nothing but its name again: neither on the map, nor said to lie in another."""
    place = one.place
    if isinstance(place, PlaceValue) and place.latitude is None and place.within is UNSET:
        return structs.replace(one, place=UNSET)
    return one


def _is_doubled(kept: Sequence[Mention], one: Mention) -> bool:
    """Whether no longer mention holds it, but one of the very same words."""
    held = (other.quote for other in reversed(kept[-8:]) if other.kind in _HOLDERS and other.quote.holds(one.quote))
    return all(quote == one.quote for quote in held)
