"""When an event was: what its own clause says, and not the day on which somebody told of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from uncut.model.report import Claim, Mention, TimeValue
from uncut.model.text import quote_at
from uncut.reports.claims.scene import Scene
from uncut.reports.claims.triggers import EVENT_NOUNS
from uncut.reports.language.tagging import ACTS
from uncut.reports.language.verbs import SAY

_OF_A_PAPER: Final = re.compile(
    r"\b(?:dated|timestamped|time-stamped|stamped|published|posted|updated|issued|(?:letter|statement|report)\sof)"
    r"\s(?:on\s)?\Z",
    re.I,
)
"""Before the day of a letter or a post."""
_BOUND: Final = re.compile(r"\b(?P<word>since|after|until|till|before|by)\s(?:early\s|late\s|about\s)?\Z", re.I)
_NOW: Final = re.compile(r",?\s(?:and|but)\s(?:\w+\s)?(?:is|are|has|have)\s", re.I)
"""Between the time of one deed and another that still goes on: "was founded in 2014 and is funded by"."""
_ITS_OWN: Final = re.compile(r",?\s(?:and|but)\s(?:its|their|his|her|it|they|he|she)\s(?:[a-z]+\s){0,3}?[a-z]", re.I)
"""Between the time of one deed and another clause with its own subject: "split in 2010 and its gunmen fought"."""
_FROM: Final = frozenset({"since", "after"})
_UNKNOWN_WIDTH: Final = 10_000


def find_event_time(text: str, scene: Scene, position: int, claim: Claim) -> TimeValue | None:
    """The time of what is told at ``position``.

    A day on which somebody else than the writer tells of an event is the latest on which it can have been.
    """
    times = [m for m in days_told(text, scene) if not scene.is_of_another(m.quote.start, position)]
    times = [m for m in times if not _is_in_name_of_another(scene, m, position)]
    pieces = [claim.quote, *(claim.continued if claim.continued is not msgspec.UNSET else ())]
    is_said = any(piece.covers(position) for piece in pieces)
    source = claim.asserted_by.quote
    if is_said and source is not None:  # "the Accord, formed in 2016, denied that": no day of what it denies
        times = [m for m in times if not source.covers(m.quote.start)]
    said = [m for m in times if any(piece.covers(m.quote.start) for piece in pieces)]
    times = (said or times) if is_said else [m for m in times if m not in said]
    near = [m for m in times if ";" not in text[min(m.quote.end, position) : max(m.quote.start, position)]]
    near = [m for m in near if not _NOW.search(text, m.quote.end, max(m.quote.end, position))]
    near = [m for m in near if not _ITS_OWN.search(text, m.quote.end, max(m.quote.end, position))]
    near = _of_its_clause(scene, near, position)
    near = [m for m in near if not is_when_said(scene, m, position)] or near
    if not near:
        return None
    nearest = min(near, key=lambda m: (_width(m), abs(m.quote.start - position)))
    time = _time_of(text, nearest, position)
    if said or not is_said or claim.asserted_by.kind == "publisher" or time is None:
        return time
    return msgspec.structs.replace(time, earliest=None, basis=f"{time.basis}; when it was told of")


def is_when_said(scene: Scene, mention: Mention, position: int) -> bool:
    """Whether a time stands right behind a verb of saying, and is when it was said: "confirmed today, Kasso fell".

    What is told at that verb itself, as in "agreed on Monday to leave", was then.
    """
    behind = [entry for entry in scene.sentence.tagged if entry.token.end <= mention.quote.start]
    while behind and behind[-1].token.lower in _ON:
        behind.pop()
    verb = behind[-1].verb if behind and behind[-1].token.start != position else None
    return verb is not None and verb.base in SAY


_ON: Final = frozenset({"on", "late", "early", "earlier"})


def _time_of(text: str, mention: Mention, position: int) -> TimeValue | None:
    """The time of a mention, open on one side behind "since" or "until"; of "since May, when nine died" May itself."""
    if mention.quote.end <= position and _WHEN.match(text, mention.quote.end):
        return mention.time if isinstance(mention.time, TimeValue) else None
    return bounded_by_clause(text, bounded_time(text, mention), position, mention)


_WHEN: Final = re.compile(r",?\s(?:when|where|during\swhich|in\swhich)\s")


def _of_its_clause(scene: Scene, times: list[Mention], position: int) -> list[Mention]:
    """The times of the clause with "who" in which an event is told, if there are some; else all but a verdict's."""
    tagged = scene.sentence.tagged
    opened = max((e.token.start for e in tagged if e.tag == "wh" and e.token.start <= position), default=-1)
    own = [m for m in times if 0 <= opened <= m.quote.start]
    if own:
        main = next((e.token.start for e in tagged if e.tag == "aux" and e.token.start > position), scene.sentence.end)
        return [m for m in own if m.quote.start < main] or own
    judged = max((e.token.start for e in tagged if e.token.lower in _JUDGED and e.token.start < position), default=-1)
    of = max((e.token.start for e in tagged if e.token.lower in _FOR and judged < e.token.start < position), default=-1)
    return [m for m in times if m.quote.start > of] if 0 <= judged < of else times


_FOR: Final = frozenset({"of", "for", "over", "with"})


_JUDGED: Final = frozenset(
    """convicted accused acquitted cleared jailed sentenced charged suspected indicted tried arrested detained wanted
    imprisoned""".split()
)
"""What is done to somebody for a deed of another day."""


def bounded_by_clause(text: str, time: TimeValue | None, end: int, mention: Mention) -> TimeValue | None:
    """A time in a clause that opens behind ``end``, open on one side: "led the group until he was killed in 2015"."""
    opened = _BOUNDS.search(text, end, max(end, mention.quote.start)) if time is not None and time.earliest else None
    if time is None or opened is None or time.latest is None:
        return time
    basis = f"{time.basis}; {opened.group(1).lower()}"
    is_end = opened.group(1).lower() in {"until", "till", "before"}
    return msgspec.structs.replace(time, basis=basis, **({"earliest": None} if is_end else {"latest": None}))


_BOUNDS: Final = re.compile(
    r"\b(until|till|before|after|since)\s(?!(?:early|late|the\s(?:end|beginning)|mid)\b)[^,;.]*\Z", re.I
)
"""Opens the clause in which a time stands."""


def is_of_another_event(scene: Scene, mention: Mention) -> bool:
    """Whether a time says when something else was: "sought a man who was jailed in May".

    Of "those who had stayed left in May" it says when they left.
    """
    verbs = False
    groups = 0
    for entry in reversed([one for one in scene.sentence.tagged if one.token.start < mention.quote.start]):
        if entry.token.text in {",", ";"}:
            return False  # the clause that "who" opened is closed
        if entry.token.lower in _WHO:
            return groups == 1 and entry.token.start > scene.sentence.start
        is_verb = entry.tag in ACTS
        groups += is_verb and not verbs
        verbs = is_verb or (verbs and entry.tag == "adv")
    return False


_WHO: Final = frozenset({"who", "whom", "whose", "which"})


def _is_in_name_of_another(scene: Scene, mention: Mention, position: int) -> bool:
    """Whether a time only says which event a noun means: "was jailed over the 1994 massacre"."""
    sentence = scene.sentence
    for phrase in sentence.phrases:
        start, head = sentence.offset(phrase.start), sentence.offset(phrase.head)
        if start <= mention.quote.start and mention.quote.end <= head:
            is_event = sentence.tagged[phrase.head].token.lower in EVENT_NOUNS
            return is_event and position < start
    return False


def days_told(text: str, scene: Scene) -> list[Mention]:
    """The times of a sentence that are not those of a letter or a post; the two ends of a range are one."""
    times = [m for m in scene.mentions if m.kind == "temporal" and isinstance(m.time, TimeValue) and m.time.earliest]
    times = [m for m in times if not _OF_A_PAPER.search(text, max(0, m.quote.start - 20), m.quote.start)]
    return with_ranges(text, times)


def with_ranges(text: str, times: Sequence[Mention]) -> list[Mention]:
    """The times in their order, with one in place of two that are the ends of a range: "from May to October 2022"."""
    joined: list[Mention] = []
    for mention in times:
        last = joined[-1] if joined else None
        hull = _hull(text, last, mention) if last is not None else None
        joined[-1:] = [hull] if hull is not None else [*joined[-1:], mention]
    return joined


def _hull(text: str, first: Mention, last: Mention) -> Mention | None:
    one, other = first.time, last.time
    if not isinstance(one, TimeValue) or not isinstance(other, TimeValue) or one.earliest is None:
        return None
    is_range = _BETWEEN.search(text, max(0, first.quote.start - 20), first.quote.start)
    if not is_range or not _TO.fullmatch(text, first.quote.end, last.quote.start):
        return None
    if other.latest is None or other.latest <= one.earliest:
        return None
    quote = quote_at(text, first.quote.start, last.quote.end)
    time = TimeValue(quote=quote, earliest=one.earliest, latest=other.latest, basis=f"{one.basis} to {other.basis}")
    return msgspec.structs.replace(first, quote=quote, time=time)


_BETWEEN: Final = re.compile(r"\b(?:from|between)\s(?:the\s)?(?:early\s|late\s|mid-)?\Z", re.I)
_TO: Final = re.compile(r"\s?(?:to|and|until|till|through|-|–|—)\s?(?:the\s)?(?:early\s|late\s|mid-)?", re.I)


def is_of_telling(scene: Scene, mention: Mention) -> bool:
    """Whether a time stands outside what others than the writer say in the sentence: it is when they said it."""
    told = [claim for claim in scene.claims if claim.asserted_by.kind != "publisher"]
    return bool(told) and not any(c.quote.covers(mention.quote.start) for c in told)


def bounded_time(text: str, mention: Mention) -> TimeValue | None:
    """The time of a mention, open on one side behind "since" or "until"."""
    time = mention.time if isinstance(mention.time, TimeValue) else None
    bound = _BOUND.search(text, max(0, mention.quote.start - 20), mention.quote.start)
    if time is None or bound is None or time.earliest is None:
        return time
    word = bound["word"].lower()
    is_from = word in _FROM
    basis = f"{time.basis}; {word}"
    changes = {"latest": None, "basis": basis} if is_from else {"earliest": None, "basis": basis}
    return msgspec.structs.replace(time, **changes)


def _width(mention: Mention) -> int:
    time = mention.time
    if isinstance(time, TimeValue) and time.earliest and time.latest:
        return (time.latest - time.earliest).days
    return _UNKNOWN_WIDTH


__all__: Sequence[str] = [
    "bounded_by_clause",
    "bounded_time",
    "days_told",
    "find_event_time",
    "is_of_another_event",
    "is_of_telling",
    "is_when_said",
    "with_ranges",
]
