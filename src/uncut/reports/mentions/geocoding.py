"""Which of the places of one name is meant, by the other places that the text names."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from uncut.reports.mentions.gazetteer import Place, find_places, key_of
from uncut.reports.mentions.world import DEMONYMS, PLACES

_NEAR_KM = 150.0
_KIND_WEIGHT: Final = {"country": 11.0, "region": 11.0, "state": 9.0, "province": 2.0, "county": 3.0, "city": 0.0}
_HOLDS, _SAME_COUNTRY, _OTHER_NAME = 12.0, 1.5, 1.5
_NEAR, _SAME_DIVISION, _IN_COUNTRY, _MOST_SUPPORT = 1.2, 0.8, 0.3, 7.0
"""Weights by sense, beside the decimal logarithm of the inhabitants; looked at on one half of LGL and GeoVirus."""
_MOST_WEIGHED = 25
_METROPOLIS = 500_000
_DIRECTION = re.compile(
    r"^(?:the\s|greater\s|downtown\s|central\s|(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?\s)+", re.I
)
_SORT = re.compile(
    r"^(?:the\s)?(?:city|town|village|state|province|governorate|republic|kingdom)\sof\s(?:the\s)?"
    r"|\s(?:city|town|village|district|province|governorate|state|region|city\slimits)$",
    re.I,
)


class Named(NamedTuple):
    """A place name in the text, with the one named behind its comma."""

    start: int
    name: str
    within: str | None


def candidates(name: str) -> tuple[Place, ...]:
    """The places of a name; where there are none, those of its core ("northern Aleppo province")."""
    for form in dict.fromkeys(
        (name, _SORT.sub("", name), _DIRECTION.sub("", name), _SORT.sub("", _DIRECTION.sub("", name)))
    ):
        if found := find_places(form):
            return found
    return ()


def choose_places(named: Sequence[Named], context: Sequence[str], words: frozenset[str]) -> Mapping[int, Place]:
    """The likeliest place of every name, by where the name starts; one place a name unless its container differs.

    ``context`` are names that are no mentions of a place, and yet speak of where the text plays.
    """
    choices = {one: candidates(one.name) for one in named}
    others = {name.lower(): _likeliest(options) for name in context if (options := candidates(name))}
    others |= {one.name.lower(): _likeliest(options) for one, options in choices.items() if options}
    scored: dict[tuple[str, str | None], Place] = {}
    chosen: dict[Named, Place] = {}
    for one, options in choices.items():
        key = (one.name.lower(), one.within)
        if options and key not in scored:
            company = [several for name, several in others.items() if name != key[0]]
            divided = {several[0].country for several in company if several[0].kind in {"state", "county"}}
            said = _countries_said(words - {key[0]}) | divided
            weighed = _likeliest(_without_namesakes(options))
            scored[key] = max(weighed, key=lambda place: _score(place, one, said, company))
        if options:
            chosen[one] = scored[key]
    _carry_over(chosen)
    return {one.start: place for one, place in chosen.items()}


def _without_namesakes(places: Sequence[Place]) -> Sequence[Place]:
    """Without the state where a metropolis has its name: "Washington" and "New York" mostly mean the city."""
    metropolis = any(place.kind == "city" and place.population >= _METROPOLIS for place in places)
    kept = [place for place in places if place.kind != "state" or not metropolis]
    return kept or places


def _likeliest(places: Sequence[Place]) -> tuple[Place, ...]:
    """At most so many as are worth weighing against each other, the largest first."""
    return tuple(
        sorted(places, key=lambda place: (place.kind not in {"country", "state", "region"}, -place.population))[
            :_MOST_WEIGHED
        ]
    )


def _countries_said(words: frozenset[str]) -> frozenset[str]:
    """Countries whose name or adjective the text has."""
    names = [DEMONYMS[word].lower() for word in words & frozenset(DEMONYMS)] + [w for w in words if w in PLACES]
    return frozenset(code for name in names if name in PLACES and (code := PLACES[name].country))


def _score(place: Place, one: Named, said: frozenset[str], company: Sequence[Sequence[Place]]) -> float:
    is_city = place.kind == "city"
    score = _KIND_WEIGHT[place.kind] + math.log10(place.population + 10) * (1.0 if is_city else 0.3)
    score -= _OTHER_NAME * (is_city and key_of(place.name) != key_of(one.name))
    if one.within is not None:
        score += _HOLDS * any(_holds(outer, place) for outer in candidates(one.within))
    score += _SAME_COUNTRY * (place.country in said)
    support = sum(max(_support(place, other) for other in several) for several in company)
    return score + min(_MOST_SUPPORT, support)


def _support(place: Place, other: Place) -> float:
    """How much a place that another name may mean speaks for this one."""
    if other.country != place.country or other.kind == "region":
        return 0.0
    if {other.kind, place.kind} <= {"city", "county"} and km_between(place, other) < _NEAR_KM:
        return _NEAR
    if other.division and other.division == place.division:
        return _SAME_DIVISION * (2 if "state" in {other.kind, place.kind} else 1)
    return _IN_COUNTRY


def _holds(outer: Place, inner: Place) -> bool:
    """Whether a country or a state has the place in it."""
    if outer.geonames_id == inner.geonames_id or outer.country != inner.country:
        return False
    return outer.kind == "country" or (outer.kind in {"state", "province"} and outer.division == inner.division)


def _carry_over(chosen: dict[Named, Place]) -> None:
    """A name that was once given with its container means the same where it stands alone."""
    told = {one.name.lower(): place for one, place in reversed(chosen.items()) if one.within is not None}
    for one in chosen:
        if one.within is None and one.name.lower() in told:
            chosen[one] = told[one.name.lower()]


def km_between(left: Place, right: Place) -> float:
    """Kilometres, on the plane that touches between them: enough to tell near from far."""
    middle = math.radians((left.latitude + right.latitude) / 2)
    aside = (left.longitude - right.longitude + 180) % 360 - 180
    return 111.2 * math.hypot(left.latitude - right.latitude, aside * math.cos(middle))
