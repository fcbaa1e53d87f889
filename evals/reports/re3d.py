"""Mentions and ties on re3d: strict and overlap F1. Run ``python -m evals.reports.re3d``."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.frame import SHARED
from uncut.reports import read_bytes

_KINDS = {
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


def _load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _positions(text: str) -> list[int]:
    """For each code point, how many are not white space before it."""
    counts, seen = [], 0
    for letter in text:
        counts.append(seen)
        seen += not letter.isspace()
    return [*counts, seen]


def _longest(marks: set[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m[1] - m[2], m[1])):
        if not any(k[0] == mark[0] and k[1] <= mark[1] and mark[2] <= k[2] for k in kept):
            kept.append(mark)
    return kept


def _overlaps(gold: list[Mark], found: list[Mark]) -> int:
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


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", default="")
    parser.add_argument("--shared", type=Path, default=SHARED)
    given = parser.parse_args(arguments)
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for source in sorted((given.shared / "reports" / "re3d").iterdir()):
        if not (source / "documents.json").exists():
            continue
        entities, relations = _load(source / "entities.json"), _load(source / "relations.json")
        for document in _load(source / "documents.json"):
            text = document["text"]
            report = read_bytes(text.encode())
            at, own = _positions(text), _positions(report.document.text)
            gold = _longest(
                {
                    (_KINDS[e["type"]], at[e["begin"]], at[e["end"]])
                    for e in entities
                    if e["documentId"] == document["_id"] and e.get("confidence", 1) >= 0.5 and e["type"] in _KINDS
                }
            )
            found = _longest(
                {(m.kind, own[m.quote.start], own[m.quote.end]) for m in report.mentions if m.kind in _KINDS.values()}
            )
            strict = set(gold) & set(found)
            for kind in _KINDS.values():
                g, f = [m for m in gold if m[0] == kind], [m for m in found if m[0] == kind]
                counts[f"gold {kind}"] += len(g)
                counts[f"found {kind}"] += len(f)
                counts[f"strict {kind}"] += len(set(g) & set(f))
                counts[f"overlap {kind}"] += _overlaps(g, f)
            if given.errors:
                squeezed = re.sub(r"\s", "", text)
                for name, marks in (("miss", set(gold) - strict), ("false", set(found) - strict)):
                    missed.update(f"{name} {k}: {squeezed[s:e]}" for k, s, e in marks if given.errors in {k, "all"})
            _score_ties(counts, report, own, at, [r for r in relations if r["documentId"] == document["_id"]])
    _print(counts, missed)


def _score_ties(counts: Counter[str], report: Any, own: list[int], at: list[int], relations: list[Any]) -> None:
    mentions = {actor.id: [(own[m.start], own[m.end]) for m in actor.mentions] for actor in report.actors}
    gold = {
        (_TIES[r["type"]], (at[r["sourceBegin"]], at[r["sourceEnd"]]), (at[r["targetBegin"]], at[r["targetEnd"]]))
        for r in relations
        if r["type"] in _TIES and r.get("confidence", 1) >= 0.5
    }
    counts["ties gold"] += len(gold)
    counts["ties found"] += len(report.ties)
    used: set[int] = set()
    for kind, source, target in gold:
        for number, tie in enumerate(report.ties):
            if number in used or tie.kind != kind:
                continue
            ways = [(tie.from_, tie.to), (tie.to, tie.from_)] if kind in _EITHER_WAY else [(tie.from_, tie.to)]
            if any(_touches(mentions[a], source) and _touches(mentions[b], target) for a, b in ways):
                used.add(number)
                counts["ties hit"] += 1
                break


def _touches(spans: list[tuple[int, int]], wanted: tuple[int, int]) -> bool:
    return any(start < wanted[1] and wanted[0] < end for start, end in spans)


def _f1(hit: int, gold: int, found: int) -> float:
    return round(2 * hit / max(1, gold + found), 4)


def _print(counts: Counter[str], missed: Counter[str]) -> None:
    for line, count in missed.most_common(60):
        sys.stdout.write(f"  {count:3} {line}\n")
    figures: dict[str, float] = {}
    for kind in _KINDS.values():
        g, f, s, o = (counts[f"{what} {kind}"] for what in ("gold", "found", "strict", "overlap"))
        sys.stdout.write(f"{kind:20} gold {g:5} found {f:5}  strict {_f1(s, g, f):.3f}  overlap {_f1(o, g, f):.3f}\n")
    totals = {
        what: sum(counts[f"{what} {kind}"] for kind in _KINDS.values())
        for what in ("gold", "found", "strict", "overlap")
    }
    figures["strict_f1"] = _f1(totals["strict"], totals["gold"], totals["found"])
    figures["overlap_f1"] = _f1(totals["overlap"], totals["gold"], totals["found"])
    figures["ties_f1"] = _f1(counts["ties hit"], counts["ties gold"], counts["ties found"])
    sys.stdout.write(f"ties: gold {counts['ties gold']} found {counts['ties found']} hit {counts['ties hit']}\n")
    sys.stdout.write(json.dumps({"eval": "re3d"} | figures) + "\n")


if __name__ == "__main__":
    main()
