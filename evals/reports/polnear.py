# ruff: noqa: PLR0912, PLR0915  numbered cascades read straight down
"""Who says what, on PolNeAR (measures only). Run ``python -m evals.reports.polnear``."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from evals.frame import SHARED
from uncut.reports import read_bytes

_TOKEN = re.compile(r"\w+")
Spans = list[tuple[int, int]]


def _squeeze(text: str) -> list[int]:
    counts, seen = [], 0
    for letter in text:
        counts.append(seen)
        seen += not letter.isspace()
    return [*counts, seen]


def _gold(path: Path) -> list[dict[str, list[Spans]]]:
    spans: dict[str, Spans] = {}
    events: list[dict[str, list[str]]] = []
    for line in path.read_text("utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) < 2:  # notes of the annotators may run over several lines
            continue
        if line.startswith("T"):
            spans[parts[0]] = [
                (int(a), int(b)) for a, b in (piece.split() for piece in parts[1].split(" ", 1)[1].split(";"))
            ]
        elif line.startswith("E"):
            roles: dict[str, list[str]] = defaultdict(list)
            for role in parts[1].split():
                name, target = role.split(":")
                roles[re.sub(r"\d+$", "", name)].append(target)
            events.append(roles)
    return [{role: [spans[t] for t in targets if t in spans] for role, targets in event.items()} for event in events]


def _tokens(text: str, spans: Spans, at: list[int]) -> frozenset[int]:
    return frozenset(at[m.start()] for start, end in spans for m in _TOKEN.finditer(text, start, end))


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=6, help="take every n-th article")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--shared", type=Path, default=SHARED)
    given = parser.parse_args(arguments)
    root = given.shared / "reports" / "polnear"
    gold_count = found_count = hits = with_source = 0
    bins: dict[int, list[int]] = defaultdict(lambda: [0, 0])
    shown = 0
    for path in sorted(root.glob("text/*.txt"))[:: given.every]:
        annotated = next(iter(root.glob(f"attributions/{path.stem}.ann")), None) or next(
            iter(root.glob(f"attributions/{path.stem}*.ann")), None
        )
        if annotated is None:
            continue
        text = path.read_bytes().decode("utf-8")
        report = read_bytes(text.encode())
        at, own = _squeeze(text), _squeeze(report.document.text)
        gold = []
        for event in _gold(annotated):
            content = _tokens(text, [s for spans in event.get("Content", []) for s in spans], at)
            source = [(at[a], at[b]) for spans in event.get("Source", []) for a, b in spans]
            if len(content) >= 5:
                gold.append((content, source))
        claims = []
        for claim in report.claims:
            if claim.asserted_by.kind == "publisher":
                continue
            words = _tokens(report.document.text, [(claim.quote.start, claim.quote.end)], own)
            if len(words) >= 5:
                quote = claim.asserted_by.quote
                claims.append((words, (own[quote.start], own[quote.end]) if quote else None, claim))
        pairs = sorted(
            (
                (len(g & c) / len(g | c), i, j)
                for i, (g, _) in enumerate(gold)
                for j, (c, _, _) in enumerate(claims)
                if g & c
            ),
            reverse=True,
        )
        used_gold: set[int] = set()
        used_claims: set[int] = set()
        for score, i, j in pairs:
            if score >= 0.5 and i not in used_gold and j not in used_claims:
                used_gold.add(i)
                used_claims.add(j)
                source = claims[j][1]
                with_source += bool(source and any(a < source[1] and source[0] < b for a, b in gold[i][1]))
        gold_count, found_count, hits = gold_count + len(gold), found_count + len(claims), hits + len(used_gold)
        for j, (_, _, claim) in enumerate(claims):
            entry = bins[min(9, int(claim.confidence * 10))]
            entry[0] += 1
            entry[1] += j in used_claims
        squeezed = re.sub(r"\s", " ", text)
        if shown < given.errors:
            shown += 1
            for i, (content, _) in enumerate(gold):
                if i not in used_gold:
                    places = [k for k, n in enumerate(at) if n in content]
                    sys.stdout.write(f"  MISS {squeezed[max(0, min(places) - 60) : max(places) + 12]!r}\n")
            for j, (_, _, claim) in enumerate(claims):
                if j not in used_claims:
                    who = claim.asserted_by.quote
                    sys.stdout.write(
                        f"  FALSE {who and who.text!r} {[c.text for c in claim.cues]} {claim.quote.text[:110]!r}\n"
                    )
    sys.stdout.write("confidence  claims  right\n")
    for number in sorted(bins):
        total, right = bins[number]
        sys.stdout.write(f"  .{number}-.{number + 1}     {total:5}  {right / total:.2f}\n")
    f1 = 2 * hits / max(1, gold_count + found_count)
    sourced = 2 * with_source / max(1, gold_count + found_count)
    figures = {
        "eval": "polnear", "content_f1": round(f1, 4), "with_source_f1": round(sourced, 4),
        "precision": round(hits / max(1, found_count), 4), "recall": round(hits / max(1, gold_count), 4),
    }  # fmt: skip
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
