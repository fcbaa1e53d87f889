# ruff: noqa: E501  word lists stay on one line each
"""The prepositions in front of mentions, and which of several no preposition governs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from uncut.model.report import Mention

_PREPOSITIONS: Final = frozenset(
    """in of by for with against from to near on at into onto over under between among during through across toward towards
    inside outside within upon about around via despite per amid including like than as after before since until alongside""".split()
)
_FILLERS: Final = frozenset(
    """the a an its their his her former then neighboring neighbouring war-torn western eastern northern southern central
    north-western north-eastern south-western south-eastern northwestern northeastern southwestern southeastern""".split()
)
_BY_WHICH: Final = frozenset({"on", "via", "to"})
"""Before the platform or the channel by which something is told, and before those to whom it is."""
_ACTS_FOR: Final = re.compile(
    r"\b(?:fighters|members|militants|gunmen|troops|soldiers|men|forces)\sof\s(?:the\s)?\Z", re.I
)
"""Those who act for a body whose name follows."""


def nearest_free(text: str, before: Sequence[Mention]) -> Mention | None:
    """The nearest party before the word that no preposition governs; else the first of the sentence."""
    free = [
        m for m in before if not led_by(text, m) or _ACTS_FOR.search(text[max(0, m.quote.start - 20) : m.quote.start])
    ]
    return free[-1] if free else next((m for m in before if led_by(text, m) not in _BY_WHICH), None)


def led_by(text: str, mention: Mention) -> str:
    """The preposition in front of a mention; empty where there is none."""
    words = text[max(0, mention.quote.start - 40) : mention.quote.start].lower().split()
    while words and words[-1] in _FILLERS:
        words.pop()
    return words[-1] if words and words[-1] in _PREPOSITIONS else ""


__all__: Sequence[str] = ["led_by", "nearest_free"]
