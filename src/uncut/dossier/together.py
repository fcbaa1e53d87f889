"""What a report says about footage, beside what the comparison of two files found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from uncut.dossier.neutralise import on_one_line
from uncut.dossier.summary import describe_edit
from uncut.dossier.words import HAND_WORDS, PICTURE_REGIONS, WHOLE_PICTURE
from uncut.model.comparison import Comparison, Edit
from uncut.model.report import FootageMention
from uncut.model.text import Quote

MOST_EDITS = 4
"""Edits that one sentence tells."""
_HIDING = PICTURE_REGIONS | WHOLE_PICTURE | {"removed"}
"""Edits by which something can be kept from being seen."""


@dataclass(frozen=True)
class Together:
    """A sentence in two halves: what is said, and the edits that have to do with it."""

    said: str
    found: list[tuple[str, int]]
    """An edit in words, and its number."""
    more: int
    """Edits of that sort that are not told."""


def tell_together(footage: FootageMention, source: str, comparison: Comparison) -> Together | None:
    """The two for one mention; ``None`` where the report tells neither of an edited version nor of what is hidden."""
    hides = footage.hides if isinstance(footage.hides, Quote) else None
    if (footage.version != "edited" and hides is None) or not comparison.related:
        return None
    edits = list(_fitting(comparison.edits, only_hiding=hides is not None))
    told = [(describe_edit(edit), number) for number, edit in edits[:MOST_EDITS]]
    return Together(f"{source} says that {_said(footage, hides)}", told, len(edits) - len(told))


def _fitting(edits: Sequence[Edit], *, only_hiding: bool) -> Iterator[tuple[int, Edit]]:
    for number, edit in enumerate(edits, start=1):
        if edit.kind in _HIDING if only_hiding else edit.kind != "metadata":
            yield number, edit


def _said(footage: FootageMention, hides: Quote | None) -> str:
    what = "the edited version" if footage.version == "edited" else f"“{on_one_line(footage.quote.text, 60)}”"
    parts = [f"hides “{on_one_line(hides.text, 80)}”"] if hides is not None else []
    hands = footage.by if isinstance(footage.by, list) else []
    parts += [f"was {HAND_WORDS[hand.role]} “{on_one_line(hand.quote.text, 60)}”" for hand in hands]
    if not parts:
        return f"there is an edited version (“{on_one_line(footage.quote.text, 80)}”)"
    return f"{what} {' and '.join(parts)}"
