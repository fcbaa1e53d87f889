# ruff: noqa: E501  patterns stay on one line each
"""Ends that a later sentence tells of ties: "Norway ended the programme in 2017", "it left the alliance last year"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

import msgspec

from uncut.model.report import ENDED, Mention, Tie, TieKind, TimeValue
from uncut.reports.claims.event_time import bounded_time, days_told
from uncut.reports.claims.scene import Scene

_REACH: Final = 6
"""Sentences between what is told of a tie and its end."""
_HELP: Final = (
    r"(?:programmes?|programs?|schemes?|deliveries|shipments|supplies|support|aid|assistance|funding|training)"
)
_STOPPED: Final = r"(?:ended|stopped|closed|shut(?:\sdown)?|scrapped|cancell?ed|phased\sout|terminated|discontinued|wound\sdown|halted|suspended)"
_ENDED_HELP: Final = re.compile(
    rf"\b{_STOPPED}\s(?:down\s)?(?:the|this|that|(?P<own>its|their|his|her))\s(?:[\w-]+\s){{0,3}}?{_HELP}\b(?!\s(?:for|to|of)\b)"
    rf"|\b(?:the|its|this|that|their)\s(?:[\w-]+\s){{0,3}}?{_HELP}\s(?:(?:was|were|has|have|had|been)\s){{0,2}}{_STOPPED}\b",
    re.I,
)
_END_OF_HELP: Final = re.compile(
    rf"\b(?:after|since|following|despite|until|with)\s(?:the\s)?(?:end|suspension|termination|cessation|halting|halt|cancellation|closure|withdrawal)\sof\s(?:the|its|their|all|that|this)?\s?(?:[\w.’'-]+\s){{0,3}}?{_HELP}\b",
    re.I,
)
"""The end as a noun, of which it is said that it came: "after the suspension of the Norwegian support"."""
_UNION: Final = r"(?:alliance|coalition|bloc|pact|movement|union|umbrella(?:\sgroup)?|operations?\sroom|council)"
_LEFT: Final = re.compile(
    rf"\b(?:left|quit|withdrew\sfrom|abandoned|pulled\sout\sof|walked\sout\sof|broke\swith)\s(?:the|this|that)\s{_UNION}\b(?!\s(?:with|of|between)\b)",
    re.I,
)
_HELPING: Final[frozenset[TieKind]] = frozenset({"supplies", "supports"})
_BELONGING: Final[frozenset[TieKind]] = frozenset({"part_of", "allied_with"})
_PRONOUN: Final = re.compile(r"(?:it|they|he|she|the\s(?:group|movement|militia|faction|party|brigade))\b", re.I)
LATER: Final = "told in a later sentence"


def with_ends(text: str, scenes: Sequence[Scene], ties: Sequence[Tie]) -> list[Tie]:
    """The ties, with the end that another sentence tells of those of which it says who helped or belonged.

    Help ends that whoever ended it gave, or, where it is "the programme" and not "its", all of which was told last;
    where its end is a noun, that of whoever it names, however long before it was told. A union is left by the subject.
    """
    ended = list(ties)
    told_at = _scenes_of(scenes, ties)
    for number, scene in enumerate(scenes):
        start, stop = scene.sentence.start, scene.sentence.end
        noun = _END_OF_HELP.search(text, start, stop)
        if noun is not None:
            when = _when(text, scene, noun.end())
            for at in _of_helpers_in(noun.span(), scene, number, ended, told_at):
                ended[at] = _ended(ended[at], when)
        for pattern, kinds in ((_ENDED_HELP, _HELPING), (_LEFT, _BELONGING)):
            found = pattern.search(text, start, stop)
            if found is None:
                continue
            who = _subject(text, scenes, number, found.start())
            when = _when(text, scene, found.end())
            near = [at for at in told_at if told_at[at] <= number <= told_at[at] + _REACH and ended[at].kind in kinds]
            if kinds is _BELONGING:
                near = [at for at in near if who is not None and who in {ended[at].from_, ended[at].to}]
            else:
                own = [at for at in near if ended[at].from_ == who]
                last = [at for at in near if told_at[at] == max(told_at[one] for one in near)]
                near = own or ([] if found["own"] else last)
            for at in near:
                ended[at] = _ended(ended[at], when)
    return ended


def _of_helpers_in(
    span: tuple[int, int], scene: Scene, number: int, ties: Sequence[Tie], told_at: Mapping[int, int]
) -> list[int]:
    """Places of the ties told up to a sentence by which those help who are named within ``span`` of it."""
    helpers = {one.actor for one in scene.actors if span[0] <= one.quote.start and one.quote.end <= span[1]}
    return [at for at in told_at if told_at[at] <= number and ties[at].kind in _HELPING and ties[at].from_ in helpers]


def _scenes_of(scenes: Sequence[Scene], ties: Sequence[Tie]) -> Mapping[int, int]:
    """The sentence of each tie, by their places; the first that its claim stands in."""
    first: dict[str, int] = {}
    for number, scene in enumerate(scenes):
        for claim in scene.claims:
            first.setdefault(claim.id, number)
    return {at: first[tie.claim] for at, tie in enumerate(ties) if tie.claim in first}


def _subject(text: str, scenes: Sequence[Scene], number: int, position: int) -> str | None:
    """Who is named first in the sentence before a place; where a pronoun opens it, first in the sentence before."""
    scene = scenes[number]
    if _PRONOUN.match(text, scene.sentence.start):
        before = scenes[number - 1].actors if number else ()
        return _actor(before[:1])
    return _actor([one for one in scene.actors if one.quote.end <= position][:1])


def _actor(mentions: Sequence[Mention]) -> str | None:
    return mentions[0].actor if mentions and isinstance(mentions[0].actor, str) else None


def _when(text: str, scene: Scene, position: int) -> TimeValue | None:
    times = sorted(days_told(text, scene), key=lambda one: abs(one.quote.start - position))
    return bounded_time(text, times[0]) if times else None


def _ended(tie: Tie, when: TimeValue | None) -> Tie:
    """The tie with that end, unless it is told to have held later, or its end is known."""
    time = tie.time
    if time is not None and (time.basis.startswith(ENDED) or (time.earliest is None and time.latest is not None)):
        return tie
    if when is None or when.latest is None:
        return (
            tie
            if time is not None
            else _timed(tie, TimeValue(earliest=None, latest=None, basis=f"{ENDED}; when is not said"))
        )
    if time is not None and time.earliest is not None and time.earliest > when.latest:
        return tie
    began = time.earliest if time is not None else None
    basis = f"{ENDED}: {when.basis}; {LATER}"
    return _timed(tie, TimeValue(quote=when.quote, earliest=began, latest=when.latest, basis=basis))


def _timed(tie: Tie, time: TimeValue) -> Tie:
    return msgspec.structs.replace(tie, time=time)
