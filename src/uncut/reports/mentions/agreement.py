"""What the mentions of one text say about each other: one kind for one name, and owners inside what they own."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from uncut.reports.keys import name_key
from uncut.reports.language.analysis import Analysis
from uncut.reports.mentions.found import MentionFound
from uncut.reports.mentions.gazetteer import find_places
from uncut.reports.mentions.world import GROUP_NOUNS, OUTLET_ENDS

_CONFUSED: Final = ("organisation", "location", "person")
CLEARLY_SURER: Final = 2.0
"""Times as sure as a person's, from which a name is a body's."""
_ACTING: Final = frozenset({"organisation", "person"})
_OWNED: Final = frozenset({"weapon", "military_platform", "vehicle"})
_EMBLEM: Final = re.compile(
    r"(?:the\s)?(?:\w+\s){0,3}(?:seal|flag|standard|banner|emblem|badge|logo|insignia)\b(?=\sof\s|$)", re.I
)
"""An emblem acts as little as a flagpole, whosever it is."""
_SEVERAL: Final = re.compile(
    r"(?:the\s)?(?:[a-z]+\s){0,2}(?:villages|towns|cities|districts|provinces|governorates|camps|neighbou?rhoods|suburbs|regions|hamlets)\sof\s(?=[A-Z])"
)
_ALSO_NAMED: Final = re.compile(
    r"(?:,\s(?:and\s)?|\sand\s)(?:the\s)?(?P<name>[A-Z][\w’'-]*(?:\s(?:al-|el-|[A-Z])[\w’'-]*){0,2})(?=[\s,.;)])"
    r"(?!\s(?:and|,)?\s?(?:said|says|has|have|had|is|are|was|were|[a-z]+ed)\b)"
)
_OWNER: Final = re.compile(r"(?:the|this)\s(?P<noun>\w+)(?=['’]s\s)", re.I)


def in_agreement(analysis: Analysis, found: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions, those of a body that were taken for places set right, with the owners of weapons beside them."""
    bodies, surnames = _bodies(analysis, found), _surnames(analysis, found)
    agreed: list[MentionFound] = []
    seen: set[tuple[str, int, int]] = set()
    for one in found:
        if (place := (one.kind, one.start, one.end)) in seen:
            continue
        seen.add(place)
        if one.kind in _ACTING and _EMBLEM.match(analysis.text[one.start : one.end]):
            continue
        if one.kind == "person" and one.name is not None and _is_outlet(analysis.text[slice(*one.name)]):
            agreed.append(replace(one, kind="organisation"))
            continue
        if one.kind != "organisation" and _key(analysis, one) in bodies[one.kind]:
            agreed.append(replace(one, kind="organisation"))
            continue
        if one.kind == "location" and _key(analysis, one) in surnames:
            agreed.append(replace(one, kind="person"))
            continue
        if one.kind in _OWNED and (owner := _owner(analysis, one)) is not None:
            agreed.append(owner)
        agreed.append(one)
    return _with_listed_places(analysis.text, agreed)


def _with_listed_places(text: str, found: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions, names listed behind a noun for several places set right: "the villages of Dren and Old Mill"."""
    places: list[MentionFound] = []
    for one in found:
        several = _SEVERAL.match(text, one.start, one.end) if one.kind == "location" else None
        if several is None:
            continue
        if several.end() < one.end:
            places.append(replace(one, start=several.end(), name=(several.end(), one.end)))
        end = one.end
        while (named := _ALSO_NAMED.match(text, end)) is not None:
            start, end = named.span("name")
            places.append(replace(one, start=start, end=end, name=(start, end), head=named["name"].lower()))
    if not places:
        return list(found)
    kept = [one for one in found if one.kind not in _CONFUSED or not any(_holds(place, one) for place in places)]
    return sorted([*kept, *places], key=lambda one: (one.start, one.end))


def _holds(outer: MentionFound, inner: MentionFound) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _is_outlet(name: str) -> bool:
    """Whether a name of several words ends as those of outlets do: "Hawk News"."""
    words = name.lower().split()
    return len(words) > 1 and words[-1] in OUTLET_ENDS


def _bodies(analysis: Analysis, found: Sequence[MentionFound]) -> dict[str, set[str]]:
    """Names of several words that are a body's, by the kind that they were taken for as well.

    A place's: as often a body's, and no place's that the gazetteer knows. A person's: clearly surer a body's.
    """
    kinds: dict[str, Counter[str]] = {}
    surest: dict[str, dict[str, float]] = {}
    for one in found:
        key = _key(analysis, one)
        if one.kind in _CONFUSED and len(key.split()) > 1:
            kinds.setdefault(key, Counter())[one.kind] += 1
            best = surest.setdefault(key, dict.fromkeys(_CONFUSED, 0.0))
            best[one.kind] = max(best[one.kind], one.confidence)
    places = {
        key for key, counts in kinds.items()
        if counts["location"] and counts["organisation"] >= counts["location"] and not find_places(key)
    }  # fmt: skip
    people = {key for key, best in surest.items() if best["organisation"] > CLEARLY_SURER * best["person"] > 0}
    return defaultdict(set, location=places, person=people)


def _surnames(analysis: Analysis, found: Sequence[MentionFound]) -> set[str]:
    """Last names of people whom the text names in full, where no place is called so."""
    full = (_key(analysis, one).split() for one in found if one.kind == "person")
    return {words[-1] for words in full if len(words) > 1 and not find_places(words[-1])}


def _key(analysis: Analysis, one: MentionFound) -> str:
    return name_key(analysis.text[slice(*one.name)]) if one.name is not None else ""


def _owner(analysis: Analysis, one: MentionFound) -> MentionFound | None:
    """ "The group" in "the group's rockets"."""
    match = _OWNER.match(analysis.text, one.start, one.end)
    if match is None or match["noun"].lower() not in GROUP_NOUNS:
        return None
    return MentionFound(
        kind="organisation", start=one.start, end=match.end(), sentence=one.sentence, confidence=one.confidence,
        head=match["noun"].lower(),
    )  # fmt: skip
