"""A standing relation is told once, where the text is surest of it, however often the text comes back to it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import Final

from uncut.model.report import Claim, Tie

_STANDING: Final = frozenset({"part_of", "leads"})
"""Kinds that last. Of fights and meetings every telling is one more."""


def told_once(ties: Sequence[Tie], claims: Iterable[Claim]) -> list[Tie]:
    """The ties in their order, without what the same source says again of the same two."""
    source = {claim.id: _source(claim) for claim in claims}
    best: dict[Hashable, Tie] = {}
    for tie in ties:
        if tie.kind not in _STANDING:
            continue
        key = (tie.kind, tie.from_, tie.to, tie.polarity, source.get(tie.claim))
        if key not in best or best[key].confidence < tie.confidence:
            best[key] = tie
    kept = {id(tie) for tie in best.values()}
    return [tie for tie in ties if tie.kind not in _STANDING or id(tie) in kept]


def _source(claim: Claim) -> Hashable:
    by = claim.asserted_by
    return by.kind, by.actor, by.quote.text if by.quote is not None and by.actor is None else None
