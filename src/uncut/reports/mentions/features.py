"""What the sequence tagger sees of each token: the word, its neighbours, its phrase, and what the rules decided."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.language.tagging import Tagged
from uncut.reports.lexicon import MONTHS, NUMBER_WORDS, WEEKDAYS
from uncut.reports.mentions import world
from uncut.reports.mentions.word_classes import SIZES, classes_of

if TYPE_CHECKING:
    from uncut.reports.mentions.found import MentionFound

OUTSIDE: Final = "O"
_LISTS: Final = (
    ("person", world.PERSON_NOUNS), ("group", world.GROUP_NOUNS), ("location", world.LOCATION_NOUNS),
    ("weapon", world.WEAPON_NOUNS), ("platform", world.PLATFORM_NOUNS), ("vehicle", world.VEHICLE_NOUNS),
    ("document", world.DOCUMENT_NOUNS), ("media", world.MEDIA_NOUNS), ("title", world.TITLES),
    ("programme", world.PROGRAMME_NOUNS), ("group_name", world.GROUP_NAME_WORDS), ("office", world.OFFICE_WORDS),
    ("people", world.PEOPLES), ("demonym", frozenset(world.DEMONYMS)), ("month", frozenset(MONTHS)),
    ("weekday", frozenset(WEEKDAYS)), ("number", frozenset(NUMBER_WORDS)),
)  # fmt: skip
_LONGEST_NAME: Final = 7
"""Words of the longest name that is looked up as one."""


def rule_labels(sentence: Sentence, mentions: Sequence[MentionFound]) -> list[str]:
    """The rules' outermost mentions as ``B-kind``, ``I-kind`` and ``O``, one for each token."""
    labels = [OUTSIDE] * len(sentence.tagged)
    for mention in sorted(mentions, key=lambda m: (m.start - m.end, m.start)):
        inside = [at for at, e in enumerate(sentence.tagged) if mention.start <= e.token.start < mention.end]
        if inside and all(labels[at] == OUTSIDE for at in inside):
            for at in inside:
                labels[at] = f"{'B' if at == inside[0] else 'I'}-{mention.kind}"
    return labels


class FeatureReader:
    """The features of one text's tokens."""

    def __init__(self, analysis: Analysis, mentions: Sequence[MentionFound]) -> None:
        self._by_sentence: defaultdict[int, list[MentionFound]] = defaultdict(list)
        for mention in mentions:
            self._by_sentence[mention.sentence].append(mention)
        self._analysis = analysis
        self._labels = {
            index: rule_labels(sentence, self._by_sentence[index])
            for index, sentence in enumerate(analysis.sentences)
            if not sentence.furniture
        }
        self._usual: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for index, labels in self._labels.items():
            for entry, label in zip(analysis.sentences[index].tagged, labels, strict=True):
                if entry.tag == "name":
                    self._usual[entry.token.lower][label[2:] or label] += 1

    def rule_labels(self, index: int) -> list[str]:
        """The rules' label of each token of the sentence at ``index``."""
        return self._labels[index]

    def sentence(self, index: int) -> tuple[Tagged, ...]:
        """The words of the sentence at ``index`` of the analysis."""
        return tuple(self._analysis.sentences[index].tagged)

    def read(self, index: int) -> list[list[str]]:
        """The features of each token of the sentence at ``index`` of the analysis."""
        sentence = self._analysis.sentences[index]
        columns = _Columns(sentence, self._labels[index], self._by_sentence[index])
        return [
            [*columns.of(at), *self._of_document(entry.token.lower, entry.tag)]
            for at, entry in enumerate(sentence.tagged)
        ]

    def _of_document(self, word: str, tag: str) -> Iterator[str]:
        """What the rules mostly take the name for in this text."""
        if tag == "name" and (usual := self._usual[word].most_common(1)):
            yield f"usual={usual[0][0]}"


class _Columns:
    """A sentence's words, classes and rule decisions, side by side."""

    def __init__(self, sentence: Sentence, labels: Sequence[str], mentions: Sequence[MentionFound]) -> None:
        self.words = [entry.token.lower for entry in sentence.tagged]
        self.tags = [entry.tag for entry in sentence.tagged]
        self.shapes = [shape_of(entry.token.text) for entry in sentence.tagged]
        self.classes = [word_classes(word) for word in self.words]
        self.known = _known_names(self.words)
        self.alike = [classes_of(word) for word in self.words]
        self.rules = list(labels)
        self.inner = [
            "+".join(sorted({m.kind[:3] for m in mentions if m.start <= entry.token.start < m.end}))
            for entry in sentence.tagged
        ]
        self._phrase_features = self._phrases(sentence)

    def of(self, at: int) -> list[str]:
        """The features of the token at ``at``."""
        word, tag, rule = self.words[at], self.tags[at], self.rules[at]
        before, after = self._at(self.words, at - 1), self._at(self.words, at + 1)
        found = [
            "always", f"w={word}", f"s={self.shapes[at]}", f"r={rule}", f"r,w={rule},{word}", f"r,t={rule},{tag}",
            f"in={self.inner[at]}", f"w-1,w={before},{word}", f"w,w+1={word},{after}",
            f"known={self.known[at]}", f"known,r={self.known[at]},{rule}",
            f"r-1,r,r+1={self._at(self.rules, at - 1)},{rule},{self._at(self.rules, at + 1)}",
            f"r,w-1={rule},{before}", f"r,w+1={rule},{after}",
            f"t-1,t,t+1={self._at(self.tags, at - 1)},{tag},{self._at(self.tags, at + 1)}",
            f"c,r={self.classes[at]},{rule}",
        ]  # fmt: skip
        found += [f"^{word[:n]}" for n in (2, 3, 4) if len(word) > n]
        found += [f"{word[-n:]}$" for n in (2, 3, 4) if len(word) > n]
        for step in (-2, -1, 0, 1, 2):
            found.append(f"c{step}={self._at(self.classes, at + step)}")
            found.append(f"t{step}={self._at(self.tags, at + step)}")
            if step:
                found.append(f"w{step}={self._at(self.words, at + step)}")
                found.append(f"r{step}={self._at(self.rules, at + step)}")
                found.append(f"s{step}={self._at(self.shapes, at + step)}")
                found.append(f"known{step}={self._at(self.known, at + step)}")
        return [*found, *self._of_classes(at), *self._phrase_features[at]]

    def _of_classes(self, at: int) -> Iterator[str]:
        """The classes of words used alike of the token and its neighbours."""
        around = [(step, self.alike[at + step]) for step in (-2, -1, 1, 2) if 0 <= at + step < len(self.alike)]
        for number, size in enumerate(SIZES):
            own = self.alike[at][number]
            yield f"k{size}={own}"
            yield f"k{size},r={own},{self.rules[at]}"
            for step, classes in around:
                yield f"k{size}{step}={classes[number]}"

    @staticmethod
    def _at(column: Sequence[str], at: int) -> str:
        return column[at] if 0 <= at < len(column) else "#"

    def _phrases(self, sentence: Sentence) -> list[list[str]]:
        """For each token its place in its noun phrase, the phrase's head, and the words around the phrase."""
        found: list[list[str]] = [["p=-"] for _ in self.words]
        for phrase in sentence.phrases:
            head, kinds = self.words[phrase.head], self.classes[phrase.head]
            before, after = self._at(self.words, phrase.start - 1), self._at(self.words, phrase.end)
            lead = self._at(self.words, phrase.start - 2)
            for at in range(phrase.start, phrase.end):
                place = "B" if at == phrase.start else "E" if at == phrase.end - 1 else "I"
                found[at] = [
                    f"p={place}", f"ph={head}", f"p,phc={place},{kinds}", f"p,phs={place},{self.shapes[phrase.head]}",
                    f"ph,rule={kinds},{self.rules[phrase.head]}", f"p<={before}", f"p>={after}", f"p<<={lead},{before}",
                    f"p<,c={before},{kinds}", f"p,det={place},{self.words[phrase.start]}",
                    f"p,w={place},{self.words[at]}",
                ]  # fmt: skip
                for size, alike in zip(SIZES, self.alike[phrase.head], strict=True):
                    found[at] += [f"pk{size}={alike}", f"p,pk{size}={place},{alike}"]
            for at in range(phrase.end, min(phrase.end + 2, len(self.words))):
                found[at].append(f"behind{at - phrase.end}={kinds},{self.words[at]}")
        return found


@lru_cache(maxsize=1 << 14)
def shape_of(word: str) -> str:
    """``Xx`` for "Army", ``X`` for "FSA", ``x-Xx`` for "al-Izza", ``9`` for numbers."""
    plain = "".join("X" if c.isupper() else "9" if c.isdigit() else "x" if c.isalpha() else c for c in word)
    return re.sub(r"(.)\1+", r"\1", plain)


@lru_cache(maxsize=1 << 14)
def word_classes(word: str) -> str:
    """The word lists that hold the word, its last part or its singular."""
    forms = {word, word.rsplit("-", 1)[-1]}
    held = {name for name, words in _LISTS if forms & words}
    held |= {f"{name}s" for name, words in _LISTS[:8] if word.endswith("s") and word[:-1] in words}
    return "+".join(sorted(held)) or "-"


def _known_names(words: Sequence[str]) -> list[str]:
    """Per token the list that knows the longest name that covers it."""
    known = ["-"] * len(words)
    for start in range(len(words)):
        for end in range(min(len(words), start + _LONGEST_NAME), start, -1):
            kind = _list_of(" ".join(words[start:end]))
            if kind and known[start] == "-":
                known[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
                break
    return known


def _list_of(name: str) -> str:
    if name in world.PLACES:
        return "country" if world.PLACES[name].is_country else "city"
    if name in world.KNOWN_GROUPS:
        return "group"
    return "outlet" if name in world.OUTLETS else ""
