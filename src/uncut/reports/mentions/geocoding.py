"""Which of the places of one name is meant, by the other places that the text names."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from uncut.reports.mentions.gazetteer import Place, find_by_ear, find_places, key_of
from uncut.reports.mentions.whole_names import is_body, is_sort
from uncut.reports.mentions.world import DEMONYMS, KNOWN_GROUPS, PLACES

_NEAR_KM = 50.0
_KIND_WEIGHT: Final = {"country": 11.0, "region": 11.0, "state": 9.0, "province": 2.0, "county": 3.0, "city": 0.0}
_HOLDS, _SAME_COUNTRY, _OTHER_NAME = 12.0, 1.5, 2.0
_NEAR, _SAME_DIVISION, _IN_COUNTRY, _MOST_SUPPORT = 5.0, 1.2, 0.3, 10.0
_TEMPERATURE, _ROUNDS = 0.6, 3
"""Weights by sense, beside the decimal logarithm of the inhabitants; looked at on one half of LGL and GeoVirus."""
_UNLIKELY, _RARITY = 0.6, 0.4
"""How much a place counts as a neighbour though its name mostly means another, by that power of its namesakes'
number: three small towns side by side are no chance. Looked at on the same half."""
_CAPITAL, _METROPOLIS = 4.0, 500_000
"""Washington and New York stand alone in texts from everywhere, whatever small town near by has their names."""
_WORLD_CITY, _MILLION = 1.5, 1_000_000
_FAR_SPOKEN = 0.3
"""Large cities are spoken of everywhere: they need no neighbours in the text, and to stand beside one says little.
Looked at on both halves, which agree."""
_SMALL = 100_000
"""Inhabitants below which a place is not meant where the text puts it into another state."""
_MOST_NAMES = 120
"""Names that are weighed against each other; in longer texts the last ones of them."""
_MOST_WEIGHED = 25
CITY_BEFORE_STATE: Final = frozenset({"new york", "washington"})
"""Names of states that mean the city where nothing beside them says otherwise."""
_DIRECTION = re.compile(
    r"^(?:the\s|greater\s|downtown\s|historic\s|metro\s|unincorporated\s|central\s"
    r"|(?:north|south|east|west)(?:[- ]?(?:east|west))?(?:ern)?\s)+",
    re.I,
)
_SORT = re.compile(
    r"^(?:the\s)?(?:city|town|village|state|province|governorate|republic|kingdom)\sof\s(?:the\s)?"
    r"|\s(?:city|town|village|district|province|governorate|state|region|city\slimits)$",
    re.I,
)


_PART = re.compile(
    r"(?:the\s)?(?:(?P<part>(?:[A-Z][\w'’-]+\s)+?)|[\w\s'’-]*?)"
    r"(?:province|district|region|area|county|town|city|village|port|suburb|island|state)\sof\s(?P<whole>[A-Z].*)"
)
"""What lies in a larger place, or a sort with its name: "Puno region of Peru", "Kenyan lakeside town of Kisumu"."""
_OF_A_COUNTY = re.compile(r"(?:[A-Z][\w'’-]+\s){1,2}County\b(?=\s[A-Z])")
"""A body of a county, and so where it sits: "Orr County Courthouse"."""
_SORTED = {
    "province": re.compile(r"\s(?:province|governorate)$|^(?:the\s)?(?:province|governorate)\sof\s", re.I),
    "state": re.compile(r"\sstate$|^(?:the\s)?state\sof\s", re.I),
    "city": re.compile(r"\scity$|^(?:the\s)?city\sof\s", re.I),
}
"""Words that say of what sort a place is, where a city has the name of its province: "New York state"."""
_WHERE_ONLY: Final = re.compile(r"(?:(?:north|south|east|west)(?:ern)?|central|upper|lower)", re.I)
"""No name: "the north", "Central and South America"."""
_CITY_OF = re.compile(r"(?:the\s)?(?:city|town|village)\sof\s(?=[A-Z])", re.I)
_NATURE: Final = frozenset(
    "river lake valley mountains mountain creek bay sea ocean island islands hills desert".split()
)


class Named(NamedTuple):
    """A place name in the text, with the one named behind its comma."""

    start: int
    """Where the name starts, which is not always where its mention does."""
    name: str
    within: str | None

    @property
    def listed(self) -> bool:
        """Whether both may be countries, or both states: "China, Japan and Korea" tells three, none in another."""
        own, outer = ({place.kind for place in candidates(one)} for one in (self.name, self.within or ""))
        return bool(own & outer & {"country", "state"})


def candidates(name: str) -> tuple[Place, ...]:
    """The places of a name; where there are none, those of its core ("northern Aleppo province")."""
    if name.lower() in DEMONYMS:
        return find_places(DEMONYMS[name.lower()])[:1]
    if is_no_place(name):
        return ()
    for form in _forms(name):
        if found := find_places(form):
            return _of_that_sort(name, found)
    if match := _PART.match(name):
        part = (match["part"] or "").rstrip()
        return candidates(part if part and part.lower() not in DEMONYMS else match["whole"])
    if match := _OF_A_COUNTY.match(name):
        return candidates(match[0])
    return ()


def _forms(name: str) -> dict[str, None]:
    """The name, and its core: "northern Aleppo province", "northern Aleppo", "Aleppo province", "Aleppo"."""
    plain = _DIRECTION.sub("", name)
    forms = dict.fromkeys((name, _SORT.sub("", name), plain, _SORT.sub("", plain)))
    return {form: None for form in forms if form == name or not is_sort(form)}


def _by_ear(name: str) -> tuple[Place, ...]:
    return () if is_no_place(name) else next(filter(None, map(find_by_ear, _forms(name))), ())


def is_named_part(name: str, whole: Place) -> bool:
    """Whether a name in capitals is a part's, of which the gazetteer knows only the whole: "South Darfur"."""
    direction = _DIRECTION.match(name)
    return direction is not None and direction[0][:1].isupper() and key_of(name) != key_of(whole.name)


def is_no_place(name: str) -> bool:
    """Whether a name that some village has too means no place in reports: a well-known body, a direction."""
    lower = name.lower()
    return (lower in KNOWN_GROUPS and lower not in PLACES) or is_body(name) or _WHERE_ONLY.fullmatch(name) is not None


def _of_that_sort(name: str, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Those of the sort that the name says, where there are any: of "Aleppo province" not the city."""
    for sort, pattern in _SORTED.items():
        if pattern.search(name):
            return tuple(place for place in places if place.kind == sort) or places
    return places


def plain_name(name: str) -> str:
    """ "Santa Ana" for "City of Santa Ana", so that both are one place; "City of London" has an entry of its own."""
    return name if find_places(name) else _CITY_OF.sub("", name)


_Key = tuple[str, str | None]
"""A name in lower case, and its container."""


class Choice(NamedTuple):
    """The place that a name means, and how sure that is."""

    place: Place
    confidence: float
    """0..1: its share against the other places of the name."""


def choose_places(named: Sequence[Named], context: Sequence[str], words: frozenset[str]) -> Mapping[int, Choice]:
    """The likeliest place of every name, by where the name starts; one place a name unless its container differs.

    Every name's places are weighed by what the name alone says, and then, some times over, by how near they lie to the
    places that the other names are likely to mean. ``context`` are names that are no mentions of a place, and yet
    speak of where the text plays.
    """
    choices = {(one.name.lower(), one.within): one for one in reversed(named)}
    meant = {key: candidates(one.name) or _by_ear(one.name) for key, one in choices.items()}
    options = {key: _likeliest(_without_namesakes(choices[key].name, places)) for key, places in meant.items()}
    told = {name: places for (name, _), places in options.items() if places}
    options = {key: _held(places, key[1]) or _of_its_opening(key[0], told) for key, places in options.items()}
    company: dict[_Key, tuple[Place, ...]] = {(name.lower(), None): _likeliest(candidates(name)) for name in context}
    weighed = [key for key, places in (company | options).items() if places][-_MOST_NAMES:]
    weighed += [key for key, places in options.items() if places and key not in weighed]
    places = {key: options.get(key) or company[key] for key in weighed}
    said = _countries_said(words, {name for name, _ in places})
    prior = {
        key: np.array([_score(place, choices.get(key) or Named(0, *key), said) for place in places[key]])
        for key in weighed
    }  # fmt: skip
    scores = _with_support(weighed, places, prior)
    chosen: dict[Named, Choice] = {}
    for one in named:
        key = (one.name.lower(), one.within)
        if key in scores and key in options:
            share = _shares(scores[key])
            best = int(share.argmax())
            chosen[one] = Choice(places[key][best], round(float(share[best]), 2))
    _carry_over(chosen)
    return {one.start: choice for one, choice in chosen.items()}


def _held(places: tuple[Place, ...], within: str | None) -> tuple[Place, ...]:
    """The places, or the one state that is said to hold them where the gazetteer knows no such place in it."""
    holders = [place for place in candidates(within or "") if place.kind in {"state", "province"}]
    if not places or len(holders) != 1 or any(place.kind != "city" or place.population >= _SMALL for place in places):
        return places
    return places if any(_holds(holders[0], place) for place in places) else (holders[0],)


def _of_its_opening(name: str, told: Mapping[str, tuple[Place, ...]]) -> tuple[Place, ...]:
    """For "Norfolk High", where the text tells of Norfolk too: the places of the longest opening that it tells."""
    words = name.split()
    openings = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1) if words[count] not in _NATURE)
    return next((told[one] for one in openings if one in told), ())


def _with_support(
    keys: Sequence[_Key], places: Mapping[_Key, Sequence[Place]], prior: Mapping[_Key, np.ndarray]
) -> dict[_Key, np.ndarray]:
    """The scores of all places, with what the places of the other names add."""
    if not keys:
        return {}
    flat = [place for key in keys for place in places[key]]
    owner = np.repeat(np.arange(len(keys)), [len(places[key]) for key in keys])
    names = np.array([{name: at for at, (name, _) in enumerate(keys)}[key[0]] for key in keys])[owner]
    likeness, near = _likeness(flat)
    other = names[:, None] != names[None, :]
    likeness *= other
    near *= other
    start = np.concatenate([prior[key] for key in keys])
    score = start.copy()
    ends = np.cumsum([len(places[key]) for key in keys])[:-1]
    begins = np.concatenate(([0], ends))
    few = np.concatenate([np.full(len(places[key]), 1.0 / len(places[key]) ** _RARITY) for key in keys])
    for _ in range(_ROUNDS):
        share = np.concatenate([_shares(part) for part in np.split(score, ends)])
        weight = _UNLIKELY * few + (1 - _UNLIKELY * few) * share
        close = np.maximum.reduceat(near * weight[None, :], begins, axis=1).sum(axis=1)
        score = start + np.minimum(_MOST_SUPPORT, likeness @ share + close)
    return dict(zip(keys, np.split(score, ends), strict=True))


def _shares(scores: np.ndarray) -> np.ndarray:
    """The scores of one name's places as shares of one."""
    weights = np.exp((scores - scores.max()) / _TEMPERATURE)
    return np.asarray(weights / weights.sum())


def _likeness(places: Sequence[Place]) -> tuple[np.ndarray, np.ndarray]:
    """How much each place of a column speaks for that of a row, by what holds both, and by their distance.

    float, shape (places, places)
    """
    latitude = np.array([place.latitude for place in places])
    longitude = np.array([place.longitude for place in places])
    country = np.array([place.country or f"?{at}" for at, place in enumerate(places)])
    division = np.array(
        [f"{place.country} {place.division}" if place.division else f"?{at}" for at, place in enumerate(places)]
    )
    state = np.array([place.kind in {"state", "province"} for place in places])
    wide = np.array([place.kind in {"country", "region"} for place in places])
    middle = np.radians((latitude[:, None] + latitude[None, :]) / 2)
    aside = (longitude[:, None] - longitude[None, :] + 180) % 360 - 180
    km = 111.2 * np.hypot(latitude[:, None] - latitude[None, :], aside * np.cos(middle))
    near = np.exp(-km / _NEAR_KM) * ~(wide[:, None] | wide[None, :] | state[:, None] | state[None, :])
    shared = (division[:, None] == division[None, :]) * np.where(state[:, None] | state[None, :], 2.0, 1.0)
    held = _SAME_DIVISION * shared + _IN_COUNTRY * (country[:, None] == country[None, :])
    far_spoken = np.array([place.kind == "city" and place.population >= _METROPOLIS for place in places])
    return np.asarray(held), np.asarray(_NEAR * near * np.where(far_spoken, _FAR_SPOKEN, 1.0)[None, :])


def _without_namesakes(name: str, places: Sequence[Place]) -> Sequence[Place]:
    """Without the state, for a metropolis that has its name."""
    kept = [place for place in places if place.kind != "state"]
    return kept if name.lower() in CITY_BEFORE_STATE and kept else places


def _likeliest(places: Sequence[Place]) -> tuple[Place, ...]:
    """At most so many as are worth weighing against each other, the largest first."""
    return tuple(
        sorted(places, key=lambda place: (place.kind not in {"country", "state", "region"}, -place.population))[
            :_MOST_WEIGHED
        ]
    )


def _countries_said(words: frozenset[str], names: set[str]) -> Mapping[str, set[str]]:
    """Countries whose name or adjective the text has, each with those words."""
    found: dict[str, set[str]] = {}
    for word in words:
        name = DEMONYMS[word].lower() if word in DEMONYMS else word
        if name in PLACES and PLACES[name].is_country and (code := PLACES[name].country):
            found.setdefault(code, set()).add(word)
    for name in names:
        for place in find_places(name)[:1]:
            if place.kind == "state":
                found.setdefault(place.country, set()).add(name)
    return found


def _score(place: Place, one: Named, said: Mapping[str, set[str]]) -> float:
    """What the name alone, its container and the countries that the text speaks of say for a place."""
    is_city = place.kind == "city"
    score = _KIND_WEIGHT[place.kind] + math.log10(place.population + 10) * (1.0 if is_city else 0.3)
    score += _CAPITAL * (one.name.lower() in CITY_BEFORE_STATE and place.population >= _METROPOLIS)
    score += _WORLD_CITY * (is_city and place.population >= _MILLION)
    score -= _OTHER_NAME * (is_city and key_of(place.name) != key_of(one.name))
    if one.within is not None:
        score += _HOLDS * (
            not (is_city and one.listed) and any(_holds(outer, place) for outer in candidates(one.within))
        )
    return score + _SAME_COUNTRY * bool(said.get(place.country, set()) - {one.name.lower()})


def _holds(outer: Place, inner: Place) -> bool:
    """Whether a country or a state has the place in it."""
    if outer.geonames_id == inner.geonames_id or outer.country != inner.country:
        return False
    return outer.kind == "country" or (outer.is_holder and outer.division == inner.division)


def _carry_over(chosen: dict[Named, Choice]) -> None:
    """A name that was once given with its container means the same where it stands alone."""
    told = {one.name.lower(): place for one, place in reversed(chosen.items()) if one.within is not None}
    for one in chosen:
        if one.within is None and one.name.lower() in told:
            chosen[one] = told[one.name.lower()]
