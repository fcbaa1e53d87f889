"""Names of places as long as they are: "Jisr al-Shughur" is no Jisr, "Mocímboa da Praia" no Praia."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from uncut.reports.keys import fold_name
from uncut.reports.mentions.found import MentionFound
from uncut.reports.mentions.world import KNOWN_GROUPS, LOCATION_NOUNS, OUTLETS, PLACES

_ARTICLE: Final = r"(?:al|el|ad|ed|ar|er|as|es|ash|esh|at|et|az|ez|an|en|us|ul)"
_PARTICLE: Final = r"(?:da|de|do|dos|das|di|del|du|la|las|los|ibn|bin)"
_WORD: Final = r"[A-Z][\w’'-]*"
_AHEAD: Final = re.compile(rf"\b{_WORD}\s(?:{_PARTICLE}\s){{1,2}}\Z")
_BEHIND: Final = re.compile(rf"\s(?:{_ARTICLE}[-‐–]{_WORD}|(?:{_PARTICLE}\s){{1,2}}{_WORD})")
_OPENS_LOW: Final = re.compile(rf"{_ARTICLE}[-‐–][A-Z]")
_REACH: Final = 40
_BODIES: Final = frozenset(fold_name(name) for name in KNOWN_GROUPS | OUTLETS if name not in PLACES)
_LONG_ENOUGH: Final = 5
"""Letters of a body's name by ear; shorter ones are too alike."""


def with_whole_name(text: str, one: MentionFound) -> MentionFound:
    """The location with the words that its name goes on with; its mention reaches as far."""
    if one.kind != "location" or one.name is None:
        return one
    start, end = one.name
    if (ahead := _AHEAD.search(text, max(0, start - _REACH), start)) is not None:
        start = ahead.start()
    if (behind := _BEHIND.match(text, end)) is not None:
        end = behind.end()
    if (start, end) == one.name:
        return one
    return replace(one, name=(start, end), start=min(one.start, start), end=max(one.end, end))


def opens_low(word: str) -> bool:
    """Whether a word is a name that an article in small letters opens: "al-Shughur"."""
    return _OPENS_LOW.match(word) is not None


def is_particle(word: str) -> bool:
    return re.fullmatch(_PARTICLE, word) is not None


def is_body(name: str) -> bool:
    """Whether a name is that of an outlet or a well-known group, however it is spelt: "al-Shabab", "Al Jazeera"."""
    folded = fold_name(name)
    return len(folded) >= _LONG_ENOUGH and folded in _BODIES


def is_sort(name: str) -> bool:
    """Whether what is left of a name is only a sort of building or of land: the "Hospital" of "Southern Hospital"."""
    return name.lower() in LOCATION_NOUNS


__all__ = ["is_body", "is_particle", "is_sort", "opens_low", "with_whole_name"]
