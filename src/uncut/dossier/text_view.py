"""What the page shows of a text comparison, laid out: rows of left and right, differing words marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from msgspec import UNSET

from uncut.dossier.neutralise import file_name
from uncut.dossier.summary import confidence_in_words, summarise_text_comparison
from uncut.dossier.words import AROUND_WORDS, EFFECT_WORDS, TEXT_KIND_WORDS
from uncut.model.text import Quote
from uncut.model.text_comparison import TextAround, TextComparison, TextEdit, TextKept

SHOWN_AROUND = 1
"""Sentences that are alike, shown before and after a change; the others are folded away."""


@dataclass(frozen=True)
class Run:
    """Words of one side, and whether the other side lacks them."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Row:
    """Sentences of the left text beside those of the right one."""

    number: int | None
    """Of the edit; ``None`` where both say the same."""
    kind: str
    kind_words: str
    left: list[Run]
    right: list[Run]
    effects: list[str]
    claims: list[str]
    confidence: str
    confidence_words: str
    why: str


@dataclass(frozen=True)
class Stretch:
    """Rows that are shown, or rows that are folded away because nothing changed in them."""

    rows: list[Row]
    folded: bool


@dataclass(frozen=True)
class TextView:
    """A text comparison as the page tells it."""

    anchor: str
    left_name: str
    right_name: str
    left_sha256: str
    right_sha256: str
    summary: list[str]
    around: list[tuple[str, list[str], list[str]]]
    """What differs around the texts: what it is, its lines on the left, and those on the right."""
    stretches: list[Stretch]
    version: str


def view_text_comparison(comparison: TextComparison, anchor: str) -> TextView:
    """``comparison`` laid out."""
    return TextView(
        anchor=anchor,
        left_name=file_name(comparison.left.path),
        right_name=file_name(comparison.right.path),
        left_sha256=comparison.left.sha256,
        right_sha256=comparison.right.sha256,
        summary=summarise_text_comparison(comparison, at_most=0),
        around=list(_around(comparison.around)),
        stretches=list(fold(list(lay_out_rows(comparison)))),
        version=comparison.version,
    )


def _around(around: Sequence[TextAround]) -> Iterator[tuple[str, list[str], list[str]]]:
    for kind, words in AROUND_WORDS.items():
        some = [one for one in around if one.kind == kind]
        if some:
            yield words, [one.left.text for one in some if one.left], [one.right.text for one in some if one.right]


def lay_out_rows(comparison: TextComparison) -> Iterator[Row]:
    """Rows in the right text's order; what the right text lacks stands where the left one has it."""
    placed: list[tuple[int, int, Row]] = []
    """Right start, left start, row."""
    lacking: list[tuple[int, Row]] = []
    for kept in comparison.kept:
        placed.append((kept.right.start, kept.left.start, _kept_row(kept)))
    for number, edit in enumerate(comparison.edits, start=1):
        row = _edit_row(number, edit)
        if edit.right is not None:
            placed.append((edit.right.start, -1 if edit.left is None else edit.left.start, row))
        else:
            lacking.append((0 if edit.left is None else edit.left.start, row))
    placed.sort(key=lambda one: one[0])
    lacking.sort(key=lambda one: one[0])
    for _, left_start, row in placed:
        while lacking and row.kind != "moved" and left_start > lacking[0][0]:
            yield lacking.pop(0)[1]
        yield row
    yield from (row for _, row in lacking)


def _kept_row(kept: TextKept) -> Row:
    return Row(None, "kept", "", [Run(kept.left.text, False)], [Run(kept.right.text, False)], [], [], "", "", "")


def _edit_row(number: int, edit: TextEdit) -> Row:
    pieces = edit.pieces if edit.pieces is not UNSET else []
    whole = edit.kind in ("removed", "inserted")
    touched = edit.claims if edit.claims is not UNSET else None
    return Row(
        number=number,
        kind=edit.kind,
        kind_words=TEXT_KIND_WORDS[edit.kind],
        left=cut_into_runs(edit.left, [piece.left for piece in pieces], whole),
        right=cut_into_runs(edit.right, [piece.right for piece in pieces], whole),
        effects=[EFFECT_WORDS[effect] for effect in (edit.effect if edit.effect is not UNSET else ())],
        claims=[f"left {one}" for one in touched.left] + [f"right {one}" for one in touched.right] if touched else [],
        confidence=f"{edit.confidence:.2f}",
        confidence_words=confidence_in_words(edit.confidence),
        why=edit.why,
    )


def cut_into_runs(quote: Quote | None, pieces: list[Quote | None], whole: bool = False) -> list[Run]:
    """The words of ``quote`` in order, those of ``pieces`` (or all, where ``whole``) marked as differing."""
    if quote is None:
        return []
    runs, at = [], quote.start
    for piece in sorted([quote] if whole else [one for one in pieces if one is not None and quote.holds(one)]):
        if piece.start < at or piece.start == piece.end:
            continue
        runs.append(Run(quote.text[at - quote.start : piece.start - quote.start], False))
        runs.append(Run(quote.text[piece.start - quote.start : piece.end - quote.start], True))
        at = piece.end
    runs.append(Run(quote.text[at - quote.start :], False))
    return [run for run in runs if run.text]


def fold(rows: list[Row]) -> Iterator[Stretch]:
    """Stretches of ``rows``: alike ones that are not beside a change are folded away."""
    near = {
        index + step
        for index, row in enumerate(rows)
        if row.number is not None
        for step in range(-SHOWN_AROUND, SHOWN_AROUND + 1)
    }
    start = 0
    for index in range(1, len(rows) + 1):
        if index == len(rows) or (index in near) != (start in near):
            yield Stretch(rows[start:index], start not in near)
            start = index
