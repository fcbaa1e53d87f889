"""The trained mention finder: a sequence tagger that sees the rules' decisions and may overrule them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, cast

from uncut.model.report import MentionKind
from uncut.reports.language.analysis import Analysis, Sentence
from uncut.reports.mentions.features import OUTSIDE, FeatureReader
from uncut.reports.mentions.finder import BACKER, PROGRAMME, MentionFinder, MentionFound, RuleMentionFinder
from uncut.reports.mentions.tagger import Tagger, shipped_tagger

SETTLED: Final = frozenset({"temporal", "money", "media", "quantity", "weapon", "military_platform", "vehicle"})
"""Kinds in which what the rules find stands: times and sums that are reckoned with, and things that the training data
speak of in one source alone, so that the tagger would learn that source."""
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
        for index, sentence in enumerate(analysis.sentences):
            if sentence.furniture or not sentence.tagged:
                continue
            scores = self.tagger.scores(reader.read(index))
            for at, label in enumerate(reader.rule_labels(index)):
                if label[2:] in SETTLED and label in self.tagger.labels:
                    scores[at, self.tagger.labels.index(label)] += _CERTAIN
            labels = [self.tagger.labels[label] for label in self.tagger.best(scores)]
            sure = self.tagger.marginals(scores).max(axis=1)
            here = [mention for mention in ruled if mention.sentence == index]
            tagged = [
                _described(sentence, index, kind, start, end, round(float(sure[start:end].min()), 2), here)
                for kind, start, end in spans_of(labels)
            ]
            found.extend(_joined(tagged, here))
        return found


def spans_of(labels: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Kind and half-open token span of each mention in a row of labels."""
    start = 0
    for at in range(1, len(labels) + 1):
        if at == len(labels) or labels[at] != f"I-{labels[start][2:]}":
            if labels[start] != OUTSIDE:
                yield labels[start][2:], start, at
            start = at


def _joined(tagged: Sequence[MentionFound], ruled: Sequence[MentionFound]) -> list[MentionFound]:
    """The tagger's mentions, those that the rules alone decide, and the names inside that tie one to another."""
    settled = [m for m in ruled if m.pronoun or m.kind in SETTLED or _is_programme(m)]
    spoken = [
        m for m in tagged if not any(_touch(m, k) for k in settled if k.pronoun or k.kind == m.kind or _is_programme(k))
    ]
    inner = [m for m in ruled if m not in settled and any(_holds(outer, m) for outer in spoken)]
    return sorted([*settled, *spoken, *inner], key=lambda m: (m.start, m.end))


def _is_programme(one: MentionFound) -> bool:
    return one.head == PROGRAMME


def _touch(one: MentionFound, other: MentionFound) -> bool:
    return one.start < other.end and other.start < one.end


def _holds(outer: MentionFound, inner: MentionFound) -> bool:
    """For "the leader of Jaysh al-Izza", "the mayor of Paris": the body or place named inside a mention of a person."""
    is_tie = inner.name is not None and inner.kind in {"organisation", "location"}
    is_held = outer.kind == "person" or inner.head == BACKER
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
