"""Place names that the gazetteer knows, where the shape of the sentence says that a place is meant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, zip_longest
from typing import Final, NamedTuple

from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.language.tagging import Tagged
from uncut.reports.language.tokens import Token
from uncut.reports.mentions.found import MentionFound
from uncut.reports.mentions.gazetteer import Place, find_places, is_short_form
from uncut.reports.mentions.geocoding import CITY_BEFORE_STATE, Named, candidates, is_no_place, plain_name
from uncut.reports.mentions.locality import (
    CIVIC,
    RULING,
    is_dateline,
    is_home_of,
    is_told_of_a_state,
    is_told_of_people,
    linked,
)
from uncut.reports.mentions.nested import parts_of, words_with_places
from uncut.reports.mentions.whole_names import is_body, is_particle, opens_low, with_whole_name
from uncut.reports.mentions.world import TITLES

_LONGEST = 4
_WELL_KNOWN = 100_000
"""Inhabitants from which a name that stands alone is taken for the town."""
_PREPOSITIONS: Final = frozenset(
    {"in", "at", "near", "from", "to", "outside", "around", "across", "throughout", "toward", "towards", "into"}
)
_OF_ANYTHING: Final = frozenset({"to", "from", "at"})
"""Prepositions that stand before people, firms and feasts as well."""
_TOWN = 3_000
"""Inhabitants from which they tell a place; looked at on LGL and GeoVirus."""
_LONGEST_LIST: Final = 40
"""Tokens of a list of counties."""
_WIDE: Final = frozenset({"country", "state", "region"})
_HOLDERS: Final = frozenset({"country", "state", "province"})
_PROVINCES: Final = frozenset({"province", "governorate", "state", "oblast"})
_DECIDING: Final = frozenset({"province", "governorate", "state"})
"""Sorts that tell a division from its city, which often has the same name."""
_SORTS: Final = _PROVINCES | {
    "district",
    "city",
    "village",
    "town",
    "county",
    "area",
    "region",
    "municipality",
    "port",
    "valley",
}
_REKINDED: Final = frozenset({"organisation", "person"})
_PARTS: Final = _REKINDED | {"location"}
_SHORTENED_VERB: Final = re.compile(r"'(?:ll|d|ve|re|m|t)$")
_SAINTS: Final = frozenset({"st", "ste", "mt", "ft", "pt"})


class _Name(NamedTuple):
    first: int
    last: int
    """Tokens, half-open."""
    start: int
    end: int
    places: tuple[Place, ...]
    strong: bool
    civic: bool = False
    """Whether it stands in the name of a body: "Oxford City Council", "University of Dayton"."""


_ON_THE_NET: Final = frozenset("telegram twitter facebook youtube instagram tiktok whatsapp vkontakte reddit".split())
"""Where people speak, though no map shows it."""


def with_toponyms(analysis: Analysis, found: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions with names of places added, or taken from the kinds that a place was mistaken for."""
    by_sentence: dict[int, list[MentionFound]] = defaultdict(list)
    for one in found:
        words = analysis.text[one.start : one.end]
        is_nowhere = one.kind == "location" and (words.lower() in _ON_THE_NET or is_body(words))
        whole = one if is_nowhere else with_whole_name(analysis.text, one)
        by_sentence[one.sentence].append(replace(one, kind="organisation") if is_nowhere else whole)
    names = {
        at: list(_names(sentence)) for at, sentence in enumerate(analysis.sentences) if not sentence.furniture
    }  # fmt: skip
    people = _names_of_people(analysis, found)
    known = {analysis.text[n.start : n.end].lower() for several in names.values() for n in several if n.strong}
    result: list[MentionFound] = []
    for at in range(len(analysis.sentences)):
        told = [
            name for name in names.get(at, ())
            if (surface := analysis.text[name.start : name.end].lower()) not in people or name.places[0].kind in _WIDE
            if name.strong or surface in known
        ]  # fmt: skip
        mentions = [one for one in by_sentence[at] if not _lists_places(analysis.text, one, told)]
        for name in told:
            mentions = _joined(mentions, name, at)
        named = [part for one in mentions for part in parts_of(analysis.text, _with_name(analysis, one))]
        named = _with_words(analysis, named, at)
        named.sort(key=lambda one: (one.start, one.end))
        result.extend(_with_holders(analysis.text, named))
    return result


def _with_words(analysis: Analysis, mentions: list[MentionFound], at: int) -> list[MentionFound]:
    """With the places inside words with a hyphen; a seat ("R-Charleston") is nobody's name."""
    sentence = analysis.sentences[at]
    if sentence.furniture or "-" not in analysis.text[sentence.start : sentence.end]:
        return mentions
    for start, end in words_with_places(analysis.text, sentence.start, sentence.end):
        mentions = [one for one in mentions if not (start - 4 <= one.start < end and one.end == end)]
        if not any(one.kind == "location" and one.start < end and start < one.end for one in mentions):
            mentions.append(_location(start, end, at))
    return mentions


def _with_holders(text: str, mentions: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions, a place reaching over the country or state behind its comma, which stays inside: "Rome, Italy"."""
    places = [one for one in mentions if one.kind == "location"]
    wide = {
        place.start: replace(place, end=holder.end)
        for place, holder, behind in zip_longest(places, places[1:], places[2:])
        if holder is not None and _is_held(text, place, holder) and not _goes_on(text, holder, behind)
    }
    changed = (wide.get(one.start, one) if one.kind == "location" else one for one in mentions)
    return sorted(changed, key=lambda one: (one.start, one.end))


def _is_held(text: str, place: MentionFound, holder: MentionFound) -> bool:
    if place.name is None or not _COMMA.fullmatch(text, place.end, holder.start):
        return False
    first, second = (_kinds(text[one.start : one.end]) for one in (place, holder))
    return bool(second & _HOLDERS) and not first & {"country", "region"}


def _kinds(name: str) -> set[str]:
    places = find_places(name.removeprefix("the "))
    found: set[str] = {place.kind for place in places} | {"province" for place in places if place.is_holder}
    return found - {"city"} if "country" in found else found


def _goes_on(text: str, holder: MentionFound, behind: MentionFound | None) -> bool:
    """Whether a list goes on behind it: "in Tehran, Iraq and Syria"."""
    return behind is not None and _LIST.fullmatch(text, holder.end, behind.start) is not None


_COMMA = re.compile(r",\s")
_LIST = re.compile(r",?\s(?:(?:and|or)\s)?(?:the\s)?")


def _with_name(analysis: Analysis, one: MentionFound) -> MentionFound:
    """A location with its name where only the noun behind it was taken for the head: "Helmand province"."""
    if one.kind != "location" or one.name is not None:
        return one
    tagged = [e for e in analysis.sentences[one.sentence].tagged if one.start <= e.token.start < one.end]
    for first in range(len(tagged)):
        last = first
        while last < len(tagged) and tagged[last].tag == "name":
            last += 1
        words = " ".join(entry.token.text for entry in tagged[first:last])
        if (
            last < len(tagged)
            and tagged[last].token.lower in _SORTS
            and (first == 0 or tagged[first - 1].tag != "name")
            and words
            and find_places(words)
        ):
            return replace(one, name=(tagged[first].token.start, tagged[last - 1].token.end))
    return one


def _names_of_people(analysis: Analysis, found: Sequence[MentionFound]) -> frozenset[str]:
    """First and last words of the names of people that have more than one."""
    names = [analysis.text[one.name[0] : one.name[1]].split() for one in found if one.kind == "person" and one.name]
    full = [name for name in names if len(name) > 1 and not find_places(" ".join(name))]
    return frozenset(part.lower() for name in full for part in (name[0], name[-1]))


_BETWEEN_PLACES: Final = re.compile(
    r"(?:,|\s|and|or|counties|provinces|cities|towns|villages|districts|governorates|states)*"
)


def _lists_places(text: str, one: MentionFound, names: Sequence[_Name]) -> bool:
    """Whether what was taken for one body is a list of places: "Troy and Xenia"."""
    inside = [name for name in names if one.start <= name.start and name.end <= one.end]
    if one.kind not in _REKINDED or len(inside) < 2:
        return False
    borders = [one.start, *(border for name in inside for border in (name.start, name.end)), one.end]
    gaps = zip(borders[::2], borders[1::2], strict=True)
    return all(_BETWEEN_PLACES.fullmatch(text, start, end) for start, end in gaps)


def _joined(mentions: list[MentionFound], name: _Name, sentence: int) -> list[MentionFound]:
    over = [one for one in mentions if one.start < name.end and name.start < one.end]
    parts = [one for one in over if one.kind in _PARTS and name.start <= one.start and one.end <= name.end]
    if parts and parts == over and (name.start, name.end) not in {parts[0].name, (parts[0].start, parts[0].end)}:
        return [*(one for one in mentions if one not in parts), _location(name.start, name.end, sentence)]
    if any(one.kind in {"location", "temporal", "money"} for one in over):
        return mentions
    wide = all(place.kind in _WIDE for place in name.places[:1])
    same = [one for one in over if one.kind in _REKINDED and (one.start, one.end) == (name.start, name.end)]
    if same and not wide:
        place = replace(same[0], kind="location", name=(name.start, name.end), confidence=0.6)
        return [place if one is same[0] else one for one in mentions]
    if not (same or name.places[0].kind in {"state", "county"} or (name.civic and _in_a_body(over, name))) and any(
        one.name is not None and one.name[0] < name.end and name.start < one.name[1] for one in over
    ):
        return mentions
    return [*mentions, _location(name.start, name.end, sentence)]


def _location(start: int, end: int, sentence: int) -> MentionFound:
    return MentionFound(kind="location", start=start, end=end, sentence=sentence, confidence=0.6, name=(start, end))


def _in_a_body(over: Sequence[MentionFound], name: _Name) -> bool:
    """Whether all that lies over the name is longer."""
    return all(one.kind in _REKINDED and (one.start, one.end) != (name.start, name.end) for one in over)


def _names(sentence: Sentence) -> Iterator[_Name]:
    """The names that may be places; a name in one list with a place that is told is told too."""
    names = list(_alone(sentence))
    links = [linked(sentence.tagged, one.last, other.first) for one, other in pairwise(names)]
    for step, order in ((-1, range(1, len(names))), (1, range(len(names) - 2, -1, -1))):
        for at in order:
            is_linked = links[at - 1] if step < 0 else links[at]
            if is_linked and names[at + step].strong and _is_listed(sentence, names[at]):
                names[at] = names[at]._replace(strong=True)
    yield from names


def _is_listed(sentence: Sentence, name: _Name) -> bool:
    """Whether a comma or "and" stands on either side, so that no verb makes the name act."""
    tagged = sentence.tagged
    ahead = tagged[name.first - 1].token.lower if name.first else ""
    behind = tagged[name.last].token.lower if name.last < len(tagged) else "."
    return (ahead == "and" or behind in {",", "and", "or", "."}) and tagged[name.first].tag == "name"


def _alone(sentence: Sentence) -> Iterator[_Name]:
    """Longest names first, left to right; none inside a longer run of capitals."""
    tagged, at = sentence.tagged, 0
    while at < len(tagged):
        if not tagged[at].token.text[:1].isupper():
            at += 1
            continue
        name = next(
            (n for last in range(min(len(tagged), at + _LONGEST), at, -1) if (n := _name(sentence, at, last))), None
        )
        if name is not None:
            yield name
        at = name.last if name else at + 1


def _name(sentence: Sentence, first: int, last: int) -> _Name | None:
    tagged = sentence.tagged
    places = _places_named(tagged, first, last)
    before = tagged[first - 1].token if first else None
    if not places or (before is not None and before.lower.rstrip(".") in TITLES):
        return None
    if before is not None and before.text[:1].isupper() and before.lower not in _PREPOSITIONS and first > 1:
        return None
    after = tagged[last].token if last < len(tagged) else None
    if _is_fragment(tagged, first, after):
        return None
    if after is not None and after.lower in {"of", "for"} and last - first == 1 and places[0].kind not in _WIDE:
        return None
    county = places[0].kind == "county" and last - first > 1
    wide = places[0].kind in _WIDE or county
    civic = after is not None and after.lower in CIVIC and places[0].kind == "city"
    if after is not None and after.text[:1].isupper() and not wide and not civic:
        return None
    wordy = any(entry.tag != "name" for entry in tagged[first:last] if entry.token.is_word)
    shaped = not wordy and (
        (before is not None and _leads_to_a_place(before.lower, places))
        or (civic and after is not None and after.text.istitle() and after.lower in RULING)
        or (places[0].population >= _WELL_KNOWN and first > 0)
        or is_dateline(tagged, first, last)
        or is_told_of_people(tagged, last)
        or is_home_of(tagged, first)
    )
    held = (not wordy or after is None or after.lower not in {"of", "in"}) and _container_at(sentence, last) is not None
    strong = wide or shaped or held
    body = civic or (first > 1 and tagged[first - 2].token.lower in {"university", "college"})
    return _Name(first, last, tagged[first].token.start, tagged[last - 1].token.end, places, strong, body)


def _is_fragment(tagged: Sequence[Tagged], first: int, after: Token | None) -> bool:
    """Whether a name goes on in small letters: the "Praia" of "Mocímboa da Praia", the "Jisr" of "Jisr al-Shughur"."""
    goes_before = first > 1 and is_particle(tagged[first - 1].token.text) and tagged[first - 2].token.text[:1].isupper()
    return goes_before or (after is not None and opens_low(after.text))


def _leads_to_a_place(preposition: str, places: Sequence[Place]) -> bool:
    if preposition in _OF_ANYTHING:
        return any(place.is_holder or place.population >= _TOWN for place in places)
    return preposition in _PREPOSITIONS


def _places_named(tagged: Sequence[Tagged], first: int, last: int) -> tuple[Place, ...]:
    """The places that a run of tokens names, the widest and then the largest first; none where it is no name."""
    head, end = tagged[first].token, tagged[last - 1].token
    is_capital = end.text[:1].isupper() or (last - first > 1 and opens_low(end.text))
    if not (head.text[:1].isupper() and is_capital) or not _is_one_name(tagged[first:last]):
        return ()
    if is_no_place(" ".join(entry.token.text for entry in tagged[first:last])):
        return ()
    if last - first == 1 and is_short_form(head.text) and not _is_shortened(tagged, first):
        return ()
    places = find_places(" ".join(entry.token.text for entry in tagged[first:last]))
    return tuple(sorted(places, key=lambda place: (place.kind not in _WIDE, place.kind != "county", -place.population)))


def _is_one_name(tagged: Sequence[Tagged]) -> bool:
    """Words only, but for the point behind "St", and no shortened verb ("I'll")."""
    return (
        all(
            (entry.token.is_word and not _SHORTENED_VERB.search(entry.token.lower))
            or (entry.token.text == "." and tagged[at - 1].token.lower in _SAINTS)
            for at, entry in enumerate(tagged)
        )
        and tagged[0].token.is_word
        and tagged[-1].token.is_word
    )


def _is_shortened(tagged: Sequence[Tagged], at: int) -> bool:
    """Whether a point follows, as for "Wash." and not for "the Wash"."""
    token = tagged[at].token
    follows = tagged[at + 1].token if at + 1 < len(tagged) else None
    return "." in token.text or (follows is not None and follows.text == "." and follows.start == token.end)


def _container_at(sentence: Sentence, at: int) -> str | None:
    """The country, state or province behind a name: "Paris, Texas", "Nerkh district, Wardak", "the port of Jubail"."""
    tagged = sentence.tagged
    while at < len(tagged) and tagged[at].token.lower in _SORTS:
        at += 1
    if at + 1 >= len(tagged) or tagged[at].token.lower not in {",", "(", "of", "in"}:
        return None
    at += 1 + (tagged[at + 1].token.lower == "the")
    return _holder(sentence, at)


def _holder(sentence: Sentence, at: int) -> str | None:
    """The name of a country, state or province that begins at a token."""
    tagged = sentence.tagged
    for last in range(min(len(tagged), at + _LONGEST), at, -1):
        words = [entry.token.text for entry in tagged[at:last]]
        if not all(word[:1].isupper() for word in (words[0], words[-1])) or words[-1].lower() in _SORTS:
            continue
        if last < len(tagged) and tagged[last].tag == "name":
            continue
        told = last < len(tagged) and tagged[last].token.lower in _PROVINCES
        if told or any(place.is_holder for place in find_places(" ".join(words))):
            return " ".join(words)
    return None


def _holder_before(sentence: Sentence, at: int) -> str | None:
    """The holder in front: "Nimroz province's Khash Rod district"."""
    tagged = sentence.tagged
    if not at or tagged[at - 1].tag != "gen":
        return None
    end = at - 1
    while end and tagged[end - 1].token.lower in _SORTS:
        end -= 1
    start = end
    while start and end - start < _LONGEST and tagged[start - 1].token.text[:1].isupper():
        start -= 1
    words = " ".join(entry.token.text for entry in tagged[start:end])
    return words if words and any(place.is_holder for place in find_places(words)) else None


def context_names(analysis: Analysis) -> list[str]:
    """Counties and states wherever they stand, also in the names of bodies: "Orr County Sheriff's Office"."""
    told = [
        name for sentence in analysis.told for name in _names(sentence) if name.places[0].kind in {"county", "state"}
    ]
    return list(dict.fromkeys(analysis.text[name.start : name.end] for name in told))


def named_places(analysis: Analysis, found: Sequence[MentionFound]) -> list[Named]:
    """The locations that have a name, each with what follows its comma."""
    named = []
    for one in found:
        if one.kind != "location" or one.name is None:
            continue
        sentence = analysis.sentences[one.sentence]
        behind = next((k for k, entry in enumerate(sentence.tagged) if entry.token.start >= one.name[1]), None)
        name = analysis.text[one.name[0] : one.name[1]]
        within = _container_at(sentence, behind) if behind is not None else None
        if within is None:
            ahead = next((k for k, entry in enumerate(sentence.tagged) if entry.token.start >= one.name[0]), 0)
            within = _holder_before(sentence, ahead)
        if within is None and "," in name and candidates(name.rsplit(",", 1)[0]):
            name, within = (part.strip() for part in name.rsplit(",", 1))
        if behind is not None and _in_a_list_of_counties(sentence, behind):
            name = f"{name} County"
        if behind is not None and sentence.tagged[behind].token.lower in _DECIDING:
            name = f"{name} {sentence.tagged[behind].token.lower}"
        elif behind is not None and within is None and name.lower() in CITY_BEFORE_STATE:
            first = next(k for k, entry in enumerate(sentence.tagged) if entry.token.start >= one.name[0])
            name = f"{name} state" if is_told_of_a_state(sentence.tagged, first, behind) else name
        named.append(Named(one.name[0], plain_name(name), within))
    return named


def _in_a_list_of_counties(sentence: Sentence, at: int) -> bool:
    """For "Reed, Hale and Orr counties": only names, commas and "and" before the noun."""
    for entry in sentence.tagged[at : at + _LONGEST_LIST]:
        if entry.token.lower == "counties":
            return True
        if not (entry.token.text[:1].isupper() or entry.token.text in {",", "and"}):
            return False
    return False
