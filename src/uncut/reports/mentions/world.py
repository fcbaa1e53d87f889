"""What is known of the world without a gazetteer: kinds of nouns, countries, cities, well-known groups."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from uncut.reports.lexicon import load_lists

_NOUNS = load_lists("nouns.txt")
_PLACES = load_lists("places.txt")
PERSON_NOUNS: Final = frozenset(_NOUNS["person"])
GROUP_NOUNS: Final = frozenset(_NOUNS["group"])
LOCATION_NOUNS: Final = frozenset(_NOUNS["location"])
WEAPON_NOUNS: Final = frozenset(_NOUNS["weapon"])
PLATFORM_NOUNS: Final = frozenset(_NOUNS["platform"])
VEHICLE_NOUNS: Final = frozenset(_NOUNS["vehicle"])
DOCUMENT_NOUNS: Final = frozenset(_NOUNS["document"])
MEDIA_NOUNS: Final = frozenset(_NOUNS["media"])
TITLES: Final = frozenset(_NOUNS["titles"])
OUTLETS: Final = frozenset(_NOUNS["outlets"])
OUTLET_ENDS: Final = frozenset("news times post herald tribune journal gazette tv radio fm".split())
"""Last words of the names of outlets."""
POSTS: Final = frozenset(
    """minister secretary spokesman spokeswoman spokesperson commander director president ambassador governor
    coordinator representative envoy chairman chief leader officer premier chancellor senator official adviser
    minister-designate president-elect""".split()
)
"""Posts that are nobody's last name, as "King" and "Bishop" are."""
PROGRAMME_NOUNS: Final = frozenset(_NOUNS["programmes"])
GROUP_NAME_WORDS: Final = frozenset(_NOUNS["group_names"])
OFFICE_WORDS: Final = frozenset(_NOUNS["object_of"])
KNOWN_GROUPS: Final = frozenset(name.lower() for name in _PLACES["groups"])
LONG_NAMES: Final = tuple(
    sorted((name for name in _PLACES["groups"] if re.search(r"\s(?:and|of|for|in)\s", name)), key=len, reverse=True)
)
"""Names of bodies that small words run through, at which a noun phrase would end; the longest first."""


class KnownPlace(NamedTuple):
    """A country, a city or a region."""

    name: str
    country: str | None
    is_country: bool


def _places() -> dict[str, KnownPlace]:
    known: dict[str, KnownPlace] = {}
    for entry in _PLACES["cities"]:
        name, code = entry.split("|")
        known[name.lower()] = KnownPlace(name, code or None, False)
    for entry in _PLACES["countries"]:
        name, code, _ = entry.split("|")
        known[name.lower()] = KnownPlace(name, code or None, True)
    return known


PLACES: Final = _places()
DEMONYMS: Final = {
    word.lower(): entry.split("|")[0]
    for entry in _PLACES["countries"]
    for word in entry.split("|")[2].split(",")
    if word
}
PEOPLES: Final = frozenset(word for word in DEMONYMS if word.endswith("s") and word not in {"swiss"})
