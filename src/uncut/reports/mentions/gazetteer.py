"""Names of places with coordinates, searched offline: GeoNames, as `tools/make_gazetteer.py` packs it."""

from __future__ import annotations

import lzma
import re
import unicodedata
from functools import lru_cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple

from uncut.reports.lexicon import load_lists
from uncut.reports.mentions.world import PLACES

RESOURCE: Final = "gazetteer.tsv.xz"
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


def key_of(name: str) -> str:
    """The name without case, accents and marks: "Deir ez-Zor" and "Deir Ez Zor" are one."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(_MARKS.sub(" ", plain.replace(".", "").replace("'", "").replace("’", "")).lower().split())


_ALIASES: Final = {
    key_of(alias): key_of(entry.split("|")[0])
    for entry in _LISTS["states_short"]
    for alias in entry.split("|")[1].split(",")
} | {key_of(name): f"iso {one.country.lower()}" for name, one in PLACES.items() if one.is_country and one.country}
"""Short forms and other names, by the key under which the place stands."""


def _regions(entry: str) -> dict[str, Place]:
    """A region by all its names."""
    name, country, latitude, longitude, *others = entry.split("|")
    place = Place(name, "region", country, "", float(latitude), float(longitude), 10**6, 0)
    return {key_of(one): place for one in (name, *(other for cell in others for other in cell.split(",")))}


_REGIONS: Final = {key: place for entry in _LISTS["regions"] for key, place in _regions(entry).items()}


@lru_cache(maxsize=1)
def _table() -> bytes:
    return lzma.decompress(files("uncut.reports.resources").joinpath(RESOURCE).read_bytes())


@lru_cache(maxsize=50_000)
def find_places(name: str) -> tuple[Place, ...]:
    """All places of that name, in no order; none where the gazetteer has none."""
    key = key_of(name)
    if not key or key.startswith("iso "):
        return ()
    if key in _REGIONS:
        return (_REGIONS[key],)
    other = _rows(_ALIASES[key]) if key in _ALIASES else ()
    if states := tuple(place for place in other if place.kind == "state"):
        return states
    return tuple(dict.fromkeys((*other, *_rows(key))))


def _rows(key: str) -> tuple[Place, ...]:
    table, wanted = _table(), key.encode() + b"\t"
    low, high = 0, len(table)
    while low < high:
        start = table.rfind(b"\n", 0, (low + high) // 2) + 1
        end = table.find(b"\n", start) + 1
        if table[start:end] < wanted:
            low = end
        else:
            high = start
    found = []
    while table.startswith(wanted, low):
        end = table.find(b"\n", low)
        found.append(_place(table[low:end].decode().split("\t")))
        low = end + 1
    return tuple(found)


def _place(cells: list[str]) -> Place:
    key, name, kind, country, division, latitude, longitude, population, identity = cells
    return Place(
        name or key.title(), kind, country, division, float(latitude), float(longitude), int(population), int(identity)  # type: ignore[arg-type]
    )  # fmt: skip
