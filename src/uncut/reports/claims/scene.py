"""What stands in one sentence: its claims, and the mentions with their actors, in text order."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from uncut.model.report import Claim, Mention, PlaceValue, TimeValue
from uncut.model.text import Quote
from uncut.reports.language.analysis import Analysis, Sentence

_RELATIVES = frozenset("who which whose whom where".split())
GROUND: Final = "place:"
"""Begins the stand-in for a place; its name or the place of its words comes behind."""
_DONE_TO = frozenset({"participle", "past_or_participle"})
_PARTICIPLES = frozenset({"participle", "past_or_participle", "gerund"})


@dataclass(frozen=True)
class Scene:
    """One sentence with what was found in it."""

    sentence: Sentence
    mentions: tuple[Mention, ...]
    claims: tuple[Claim, ...]
    """The claims that touch the sentence, the narrowest first."""

    @property
    def actors(self) -> tuple[Mention, ...]:
        """Mentions that name an actor."""
        return tuple(m for m in self.mentions if isinstance(m.actor, str) and not m.actor.startswith(GROUND))

    @property
    def grounds(self) -> tuple[Mention, ...]:
        """Mentions of places that somebody can hold: the outermost ones, countries among them."""
        places = [m for m in self.mentions if m.kind == "location" and isinstance(m.actor, str)]
        return tuple(
            m for m in places if not any(o is not m and o.quote.holds(m.quote) and o.quote != m.quote for o in places)
        )

    @property
    def places(self) -> tuple[PlaceValue, ...]:
        """The places told, but for those that only say where somebody is at home ("the Britain-based Observatory").

        A capital that speaks for its government ("Kigali denied it") tells no place either.
        """
        speakers = {(q.start, q.end) for claim in self.claims if (q := claim.asserted_by.quote) is not None}
        seats = {(m.quote.start, m.quote.end) for m in self.mentions if m.kind == "organisation"}
        homes = [entry.token for entry in self.sentence.tagged if "-" in entry.token.text]
        return tuple(
            m.place
            for m in self.mentions
            if isinstance(m.place, PlaceValue)
            and (m.quote.start, m.quote.end) not in (speakers if m.place.sort == "country" else speakers | seats)
            and not any(t.start <= m.quote.start and m.quote.end < t.end for t in homes)
        )

    def is_fronted(self, position: int) -> bool:
        """Whether a place stands in a clause before the subject that has a verb of its own: "Formed in 2013, …"."""
        first = self.sentence.tagged[0] if self.sentence.tagged else None
        if first is None or first.verb is None or first.verb.form not in _PARTICIPLES:
            return False
        comma = next((entry.token.start for entry in self.sentence.tagged if entry.token.text == ","), 0)
        return self.sentence.start <= position < comma

    def is_inserted(self, position: int) -> bool:
        """Whether a place stands in an insertion about somebody: "The militia, which took the town in 2023, said …"."""
        return any(start <= position < end for start, end in self._insertions)

    @property
    def _insertions(self) -> list[tuple[int, int]]:
        """Spans from ", who", ", which" or ", formed" to the next comma, where the sentence goes on behind it."""
        tagged, found = self.sentence.tagged, []
        for at in range(len(tagged) - 1):
            behind = tagged[at + 1]
            is_relative = behind.token.lower in _RELATIVES
            is_formed = behind.verb is not None and behind.tag == "verb" and behind.verb.form in _DONE_TO
            if tagged[at].token.text != "," or not (is_relative or is_formed):
                continue
            closing = next((k for k in range(at + 2, len(tagged)) if tagged[k].token.text == ","), None)
            if closing is not None and (is_relative or self._goes_on(closing + 1)):
                found.append((tagged[at].token.start, tagged[closing].token.end))
        return found

    def _goes_on(self, at: int) -> bool:
        """Whether the verb of a subject that stands before an insertion follows: "…, was armed"."""
        following = self.sentence.tagged[at : at + 1]
        return bool(following) and (
            following[0].tag in {"aux", "modal"}
            or (following[0].verb is not None and following[0].verb.form in {"past", "third", "past_or_participle"})
        )

    def time_at(self, time: TimeValue | None, position: int) -> TimeValue | None:
        """The time of a claim as that of what is told at a place; one of another clause tells nothing about it."""
        quote = time.quote if time is not None else None
        return None if isinstance(quote, Quote) and self.is_of_another(quote.start, position) else time

    def is_of_another(self, start: int, position: int) -> bool:
        """Whether what stands at ``start`` belongs to another clause than what is told at ``position``."""
        is_fronted = self.is_fronted(start) and not self.is_fronted(position)
        return is_fronted or (self.is_inserted(start) and not self.is_inserted(position))

    def claim_at(self, start: int, end: int) -> Claim | None:
        """The narrowest claim that holds a span, or else one that touches it, or any of the sentence.

        Of one statement the claim of who makes it goes before that of somebody else who denies it.
        """
        holding = [c for c in self.claims if c.quote.start <= start and end <= c.quote.end]
        if holding and holding[0].stance == "denied" and holding[0].asserted_by.kind != "publisher":
            told = (c for c in holding if c.quote == holding[0].quote and c.stance in {"asserted", "hedged"})
            holding = [*told, *holding]
        touching = [c for c in self.claims if c.quote.start < end and start < c.quote.end]
        return next(iter([*holding, *touching, *self.claims]), None)


def is_only_named(text: str, place: PlaceValue) -> bool:
    """Whether a country is named without anything being in it: "Russia has sent", "with France", not "in Mali"."""
    if place.sort != "country":
        return False
    return _IN_IT.search(text, max(0, place.quote.start - _LEAD), place.quote.start) is None


_LEAD: Final = 40
_IN_IT: Final = re.compile(
    r"(?:\b(?:in|at|near|across|throughout|through|via|into|inside|outside|around|within|from|to|of|over)\s(?:the\s)?(?:[a-z-]+\s){0,2}|,\s|\()\Z"
)


def build_scenes(analysis: Analysis, mentions: Sequence[Mention], claims: Sequence[Claim]) -> list[Scene]:
    """The scenes of all sentences outside the furniture."""
    starts = [sentence.start for sentence in analysis.told]
    by_sentence: dict[int, list[Mention]] = defaultdict(list)
    claims_of: dict[int, list[Claim]] = defaultdict(list)
    position = 0
    ordered = analysis.told
    for mention in sorted(mentions, key=lambda m: m.quote.start):
        while position + 1 < len(starts) and starts[position + 1] <= mention.quote.start:
            position += 1
        if ordered and ordered[position].start <= mention.quote.start < ordered[position].end:
            by_sentence[position].append(mention)
    first = 0
    for claim in sorted(claims, key=lambda c: c.quote.start):
        while first < len(ordered) and ordered[first].end <= claim.quote.start:
            first += 1
        at = first
        while at < len(ordered) and ordered[at].start < claim.quote.end:
            claims_of[at].append(claim)
            at += 1
    return [
        Scene(sentence, tuple(by_sentence[n]), tuple(sorted(claims_of[n], key=lambda c: len(c.quote.text))))
        for n, sentence in enumerate(ordered)
    ]
