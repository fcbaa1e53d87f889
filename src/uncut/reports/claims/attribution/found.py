"""What an attribution is, and the door of those who find them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal, Protocol

from uncut.reports.language.analysis import Analysis

Manner = Literal["asserted", "hedged", "denied", "asked", "unsaid"]
"""How something is said; ``unsaid`` is what somebody is told not to have said: "has not confirmed that"."""
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, kw_only=True)
class AttributionFound:
    """Somebody's content, as half-open spans in code points."""

    source: tuple[int, int] | None
    """``None`` where the cue names nobody ("is believed to")."""
    cue: tuple[int, int]
    content: tuple[int, int]
    manner: Manner
    verb: str
    """Base form of the cue's verb, or the cue's words."""
    confidence: float
    continued: tuple[tuple[int, int], ...] = ()
    """Further pieces of the same content, where the cue stands in the middle of it."""
    by_way_of: tuple[int, int] | None = None
    """Who tells what the source says: the Ledger in "the Ledger reported, citing a dock worker"."""

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """Everything that is said, the longest piece first."""
        return self.content, *self.continued


def longest_first(text: str, pieces: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The piece with the most words, then the others in text order."""
    ordered = sorted(pieces)
    longest = max(ordered, key=lambda piece: (len(_WORD.findall(text, *piece)), piece[1] - piece[0]))
    return [longest, *(piece for piece in ordered if piece != longest)]


class AttributionFinder(Protocol):
    """Finds the attributions of an analysed text."""

    def find(self, analysis: Analysis) -> list[AttributionFound]:
        """Attributions in text order."""
        ...
