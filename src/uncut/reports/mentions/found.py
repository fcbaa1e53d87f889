"""What a finder of mentions gives: a kind, a place in the text, and where the name stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Protocol

from uncut.model.report import MentionKind
from uncut.reports.dates.expressions import TimeFound
from uncut.reports.language.analysis import Analysis

NUMBERED: Final = "numbered"
"""Head of a mention of a paper that a number names."""
PROGRAMME: Final = "program"
"""Head of a mention of a programme, whatever it is called."""
COMPOUND: Final = "compound"
"""Head of a mention whose words are one name by their form: "the River Network for Human Rights"."""
BACKER: Final = "-backed"
"""Head of a mention inside "Turkish-backed": who backs, leads or arms."""

SEAT: Final = "seat of government"
"""Head of a mention of a capital that speaks for its government."""


@dataclass(frozen=True, kw_only=True)
class MentionFound:
    """A mention before its actor is known."""

    kind: MentionKind
    start: int
    end: int
    sentence: int
    """Index in `Analysis.sentences`."""
    confidence: float
    name: tuple[int, int] | None = None
    """Span of the name inside, in code points; ``None`` for descriptions."""
    head: str = ""
    """The head word, lower case."""
    pronoun: bool = False
    time: TimeFound | None = None


class MentionFinder(Protocol):
    """Finds the mentions of an analysed text, in text order."""

    def find(self, analysis: Analysis) -> list[MentionFound]:
        """Mentions of every sentence."""
        ...
