"""Keys by which a case groups the actors of several reports: one name gives one key, whatever its spelling.

The kind of an actor is no part of it, since one report calls a group what another calls an organisation. A description
("the fighters") names nobody beyond its report, so its key holds the report's hash.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache
from typing import Final

from uncut.reports.mentions.world import GROUP_NOUNS, PERSON_NOUNS, PLACES

_ARTICLES: Final = re.compile(r"\b(?:the|al|el|an|as|ash|ad|ar|at|az|ul|ibn|bin)[\s-]+(?=\w)")
_OPENING_ARTICLE: Final = re.compile(r"(?:al|el|an|as|ash|ad|ar|at|az|ul)-", re.I)
_POSSESSIVE: Final = re.compile(r"['’ʼ`]s?\b")
_SPELLINGS: Final = (
    (re.compile(r"(?:ai|ay|ae|ei|ey)"), "ay"), (re.compile(r"(?:ou|oo)"), "u"), (re.compile(r"ee"), "i"),
    (re.compile(r"q"), "k"), (re.compile(r"dh"), "d"), (re.compile(r"(?<=[aeiou])h\b"), ""),
    (re.compile(r"([^\W\d_])\1"), r"\1"),
)  # fmt: skip
"""Ways in which one name is written: Jaysh, Jaish and Jeish; Izza and Izzah; Noor, Nour and Nur."""


def actor_key(name: str, document_sha256: str) -> str:
    """The key of an actor of that name in the report of that hash."""
    known = PLACES.get(name.lower().removeprefix("the "))
    if known is not None and known.is_country and known.country:
        return f"actor:{known.country.lower()}"
    folded = fold_name(name)
    return f"actor:{_digest(folded)}" if _is_name(name) else f"actor:{document_sha256[:16]}:{_digest(folded)}"


@lru_cache(maxsize=8192)
def name_key(name: str) -> str:
    """``name`` without case, accents, articles and possessives: by it the names of one report are joined."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = _ARTICLES.sub("", _POSSESSIVE.sub("", plain.replace("‐", "-").replace("‑", "-")))
    return re.sub(r"\W+", " ", plain).strip()


def fold_name(name: str) -> str:
    """``name`` also without what its transliterations vary in: by it those of several reports are."""
    plain = name_key(name.replace(".", ""))
    for pattern, spelling in _SPELLINGS:
        plain = pattern.sub(spelling, plain)
    return plain


def described_key(words: str) -> str:
    """By it two descriptions of somebody without a name are taken for one: "A police source", "the police source"."""
    return _DETERMINED.sub("", words.casefold())


_DETERMINED: Final = re.compile(r"\A[\"“]?(?:an?|the|one)\s")


def _is_name(name: str) -> bool:
    """Whether it is a name and no description: "Northern Front", not "supporters of the Northern Front"."""
    words = re.sub(r"^(?:the|a|an)\s", "", name, flags=re.IGNORECASE).split()
    if not words:
        return False
    first = words[0]
    if len(words) == 1 and first.lower().removesuffix("s") in PERSON_NOUNS | GROUP_NOUNS:
        return False
    if name == name.lower() == name.upper():  # a script without capitals
        return True
    return (
        first[0].isupper()
        or first[0].isdigit()
        or (_OPENING_ARTICLE.match(first) is not None and first != first.lower())
    )


def _digest(folded: str) -> str:
    return hashlib.sha256(folded.encode()).hexdigest()[:16]
