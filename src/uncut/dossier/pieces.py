"""The right version as pieces in its order: stretches that the left one holds, and what lies between them."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from uncut.model.comparison import Comparison, Kept
from uncut.model.time import Span, complement_spans


class Piece(NamedTuple):
    """A piece of the right version, and what of the left one it shows."""

    right: Span
    kept: Kept | None
    """``None`` where the left version shows it nowhere."""


def lay_out_pieces(comparison: Comparison) -> list[Piece]:
    """All pieces, which together are as long as the right version."""
    kept = [Piece(one.right, one) for one in comparison.kept if not one.right.is_empty]
    whole = Span(Fraction(0), comparison.right.seconds)
    others = [Piece(span, None) for span in complement_spans((one.right for one in kept), whole)]
    return sorted([*kept, *others], key=lambda piece: piece.right)
