"""Places on LGL and GeoVirus: found F1, and accuracy within 161 and 25 km. Run ``python -m evals.reports.places``.

A found place is right when it overlaps a gold toponym, one to one. Toponyms that the readers could not place are
neither asked nor counted as errors. Accuracy is over the places found; one without coordinates is far.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from evals.frame import SHARED
from uncut.model.report import Mention, PlaceValue
from uncut.reports import read_bytes

_EARTH_RADIUS_KM = 6371.0


class Gold(NamedTuple):
    """A toponym as readers marked it; without coordinates where they could not place it."""

    start: int
    end: int
    latitude: float | None
    longitude: float | None


def _toponym(node: ET.Element) -> Gold:
    values = [node.findtext(f".//{name}") for name in ("start", "end", "lat", "lon")]
    latitude, longitude = (float(value) if value else None for value in values[2:])
    return Gold(int(values[0] or 0), int(values[1] or 0), latitude, longitude)


def articles(root: Path) -> Iterator[tuple[str, str, list[Gold]]]:
    """(set, text, toponyms) of every article of both sets."""
    for name, file, tag in (("lgl", "lgl.xml", "toponym"), ("geovirus", "GeoVirus.xml", "location")):
        for article in ET.parse(root / "geo" / file).getroot().iter("article"):  # noqa: S314
            yield name, article.findtext("text") or "", [_toponym(node) for node in article.iter(tag)]


def distance_km(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """The great circle between two places."""
    first, second = math.radians(latitude), math.radians(other_latitude)
    half = math.sin((second - first) / 2) ** 2
    half += math.cos(first) * math.cos(second) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(half))


def _judge(name: str, text: str, golds: list[Gold], counts: Counter[str]) -> list[str]:
    found = [m for m in read_bytes(text.encode()).mentions if m.kind == "location" and isinstance(m.place, PlaceValue)]
    errors: list[str] = []
    used: set[int] = set()
    for gold in golds:
        at = next((n for n, m in enumerate(found) if n not in used and _touches(m, gold)), None)
        if at is not None:
            used.add(at)
        if gold.latitude is None or gold.longitude is None:
            continue
        counts[f"{name} gold"] += 1
        words = text[max(0, gold.start - 40) : gold.end + 30]
        if at is None:
            errors.append(f"missed {text[gold.start : gold.end]!r} in {words!r}")
            continue
        counts[f"{name} hit"] += 1
        place = found[at].place
        if not isinstance(place, PlaceValue) or place.latitude is None or place.longitude is None:
            errors.append(f"unplaced {text[gold.start : gold.end]!r} in {words!r}")
            continue
        far = distance_km(gold.latitude, gold.longitude, place.latitude, place.longitude)
        counts[f"{name} 161"] += far <= 161
        counts[f"{name} 25"] += far <= 25
        if far > 161:
            errors.append(f"far {far:.0f} km {place.name!r} {place.country} gold {gold[2:]} in {words!r}")
    counts[f"{name} false"] += len(found) - len(used)
    errors.extend(f"false {m.quote.text!r}" for n, m in enumerate(found) if n not in used)
    return errors


def _touches(mention: Mention, gold: Gold) -> bool:
    return mention.quote.start < gold.end and gold.start < mention.quote.end


def _figures(counts: Counter[str], name: str) -> dict[str, float]:
    gold, hit, false = (counts[f"{name} {one}"] for one in ("gold", "hit", "false"))
    return {
        f"{name}_found_f1": 2 * hit / max(1, gold + hit + false),
        f"{name}_within_161_km": counts[f"{name} 161"] / max(1, hit),
        f"{name}_within_25_km": counts[f"{name} 25"] / max(1, hit),
    }


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=SHARED)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="of --every 2, 0 is the half that is looked at")
    parser.add_argument("--errors", default="", help="print those that start so")
    given = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    errors: list[str] = []
    for name, text, golds in list(articles(given.shared / "reports"))[given.first :: given.every]:
        errors.extend(_judge(name, text, golds, counts))
    for key in [key for key in counts if not key.startswith("all ")]:
        counts[f"all {key.split(' ', 1)[1]}"] += counts[key]
    figures = {key: value for name in ("lgl", "geovirus", "all") for key, value in _figures(counts, name).items()}
    shown = Counter(error for error in errors if given.errors and error.startswith(given.errors))
    for error, times in shown.most_common(40):
        sys.stdout.write(f"  {times} {error}\n")
    for key, value in figures.items():
        sys.stdout.write(f"{key:24} {value:.3f}\n")
    sys.stdout.write(json.dumps({"eval": "places"} | {k: round(v, 4) for k, v in figures.items()}) + "\n")


if __name__ == "__main__":
    main()
