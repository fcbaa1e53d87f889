"""Attributions by states of mind: "is worried that", "was eager to", "felt sure of"."""

from __future__ import annotations

from typing import Final

from uncut.reports.claims.attribution.clauses import clause_from
from uncut.reports.claims.attribution.found import AttributionFound, Manner
from uncut.reports.claims.attribution.frames import behind_circumstance
from uncut.reports.claims.attribution.holders import can_speak, find_subject
from uncut.reports.claims.attribution.manners import is_not
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import ADJECTIVES, INDIRECT

_BEING: Final = frozenset(
    """is are was were be been being 's 're am feel feels felt seem seems seemed remain remains remained become becomes
    became sound sounds sounded look looks looked appear appears appeared grow grew stay stayed""".split()
)
_UNSURE: Final = frozenset(
    "afraid unsure uncertain hopeful doubtful skeptical sceptical fearful suspicious worried".split()
)


def by_adjective(view: View, at: int) -> AttributionFound | None:
    """ "The army is worried that the bridge will fall": what somebody's state of mind is about."""
    word, link = view.lower(at), view.lower(at + 1)
    if link not in ADJECTIVES[word] or at + 3 >= len(view.tagged):
        return None
    group = _being(view, at)
    if group is None:
        return None
    start = at + 1 + (link not in {"to", *INDIRECT})
    if link == "to" and view.tag(at + 2) not in {"verb", "aux", "adv"}:
        start = at + 2
    source = find_subject(view, group, None)
    if source is None or not can_speak(view, source) or view.text[slice(*source)].lower() in {"it", "there", "this"}:
        return None
    if view.text[slice(*source)] in {"me", "us"}:
        return None  # "let me be clear"
    is_negated = any(is_not(view, k) for k in range(group, at)) or view.text[slice(*source)].lower().startswith("no")
    manner: Manner = "hedged" if word in _UNSURE or is_negated else "asserted"
    return AttributionFound(
        source=source, cue=view.span(group, at + 1), content=clause_from(view, start), manner=manner, verb=word,
        confidence=0.6,
    )  # fmt: skip


def _being(view: View, at: int) -> int | None:
    """Where "is", "was not", "has been very" before an adjective begins."""
    start = at
    while start > 0 and (
        view.tag(start - 1) == "adv" or view.lower(start - 1) in {"more", "most", "so", "less", "too"}
    ):
        start -= 1
    if start == 0 or not (view.lower(start - 1) in _BEING or view.lower(start - 1).endswith(("n't", "'re", "'m"))):
        return None
    return view.group_start(start - 1)


def by_clear(view: View, at: int) -> AttributionFound | None:
    """ "made clear that the road was shut", "made it clear they would leave"."""
    made = at - 1 - (view.lower(at - 1) == "it")
    verb = view.tagged[made].verb if made > 0 else None
    if verb is None or verb.base != "make" or at + 2 >= len(view.tagged):
        return None
    group = view.group_start(made)
    source = find_subject(view, group, verb)
    late = behind_circumstance(view, at + 1)
    late = late if view.tag(late) == "that" else at + 1
    start = late + (view.lower(late) == "that")
    if source is None or not (view.tag(late) == "that" or start in view.starts or view.lower(start) in INDIRECT):
        return None
    return AttributionFound(
        source=source, cue=view.span(group, at + 1), content=clause_from(view, start), manner="asserted",
        verb="make clear", confidence=0.7,
    )  # fmt: skip
