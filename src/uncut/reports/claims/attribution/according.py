"""Attributions by phrases: "according to the mayor", "in the army's view", and by "reportedly"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from uncut.reports.claims.attribution.clauses import clause_from
from uncut.reports.claims.attribution.found import AttributionFound
from uncut.reports.claims.attribution.holders import main_subjects
from uncut.reports.claims.attribution.view import View
from uncut.reports.claims.attribution.words import REPORTEDLY, SUBORDINATES
from uncut.reports.language.tagging import ACTS
from uncut.reports.language.verbs import SAY, THINK
from uncut.reports.mentions.world import GROUP_NOUNS, PERSON_NOUNS, POSTS

_ACCORDING: Final = re.compile(
    r"\b[Aa]ccording to\b|\b[Ii]n the (?:words|view|opinion|eyes|estimation|telling) of\b"
    r"|\b[Aa]s (?:told|reported) by\b|\b[Pp]er\b(?= (?:the|a) )|(?<=[,;(] )per\b(?= [A-Z][\w’'-]*(?! of [a-z])\b)"
)
_IN_VIEW: Final = frozenset(
    ["view", "opinion", "words", "eyes", "telling", "estimation", "judgment", "judgement", "mind", "account"]
)


_BY_ACCOUNT: Final = frozenset("account admission reckoning telling estimate count version".split())
_FEW: Final = 3
_NOTHING: Final = 3
"""Code points of what is no content: a mark and what is left around it."""
_OPENERS: Final = SUBORDINATES | frozenset("that and but who which or".split())
"""Words behind which a clause is still to come."""


_ASIDE: Final = frozenset({",", "-", "–", "—"})


def find_according(view: View) -> Iterator[AttributionFound]:
    """What stands beside "according to SOURCE" and "in SOURCE's view"."""
    for match in _ACCORDING.finditer(view.text, view.sentence.start, view.sentence.end):
        at = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= match.end()), None)
        if at is not None and at in view.starts:
            end = view.wide_end(view.starts[at])
            if view.lower(end) in {"by", "from"} and end + 1 in view.starts:  # "a report by the agency"
                end = view.wide_end(view.starts[end + 1])
            source = view.span(at, _behind_name(view, _whole_source(view, at, end)))
            found = _beside(view, match.start(), source[1], source, match.span())
            if found is not None:
                yield found
    for at in range(len(view.tagged) - 3):
        if view.lower(at) in {"in", "by", "on"} and at + 1 in view.starts:
            phrase = view.starts[at + 1]
            owner = next((k for k in range(phrase.start, phrase.head) if view.tag(k) in {"gen", "poss"}), None)
            between = {view.tag(k) for k in range(owner + 1, phrase.head)} if owner is not None else set()
            heads = _IN_VIEW if view.lower(at) == "in" else _BY_ACCOUNT
            is_view = view.lower(phrase.head) in heads and between <= {"adj"}
            if owner is not None and is_view and not (view.lower(phrase.head) == "eyes" and view.tag(owner) == "poss"):
                source = view.span(
                    phrase.start, owner if view.tag(owner) == "gen" and owner > phrase.start else owner + 1
                )
                cue = view.span(phrase.head, phrase.head + 1)
                found = _beside(view, view.tagged[at].token.start, cue[1], source, cue)
                if found is not None:
                    yield found


def _whole_source(view: View, at: int, end: int) -> int:
    """Where a source ends of several words that "and" joins, or that runs on to the comma behind a fronted phrase."""
    while view.lower(end) == "and" and end + 1 in view.starts and view.subject_end(end + 1) is None:
        end = view.wide_end(view.starts[end + 1])
    if view.lower(end) == "who":  # "two people who were there and who asked not to be named, the army left"
        closing = (k for k in range(end, len(view.tagged) - 1) if view.lower(k) in {",", "."})
        return next((k for k in closing if view.lower(k) == "." or view.subject_end(k + 1) is not None), end)
    if at > _FEW or view.tag(end) == "mark":
        return end
    commas = (k for k in range(end, min(len(view.tagged), end + _ASIDE_WITHIN)) if view.lower(k) == ",")
    return next(commas, end)


def _behind_name(view: View, end: int) -> int:
    """Where a name between commas ends that says who a source is: "the paper's correspondent, Abu Kasso, nine men"."""
    name = view.starts.get(end + 1) if view.lower(end) == "," else None
    if name is None or view.lower(name.end) != "," or any(view.tag(k) != "name" for k in range(name.start, name.end)):
        return end
    is_aged = view.tag(name.end + 1) == "num" and view.lower(name.end + 2) == ","
    is_somebody = view.lower(end - 1) in PERSON_NOUNS | POSTS and name.end - name.start >= _LEAST_OF_NAME
    return name.end if is_somebody and not is_aged else end


_LEAST_OF_NAME: Final = 2
"""Words of the name of a person."""


def find_in_document(view: View, *, is_told: bool) -> Iterator[AttributionFound]:
    """What a sentence takes from a paper: "In the poll, Kasso leads by ten points", "in the poll, half said that …".

    Where it names another source (``is_told``) the paper stands at its head.
    """
    for at in range(1 if is_told else len(view.tagged) - 3):
        if (
            view.lower(at) not in {"in", "under"}
            or at + 1 not in view.starts
            or view.is_quoted(view.tagged[at].token.start)
        ):
            continue
        phrase = view.starts[at + 1]
        if view.lower(phrase.head).removesuffix("s") not in _FINDINGS or view.tag(at - 1) == "verb":
            continue
        end = _behind_aside(view, view.wide_end(phrase))
        closes = view.lower(end) == "," if at == 0 else view.lower(end) == "," or end + 1 >= len(view.tagged)
        if not closes or (at and not main_subjects(view, at)):
            continue
        content = (
            view.trim(view.tagged[end].token.end, view.sentence.end)
            if at == 0
            else (view.trim(view.sentence.start, view.tagged[at].token.start))
        )
        yield AttributionFound(
            source=view.span(at + 1, end), cue=view.span(at, at + 1), content=content, manner="asserted",
            verb="according to", confidence=0.55,
        )  # fmt: skip


def _behind_aside(view: View, end: int) -> int:
    """Behind "conducted in May" or "released on Thursday", with or without a comma before it."""
    at = end + (view.lower(end) == ",")
    if view.form(at) not in {"participle", "past_or_participle"}:
        return end
    following = next((k for k in range(at, min(len(view.tagged), at + _ASIDE_WITHIN)) if view.lower(k) == ","), None)
    last = len(view.tagged) - 1
    if following is None:
        return last if last - at < _ASIDE_WITHIN else end
    return following


_ASIDE_WITHIN: Final = 8
_FINDINGS: Final = frozenset("poll survey census affidavit lawsuit complaint indictment study".split())
"""Papers of which what stands beside them is the finding; "in a report" is as often the place of somebody's words."""


def find_for_whom(view: View) -> Iterator[AttributionFound]:
    """Whose view it is what something is: "For the villagers, the dam is a threat"."""
    if view.lower(0) != "for" or 1 not in view.starts:
        return
    end = view.wide_end(view.starts[1])
    head = view.lower(view.starts[1].head)
    is_somebody = head.removesuffix("s") in PERSON_NOUNS or head in PERSON_NOUNS | GROUP_NOUNS | _MANY
    subject = view.subject_end(end + 1)
    if not is_somebody or view.lower(end) != "," or subject is None:
        return
    acts = subject + (view.tag(subject) == "adv")
    if view.lower(acts) in _IS:
        yield AttributionFound(
            source=view.span(1, end), cue=view.span(0, 1), content=clause_from(view, end + 1), manner="asserted",
            verb="think", confidence=0.5,
        )  # fmt: skip


_MANY: Final = frozenset("many most some others them him her anyone everyone those".split())
_IS: Final = frozenset("is are was were remains remain seems seem means meant".split())


def find_citing(view: View) -> Iterator[AttributionFound]:
    """Whom somebody else quotes: "As the Ledger wrote, citing a dock worker, two crates were unloaded"."""
    for at in range(1, len(view.tagged) - 3):
        if view.lower(at) not in _CITING or view.lower(at - 1) != "," or at + 1 not in view.starts:
            continue
        end = view.wide_end(view.starts[at + 1])
        if view.lower(end) != "," or view.subject_end(end + 1) is None or view.is_quoted(view.tagged[at].token.start):
            continue
        yield AttributionFound(
            source=view.span(at + 1, end), cue=view.span(at, at + 1), content=clause_from(view, end + 1),
            manner="asserted", verb="say", confidence=0.7,
        )  # fmt: skip


_CITING: Final = frozenset({"citing", "quoting"})


def find_reportedly(view: View) -> Iterator[AttributionFound]:
    """ "The rebels reportedly left the town": somebody reports it, whom the writer does not name."""
    for at in range(1, len(view.tagged) - 1):
        if view.lower(at) not in REPORTEDLY or view.is_quoted(view.tagged[at].token.start):
            continue
        near = {view.tag(at - 1), view.tag(at + 1)}
        starts = main_subjects(view, at + 1)
        if near & ACTS and starts and not _says_there(view, at):
            yield AttributionFound(
                source=None, cue=view.span(at, at + 1), content=clause_from(view, starts[-1]), manner="hedged",
                verb=view.lower(at), confidence=0.5,
            )  # fmt: skip


def _says_there(view: View, at: int) -> bool:
    """Whether the adverb stands by a verb of saying, whose source speaks."""
    verbs = [view.tagged[k].verb for k in (at - 1, at + 1, at + 2) if 0 <= k < len(view.tagged)]
    return any(verb is not None and verb.base in SAY | THINK for verb in verbs)


def _beside(view: View, start: int, end: int, source: tuple[int, int], cue: tuple[int, int]) -> AttributionFound | None:
    """The longer side of the phrase from ``start`` to ``end`` is what the source says."""
    before = view.trim(_clause_start(view, start), start)
    after = view.trim(_behind_citing(view, end), view.sentence.end)
    last = view.text[before[0] : before[1]].rpartition(" ")[2].lower()
    is_whole = (before[1] - before[0] > 15 or after[1] - after[0] <= _NOTHING) and last not in _OPENERS
    content, other = (before, after) if is_whole else (after, None)
    if other is not None and _stands_between(view, start, end):
        content, other = (before, after) if before[1] - before[0] >= after[1] - after[0] else (after, before)
    else:
        other = None
    if content[1] - content[0] <= 8:
        return None
    return AttributionFound(
        source=source, cue=cue, content=view.with_quotes(content), manner="asserted", verb="according to",
        confidence=0.85, continued=(other,) if other is not None else (),
    )  # fmt: skip


def _behind_citing(view: View, end: int) -> int:
    """Where ", citing documents," behind a source ends."""
    at = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= end), len(view.tagged))
    if view.lower(at) != "," or view.lower(at + 1) not in _CITING:
        return end
    return next((view.tagged[k].token.end for k in range(at + 2, len(view.tagged)) if view.lower(k) == ","), end)


def _clause_start(view: View, end: int) -> int:
    """Behind the last colon or semicolon before ``end``: what stands before it is another statement."""
    marks = [
        entry.token.end for entry in view.tagged
        if entry.token.text in {":", ";"} and entry.token.end < end and not view.is_quoted(entry.token.start)
    ]  # fmt: skip
    start = max(marks, default=view.sentence.start)
    least = 1 if view.text[start - 1 : start] == ";" else _FEW  # "…; four men killed, according to"
    return start if len(view.text[start:end].split()) > least else view.sentence.start


def _stands_between(view: View, start: int, end: int) -> bool:
    """Whether a phrase parts a clause, of which neither side is one: "The road, according to Kasso, is shut"."""
    at = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= end), len(view.tagged))
    first = next((k for k, entry in enumerate(view.tagged) if entry.token.start >= start), 0)
    if view.lower(first - 1) not in _ASIDE or view.lower(at) not in _ASIDE or view.tag(at + 1) == "wh":
        return False
    return not main_subjects(view, first) or view.tag(at + 1) in ACTS
