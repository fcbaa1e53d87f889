"""Words that are used alike: classes from a language model's embeddings, as `tools/make_word_classes.py` packs them.

They tell the tagger of words that its few training texts lack: who learnt "troops" knows "infantry".
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from importlib.resources import files
from typing import Final

RESOURCE: Final = "word_classes.z"
SIZES: Final = ("64", "256", "1024")
"""How many classes there are of each kind, from coarse to fine."""
UNKNOWN: Final = ("?", "?", "?")
"""Of a word that is none of the 22,000: a rare name, mostly."""
Classes = tuple[str, ...]


@lru_cache(maxsize=1)
def _table() -> dict[str, Classes]:
    packed = zlib.decompress(files("uncut.reports.resources").joinpath(RESOURCE).read_bytes()).decode()
    rows = (line.split(" ") for line in packed.splitlines())
    return {word: tuple(classes) for word, *classes in rows}


def classes_of(word: str) -> Classes:
    """The classes of a word in lower case, one of each of `SIZES`; or those of its last part or singular."""
    table = _table()
    for form in (word, word.rpartition("-")[2], word.removesuffix("s")):
        if form in table:
            return table[form]
    return UNKNOWN
