# ruff: noqa: E501  patterns and word lists stay on one line each
"""Standing relations between actors: patterns name the candidates' kinds, a trained reader decides the common ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from msgspec import UNSET

from uncut.model.report import MUTUAL_KINDS, Mention, Tie, TieKind
from uncut.model.text import quote_at
from uncut.reports.claims.scene import Scene
from uncut.reports.claims.tie_features import PairReader
from uncut.reports.claims.tie_model import LEARNT, LIKELY_FROM, TieModel, TieRead
from uncut.reports.claims.tie_rules import RuleTie, rule_ties

_NEGATED = re.compile(
    r"\b(?:not|never|n't|no\slonger|refus(?:ed|es|ing)\sto|declin(?:ed|es|ing)\sto|avoi\w+|den(?:y|ied|ies)|without|neither|against\sjoining|rejected)\b|n['’]t\b",
    re.I,
)
_WEAPONS = re.compile(
    r"(?:[\w-]+\s){0,2}(?:weapons?|arms|rockets|missiles|ammunition|munitions|equipment|tanks|drones|aircraft|vehicles|jets)\b",
    re.I,
)


_VICTIMS = re.compile(
    r"^[^A-Z]*\b(?:civilians?|people|persons?|m[ae]n|wom[ae]n|child(?:ren)?|boys?|girls?|residents?|famil(?:y|ies)|drivers?|workers?"
    r"|journalists?|reporters?|doctors?|students?|teachers?|refugees?|villagers?|passengers?|patients?|bystanders?|prisoners?)$"
)
"""Who is hurt in a fight and no party to it, where nobody names them."""


_TELLS = re.compile(r"\s(?:has\s|had\s|also\s|later\s){0,2}(?:told|tells)\s", re.I)
"""Behind a source: whom it speaks to and what it says are in the claim, and no meeting."""


class _Told(NamedTuple):
    kind: TieKind
    source: Mention
    target: Mention
    confidence: float
    mutual: bool = False
    spelt_out: bool = False
    """Whether a sure pattern says so, and not the model alone."""


def find_ties(text: str, scene: Scene, model: TieModel) -> Iterator[Tie]:
    """Ties told in one sentence, each pair of actors and kind once, where the text is surest of it."""
    best: dict[tuple[str, str, str], _Told] = {}
    for told in _told(text, scene, model):
        ends = str(told.source.actor), str(told.target.actor)
        key = (told.kind, *(sorted(ends) if told.kind in MUTUAL_KINDS else ends))
        if key not in best or best[key].confidence < told.confidence:
            best[key] = told
    for told in best.values():
        yield from _tie(text, scene, told)
        if told.mutual and told.source.actor != told.target.actor:
            yield from _tie(text, scene, told._replace(source=told.target, target=told.source))


def _told(text: str, scene: Scene, model: TieModel) -> Iterator[_Told]:
    actors = scene.actors
    if len(actors) < 2:
        return
    ruled = rule_ties(text, actors)
    for tie in ruled.values():
        if tie.settled or tie.kind not in LEARNT:
            yield _Told(tie.kind, tie.source, tie.target, tie.confidence, tie.kind == "same_as")
    for (at, number), features in PairReader(text, scene.sentence, actors, ruled).pairs():
        rule = ruled.get((at, number))
        if rule is None or not rule.settled:
            judged = _judged(actors[at], actors[number], rule, model.read(features))
            yield from (told for told in judged if _fits(told))


def _judged(first: Mention, second: Mention, rule: RuleTie | None, read: Mapping[str, TieRead]) -> Iterator[_Told]:
    """What pattern and model make of two mentions: a sure pattern stands, and the model says how far to trust it."""
    if rule is not None and rule.kind in LEARNT and rule.confidence >= STANDS_FROM:
        likely = (rule.confidence + 2 * read[rule.kind].likely) / 3
        mutual = rule.kind == "same_as" or read[rule.kind].mutual
        yield _Told(rule.kind, rule.source, rule.target, likely, mutual, spelt_out=True)
        return
    best = max(read.values(), key=lambda one: one.likely)
    if best.likely >= LIKELY_FROM:
        source, target = (first, second) if best.forward else (second, first)
        yield _Told(best.kind, source, target, best.likely, best.kind == "same_as" or best.mutual)


def _fits(told: _Told) -> bool:
    """Whether such two can be so tied: nobody is part of a person, a name and its other name are of one kind."""
    source, target = told.source.kind, told.target.kind
    if told.kind == "part_of":
        return target != "person"
    if told.kind == "same_as":
        return source == target
    if told.kind in {"opposes", "allied_with"} and source == "person":
        return told.confidence >= SURE_OF_ONE or (told.spelt_out and told.kind == "allied_with")
    return source != "location" or told.kind not in {"opposes", "met"} or told.confidence >= SURE_OF_A_COUNTRY


SURE_OF_ONE: Final = 0.7
"""Confidence from which a single person fights or is allied: mostly it is somebody who speaks of those who do."""
SURE_OF_A_COUNTRY: Final = 0.5
"""And from which a country that stands there as a place does; looked at on re3d, as the one above."""
STANDS_FROM: Final = 0.65
"""Confidence from which a pattern is told although the readers of re3d, by whom the model was trained, mark few of its
kind: titles ("its leader Omar Haddad") and parts of bodies. It costs a hundredth of the F1 on re3d."""


def _tie(text: str, scene: Scene, told: _Told) -> Iterator[Tie]:
    source, target = told.source, told.target
    start, end = min(source.quote.start, target.quote.start), max(source.quote.end, target.quote.end)
    claim = scene.claim_at(start, end)
    if claim is None or _hurts_nobody_named(told):
        return
    middle = text[min(source.quote.end, target.quote.end) : max(source.quote.start, target.quote.start)]
    if told.kind == "met" and _TELLS.match(middle):
        return
    weapon = _weapon(text, scene, start, end) if told.kind == "supplies" else None
    assert isinstance(source.actor, str)
    assert isinstance(target.actor, str)
    yield Tie(
        claim=claim.id, kind=told.kind, from_=source.actor, to=target.actor, time=scene.time_at(claim.time, start), confidence=round(told.confidence, 2),
        polarity="negative" if _NEGATED.search(middle) else UNSET, object=quote_at(text, *weapon) if weapon else UNSET,
    )  # fmt: skip


def _hurts_nobody_named(told: _Told) -> bool:
    ends = told.source.quote.text, told.target.quote.text
    return told.kind == "opposes" and any(_VICTIMS.search(words) for words in ends)


def _weapon(text: str, scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    """The noun phrase, with its "of …", that names what was supplied."""
    found = _WEAPONS.search(text, start, end)
    if found is None:
        return None
    tagged = scene.sentence.tagged
    for phrase in scene.sentence.phrases:
        span = tagged[phrase.start].token.start, tagged[phrase.end - 1].token.end
        if span[0] < found.end() <= span[1]:
            before = next((p for p in scene.sentence.phrases if p.end + 1 == phrase.start), None)
            is_measure = (
                before is not None
                and tagged[before.end].token.lower == "of"
                and tagged[before.start].token.start >= start
            )
            return (tagged[before.start].token.start, span[1]) if before is not None and is_measure else span
    return found.span()
