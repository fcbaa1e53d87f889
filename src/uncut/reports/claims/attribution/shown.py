"""Footage that is said to show something: "a clip shared by the Front purports to show", "a photo claiming to show".

What it is said to show is the footage's word for it, and not that of whoever made or shared it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from uncut.reports.claims.attribution.clauses import clause_from
from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.view import View
from uncut.reports.language.tagging import ACTS
from uncut.reports.mentions.world import MEDIA_NOUNS

_SAYS_OF_ITSELF: Final = frozenset(
    """purport purports purported purporting claim claims claimed claiming allege alleges alleged alleging pretend
    pretends""".split()
)
_SHOW: Final = frozenset("show depict document capture picture prove".split())
_REACH: Final = 24
"""Tokens between footage and the words of what it shows."""


def find_shown(view: View) -> Iterator[AttributionFound]:
    """What footage purports or claims to show in one sentence, with the footage as source."""
    for at in range(len(view.tagged) - 3):
        if view.lower(at) not in _SAYS_OF_ITSELF or view.lower(at + 1) != "to" or view.lower(at + 2) not in _SHOW:
            continue
        source = _footage_before(view, at)
        if source is None or view.is_quoted(view.tagged[at].token.start):
            continue
        start = at + 3 + (view.tag(at + 3) == "that")
        content = clause_from(view, start)
        if view.lower(at).endswith("ing"):
            content = _before_round(view, start, content)
        yield AttributionFound(
            source=source, cue=view.span(at, at + 3), content=content, manner="hedged",
            verb="claim", confidence=0.75,
        )  # fmt: skip


def _before_round(view: View, start: int, content: tuple[int, int]) -> tuple[int, int]:
    """What is shown, without how the footage went round: "a clip purporting to show the car | circulated on X"."""
    for at in range(start + 1, len(view.tagged)):
        verb = view.tagged[at].verb if view.tag(at) == "verb" else None
        if verb is not None and verb.base in _GOES_ROUND and view.tagged[at].token.start < content[1]:
            return view.trim(content[0], view.tagged[view.group_start(at)].token.start)
    return content


_GOES_ROUND: Final = frozenset("circulate spread emerge surface appear go".split())


def footage_with_clause(view: View, at: int) -> tuple[int, int] | None:
    """Footage that is the subject of the verb at token ``at``, where more is told of it: "clips shared on X showed"."""
    source = _footage_before(view, at)
    if source is None:
        return None
    first = next(k for k, entry in enumerate(view.tagged) if entry.token.start >= source[1])
    if view.lower(first) in {"from", "of", "by"} and first + 1 in view.starts:
        first = view.starts[first + 1].end  # "Footage from a camera that was aired by"
    if first + 1 in view.starts and view.starts[first + 1].end == view.group_start(at):
        return None  # "the video that the channel showed"
    between = [view.lower(k) for k in range(first, at)]
    told = view.tag(first) in {"that", "wh"} or view.form(first) in {"participle", "past_or_participle", "gerund"}
    verbs = sum(view.tag(k) in ACTS for k in range(first, at))
    return source if told and verbs <= _VERBS_TOLD and "," not in between else None


_VERBS_TOLD: Final = 2


def _footage_before(view: View, at: int) -> tuple[int, int] | None:
    """The nearest phrase before token ``at`` whose head is footage, in the same clause."""
    for phrase in reversed(view.sentence.phrases):
        if phrase.start < at < phrase.end and view.lower(at - 1).removesuffix("s") in _FOOTAGE:
            return view.span(phrase.start, at)  # "a clip purporting" as one phrase
        if phrase.end > at or at - phrase.end > _REACH:
            continue
        if view.lower(phrase.head).removesuffix("s") in _FOOTAGE or view.lower(phrase.head) in _FOOTAGE:
            is_cut = any(view.lower(k) == ";" for k in range(phrase.end, at))
            return None if is_cut else view.span(phrase.start, phrase.end)
    return None


_FOOTAGE: Final = MEDIA_NOUNS | frozenset({"version", "screenshot", "livestream"})
