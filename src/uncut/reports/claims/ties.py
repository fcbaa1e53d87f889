# ruff: noqa: E501  patterns and word lists stay on one line each
"""Standing relations between actors: patterns name the candidates' kinds, a trained reader decides the common ones."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec
from msgspec import UNSET

from uncut.model.report import ENDED, MUTUAL_KINDS, Claim, Mention, Tie, TieKind, TimeValue
from uncut.model.text import quote_at
from uncut.reports.claims.control import find_held, only_holds
from uncut.reports.claims.listed import closes_insertion, lists_of
from uncut.reports.claims.parties import BACKERS
from uncut.reports.claims.scene import Scene
from uncut.reports.claims.tie_features import PairReader
from uncut.reports.claims.tie_model import LEARNT, LIKELY_FROM, TieModel, TieRead
from uncut.reports.claims.tie_pairs import RuleTie
from uncut.reports.claims.tie_patterns import ARMS
from uncut.reports.claims.tie_rules import FOUNDED, rule_ties
from uncut.reports.claims.tie_time import find_tie_time
from uncut.reports.claims.tie_vetoes import ITS_OWN, is_no_tie
from uncut.reports.language.phrases import Phrase
from uncut.reports.mentions.world import DEMONYMS, PLACES

_NEGATED = re.compile(
    r"\b(?:not|never|n't|no\slonger|refus(?:ed|es|ing)\sto|declin(?:ed|es|ing)\sto|avoi\w+|den(?:y|ied|ies|ying)|dismiss(?:ed|es)|refut(?:ed|es)|without|neither|against\sjoining|rejected)\b|n['’]t\b",
    re.I,
)
_WEAPONS = re.compile(rf"(?:[\w-]+\s){{0,2}}{ARMS}\b", re.I)


_INCLUDING = re.compile(r"(?:\s(?:from|to|by)\s[^,;:()]{1,40}?)?,?\s(?:including|such\sas|among\sthem|namely)\s")
_ENDS_A_LIST = re.compile(
    r"[;:()]|,?\s(?:which|that|who|to|for|after|before|when|while|in|on|during|since|until|was|were|is|are|has|have|had)\s"
)
_WITH = re.compile(r"\swith\s[^.;]{3,60}")
"""Where the weapons stand behind those who get them: "supplied them with tanks"."""
_VICTIMS = re.compile(
    r"^[^A-Z]*\b(?:civilians?|people|persons?|m[ae]n|wom[ae]n|child(?:ren)?|boys?|girls?|residents?|famil(?:y|ies)|drivers?|workers?"
    r"|journalists?|reporters?|doctors?|students?|teachers?|refugees?|villagers?|passengers?|patients?|bystanders?|prisoners?)$"
)
"""Who is hurt in a fight and no party to it, where nobody names them."""


_TELLS = re.compile(r",?\s(?:has\s|had\s|also\s|later\s){0,2}(?:told|tells)\s", re.I)
"""Behind a source: whom it speaks to and what it says are in the claim, and no meeting."""


class _Told(NamedTuple):
    kind: TieKind
    source: Mention
    target: Mention
    confidence: float
    mutual: bool = False
    spelt_out: bool = False
    """Whether a sure pattern says so, and not the model alone."""
    ended: bool = False
    """Whether it held until then."""


def find_ties(text: str, scene: Scene, model: TieModel) -> Iterator[Tie]:
    """Ties told in one sentence, each pair of actors and kind once, where the text is surest of it."""
    best: dict[tuple[str, str, str], _Told] = {}
    for told in _told(text, scene, model):
        ends = str(told.source.actor), str(told.target.actor)
        key = (told.kind, *(sorted(ends) if told.kind in MUTUAL_KINDS else ends))
        if key not in best or best[key].confidence < told.confidence:
            best[key] = told
    for told in _shared(text, scene, list(best.values())):
        ends = str(told.source.actor), str(told.target.actor)
        key = (told.kind, *(sorted(ends) if told.kind in MUTUAL_KINDS else ends))
        best.setdefault(key, told)
    for held in find_held(text, scene):
        key = "leads", str(held.holder.actor), str(held.place.actor)
        best.setdefault(key, _Told("leads", held.holder, held.place, held.confidence, ended=held.ended))
    for told in best.values():
        yield from _tie(text, scene, told)
        if told.mutual and told.source.actor != told.target.actor:
            yield from _tie(text, scene, told._replace(source=told.target, target=told.source))


def _shared(text: str, scene: Scene, known: Sequence[_Told]) -> Iterator[_Told]:
    """What is told of one of a list, for the others: "met with Kasso, Lume and a delegation"; also of two names of one."""
    alike = lists_of(text, scene.actors)
    alike += [[told.source, told.target] for told in known if told.kind == "same_as"]
    by_mention = {id(m): one for one in reversed(alike) for m in one}
    tied = {frozenset((str(told.source.actor), str(told.target.actor))) for told in known}
    for told in known:
        if told.kind not in SHARED:
            continue
        for member in by_mention.get(id(told.target), ()):
            if member is not told.target and told.source not in by_mention.get(id(member), ()):
                yield from _new(told._replace(target=member, confidence=told.confidence * SHARE), tied)
        for member in by_mention.get(id(told.source), ()):
            if member is not told.source and told.target not in by_mention.get(id(member), ()):
                yield from _new(told._replace(source=member, confidence=told.confidence * SHARE), tied)


def _new(told: _Told, tied: set[frozenset[str]]) -> Iterator[_Told]:
    pair = frozenset((str(told.source.actor), str(told.target.actor)))
    if len(pair) == 2 and pair not in tied:
        tied.add(pair)
        yield told


_PARTED: Final = frozenset({"split_from", "renamed_to"})
"""Words for these leave nothing else to read: who split from a body is no part of it."""
_UNLIKE: Final = frozenset({"part_of", "leads", "same_as"})
"""What no two members of one list are to each other."""
SHARED: Final = frozenset({"met", "opposes", "allied_with", "supports", "supplies"})
"""Kinds that the text tells of all in a list; of members and leaders it mostly means one."""
SHARE: Final = 0.9
"""How sure the text is of the others beside the one."""


def _told(text: str, scene: Scene, model: TieModel) -> Iterator[_Told]:
    actors = scene.actors
    if len(actors) < 2:
        return
    ruled = rule_ties(text, actors)
    beside = {id(m): one for one in lists_of(text, actors) for m in one}
    for tie in ruled.values():
        if tie.settled or tie.kind not in LEARNT:
            yield _Told(tie.kind, tie.source, tie.target, tie.confidence, tie.kind == "same_as")
    for (at, number), features in PairReader(text, scene.sentence, actors, ruled).pairs():
        rule = ruled.get((at, number))
        is_listed = any(actors[number] is one for one in beside.get(id(actors[at]), ()))
        if rule is None and not is_listed and _is_apart(text, actors[at], actors[number]):
            continue
        if rule is None or not (rule.settled or rule.kind in _PARTED):
            judged = _judged(actors[at], actors[number], rule, model.read(features))
            yield from (
                told for told in judged if _fits(told) and (told.spelt_out or not is_listed or told.kind not in _UNLIKE)
            )


def _is_apart(text: str, first: Mention, second: Mention) -> bool:
    """Whether the second one begins a clause of its own ("…, and the Guard denied"), or one only holds a place."""
    middle = text[first.quote.end : second.quote.start]
    if only_holds(text, first) or only_holds(text, second):
        return not (first.quote.holds(second.quote) or second.quote.holds(first.quote))
    if closes_insertion(text, first, second):
        return True
    return ";" in middle or bool(_NEXT_CLAUSE.search(middle) and _ITS_VERB.match(text, second.quote.end))


_NEXT_CLAUSE = re.compile(r",\s(?:and|but|while)\s(?:the\s)?$", re.I)
_ITS_VERB = re.compile(r"\s(?:\w+ed|said|says|has|have|had|is|are|was|were|will)\b")


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
    if not told.spelt_out and _are_of_two_nations(told):
        return False
    if told.kind == "part_of":
        return target != "person"
    if told.kind == "same_as":
        return source == target
    if told.kind == "opposes" and _are_its_own(told):
        return False
    if told.kind in {"opposes", "allied_with"} and source == "person":
        return told.confidence >= SURE_OF_ONE or (told.spelt_out and told.kind == "allied_with")
    return source != "location" or told.kind not in {"opposes", "met"} or told.confidence >= SURE_OF_A_COUNTRY


def _are_its_own(told: _Told) -> bool:
    """Whether those whom somebody is said to fight are his: "said that nine of its fighters had been killed"."""
    is_inside = told.target.quote.text in told.source.quote.text
    return is_inside or (not told.spelt_out and ITS_OWN.match(told.target.quote.text) is not None)


def _are_of_two_nations(told: _Told) -> bool:
    """Whether one is said to be of the other though their names are of different countries, or a country of a group."""
    if told.kind not in {"part_of", "same_as", "leads"}:
        return False
    first, second = (_nations(one.quote.text) for one in (told.source, told.target))
    if first and second:
        return not first & second
    is_state = told.source.quote.text.lower().removeprefix("the ") in PLACES
    return told.kind == "part_of" and is_state and not _OF_STATES.search(told.target.quote.text)


def _nations(words: str) -> set[str]:
    lowered = [word.strip("'’s") if word.endswith(("'s", "’s")) else word for word in words.lower().split()]
    countries = {DEMONYMS[word].lower() for word in lowered if word in DEMONYMS}
    return countries | {word for word in lowered if word in PLACES and PLACES[word].is_country}


_OF_STATES: Final = re.compile(
    r"\b(?:coalition|alliance|union|nations|league|council|pact|treaty|organi[sz]ation|community|group|bloc|force|NATO|EU|UN|AU"
    r"|ECOWAS|OPEC|G\d+|Agreement|mission|talks|region|world|Middle\sEast)\b",
    re.I,
)
"""What countries belong to."""
SURE_OF_ONE: Final = 0.7
"""Confidence from which a single person fights or is allied: mostly it is somebody who speaks of those who do."""
SURE_OF_A_COUNTRY: Final = 0.5
"""And from which a country that stands there as a place does; looked at on re3d, as the one above."""
SURE_OF_A_FOUNDING: Final = 0.6
"""Of who founded a body, which the words say; the model only judges whether he leads it."""
STANDS_FROM: Final = 0.65
"""Confidence from which a pattern is told although the readers of re3d, by whom the model was trained, mark few of its
kind: titles ("its leader Omar Haddad") and parts of bodies. It costs a hundredth of the F1 on re3d."""


def _tie(text: str, scene: Scene, told: _Told) -> Iterator[Tie]:
    source, target = told.source, told.target
    start, end = min(source.quote.start, target.quote.start), max(source.quote.end, target.quote.end)
    claim = scene.claim_at(start, end)
    sentence = scene.sentence.start, scene.sentence.end
    if told.kind == "same_as" and claim is not None and _is_speaker_and_told(claim, source, target):
        return
    if claim is None or _hurts_nobody_named(told) or is_no_tie(text, told.kind, source, target, sentence):
        return
    middle = text[min(source.quote.end, target.quote.end) : max(source.quote.start, target.quote.start)]
    if told.kind == "met" and _TELLS.match(middle):
        return
    with_it = _WITH.match(text, end) if told.kind == "supplies" else None
    weapon = _weapon(text, scene, start, with_it.end() if with_it else end) if told.kind == "supplies" else None
    if weapon is None and told.kind == "supplies":
        weapon = _weapon(text, scene, scene.sentence.start, start)  # "rifles that were sold by Norway to the Guard"
    assert isinstance(source.actor, str)
    assert isinstance(target.actor, str)
    is_backer = BACKERS.match(text, source.quote.end) is not None
    time = None if is_backer or told.kind == "same_as" else find_tie_time(text, scene, claim, told.kind, start, end)
    is_over = told.ended or (told.kind in _CAN_END and _ENDS_IT.search(middle) is not None)
    is_founding = told.kind == "leads" and FOUNDED.search(middle) is not None and not _LEADS.search(middle)
    sure = max(told.confidence, SURE_OF_A_FOUNDING) if is_founding else told.confidence
    if claim.unsaid is True and claim.quote.start < end <= claim.quote.end:
        sure *= UNSAID
    yield Tie(
        claim=claim.id, kind=told.kind, from_=source.actor, to=target.actor, time=_until(time) if is_over else time, confidence=round(sure, 2),
        polarity="negative" if _NEGATED.search(middle) or _is_denied(claim, start, end) else UNSET, object=quote_at(text, *weapon) if weapon else UNSET,
        basis="founded" if is_founding else UNSET,
    )  # fmt: skip


def _is_speaker_and_told(claim: Claim, first: Mention, second: Mention) -> bool:
    """Whether one says what is told of the other: "Kasso, a member of the Front, died, an official of the Front said"."""
    who, said = claim.asserted_by.quote, claim.quote
    if who is None:
        return False
    return any(
        who.covers(one.quote.start) and said.covers(other.quote.start) and not who.covers(other.quote.start)
        for one, other in ((first, second), (second, first))
    )


UNSAID: Final = 0.4
"""Part of the confidence in a tie that is left where somebody is told not to have said so."""
_LEADS: Final = re.compile(r"\b(?:led|leads?|headed|heads|command\w*|runs?|ran|chair\w*|leader|chief)\b", re.I)
_CAN_END: Final[frozenset[TieKind]] = frozenset({"supports", "supplies", "allied_with"})
_ENDS_IT: Final = re.compile(
    r"\b(?:ended|ceased|stopped|halted|suspended|withdrew|froze|terminated|severed|discontinued|left|quit|abandoned|dissolved|broke(?:\soff)?|cut(?:\soff)?|pulled\sout\sof|withdrew\sfrom)"
    r"\s(?:all\s|military\s)?(?:its|their|his|her|the|an?)?\s?(?:[\w-]+\s){0,2}?(?:support|aid|backing|funding|financing|training|assistance|help|arms|weapons|deliveries|supplies|shipments|alliance|pact|coalition|partnership|ties|cooperation|supplying|arming|funding|backing)\b",
    re.I,
)
"""What is told of a tie that is over: "ended its support for"."""


def _is_denied(claim: Claim, start: int, end: int) -> bool:
    """Whether both ends stand in what somebody denies."""
    return claim.stance == "denied" and claim.quote.start <= start and end <= claim.quote.end


def _until(time: TimeValue | None) -> TimeValue:
    """A time as the end of something."""
    if time is None:
        return TimeValue(earliest=None, latest=None, basis=f"{ENDED}; when is not said")
    return msgspec.structs.replace(time, earliest=None, basis=f"{ENDED}: {time.basis}")


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
            first = tagged[before.start].token.start if before is not None and is_measure else span[0]
            return first, _end_of_named(text, scene, _end_of_listed(text, scene, phrase, end))
    return found.start(), _end_of_named(text, scene, found.end())


def _end_of_named(text: str, scene: Scene, end: int) -> int:
    """Where the names of what was supplied end, if they follow: "weapons from Norway including Marl rockets"."""
    stop = scene.sentence.tagged[-1].token.end
    named = _INCLUDING.match(text, end, stop)
    if named is None:
        return end
    ends = _ENDS_A_LIST.search(text, named.end(), stop)
    listed = _WEAPONS.finditer(text, named.end(), ends.start() if ends else stop)
    return max((one.end() for one in listed), default=end)


def _end_of_listed(text: str, scene: Scene, phrase: Phrase, end: int) -> int:
    """Where the last of several weapons ends: "night-vision equipment and Marl rockets"."""
    tagged, last = scene.sentence.tagged, phrase.end
    for following in scene.sentence.phrases:
        words = scene.sentence.text_of(text, following)
        link = tagged[last].token.lower if last < len(tagged) else ""
        is_next = following.start == last + 1 and link in {"and", ","} and tagged[following.end - 1].token.end <= end
        if is_next and _WEAPONS.search(words):
            last = following.end
    return tagged[last - 1].token.end
