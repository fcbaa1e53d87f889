"""Who says what, on PolNeAR (measures only). Run ``python -m evals.reports.polnear``.

``--llm URL --llm-model NAME`` also measures with that model's proposals, and prints both.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.frame import SHARED
from uncut.model.report import Report
from uncut.reports import read_bytes
from uncut.reports.proposals import ChatClient, ModelAddress, with_proposals

_TOKEN = re.compile(r"\w+")
LEAST_WORDS = 5
"""Contents of fewer words are neither asked nor counted as errors."""
LEAST_SHARED = 0.5
"""Of the words of two contents, so that they are one."""
Spans = list[tuple[int, int]]


@dataclass(frozen=True, kw_only=True)
class Told:
    """Somebody's content, by the places of its words; white space is left aside."""

    words: frozenset[int]
    sources: Spans
    confidence: float = 1.0
    label: str = ""
    """For a person who looks at errors."""


@dataclass(frozen=True)
class Article:
    """A text with the attributions that people marked in it."""

    text: str
    gold: list[Told]


@dataclass
class Tally:
    """What was marked, found and right so far."""

    gold: int = 0
    found: int = 0
    hits: int = 0
    with_source: int = 0
    bins: dict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    """Found and right, by tenths of confidence."""

    def figures(self) -> dict[str, float]:
        """The figures of the protocol."""
        both = max(1, self.gold + self.found)
        return {
            "content_f1": round(2 * self.hits / both, 4),
            "with_source_f1": round(2 * self.with_source / both, 4),
            "precision": round(self.hits / max(1, self.found), 4),
            "recall": round(self.hits / max(1, self.gold), 4),
        }


def squeeze(text: str) -> list[int]:
    """For each code point, how many are not white space before it."""
    counts, seen = [], 0
    for letter in text:
        counts.append(seen)
        seen += not letter.isspace()
    return [*counts, seen]


def told(text: str, at: list[int], content: Spans, sources: Spans, confidence: float = 1.0, label: str = "") -> Told:
    """Spans of ``text`` as places that leave white space aside."""
    words = frozenset(at[m.start()] for start, end in content for m in _TOKEN.finditer(text, start, end))
    return Told(words=words, sources=[(at[a], at[b]) for a, b in sources], confidence=confidence, label=label)


def read_articles(root: Path, every: int) -> Iterator[Article]:
    """Every n-th article with its attributions."""
    for path in sorted(root.glob("text/*.txt"))[::every]:
        annotated = next(iter(root.glob(f"attributions/{path.stem}.ann")), None) or next(
            iter(root.glob(f"attributions/{path.stem}*.ann")), None
        )
        if annotated is None:
            continue
        text = path.read_bytes().decode("utf-8")
        at = squeeze(text)
        gold = []
        for event in _gold(annotated):
            content, sources = ([s for spans in event.get(role, []) for s in spans] for role in ("Content", "Source"))
            gold.append(told(text, at, content, sources, label=" ".join(text[a:b] for a, b in content)))
        yield Article(text, [one for one in gold if len(one.words) >= LEAST_WORDS])


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


def told_in(report: Report) -> list[Told]:
    """The claims of a report that are not its publisher's own."""
    text = report.document.text
    at = squeeze(text)
    found = []
    for claim in report.claims:
        if claim.asserted_by.kind == "publisher":
            continue
        who = claim.asserted_by.quote
        label = f"{who and who.text!r} {[cue.text for cue in claim.cues]} {claim.quote.text[:110]!r}"
        sources = [(who.start, who.end)] if who else []
        found.append(told(text, at, [(claim.quote.start, claim.quote.end)], sources, claim.confidence, label))
    return [one for one in found if len(one.words) >= LEAST_WORDS]


def matched(gold: Sequence[Told], found: Sequence[Told]) -> list[tuple[int, int]]:
    """Which of ``gold`` is which of ``found``, one to one, the most alike first."""
    scored = sorted(
        (
            (len(one.words & two.words) / len(one.words | two.words), i, j)
            for i, one in enumerate(gold)
            for j, two in enumerate(found)
            if one.words & two.words
        ),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for alike, i, j in scored:
        if alike >= LEAST_SHARED and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return list(pairs.items())


def count(tally: Tally, gold: Sequence[Told], found: Sequence[Told]) -> list[tuple[int, int]]:
    """Put one article into ``tally``; what was matched."""
    pairs = matched(gold, found)
    right = {j for _, j in pairs}
    tally.gold, tally.found, tally.hits = tally.gold + len(gold), tally.found + len(found), tally.hits + len(pairs)
    for i, j in pairs:
        tally.with_source += any(a < end and start < b for a, b in gold[i].sources for start, end in found[j].sources)
    for j, one in enumerate(found):
        entry = tally.bins[min(9, int(one.confidence * 10))]
        entry[0] += 1
        entry[1] += j in right
    return pairs


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the reliability table and the figures; with ``--errors``, what went wrong in the first articles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=6, help="take every n-th article")
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--llm", help="address of a model; its key is read from UNCUT_LLM_KEY")
    parser.add_argument("--llm-model", help="its name there")
    parser.add_argument("--shared", type=Path, default=SHARED)
    given = parser.parse_args(arguments)
    if (given.llm is None) != (given.llm_model is None):
        parser.error("--llm and --llm-model belong together")
    model = _model(given.llm, given.llm_model) if given.llm else None
    tally, helped, troubles = Tally(), Tally(), 0
    for number, article in enumerate(read_articles(given.shared / "reports" / "polnear", given.every)):
        report = read_bytes(article.text.encode())
        found = told_in(report)
        pairs = count(tally, article.gold, found)
        if number < given.errors:
            _print_errors(article, found, pairs)
        if model is not None:
            more = with_proposals(report, model)
            troubles += len(more.not_examined) > len(report.not_examined)
            count(helped, article.gold, told_in(more))
    print_sureness(tally)
    figures = tally.figures()
    if model is not None:
        sys.stdout.write(f"with the proposals of {given.llm_model}; articles with trouble: {troubles}\n")
        print_sureness(helped)
        figures |= {f"with_model_{name}": value for name, value in helped.figures().items()}
    sys.stdout.write(json.dumps({"eval": "polnear"} | figures) + "\n")


def _model(url: str, name: str) -> ChatClient:
    return ChatClient(ModelAddress(url=url, name=name, key=os.environ.get("UNCUT_LLM_KEY") or None))


def print_sureness(tally: Tally) -> None:
    """The reliability table."""
    sys.stdout.write("confidence  claims  right\n")
    for number in sorted(tally.bins):
        total, right = tally.bins[number]
        sys.stdout.write(f"  .{number}-.{number + 1}     {total:5}  {right / total:.2f}\n")


def _print_errors(article: Article, found: Sequence[Told], pairs: Sequence[tuple[int, int]]) -> None:
    at = squeeze(article.text)
    plain = re.sub(r"\s", " ", article.text)
    for i, one in enumerate(article.gold):
        if i not in {i for i, _ in pairs}:
            places = [k for k, n in enumerate(at) if n in one.words]
            sys.stdout.write(f"  MISS {plain[max(0, min(places) - 60) : max(places) + 12]!r}\n")
    for j, one in enumerate(found):
        if j not in {j for _, j in pairs}:
            sys.stdout.write(f"  FALSE {one.label}\n")


if __name__ == "__main__":
    main()
