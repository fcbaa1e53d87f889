"""Rows of two texts side by side."""

from __future__ import annotations

import msgspec
from tests.dossier.dossier_samples import text_comparison, words

from uncut.dossier.text_view import Run, cut_into_runs, fold, lay_out_rows, view_text_comparison
from uncut.model.text import quote_at
from uncut.model.text_comparison import TextAround, TextEdit, TextKept


def test_rows_follow_the_right_text_and_keep_what_it_lacks_in_place() -> None:
    rows = list(lay_out_rows(text_comparison()))
    assert [row.kind for row in rows] == ["kept", "reworded", "removed", "kept", "kept", "inserted"]


def test_differing_words_are_marked_on_their_side() -> None:
    row = list(lay_out_rows(text_comparison()))[1]
    assert [run.text for run in row.left if run.differs] == ["eleven", "possibly"]
    assert [run.text for run in row.right if run.differs] == ["twelve"]
    assert "".join(run.text for run in row.left) == "Officials said that eleven people had possibly been hurt."
    assert row.effects == ["number changed", "hedge dropped"]


def test_a_moved_sentence_does_not_pull_others_along() -> None:
    left = "One stays. Two goes down. Three stays. Four is cut."
    right = "Two goes down. One stays. Three stays."
    one = msgspec.structs.replace(
        text_comparison(),
        kept=[TextKept(left=words(left, s), right=words(right, s)) for s in ("One stays.", "Three stays.")],
        edits=[
            TextEdit(
                kind="moved",
                left=words(left, "Two goes down."),
                right=words(right, "Two goes down."),
                confidence=1,
                why="",
            ),
            TextEdit(kind="removed", left=words(left, "Four is cut."), right=None, confidence=1, why=""),
        ],
    )
    assert [row.kind for row in lay_out_rows(one)] == ["moved", "kept", "kept", "removed"]


def test_pieces_outside_their_sentence_are_ignored() -> None:
    text = "alpha beta gamma"
    assert cut_into_runs(
        quote_at(text, 6, 10), [quote_at(text, 0, 5), quote_at(text, 6, 8), quote_at(text, 7, 10)]
    ) == [
        Run("be", True),
        Run("ta", False),
    ]


def test_what_is_alike_and_far_from_a_change_is_folded() -> None:
    rows = list(lay_out_rows(text_comparison()))
    alike = [row for row in rows if row.kind == "kept"][:1] * 5
    stretches = list(fold([*alike, rows[1], *alike]))
    assert [(len(stretch.rows), stretch.folded) for stretch in stretches] == [(4, True), (3, False), (4, True)]
    assert list(fold([])) == []


def test_the_view_counts_without_repeating_the_rows() -> None:
    view = view_text_comparison(text_comparison(), "t1")
    assert view.summary[-1] == "1 × reworded, 1 × removed and 1 × put in."


def test_what_differs_around_the_texts_is_shown_once_for_each_kind_and_made_harmless() -> None:
    one = text_comparison()
    left, right = one.left.text[:12], one.right.text[:12]
    around = [
        TextAround(kind="headline", left=quote_at(one.left.text, 0, 12), right=None),
        TextAround(kind="publication", left=quote_at(one.left.text, 0, 12), right=None),
        TextAround(kind="publication", left=None, right=quote_at(one.right.text, 0, 12)),
    ]
    view = view_text_comparison(msgspec.structs.replace(one, around=around), "t")
    assert [(lefts, rights) for _, lefts, rights in view.around] == [([left], []), ([left], [right])]
    assert any(line.startswith("The headline “") for line in view.summary)
