# ruff: noqa: E501  patterns and word lists stay on one line each
"""Text comparison: planted edits found, and none where only the furniture differs.

Run ``python -m evals.reports.text_edits``; prints a table and one JSON line.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from evals.frame import SHARED
from evals.reports.planting import Planted, disguise, paragraphs_of, plant
from uncut.model.report import Document
from uncut.model.text_comparison import TextComparison, TextEdit
from uncut.reports import compare_documents, document_from_bytes


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _fits(edit: TextEdit, truth: tuple[str, str | None, str | None]) -> bool:
    """Same kind, and on each side that has one, mostly the same words."""
    kind, left, right = truth
    if edit.kind != kind:
        return False
    for quote, wanted in ((edit.left, left), (edit.right, right)):
        if wanted is None:
            continue
        if quote is None:
            return False
        got, bare = _bare(quote.text), _bare(wanted)
        if not (bare in got or got in bare) or min(len(got), len(bare)) < 0.5 * max(len(got), len(bare)):
            return False
    return True


def score(planted: Planted, result: TextComparison) -> tuple[Counter[str], list[str]]:
    """Hits, misses and false edits, one to one; with a line for each error."""
    counts: Counter[str] = Counter()
    left_over = list(result.edits)
    errors = []
    for truth in planted.truth:
        hit = next((edit for edit in left_over if _fits(edit, truth)), None)
        if hit is None:
            counts[f"missed {truth[0]}"] += 1
            errors.append(f"missed {truth}")
        else:
            counts[f"hit {truth[0]}"] += 1
            left_over.remove(hit)
    for edit in left_over:
        counts[f"false {edit.kind}"] += 1
        errors.append(f"false {edit.kind} L={edit.left and edit.left.text!r} R={edit.right and edit.right.text!r}")
    return counts, errors


def _corpus(root: Path, limit: int) -> list[tuple[str, str]]:
    """Texts, each with the name of what it is a version of."""
    texts = [
        (path.parent.name, path.read_text("utf-8", "replace")) for path in sorted(root.glob("versions/*/[0-3].txt"))
    ]
    articles = [json.loads(line)["text"] for line in (root / "fa_kes" / "articles.jsonl").open(encoding="utf-8")][:60]
    texts += [(f"article {at}", text) for at, text in enumerate(articles)]
    texts += [(path.name, path.read_text("utf-8")) for path in sorted(root.glob("polnear/text/*.txt"))[:60]]
    return texts[:: max(1, len(texts) // limit)]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=150)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--shared", type=Path, default=SHARED)
    given = parser.parse_args(arguments)
    dice = random.Random(given.seed)  # noqa: S311  repeatable edits, no secret
    texts = _corpus(given.shared / "reports", given.limit)
    pool = [s for _, text in texts for p in paragraphs_of(text) for s in p if len(s.split()) >= 6 and s[-1] in ".!?"]
    counts: Counter[str] = Counter()
    clean = republications = unrelated = unrelated_wrong = 0
    shown = 0
    previous: tuple[str, Document] | None = None
    for name, text in texts:
        planted = plant(text, pool, dice)
        if planted is None:
            continue
        disguised = Planted(planted.left, disguise(planted.right, dice), planted.truth)
        for pair in (planted, disguised):
            left, right = document_from_bytes(pair.left.encode()), document_from_bytes(pair.right.encode())
            found, errors = score(pair, compare_documents(left, right))
            counts += found
            for error in errors[: given.errors - shown] if shown < given.errors else []:
                shown += 1
                sys.stdout.write(f"  {error}\n")
        left = document_from_bytes(planted.left.encode())
        same = compare_documents(left, document_from_bytes(disguise(planted.left, dice).encode()))
        republications += 1
        clean += not same.edits
        if same.edits and shown < given.errors:
            shown += 1
            edit = same.edits[0]
            sys.stdout.write(
                f"  republication: {edit.kind} {edit.left and edit.left.text!r} {edit.right and edit.right.text!r} {edit.pieces}\n"
            )
        if previous is not None and previous[0] != name:
            unrelated += 1
            unrelated_wrong += compare_documents(previous[1], left).related
        previous = name, left
    kinds = ("removed", "inserted", "moved", "reworded")
    figures: dict[str, float] = {}
    for kind in (*kinds, "all"):
        names = kinds if kind == "all" else (kind,)
        hit, missed, false = (sum(counts[f"{what} {name}"] for name in names) for what in ("hit", "missed", "false"))
        precision, recall = hit / max(1, hit + false), hit / max(1, hit + missed)
        figures[f"{kind}_f1"] = round(2 * precision * recall / max(1e-9, precision + recall), 4)
        sys.stdout.write(f"{kind:10} hit {hit:5} missed {missed:4} false {false:4}  F1 {figures[f'{kind}_f1']:.3f}\n")
    figures |= {
        "republications": republications,
        "republications_clean": clean,
        "unrelated_pairs": unrelated,
        "unrelated_called_related": unrelated_wrong,
    }
    sys.stdout.write(json.dumps({"eval": "text_edits"} | figures) + "\n")


if __name__ == "__main__":
    main()
