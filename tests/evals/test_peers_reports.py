"""Others beside ours: what is planted in a page, what counts as right, and that nothing breaks without the peers."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

import pytest
from evals.frame import Options, Skipped
from evals.peers import reports
from evals.peers.others import PageRead
from evals.peers.pages import make_page
from evals.reports.polnear import Tally, Told, count

BODY = ("The ferry left the harbour on Monday with forty people.", "The company said that it would sail again.")


def pages() -> list:
    return [make_page("Ferry leaves <harbour>", BODY, number, random.Random(7)) for number in range(4)]


def test_every_design_holds_what_was_planted() -> None:
    assert {page.design for page in pages()} == {"news", "blog", "agency", "plain"}
    for page in pages():
        assert all(words in page.html for words in (*BODY, page.facts.byline, str(page.facts.day.year)))
        assert all(line in page.html for line in page.facts.furniture)
        assert "<harbour>" not in page.html


def test_a_perfect_reader_and_one_that_keeps_everything() -> None:
    counts: Counter[str] = Counter()
    page = pages()[0]
    facts = page.facts
    reports.count_page(counts, page, PageRead(facts.title, facts.byline, str(facts.day), "\n".join(facts.body)))
    assert [counts[what] for what in ("title", "byline", "date", "found", "kept")] == [1, 1, 1, 7, 2]
    reports.count_page(counts, page, PageRead("", "", "", "\n".join((*facts.body, *facts.furniture))))
    assert [counts[what] for what in ("title", "byline", "date", "found", "kept")] == [1, 1, 1, 7, 4]


def test_our_reader_is_asked_in_the_same_terms() -> None:
    read = reports.uncut_page(pages()[0].html)
    assert read.title == "Ferry leaves <harbour>"
    assert BODY[1] in read.kept
    assert "Terms of use" not in read.kept


def test_without_peers_it_says_how_to_get_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("re3d", "polnear", "meantime"):
        (tmp_path / "reports" / name).mkdir(parents=True)
    monkeypatch.setattr(reports, "load_spacy", lambda: None)
    monkeypatch.setattr(reports, "installed", lambda *modules: False)
    with pytest.raises(Skipped, match="no peer is installed"):
        reports.run_peers(Options(shared=tmp_path))


def test_contents_match_one_to_one_and_a_source_must_touch() -> None:
    def told(first: int, last: int, source: tuple[int, int]) -> Told:
        return Told(words=frozenset(range(first, last)), sources=[source])

    tally = Tally()
    pairs = count(
        tally,
        [told(0, 10, (20, 25)), told(30, 40, (50, 55))],
        [told(0, 8, (24, 30)), told(1, 10, (0, 5)), told(36, 46, (50, 55))],
    )
    assert pairs == [(0, 1)]
    assert (tally.hits, tally.with_source) == (1, 0)
