"""Whom somebody quotes: "The agency quoted Kasso as saying that …", "He was quoted by state television as saying …"."""

from __future__ import annotations

from typing import Final

from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.frames import behind_cue
from uncut.reports.claims.attribution.holders import find_subject
from uncut.reports.claims.attribution.passive import is_passive
from uncut.reports.claims.attribution.view import View
from uncut.reports.language.verbs import SAY, Verb

_NEAR: Final = 7
"""Code points, with "that": where a quotation opens behind "as saying"."""
_REACH: Final = 14
"""Tokens between the verb of quoting and "as saying"."""


def by_quoted(view: View, group: int, at: int, verb: Verb) -> AttributionFound | None:
    """The words of whoever is quoted, by way of who quotes them; ``None`` without "as saying"."""
    last = min(at + _REACH, len(view.tagged) - 2)
    as_saying = next((k for k in range(at + 1, last) if view.lower(k) == "as" and _says(view, k + 1)), None)
    subject = find_subject(view, group, verb)
    if as_saying is None or subject is None:
        return None
    told = view.tagged[as_saying + 1].verb
    said = behind_cue(view, as_saying + 2, told.base if told is not None else "say")
    quote = next((q for q in view.quotes if 0 <= q[0] - view.tagged[as_saying + 1].token.end <= _NEAR), None)
    content = quote if quote is not None else said.span if said is not None else None
    who: tuple[int, int] | None = subject
    through: tuple[int, int] | None = None
    if not is_passive(view, group, at, verb):
        who, through = (view.span(at + 1, as_saying) if at + 1 in view.starts else None), subject
    elif view.lower(at + 1) == "by" and at + 2 in view.starts:
        through = view.span(at + 2, view.wide_end(view.starts[at + 2]))
    if who is None or content is None:
        return None
    return AttributionFound(
        source=who, cue=view.span(group, as_saying + 2) if through is None else view.span(as_saying, as_saying + 2),
        content=content, manner="asserted", verb="say", confidence=0.85, by_way_of=through,
    )  # fmt: skip


def _says(view: View, at: int) -> bool:
    verb = view.tagged[at].verb
    return view.form(at) == "gerund" and verb is not None and verb.base in SAY
