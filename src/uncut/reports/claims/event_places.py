"""Where an event was: the places of its sentence, without those that only a name or a government is called by."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from uncut.model.report import Claim, PlaceValue
from uncut.model.text import Quote
from uncut.reports.claims.scene import Scene, is_only_named

_NAMED_AFTER: Final = frozenset({"organisation", "person"})
_PARTS: Final = frozenset("Province District Governorate County State Region City Oblast Canton Valley Desert".split())
"""Capitals behind the name of a place that are its own."""
_LIKENED: Final = re.compile(r"\bthe\s\Z", re.I)
_OF: Final = re.compile(r"\sof\s")
_GOVERNS: Final = re.compile(
    r"\s(?:(?:has|have|had|will|would|also|later|then|never|repeatedly|\w+ly)\s){0,3}"
    r"(?:sa(?:id|ys)|den(?:ied|ies)|sent|sends|promis\w+|warn\w*|threaten\w*|vow\w*|refus\w+|agree\w*|condemn\w*|accus\w+|claim\w*|insist\w*"
    r"|demand\w*|urg\w+|reject\w*|suppl\w+|back(?:s|ed)|support(?:s|ed)|arm(?:s|ed)|fund(?:s|ed)|gets?|wants?|sign(?:s|ed)|impos\w+|announc\w+"
    r"|confirm\w*|offer\w*|pledg\w+|blam\w+|recall\w*|expel\w*|propos\w+|train(?:s|ed)|deliver\w*|deploy\w*|provid\w+|s(?:ells|old)|bought|ban(?:s|ned)|suspend\w*|halt\w*|recogni[sz]\w+|withdrew|decid\w+|call(?:s|ed)\s(?:for|on))\b",
    re.I,
)
"""Behind a city that stands for the government in it."""


def places_of_event(text: str, scene: Scene, claim: Claim) -> list[PlaceValue]:
    """The places of the sentence, and the provinces that hold them where it does not name them.

    Where somebody else than the writer tells of the event and says where, the others are where he told of it.
    """
    found = tuple(place for place in scene.places if not is_elsewhere(text, scene, place))
    said = tuple(p for p in found if claim.quote.covers(p.quote.start))
    said = said or _named_buildings(scene, claim)
    told = said if said and claim.asserted_by.kind != "publisher" else found
    names = {place.name.lower() for place in told}
    holding = {
        place.within: PlaceValue(quote=place.quote, name=place.within, country=place.country)
        for place in told if isinstance(place.within, str) and not any(place.within.lower() in name for name in names)
    }  # fmt: skip
    return [*told, *holding.values()]


def _named_buildings(scene: Scene, claim: Claim) -> tuple[PlaceValue, ...]:
    """The places in what is said that have a name and no point on the map: "Calder House"."""
    inside = (m for m in scene.mentions if m.kind == "location" and claim.quote.holds(m.quote))
    return tuple(
        PlaceValue(quote=m.quote, name=m.quote.text) for m in inside
        if not isinstance(m.place, PlaceValue) and any(map(str.isupper, m.quote.text.removeprefix("The ")))
    )  # fmt: skip


def is_elsewhere(text: str, scene: Scene, place: PlaceValue) -> bool:
    """Whether a place is only in the name of somebody, a government, a likeness, or a country that acts."""
    if is_only_named(text, place) or _is_of_a_name(text, scene, place.quote):
        return True
    start, end = place.quote.start, place.quote.end
    if any(text[m.quote.end : start] in {" from ", " from the "} for m in scene.mentions if m.kind in _NAMED_AFTER):
        return True  # "elders from Misrata"
    is_free = not scene.sentence.start < start or text[max(0, start - 2) : start] in {". ", ", ", "; ", "\n", "“", '"'}
    is_likened = place.sort == "city" and _LIKENED.search(text, max(0, start - 4), start) and _OF.match(text, end)
    return bool(is_likened) or (is_free and _GOVERNS.match(text, end) is not None)


def _is_of_a_name(text: str, scene: Scene, quote: Quote) -> bool:
    """Whether a place is a word in the name of a body: "the New York Times", "the Aleppo Brigade"."""
    following = re.match(r"\s([A-Z][\w’'-]+)", text[quote.end : quote.end + 40])
    if following is None or following[1] in _PARTS:
        return False
    behind = quote.end + following.end()
    outer = (m.quote for m in scene.mentions if m.kind in _NAMED_AFTER)
    return any(one.start <= quote.start and behind <= one.end for one in outer)


__all__: Sequence[str] = ["is_elsewhere", "places_of_event"]
