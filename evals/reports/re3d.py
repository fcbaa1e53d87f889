"""Mentions and ties on re3d: strict and overlap F1. Run ``python -m evals.reports.re3d``."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.frame import SHARED
from uncut.model.report import Report
from uncut.reports.mentions.finder import RuleMentionFinder
from uncut.reports.mentions.trained import TrainedMentionFinder
from uncut.reports.pipeline import Finders, report_of
from uncut.reports.read.document import document_from_bytes
from uncut.reports.read.publication import ReadOptions

KINDS = {
    "Person": "person", "Organisation": "organisation", "Location": "location", "Nationality": "nationality",
    "Temporal": "temporal", "Quantity": "quantity", "Weapon": "weapon", "MilitaryPlatform": "military_platform",
    "Money": "money", "DocumentReference": "document_reference", "Vehicle": "vehicle",
}  # fmt: skip
_TIES = {
    "BelongsTo": "part_of", "InChargeOf": "leads", "AlliesOf": "allied_with", "FightingAgainst": "opposes",
    "CommWith": "met", "IsSynonymOf": "same_as",
}  # fmt: skip
_EITHER_WAY = {"allied_with", "opposes", "met", "same_as"}
Mark = tuple[str, int, int]
"""Kind and span."""
Pair = tuple[str, tuple[int, int], tuple[int, int]]
"""Kind of tie, and the spans of its two sides."""
Counts = Counter[str]


def _load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def positions(text: str) -> list[int]:
    """For each code point, how many are not white space before it."""
    counts, seen = [], 0
    for letter in text:
        counts.append(seen)
        seen += not letter.isspace()
    return [*counts, seen]


def longest(marks: set[Mark]) -> list[Mark]:
    """Of marks of one kind inside each other the longest."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m[1] - m[2], m[1])):
        if not any(k[0] == mark[0] and k[1] <= mark[1] and mark[2] <= k[2] for k in kept):
            kept.append(mark)
    return kept


def _overlaps(gold: Sequence[Mark], found: Sequence[Mark]) -> int:
    used: set[int] = set()
    hits = 0
    for kind, start, end in gold:
        best = [
            (min(end, e) - max(start, s), at)
            for at, (k, s, e) in enumerate(found)
            if k == kind and at not in used and s < end and start < e
        ]
        if best:
            used.add(max(best)[1])
            hits += 1
    return hits


@dataclass(frozen=True)
class Labelled:
    """A document with what people marked in it; the spans leave white space aside."""

    source: str
    text: str
    mentions: tuple[Mark, ...]
    ties: frozenset[Pair]


Train = Callable[[Sequence[Labelled]], Finders]
"""Makes finders from documents."""


def read_re3d(folder: Path) -> list[Labelled]:
    """The documents of every source in ``folder``, with their labels of confidence 0.5 and more."""
    documents = []
    for source in sorted(path.parent for path in folder.glob("*/documents.json")):
        entities, relations = ([r for r in _load(source / f"{name}.json") if r.get("confidence", 1) >= 0.5]
                               for name in ("entities", "relations"))  # fmt: skip
        for document in _load(source / "documents.json"):
            at = positions(document["text"])
            mentions = {
                (KINDS[e["type"]], at[e["begin"]], at[e["end"]])
                for e in entities
                if e["documentId"] == document["_id"] and e["type"] in KINDS
            }
            ties = {
                (
                    _TIES[r["type"]],
                    (at[r["sourceBegin"]], at[r["sourceEnd"]]),
                    (at[r["targetBegin"]], at[r["targetEnd"]]),
                )
                for r in relations
                if r["documentId"] == document["_id"] and r["type"] in _TIES
            }
            documents.append(Labelled(source.name, document["text"], tuple(longest(mentions)), frozenset(ties)))
    return documents


def read_text(text: str, finders: Finders | None = None) -> Report:
    """The report of a plain text, by the finders given or by those of the program."""
    options = ReadOptions()
    return report_of(document_from_bytes(text.encode(), "", options), options, finders)


def score(documents: Sequence[Labelled], finders: Finders | None = None, errors: Counter[str] | None = None) -> Counts:
    """What was marked, found and right, by kind."""
    counts: Counts = Counter()
    for document in documents:
        report = read_text(document.text, finders)
        own = positions(report.document.text)
        found = longest(
            {(m.kind, own[m.quote.start], own[m.quote.end]) for m in report.mentions if m.kind in KINDS.values()}
        )
        score_mentions(counts, document.mentions, found)
        sure = {(m.kind, own[m.quote.start], own[m.quote.end]): m.confidence for m in report.mentions}
        _count_sureness(counts, "mentions", [(sure[mark], mark in document.mentions) for mark in found])
        _score_ties(counts, report, own, document.ties)
        if errors is not None:
            squeezed, gold = re.sub(r"\s", "", document.text), set(document.mentions)
            for name, marks in (("miss", gold - set(found)), ("false", set(found) - gold)):
                errors.update(f"{name} {kind}: {squeezed[start:end]}" for kind, start, end in marks)
    return counts


def score_mentions(counts: Counts, gold: Sequence[Mark], found: Sequence[Mark]) -> None:
    """Put the mentions of one document into ``counts``."""
    for kind in KINDS.values():
        g, f = [m for m in gold if m[0] == kind], [m for m in found if m[0] == kind]
        counts[f"gold {kind}"] += len(g)
        counts[f"found {kind}"] += len(f)
        counts[f"strict {kind}"] += len(set(g) & set(f))
        counts[f"overlap {kind}"] += _overlaps(g, f)


def _score_ties(counts: Counts, report: Report, own: list[int], gold: Collection[Pair]) -> None:
    mentions = {actor.id: [(own[m.start], own[m.end]) for m in actor.mentions] for actor in report.actors}
    counts["ties gold"] += len(gold)
    counts["ties found"] += sum(tie.kind in _TIES.values() for tie in report.ties)
    counts["ties found of any kind"] += len(report.ties)
    used: set[int] = set()
    for kind, source, target in sorted(gold):
        for number, tie in enumerate(report.ties):
            if number in used or tie.kind != kind:
                continue
            ways = [(tie.from_, tie.to), (tie.to, tie.from_)] if kind in _EITHER_WAY else [(tie.from_, tie.to)]
            if any(_touches(mentions[a], source) and _touches(mentions[b], target) for a, b in ways):
                used.add(number)
                counts["ties hit"] += 1
                break
    ranked = [(tie.confidence, number in used) for number, tie in enumerate(report.ties) if tie.kind in _TIES.values()]
    _count_sureness(counts, "ties", ranked)


def _count_sureness(counts: Counts, what: str, found: Iterable[tuple[object, bool]]) -> None:
    """What was found and what was right of it, by tenths of confidence."""
    for confidence, right in found:
        tenth = min(9, int(float(confidence) * 10)) if isinstance(confidence, float) else 0
        counts[f"{what} sure {tenth}"] += 1
        counts[f"{what} sure {tenth} right"] += right


def _touches(spans: list[tuple[int, int]], wanted: tuple[int, int]) -> bool:
    return any(start < wanted[1] and wanted[0] < end for start, end in spans)


def _f1(hit: int, gold: int, found: int) -> float:
    return round(2 * hit / max(1, gold + found), 4)


def figures_of(counts: Counts) -> dict[str, float]:
    """The figures of the protocol; ties are those of its six kinds, and beside them all that were found."""
    gold, found, strict, overlap = (
        sum(counts[f"{what} {kind}"] for kind in KINDS.values()) for what in ("gold", "found", "strict", "overlap")
    )
    return {
        "strict_f1": _f1(strict, gold, found),
        "overlap_f1": _f1(overlap, gold, found),
        "ties_f1": _f1(counts["ties hit"], counts["ties gold"], counts["ties found"]),
        "ties_any_kind_f1": _f1(counts["ties hit"], counts["ties gold"], counts["ties found of any kind"]),
    }


def held_out(documents: Sequence[Labelled], train: Train) -> dict[str, Counts]:
    """By source, the counts of the finders that were trained on all other sources."""
    return {
        source: score([d for d in documents if d.source == source], train([d for d in documents if d.source != source]))
        for source in sorted({d.source for d in documents})
    }


def _print(name: str, counts: Counts) -> None:
    sys.stdout.write(json.dumps({"eval": "re3d", "finders": name} | figures_of(counts)) + "\n")


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of the rules by source, and beside them those of taggers that never saw the source."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", default="", help="A kind, or 'all': also the words that went wrong most often.")
    parser.add_argument("--rules-only", action="store_true", help="Train no tagger without each source.")
    parser.add_argument("--shared", type=Path, default=SHARED)
    given = parser.parse_args(arguments)
    documents = read_re3d(given.shared / "reports" / "re3d")
    from evals.models import train_tagger, train_ties  # noqa: PLC0415  they read the labels by this module

    rules = RuleMentionFinder()
    if given.errors:
        _print_errors(documents, Finders(mentions=rules), given.errors)
    _print_sources("rules", held_out(documents, lambda d: Finders(mentions=rules, ties=train_ties(d))))
    if not given.rules_only:

        def train(others: Sequence[Labelled]) -> Finders:
            tagged = TrainedMentionFinder(train_tagger(others))
            return Finders(mentions=tagged, ties=train_ties(others, tagged))

        _print_sources("tagger", held_out(documents, train))


def _print_errors(documents: Sequence[Labelled], finders: Finders, wanted: str) -> None:
    errors: Counter[str] = Counter()
    score(documents, finders, errors)
    wrong = [(line, n) for line, n in errors.most_common() if wanted in {"all", line.split(":")[0].split()[1]}]
    for line, count in wrong[:60]:
        sys.stdout.write(f"  {count:3} {line}\n")


def _print_sources(name: str, by_source: Mapping[str, Counts]) -> None:
    total = sum(by_source.values(), Counter())
    _print_kinds(name, total)
    _print_sureness(name, total)
    for source, counts in by_source.items():
        _print(f"{name}, {source}", counts)
    _print(name, total)


def _print_sureness(name: str, counts: Counts) -> None:
    """The reliability table: how many of those found with a confidence are right, mentions to the letter."""
    for what in ("mentions", "ties"):
        for tenth in range(10):
            if number := counts[f"{what} sure {tenth}"]:
                share = counts[f"{what} sure {tenth} right"] / number
                tens = f"{tenth / 10:.1f}-{(tenth + 1) / 10:.1f}"
                sys.stdout.write(f"{name} {what} of confidence {tens}: {number:5}  right {share:.2f}\n")


def _print_kinds(name: str, counts: Counts) -> None:
    for kind in KINDS.values():
        g, f, s, o = (counts[f"{what} {kind}"] for what in ("gold", "found", "strict", "overlap"))
        sys.stdout.write(
            f"{name} {kind:20} gold {g:5} found {f:5}  strict {_f1(s, g, f):.3f}  overlap {_f1(o, g, f):.3f}\n"
        )
    found = f"found {counts['ties found']} (of any kind {counts['ties found of any kind']})"
    sys.stdout.write(f"{name} ties: gold {counts['ties gold']} {found} hit {counts['ties hit']}\n")


if __name__ == "__main__":
    main()
