"""What changed between two versions of a text: the contract ``uncut.text-comparison/1``."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import UNSET, UnsetType

from uncut.model.comparison import Coverage
from uncut.model.report import Boilerplate
from uncut.model.text import Quote

Effect = Literal[
    "hedge_dropped", "hedge_added", "number_changed", "source_dropped", "source_added", "name_dropped",
    "date_changed", "negation_changed", "loaded_word_added", "loaded_word_dropped",
    "sharpened", "softened", "denial_dropped", "denial_added",
]  # fmt: skip


class TextSide(msgspec.Struct, frozen=True, kw_only=True):
    """One of the two texts."""

    path: str
    sha256: str
    text: str
    boilerplate: list[Boilerplate]


class TextKept(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences that both sides hold in the same order."""

    left: Quote
    right: Quote


class TextPiece(msgspec.Struct, frozen=True, kw_only=True):
    """The smallest runs of whole words that differ; ``None`` where one side has nothing."""

    left: Quote | None
    right: Quote | None


class ClaimsTouched(msgspec.Struct, frozen=True, kw_only=True):
    """Ids of the claims that an edit touches."""

    left: list[str]
    right: list[str]


class TextEdit(msgspec.Struct, frozen=True, kw_only=True):
    """One change between two texts."""

    kind: Literal["removed", "inserted", "moved", "reworded"]
    left: Quote | None
    right: Quote | None
    confidence: float
    why: str
    pieces: list[TextPiece] | UnsetType = UNSET
    effect: list[Effect] | UnsetType = UNSET
    claims: ClaimsTouched | UnsetType = UNSET


class TextAround(msgspec.Struct, frozen=True, kw_only=True):
    """What stands around the text and differs: no edit of the text, since each publication has its own."""

    kind: Literal["headline", "publication"]
    """The headline; or a line on who wrote, when, or where the text comes from."""
    left: Quote | None
    right: Quote | None


class TextComparison(msgspec.Struct, frozen=True, kw_only=True):
    """Two versions of a text, and every change between them."""

    schema: Literal["uncut.text-comparison/1"] = "uncut.text-comparison/1"
    left: TextSide
    right: TextSide
    related: bool
    coverage: Coverage
    kept: list[TextKept]
    edits: list[TextEdit]
    around: list[TextAround] = []
    """Headlines that are two and not one reworded, and lines about the publication that the other side lacks."""
    settings: dict[str, Any]
    version: str
