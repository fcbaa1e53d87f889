"""The names of the actors of one report, by what else somebody of that name may be called.

Every way of calling somebody is looked up and not sought, so that a report with thousands of people costs no more for
each of them than one with ten.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from uncut.reports.keys import name_key
from uncut.reports.mentions.world import DEMONYMS, GROUP_NOUNS, PERSON_NOUNS, PLACES, TITLES

ARMED: Final = frozenset(
    """army forces militia militias brigade brigades battalion battalions front faction rebels militants insurgents
    fighters jaysh jaish jeish jabhat harakat liwa ahrar taliban isis isil daesh hezbollah hamas group groups""".split()
)
"""Words that say of a body that it is armed."""
FEWEST_INITIALS: Final = 3
FEWEST_OF_A_PEOPLE: Final = 5
"""Letters."""
_ALIKE_FROM: Final = 0.75
"""Share of letters in order that two transliterations of one name have in common."""
_FEWEST_CONSONANTS: Final = 3
_LETTERS_APART: Final = 3
_OPENS_NAME: Final = frozenset({"abu", "umm", "abd"})
_MOST_WORDS: Final = 40
"""Words of a name by whose ends and beginnings it is looked up; no name has more."""
_COMMON: Final = (GROUP_NOUNS, PERSON_NOUNS, TITLES, PLACES, DEMONYMS)
Index = defaultdict[str, set[int]]


class NameIndex:
    """Which entries have a name that ends, begins, sounds or is shortened so."""

    def __init__(self) -> None:
        self._whole: Index = defaultdict(set)
        self._ends: Index = defaultdict(set)
        self._opens: Index = defaultdict(set)
        self._inner: Index = defaultdict(set)
        self._initials: Index = defaultdict(set)
        self._sorted: Index = defaultdict(set)
        self._spelt: defaultdict[str, dict[str, set[int]]] = defaultdict(dict)
        self._known: set[tuple[str, int]] = set()

    def add(self, name: str, entry: int) -> None:
        """One more name of an entry."""
        if (name, entry) in self._known:
            return
        self._known.add((name, entry))
        key = name_key(name)
        words = key.split()[:_MOST_WORDS]
        self._whole[key].add(entry)
        for at in range(1, len(words)):
            self._ends[" ".join(words[at:])].add(entry)
            self._opens[" ".join(words[:at])].add(entry)
        for word in words[1:] if len(words) > 2 else []:
            self._inner[word].add(entry)
        capitals = [word[0] for word in re.split(r"[\s-]+", name) if word[:1].isupper()]
        self._initials["".join(capitals)].add(entry)
        first, _, rest = key.partition(" ")
        if first in ARMED:
            self._sorted[name_key(rest)].add(entry)
        self._spelt[_skeleton(name)].setdefault(name, set()).add(entry)

    def ending(self, key: str) -> set[int]:
        """Those whose name ends so, or is so."""
        return self._ends.get(key, set()) | self._whole.get(key, set())

    def of_person(self, key: str) -> set[int]:
        """Those who can be called by the end of their name, its first surname, or the "Abu …" that it opens with."""
        words = key.split()
        found = set(self._ends.get(key, ()))
        if len(words) > 1 and words[0] in _OPENS_NAME:
            found |= self._opens.get(key, set())
        return found | (self._inner.get(key, set()) if len(words) == 1 else set())

    def opening(self, key: str) -> set[int]:
        """ "al-Nusra" for "al-Nusra Front": whose name opens with these words, none of them common."""
        is_common = any(word in known for word in key.split() for known in _COMMON)
        return set() if is_common else self._opens.get(key, set())

    def of_initials(self, short: str) -> set[int]:
        """Whose capitals they are: "RSF" of "Rapid Support Forces", also without brackets."""
        letters = short.replace(".", "")
        is_short = len(letters) >= FEWEST_INITIALS and letters.isupper()
        return self._initials.get(letters, set()) if is_short else set()

    def without_sort(self, key: str) -> set[int]:
        """Which group is called by its name without the word that says what it is: "Nusra" for "Jabhat al-Nusra"."""
        return self._sorted.get(key, set()) if len(key) >= FEWEST_OF_A_PEOPLE else set()

    def spelt_like(self, name: str) -> set[int]:
        """Whose name it is in another transliteration."""
        alike = (
            entries for known, entries in self._spelt.get(_skeleton(name), {}).items() if _similar_spelling(name, known)
        )
        return set().union(*alike)


@lru_cache(maxsize=8192)
def _skeleton(name: str) -> str:
    """Consonants only, doubled ones once, with q as k and y, w and h left out where transliterations waver."""
    key = name_key(name).replace(" ", "")
    key = key.replace("q", "k").replace("dh", "d").replace("kh", "h").replace("ou", "u")
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[aeiouywh]", "", key))


def _similar_spelling(one: str, other: str) -> bool:
    """Whether two names of the same consonants are one in two transliterations."""
    if len(_skeleton(one)) < _FEWEST_CONSONANTS:
        return False
    first, second = name_key(one), name_key(other)
    if abs(len(first) - len(second)) > _LETTERS_APART or len(first.split()) != len(second.split()):
        return False
    if any(key in nouns for key in (first, second) for nouns in (GROUP_NOUNS, PERSON_NOUNS, TITLES)):
        return False
    if [word[0] for word in first.split()] != [word[0] for word in second.split()]:
        return False
    return SequenceMatcher(None, first, second).ratio() >= _ALIKE_FROM


__all__ = ["ARMED", "FEWEST_INITIALS", "FEWEST_OF_A_PEOPLE", "NameIndex"]
