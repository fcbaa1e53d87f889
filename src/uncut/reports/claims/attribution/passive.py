# ruff: noqa: PLR0911  a numbered cascade reads straight down
"""Attributions in the passive: "is believed to have left", "was accused by the envoy of …", "was asked whether …"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from uncut.reports.claims.attribution.clauses import clause_from, find_clause_end
from uncut.reports.claims.attribution.found import AttributionFound, Manner
from uncut.reports.claims.attribution.frames import behind_circumstance, is_deed
from uncut.reports.claims.attribution.holders import can_speak, find_subject
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import INDIRECT, NO_SUBJECTS, NOUN_CUES, PASSIVE_UNNAMED
from uncut.reports.language.tagging import BE
from uncut.reports.language.verbs import ASKED, ATTITUDE, DENIED, HEDGED, SAY, Verb

_LINKS: Final = frozenset({"to", "as", "of", "that", "about", "over", "for", "with"})
_SUBORDINATE: Final = frozenset({"if", "while", "once", "although", "though", "unless"})
_REPORTED: Final = HEDGED | {"say", "report", "rumour"}
_TOLD_OF: Final = frozenset("say believe think report know understand suspect consider allege".split())
"""Verbs whose subject in the passive is what the content behind "to" is about: "is said by aides to be ill"."""
_ASKED_BY: Final = INDIRECT | {"about", "to"}
_NAMING: Final = frozenset({"call", "consider", "deem", "label", "dub", "brand"})
"""Verbs whose passive takes what somebody is called without a link: "is considered a friend"."""
_OF_A_HEARER: Final = frozenset({"ask", "tell", "warn", "advise", "inform"})
"""Verbs whose passive names the hearer, who is no part of what was said."""


_OF_SOMEBODY: Final = (ATTITUDE | {"announce", "reveal", "predict", "propose"}) - frozenset(
    "call show report name poll cite quote view document refer describe label brand portray depict".split()
)
"""Verbs whose subject in the passive is what somebody holds something of: "the raid was condemned by the envoy"."""


_NO_WORDS: Final = frozenset({("know", "for"), ("call", "for"), ("say", "for"), ("suppose", "to")})
"""What is "supposed to" happen is a rule, "called for" a need."""
_FORMERLY: Final = frozenset("formerly previously once better also now then commonly locally otherwise".split())
"""Before "known as" or "called": what somebody's name is, and nobody's word for it."""


def is_passive(view: View, group: int, at: int, verb: Verb) -> bool:
    """Whether a form of "be" stands in the verb group, or nothing that could be a subject before "asked whether"."""
    if verb.form not in {"participle", "past_or_participle"}:
        return False
    is_clause = view.tag(group - 1) == "wh" or view.lower(group - 1) in _SUBORDINATE
    if verb.base == "ask" and (group == 0 or is_clause):
        return True
    return any(
        view.lower(k) in BE or view.lower(k) in {"wasn't", "weren't", "isn't", "aren't"} for k in range(group, at)
    )


def by_passive(view: View, group: int, at: int, base: str) -> AttributionFound | None:
    """No source is named, unless "by" names one; what "was not confirmed by" somebody is not his word."""
    found = _by_passive(view, group, at, base)
    is_not = any(
        view.lower(k) in {"not", "never", "nor"} or view.lower(k).endswith(("n't", "n’t")) for k in range(group, at)
    )
    return replace(found, manner="hedged") if found is not None and is_not and found.manner != "asked" else found


def _by_passive(view: View, group: int, at: int, base: str) -> AttributionFound | None:
    by = next((k for k in range(at + 1, min(at + 4, len(view.tagged))) if view.lower(k) == "by"), None)
    if by is not None and by + 1 in view.starts:
        return _by_agent(view, group, at, base, by)
    if base in _OF_A_HEARER:
        return _told(view, group, at, base, at + 1, None)
    if (base, view.lower(at + 1)) in _NO_WORDS or (base == "know" and view.lower(at - 1) in _FORMERLY):
        return None
    late = behind_circumstance(view, at + 1)
    if base in SAY and view.lower(group - 1) == "it" and view.tag(late) == "that":
        return _found(view, group, at, base, None, clause_from(view, late + 1), _reported(base), 0.6)
    named = base in _NAMING and at + 1 in view.starts
    if not named and (base not in PASSIVE_UNNAMED or view.lower(at + 1) not in _LINKS):
        return None
    subject = find_subject(view, group, None)
    if subject is None:
        return None
    impersonal = view.text[subject[0] : subject[1]].lower() == "it"
    start = view.tagged[at + 1].token.end if impersonal else _described_start(view, subject[0])
    content = view.trim(start, find_clause_end(view, at + 1))
    return _found(view, group, at, base, None, content, _reported(base), 0.5)


def _reported(base: str) -> Manner:
    return "hedged" if base in _REPORTED else "asserted"


def _by_agent(view: View, group: int, at: int, base: str, by: int) -> AttributionFound | None:
    end = view.starts[by + 1].end if base in {"accuse", "suspect"} else view.wide_end(view.starts[by + 1])
    source = view.span(by + 1, end)
    told = _told(view, group, at, base, end, source)
    if told is not None or base in _OF_A_HEARER or base not in _OF_SOMEBODY:
        return told
    subject = _told_subject(view, group) or find_subject(view, group, None)
    if subject is None or view.text[slice(*subject)].lower() in NO_SUBJECTS or not can_speak(view, source):
        return None
    last = by if by > at + 1 and view.tag(at + 1) in {"prep", "to"} else group  # "was blamed on bandits by"
    content = view.trim(_whole_start(view, subject[0]), view.tagged[last].token.start)
    first = next(k for k, entry in enumerate(view.tagged) if entry.token.start >= content[0])
    if first in view.starts and is_deed(view, first, base, source):
        return None
    return _found(view, group, at, base, source, content, _manner(base), 0.5)


def _told_subject(view: View, group: int) -> tuple[int, int] | None:
    """What opens a sentence and is told with "that": "Rumours that the mayor fled (were denied by …)"."""
    phrase = view.starts.get(0)
    if phrase is None or view.lower(phrase.head) not in NOUN_CUES or view.lower(phrase.end) != "that":
        return None
    is_plain = not any(view.tagged[k].token.text in ",;:" for k in range(group))
    return view.span(0, group) if is_plain else None


def _whole_start(view: View, start: int) -> int:
    """Where the subject begins of which the phrase at ``start`` may be the end: "the raid on the market"."""
    at = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= start), 0)
    while view.tag(at - 1) == "prep" and at - 1 in view.ends:
        at = view.ends[at - 1].start
    return view.tagged[at].token.start


def _described_start(view: View, start: int) -> int:
    """The same where a participle hangs on it: "A photo shared by thousands on the net (is said to show)"."""
    at = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= start), 0)
    for k in range(at - 1, 0, -1):
        if view.tag(k) in {"mark", "conj", "that", "wh", "aux", "modal", "to"}:
            break
        if view.form(k) in {"participle", "past_or_participle"} and k in view.ends and view.ends[k].start <= 1:
            return view.tagged[view.ends[k].start].token.start
    return start


def _told(
    view: View, group: int, at: int, base: str, after: int, source: tuple[int, int] | None
) -> AttributionFound | None:
    """What stands behind the hearer's verb or the agent: "was asked whether …", "was accused by the envoy of …"."""
    if base in ASKED:
        after = next((k for k in range(after, min(len(view.tagged), after + 9)) if view.lower(k) in _ASKED_BY), after)
    link = view.lower(after)
    if after + 2 >= len(view.tagged) or not (link in _LINKS or link in INDIRECT):
        return None
    content = clause_from(view, after + (link in _LINKS and link != "to"))
    subject = find_subject(view, group, None) if source is not None and link == "to" and base in _TOLD_OF else None
    content = (_described_start(view, subject[0]), content[1]) if subject is not None else content
    return _found(view, group, at, base, source, content, _manner(base), 0.6)


def _manner(base: str) -> Manner:
    if base in DENIED:
        return "denied"
    return "asked" if base in ASKED else "hedged" if base in HEDGED else "asserted"


def _found(
    view: View, group: int, at: int, base: str, source: tuple[int, int] | None, content: tuple[int, int],
    manner: Manner, confidence: float,
) -> AttributionFound:  # fmt: skip
    return AttributionFound(
        source=source, cue=view.span(group, at + 1), content=content, manner=manner, verb=base, confidence=confidence
    )
