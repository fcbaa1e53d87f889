"""Where the proper name stands in a mention: behind the titles, before the noun, or in its "of …"."""

from __future__ import annotations

import re
from typing import Final

from uncut.model.report import MentionKind
from uncut.reports.language.phrases import Phrase
from uncut.reports.mentions.words import Words
from uncut.reports.mentions.world import GROUP_NOUNS, OFFICE_WORDS, PERSON_NOUNS, TITLES

_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_GENERIC: Final = frozenset("group organisation organization movement militia network faction".split())
"""Heads that a name carries without being part of it: "the Haqqani network"."""
BODIES_IN_CAPITALS: Final = frozenset("front wing arm cell channel station post branch league".split()) - {
    "branch",
    "wing",
    "arm",
    "cell",
}
"""Nouns of bodies that mostly mean something else where they are not part of a name."""


def wide_name(words: Words, phrase: Phrase, kind: MentionKind, end: int) -> tuple[int, int] | None:
    """The name of the phrase, or of the one that "of" or "for" hangs on it."""
    name = _name_span(words, phrase, kind)
    if end <= phrase.end:
        return name
    names = [k for k in range(phrase.end, end) if words.entry(k).tag == "name"]
    if kind == "person":
        rest = [k for k in names if words.entry(k).token.lower not in OFFICE_WORDS]
        is_office = len(names) > len(rest) >= 1 and words.entry(phrase.end + 1).token.lower in OFFICE_WORDS
        return (words.entry(rest[0]).token.start, words.entry(rest[-1]).token.end) if is_office else None
    if name is not None and names and names[-1] == end - 1:
        return name[0], words.entry(end - 1).token.end
    if kind == "location" and names and name is None and words.entry(phrase.head).tag == "noun":
        first = names[-1]
        while first - 1 in names:
            first -= 1
        return words.entry(first).token.start, words.entry(names[-1]).token.end
    return name


def _name_span(words: Words, phrase: Phrase, kind: MentionKind) -> tuple[int, int] | None:
    """The proper name inside: for people the part after the titles, else the capitalised run at the head."""
    names = words.names(phrase)
    head = words.entry(phrase.head)
    is_named = head.tag == "name" or kind == "location" or (kind == "organisation" and head.token.lower in _GENERIC)
    if not names or not is_named:
        return None
    if (
        len(names) == 1
        and words.entry(names[0]).token.lower in PERSON_NOUNS | GROUP_NOUNS - BODIES_IN_CAPITALS
        and words.is_opening(names[0])
    ):
        return None
    if len(names) == 1 and names[0] == phrase.head and names[0] > phrase.start and _is_office(words, names[0]):
        return None
    last = names[-1]
    if last < phrase.head and any(words.entry(k).tag == "gen" for k in range(last, phrase.head)):
        return None
    first = last
    while first - 1 >= phrase.start:
        if words.entry(first - 1).tag == "name" or is_ordinal(words, first - 1):
            first -= 1
        elif _is_joined(words, phrase, first - 1):
            first -= 2
        else:
            break
    if kind == "person":
        titles = [k for k in range(first, last) if words.entry(k).token.lower.rstrip(".") in TITLES | PERSON_NOUNS]
        first = titles[-1] + 1 if titles else first
    return words.entry(first).token.start, words.entry(last).token.end


def _is_joined(words: Words, phrase: Phrase, at: int) -> bool:
    """Whether a small word of another language joins two parts of a name: "Médecins du Lac"."""
    is_small = words.entry(at).token.text in _JOINERS
    return is_small and at - 1 >= phrase.start and words.entry(at - 1).tag == "name"


_JOINERS: Final = frozenset("du des de del della di da do dos sans pour et y e und für".split())


def _is_office(words: Words, at: int) -> bool:
    """Whether a capital only honours an office: "the Minister", "the President"."""
    return words.entry(at).token.lower in TITLES & PERSON_NOUNS and words.entry(at - 1).token.lower == "the"


def is_ordinal(words: Words, at: int) -> bool:
    """For "3rd Battalion": a number that is a part of the name."""
    return _ORDINAL.fullmatch(words.entry(at).token.lower) is not None
