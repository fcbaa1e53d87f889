"""Reading reports beside the peers: mentions, who says what, dates, and pages."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.frame import Eval, Options, Result, Skipped, spread
from evals.models import train_tagger
from evals.peers.others import (
    STOCK_MODELS,
    PageRead,
    dateparser_times,
    installed,
    load_spacy,
    spacy_mentions,
    textacy_quotations,
    trafilatura_page,
)
from evals.peers.pages import Page, make_page
from evals.reports import meantime, polnear
from evals.reports.planting import paragraphs_of
from evals.reports.re3d import Labelled, figures_of, held_out, longest, read_re3d, score_mentions
from uncut.reports import read_bytes
from uncut.reports.mentions.trained import TrainedMentionFinder
from uncut.reports.pipeline import Finders

ARTICLES_EVERY = 6
"""Of PolNeAR, as its own eval takes them."""
PAGES = 120
HEADER = ("what", "figure", "peer", "peer's", "Uncut's")


@dataclass(frozen=True)
class Row:
    """One figure, theirs beside ours."""

    what: str
    figure: str
    peer: str
    theirs: float
    ours: float


def run_peers(options: Options) -> Result:
    """The table; peers that are not installed are named and left out."""
    notes: list[str] = []
    rows: list[Row] = []
    model = load_spacy()
    for needs, is_there, compare in _comparisons(options, model):
        if not is_there:
            notes.append(f"left out, not installed: {needs}")
            continue
        rows += compare()
    if not rows:
        raise Skipped("no peer is installed: pip install --group peers (pip 25.1 or newer), in this environment")
    figures = {f"{row.what}.{row.figure}.{who}".replace(" ", "_"): value
               for row in rows for who, value in ((row.peer, row.theirs), ("uncut", row.ours))}  # fmt: skip
    table = [(row.what, row.figure, row.peer, f"{row.theirs:.3f}", f"{row.ours:.3f}") for row in rows]
    return Result(figures, HEADER, table, notes=notes)


def _comparisons(options: Options, model: Any) -> Iterator[tuple[str, bool, Callable[[], list[Row]]]]:
    root = options.shared / "reports"
    missing = [name for name in ("re3d", "polnear", "meantime") if not (root / name).exists()]
    if missing:
        raise Skipped(f"there is no {', '.join(missing)} in {root}")
    has_model, with_model = model is not None, f"spacy with {STOCK_MODELS[0]}"
    has_textacy = has_model and installed("textacy")
    yield with_model, has_model, lambda: compare_mentions(root, model)
    yield f"textacy, {with_model}", has_textacy, lambda: compare_sayings(root, model, options)
    yield "dateparser", installed("dateparser"), lambda: compare_dates(root)
    yield "trafilatura", installed("trafilatura"), lambda: compare_pages(root, options)


def compare_mentions(root: Path, model: Any) -> list[Row]:
    """Mentions on re3d; ours by taggers that never saw the source."""
    documents = read_re3d(root / "re3d")
    theirs: Counter[str] = Counter()
    for document in documents:
        score_mentions(theirs, document.mentions, longest(spacy_mentions(model, document.text)))

    def trained(others: Sequence[Labelled]) -> Finders:
        return Finders(mentions=TrainedMentionFinder(train_tagger(others)))

    ours = figures_of(sum(held_out(documents, trained).values(), Counter()))
    return [
        Row("mentions", figure, "spacy", figures_of(theirs)[f"{figure}_f1"], ours[f"{figure}_f1"])
        for figure in ("strict", "overlap")
    ]


def compare_sayings(root: Path, model: Any, options: Options) -> list[Row]:
    """Who says what on PolNeAR: of everything, and of what stands in quotation marks."""
    every = max(1, 840 // options.limit) if options.limit else ARTICLES_EVERY
    tallies = {(who, scope): polnear.Tally() for who in ("theirs", "ours") for scope in ("all", "quoted")}
    for article in polnear.read_articles(root / "polnear", every):
        found = {
            "theirs": textacy_quotations(model, article.text),
            "ours": polnear.told_in(read_bytes(article.text.encode())),
        }
        quoted = [one for one in article.gold if _is_quoted(one.label)]
        for who, told in found.items():
            polnear.count(tallies[who, "all"], article.gold, told)
            polnear.count(tallies[who, "quoted"], quoted, told)
    all_theirs, all_ours = (tallies[who, "all"].figures() for who in ("theirs", "ours"))
    rows = [
        Row("who says what", figure, "textacy", all_theirs[figure], all_ours[figure])
        for figure in ("content_f1", "with_source_f1", "precision")
    ]
    recalls = [tallies[who, "quoted"].figures()["recall"] for who in ("theirs", "ours")]
    return [*rows, Row("who says what", "recall of direct quotations", "textacy", *recalls)]


def _is_quoted(words: str) -> bool:
    return words.strip()[:1] in {'"', "“"} and words.strip().rstrip(",.")[-1:] in {'"', "”"}


def compare_dates(root: Path) -> list[Row]:
    """Dates on MEANTIME: the days right."""
    theirs: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    for article in meantime.read_articles(root / "meantime"):
        meantime.count(theirs, article, dateparser_times(article))
        meantime.count(ours, article, meantime.times_of(article))
    return [Row("dates", "value_f1", "dateparser", meantime.value_f1(theirs), meantime.value_f1(ours))]


def compare_pages(root: Path, options: Options) -> list[Row]:
    """Facts and furniture of planted pages."""
    theirs: Counter[str] = Counter()
    ours: Counter[str] = Counter()
    for page in make_pages(root, options):
        count_page(theirs, page, trafilatura_page(page.html))
        count_page(ours, page, uncut_page(page.html))
    shares = [
        Row("pages", what, "trafilatura", *(counts[what] / counts["pages"] for counts in (theirs, ours)))
        for what in ("title", "byline", "date")
    ]
    kept = [
        Row("pages", name, "trafilatura", *(counts[what] / counts[total] for counts in (theirs, ours)))
        for name, what, total in (("furniture found", "found", "furniture"), ("report kept", "kept", "body"))
    ]
    return [*shares, *kept]


def make_pages(root: Path, options: Options) -> Iterator[Page]:
    """Articles in pages, the designs in turn."""
    dice = random.Random(options.seed)  # noqa: S311  plants, no secrets
    texts = sorted(str(path) for path in (root / "polnear" / "text").glob("*.txt"))
    for number, path in enumerate(spread(texts, options.limit or PAGES)):
        first, *rest = Path(path).read_text("utf-8").strip().split("\n")
        body = [" ".join(sentences) for sentences in paragraphs_of("\n".join(rest))]
        if body:
            yield make_page(" ".join(first.split()), body, number, dice)


def uncut_page(html: str) -> PageRead:
    """What we say of a page."""
    document = read_bytes(html.encode()).document
    marked = sorted((mark.quote.start, mark.quote.end) for mark in document.boilerplate)
    pieces, at = [], 0
    for start, end in marked:
        pieces.append(document.text[at:start])
        at = max(at, end)
    kept = "".join([*pieces, document.text[at:]])
    published = document.published
    day = str(published.earliest) if published.earliest and published.earliest == published.latest else ""
    return PageRead(document.title or "", document.byline or "", day, kept)


def count_page(counts: Counter[str], page: Page, read: PageRead) -> None:
    """What of the planted is right."""
    facts, kept = page.facts, _bare(read.kept)
    counts["pages"] += 1
    counts["title"] += _bare(read.title) == _bare(facts.title)
    counts["byline"] += _bare(read.byline) == _bare(facts.byline)
    counts["date"] += read.day == str(facts.day)
    counts["furniture"] += len(facts.furniture)
    counts["found"] += sum(_bare(line) not in kept for line in facts.furniture)
    counts["body"] += len(facts.body)
    counts["kept"] += sum(_bare(one) in kept for one in facts.body)


def _bare(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())


PEERS_REPORTS = Eval("peers-reports", "how do others read reports?", run_peers)
