"""What counts as right, and that nothing is measured on what it was trained on."""

from collections import Counter

from evals.models import labelled_rows
from evals.reports.re3d import Labelled, figures_of, held_out, score

from uncut.reports.mentions.finder import RuleMentionFinder
from uncut.reports.pipeline import Finders

TEXT = "Turkey supplied rockets to Jaysh al-Nasr."


def document(source: str, *mentions: tuple[str, int, int]) -> Labelled:
    return Labelled(source, TEXT, mentions, frozenset())


def test_ties_of_other_kinds_are_counted_apart() -> None:
    counts = score([document("a")], Finders(mentions=RuleMentionFinder()))
    assert counts["ties found of any kind"] == 1
    assert counts["ties found"] == 0


def test_precision_of_ties_is_over_the_six_kinds() -> None:
    counts = Counter({"ties gold": 4, "ties found": 4, "ties found of any kind": 12, "ties hit": 2})
    assert figures_of(counts)["ties_f1"] == 0.5
    assert figures_of(counts)["ties_any_kind_f1"] == 0.25


def test_each_source_is_scored_by_finders_trained_without_it() -> None:
    seen: list[set[str]] = []

    def train(documents: list[Labelled]) -> Finders:
        seen.append({d.source for d in documents})
        return Finders(mentions=RuleMentionFinder())

    assert list(held_out([document("a"), document("b"), document("c")], train)) == ["a", "b", "c"]
    assert seen == [{"b", "c"}, {"a", "c"}, {"a", "b"}]


def test_labels_cover_the_words_of_a_mention_and_no_other() -> None:
    squeezed = TEXT.replace(" ", "")
    start = squeezed.index("Jaysh")
    ((_, labels),) = labelled_rows([document("a", ("organisation", start, start + len("Jayshal-Nasr")))])
    assert [label != 0 for label in labels] == [False, False, False, False, True, True, False]
