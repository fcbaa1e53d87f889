# ruff: noqa: E501  word lists stay on one line each
"""Whether "he" or "she" can be somebody, by title and first name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from uncut.reports.lexicon import load_lists

Gender = Literal["male", "female"]
_NAMES = load_lists("first_names.txt")
_BOTH: Final[tuple[Gender, Gender]] = ("male", "female")
_TITLES: Final[dict[Gender, frozenset[str]]] = {
    "male": frozenset(
        """mr sir lord king prince sheikh sheik shaykh emir imam sultan pope mullah ayatollah father brother son husband uncle
        man boy spokesman chairman congressman businessman policeman fisherman salesman gunman grandfather nephew bishop""".split()
    ),
    "female": frozenset(
        """mrs ms miss madam lady queen princess mother sister daughter wife aunt woman girl spokeswoman chairwoman
        congresswoman businesswoman policewoman nun grandmother niece widow actress waitress""".split()
    ),
}
_BY_NAME: Final[dict[str, Gender]] = {name: one for one in _BOTH for line in _NAMES[one] for name in line.split()}
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PRONOUNS: Final[dict[str, Gender]] = {"he": "male", "him": "male", "she": "female"}


def gender_of(words: Iterable[str], name: str | None) -> Gender | None:
    """What the words around a name ("Mrs", "the spokesman"), or else its first one, say; ``None`` where neither does."""
    here = frozenset(words)
    told = [one for one in _BOTH if here & _TITLES[one]]
    if len(told) == 1:
        return told[0]
    first = _WORD.match(name.lower()) if name else None
    return _BY_NAME.get(first.group()) if first is not None and " " in (name or "") else None
