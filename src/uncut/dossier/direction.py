"""Evidence on which version was made from which, in words that leave the judgement to the reader."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from uncut.dossier.words import EVIDENCE_WORDS, WAY_WORDS, join_words
from uncut.model.comparison import DirectionClue

_STRENGTHS = ((0.7, "strong"), (0.45, "moderate"), (0.0, "weak"))
CAVEAT = (
    "This is evidence, not a verdict: both versions may come from a third, and each of these traces can be made on "
    "purpose."
)


def strength_in_words(strength: float) -> str:
    """``strong`` from 0.7, ``moderate`` from 0.45, else ``weak``."""
    return next(words for floor, words in _STRENGTHS if strength >= floor)


def summarise_direction(clues: Sequence[DirectionClue]) -> str | None:
    """One sentence: how much evidence points which way; ``None`` where there is none."""
    if not clues:
        return None
    parts = []
    for way, words in WAY_WORDS.items():
        some = [clue for clue in clues if clue.points_to == way]
        if some:
            counts = Counter(
                f"{EVIDENCE_WORDS[clue.evidence].lower()} ({strength_in_words(clue.strength)})" for clue in some
            )
            listed = join_words(what if count == 1 else f"{count} × {what}" for what, count in counts.items())
            parts.append((max(clue.strength for clue in some), f"that {words}: {listed}"))
    ways = [words for _, words in sorted(parts, reverse=True)]
    return f"Evidence {'; and evidence '.join(ways)}. None of it is proof."
