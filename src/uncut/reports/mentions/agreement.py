"""What the mentions of one text say about each other: one kind for one name, and owners inside what they own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from uncut.reports.keys import name_key
from uncut.reports.language.analysis import Analysis
from uncut.reports.mentions.found import MentionFound
from uncut.reports.mentions.gazetteer import find_places
from uncut.reports.mentions.world import GROUP_NOUNS

_CONFUSED: Final = frozenset({"organisation", "location"})
_ACTING: Final = frozenset({"organisation", "person"})
_OWNED: Final = frozenset({"weapon", "military_platform", "vehicle"})
_EMBLEM: Final = re.compile(
    r"(?:the\s)?(?:\w+\s){0,3}(?:seal|flag|standard|banner|emblem|badge|logo|insignia)\b(?=\sof\s|$)", re.I
)
"""An emblem acts as little as a flagpole, whosever it is."""
_OWNER: Final = re.compile(r"(?:the|this)\s(?P<noun>\w+)(?=['’]s\s)", re.I)


def in_agreement(analysis: Analysis, found: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions, those of a body that were taken for places set right, with the owners of weapons beside them."""
    bodies = _bodies(analysis, found)
    agreed: list[MentionFound] = []
    seen: set[tuple[str, int, int]] = set()
    for one in found:
        if (place := (one.kind, one.start, one.end)) in seen:
            continue
        seen.add(place)
        if one.kind in _ACTING and _EMBLEM.match(analysis.text[one.start : one.end]):
            continue
        if one.kind == "location" and _key(analysis, one) in bodies:
            agreed.append(replace(one, kind="organisation"))
            continue
        if one.kind in _OWNED and (owner := _owner(analysis, one)) is not None:
            agreed.append(owner)
        agreed.append(one)
    return agreed


def _bodies(analysis: Analysis, found: Sequence[MentionFound]) -> set[str]:
    """Names of several words that are a body's as often as a place's, and no place's that the gazetteer knows."""
    kinds: dict[str, Counter[str]] = {}
    for one in found:
        key = _key(analysis, one)
        if one.kind in _CONFUSED and len(key.split()) > 1:
            kinds.setdefault(key, Counter())[one.kind] += 1
    return {
        key for key, counts in kinds.items()
        if counts["location"] and counts["organisation"] >= counts["location"] and not find_places(key)
    }  # fmt: skip


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
