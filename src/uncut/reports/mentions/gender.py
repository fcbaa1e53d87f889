"""Whether "he" or "she" can be somebody, by title and first name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, Literal

from uncut.reports.lexicon import load_lists

Gender = Literal["male", "female"]
_NAMES = load_lists("first_names.txt")
_TITLES: Final[dict[str, Gender]] = dict.fromkeys(
    """mr sir lord king prince sheikh sheik shaykh emir imam sultan pope mullah ayatollah father brother son husband uncle man boy
    spokesman chairman congressman businessman policeman fisherman salesman gunman grandfather nephew father-in-law bishop""".split(),
    "male",
) | dict.fromkeys(
    """mrs ms miss madam lady queen princess mother sister daughter wife aunt woman girl spokeswoman chairwoman congresswoman
    businesswoman policewoman nun grandmother niece widow actress waitress""".split(),
    "female",
)  # fmt: skip
_BY_NAME: Final[dict[str, Gender]] = {
    name: gender for gender in ("male", "female") for line in _NAMES[gender] for name in line.split()
}  # type: ignore[misc]
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
PRONOUNS: Final[dict[str, Gender]] = {"he": "male", "him": "male", "she": "female"}


def gender_of(words: Iterable[str], name: str | None) -> Gender | None:
    """What the words around a name ("Mrs", "the spokesman"), or else its first one, say; ``None`` where neither does."""
    told = {_TITLES[word] for word in words if word in _TITLES}
    if len(told) == 1:
        return told.pop()
    first = _WORD.match(name.lower()) if name else None
    return _BY_NAME.get(first.group()) if first is not None and " " in (name or "") else None
