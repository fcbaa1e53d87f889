"""Names of places with coordinates, searched offline: GeoNames, as `tools/make_gazetteer.py` packs it."""

from __future__ import annotations

import math
import re
import unicodedata
import zlib
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files
from itertools import product
from typing import Final, Literal, NamedTuple

import numpy as np

from uncut.reports.lexicon import load_lists
from uncut.reports.mentions.world import PLACES

RESOURCE: Final = "gazetteer.tsv.z"
PlaceKind = Literal["city", "country", "state", "region", "province", "county"]
_LISTS = load_lists("places.txt")
_MARKS = re.compile(r"[^\w\s]|_")


class Place(NamedTuple):
    """A place that a name can mean."""

    name: str
    kind: PlaceKind
    country: str
    """ISO 3166-1 alpha-2; empty for what lies in several."""
    division: str
    """GeoNames code of its first-order division; the postal one for states of the US."""
    latitude: float
    """Degrees, WGS 84."""
    longitude: float
    population: int
    geonames_id: int
    """0 for divisions, and regions that the package names itself."""

    @property
    def is_holder(self) -> bool:
        """Whether a report says that another place lies in it: a country, a state, a province, England."""
        return self.kind in {"country", "state", "province"} or (self.kind == "region" and bool(self.division))


def key_of(name: str) -> str:
    """The name without case, accents and marks: "Deir ez-Zor" and "Deir Ez Zor" are one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(_MARKS.sub(" ", plain.replace(".", "").replace("'", "").replace("’", "")).lower().split())


SPELT_VARIOUSLY: Final = frozenset(
    [
        "AF",
        "AE",
        "BH",
        "DZ",
        "EG",
        "IL",
        "IQ",
        "IR",
        "JO",
        "KW",
        "LB",
        "LY",
        "MA",
        "OM",
        "PK",
        "PS",
        "QA",
        "SA",
        "SD",
        "SO",
        "SY",
        "TN",
        "YE",
    ]
)
"""Countries whose names reports write by ear, from Arabic, Persian, Pashto and Urdu."""
_ARTICLES: Final = re.compile(r"\b(?:al|as|ash|ad|an|ar|at|az|el|e|i|ye)\s")
_SHORTEST_SKELETON: Final = 3
_POINTS: Final = {
    "north": ("northern", "shamal"),
    "northern": ("north", "shamal"),
    "south": ("southern", "janub"),
    "southern": ("south", "janub"),
    "east": ("eastern", "sharq"),
    "eastern": ("east", "sharq"),
    "west": ("western", "gharb"),
    "western": ("west", "gharb"),
}
"""How else the point of the compass that opens a name is written: "South Darfur" is "Southern Darfur"."""
_VOWELS: Final = re.compile(
    r"(?P<last>(?<=[^\Waeiouwy])[ae]h?\b)|(?P<au>a[uw]|ow)|(?P<ai>[ae][iy])|(?P<u>ou|oo|[ou])|(?P<i>ee|[eiy])"
)
_VOWELS_SPELT: Final = {
    "last": ("a", "ah", "eh", "e"),
    "au": ("aw", "au", "ow"),
    "ai": ("ai", "ay", "ei", "ey"),
    "u": ("u", "o", "ou", "oo"),
    "i": ("i", "e", "y", "ee"),
}
"""Vowels that are written for one another where they are carried over by ear: "Hodeidah" is "Hudaydah"."""
_MOST_SPELLINGS: Final = 300
_ALIKE_FROM: Final = 0.8
"""Share of letters in order that two spellings of one name have in common."""


def skeleton_of(key: str) -> str:
    """The consonants of a key, doubled ones once, without those that spellings waver in; empty if too few."""
    plain = _ARTICLES.sub("", key).replace(" ", "").replace("q", "k").replace("dh", "d").replace("kh", "h")
    skeleton = re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouywh0-9]", "", plain))
    return skeleton if len(skeleton) >= _SHORTEST_SKELETON else ""


_ALIASES: Final = {
    key_of(alias): key_of(entry.split("|")[0])
    for entry in _LISTS["states_short"]
    for alias in entry.split("|")[1].split(",")
} | {key_of(name): f"iso {one.country.lower()}" for name, one in PLACES.items() if one.is_country and one.country}
"""Short forms and other names, by the key under which the place stands."""


_SHORT_CITIES: Final = {short: key_of(name) for entry in _LISTS["cities_short"] for name, short in [entry.split("|")]}
"""Cities by a short form, to the letter: "L.A." is not "La.", the state."""


_SHORT_FORMS: Final = frozenset(
    key_of(alias) for entry in _LISTS["states_short"] for alias in entry.split("|")[1].split(",") if "." in alias
)


def is_short_form(word: str) -> bool:
    """Whether a word, its points left out, is the short form of a state: "Wash", "Miss", "Ill"."""
    return key_of(word) in _SHORT_FORMS


def _regions(entry: str) -> dict[str, Place]:
    """A region by all its names."""
    name, country, latitude, longitude, *others = entry.split("|")
    place = Place(name, "region", country, "", float(latitude), float(longitude), 10**6, 0)
    return {key_of(one): place for one in (name, *(other for cell in others for other in cell.split(",")))}


_REGIONS: Final = {key: place for entry in _LISTS["regions"] for key, place in _regions(entry).items()}


class _Table(NamedTuple):
    """The resource, unpacked: rows of places, and the sorted names."""

    places: bytes
    starts: np.ndarray
    """int64, shape (places,): where each row begins."""
    names: bytes
    skeletons: bytes


@lru_cache(maxsize=1)
def _table() -> _Table:
    packed = zlib.decompress(files("uncut.reports.resources").joinpath(RESOURCE).read_bytes())
    rows, names, skeletons = (part + b"\n" for part in packed.rstrip(b"\n").split(b"\n\n"))
    breaks = np.flatnonzero(np.frombuffer(rows, dtype=np.uint8) == ord("\n"))
    return _Table(rows, np.concatenate(([0], breaks[:-1] + 1)), names, skeletons)


@lru_cache(maxsize=50_000)
def find_places(name: str) -> tuple[Place, ...]:
    """All places of that name, in no order; none where the gazetteer has none."""
    key = key_of(name)
    if not key or key.startswith("iso "):
        return ()
    if name in _SHORT_CITIES:
        return _named(_SHORT_CITIES[name])
    if key in _REGIONS:
        return (_with_division(_REGIONS[key]),)
    other = _named(_ALIASES[key]) if key in _ALIASES else ()
    if states := tuple(place for place in other if place.kind == "state"):
        return states
    return tuple(dict.fromkeys((*other, *_named(key)))) or _otherwise(key)


def _otherwise(key: str) -> tuple[Place, ...]:
    """The places of a name that the gazetteer writes otherwise: its compass point, or its consonants alone the same."""
    return next(filter(None, map(_named, _other_points(key))), ()) or _spelt_otherwise(key)


def _other_points(key: str) -> list[str]:
    first, _, rest = key.partition(" ")
    return [f"{point} {rest}" for point in _POINTS.get(first, ()) if rest]


@lru_cache(maxsize=5_000)
def find_by_ear(name: str) -> tuple[Place, ...]:
    """Places whose name differs in vowels alone, by such as are written for one another.

    Only for what is a place by the words around it: "Saleh" is nearly always somebody, and "Salé" a town.
    """
    key = key_of(name)
    return next(filter(None, map(_with_other_vowels, [key, *_other_points(key)])), ())


def _with_other_vowels(key: str) -> tuple[Place, ...]:
    sounds = [_VOWELS_SPELT[match.lastgroup or ""] for match in _VOWELS.finditer(key)]
    if not sounds or math.prod(map(len, sounds)) > _MOST_SPELLINGS:
        return ()
    frame = _VOWELS.sub("{}", key)
    spelt = (place for vowels in product(*sounds) for place in _named(frame.format(*vowels)))
    return tuple(dict.fromkeys(place for place in spelt if place.country in SPELT_VARIOUSLY))


def _with_division(region: Place) -> Place:
    """A region with the code of the division that has its name, by which it is known what lies in it."""
    alike = _named(key_of(region.name)) if region.country else ()
    code = next((one.division for one in alike if one.kind == "province" and one.country == region.country), "")
    return region._replace(division=code)


def _spelt_otherwise(key: str) -> tuple[Place, ...]:
    """Places whose consonants are the same, for names that are carried over from scripts that leave vowels out."""
    skeleton = skeleton_of(key)
    if not skeleton:
        return ()
    plain = _ARTICLES.sub("", key)
    return tuple(
        place for place in _rows(_table().skeletons, skeleton)
        if SequenceMatcher(None, plain, _ARTICLES.sub("", key_of(place.name))).ratio() >= _ALIKE_FROM
    )  # fmt: skip


@lru_cache(maxsize=1)
def _divisions() -> dict[tuple[str, str], Place]:
    """The state or province of each country and code; they stand before the cities."""
    found: dict[tuple[str, str], Place] = {}
    for number in range(len(_table().starts)):
        place = _place(number)
        if place.kind == "city":
            return found
        if place.kind in {"state", "province"} and place.division:
            found.setdefault((place.country, place.division), place)
    return found


def division_of(place: Place) -> Place | None:
    """The state or province in which a place lies."""
    return _divisions().get((place.country, place.division)) if place.kind in {"city", "county"} else None


def _named(key: str) -> tuple[Place, ...]:
    return _rows(_table().names, key)


def _rows(names: bytes, key: str) -> tuple[Place, ...]:
    """The places whose numbers stand behind a key of a sorted part."""
    wanted = key.encode() + b"\t"
    low, high = 0, len(names)
    while low < high:
        start = names.rfind(b"\n", 0, (low + high) // 2) + 1
        end = names.find(b"\n", start) + 1
        if names[start:end] < wanted:
            low = end
        else:
            high = start
    if not names.startswith(wanted, low):
        return ()
    numbers = names[low + len(wanted) : names.find(b"\n", low)].split(b",")
    return tuple(_place(int(number)) for number in numbers)


def _place(number: int) -> Place:
    table = _table()
    start = int(table.starts[number])
    name, kind, country, division, latitude, longitude, population, identity = (
        table.places[start : table.places.find(b"\n", start)].decode().split("\t")
    )
    return Place(name, kind, country, division, float(latitude), float(longitude), int(population), int(identity))  # type: ignore[arg-type]
