# ruff: noqa: E501  patterns and word lists stay on one line each
# ruff: noqa: PLR0911, PLR0912  a numbered cascade reads straight down
"""What kind of thing a noun phrase names: by its head noun, by the shape of its name, by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from uncut.model.report import MentionKind
from uncut.reports.language.analysis import Analysis
from uncut.reports.language.phrases import Phrase
from uncut.reports.language.verbs import SAY
from uncut.reports.mentions.forms import NICKNAMED
from uncut.reports.mentions.words import Words
from uncut.reports.mentions.world import (
    DEMONYMS,
    DOCUMENT_NOUNS,
    GROUP_NAME_WORDS,
    GROUP_NOUNS,
    KNOWN_GROUPS,
    LOCATION_NOUNS,
    MEDIA_NOUNS,
    OUTLETS,
    PEOPLES,
    PERSON_NOUNS,
    PLACES,
    PLATFORM_NOUNS,
    TITLES,
    VEHICLE_NOUNS,
    WEAPON_NOUNS,
)  # fmt: skip

_LOCATIVE: Final = frozenset(
    "in at near around across outside inside throughout toward towards into from to through over within".split()
)
_TAKES_A_PLACE: Final = frozenset("retake recapture besiege overrun encircle liberate reach".split())
"""Verbs whose object is a place where nothing else is known of it."""
_NOT_NAMES: Final = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december ramadan eid christmas easter islam english arabic french god allah internet islamic muslim
    muslims christian christians sunni shia shiite jewish jews""".split()
)
_GETTING: Final = frozenset(
    """receive received receives receiving benefit benefits benefited obtain obtained get got bought buy support aid help funding
    weapons rockets arms money training assistance""".split()
)
_FIRST_WORDS: Final[dict[str, tuple[MentionKind | None, float]]] = {
    "operation": (None, 0.0), "camp": ("location", 0.7), "mount": ("location", 0.8), "lake": ("location", 0.8),
    "tell": ("location", 0.75), "tel": ("location", 0.75), "tal": ("location", 0.7), "kafr": ("location", 0.8), "jabal": ("location", 0.75),
    "deir": ("location", 0.75), "wadi": ("location", 0.75), "ain": ("location", 0.7), "khirbet": ("location", 0.8), "beit": ("location", 0.6),
    "fort": ("location", 0.7), "port": ("location", 0.7), "task": ("organisation", 0.7), "hms": ("military_platform", 0.8),
    "uss": ("military_platform", 0.8), "hmas": ("military_platform", 0.8), "hmcs": ("military_platform", 0.8),
    "fs": ("military_platform", 0.7), "usns": ("military_platform", 0.8), "san": ("location", 0.6), "executive": ("document_reference", 0.5),
}  # fmt: skip
"""What a name of several words is by its first one."""
_BODIES: Final = frozenset(
    "legion service directorate bureau secretariat observatory corps watch monitor authority initiative network league".split()
)
"""What a name of several words is a body by, if it ends so, and what means something else without a capital."""
THING_WORDS: Final = frozenset(
    """black white red green yellow blue golden silver islamic christian jewish muslim sunni shia holy standard banner flag seal
    emblem medal badge order sword cross star crescent prize award day night spring winter summer autumn war act bill law
    accord treaty plan strategy doctrine question problem crisis system project statement""".split()
)
"""Words of names that are no person's: flags, feasts, laws, wars."""
_CRAFT: Final = re.compile(
    r"(?:a|ac|ah|an|av|b|bmd|bmp|brdm|btr|c|ch|cv|e|ea|f|f/a|hh|il|ka|kc|l|mc|mh|mi|mig|mq|mv|oh|p|rc|rq|sh|su|t|tu|u|uh|yak)"
    r"-\d{1,3}[a-z]{0,3}"
)
"""Designations of aircraft and armour: "F-16", "Mi-8", "T-72B"."""
_ARMS: Final = re.compile(
    r"(?:agm|aim|ak|akm|at|bm|fab|gbu|kab|kh|mk|ofab|pg|pk|rbk|rpg|rpk|s|sa|svd)-\d{1,4}[a-z]{0,3}|c-4|m-?16a?\d?|s-[34]00"
)
"""Designations of weapons: "AK-47", "RPG-7", "S-400"."""
_ARMOURED: Final = frozenset("armoured armored tactical technical combat fighting military suicide".split())
"""What goes before a vehicle that fights."""
_ARMING: Final = WEAPON_NOUNS | frozenset("explosive incendiary weapon missile".split())
_ORES: Final = frozenset("gold coal copper diamond salt iron silver uranium lithium cobalt zinc bauxite coltan".split())
"""What is dug in a mine that does not explode."""
_TWO: Final = 2
_STATES: Final = frozenset({"state", "states", "region", "division", "union"})
_BROADCAST: Final = frozenset("tv television radio news".split())


@dataclass(frozen=True)
class KindReader:
    """The kinds of one sentence's phrases."""

    words: Words
    people: frozenset[str]
    """Last names of people whom the text names with a title or in full."""
    lowered: frozenset[str]
    """Words that the text has without a capital too."""

    def of(self, phrase: Phrase, start: int) -> tuple[MentionKind | None, float]:
        """The kind of the phrase from ``start`` on, and how sure that is; ``None`` where it speaks of nothing."""
        head = self.words.entry(phrase.head)
        if head.tag == "name":
            return self._kind_of_name(Phrase(start, phrase.end, phrase.head))
        if head.token.lower in _STATES and self._is_part_of_country(phrase, start):
            return "location", 0.75
        return _kind_of_noun(head.token.lower, [self.words.entry(k).token.lower for k in range(start, phrase.head)])

    def _is_part_of_country(self, phrase: Phrase, start: int) -> bool:
        """Whether "state" stands for a part of a country: "in El Gezira state"."""
        lead = self.words.entry(start - 1).token.lower if start else ""
        return (
            lead in {"in", "of", "to", "across", "from", "through"} and self.words.entry(phrase.head - 1).tag == "name"
        )

    def _kind_of_name(self, phrase: Phrase) -> tuple[MentionKind | None, float]:
        names = self.words.names(phrase)
        if weapon := self._shared_head(phrase):
            return weapon, 0.7
        follows_of = phrase.start > 1 and self.words.entry(phrase.start - 1).token.lower == "of"
        if follows_of and self.words.entry(phrase.start - 2).token.lower in LOCATION_NOUNS:
            return "location", 0.75
        run = [names[-1]]
        while run[0] - 1 >= phrase.start and self.words.entry(run[0] - 1).tag == "name":
            run.insert(0, run[0] - 1)
        words = [self.words.entry(k).token.lower.rstrip(".") for k in run]
        surface = self.words.text[self.words.entry(run[0]).token.start : self.words.entry(run[-1]).token.end]
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
        after = self.words.entry(phrase.end).token.lower if phrase.end < len(self.words.sentence.tagged) else ""
        if len(words) == 1 and phrase.start < run[0] and after == "of" and words[0] not in GROUP_NOUNS | PERSON_NOUNS:
            return None, 0.0
        if len(words) >= 2 and words[0] in _FIRST_WORDS:
            is_body = words[-1] in GROUP_NAME_WORDS or _kind_of_noun(words[-1], words[:-1])[0] == "organisation"
            return ("organisation", 0.8) if is_body and words[0] != "operation" else _FIRST_WORDS[words[0]]
        if len(words) >= 2 and words[-1] in _BODIES:
            return "organisation", 0.85
        by_noun = _kind_of_designation(words) or _kind_of_noun(words[-1], words[:-1])[0]
        if by_noun in {"organisation", "location", "document_reference", "weapon", "military_platform", "vehicle"}:
            return by_noun, 0.85
        before = [self.words.entry(k).token.lower.rstrip(".") for k in range(phrase.start, run[-1])]
        if any(word in TITLES or word in PERSON_NOUNS for word in before):
            return "person", 0.9
        if by_noun == "person":
            return "person", 0.75
        if without_article(words[-1]) in self.people and len(words) <= 3:
            return "person", 0.85
        if len(surface) <= 6 and surface.isupper() and len(words) == 1:
            return "organisation", 0.7
        preposition = self.words.entry(phrase.start - 1).token.lower if phrase.start else ""
        if preposition in {"in", "near", "at", "outside", "around"} and len(words) <= 2:
            return "location", 0.6
        verb = self.words.entry(phrase.start - 1).verb if phrase.start else None
        if verb is not None and verb.base in _TAKES_A_PLACE and len(words) <= 2:
            return "location", 0.55
        follows = self.words.entry(phrase.end) if phrase.end < len(self.words.sentence.tagged) else None
        if len(words) == 1 and follows is not None and follows.verb is not None and follows.verb.base in SAY:
            return "person", 0.6
        if set(words) & THING_WORDS and not self._acts(phrase):
            return None, 0.0
        if len(words) == _TWO and self._has_article(run[0]) and words[0] not in DEMONYMS:
            return "organisation", 0.6
        if 2 <= len(words) <= 4 and all(word.isalpha() or "-" in word or "'" in word for word in words):
            return (
                ("person", 0.6) if words[0] not in DEMONYMS and words[0] not in KNOWN_GROUPS else ("organisation", 0.55)
            )
        if len(words) == 1 and run[0] == phrase.start and not self._acts(phrase) and self._is_common(words[0]):
            return None, 0.0
        return "organisation", 0.45

    def _has_article(self, at: int) -> bool:
        """Whether "the" stands right before a name, as before no person's: "the Quay Guard"."""
        return at > 0 and self.words.entry(at - 1).token.lower == "the"

    def _is_common(self, word: str) -> bool:
        """Whether the text has the word without a capital too."""
        return word in self.lowered

    def _acts(self, phrase: Phrase) -> bool:
        """Whether a verb or a genitive follows, or "by" goes before: what acts is somebody."""
        after = self.words.entry(phrase.end).tag if phrase.end < len(self.words.sentence.tagged) else "mark"
        before = self.words.entry(phrase.start - 1).token.lower if phrase.start else ""
        return after in {"verb", "aux", "modal", "gen"} or before in {"by", "against", "with"}

    def _shared_head(self, phrase: Phrase) -> MentionKind | None:
        """The kind of the noun that a bare name shares with the next one: "Fagot and TOW guided missiles"."""
        if any(self.words.entry(k).tag not in {"name", "num", "adj"} for k in range(phrase.start, phrase.end)):
            return None
        if phrase.end >= len(self.words.sentence.tagged):
            return None
        link = self.words.entry(phrase.end)
        following = next((p for p in self.words.sentence.phrases if p.start == phrase.end + 1), None)
        if following is None:
            return None
        is_guided = link.token.lower in {"guided", "made", "armed", "propelled"}
        is_joined = link.token.lower in {"and", "or", ","} and self.words.entry(following.start).tag in {"name", "num"}
        if not (is_guided or is_joined):
            return None
        head = self.words.entry(following.head)
        if head.tag == "name":
            return self._shared_head(following)
        kind = _kind_of_noun(head.token.lower, [])[0]
        return kind if kind in {"weapon", "military_platform", "vehicle"} else None

    def _is_abbreviated(self, at: int) -> bool:
        """Whether capitals in brackets follow: "Free Syrian Army (FSA)"."""
        inside = [self.words.entry(k).token for k in range(at + 1, min(at + 4, len(self.words.sentence.tagged)))]
        return (
            len(inside) == 3
            and inside[0].text == "("
            and inside[2].text == ")"
            and inside[1].text.isupper()
            and len(inside[1].text) > 1
        )

    def _names_a_giver(self, at: int) -> bool:
        """Whether "from" follows a verb of getting: help and weapons come from states, not from places."""
        words = {self.words.entry(k).token.lower for k in range(max(0, at - 8), at)}
        return bool(words & _GETTING)

    def _kind_of_place(self, phrase: Phrase, place: object) -> tuple[MentionKind, float]:
        preposition = self.words.entry(phrase.start - 1).token.lower if phrase.start else ""
        is_country = getattr(place, "is_country", False)
        if not is_country or preposition in _LOCATIVE - {"from", "to", "over"}:
            return "location", 0.85
        after = self.words.entry(phrase.end).tag if phrase.end < len(self.words.sentence.tagged) else "mark"
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


def _kind_of_designation(words: Sequence[str]) -> MentionKind | None:
    if any(_ARMS.fullmatch(word) for word in words):
        return "weapon"
    return "military_platform" if any(_CRAFT.fullmatch(word) for word in words) else None


def _kind_of_noun(head: str, before: Sequence[str]) -> tuple[MentionKind | None, float]:
    if head in {"device", "devices", "system", "systems"}:
        return ("weapon", 0.75) if _ARMING & set(before) else (None, 0.0)
    if head in {"mine", "mines"} and _ORES & set(before):
        return "location", 0.7
    if head in {"station", "stations"} and _BROADCAST & set(before):
        return "organisation", 0.7
    kinds: tuple[tuple[frozenset[str], MentionKind, float], ...] = (
        (PLATFORM_NOUNS, "military_platform", 0.75), (WEAPON_NOUNS, "weapon", 0.75), (PERSON_NOUNS, "person", 0.75),
        (GROUP_NOUNS, "organisation", 0.7), (LOCATION_NOUNS, "location", 0.65), (VEHICLE_NOUNS, "vehicle", 0.7),
        (MEDIA_NOUNS, "media", 0.8), (DOCUMENT_NOUNS, "document_reference", 0.55),
    )  # fmt: skip
    if head in VEHICLE_NOUNS and _ARMOURED & set(before):
        return "military_platform", 0.75
    for word in dict.fromkeys((head, head.rsplit("-", 1)[-1])):
        for nouns, kind, confidence in kinds:
            if word in nouns:
                return kind, confidence
    if head.endswith("s") and head[:-1] in PERSON_NOUNS:
        return "organisation", 0.7
    return None, 0.0


_NOT_IN_PEOPLE: Final = (
    GROUP_NOUNS
    | LOCATION_NOUNS
    | DOCUMENT_NOUNS
    | KNOWN_GROUPS
    | frozenset(DEMONYMS)
    | frozenset(PLACES)
    | frozenset("operation camp mount north south east west united new resolve state islamic time press".split())
)


def people_with_titles(analysis: Analysis) -> frozenset[str]:
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
                people.add(without_article(lowered[-1]))
    for match in NICKNAMED.finditer(analysis.text):
        people.add(without_article(match.group().lower().split()[-1]))
    return frozenset(people)


def without_article(name: str) -> str:
    """Without the Arabic article that some write before a name."""
    return re.sub(r"^(?:al|el|an|as|ash)-", "", name)
