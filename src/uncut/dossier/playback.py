"""How two versions are played in step: beats in which both run, or one runs on while the other has nothing to show.

Pure. The page's script plays the beats one after another; what the right version lacks is a beat of the left one alone,
so that nothing passes unseen.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from uncut.dossier.pieces import Piece, lay_out_pieces
from uncut.dossier.summary import short_clock
from uncut.dossier.words import edit_words
from uncut.model.comparison import Comparison, Edit
from uncut.model.time import Span


@dataclass(frozen=True)
class Beat:
    """A stretch of playing time."""

    start: Fraction
    """Seconds of playing time at which it begins."""
    seconds: Fraction
    left: Span | None
    """What of the left version is shown; ``None`` where it has nothing."""
    right: Span | None
    backwards: bool = False
    """Whether the left version is walked from the end of ``left`` to its start."""


@dataclass(frozen=True)
class Bar:
    """A beat as a bar under the controls, in percent of the playing time."""

    x: float
    width: float
    kind: str
    """``both``, ``left`` or ``right``."""


@dataclass(frozen=True)
class Playback:
    """All that the page's script needs, and what stands under its controls."""

    beats: list[Beat]
    bars: list[Bar]
    length: str
    starts: dict[int, float]
    """By the number of each change, the second of playing time at which it is seen."""

    def for_script(self) -> list[list[Any]]:
        """Beats as ``[seconds, left start, left end, right start, right end, backwards]``, with ``null`` for none."""
        return [
            [_number(beat.seconds), *_ends(beat.left), *_ends(beat.right), int(beat.backwards)] for beat in self.beats
        ]


def lay_out_playback(comparison: Comparison) -> Playback:
    """The right version from its start to its end, with each removed piece where it would have been."""
    removed = sorted(
        (edit for edit in comparison.edits if edit.kind == "removed" and edit.left and edit.right),
        key=lambda edit: (edit.right or Span(Fraction(0), Fraction(0)), edit.left or Span(Fraction(0), Fraction(0))),
    )
    beats = _in_a_row(_with_removed(lay_out_pieces(comparison), removed))
    total = sum((beat.seconds for beat in beats), Fraction(0)) or Fraction(1)
    bars = [
        Bar(round(float(beat.start / total) * 100, 4), round(float(beat.seconds / total) * 100, 4), _kind(beat))
        for beat in beats
    ]
    starts = {
        number: at for number, edit in enumerate(comparison.edits, start=1) if (at := _seen_at(edit, beats)) is not None
    }
    return Playback(beats, bars, short_clock(total), starts)


def _with_removed(pieces: list[Piece], removed: list[Edit]) -> list[tuple[Piece | None, Span | None]]:
    """Pieces of the right version, and spans of the left one before the piece that follows them."""
    rows: list[tuple[Piece | None, Span | None]] = []
    waiting = list(removed)
    for piece in pieces:
        middle = (piece.right.start + piece.right.end) / 2
        while waiting and waiting[0].right is not None and waiting[0].right.start <= middle:
            rows.append((None, waiting.pop(0).left))
        rows.append((piece, None))
    return [*rows, *((None, edit.left) for edit in waiting)]


def _in_a_row(rows: Iterable[tuple[Piece | None, Span | None]]) -> list[Beat]:
    beats: list[Beat] = []
    at = Fraction(0)
    for piece, alone in rows:
        if piece is None:
            beat = Beat(at, alone.seconds if alone else Fraction(0), alone, None)
        elif piece.kept is None:
            beat = Beat(at, piece.right.seconds, None, piece.right)
        else:
            beat = Beat(at, piece.right.seconds, piece.kept.left, piece.right, piece.kept.reversed)
        if beat.seconds > 0:
            beats.append(beat)
            at += beat.seconds
    return beats


def _seen_at(edit: Edit, beats: list[Beat]) -> float | None:
    if edit.right is None or edit.kind == "metadata":
        return None
    for beat in beats:
        if edit.kind == "removed":
            if beat.right is None and beat.left == edit.left:
                return _number(beat.start)
        elif beat.right is not None and beat.right.contains(edit.right.start):
            return _number(beat.start + edit.right.start - beat.right.start)
    return None


def _kind(beat: Beat) -> str:
    if beat.right is None:
        return "left"
    return "right" if beat.left is None else "both"


def _ends(span: Span | None) -> list[float | None]:
    return [None, None] if span is None else [_number(span.start), _number(span.end)]


def _number(value: Fraction) -> float:
    return round(float(value), 6)


def changes_for_script(comparison: Comparison) -> list[list[Any]]:
    """Changes as ``[number, words, right start, right end]``, for those that last."""
    return [
        [number, edit_words(edit), *_ends(edit.right)]
        for number, edit in enumerate(comparison.edits, start=1)
        if edit.right is not None and not edit.right.is_empty
    ]
