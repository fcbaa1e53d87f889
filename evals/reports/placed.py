"""Whether every selector of every report equals its slice, over all shared reports. Run ``python -m evals placed``."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from evals.frame import SHARED, spread
from uncut.model.text import Quote
from uncut.reports import read_bytes


def quotes_of(value: object) -> Iterator[Quote]:
    """Every selector in a value of the model."""
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from quotes_of(getattr(value, name))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from quotes_of(item)


def texts_of(root: Path) -> list[str]:
    """The texts of all sets: plain files, and the ``text`` of rows in JSON."""
    texts = [path.read_text("utf-8", "replace") for path in sorted(root.rglob("*.txt"))]
    for path in sorted([*root.rglob("*.jsonl"), *root.glob("re3d/*/documents.json")]):
        for line in path.read_text("utf-8", "replace").split("\n"):
            if line.startswith("{") and isinstance(text := json.loads(line).get("text"), str):
                texts.append(text)
    return [text for text in texts if text.strip()]


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=None)
    parser.add_argument("--shared", type=Path, default=SHARED)
    given = parser.parse_args(arguments)
    texts = spread(texts_of(given.shared / "reports"), given.limit)
    count = wrong = 0
    for text in texts:
        report = read_bytes(text.encode())
        for quote in quotes_of(report):
            count += 1
            if not quote.text or quote.text != report.document.text[quote.start : quote.end]:
                wrong += 1
                sys.stdout.write(f"  {quote}\n")
    figures = {"eval": "placed", "texts": len(texts), "selectors": count, "misplaced": wrong}
    sys.stdout.write(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
