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
    kept: list[Mention] = []
    for one in sorted(mentions, key=lambda one: (one.quote.start, -one.quote.end)):
        if not any(_is_part_of(one, other) for other in kept[-_BEFORE:]):
            kept.append(one)
    return [_with_known_place(one) for one in sorted(kept, key=lambda one: (one.quote.start, one.quote.end))]


_BEFORE: Final = 8
"""Mentions among which one that holds another is looked for: those that begin before it, the nearest of them."""


def _is_part_of(one: Mention, other: Mention) -> bool:
    """Whether it tells nothing of its own: who, how many, or the country that a body is of ("U.S. forces")."""
    if other.kind not in _HOLDERS or not other.quote.holds(one.quote) or other.quote == one.quote:
        return False
    return one.kind in _WITHIN or (other.kind == "organisation" and _is_country(one))


def _is_country(one: Mention) -> bool:
    return one.kind == "location" and isinstance(one.place, PlaceValue) and one.place.sort == "country"


def _with_known_place(one: Mention) -> Mention:
    """Without a place that is nothing but its name again: neither on the map, nor said to lie in another."""
    place = one.place
    if isinstance(place, PlaceValue) and place.latitude is None and place.within is UNSET:
        return structs.replace(one, place=UNSET)
    return one
