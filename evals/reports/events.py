# ruff: noqa: E501  patterns and word lists stay on one line each
"""Event fields: ISAF (date, province, killed), FA-KES (dead, place, cause, actor), PLOVER (kind, actors).

Run ``python -m evals.reports.events``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evals.frame import SHARED
from uncut.model.report import Event, Report
from uncut.reports import read_bytes

_KINDS = {
    "support": "cooperate",
    "demand": "request",
    "disapprove": "accuse",
    "investigate": "accuse",
    "concede": "yield",
}
"""PLOVER's earlier names, by those of the contract (PLOVER's table of 2021 has REQUEST, ACCUSE with investigations)."""


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9 ]", "", text.lower().replace("-", " ")).strip()


def _rows(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text("utf-8").strip().split("\n")]


def _isaf(root: Path, every: int, counts: Counter[str], errors: list[str]) -> None:
    for row in _rows(root / "isaf" / "releases.jsonl")[::every]:
        report = read_bytes(str(row["text"]).encode())
        days = {
            e.time.earliest.isoformat()
            for e in report.events
            if e.time and e.time.earliest and e.time.earliest == e.time.latest
        }
        counts["isaf date asked"] += 1
        counts["isaf date"] += row["start_date"] in days
        if _tells_day(report):
            counts["isaf dated asked"] += 1
            counts["isaf dated"] += row["start_date"] in days
        if row["start_date"] not in days:
            errors.append(
                f"isaf date {row['start_date']} got {sorted(days)} pub {report.document.published} {str(row['text'])[:160]!r}"
            )
        provinces = [p for p in row["province"] if p]  # type: ignore[union-attr]
        if provinces:
            counts["isaf province asked"] += 1
            names = {_bare(p.name) for e in report.events for p in e.places}
            right = any(_bare(str(p)) in name or name in _bare(str(p)) for p in provinces for name in names if name)
            counts["isaf province"] += right
            if not right:
                errors.append(f"isaf province {provinces} got {sorted(names)}")
        if row["min_killed"]:
            counts["isaf killed asked"] += 1
            right = row["min_killed"] in {e.killed for e in report.events}
            counts["isaf killed"] += right
            if not right:
                errors.append(
                    f"isaf killed {row['min_killed']} got {[e.killed for e in report.events if e.killed]} {str(row['text'])[-400:]!r}"
                )


def _tells_day(report: Report) -> bool:
    """Whether a release says on which day it was written: one in ten names no year, or no day of the month."""
    published = report.document.published
    return published.earliest is not None and published.earliest == published.latest


def _fields(report: Report, event: Event, row: dict[str, object]) -> tuple[int, int]:
    names = {actor.id: _bare(" ".join([actor.name, *actor.aliases])) for actor in report.actors}
    asked = right = 0
    dead = sum(int(n) for key in ("civilians", "noncivilians") for n in re.findall(r"\d+", str(row[key]))[:1])
    if dead:
        asked, right = (
            asked + 1,
            right + (event.killed in {dead, *(int(n) for n in re.findall(r"\d+", str(row["civilians"])))}),
        )
    for key, said in (
        ("location", [p.name for p in event.places]),
        ("cause_of_death", [w.text for w in event.weapons]),
        ("actor", [names[a.actor] for a in event.actors if a.role != "target"]),
    ):
        wanted = _bare(str(row[key]))
        if wanted:
            words = set(wanted.split()) - {"the", "of", "in", "a", "and"}
            asked += 1
            right += any(
                words & set(_bare(one).split()) or _stem(words) & _stem(set(_bare(one).split())) for one in said
            )
    return right, asked


def _stem(words: set[str]) -> set[str]:
    return {word.rstrip("s")[:6] for word in words if len(word) > 3}


def _fa_kes(root: Path, every: int, counts: Counter[str]) -> None:
    for row in _rows(root / "fa_kes" / "articles.jsonl")[::every]:
        report = read_bytes(str(row["text"]).encode())
        events = sorted((e for e in report.events if e.killed or e.injured), key=lambda e: -e.confidence)[:3]
        scored = [_fields(report, event, row) for event in events]
        best = max(scored, default=(0, 0))
        asked = max(
            (a for _, a in scored),
            default=sum(bool(row[k]) for k in ("civilians", "location", "cause_of_death", "actor")),
        )
        counts["fa_kes asked"] += asked
        counts["fa_kes"] += best[0]


def _plover(root: Path, counts: Counter[str], errors: list[str]) -> None:
    for row in json.loads((root / "plover" / "records.json").read_text("utf-8")):
        if row["event"] == "DOCUMENT" or not row.get("text"):
            continue
        report = read_bytes(row["text"].encode())
        names = {
            actor.id: _bare(" ".join([actor.name, *actor.aliases, *(q.text for q in actor.mentions)]))
            for actor in report.actors
        }
        wanted = _KINDS.get(row["event"].lower(), row["event"].lower())
        hits = [e for e in report.events if e.kind == wanted]
        counts["plover asked"] += 1
        counts["plover kind"] += bool(hits)
        if not hits:
            errors.append(f"plover {wanted} got {[e.kind for e in report.events]} {row['text'][:170]!r}")
        ends = [row.get("source") or [], row.get("target") or []]
        told = [[_bare(one["actorText"]) for one in end] for end in ends if isinstance(end, list)]
        counts["plover both"] += any(
            all(any(set(t.split()) & set(names[a.actor].split()) for t in end for a in e.actors) for end in told if end)
            for e in hits
        )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=4)
    parser.add_argument("--errors", default="")
    parser.add_argument("--shared", type=Path, default=SHARED)
    given = parser.parse_args(arguments)
    root, counts, errors = given.shared / "reports", Counter[str](), list[str]()
    _isaf(root, given.every, counts, errors)
    _fa_kes(root, given.every, counts)
    _plover(root, counts, errors)
    for line in [e for e in errors if given.errors and e.startswith(given.errors)][:25]:
        sys.stdout.write(f"  {line}\n")
    figures = {
        "isaf_date": counts["isaf date"] / max(1, counts["isaf date asked"]),
        "isaf_date_of_dated": counts["isaf dated"] / max(1, counts["isaf dated asked"]),
        "isaf_province": counts["isaf province"] / max(1, counts["isaf province asked"]),
        "isaf_killed": counts["isaf killed"] / max(1, counts["isaf killed asked"]),
        "fa_kes_fields": counts["fa_kes"] / max(1, counts["fa_kes asked"]),
        "plover_kind": counts["plover kind"] / max(1, counts["plover asked"]),
        "plover_both_actors": counts["plover both"] / max(1, counts["plover asked"]),
    }
    for name, value in figures.items():
        sys.stdout.write(f"{name:20} {value:.3f}\n")
    sys.stdout.write(json.dumps({"eval": "events"} | {k: round(v, 4) for k, v in figures.items()}) + "\n")


if __name__ == "__main__":
    main()
