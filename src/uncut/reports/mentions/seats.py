"""Capitals that stand for their governments: "Kyiv said that its troops left", "Damascus accused the rebels"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from uncut.reports.language.analysis import Analysis
from uncut.reports.language.tagging import BE
from uncut.reports.language.verbs import ATTITUDE, DENIED, SAY
from uncut.reports.mentions.found import SEAT, MentionFound
from uncut.reports.mentions.gazetteer import find_places

_SPEAKS: Final = SAY | ATTITUDE | DENIED
_LEAST: Final = 100_000
"""Inhabitants of a seat of government; of a smaller place whoever is called so speaks."""
_ACTIVE: Final = frozenset({"past", "past_or_participle", "third", "participle", "base"})
_OPENS: Final = frozenset({"mark", "conj", "that", "verb", "adv"})
"""Tags before a subject."""


def with_seats(analysis: Analysis, found: Sequence[MentionFound]) -> list[MentionFound]:
    """The mentions, before each capital that speaks one of the government that it stands for."""
    both = ((seat_that_speaks(analysis, one), one) for one in found)
    return [one for pair in both for one in pair if one is not None]


def seat_that_speaks(analysis: Analysis, one: MentionFound) -> MentionFound | None:
    """The government that a mention of a city stands for, where the city is the subject of a verb of saying."""
    if one.kind != "location" or one.name != (one.start, one.end):
        return None
    tagged = analysis.sentences[one.sentence].tagged
    first = next((k for k, entry in enumerate(tagged) if entry.token.start == one.start), None)
    at = next((k for k, entry in enumerate(tagged) if entry.token.start >= one.end), None)
    if first is None or at is None or (first > 0 and tagged[first - 1].tag not in _OPENS):
        return None
    while at < len(tagged) - 1 and tagged[at].tag in {"aux", "adv"} and tagged[at].token.lower not in BE:
        at += 1
    verb = tagged[at].verb if tagged[at].tag == "verb" else None
    if verb is None or verb.base not in _SPEAKS or verb.form not in _ACTIVE:
        return None
    if not any(place.population >= _LEAST for place in find_places(analysis.text[slice(*one.name)])):
        return None
    return replace(one, kind="organisation", head=SEAT)
