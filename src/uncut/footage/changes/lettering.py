"""Text in a region of the picture: what several readings of it agree on. No pictures are read here, and no files.

A reader of printed letters always says something. What it says counts where it is sure, where it knows the script, and
where other pictures of the same region say the same; what it saw as writing and could not read keeps its place as
`UNREAD`, so that a sentence does not lose a word unnoticed.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from uncut.model.comparison import Box, Kept

UNREAD = "[…]"
LEAST_CONFIDENCE = 0.93
"""Of a piece of writing, the mean over its letters. Set on the captions that ``python -m evals ocr
--seed 11`` draws, read where they were drawn: those that were right had 0.95 or more."""
LEAST_LETTERS = 3
"""Letters and digits of a whole text: single ones are read into edges and icons."""
SCRIPTS = frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "FULLWIDTH"})
"""Of letters that the reader knows. Of others it has a few, as signs, and puts them where they do not stand."""
MOST_BREADTH, SLACK = 0.8, 0.4
"""Of a piece for each of its letters, and for its edges; on the same captions at most 0.61 was right. Where the
reader meets letters that it does not know it writes a blank: such a line comes out as its commas and its year."""
LEAST_SEEN = 0.5
"""Confidence from which what cannot be read counts as a line of writing; below, it is texture as often."""
MARGIN_DOWN, MARGIN_ACROSS = 0.02, 0.07
"""Shares of the picture by which a crop is larger than the region, whose box is measured in cells of 0.025. The last
letters of a line are the first that the box misses; a line is told if its middle lies in the region."""


@dataclass(frozen=True)
class Piece:
    """Writing at one place, as a reader reads it."""

    text: str
    confidence: float
    """0..1."""
    box: Box
    """Where it is, as shares of the picture that was read."""
    breadth: float
    """How often its height goes into its length, both in pixels."""

    @property
    def is_read(self) -> bool:
        """Whether it can be relied on."""
        letters = [letter for letter in self.text if letter.isalpha()]
        return (
            self.confidence >= LEAST_CONFIDENCE
            and self.breadth <= SLACK + MOST_BREADTH * sum(map(_cells, self.text))
            and all(unicodedata.name(letter, "").split(" ")[0] in SCRIPTS for letter in letters)
        )


@dataclass(frozen=True)
class Row:
    """Pieces on one line, from left to right."""

    pieces: tuple[Piece, ...]

    @cached_property
    def text(self) -> str:
        """Its words, with `UNREAD` in place of what cannot be relied on."""
        words = [" ".join(piece.text.split()) if piece.is_read else UNREAD for piece in self.pieces]
        return " ".join(word for at, word in enumerate(words) if word != UNREAD or words[at - 1 : at] != [UNREAD])

    @cached_property
    def letters(self) -> str:
        """What is compared: spaces come and go with the breadth of a gap, and marks with the noise."""
        return letters_of(self.text.replace(UNREAD, ""))

    @property
    def confidence(self) -> float:
        """Of its least sure piece."""
        return min(piece.confidence for piece in self.pieces)

    @property
    def is_writing(self) -> bool:
        """Whether it is more than texture, or marks alone."""
        return self.confidence >= LEAST_SEEN and (self.letters != "" or UNREAD in self.text)

    @property
    def middle(self) -> float:
        """How far down it is, 0..1."""
        return _middle(self.pieces[0].box)

    def is_level_with(self, other: Row | Piece) -> bool:
        """Whether both are on one line: the middle of one lies within the height of the other."""
        first = self.pieces[0].box
        box = other.pieces[0].box if isinstance(other, Row) else other.box
        return _within(_middle(box), first) and _within(_middle(first), box)


def _cells(letter: str) -> int:
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def _middle(box: Box) -> float:
    return box.y + box.height / 2


def _within(at: float, box: Box) -> bool:
    return box.y <= at <= box.y + box.height


def letters_of(text: str) -> str:
    """The letters and digits alone, in one form of Unicode."""
    return "".join(letter for letter in unicodedata.normalize("NFC", text) if letter.isalnum())


def rows_of(pieces: Iterable[Piece]) -> list[Row]:
    """``pieces`` line by line from the top."""
    rows: list[Row] = []
    for piece in sorted(pieces, key=lambda one: _middle(one.box)):
        level = next((at for at, row in enumerate(rows) if row.is_level_with(piece)), None)
        if level is None:
            rows.append(Row((piece,)))
        else:
            rows[level] = Row((*rows[level].pieces, piece))
    return [Row(tuple(sorted(row.pieces, key=lambda one: one.box.x))) for row in rows]


def within_region(pieces: Iterable[Piece], crop: Box, region: Box) -> list[Piece]:
    """Those of a crop whose middle lies in the region: its margin shows what stands beside it.

    ``crop`` and ``region`` are shares of the whole picture.
    """
    kept = []
    for piece in pieces:
        across = crop.x + (piece.box.x + piece.box.width / 2) * crop.width
        down = crop.y + _middle(piece.box) * crop.height
        if region.x <= across <= region.x + region.width and region.y <= down <= region.y + region.height:
            kept.append(piece)
    return kept


def agreed_text(readings: Sequence[Sequence[Piece]], elsewhere: Sequence[Sequence[Piece]] = ()) -> str | None:
    """The lines that most of ``readings`` have in common, each once; ``None`` where there are none.

    Parameters
    ----------
    readings
        Of pictures of the same region at different times.
    elsewhere
        Of what the other version shows in the same place: a line that stands there too was not laid over it.
    """
    stills = [rows_of(pieces) for pieces in readings]
    needed = len(stills) // 2 + 1
    others = [row for pieces in elsewhere for row in rows_of(pieces)]
    shown = {row.letters for row in others}
    agreed: dict[str, list[Row]] = {}
    for rows in stills:
        for letters in {row.letters for row in rows if row.letters} - shown:
            agreed.setdefault(letters, []).append(next(row for row in rows if row.letters == letters))
    read = [_usual(rows) for rows in agreed.values() if len(rows) >= needed]
    if sum(len(row.letters) for row in read) < LEAST_LETTERS:
        return None
    lines = sorted([(row.middle, row.text) for row in read] + _unread_lines(stills, [*read, *others], needed))
    return "\n".join(line for _, line in lines)


def _usual(rows: Sequence[Row]) -> Row:
    """The most frequent way in which a line is written, with its spaces and marks; of several the surest."""
    counts = Counter(row.text for row in rows)
    return max(rows, key=lambda row: (counts[row.text], row.confidence))


def _unread_lines(stills: Sequence[Sequence[Row]], known: Sequence[Row], needed: int) -> list[tuple[float, str]]:
    """Lines on which most stills have writing, and not the same; ``known`` are told, or were there before."""
    told = {row.letters for row in known} - {""}
    others = [
        [
            row
            for row in rows
            if row.is_writing and row.letters not in told and not any(row.is_level_with(one) for one in known)
        ]
        for rows in stills
    ]
    found: list[Row] = []
    for row in (row for rows in others for row in rows):
        seen = sum(any(row.is_level_with(one) for one in rows) for rows in others)
        if seen >= needed and not any(row.is_level_with(one) for one in found):
            found.append(row)
    return [(row.middle, UNREAD) for row in found]


def widened(box: Box) -> Box:
    """``box`` with a margin on every side, within the picture."""
    left, top = max(0.0, box.x - MARGIN_ACROSS), max(0.0, box.y - MARGIN_DOWN)
    right, bottom = min(1.0, box.x + box.width + MARGIN_ACROSS), min(1.0, box.y + box.height + MARGIN_DOWN)
    return Box(left, top, right - left, bottom - top)


def in_left_picture(box: Box, kept: Kept) -> Box:
    """Where the left picture shows what lies in ``box`` of the right one."""
    one, two = kept.left_box, kept.right_box
    width, height = box.width / two.width * one.width, box.height / two.height * one.height
    across = (box.x - two.x) / two.width * one.width
    x = one.x + (one.width - across - width if kept.mirrored else across)
    return Box(x, one.y + (box.y - two.y) / two.height * one.height, width, height)
