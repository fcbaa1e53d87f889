# ruff: noqa: E501  patterns and word lists stay on one line each

"""What a rewording does to what is said: a hedge dropped, a number changed, a source left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from uncut.model.text_comparison import Effect
from uncut.reports.lexicon import (
    HEDGES,
    LOADED,
    MONTHS,
    NEGATIONS,
    NUMBER_WORDS,
    SOURCE_WORDS,
    STOP_WORDS,
    WEEKDAYS,
)  # fmt: skip

_DATE_WORDS = frozenset(MONTHS) - {"may", "mar", "sep", "jun", "jul", "jan"} | frozenset(WEEKDAYS) - {"sun", "sat", "mon"} | {
    "may", "yesterday", "today", "tomorrow", "tonight", "week", "month", "year", "weekend", "morning", "evening",
    "weeks", "months", "years", "days", "night", "afternoon",
}  # fmt: skip
_YEAR = re.compile(r"^(?:1[6-9]|20)\d\d$")
_NUMBER = re.compile(r"^\d[\d.,:/]*(?:st|nd|rd|th|s)?$")
_NEAR_DATE = 1


@dataclass(frozen=True)
class Changed:
    """Words of one side that are in no place of the other, as keys and as they stand."""

    keys: tuple[str, ...]
    surface: tuple[str, ...]
    starts_unit: tuple[bool, ...]
    near_date: tuple[bool, ...]
    """Whether the name of a month stands beside the word."""


def near_dates(keys: Sequence[str]) -> list[bool]:
    """For each word, whether the name of a month stands beside it, so that a number is a day or a year."""
    marked = [key.lstrip('"') in MONTHS for key in keys]
    return [any(marked[max(0, at - _NEAR_DATE) : at + _NEAR_DATE + 1]) for at in range(len(keys))]


def effects_of(left: Changed, right: Changed) -> list[Effect]:
    """The effects of replacing the words ``left`` by the words ``right``, in the contract's order."""
    effects: list[Effect] = []
    gone, new = _net(left.keys, right.keys), _net(right.keys, left.keys)
    _directed(effects, gone, new, HEDGES, "hedge_dropped", "hedge_added", unless=_is_determiner_only)
    if _numbers(left) != _numbers(right):
        effects.append("number_changed")
    _directed(effects, gone, new, SOURCE_WORDS, "source_dropped", "source_added")
    if _names(left) - _names(right) - _folded(right):
        effects.append("name_dropped")
    if _dates(left) != _dates(right):
        effects.append("date_changed")
    if _count(gone, NEGATIONS) != _count(new, NEGATIONS):
        effects.append("negation_changed")
    _directed_loaded(effects, left, right, gone, new)
    return effects


def _net(one: Iterable[str], other: Iterable[str]) -> Counter[str]:
    return Counter(key.lstrip('"') for key in one) - Counter(key.lstrip('"') for key in other)


def _count(words: Counter[str], members: frozenset[str]) -> int:
    return sum(count for word, count in words.items() if word in members or (word.endswith("n't") and "n't" in members))


def _is_determiner_only(word: str) -> bool:
    """Words that hedge only in company ("some", "about"): alone they are articles and prepositions."""
    return word in {"some", "about", "around", "reported", "claims", "thought", "considered"}


def _directed(
    effects: list[Effect], gone: Counter[str], new: Counter[str], members: frozenset[str],
    dropped: Effect, added: Effect, unless: object = None,
) -> None:  # fmt: skip
    skip = unless if callable(unless) else (lambda _: False)
    before = sum(count for word, count in gone.items() if word in members and not skip(word))
    after = sum(count for word, count in new.items() if word in members and not skip(word))
    if before > after:
        effects.append(dropped)
    elif after > before:
        effects.append(added)


def _directed_loaded(
    effects: list[Effect], left: Changed, right: Changed, gone: Counter[str], new: Counter[str]
) -> None:
    before = _count(gone, LOADED) + _scares(left)
    after = _count(new, LOADED) + _scares(right)
    if after > before:
        effects.append("loaded_word_added")
    elif before > after:
        effects.append("loaded_word_dropped")
    elif before and gone != new:
        effects.extend(("loaded_word_added", "loaded_word_dropped"))


def _scares(side: Changed) -> int:
    return sum(key.startswith('"') for key in side.keys)


def _numbers(side: Changed) -> Counter[str]:
    numbers: Counter[str] = Counter()
    for key, near in zip(side.keys, side.near_date, strict=True):
        bare = key.lstrip('"')
        if near or _YEAR.match(bare):
            continue
        if _NUMBER.match(bare):
            numbers[bare.replace(",", "").rstrip(".")] += 1
        elif (value := NUMBER_WORDS.get(bare)) is not None and bare != "one":
            numbers[str(value)] += 1
    return numbers


def _dates(side: Changed) -> Counter[str]:
    dates: Counter[str] = Counter()
    for key, near, surface in zip(side.keys, side.near_date, side.surface, strict=True):
        bare = key.lstrip('"')
        is_month = bare in _DATE_WORDS and (bare not in {"may", "march"} or surface[:1].isupper())
        if is_month or _YEAR.match(bare) or (near and _NUMBER.match(bare)):
            dates[bare] += 1
    return dates


def _names(side: Changed) -> set[str]:
    names = set()
    for surface, first, key in zip(side.surface, side.starts_unit, side.keys, strict=True):
        bare = key.lstrip('"').removesuffix("'s")
        if (
            surface[:1].isupper()
            and bare not in STOP_WORDS
            and bare not in _DATE_WORDS
            and not (first and surface.islower())
        ):
            if first and bare in SOURCE_WORDS | HEDGES:
                continue
            names.add(bare)
    return names


def _folded(side: Changed) -> set[str]:
    return {key.lstrip('"').removesuffix("'s") for key in side.keys}
