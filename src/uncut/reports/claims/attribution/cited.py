"""Whom a source quotes: "As the Ledger wrote, citing a clerk, …", "…, the Ledger reported, citing a clerk"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.holders import can_speak
from uncut.reports.claims.attribution.view import View
from uncut.reports.mentions.world import DOCUMENT_NOUNS

_CITING: Final = frozenset({"citing", "quoting"})
_PAPERS: Final = DOCUMENT_NOUNS | frozenset(
    """data poll polls survey surveys figures numbers statistics research studies study act bill constitution convention
    rule rules rulings precedent example examples reasons evidence concerns fears""".split()
)


def with_cited(view: View, found: Sequence[AttributionFound]) -> list[AttributionFound]:
    """The attributions of one sentence, those of somebody who quotes another as the other's, by way of the first."""
    kept = list(found)
    for at in range(1, len(view.tagged) - 1):
        if view.lower(at) not in _CITING or view.lower(at - 1) != "," or at + 1 not in view.starts:
            continue
        source = view.span(at + 1, view.wide_end(view.starts[at + 1]))
        if not _is_somebody(view, source):
            continue
        kept = (
            _told_before(view, at, source, kept) or _told_behind(view, at, kept) or _told_around(view, at, source, kept)
        )
    return kept


def _is_somebody(view: View, source: tuple[int, int]) -> bool:
    """Whether whoever is cited is somebody, and no paper, law or figure."""
    words = view.text[slice(*source)].lower().split()
    return can_speak(view, source) and not _PAPERS.intersection(word.strip(",.") for word in words)


def _told_before(
    view: View, at: int, source: tuple[int, int], found: Sequence[AttributionFound]
) -> list[AttributionFound] | None:
    """Behind a statement and its teller: the words are those of whoever is cited."""
    ends = view.tagged[at - 1].token.start
    teller = next((one for one in found if one.source and ends in {one.source[1], one.cue[1]}), None)
    if teller is None or teller.content[0] >= ends or teller.source is None:
        return None
    cited = replace(teller, source=source, cue=view.span(at, at + 1), by_way_of=teller.source)
    own = [one for one in found if one.cue[0] != view.tagged[at].token.start]
    return [cited if one is teller else one for one in own]


def _told_around(
    view: View, at: int, source: tuple[int, int], found: Sequence[AttributionFound]
) -> list[AttributionFound]:
    """Between a teller and the verb: "The Ledger, quoting a clerk, said …"."""
    start = view.tagged[at].token.start
    return [
        replace(one, source=source, by_way_of=(one.source[0], view.tagged[at - 1].token.start))
        if one.source is not None and one.source[0] < start and one.source[1] == source[1] and one.cue[0] > start
        else one
        for one in found
    ]


def _told_behind(view: View, at: int, found: Sequence[AttributionFound]) -> list[AttributionFound] | None:
    """Before a statement: whoever tells it says no more than that."""
    start = view.tagged[at].token.start
    cited = next((one for one in found if one.cue[0] == start and one.content[0] > start), None)
    teller = next((one for one in found if one is not cited and one.content[0] == start and one.cue[1] <= start), None)
    if teller is None and cited is not None:
        ends = view.tagged[at - 1].token.start
        teller = next((one for one in found if one.source and one.source[1] == ends and one.cue[1] <= ends), None)
    if cited is None or teller is None or teller.source is None:
        return None
    through = replace(cited, by_way_of=teller.source)
    return [through if one is cited else one for one in found if one is not teller]
