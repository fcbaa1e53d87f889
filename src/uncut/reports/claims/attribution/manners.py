# ruff: noqa: PLR0911  numbered cascades read straight down
"""How something is said: flatly, as possible, as false, as a question; or that it was not said."""

from __future__ import annotations

from typing import Final, NamedTuple

from uncut.reports.claims.attribution.found import Manner
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import MEASURES
from uncut.reports.language.verbs import ASKED, DENIED, HEDGED, SAY, THINK, verb_of

KEEPS_SILENT: Final = frozenset({"decline", "refuse"})
_REJECTED_BY_NOT: Final = MEASURES | frozenset(
    """want hope plan intend seek wish expect prefer aspire believe think suppose feel imagine consider trust approve
    endorse accept recognise recognize""".split()
)
"""Verbs of wanting, agreeing and believing: who does not believe that it fell believes that it did not."""
_WITHOUT: Final = KEEPS_SILENT | frozenset(
    "fail neglect hesitate avoid unable unwilling reluctant careful stop omit struggle forget".split()
)
"""What stands before "to" and a verb that was not done; "careful" and "stop" only with "not" or "short of"."""
_WITH_NOT: Final = frozenset({"careful", "stop"})
_KEPT_FROM: Final = frozenset("refrain abstain shy desist shrink".split())
_NOBODY: Final = frozenset("no none neither nobody no-one few hardly scarcely barely not nothing".split())
_FRONTED: Final = frozenset("nor neither never nowhere no rarely".split())
_NOTHING: Final = frozenset({"no", "nothing", "little", "scant"})
"""Before what would speak for something: "found no evidence that", "saw nothing to suggest that"."""
_NOT: Final = frozenset("not never without neither nor cannot hardly scarcely".split())
_STILL: Final = frozenset("only just merely least".split())
"""Words behind "not" that take nothing back."""


_NOT_EVEN_SAID: Final = DENIED | (THINK - SAY) | KEEPS_SILENT
"""Verbs whose negation leaves open what somebody thinks: "did not deny", "does not know"."""


class Negation(NamedTuple):
    """That a verb of saying is told not to have been done."""

    cue: tuple[int, int]
    """Token span of all the words that say so."""
    manner: Manner | None
    """``None`` where it depends on the verb alone."""


def manner(base: str, negated: bool) -> Manner:
    """How something is said by a verb.

    Who does not confirm it neither says nor denies it; who does not back it, or does not believe it, rejects it.
    """
    if base in ASKED:
        return "asked"
    if negated:
        return "denied" if base in _REJECTED_BY_NOT else "hedged" if base in _NOT_EVEN_SAID else "unsaid"
    if base in KEEPS_SILENT:
        return "hedged"
    if base in DENIED:
        return "denied"
    return "hedged" if base in HEDGED else "asserted"


def find_negation(view: View, group: int, at: int, source: tuple[int, int], start: int) -> Negation | None:
    """What negates the verb at token ``at`` whose content begins at code point ``start``; ``None`` where nothing does.

    "has not confirmed", "was unable to say", "no one said", "would neither confirm nor deny", "found no evidence".
    """
    first = _joined(view, group)
    if first < group and _says_both(view, first, at):
        return Negation((_governor(view, first) or first, at + 1), "unsaid")
    is_first = view.lower(at + 1) in {"or", "nor"} and view.tag(at + 2) == "verb"
    last = at + 3 if is_first else at + 1
    if any(is_not(view, k) for k in range(first, at)):
        return Negation((first, last), None)
    before = _governor(view, first)
    if before is not None:
        return Negation((before, last), "unsaid" if view.lower(before) in _NOTHING else None)
    if _is_unreal(view, first, at):
        return Negation((first, last), "unsaid")
    if opens_with_nobody(view.text[slice(*source)]) or _is_fronted(view, source):
        verb = view.tagged[at].verb
        return Negation((first, at + 1), None if verb is not None and verb.base in DENIED else "unsaid")
    return _of_object(view, first, at, start)


def opens_with_nobody(source: str) -> bool:
    """Whether the words for a source mean nobody, or nearly nobody: "neither side", "few officials"."""
    return source.split(maxsplit=1)[0].lower().strip(",") in _NOBODY


def is_not(view: View, at: int) -> bool:
    """Whether token ``at`` negates the verb behind it; "not only" does not."""
    word = view.lower(at)
    is_negative = word in _NOT or word.endswith(("n't", "n’t")) or (word, view.lower(at + 1)) == ("no", "longer")
    return (is_negative and view.lower(at + 1) not in _STILL) or (word == "yet" and view.lower(at + 1) == "to")


def negated_start(view: View, at: int) -> int:
    """Where the verb group of token ``at`` begins, with "neither" and "yet" in it."""
    start = view.group_start(at)
    while view.lower(start - 1) in {"neither", "yet", "longer"} and view.tag(start - 2) in {"aux", "modal", "det"}:
        start = view.group_start(start - 1 - (view.lower(start - 1) == "longer"))
    return start


def _joined(view: View, group: int) -> int:
    """Where the first of two verbs begins that share what is said: "confirm or deny", "neither said nor hinted"."""
    own = negated_start(view, group)
    if own == group and view.lower(group - 1) == "nor":
        neither = next((k for k in range(group - 2, -1, -1) if view.lower(k) == "neither"), None)
        if neither is not None and verb_of(view.lower(neither + 1)):
            return negated_start(view, neither + 1)
    if own == group and view.lower(group - 1) in {"or", "nor"} and verb_of(view.lower(group - 2)):
        return negated_start(view, group - 2)
    return own


def _says_both(view: View, first: int, at: int) -> bool:
    """Whether one of two joined verbs denies what the other says: who "would not confirm or deny it" does neither."""
    verbs = {verb.base for k in range(first, at + 1) if (verb := verb_of(view.lower(k))) is not None}
    return bool(verbs & DENIED) and bool(verbs & SAY - DENIED)


def _governor(view: View, first: int) -> int | None:
    """Where the words begin that say of the infinitive or form with -ing at ``first`` that it was not done."""
    before = view.tagged[first - 1] if first else None
    if before is None:
        return None
    if view.tag(first) == "to" or view.lower(first) == "not":
        base = before.verb.base if before.verb is not None and before.tag == "verb" else before.token.lower
        if base in _WITHOUT and (base not in _WITH_NOT or view.lower(first) == "not"):
            return view.group_start(first - 1)
        phrase = view.ends.get(first)
        return phrase.start if phrase is not None and view.lower(phrase.start) in _NOTHING else None
    if before.token.lower == "without":
        return first - 1
    verb = view.tagged[first - 2].verb if first > 1 and view.tag(first - 2) == "verb" else None
    if view.lower(first - 1) == "from" and verb is not None and verb.base in _KEPT_FROM:
        return view.group_start(first - 2)
    if (view.lower(first - 2), view.lower(first - 1)) == ("short", "of"):
        return view.group_start(first - 3) if view.tag(first - 3) == "verb" else first - 2
    if before.verb is not None and before.verb.base == "avoid" and view.form(first) == "gerund":
        return view.group_start(first - 1)
    return None


def _is_unreal(view: View, first: int, at: int) -> bool:
    """Whether somebody only could or should say it: "could have said that", "should admit that"."""
    verb = view.tagged[at].verb
    if view.tag(first) != "modal" or verb is None or verb.base not in SAY or view.lower(first - 1) in {"i", "we"}:
        return False
    is_perfect = view.lower(at - 1) == "have" or view.lower(at - 2) == "have"
    return view.lower(first) in {"should", "could", "might"} or (view.lower(first) == "would" and is_perfect)


def _is_fronted(view: View, source: tuple[int, int]) -> bool:
    """Whether a negative opens the sentence and so stands before the subject: "Nor did the army say that"."""
    at = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= source[0]), 0)
    return view.tag(at - 1) in {"aux", "modal"} and any(view.lower(k) in _FRONTED for k in range(min(2, at)))


def _of_object(view: View, first: int, at: int, start: int) -> Negation | None:
    """The negative object behind which a clause tells of what there is none: "found no evidence that it fell"."""
    if view.lower(at + 1) not in _NOTHING or view.tagged[at + 1].token.start >= start:
        return None
    last = next((k for k in range(at + 1, len(view.tagged)) if view.tagged[k].token.start >= start), len(view.tagged))
    return Negation((first, last - (view.tag(last - 1) == "that")), "unsaid")
