"""When a tie held: what its own clause says, and open on one side behind "since" or "until"."""

from __future__ import annotations

from typing import Final

from uncut.model.report import Claim, Mention, TieKind, TimeValue
from uncut.model.text import Quote
from uncut.reports.claims.event_time import bounded_by_clause, bounded_time, days_told
from uncut.reports.claims.foundings import TOLD_ELSEWHERE
from uncut.reports.claims.scene import Scene
from uncut.reports.language.tagging import ACTS, Tagged

_JOINS: Final = frozenset({"and", "but", "or"})
_HELPS: Final = frozenset({"aux", "modal"})
_STANDING: Final = frozenset({"part_of", "same_as"})
"""Ties that stand beside what a sentence tells."""
_MOST_BEFORE: Final = 2
"""Adverbs between "and" and the verb that it joins: "and then later funded"."""


def find_tie_time(text: str, scene: Scene, claim: Claim, kind: TieKind, start: int, end: int) -> TimeValue | None:
    """The time of a tie between two mentions, the first of which begins at ``start`` and the last ends at ``end``.

    Of "was founded by Kasso in 2014 and is funded by Norway" the year is that of the founding alone. Since when a group
    is linked to "a branch of the Front, the Salt Guard" says nothing of that branch.
    """
    first, last = _conjunct(scene.sentence.tagged, end - 1)
    told = [m for m in days_told(text, scene) if claim.quote.covers(m.quote.start)]
    told = [m for m in told if not scene.is_of_another(m.quote.start, end - 1)]
    if scene.is_inserted(end - 1):
        told = [m for m in told if scene.is_inserted(m.quote.start)]
    told = [m for m in told if kind not in _STANDING or not _is_beginning(m.time)]
    here = [m for m in told if m.quote.end <= start or first <= m.quote.start < last]
    own = [m for m in here if m.quote.start >= _clause_start(scene.sentence.tagged, end - 1)]
    here = own or here
    if here:
        nearest = min(here, key=lambda m: _distance(m, start, end))
        return bounded_by_clause(text, bounded_time(text, nearest), end, nearest)
    if kind in _STANDING and _is_beginning(claim.time):
        return None
    is_read = claim.time is not None and isinstance(claim.time.quote, Quote)
    return None if is_read else claim.time


def _is_beginning(time: object) -> bool:
    return isinstance(time, TimeValue) and TOLD_ELSEWHERE in time.basis


def _distance(mention: Mention, start: int, end: int) -> int:
    """Code points between a time and the span of a tie; none for one inside."""
    return max(0, mention.quote.start - end, start - mention.quote.end)


def _conjunct(tagged: tuple[Tagged, ...], position: int) -> tuple[int, int]:
    """The span around ``position`` up to where "and" joins another verb, or a semicolon stands."""
    if not tagged:
        return position, position
    borders = [entry.token.start for at, entry in enumerate(tagged) if _divides(tagged, at)]
    first = max((one for one in borders if one <= position), default=tagged[0].token.start)
    last = min((one for one in borders if one > position), default=tagged[-1].token.end)
    return first, last


def _clause_start(tagged: tuple[Tagged, ...], position: int) -> int:
    """Where the clause begins in which a place stands: at "after", "before" or "while" with a subject behind it."""
    starts = [
        entry.token.start for at, entry in enumerate(tagged)
        if entry.token.lower in _OPENS_CLAUSE and entry.token.start <= position and _has_clause(tagged, at + 1)
    ]  # fmt: skip
    return starts[-1] if starts else 0


def _has_clause(tagged: tuple[Tagged, ...], at: int) -> bool:
    """Whether a subject begins at a token, with its verb near behind."""
    opens = at < len(tagged) and tagged[at].tag in {"det", "name", "noun", "pron", "poss", "adj"}
    return opens and any(one.tag in ACTS for one in tagged[at + 1 : at + 1 + _NEAR_VERB])


_OWN_SUBJECTS: Final = frozenset("its their his her it they he she".split())
_OPENS_CLAUSE: Final = frozenset({"after", "before", "while", "when", "because", "although", "though"})
_NEAR_VERB: Final = 6


def _divides(tagged: tuple[Tagged, ...], at: int) -> bool:
    if tagged[at].token.text == ";":
        return True
    if tagged[at].token.lower not in _JOINS:
        return False
    behind = next(
        (one for one in tagged[at + 1 : at + 2 + _MOST_BEFORE] if one.tag != "adv" and one.token.lower != "once"), None
    )
    if behind is not None and (behind.token.text == "," or behind.token.lower in _OWN_SUBJECTS):
        return True  # "by Norway and, until 2018, by Jordan", "and its gunmen fought"
    if behind is None or behind.tag in _HELPS:
        return behind is not None
    return behind.tag == "verb" and (behind.verb is None or behind.verb.form != "gerund")
