# ruff: noqa: E501  patterns and word lists stay on one line each
"""Finds mentions: names and descriptions of people, organisations, places, weapons, papers, sums and times.

The door is `MentionFinder`; `RuleMentionFinder` stands behind it, and behind `TrainedMentionFinder`, which joins a tagger to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from uncut.model.report import MentionKind
from uncut.reports.dates.calendars import Interval
from uncut.reports.dates.expressions import find_times
from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.language.phrases import Phrase
from uncut.reports.mentions.compound import compound_names, mastheads
from uncut.reports.mentions.forms import formed
from uncut.reports.mentions.found import BACKER, COMPOUND, PROGRAMME, MentionFound
from uncut.reports.mentions.kinds import KindReader, people_with_titles
from uncut.reports.mentions.naming import BODIES_IN_CAPITALS, is_ordinal, wide_name
from uncut.reports.mentions.quantities import quantities
from uncut.reports.mentions.reach import is_named_thing, is_taken, widened
from uncut.reports.mentions.words import Words
from uncut.reports.mentions.world import (
    DEMONYMS,
    GROUP_NAME_WORDS,
    GROUP_NOUNS,
    KNOWN_GROUPS,
    OFFICE_WORDS,
    PERSON_NOUNS,
    PLACES,
    PROGRAMME_NOUNS,
    TITLES,
)  # fmt: skip

_PERSON_PRONOUNS: Final = frozenset("i he she him her me".split())
_GROUP_PRONOUNS: Final = frozenset("we they them".split())
_RANK_WORDS: Final = frozenset({"staff", "general", "field", "chief"})
"""Words that open a rank: "Staff Sgt."."""
_BACKED = re.compile(
    r"([\w.’'-]+?)-(?:backed|led|supported|sponsored|aligned|funded|trained|armed|controlled|affiliated|held|occupied|ruled|run)$",
    re.I,
)


_INITIALS: Final = re.compile(r"[A-Z]{2,6}")
"""An abbreviation, which before "-held" or "-backed" is a body's."""
_BEFORE_NAME = re.compile(
    r"\b(?:[Tt]he\s)?(?:[\w.’'-]+-(?:backed|led|supported|sponsored|aligned|funded|trained|armed|controlled|affiliated)\s)?$"
)
"""What belongs to the mention of a name: its article, and who backs it."""


class RuleMentionFinder:
    """Mentions by noun phrases, head nouns and the shape of names."""

    def find(self, analysis: Analysis) -> list[MentionFound]:
        """Mentions of every sentence, in text order; none overlaps another of its kind."""
        published = analysis.document.published
        anchor = Interval(published.earliest, published.latest)
        known_people = people_with_titles(analysis)
        lowered = frozenset(
            entry.token.lower for sentence in analysis.told for entry in sentence.tagged if entry.token.text.islower()
        )
        outlets = mastheads(analysis)
        found: list[MentionFound] = []
        for index, sentence in enumerate(analysis.sentences):
            if sentence.furniture:
                continue
            finder = _SentenceFinder(analysis, sentence, index, anchor, known_people, lowered, outlets)
            found.extend(finder.find())
        return found


class _SentenceFinder:
    """One sentence's mentions."""

    def __init__(
        self,
        analysis: Analysis,
        sentence: Sentence,
        index: int,
        anchor: Interval,
        known_people: frozenset[str],
        lowered: frozenset[str],
        outlets: Sequence[str],
    ) -> None:
        self._outlets = outlets
        self._words = Words(analysis.text, sentence)
        self._index = index
        self._anchor = anchor
        self._kinds = KindReader(self._words, known_people, lowered)
        self._taken: list[tuple[int, int]] = []
        self._counted = 0
        """Token behind the last quantity, which may reach into the next phrase: "15 to 20 percent"."""

    def find(self) -> list[MentionFound]:
        found: list[MentionFound] = []
        for span in self._compounds():
            lead = _BEFORE_NAME.search(self._words.text, max(self._words.sentence.start, span[0] - 40), span[0])
            first = lead.start() if lead is not None else span[0]
            found.append(self._found("organisation", first, span[1], 0.9, name=span, head=COMPOUND))
            self._taken.append(span)
        for time in find_times(self._words.text, self._words.sentence.start, self._words.sentence.end, self._anchor):
            if any(first < time.end and time.start < last for first, last in self._taken):
                continue
            found.append(self._found("temporal", time.start, time.end, 0.85 if time.interval else 0.6, time=time))
            self._taken.append((time.start, time.end))
        for one in formed(self._words.text, self._words.sentence.start, self._words.sentence.end):
            if not any(first < one.end and one.start < last for first, last in self._taken):
                found.append(self._found(one.kind, one.start, one.end, one.confidence, head=one.head, name=one.name))
                self._taken.append((one.start, one.end))
        found.extend(self._backers())
        skip = -1
        for number, phrase in enumerate(self._words.sentence.phrases):
            if number > skip:
                wide, skip = widened(self._words, self._taken, number)
                if is_named_thing(self._words, number):
                    skip = number + 1
                    continue
                found.extend(self._of_phrase(phrase, wide))
        return sorted(found, key=lambda one: (one.start, one.end))

    def _compounds(self) -> Iterator[tuple[int, int]]:
        """Names that their form alone tells, and the name of the outlet where it says it itself."""
        text, start, end = self._words.text, self._words.sentence.start, self._words.sentence.end
        last = start
        for first, stop in sorted(compound_names(text, start, end)):
            if first >= last:
                yield first, stop
                last = stop
        for name in self._outlets:
            at = text.find(name, start, end)
            if at >= 0 and not self._taken_at(at):
                yield at, at + len(name)

    def _taken_at(self, at: int) -> bool:
        return any(first <= at < last for first, last in self._taken)

    def _found(self, kind: MentionKind, start: int, end: int, confidence: float, **more: object) -> MentionFound:
        return MentionFound(kind=kind, start=start, end=end, sentence=self._index, confidence=confidence, **more)  # type: ignore[arg-type]

    def _backers(self) -> list[MentionFound]:
        """Who stands before "-backed", "-led" and the like: a state, its people or a known group."""
        found = []
        for entry in self._words.sentence.tagged:
            match = _BACKED.match(entry.token.text)
            if match is None:
                continue
            word = match.group(1).lower()
            place = PLACES.get(word)
            is_known = word in DEMONYMS or word in KNOWN_GROUPS or (place is not None and place.is_country)
            if is_known or _INITIALS.fullmatch(match.group(1)):
                span = entry.token.start, entry.token.start + match.end(1)
                found.append(self._found("organisation", *span, 0.7, name=span, head=BACKER))
        return found

    def _of_phrase(self, phrase: Phrase, wide_end: int) -> list[MentionFound]:
        head = self._words.entry(phrase.head)
        if head.tag == "pron":
            return self._of_pronoun(phrase)
        found = self._quantities(phrase)
        start = phrase.start
        if start + 1 < phrase.head and self._words.entry(start).token.lower in {"least", "most", "more", "many"}:
            start += self._words.entry(start + 1).tag == "num"
        while start < phrase.head and self._words.entry(start).tag == "num" and not is_ordinal(self._words, start):
            start += 1
        if head.tag == "num":
            return found
        genitive = next((k for k in range(start, phrase.head) if self._words.entry(k).tag == "gen"), None)
        if genitive is not None and genitive > start:
            owner = Phrase(start, genitive, genitive - 1)
            found.extend(self._of_nominal(owner, genitive, nested=True))
            kind = self._kinds.of(phrase, start)[0]
            if kind not in {
                "person",
                "organisation",
                "document_reference",
                "weapon",
                "military_platform",
                "vehicle",
                "location",
                "media",
            }:
                return found
        found.extend(self._programme(phrase) or self._of_nominal(Phrase(start, phrase.end, phrase.head), wide_end))
        outer = found[-1] if found else None
        for inner in self._words.sentence.phrases:
            if phrase.end < inner.end <= wide_end and self._words.entry(inner.head).tag == "name":
                found.extend(self._inner(inner, outer))
        return found

    def _inner(self, inner: Phrase, outer: MentionFound | None) -> list[MentionFound]:
        """What "of …" names inside a mention: a place stays a place, and a part of a name is nothing of its own."""
        first, last = self._words.entry(inner.start).token.start, self._words.entry(inner.head).token.end
        is_known = self._words.text[first:last].lower().removeprefix("the ") in PLACES
        if outer is not None and outer.kind == "person" and self._words.text[first:last].lower() in OFFICE_WORDS:
            return []
        if outer is not None and outer.end >= last and not is_known:
            if outer.kind == "location":
                return []
            if outer.kind == "organisation" and outer.name is not None and outer.name[1] >= last:
                return []
        return self._of_nominal(inner, inner.end, nested=True)

    def _programme(self, phrase: Phrase) -> list[MentionFound]:
        """A name in quotation marks before "program": “Timber Sycamore” train and equip program."""
        names, tagged = self._words.names(phrase), self._words.sentence.tagged
        if not names or phrase.end >= len(tagged) or names[-1] != phrase.end - 1:
            return []
        quoted = names[0] > 0 and tagged[names[0] - 1].token.text in '“"‘«' and tagged[phrase.end].token.text in '”"’»'
        nearby = {entry.token.lower for entry in tagged[phrase.end : phrase.end + 6]}
        if not (quoted and nearby & PROGRAMME_NOUNS):
            return []
        span = tagged[names[0]].token.start, tagged[phrase.end - 1].token.end
        return [self._found("organisation", *span, 0.7, name=span, head=PROGRAMME)]

    def _of_pronoun(self, phrase: Phrase) -> list[MentionFound]:
        token = self._words.entry(phrase.head).token
        word = token.lower.split("'")[0]
        kind: MentionKind = "person" if word in _PERSON_PRONOUNS else "organisation"
        if word not in _PERSON_PRONOUNS | _GROUP_PRONOUNS:
            return []
        return [self._found(kind, token.start, token.start + len(word), 0.6, head=word, pronoun=True)]

    def _quantities(self, phrase: Phrase) -> list[MentionFound]:
        found = []
        for start, end in quantities(self._words.sentence.tagged, max(phrase.start, self._counted), phrase.end):
            token, self._counted = self._words.entry(start).token, end
            if not any(first <= token.start < last for first, last in self._taken):
                found.append(
                    self._found("quantity", token.start, self._words.entry(end - 1).token.end, 0.7, head=token.lower)
                )
        return found

    def _of_nominal(self, phrase: Phrase, wide_end: int, *, nested: bool = False) -> list[MentionFound]:
        if is_taken(self._words, self._taken, phrase):
            return []
        kind, confidence = self._kinds.of(phrase, phrase.start)
        if kind in {"person", "organisation"} and self._is_nobody(phrase):
            return []
        if kind is None:
            return self._nationalities(phrase)
        first = phrase.start
        end = wide_end if kind in {"person", "organisation", "location", "document_reference", "media"} else phrase.end
        start, stop = self._words.entry(first).token.start, self._words.entry(end - 1).token.end
        name = wide_name(self._words, phrase, kind, end)
        head = self._words.entry(phrase.head).token.lower
        found = [self._found(kind, start, stop, confidence, name=name, head=head)]
        return [*found, *self._employer(phrase, name)] if kind == "person" and name is not None else found

    def _is_nobody(self, phrase: Phrase) -> bool:
        """For "no civilians"; "its lit front": words for bodies that name one only in capitals."""
        first, head = self._words.entry(phrase.start).token.lower, self._words.entry(phrase.head)
        return first in {"no", "neither"} or (head.tag == "noun" and head.token.lower in BODIES_IN_CAPITALS)

    def _employer(self, phrase: Phrase, name: tuple[int, int]) -> list[MentionFound]:
        """The organisation before a title: "Jaysh al-Izza General Commander Major Jamil al-Saleh", "ISIL leader"."""
        before = [k for k in range(phrase.start, phrase.end) if self._words.entry(k).token.end <= name[0]]
        title = next((k for k in before if self._words.entry(k).token.lower.rstrip(".") in TITLES | PERSON_NOUNS), 0)
        lead = [k for k in self._words.names(phrase) if k < title]
        if not lead:
            return []
        start, end = self._words.entry(lead[0]).token.start, self._words.entry(lead[-1]).token.end
        lowered = self._words.text[start:end].lower()
        is_group = (
            lowered in KNOWN_GROUPS
            or bool(GROUP_NAME_WORDS & set(lowered.split()))
            or lowered.split()[-1] in GROUP_NOUNS
        )
        is_state = lowered in PLACES and PLACES[lowered].is_country
        if not (is_group or is_state) or lowered in _RANK_WORDS:
            return []
        return [self._found("organisation", start, end, 0.7, name=(start, end), head=lowered.split()[-1])]

    def _nationalities(self, phrase: Phrase) -> list[MentionFound]:
        return [
            self._found("nationality", entry.token.start, entry.token.end, 0.5, head=entry.token.lower)
            for at in range(phrase.start, phrase.end)
            if (entry := self._words.entry(at)).token.lower in DEMONYMS
        ]
