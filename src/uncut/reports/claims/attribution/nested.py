"""Attributions inside somebody's words: kept where another speaks, folded in where the speaker speaks of himself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.manners import KEEPS_SILENT
from uncut.reports.language.verbs import THINK

_SELF: Final = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "his",
        "her",
        "their",
        "its",
        "our",
        "my",
        "who",
        "him",
        "them",
        "us",
        "me",
        "himself",
        "herself",
    ]
)
_NEAREST: Final = 8
"""Attributions before one that are asked whether it stands in them; keeps long texts linear."""
_OPENING: Final = 40
"""Code points: a cue that stands so near the start of the outer content governs all of it."""
_AT_ONCE, _LEAST_WORDS = 8, 5
"""Code points before a cue that are no more than its subject, "he" or "they"; words of a statement."""
_SURE: Final = 0.7
"""Frames that are less often right are not asked inside somebody's words, where another speaker seldom stands: of such
findings one in six was right on one half of PolNeAR."""

_SURE_OF_THOUGHTS: Final = 0.8
"""The same for verbs of thinking: only "that" shows a thought there that somebody told."""


def without_own_words(text: str, found: Sequence[AttributionFound]) -> list[AttributionFound]:
    """ "He said he believes that it fell" is one claim of his, and a hedged one; "he said they believe" are two."""
    ordered = sorted(found, key=lambda one: (one.content[0], -one.content[1], -one.confidence))
    kept: list[AttributionFound] = []
    for one in ordered:
        near = range(len(kept) - 1, max(-1, len(kept) - 1 - _NEAREST), -1)
        outer = next((k for k in near if _is_inside(one, kept[k])), None)
        alike = next((k for k in near if one.content == kept[k].content), None)
        if any(_is_told_twice(one, kept[k]) for k in near):
            continue
        if alike is not None and _are_one(text, one, kept[alike]):
            kept[alike] = min(one, kept[alike], key=lambda said: said.cue[0])  # "would not say he would prefer it"
        elif outer is None:
            kept.append(one)
        elif not _is_same_speaker(text, one, kept[outer]):
            kept.extend([one] if _is_told(text, one) else [])
        elif (
            one.cue[0] - kept[outer].content[0] < _OPENING
            and kept[outer].manner == "asserted"
            and one.verb not in KEEPS_SILENT
            and " and " not in text[kept[outer].content[0] : one.cue[0]]
        ):
            kept[outer] = _folded(text, kept[outer], one)
    return sorted(kept, key=lambda one: (one.content[0], one.cue[0]))


def _is_told_twice(one: AttributionFound, other: AttributionFound) -> bool:
    """Whether one source and one cue were found again with a part of the words: up to the stop of "at 6 a.m."."""
    is_part = other.content[0] <= one.content[0] and one.content[1] <= other.content[1] and one.content != other.content
    return is_part and one.source is not None and one.source == other.source and one.cue == other.cue


def _folded(text: str, outer: AttributionFound, inner: AttributionFound) -> AttributionFound:
    """What somebody says of his own words, in the manner of these; what he says he denies is what he denies."""
    if inner.manner != "denied":
        return replace(outer, manner="hedged" if inner.manner == "unsaid" else inner.manner)
    opens = inner.cue[0] - outer.content[0] <= _AT_ONCE and inner.content[1] == outer.content[1]
    if not opens or len(text[slice(*inner.content)].split()) < _LEAST_WORDS:
        return outer
    return replace(outer, content=inner.content, cue=inner.cue, manner="denied", verb=inner.verb)


def _is_told(text: str, one: AttributionFound) -> bool:
    """Whether it is said of somebody: "officials told him", "the army fears that"; not "wants the army to explain"."""
    before = text[max(0, one.cue[0] - len("to ")) : one.cue[1]].lower().split()
    return one.confidence >= (_SURE_OF_THOUGHTS if one.verb in THINK else _SURE) and "to" not in before[:-1]


def _is_inside(one: AttributionFound, outer: AttributionFound) -> bool:
    return one.content != outer.content and outer.content[0] <= one.cue[0] and one.content[1] <= outer.content[1]


def _are_one(text: str, one: AttributionFound, other: AttributionFound) -> bool:
    """Whether two who say the same are one, named first and then taken up by a pronoun."""
    if one.source is None or other.source is None:
        return False
    first, second = sorted((one, other), key=lambda said: said.source or said.cue)
    return _is_same_speaker(text, second, first)


def _is_same_speaker(text: str, one: AttributionFound, outer: AttributionFound) -> bool:
    if one.source is None or outer.source is None:
        return False
    inner = text[slice(*one.source)].lower()
    return one.source == outer.source or inner in _SELF or inner == text[slice(*outer.source)].lower()


__all__ = ["without_own_words"]
