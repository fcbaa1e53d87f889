"""Places with the country or state behind their comma: "Orrville, Ohio" is one mention, and "Ohio" one inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from uncut.reports.mentions.finder import MentionFound
from uncut.reports.mentions.gazetteer import find_places

_CONTAINERS: Final = frozenset({"country", "state"})


def with_containers(text: str, found: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions, those of places reaching over the comma to the country or state that they lie in."""
    result = list(found)
    places = [at for at, one in enumerate(found) if one.kind == "location" and one.name is not None]
    for at, following in zip(places, places[1:], strict=False):
        one, other = result[at], result[following]
        if text[one.end : other.start] == ", " and _contains(text, other) and not _contains(text, one):
            result[at] = replace(one, end=other.end)
    return result


def _contains(text: str, one: MentionFound) -> bool:
    return any(place.kind in _CONTAINERS for place in find_places(text[one.start : one.end]))
