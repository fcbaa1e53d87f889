# ruff: noqa: E501  patterns and word lists stay on one line each
# ruff: noqa: PLR0911, PLR0912, RUF059  numbered cascades read straight down
"""Finds mentions: names and descriptions of people, organisations, places, weapons, papers, sums and times.

The door is `MentionFinder`; `RuleMentionFinder` stands behind it, and behind `TrainedMentionFinder`, which joins a tagger to it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from uncut.model.report import MentionKind
from uncut.reports.dates.calendars import Interval
from uncut.reports.dates.expressions import TimeFound, find_times
from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.language.phrases import Phrase
from uncut.reports.language.tagging import Tagged
from uncut.reports.language.verbs import SAY
from uncut.reports.mentions.quantities import quantities
from uncut.reports.mentions.world import (
    DEMONYMS,
    DOCUMENT_NOUNS,
    GROUP_NAME_WORDS,
    GROUP_NOUNS,
    KNOWN_GROUPS,
    LOCATION_NOUNS,
    MEDIA_NOUNS,
    OFFICE_WORDS,
    OUTLETS,
    PEOPLES,
    PERSON_NOUNS,
    PLACES,
    PLATFORM_NOUNS,
    PROGRAMME_NOUNS,
    TITLES,
    VEHICLE_NOUNS,
    WEAPON_NOUNS,
)  # fmt: skip

_MONEY = re.compile(
    r"(?:(?:US|AU|CA|NZ)?[$£€¥]\s?\d[\d,.]*(?:\s?(?:million|billion|trillion|thousand|bn|m|k))?\b"
    r"|\b\d[\d,.]*\s?(?:million\s|billion\s|trillion\s)?(?:dollars|euros|pounds|rubles|roubles|USD|EUR|liras?)\b"
    r"|\b(?:millions|billions|hundreds of thousands)\sof\s(?:dollars|euros|pounds)\b)"
)
_NUMBERED = re.compile(
    r"\b(?:[A-Z][\w.’']*\s){0,4}(?:Resolution|Executive\sOrder|Decree|Directive|Regulation|Article|Section|section|Protocol)"
    r"\s(?:No\.?\s)?\d[\d/.]*\d?(?!\w)(?<![./])(?:\sof\sthe\s(?:[A-Z]\w+\s)*(?:Constitution|Code|Charter|Convention|Act|Treaty)\b)?"
)
"""Papers with a number: "UN Security Council Resolution 2254", "section 119.3 of the Criminal Code"."""
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)")
_LOCATIVE: Final = frozenset(
    "in at near around across outside inside throughout toward towards into from to through over within".split()
)
_PERSON_PRONOUNS: Final = frozenset("i he she him her me himself herself".split())
_GROUP_PRONOUNS: Final = frozenset("we they them themselves ourselves".split())
_NOT_NAMES: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december ramadan eid christmas easter islam english arabic french god allah internet islamic muslim
    muslims christian christians sunni shia shiite jewish jews""".split()
)
_OF_HEADS: Final = frozenset(
    """people group groups members member ministry government city town province district village leader leaders minister
    secretary president supporters coalition department number office forces army king prince capital region area
    council head chief director board union state republic kingdom house university chairman branch families residents
    children women men citizens mayor governor victims survivors commander commanders founder""".split()
)


NUMBERED: Final = "numbered"
"""Head of a mention of a paper that a number names."""
PROGRAMME: Final = "program"
"""Head of a mention of a programme, whatever it is called."""
BACKER: Final = "-backed"
"""Head of a mention inside "Turkish-backed": who backs, leads or arms."""
_BACKED = re.compile(
    r"([\w.’'-]+?)-(?:backed|led|supported|sponsored|aligned|funded|trained|armed|controlled|affiliated)$", re.I
)
_GETTING: Final = frozenset(
    """receive received receives receiving benefit benefits benefited obtain obtained get got bought buy support aid help funding
    weapons rockets arms money training assistance""".split()
)
_GENERIC: Final = frozenset("group organisation organization movement militia network faction".split())
"""Heads that a name carries without being part of it: "the Haqqani network"."""
_FIRST_WORDS: Final[dict[str, tuple[MentionKind | None, float]]] = {
    "operation": (None, 0.0), "camp": ("location", 0.7), "mount": ("location", 0.8), "lake": ("location", 0.8),
    "fort": ("location", 0.7), "port": ("location", 0.7), "task": ("organisation", 0.7), "hms": ("military_platform", 0.8),
    "uss": ("military_platform", 0.8), "san": ("location", 0.6), "executive": ("document_reference", 0.5),
}  # fmt: skip
"""What a name of several words is by its first one."""
BODIES_IN_CAPITALS: Final = frozenset("front wing arm cell channel station post branch league".split()) - {
    "branch",
    "wing",
    "arm",
    "cell",
}
"""Nouns of bodies that mostly mean something else where they are not part of a name."""
_THING_WORDS: Final = frozenset(
    """black white red green yellow blue golden silver islamic christian jewish muslim sunni shia holy standard banner flag seal
    emblem medal badge order sword cross star crescent prize award day night spring winter summer autumn war act bill law
    accord treaty plan strategy doctrine question problem crisis system project statement""".split()
)
"""Words of names that are no person's: flags, feasts, laws, wars."""
_NAMED_OF: Final = frozenset(
    "front movement party organisation organization council league centre center campaign coalition committee institute fund agency foundation alliance association".split()
)


@dataclass(frozen=True, kw_only=True)
class MentionFound:
    """A mention before its actor is known."""

    kind: MentionKind
    start: int
    end: int
    sentence: int
    """Index in `Analysis.sentences`."""
    confidence: float
    name: tuple[int, int] | None = None
    """Span of the name inside, in code points; ``None`` for descriptions."""
    head: str = ""
    """The head word, lower case."""
    pronoun: bool = False
    time: TimeFound | None = None


class MentionFinder(Protocol):
    """Finds the mentions of an analysed text, in text order."""

    def find(self, analysis: Analysis) -> list[MentionFound]:
        """Mentions of every sentence."""
        ...


class RuleMentionFinder:
    """Mentions by noun phrases, head nouns and the shape of names."""

    def find(self, analysis: Analysis) -> list[MentionFound]:
        """Mentions of every sentence, in text order; none overlaps another of its kind."""
        published = analysis.document.published
        anchor = Interval(published.earliest, published.latest)
        known_people = _people_with_titles(analysis)
        lowered = frozenset(
            entry.token.lower for sentence in analysis.told for entry in sentence.tagged if entry.token.text.islower()
        )
        found: list[MentionFound] = []
        for index, sentence in enumerate(analysis.sentences):
            if sentence.furniture:
                continue
            finder = _SentenceFinder(analysis, sentence, index, anchor, known_people, lowered)
            found.extend(finder.find())
        return found


_NOT_IN_PEOPLE: Final = (
    GROUP_NOUNS
    | LOCATION_NOUNS
    | DOCUMENT_NOUNS
    | KNOWN_GROUPS
    | frozenset(DEMONYMS)
    | frozenset(PLACES)
    | frozenset("operation camp mount north south east west united new resolve state islamic time press".split())
)


def _people_with_titles(analysis: Analysis) -> frozenset[str]:
    """Last names of people who are named with a title or in full somewhere in the text."""
    people: set[str] = set()
    for sentence in analysis.told:
        for phrase in sentence.phrases:
            names = [
                sentence.tagged[k].token for k in range(phrase.start, phrase.end) if sentence.tagged[k].tag == "name"
            ]
            lowered = [name.lower.rstrip(".") for name in names]
            titled = any(word in TITLES for word in lowered[:-1])
            plain = (
                2 <= len(names) <= 3 and not set(lowered) & _NOT_IN_PEOPLE and phrase.end - phrase.start == len(names)
            )
            if len(names) >= 2 and lowered[-1] not in TITLES and (titled or plain):
                people.add(_without_article(lowered[-1]))
    return frozenset(people)


def _without_article(name: str) -> str:
    return re.sub(r"^(?:al|el|an|as|ash)-", "", name)


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
    ) -> None:
        self._text = analysis.text
        self._sentence = sentence
        self._index = index
        self._anchor = anchor
        self._people = known_people
        self._lowered = lowered
        self._taken: list[tuple[int, int]] = []
        self._counted = 0
        """Token behind the last quantity, which may reach into the next phrase: "15 to 20 percent"."""

    def find(self) -> list[MentionFound]:
        found: list[MentionFound] = []
        for time in find_times(self._text, self._sentence.start, self._sentence.end, self._anchor):
            found.append(self._found("temporal", time.start, time.end, 0.85 if time.interval else 0.6, time=time))
            self._taken.append((time.start, time.end))
        for match in _MONEY.finditer(self._text, self._sentence.start, self._sentence.end):
            found.append(self._found("money", *match.span(), 0.9))
            self._taken.append(match.span())
        for match in _NUMBERED.finditer(self._text, self._sentence.start, self._sentence.end):
            found.append(self._found("document_reference", *match.span(), 0.85, head=NUMBERED))
            self._taken.append(match.span())
        found.extend(self._backers())
        skip = -1
        for number, phrase in enumerate(self._sentence.phrases):
            if number > skip:
                wide, skip = self._widened(number)
                if self._is_named_thing(number):
                    skip = number + 1
                    continue
                found.extend(self._of_phrase(phrase, wide))
        return sorted(found, key=lambda one: (one.start, one.end))

    def _found(self, kind: MentionKind, start: int, end: int, confidence: float, **more: object) -> MentionFound:
        return MentionFound(kind=kind, start=start, end=end, sentence=self._index, confidence=confidence, **more)  # type: ignore[arg-type]

    def _backers(self) -> list[MentionFound]:
        """Who stands before "-backed", "-led" and the like: a state, its people or a known group."""
        found = []
        for entry in self._sentence.tagged:
            match = _BACKED.match(entry.token.text)
            if match is None:
                continue
            word = match.group(1).lower()
            place = PLACES.get(word)
            if word in DEMONYMS or word in KNOWN_GROUPS or (place is not None and place.is_country):
                span = entry.token.start, entry.token.start + match.end(1)
                found.append(self._found("organisation", *span, 0.7, name=span, head=BACKER))
        return found

    def _entry(self, at: int) -> Tagged:
        return self._sentence.tagged[at]

    def _widened(self, number: int) -> tuple[int, int]:
        """Token index at which the phrase with its "of …" ends, and the last phrase number that it holds."""
        phrases, end = self._sentence.phrases, self._sentence.phrases[number].end
        head = self._entry(phrases[number].head).token.lower
        while (
            number + 1 < len(phrases)
            and phrases[number + 1].start == end + 1
            and (
                (self._entry(end).token.lower == "of" and (head in _OF_HEADS or head in _NAMED_OF))
                or (
                    self._entry(end).token.lower == "for"
                    and head in _NAMED_OF
                    and self._entry(phrases[number].head).tag == "name"
                )
                or (
                    self._entry(end).token.lower == "for"
                    and head in {"minister", "envoy", "secretary", "office", "commission"}
                )
            )
            and self._entry(phrases[number + 1].head).tag != "pron"
            and not self._is_taken(phrases[number + 1])
        ):
            number += 1
            end = phrases[number].end
            head = self._entry(phrases[number].head).token.lower
        return end, number

    def _is_named_thing(self, number: int) -> bool:
        """For "the Seal of Muhammad": a thing with a name in its name, which speaks of nobody."""
        phrases = self._sentence.phrases
        phrase = phrases[number]
        following = phrases[number + 1] if number + 1 < len(phrases) else None
        names = self._names(phrase)
        if following is None or not names or following.start != phrase.end + 1:
            return False
        words = {self._entry(k).token.lower for k in names}
        inner = self._text[self._entry(following.start).token.start : self._entry(following.head).token.end].lower()
        return (
            self._entry(phrase.end).token.lower == "of"
            and self._entry(following.head).tag == "name"
            and bool(words & _THING_WORDS)
            and not words & (GROUP_NOUNS | PERSON_NOUNS | TITLES | GROUP_NAME_WORDS)
            and inner.removeprefix("the ") not in PLACES
            and inner.removeprefix("the ") not in KNOWN_GROUPS
        )

    def _is_taken(self, phrase: Phrase) -> bool:
        start, end = self._entry(phrase.start).token.start, self._entry(phrase.end - 1).token.end
        return any(start < last and first < end for first, last in self._taken)

    def _of_phrase(self, phrase: Phrase, wide_end: int) -> list[MentionFound]:
        head = self._entry(phrase.head)
        if head.tag == "pron":
            return self._of_pronoun(phrase)
        found = self._quantities(phrase)
        start = phrase.start
        while start < phrase.head and self._entry(start).tag == "num" and not self._is_ordinal(start):
            start += 1
        if head.tag == "num":
            return found
        genitive = next((k for k in range(start, phrase.head) if self._entry(k).tag == "gen"), None)
        if genitive is not None and genitive > start:
            owner = Phrase(start, genitive, genitive - 1)
            found.extend(self._of_nominal(owner, genitive, nested=True))
            kind = self._kind(phrase, start)[0]
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
        for inner in self._sentence.phrases:
            if phrase.end < inner.end <= wide_end and self._entry(inner.head).tag == "name":
                found.extend(self._inner(inner, outer))
        return found

    def _inner(self, inner: Phrase, outer: MentionFound | None) -> list[MentionFound]:
        """What "of …" names inside a mention: a place stays a place, and a part of a name is nothing of its own."""
        first, last = self._entry(inner.start).token.start, self._entry(inner.head).token.end
        is_known = self._text[first:last].lower().removeprefix("the ") in PLACES
        if outer is not None and outer.end >= last and not is_known:
            if outer.kind == "location":
                return []
            if outer.kind == "organisation" and outer.name is not None and outer.name[1] >= last:
                return []
        return self._of_nominal(inner, inner.end, nested=True)

    def _programme(self, phrase: Phrase) -> list[MentionFound]:
        """A name in quotation marks before "program": “Timber Sycamore” train and equip program."""
        names, tagged = self._names(phrase), self._sentence.tagged
        if not names or phrase.end >= len(tagged) or names[-1] != phrase.end - 1:
            return []
        quoted = names[0] > 0 and tagged[names[0] - 1].token.text in '“"‘«' and tagged[phrase.end].token.text in '”"’»'
        nearby = {entry.token.lower for entry in tagged[phrase.end : phrase.end + 6]}
        if not (quoted and nearby & PROGRAMME_NOUNS):
            return []
        span = tagged[names[0]].token.start, tagged[phrase.end - 1].token.end
        return [self._found("organisation", *span, 0.7, name=span, head=PROGRAMME)]

    def _of_pronoun(self, phrase: Phrase) -> list[MentionFound]:
        token = self._entry(phrase.head).token
        word = token.lower.split("'")[0]
        kind: MentionKind = "person" if word in _PERSON_PRONOUNS else "organisation"
        if word not in _PERSON_PRONOUNS | _GROUP_PRONOUNS:
            return []
        return [self._found(kind, token.start, token.start + len(word), 0.6, head=word, pronoun=True)]

    def _quantities(self, phrase: Phrase) -> list[MentionFound]:
        found = []
        for start, end in quantities(self._sentence.tagged, max(phrase.start, self._counted), phrase.end):
            token, self._counted = self._entry(start).token, end
            if not any(first <= token.start < last for first, last in self._taken):
                found.append(
                    self._found("quantity", token.start, self._entry(end - 1).token.end, 0.7, head=token.lower)
                )
        return found

    def _of_nominal(self, phrase: Phrase, wide_end: int, *, nested: bool = False) -> list[MentionFound]:
        if self._is_taken(phrase):
            return []
        kind, confidence = self._kind(phrase, phrase.start)
        if kind in {"person", "organisation"} and self._is_nobody(phrase):
            return []
        if kind is None:
            return self._nationalities(phrase)
        first = phrase.start
        end = wide_end if kind in {"person", "organisation", "location", "document_reference", "media"} else phrase.end
        start, stop = self._entry(first).token.start, self._entry(end - 1).token.end
        name = self._wide_name(phrase, kind, end)
        head = self._entry(phrase.head).token.lower
        found = [self._found(kind, start, stop, confidence, name=name, head=head)]
        return [*found, *self._employer(phrase, name)] if kind == "person" and name is not None else found

    def _is_nobody(self, phrase: Phrase) -> bool:
        """For "no civilians"; "its lit front": words for bodies that name one only in capitals."""
        first, head = self._entry(phrase.start).token.lower, self._entry(phrase.head)
        return first in {"no", "neither"} or (head.tag == "noun" and head.token.lower in BODIES_IN_CAPITALS)

    def _employer(self, phrase: Phrase, name: tuple[int, int]) -> list[MentionFound]:
        """The organisation before a title: "Jaysh al-Izza General Commander Major Jamil al-Saleh"."""
        words = [k for k in self._names(phrase) if self._entry(k).token.end <= name[0]]
        title = next((k for k in words if self._entry(k).token.lower.rstrip(".") in TITLES | PERSON_NOUNS), None)
        lead = [k for k in words if title is not None and k < title]
        if not lead:
            return []
        start, end = self._entry(lead[0]).token.start, self._entry(lead[-1]).token.end
        lowered = self._text[start:end].lower()
        is_group = (
            lowered in KNOWN_GROUPS
            or bool(GROUP_NAME_WORDS & set(lowered.split()))
            or lowered.split()[-1] in GROUP_NOUNS
        )
        is_state = lowered in PLACES and PLACES[lowered].is_country
        if not (is_group or is_state):
            return []
        return [self._found("organisation", start, end, 0.7, name=(start, end), head=lowered.split()[-1])]

    def _wide_name(self, phrase: Phrase, kind: MentionKind, end: int) -> tuple[int, int] | None:
        """The name of the phrase, or of the one that "of" or "for" hangs on it."""
        name = self._name_span(phrase, kind)
        if end <= phrase.end:
            return name
        names = [k for k in range(phrase.end, end) if self._entry(k).tag == "name"]
        if kind == "person":
            rest = [k for k in names if self._entry(k).token.lower not in OFFICE_WORDS]
            is_office = len(names) > len(rest) >= 1 and self._entry(phrase.end + 1).token.lower in OFFICE_WORDS
            return (self._entry(rest[0]).token.start, self._entry(rest[-1]).token.end) if is_office else None
        if name is not None and names and names[-1] == end - 1:
            return name[0], self._entry(end - 1).token.end
        if kind == "location" and names and name is None and self._entry(phrase.head).tag == "noun":
            first = names[-1]
            while first - 1 in names:
                first -= 1
            return self._entry(first).token.start, self._entry(names[-1]).token.end
        return name

    def _nationalities(self, phrase: Phrase) -> list[MentionFound]:
        return [
            self._found("nationality", entry.token.start, entry.token.end, 0.5, head=entry.token.lower)
            for at in range(phrase.start, phrase.end)
            if (entry := self._entry(at)).token.lower in DEMONYMS
        ]

    def _names(self, phrase: Phrase) -> list[int]:
        return [at for at in range(phrase.start, phrase.end) if self._entry(at).tag == "name"]

    def _name_span(self, phrase: Phrase, kind: MentionKind) -> tuple[int, int] | None:
        """The proper name inside: for people the part after the titles, else the capitalised run at the head."""
        names = self._names(phrase)
        head = self._entry(phrase.head)
        is_named = head.tag == "name" or kind == "location" or (kind == "organisation" and head.token.lower in _GENERIC)
        if not names or not is_named:
            return None
        if (
            len(names) == 1
            and self._entry(names[0]).token.lower in PERSON_NOUNS | GROUP_NOUNS - BODIES_IN_CAPITALS
            and self._is_opening(names[0])
        ):
            return None
        last = names[-1]
        first = last
        while first - 1 >= phrase.start and (self._entry(first - 1).tag == "name" or self._is_ordinal(first - 1)):
            first -= 1
        if kind == "person":
            titles = [k for k in range(first, last) if self._entry(k).token.lower.rstrip(".") in TITLES | PERSON_NOUNS]
            first = titles[-1] + 1 if titles else first
        return self._entry(first).token.start, self._entry(last).token.end

    def _is_ordinal(self, at: int) -> bool:
        """For "3rd Battalion": a number that is a part of the name."""
        return _ORDINAL.fullmatch(self._entry(at).token.lower) is not None

    def _is_opening(self, at: int) -> bool:
        """Whether no word goes before: a capital there tells nothing."""
        return not any(entry.token.is_word for entry in self._sentence.tagged[:at])

    def _kind(self, phrase: Phrase, start: int) -> tuple[MentionKind | None, float]:
        head = self._entry(phrase.head)
        if head.tag == "name":
            return self._kind_of_name(Phrase(start, phrase.end, phrase.head))
        return _kind_of_noun(head.token.lower, [self._entry(k).token.lower for k in range(start, phrase.head)])

    def _kind_of_name(self, phrase: Phrase) -> tuple[MentionKind | None, float]:
        names = self._names(phrase)
        if weapon := self._shared_head(phrase):
            return weapon, 0.7
        follows_of = phrase.start > 1 and self._entry(phrase.start - 1).token.lower == "of"
        if follows_of and self._entry(phrase.start - 2).token.lower in LOCATION_NOUNS:
            return "location", 0.75
        run = [names[-1]]
        while run[0] - 1 >= phrase.start and self._entry(run[0] - 1).tag == "name":
            run.insert(0, run[0] - 1)
        words = [self._entry(k).token.lower.rstrip(".") for k in run]
        surface = self._text[self._entry(run[0]).token.start : self._entry(run[-1]).token.end]
        lowered = surface.lower().removeprefix("the ")
        if words[-1] in _NOT_NAMES and len(words) == 1:
            return None, 0.0
        if lowered in KNOWN_GROUPS or lowered in OUTLETS:
            return "organisation", 0.9
        if lowered in PLACES or (
            words[-1] in PLACES
            and words[0] in {"northern", "southern", "eastern", "western", "central", "north", "south", "east", "west"}
        ):
            return self._kind_of_place(phrase, PLACES.get(lowered))
        if words[-1] in DEMONYMS and len(words) == 1:
            return ("organisation", 0.6) if words[-1] in PEOPLES else ("nationality", 0.6)
        if GROUP_NAME_WORDS & set(words):
            before = words[: next(k for k, word in enumerate(words) if word in GROUP_NAME_WORDS)]
            if not (set(words) & TITLES) and not before:
                return "organisation", 0.85
        if self._is_abbreviated(run[-1]):
            return "organisation", 0.85
        after = self._entry(phrase.end).token.lower if phrase.end < len(self._sentence.tagged) else ""
        if len(words) == 1 and phrase.start < run[0] and after == "of" and words[0] not in GROUP_NOUNS | PERSON_NOUNS:
            return None, 0.0
        if len(words) >= 2 and words[0] in _FIRST_WORDS:
            return _FIRST_WORDS[words[0]]
        by_noun, confidence = _kind_of_noun(words[-1], words[:-1])
        if by_noun in {"organisation", "location", "document_reference", "weapon", "military_platform", "vehicle"}:
            return by_noun, 0.85
        before = [self._entry(k).token.lower.rstrip(".") for k in range(phrase.start, run[-1])]
        if any(word in TITLES or word in PERSON_NOUNS for word in before):
            return "person", 0.9
        if by_noun == "person":
            return "person", 0.75
        if _without_article(words[-1]) in self._people and len(words) <= 3:
            return "person", 0.85
        if len(surface) <= 6 and surface.isupper() and len(words) == 1:
            return "organisation", 0.7
        preposition = self._entry(phrase.start - 1).token.lower if phrase.start else ""
        if preposition in {"in", "near", "at", "outside", "around"} and len(words) <= 2:
            return "location", 0.6
        follows = self._entry(phrase.end) if phrase.end < len(self._sentence.tagged) else None
        if len(words) == 1 and follows is not None and follows.verb is not None and follows.verb.base in SAY:
            return "person", 0.6
        if set(words) & _THING_WORDS and not self._acts(phrase):
            return None, 0.0
        if 2 <= len(words) <= 4 and all(word.isalpha() or "-" in word or "'" in word for word in words):
            return (
                ("person", 0.6) if words[0] not in DEMONYMS and words[0] not in KNOWN_GROUPS else ("organisation", 0.55)
            )
        if len(words) == 1 and run[0] == phrase.start and not self._acts(phrase) and self._is_common(words[0]):
            return None, 0.0
        return "organisation", 0.45

    def _is_common(self, word: str) -> bool:
        """Whether the text has the word without a capital too."""
        return word in self._lowered

    def _acts(self, phrase: Phrase) -> bool:
        """Whether a verb or a genitive follows, or "by" goes before: what acts is somebody."""
        after = self._entry(phrase.end).tag if phrase.end < len(self._sentence.tagged) else "mark"
        before = self._entry(phrase.start - 1).token.lower if phrase.start else ""
        return after in {"verb", "aux", "modal", "gen"} or before in {"by", "against", "with"}

    def _shared_head(self, phrase: Phrase) -> MentionKind | None:
        """The kind of the noun that a bare name shares with the next one: "Fagot and TOW guided missiles"."""
        if any(self._entry(k).tag not in {"name", "num", "adj"} for k in range(phrase.start, phrase.end)):
            return None
        if phrase.end >= len(self._sentence.tagged):
            return None
        link = self._entry(phrase.end)
        following = next((p for p in self._sentence.phrases if p.start == phrase.end + 1), None)
        if following is None:
            return None
        is_guided = link.token.lower in {"guided", "made", "armed", "propelled"}
        is_joined = link.token.lower in {"and", "or", ","} and self._entry(following.start).tag in {"name", "num"}
        if not (is_guided or is_joined):
            return None
        head = self._entry(following.head)
        if head.tag == "name":
            return self._shared_head(following)
        kind = _kind_of_noun(head.token.lower, [])[0]
        return kind if kind in {"weapon", "military_platform", "vehicle"} else None

    def _is_abbreviated(self, at: int) -> bool:
        """Whether capitals in brackets follow: "Free Syrian Army (FSA)"."""
        inside = [self._entry(k).token for k in range(at + 1, min(at + 4, len(self._sentence.tagged)))]
        return (
            len(inside) == 3
            and inside[0].text == "("
            and inside[2].text == ")"
            and inside[1].text.isupper()
            and len(inside[1].text) > 1
        )

    def _names_a_giver(self, at: int) -> bool:
        """Whether "from" follows a verb of getting: help and weapons come from states, not from places."""
        words = {self._entry(k).token.lower for k in range(max(0, at - 8), at)}
        return bool(words & _GETTING)

    def _kind_of_place(self, phrase: Phrase, place: object) -> tuple[MentionKind, float]:
        preposition = self._entry(phrase.start - 1).token.lower if phrase.start else ""
        is_country = getattr(place, "is_country", False)
        if not is_country or preposition in _LOCATIVE - {"from", "to", "over"}:
            return "location", 0.85
        after = self._entry(phrase.end).tag if phrase.end < len(self._sentence.tagged) else "mark"
        if preposition == "from" and self._names_a_giver(phrase.start - 1):
            return "organisation", 0.6
        acts = after in {"verb", "aux", "modal", "adv", "gen"} or preposition in {
            "by",
            "with",
            "and",
            "against",
            "between",
        }
        return ("organisation", 0.7) if acts else ("location", 0.7)


_ARMING: Final = WEAPON_NOUNS | frozenset("explosive incendiary weapon missile".split())
_BROADCAST: Final = frozenset("tv television radio news".split())


def _kind_of_noun(head: str, before: Sequence[str]) -> tuple[MentionKind | None, float]:
    if head in {"device", "devices", "system", "systems"}:
        return ("weapon", 0.75) if _ARMING & set(before) else (None, 0.0)
    if head in {"station", "stations"} and _BROADCAST & set(before):
        return "organisation", 0.7
    kinds: tuple[tuple[frozenset[str], MentionKind, float], ...] = (
        (PLATFORM_NOUNS, "military_platform", 0.75), (WEAPON_NOUNS, "weapon", 0.75), (PERSON_NOUNS, "person", 0.75),
        (GROUP_NOUNS, "organisation", 0.7), (LOCATION_NOUNS, "location", 0.65), (VEHICLE_NOUNS, "vehicle", 0.7),
        (MEDIA_NOUNS, "media", 0.8), (DOCUMENT_NOUNS, "document_reference", 0.55),
    )  # fmt: skip
    for word in dict.fromkeys((head, head.rsplit("-", 1)[-1])):
        for nouns, kind, confidence in kinds:
            if word in nouns:
                return kind, confidence
    if head.endswith("s") and head[:-1] in PERSON_NOUNS:
        return "organisation", 0.7
    return None, 0.0
