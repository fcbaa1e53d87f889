# ruff: noqa: E501  patterns and word lists stay on one line each
"""The text comparison: two documents in, every change between them out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from msgspec import UNSET, UnsetType

from uncut.model.comparison import Coverage
from uncut.model.report import Document, Report
from uncut.model.text import Quote, quote_at
from uncut.model.text_comparison import (
    ClaimsTouched,
    Effect,
    TextComparison,
    TextEdit,
    TextKept,
    TextPiece,
    TextSide,
)  # fmt: skip
from uncut.reports.collate.align import ALIGNED_FROM, MOVED_FROM, Alignment, Pair, align_units, cut_at_shared_ends
from uncut.reports.collate.around import count_words, differing_around, lone_headline, without_agreed
from uncut.reports.collate.effects import Changed, effects_of, effects_of_sentence, is_headline, near_dates, near_makers
from uncut.reports.collate.units import PassedOver, Unit, read_sides
from uncut.reports.collate.worddiff import differing_runs, matching_words
from uncut.reports.language.sentences import Span
from uncut.version import __version__

ALGORITHM = "collate_texts_v1"
_IGNORED = (
    "boilerplate, unless the other text tells the same words", "white space and line breaks", "case",
    "the style of quotation marks, apostrophes and hyphens", "quotation marks around more than four words",
    "ligatures, letter widths and soft hyphens", "punctuation except question marks, % and signs of currency",
)  # fmt: skip
RELATED_FROM = 0.12
"""Share of the words of the better covered side from which two texts are versions of one."""
RELATED_WORDS = 12
"""Shared words in matched sentences that two long texts need at least."""


@dataclass(frozen=True)
class _Match:
    """Runs of units that are one; each a half-open index range."""

    left: tuple[int, int]
    right: tuple[int, int]
    moved: bool
    score: float


def compare_documents(
    left: Document, right: Document, *, left_report: Report | None = None, right_report: Report | None = None
) -> TextComparison:
    """Every change between two texts; furniture, white space, quotation mark style and line breaks are none."""
    sides = read_sides(left, right)
    lefts, rights = sides.left, sides.right
    alignment = align_units(lefts, rights)
    cut = cut_at_shared_ends(lefts, rights, alignment.in_order, (left.text, right.text))
    if (len(cut[0]), len(cut[1])) != (len(lefts), len(rights)):
        lefts, rights = cut
        alignment = align_units(lefts, rights)
    matches = _matches(lefts, rights, alignment)
    lefts, rights, matches, passed = _without_headlines(left, right, lefts, rights, matches, sides.passed_over)
    passed = without_agreed((left, right), passed)
    coverage, shared = _coverage(lefts, rights, matches)
    related = _is_related(coverage, shared, lefts, rights)
    headlines = (count_words(left.text, passed[0].headline), count_words(right.text, passed[1].headline))
    if related and any(headlines):
        coverage, _ = _coverage(lefts, rights, matches, headlines)
    kept, edits = _Writer(left, right, lefts, rights).write(matches) if related else ([], [])
    if left_report is not None and right_report is not None:
        edits = [_with_claims(edit, left_report, right_report) for edit in edits]
    return TextComparison(
        left=_side(left), right=_side(right), related=related, coverage=coverage, kept=kept, edits=edits,
        around=differing_around((left, right), passed) if related else [],
        settings={
            "algorithm": ALGORITHM, "aligned_from": ALIGNED_FROM, "moved_from": MOVED_FROM, "related_from": RELATED_FROM,
            "ignored": list(_IGNORED),
        },
        version=__version__,
    )  # fmt: skip


def _without_headlines(
    left: Document, right: Document, lefts: list[Unit], rights: list[Unit], matches: list[_Match],
    passed: tuple[PassedOver, PassedOver],
) -> tuple[list[Unit], list[Unit], list[_Match], tuple[PassedOver, PassedOver]]:  # fmt: skip
    """Take the headline of one side that its page does not show as one, where the other side's is known."""
    used = (
        {at for match in matches for at in range(*match.left)},
        {at for match in matches for at in range(*match.right)},
    )
    one, other = passed
    if other.headline is not None and one.headline is None and lone_headline(left.text, lefts, used[0]) is not None:
        one = PassedOver(Span(lefts[0].start, lefts[0].end), one.lines)
        lefts, matches = lefts[1:], [_shifted(match, left=1) for match in matches]
    elif one.headline is not None and other.headline is None and lone_headline(right.text, rights, used[1]) is not None:
        other = PassedOver(Span(rights[0].start, rights[0].end), other.lines)
        rights, matches = rights[1:], [_shifted(match, right=1) for match in matches]
    return lefts, rights, matches, (one, other)


def _shifted(match: _Match, *, left: int = 0, right: int = 0) -> _Match:
    return replace(
        match,
        left=(match.left[0] - left, match.left[1] - left),
        right=(match.right[0] - right, match.right[1] - right),
    )


def _side(document: Document) -> TextSide:
    return TextSide(path=document.path, sha256=document.sha256, text=document.text, boilerplate=document.boilerplate)


def _is_related(coverage: Coverage, shared: int, left: Sequence[Unit], right: Sequence[Unit]) -> bool:
    if not left and not right:
        return True
    shorter = min(sum(len(unit.keys) for unit in left), sum(len(unit.keys) for unit in right))
    return max(coverage.left, coverage.right) >= RELATED_FROM and shared >= min(RELATED_WORDS, max(1, shorter // 2))


def _matches(left: Sequence[Unit], right: Sequence[Unit], alignment: Alignment) -> list[_Match]:
    used_left = {pair.left for pair in (*alignment.in_order, *alignment.moved)}
    used_right = {pair.right for pair in (*alignment.in_order, *alignment.moved)}
    matches = [
        _Match((p.left, p.left + 1), (p.right, p.right + 1), False, p.score)
        if left[p.left].keys == right[p.right].keys
        else _absorb(left, right, p, used_left, used_right)
        for p in alignment.in_order
    ]
    matches += [_Match((p.left, p.left + 1), (p.right, p.right + 1), True, p.score) for p in alignment.moved]
    return matches


def _absorb(
    left: Sequence[Unit], right: Sequence[Unit], pair: Pair, used_left: set[int], used_right: set[int]
) -> _Match:
    """The pair, with a free neighbour on one side whose words the other side holds: a sentence joined or split."""
    spans = [(pair.left, pair.left + 1), (pair.right, pair.right + 1)]
    for side, units, used in ((0, left, used_left), (1, right, used_right)):
        other = right if side == 0 else left
        for step in (-1, 1):
            start, end = spans[side]
            at = start - 1 if step < 0 else end
            if not 0 <= at < len(units) or at in used:
                continue
            base = len(matching_words(_keys(units, spans[side]), _keys(other, spans[1 - side])))
            wider = (at, end) if step < 0 else (start, at + 1)
            gained = len(matching_words(_keys(units, wider), _keys(other, spans[1 - side]))) - base
            if gained >= max(2, 0.6 * len(units[at].keys)):
                spans[side] = wider
                used.add(at)
    return _Match(spans[0], spans[1], False, pair.score)


def _keys(units: Sequence[Unit], span: tuple[int, int]) -> list[str]:
    return [key for unit in units[span[0] : span[1]] for key in unit.keys]


def _coverage(
    left: Sequence[Unit], right: Sequence[Unit], matches: Sequence[_Match], more: tuple[int, int] = (0, 0)
) -> tuple[Coverage, int]:
    """Shares of the words that the other side has, with ``more`` words of each that it has not; and how many it has."""
    shared = 0
    for match in matches:
        keys, others = _keys(left, match.left), _keys(right, match.right)
        shared += len(keys) if keys == others else len(matching_words(_bare(keys), _bare(others)))
    totals = [sum(len(unit.keys) for unit in units) + more[at] for at, units in enumerate((left, right))]
    shares = [round(shared / total, 6) if total else 1.0 - bool(any(totals)) for total in totals]
    return Coverage(left=shares[0], right=shares[1]), shared


def _bare(keys: Sequence[str]) -> list[str]:
    return [key.lstrip('"') for key in keys]


class _Writer:
    """Turns matches of units into kept stretches and edits, in the order of reading."""

    def __init__(self, left: Document, right: Document, lefts: Sequence[Unit], rights: Sequence[Unit]) -> None:
        self._texts = (left.text, right.text)
        self._units = (lefts, rights)
        self._fences = tuple([b.quote for b in document.boilerplate] for document in (left, right))

    def write(self, matches: Sequence[_Match]) -> tuple[list[TextKept], list[TextEdit]]:
        ordered = sorted((m for m in matches if not m.moved), key=lambda m: m.left)
        moved = sorted((m for m in matches if m.moved), key=lambda m: m.left)
        kept = [m for m in ordered if _keys(self._units[0], m.left) == _keys(self._units[1], m.right)]
        same = set(kept)
        changed = [m for m in ordered if m not in same]
        edits = [*self._lone("removed", 0, matches), *self._lone("inserted", 1, matches)]
        edits += [self._reworded(m) for m in changed]
        edits += [self._moved(run) for run in self._runs([m for m in moved if m.score == 1.0])]
        edits += [self._moved([m]) for m in moved if m.score != 1.0]
        kept_runs = [self._kept(run) for run in self._runs(kept)]
        right_ends = [pair.right.end for pair in kept_runs]

        def place(edit: TextEdit) -> tuple[int, int]:
            if edit.left is not None:
                return edit.left.start, 0
            assert edit.right is not None
            before = bisect_right(right_ends, edit.right.start)
            return (kept_runs[before - 1].left.end if before else 0), 1 + edit.right.start

        return kept_runs, sorted(edits, key=place)

    def _quote(self, side: int, span: tuple[int, int]) -> Quote:
        text, units = self._texts[side], self._units[side]
        start, end = units[span[0]].start, units[span[1] - 1].end
        return quote_at(text, *_with_marks(text, start, end))

    def _kept(self, run: Sequence[_Match]) -> TextKept:
        return TextKept(
            left=self._quote(0, (run[0].left[0], run[-1].left[1])),
            right=self._quote(1, (run[0].right[0], run[-1].right[1])),
        )

    def _runs(self, matches: Sequence[_Match]) -> list[list[_Match]]:
        """Matches that follow each other on both sides, with no furniture between."""
        runs: list[list[_Match]] = []
        for match in matches:
            last = runs[-1][-1] if runs else None
            if (
                last
                and last.left[1] == match.left[0]
                and last.right[1] == match.right[0]
                and not (self._is_fenced(0, last.left, match.left) or self._is_fenced(1, last.right, match.right))
            ):
                runs[-1].append(match)
            else:
                runs.append([match])
        return runs

    def _is_fenced(self, side: int, before: tuple[int, int], after: tuple[int, int]) -> bool:
        units = self._units[side]
        start, end = units[before[1] - 1].end, units[after[0]].start
        return any(start <= fence.start < end for fence in self._fences[side])

    def _lone(self, kind: Literal["removed", "inserted"], side: int, matches: Sequence[_Match]) -> list[TextEdit]:
        spans = [match.left if side == 0 else match.right for match in matches]
        used = {at for start, end in spans for at in range(start, end)}
        runs: list[tuple[int, int]] = []
        for at in range(len(self._units[side])):
            if at in used:
                continue
            if runs and runs[-1][1] == at and not self._is_fenced(side, runs[-1], (at, at + 1)):
                runs[-1] = (runs[-1][0], at + 1)
            else:
                runs.append((at, at + 1))
        return [self._lone_edit(kind, side, run) for run in runs]

    def _lone_edit(self, kind: Literal["removed", "inserted"], side: int, run: tuple[int, int]) -> TextEdit:
        quote = self._quote(side, run)
        effect = [
            one for unit in self._units[side][slice(*run)]
            for one in effects_of_sentence(unit.keys, dropped=kind == "removed")
        ]  # fmt: skip
        return TextEdit(
            kind=kind, left=quote if side == 0 else None, right=quote if side == 1 else None, confidence=0.95,
            why=f"no sentence of the {'right' if side == 0 else 'left'}-hand text matches",
            effect=list(dict.fromkeys(effect)) or UNSET,
        )  # fmt: skip

    def _reworded(self, match: _Match) -> TextEdit:
        pieces, effect = self._pieces(match)
        score = round(match.score, 3)
        return TextEdit(
            kind="reworded", left=self._quote(0, match.left), right=self._quote(1, match.right),
            confidence=round(min(1.0, 0.55 + score / 2), 3), why=f"the same place, and {score:.0%} of the words are the same",
            pieces=pieces, effect=effect,
        )  # fmt: skip

    def _moved(self, run: Sequence[_Match]) -> TextEdit:
        left, right = (run[0].left[0], run[-1].left[1]), (run[0].right[0], run[-1].right[1])
        exact = all(match.score == 1.0 for match in run)
        pieces: list[TextPiece] | UnsetType = UNSET
        effect: list[Effect] | UnsetType = UNSET
        if not exact:
            pieces, effect = self._pieces(run[0])
        return TextEdit(
            kind="moved", left=self._quote(0, left), right=self._quote(1, right), confidence=0.95 if exact else 0.8,
            why="the same words in another place" if exact else "nearly the same words in another place",
            pieces=pieces, effect=effect,
        )  # fmt: skip

    def _pieces(self, match: _Match) -> tuple[list[TextPiece], list[Effect]]:
        words = (
            [w for unit in self._units[0][slice(*match.left)] for w in unit.words],
            [w for unit in self._units[1][slice(*match.right)] for w in unit.words],
        )
        keys = tuple([w.key for w in side] for side in words)
        runs = differing_runs(keys[0], keys[1], matching_words(keys[0], keys[1]))
        dated = tuple(near_dates(side) for side in keys)
        handed = tuple(near_makers(side) for side in keys)
        headlines = [
            is_headline([self._texts[side][w.start : w.end] for w in words[side]]) for side in (0, 1)
        ]  # fmt: skip
        pieces, changed = [], ([], [])  # type: tuple[list[TextPiece], tuple[list[int], list[int]]]
        for spans in runs:
            quotes: list[Quote | None] = [None, None]
            for side in (0, 1):
                start, end = spans[side]
                changed[side].extend(range(start, end))
                if end > start:
                    quotes[side] = quote_at(self._texts[side], words[side][start].start, words[side][end - 1].end)
            pieces.append(TextPiece(left=quotes[0], right=quotes[1]))
        sides = [
            Changed(
                keys=tuple(keys[side][at] for at in changed[side]),
                surface=tuple(self._texts[side][words[side][at].start : words[side][at].end] for at in changed[side]),
                capital_anyway=tuple(at == 0 or headlines[side] for at in changed[side]),
                near_date=tuple(dated[side][at] for at in changed[side]),
                before=tuple(keys[side][at - 1] if at else "" for at in changed[side]),
                from_hand=tuple(handed[side][at] for at in changed[side]),
                following=tuple(
                    keys[side][at + 1].lstrip('"') if at + 1 < len(keys[side]) else "" for at in changed[side]
                ),
            )
            for side in (0, 1)
        ]
        return pieces, effects_of(sides[0], sides[1])


_OPENING = "\"'“‘«„‹([¿¡"
_CLOSING = ".!?…。！？؟۔\"'”’»›)],;:%"


def _with_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the marks that belong to it: an opening quotation mark, the full stop."""
    opened = start
    while opened > 0 and text[opened - 1] in _OPENING:
        opened -= 1
    if opened == 0 or text[opened - 1].isspace():
        start = opened
    while end < len(text) and text[end] in _CLOSING:
        end += 1
    return start, end


def _with_claims(edit: TextEdit, left: Report, right: Report) -> TextEdit:
    touched = [
        [claim.id for claim in report.claims if any(claim.quote.touches(place) for place in places)]
        for report, places in ((left, _places(edit, 0)), (right, _places(edit, 1)))
    ]
    return TextEdit(
        kind=edit.kind, left=edit.left, right=edit.right, confidence=edit.confidence, why=edit.why,
        pieces=edit.pieces, effect=edit.effect, claims=ClaimsTouched(left=touched[0], right=touched[1]),
    )  # fmt: skip


def _places(edit: TextEdit, side: int) -> list[Quote]:
    whole = edit.left if side == 0 else edit.right
    return [whole] if whole is not None else []
