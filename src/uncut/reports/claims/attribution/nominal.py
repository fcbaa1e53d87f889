# ruff: noqa: D210  numbered cascades read straight down
"""Attributions by nouns and phrases: "the claim that", "according to"."""

from __future__ import annotations

from collections.abc import Iterator

from uncut.reports.claims.attribution.clauses import find_clause_end
from uncut.reports.claims.attribution.found import AttributionFound, Manner
from uncut.reports.claims.attribution.holders import find_subject
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import ACCORDING


def manner_of_noun(noun: str) -> Manner:
    if noun == "denial":
        return "denied"
    return (
        "hedged"
        if noun.startswith(
            ("claim", "alleg", "belief", "suspicion", "rumo", "theory", "notion", "pret", "fear", "hope")
        )
        else "asserted"
    )


def find_according(view: View) -> Iterator[AttributionFound]:
    for match in ACCORDING.finditer(view.text, view.sentence.start, view.sentence.end):
        at = next((k for k, t in enumerate(view.tagged) if t.token.start >= match.end()), None)
        if at is None or at not in view.starts:
            continue
        end = view.wide_end(view.starts[at])
        source = view.span(at, end)
        before = view.trim(view.sentence.start, match.start())
        after = view.trim(source[1], view.sentence.end)
        content = before if before[1] - before[0] > 15 else after
        if content[1] - content[0] > 8:
            yield AttributionFound(
                source=source,
                cue=match.span(),
                content=view.with_quotes(content),
                manner="asserted",
                verb="according to",
                confidence=0.85,
            )


def by_noun(view: View, at: int) -> AttributionFound | None:
    if view.lower(at + 1) not in {"that", "to"} or at + 3 >= len(view.tagged):
        return None
    if view.lower(at + 1) == "to" and view.tag(at + 2) != "verb":
        return None
    phrase = next((p for p in view.sentence.phrases if p.start <= at < p.end), None)
    genitive = next((k for k in range(phrase.start, at) if view.tag(k) in {"gen", "poss"}), None) if phrase else None
    if phrase is None or (genitive is None and view.lower(at + 1) != "that"):
        return None
    if genitive is None:
        return by_bare_noun(view, at)
    stop = genitive if view.tag(genitive) == "gen" else genitive + 1
    start = at + 2 if view.lower(at + 1) == "that" else at + 1
    content = view.trim(view.tagged[start].token.start, find_clause_end(view, start))
    return AttributionFound(
        source=view.span(phrase.start, stop), cue=view.span(at, at + 1), content=content, manner=manner_of_noun(view.lower(at)),
        verb=view.lower(at), confidence=0.6,
    )  # fmt: skip


def by_bare_noun(view: View, at: int) -> AttributionFound | None:
    """ "fears that", "the claim by Smith that": a holder that nobody names, or that "by" names."""
    told = view.tag(at - 1) == "verb" and at >= 2
    source = find_subject(view, view.group_start(at - 1), None) if told else None
    content = view.trim(view.tagged[at + 2].token.start, find_clause_end(view, at + 2))
    return AttributionFound(
        source=source, cue=view.span(at, at + 1), content=view.with_quotes(content),
        manner=manner_of_noun(view.lower(at)), verb=view.lower(at), confidence=0.45,
    )  # fmt: skip
