# ruff: noqa: E501  patterns and word lists stay on one line each

"""What a change does to what is said: a hedge dropped, a number changed, a source or a denial left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from uncut.model.text_comparison import Effect
from uncut.reports.language.tagging import BE
from uncut.reports.language.verbs import verb_of
from uncut.reports.lexicon import (
    HEDGES,
    LOADED,
    MONTHS,
    NEGATIONS,
    NUMBER_WORDS,
    SOURCE_WORDS,
    STOP_WORDS,
    WEEKDAYS,
    load_lists,
)  # fmt: skip

_DATE_WORDS = frozenset(MONTHS) - {"may", "mar", "sep", "jun", "jul", "jan"} | frozenset(WEEKDAYS) - {"sun", "sat", "mon"} | {
    "may", "yesterday", "today", "tomorrow", "tonight", "ramadan", "easter", "christmas",
}  # fmt: skip
_PERIODS = frozenset({
    "week", "month", "year", "weekend", "morning", "evening", "weeks", "months", "years", "days", "night", "afternoon",
    "noon", "midnight", "dawn", "dusk", "spring", "summer", "autumn", "winter",
})  # fmt: skip
"""Words that say when only behind a word that leads to a time, and not before what was made then ("the night film")."""
_LEADS_TO_TIME = frozenset(WEEKDAYS) | frozenset(MONTHS) | {
    "at", "in", "on", "by", "until", "till", "before", "after", "since", "during", "for", "from", "to", "over", "within",
    "the", "a", "an", "one", "that", "this", "last", "next", "previous", "past", "following", "coming", "every", "each",
    "same", "other", "early", "late", "mid", "few", "several", "many", "yesterday", "tomorrow", "all",
}  # fmt: skip
_WHICH = frozenset({"last", "this", "next", "previous", "past", "following", "coming"})
_UNITS = frozenset(MONTHS) | frozenset(WEEKDAYS) | {
    "week", "month", "year", "weekend", "night", "spring", "summer", "autumn", "winter", "decade", "century",
}  # fmt: skip
_YEAR = re.compile(r"^(?:1[6-9]|20)\d\d$")
_CLOCK = re.compile(r"^\d{1,2}:\d\d$")
_NUMBER = re.compile(r"^\d[\d.,:/]*(?:st|nd|rd|th|s)?$")
_NEAR_DATE = 1
_ROUGHLY = frozenset({"about", "around", "some"})
"""Hedges before a number; elsewhere a preposition or an article."""
_SAYING = frozenset({"claims", "claimed", "claim", "reported"})
"""Verbs that tell less of belief than "said": a hedge where they stand for another verb, not where a source is put in."""
_HELD = frozenset(
    {"thought", "said", "considered", "understood", "rumoured", "rumored", "feared", "expected", "reported", "known"}
)
_SHARES = frozenset({"dozens", "hundreds", "thousands", "millions", "tens", "scores"})
_SHORT, _FEW, _CAPITALS = 3, 4, 0.75
"""Letters of words that a headline need not capitalise, long words that make one, and the share of them in capitals."""
_NOUNS = load_lists("nouns.txt")
_COMMON = frozenset(
    form for section in ("person", "group", "location", "media", "document") for noun in _NOUNS[section]
    for form in (noun, f"{noun}s")
)  # fmt: skip
_MEDIA = frozenset(form for section in ("media", "document") for noun in _NOUNS[section] for form in (noun, f"{noun}s"))
_COMMON |= {"hour", "hours", "minute", "minutes"}
"""Nouns that a sentence capitalises at its head alone."""


_SURENESS: dict[str, int] = {
    **dict.fromkeys(("suggest", "indicate", "imply", "hint", "appear", "seem", "doubt"), 0),
    **dict.fromkeys(("say", "tell", "show", "report", "state", "note", "describe", "write"), 1),
    **dict.fromkeys(
        ("prove", "disprove", "confirm", "establish", "demonstrate", "verify", "reveal", "expose", "debunk"), 2
    ),
}
"""How surely verbs of telling and showing tell: as a sign, plainly, or as settled."""
_MADE = frozenset(
    {"posted", "published", "uploaded", "filmed", "leaked", "broadcast", "verified", "cited", "quoted", "aired"}
)
"""Participles whose "by" names a source, whatever was made."""
_HANDED = frozenset({
    "released", "shared", "recorded", "shot", "taken", "obtained", "provided", "circulated", "issued", "compiled", "written",
    "reviewed", "seen", "captured", "made", "distributed", "sent", "given",
})  # fmt: skip
"""The same of footage and documents alone: others are shot and taken too."""
_BY_REACH = 6
"""Words before "by" in which the participle stands, and before that the footage or document."""
_UNPROVEN = frozenset({"verify", "confirm", "establish", "corroborate", "authenticate"})
_NOT_REACH = 3
_DENYING = frozenset({"deny", "reject", "refute", "dispute", "dismiss", "rebut"})


@dataclass(frozen=True)
class Changed:
    """Words of one side that are in no place of the other, as keys and as they stand."""

    keys: tuple[str, ...]
    surface: tuple[str, ...]
    capital_anyway: tuple[bool, ...]
    """Whether any word would have a capital in that place: at a sentence's head, or in a headline."""
    near_date: tuple[bool, ...]
    """Whether the name of a month stands beside the word."""
    following: tuple[str, ...]
    """The key of the word behind each, changed or not; empty at the end."""
    before: tuple[str, ...]
    """The same of the word before each; empty at the beginning."""
    from_hand: tuple[bool, ...]
    """Whether the word is a "by" that says who made, posted or handed over something."""

    def bare(self, at: int) -> str:
        """The key without the mark of scare quotes."""
        return self.keys[at].lstrip('"')

    def is_month_may(self, at: int) -> bool:
        """Whether "May" is the month: with its capital, which a verb seldom has."""
        return self.bare(at) == "may" and self.surface[at][:1].isupper()


def near_dates(keys: Sequence[str]) -> list[bool]:
    """For each word, whether the name of a month stands beside it, so that a number is a day or a year."""
    marked = [key.lstrip('"') in MONTHS for key in keys]
    return [any(marked[max(0, at - _NEAR_DATE) : at + _NEAR_DATE + 1]) for at in range(len(keys))]


def near_makers(keys: Sequence[str]) -> list[bool]:
    """For each word, whether it is a "by" that names a source: "a video posted on Telegram by a farmer"."""
    bare = [key.lstrip('"') for key in keys]
    return [word == "by" and _is_made(bare[max(0, at - 2 * _BY_REACH) : at]) for at, word in enumerate(bare)]


def _is_made(before: Sequence[str]) -> bool:
    for back, word in enumerate(reversed(before[-_BY_REACH:]), start=1):
        if word in _MADE:
            return True
        if word in _HANDED:
            return any(one in _MEDIA for one in before[: len(before) - back])
    return False


def effects_of_sentence(keys: Sequence[str], *, dropped: bool) -> list[Effect]:
    """What leaving out, or putting in, whole sentences does: a denial, or the note that something is not verified."""
    bare = [key.lstrip('"') for key in keys]
    bases = [verb.base if (verb := verb_of(word)) is not None else word for word in bare]
    effects: list[Effect] = []
    unproven = any(
        base in _UNPROVEN and any(_denies(word) for word in bare[max(0, at - _NOT_REACH) : at])
        for at, base in enumerate(bases)
    )
    if unproven or {"unverified", "unconfirmed"} & set(bare):
        effects.append("hedge_dropped" if dropped else "hedge_added")
    if any(_is_denial(bare, bases, at) for at in range(len(bare))):
        effects.append("denial_dropped" if dropped else "denial_added")
    return effects


def _denies(word: str) -> bool:
    return word in {"not", "never", "cannot", "unable", "without", "nor"} or word.endswith("n't")


def _is_denial(bare: Sequence[str], bases: Sequence[str], at: int) -> bool:
    """Somebody denies something; "was denied access" is none, nor is "did not deny"."""
    if bare[at] == "denial" or bases[at] not in _DENYING:
        return bare[at] == "denial"
    before = bare[max(0, at - _NOT_REACH) : at]
    return not (before and before[-1] in BE) and not any(map(_denies, before))


def is_headline(words: Sequence[str]) -> bool:
    """Whether nearly all long words have capitals, as in a headline, so that capitals tell no names."""
    long = [word for word in words if len(word) > _SHORT]
    return len(long) >= _FEW and sum(word[0].isupper() for word in long) >= _CAPITALS * len(long)


def effects_of(left: Changed, right: Changed) -> list[Effect]:
    """The effects of replacing the words ``left`` by the words ``right``, in the contract's order."""
    effects: list[Effect] = []
    gone, new = _net(left.keys, right.keys), _net(right.keys, left.keys)
    told = (_sources(left, gone, new), _sources(right, new, gone))
    swapped = min(told) > 0
    _directed(effects, _hedges(left, gone, swapped), _hedges(right, new, swapped), "hedge_dropped", "hedge_added")
    if _numbers(left) != _numbers(right):
        effects.append("number_changed")
    _directed(effects, told[0], told[1], "source_dropped", "source_added")
    if _names(left) - _names(right) - _folded(right):
        effects.append("name_dropped")
    if _dates(left) != _dates(right):
        effects.append("date_changed")
    if _negations(left, gone) != _negations(right, new):
        effects.append("negation_changed")
    _directed_loaded(effects, left, right, gone, new)
    sure = _sureness(gone), _sureness(new)
    if sure[0] is not None and sure[1] is not None:
        _directed(effects, sure[0], sure[1], "softened", "sharpened")
    return effects


def _sources(side: Changed, net: Counter[str], other: Counter[str]) -> int:
    """Words of ``side`` that name or announce a source. Where what shows something now settles it, none came or went."""
    by = sum(from_hand and net["by"] > 0 for from_hand in side.from_hand)
    settled = sum(net[word] for word in net if word in SOURCE_WORDS and _sure(word) == 2)
    signs = sum(other[word] for word in other if word not in SOURCE_WORDS and _sure(word) is not None)
    return by + _count(net, SOURCE_WORDS) - _held(side, SOURCE_WORDS) - min(settled, signs)


def _sure(word: str) -> int | None:
    verb = verb_of(word)
    return _SURENESS.get(verb.base if verb is not None else word)


def _sureness(net: Counter[str]) -> int | None:
    """How surely the surest of the words tells; ``None`` where none of them tells."""
    levels = [level for word in net if (level := _sure(word)) is not None]
    return max(levels) if levels else None


def _net(one: Iterable[str], other: Iterable[str]) -> Counter[str]:
    return Counter(key.lstrip('"') for key in one) - Counter(key.lstrip('"') for key in other)


def _count(words: Counter[str], members: frozenset[str]) -> int:
    return sum(count for word, count in words.items() if word in members or (word.endswith("n't") and "n't" in members))


def _hedges(side: Changed, net: Counter[str], swapped: bool) -> int:
    """Words and phrases of ``side`` that make a statement less sure."""
    found = _held(side) + _conditional(side) + _rules_nothing_out(side)
    for at in range(len(side.keys)):
        word = side.bare(at)
        if not net[word] or word not in HEDGES or word in _HELD - _SAYING or side.is_month_may(at):
            continue
        if word in _ROUGHLY:
            found += _is_number(side.following[at])
        else:
            found += word not in _SAYING or swapped
    return found


def _held(side: Changed, members: frozenset[str] = _HELD) -> int:
    """Where somebody holds it and nobody says who: "is thought to", "were said to"."""
    return sum(
        side.bare(at) in _HELD & members and side.following[at] == "to" and at > 0 and side.bare(at - 1) in BE
        for at in range(len(side.keys))
    )


def _conditional(side: Changed) -> int:
    return sum(side.bare(at) == "would" and side.following[at] == "have" for at in range(len(side.keys)))


def _rules_nothing_out(side: Changed) -> int:
    return int(any(side.bare(at) == "rule" and side.following[at] == "out" for at in range(len(side.keys))))


def _negations(side: Changed, net: Counter[str]) -> int:
    return max(0, _count(net, NEGATIONS) - _rules_nothing_out(side))


def _is_number(word: str) -> bool:
    return _NUMBER.match(word) is not None or word in NUMBER_WORDS or word in _SHARES


def _directed(effects: list[Effect], before: int, after: int, dropped: Effect, added: Effect) -> None:
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
    for at, near in enumerate(side.near_date):
        bare = side.bare(at)
        if near or _YEAR.match(bare) or _CLOCK.match(bare):
            continue
        if _NUMBER.match(bare):
            numbers[bare.replace(",", "").rstrip(".")] += 1
        elif bare in _SHARES:
            numbers[bare] += 1
        elif (value := NUMBER_WORDS.get(bare)) is not None and bare != "one":
            numbers[str(value)] += 1
    return numbers


def _dates(side: Changed) -> Counter[str]:
    dates: Counter[str] = Counter()
    for at, (near, surface) in enumerate(zip(side.near_date, side.surface, strict=True)):
        bare = side.bare(at)
        is_month = bare in _DATE_WORDS and (bare not in {"may", "march"} or surface[:1].isupper())
        is_month = is_month or (
            bare in _PERIODS and _leads_to_time(side.before[at]) and side.following[at] not in _MEDIA
        )
        numeric = _YEAR.match(bare) or _CLOCK.match(bare) or (near and _NUMBER.match(bare))
        if is_month or numeric or (bare in _WHICH and side.following[at] in _UNITS):
            dates[bare] += 1
    return dates


def _leads_to_time(before: str) -> bool:
    return before.lstrip('"') in _LEADS_TO_TIME or _is_number(before.lstrip('"'))


def _names(side: Changed) -> set[str]:
    names = set()
    for at, (surface, first) in enumerate(zip(side.surface, side.capital_anyway, strict=True)):
        bare = side.bare(at).removesuffix("'s")
        if not surface[:1].isupper() or bare in STOP_WORDS or bare in _DATE_WORDS | _PERIODS:
            continue
        if first and (
            _is_number(bare)
            or verb_of(bare) is not None
            or bare in SOURCE_WORDS | HEDGES | NEGATIONS | LOADED | _COMMON
        ):
            continue
        names.add(bare)
    return names


def _folded(side: Changed) -> set[str]:
    return {side.bare(at).removesuffix("'s") for at in range(len(side.keys))}
