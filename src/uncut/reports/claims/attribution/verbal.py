# ruff: noqa: PLR0911, D210  numbered cascades read straight down
"""Attributions by verbs of saying, thinking, wanting and judging."""

from __future__ import annotations

from uncut.reports.claims.attribution.clauses import clause_from, find_clause_end
from uncut.reports.claims.attribution.contents import content_before, find_content
from uncut.reports.claims.attribution.found import AttributionFound, Manner
from uncut.reports.claims.attribution.holders import can_speak, find_subject
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import BODY_SAYS, CUE_VERBS, NO_SUBJECTS, PASSIVE_UNNAMED, PEOPLE_SAY, TELLS
from uncut.reports.language.verbs import ASKED, ATTITUDE, DENIED, HEDGED, SAY, THINK, Verb


def may_say(source: str, base: str) -> bool:
    """Whether a pronoun can be a source here: "it said" is a body, "it showed" a fact, "you see" a figure of speech."""
    if source in NO_SUBJECTS:
        return source == "it" and base in BODY_SAYS
    return source != "you"


def manner(base: str, negated: bool) -> Manner:
    if base in DENIED:
        return "denied"
    if base in ASKED:
        return "asked"
    return "hedged" if base in HEDGED or (negated and base in THINK) else "asserted"


def by_verb(view: View, at: int, verb: Verb) -> AttributionFound | None:
    base = verb.base
    if base not in CUE_VERBS:
        return None
    group = view.group_start(at)
    if is_passive(view, group, at, verb):
        return by_passive(view, group, at, base)
    inverted = find_inverted(view, at, base) if verb.form != "gerund" else None
    if inverted is not None:
        return inverted
    source = find_subject(view, group, verb)
    if source is None or is_idiom(view, at, base) or not may_say(view.text[source[0] : source[1]].lower(), base):
        return None
    content = find_content(view, at, base, source)
    if content is None or content.span[1] - content.span[0] < 2:
        return None
    if not content.is_clause and base not in PEOPLE_SAY and not can_speak(view, source):
        return None
    negated = any(view.lower(k) in {"not", "n't", "never"} or view.lower(k).endswith("n't") for k in range(group, at))
    return AttributionFound(
        source=source,
        cue=view.span(group, at + 1),
        content=content.span,
        manner=manner(base, negated),
        verb=base,
        confidence=content.strength,
    )


def is_idiom(view: View, at: int, base: str) -> bool:
    """ "claimed the lives of", "made a point": forms of saying that say nothing."""
    return base == "claim" and any(view.lower(k) in {"lives", "life", "responsibility"} for k in range(at + 1, at + 5))


def is_passive(view: View, group: int, at: int, verb: Verb) -> bool:
    if verb.form not in {"participle", "past_or_participle"}:
        return False
    be = {"is", "are", "was", "were", "been", "being", "be"}
    return any(view.lower(k) in be for k in range(group, at))


def by_passive(view: View, group: int, at: int, base: str) -> AttributionFound | None:
    """ "is believed to have left": no source is named, unless "by" names one."""
    if base not in PASSIVE_UNNAMED and base not in ATTITUDE:
        return None
    by = next((k for k in range(at + 1, min(at + 9, len(view.tagged))) if view.lower(k) == "by"), None)
    if by is not None and by + 1 in view.starts:
        subject = find_subject(view, group, None)
        if subject is None:
            return None
        of_what = base in {"accuse", "suspect"}
        end = view.starts[by + 1].end if of_what else view.wide_end(view.starts[by + 1])
        content = view.trim(subject[0], view.tagged[group].token.start)
        if end + 2 < len(view.tagged) and (view.lower(end) in {"to", "as"} or (of_what and view.lower(end) == "of")):
            content = clause_from(view, end + (view.lower(end) != "to"))
        return AttributionFound(
            source=view.span(by + 1, end), cue=view.span(group, at + 1), content=content,
            manner=manner(base, False), verb=base, confidence=0.45,
        )  # fmt: skip
    if base not in PASSIVE_UNNAMED or view.lower(at + 1) not in {"to", "that", "as", "of", "for"}:
        return None
    subject = find_subject(view, group, None)
    if subject is None:
        return None
    impersonal = view.text[subject[0] : subject[1]].lower() == "it"
    start = view.tagged[at + 1].token.end if impersonal else subject[0]
    content = view.trim(start, find_clause_end(view, at + 1))
    return AttributionFound(
        source=None, cue=view.span(group, at + 1), content=content, manner="hedged" if base in HEDGED | {"say", "report", "rumour"} else "asserted",
        verb=base, confidence=0.5,
    )  # fmt: skip


def find_inverted(view: View, at: int, base: str) -> AttributionFound | None:
    """ "…," said the minister: the source follows, the content is before."""
    if base not in SAY or base in TELLS or at + 1 not in view.starts or at == 0:
        return None
    if view.tagged[at - 1].token.is_word:
        return None
    phrase = view.starts[at + 1]
    end = view.wide_end(phrase)
    following = view.lower(end)
    acts = end + (view.tag(end) == "adv")
    if view.tag(acts) in {"verb", "aux", "modal"} or following == "that":
        return None
    content = content_before(view, view.tagged[at].token.start)
    if content is None:
        return None
    return AttributionFound(
        source=view.span(phrase.start, end),
        cue=view.span(at, at + 1),
        content=content,
        manner=manner(base, False),
        verb=base,
        confidence=0.8,
    )
