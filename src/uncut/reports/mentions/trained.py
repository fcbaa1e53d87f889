"""The trained mention finder: a sequence tagger that sees the rules' decisions and may overrule them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, cast

from uncut.model.report import MentionKind
from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.language.sentences import DATELINE
from uncut.reports.language.tagging import Tagged
from uncut.reports.mentions.features import OUTSIDE, FeatureReader
from uncut.reports.mentions.finder import RuleMentionFinder
from uncut.reports.mentions.found import BACKER, COMPOUND, NUMBERED, PROGRAMME, MentionFinder, MentionFound
from uncut.reports.mentions.naming import BODIES_IN_CAPITALS
from uncut.reports.mentions.tagger import Tagger, shipped_tagger
from uncut.reports.mentions.world import PLACES, TITLES

SETTLED: Final = frozenset({"temporal", "money", "media", "quantity", "weapon", "military_platform", "vehicle"})
"""Kinds in which what the rules find stands: times and sums that are reckoned with, and things that the training data
speak of in one source alone, so that the tagger would learn that source."""
EAGER: Final = 1.0
"""Taken from the score of "no mention" where the rules see one: what both half believe is told from lower odds,
as one that is missed costs a reader as much as a wrong one. On held-out sources of re3d it adds a hundredth to the
overlap F1 and half of that to the strict one; from .8 to 1.5 both are flat."""
SURENESS: Final = 0.87
"""What is left of the tagger's certainty on a source that it was not trained on: by held-out sources of re3d, where the
share of mentions that are right to the letter is this part of it from .3 to 1."""
_CERTAIN: Final = 30.0
"""Added to the score of a settled label: more than all features together weigh."""


@dataclass(frozen=True)
class TrainedMentionFinder:
    """Mentions as the tagger sees them; name, time and head come from the rules where these found the same."""

    tagger: Tagger = field(default_factory=shipped_tagger)
    rules: MentionFinder = field(default_factory=RuleMentionFinder)

    def find(self, analysis: Analysis) -> list[MentionFound]:
        """Mentions of every sentence, in text order."""
        ruled = self.rules.find(analysis)
        reader = FeatureReader(analysis, ruled)
        found: list[MentionFound] = []
        by_sentence: dict[int, list[MentionFound]] = defaultdict(list)
        for mention in ruled:
            by_sentence[mention.sentence].append(mention)
        for index, sentence in enumerate(analysis.walked("mentions", analysis.sentences)):
            if sentence.furniture or not sentence.tagged:
                continue
            labels, likely = self._labels(reader, index)
            spans = two_people_apart(sentence, cut_at_commas(sentence, spans_of(labels)))
            dated = DATELINE.match(analysis.text, sentence.start) is not None
            here = by_sentence[index]
            tagged = [
                _described(sentence, index, kind, start, end, round(SURENESS * min(likely[start:end]), 2), here)
                for kind, start, end in placed_in_datelines(spans, is_dateline=dated)
                if kind not in {"person", "organisation"} or not _is_part_of_a_thing(sentence, end - 1)
            ]
            found.extend(_joined(tagged, here))
        return found

    def _labels(self, reader: FeatureReader, index: int) -> tuple[list[str], list[float]]:
        """The label of each token of a sentence, and how likely it is."""
        scores, ruled = self.tagger.scores(reader.read(index)), reader.rule_labels(index)
        where, counted = countries_told_as_places(reader.sentence(index)), people_counted(ruled)
        for at, label in enumerate(ruled):
            is_sure = label[2:] in SETTLED or at in counted or (at in where and label[2:] == "location")
            if is_sure and label in self.tagger.labels:
                scores[at, self.tagger.labels.index(label)] += _CERTAIN
        sure = self.tagger.marginals(scores)
        seen = [at for at, label in enumerate(ruled) if label != OUTSIDE]
        scores[seen, self.tagger.labels.index(OUTSIDE)] -= EAGER
        best = self.tagger.best(scores)
        return [self.tagger.labels[label] for label in best], sure[range(len(best)), best].tolist()


_WITHIN: Final = frozenset("in across inside throughout within outside around near".split())
_LONGEST_COUNTRY: Final = 3


def countries_told_as_places(sentence: Sequence[Tagged]) -> set[int]:
    """The words of countries in which something is: "across the United States", not "the United States said"."""
    words = [entry.token.lower for entry in sentence]
    found: set[int] = set()
    for at, word in enumerate(words):
        if word not in _WITHIN:
            continue
        first = at + 1 + (words[at + 1 : at + 2] == ["the"])
        for last in range(min(len(words), first + _LONGEST_COUNTRY), first, -1):
            place = PLACES.get(" ".join(words[first:last]))
            if place is not None and place.is_country and not _goes_on(sentence, last):
                found.update(range(at + 1, last))
                break
    return found


def people_counted(ruled: Sequence[str]) -> set[int]:
    """The words of those whom a number counts: in "claimed the lives of four children" it is told who died."""
    found: set[int] = set()
    for at, label in enumerate(ruled):
        begins = label in {"B-organisation", "B-person"} and at > 0 and ruled[at - 1].endswith("-quantity")
        if begins or (at - 1 in found and label.startswith("I-")):
            found.add(at)
    return found


def _goes_on(sentence: Sequence[Tagged], at: int) -> bool:
    """Whether the name is only the opening of a longer one: "in the U.S. 5th Fleet area", "in Iraq's army"."""
    return at < len(sentence) and (sentence[at].tag in {"name", "noun", "num", "adj", "gen"})


def spans_of(labels: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Kind and half-open token span of each mention in a row of labels."""
    start = 0
    for at in range(1, len(labels) + 1):
        if at == len(labels) or labels[at] != f"I-{labels[start][2:]}":
            if labels[start] != OUTSIDE:
                yield labels[start][2:], start, at
            start = at


def cut_at_commas(sentence: Sentence, spans: Iterator[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """The spans, those of places without their commas: which places belong together is the gazetteer's to say."""
    for kind, start, end in spans:
        first = start
        for at in range(start, end if kind == "location" else start):
            if sentence.tagged[at].token.text == ",":
                if first < at:
                    yield kind, first, at
                first = at + 1
        if first < end:
            yield kind, first, end


def placed_in_datelines(spans: Iterator[tuple[str, int, int]], *, is_dateline: bool) -> Iterator[tuple[str, int, int]]:
    """The spans, the town that opens a dateline a place: in capitals it looks like a body's initials."""
    for kind, start, end in spans:
        opens = is_dateline and start == 0 and kind in {"person", "organisation"}
        yield "location" if opens else kind, start, end


def two_people_apart(sentence: Sentence, spans: Iterator[tuple[str, int, int]]) -> Iterator[tuple[str, int, int]]:
    """The spans, those of people cut where a second one follows: "The Prime Minister and President Brandt"."""
    for kind, start, end in spans:
        first = start
        for at in range(start + 1, end - 1 if kind == "person" else start):
            titled = sentence.tagged[at + 1].token.lower.rstrip(".") in TITLES
            if titled and sentence.tagged[at].token.lower == "and":
                yield kind, first, at
                first = at + 1
        yield kind, first, end


def _is_part_of_a_thing(sentence: Sentence, last: int) -> bool:
    """For "its lit front": a word that names a body in capitals alone."""
    head = sentence.tagged[last]
    return head.tag == "noun" and head.token.lower in BODIES_IN_CAPITALS


def _joined(tagged: Sequence[MentionFound], ruled: Sequence[MentionFound]) -> list[MentionFound]:
    """The tagger's mentions, those that the rules alone decide, and the names inside that tie one to another."""
    settled = [m for m in ruled if m.pronoun or m.kind in SETTLED or m.head in {PROGRAMME, NUMBERED, COMPOUND}]
    spoken = [
        m for m in tagged if not any(_touch(m, k) for k in settled if k.pronoun or k.kind == m.kind or _is_programme(k))
    ]
    outer_ones = [*spoken, *(m for m in settled if m.head == COMPOUND)]
    inner = [m for m in ruled if m not in settled and any(_holds(outer, m) for outer in outer_ones)]
    return sorted([*settled, *spoken, *inner], key=lambda m: (m.start, m.end))


def _is_programme(one: MentionFound) -> bool:
    return one.head in {PROGRAMME, COMPOUND}


def _touch(one: MentionFound, other: MentionFound) -> bool:
    return one.start < other.end and other.start < one.end


def _holds(outer: MentionFound, inner: MentionFound) -> bool:
    """For "the leader of Jaysh al-Izza", "al-Qaeda's branch": the body or place named inside what describes another."""
    describes = outer.kind == "organisation" and outer.name is None and inner.kind in {"organisation", "person"}
    is_tie = inner.name is not None and (describes or inner.kind in {"organisation", "location"})
    is_held = outer.kind == "person" or describes or inner.head == BACKER
    return is_tie and is_held and outer.start < inner.end <= outer.end and outer.start <= inner.start


def _described(
    sentence: Sentence, index: int, kind: str, start: int, end: int, sure: float, ruled: Sequence[MentionFound]
) -> MentionFound:
    """A mention of the tagger with what the rules know of the same words."""
    first, last = sentence.tagged[start].token.start, sentence.tagged[end - 1].token.end
    kind_here = cast(MentionKind, kind)
    alike = [m for m in ruled if m.start < last and first < m.end and not m.pronoun]
    best = max(alike, key=lambda m: (m.kind == kind, min(last, m.end) - max(first, m.start)), default=None)
    if best is not None and (best.name is None or first <= best.name[0] < best.name[1] <= last):
        time = best.time if best.kind == kind else None
        return replace(best, kind=kind_here, start=first, end=last, confidence=sure, time=time)
    names = [at for at in range(start, end) if sentence.tagged[at].tag == "name"]
    head = next((at for at in range(end - 1, start - 1, -1) if sentence.tagged[at].tag in {"noun", "name"}), end - 1)
    name = None
    if names and names[-1] == head:
        lead = head
        while lead - 1 in names:
            lead -= 1
        name = sentence.tagged[lead].token.start, sentence.tagged[head].token.end
    return MentionFound(
        kind=kind_here, start=first, end=last, sentence=index, confidence=sure, name=name,
        head=sentence.tagged[head].token.lower,
    )  # fmt: skip
