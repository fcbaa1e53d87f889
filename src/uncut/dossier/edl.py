"""A comparison as an edit decision list in the CMX 3600 format: what the right version was made of.

Each event says which part of which file stands at which place of the right version. The format counts whole frames
and holds no region, no sound change and no exact time, so those stand in comments; what was left out, and every
other change, is a locator comment that editing programs show as a marker.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

from uncut.dossier.neutralise import file_name, on_one_line
from uncut.dossier.pieces import Piece, lay_out_pieces
from uncut.dossier.summary import describe_edit, sentence
from uncut.dossier.words import edit_words
from uncut.model.comparison import Comparison
from uncut.model.footage import Footage
from uncut.model.time import Span

NO_FRAMES_RATE = Fraction(25)
"""Frames a second for a file without picture: the format knows no other clock."""
REELS = {"left": "LEFT", "right": "RIGHT"}
"""Names of tapes: at most eight letters, so a file name stands in a comment."""
_COLOURS = {"removed": "RED", "inserted": "GREEN", "moved": "MAGENTA", "repeated": "MAGENTA"}


@dataclass(frozen=True)
class Clock:
    """Counts the frames of one file as time code does: frames of equal length, no numbers dropped."""

    rate: Fraction
    """Frames a second."""

    @classmethod
    def of(cls, footage: Footage) -> Clock:
        """The clock of a file; for varying frame times, that of its average."""
        try:
            rate = Fraction(footage.frame_rate or NO_FRAMES_RATE)
        except (ValueError, ZeroDivisionError):
            rate = NO_FRAMES_RATE
        return cls(rate if 1 <= rate <= 1000 else NO_FRAMES_RATE)

    def frame_at(self, at: Fraction) -> int:
        """The number of the frame that begins nearest to second ``at``."""
        return math.floor(at * self.rate + Fraction(1, 2))

    def time_code(self, frame: int) -> str:
        """``HH:MM:SS:FF``, counting up to the rate rounded up, as equipment does."""
        seconds, frames = divmod(frame, math.ceil(self.rate))
        minutes, seconds = divmod(seconds, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours:02d}:{minutes:02d}:{seconds:02d}:{frames:02d}"


def render_edl(comparison: Comparison) -> str:
    """The list: the right version as events, in its order."""
    clocks = {"left": Clock.of(comparison.left), "right": Clock.of(comparison.right)}
    title = f"{file_name(comparison.left.path)} and {file_name(comparison.right.path)}"
    lines = [f"TITLE: {title}", "FCM: NON-DROP FRAME", *_heading(comparison, clocks), ""]
    number = 0
    for piece in lay_out_pieces(comparison):
        event = _event(number + 1, piece, comparison, clocks)
        number += bool(event)
        lines += event
    lines += _locators(comparison, clocks["right"])
    return "\n".join([*lines, ""])


def _heading(comparison: Comparison, clocks: dict[str, Clock]) -> list[str]:
    files = (("left", comparison.left), ("right", comparison.right))
    lines = [f"* REEL {REELS[side]} IS {file_name(one.path)}, SHA-256 {one.sha256}" for side, one in files]
    lines += [f"* REEL {REELS[side]} COUNTS {clocks[side].rate} FRAMES A SECOND" for side, _ in files]
    varying = [REELS[side] for side, one in files if one.variable_frame_rate]
    return [
        *lines,
        *(f"* REEL {reel} HAS VARYING FRAME TIMES: ITS FRAMES ARE COUNTED BY ITS AVERAGE" for reel in varying),
    ]


def _event(number: int, piece: Piece, comparison: Comparison, clocks: dict[str, Clock]) -> list[str]:
    """One event; none for a piece that is shorter than half a frame."""
    record = _frames(piece.right, clocks["right"])
    if record[0] == record[1]:
        return []
    side = "right" if piece.kept is None else "left"
    footage, clock = (comparison.right if side == "right" else comparison.left), clocks[side]
    source = _source(piece, clock, record, clocks["right"])
    track = "V" if footage.width is not None else "A"
    codes = [clock.time_code(one) for one in source] + [clocks["right"].time_code(one) for one in record]
    lines = [f"{number:03d}  {REELS[side]:<8} {track:<5} C        {' '.join(codes)}"]
    speed = 1.0 if piece.kept is None else (-piece.kept.rate if piece.kept.reversed else piece.kept.rate)
    if speed != 1:
        shown = f"{speed * float(clock.rate):.1f}"
        lines.append(f"M2   {REELS[side]:<8}       {shown:>6}                {clock.time_code(source[0])}")
        lines.append(f"* EXACT SPEED: {speed:.6f}")
    lines.append(f"* FROM CLIP NAME: {file_name(footage.path)}")
    if piece.kept is not None:
        lines.append(f"* EXACT LEFT SECONDS: {_exact(piece.kept.left)}")
    return [*lines, f"* EXACT RIGHT SECONDS: {_exact(piece.right)}"]


def _source(piece: Piece, clock: Clock, record: tuple[int, int], right: Clock) -> tuple[int, int]:
    """Frames of the file that the event shows; at equal rates and speed exactly as many as it lasts."""
    first, stop = _frames(piece.kept.left if piece.kept else piece.right, clock)
    if (piece.kept is None or piece.kept.rate == 1) and clock.rate == right.rate:
        stop = first + record[1] - record[0]
    return first, max(stop, first + 1)


def _frames(span: Span, clock: Clock) -> tuple[int, int]:
    return clock.frame_at(span.start), clock.frame_at(span.end)


def _exact(span: Span) -> str:
    return f"{float(span.start):.6f} {float(span.end):.6f}"


def _locators(comparison: Comparison, clock: Clock) -> list[str]:
    """Every change that has a place in the right version, as a marker."""
    lines = []
    for number, edit in enumerate(comparison.edits, start=1):
        if edit.right is not None:
            at = clock.time_code(clock.frame_at(edit.right.start))
            words = on_one_line(f"{number} {edit_words(edit)}: {sentence(describe_edit(edit))}")
            lines.append(f"* LOC: {at} {_COLOURS.get(edit.kind, 'YELLOW'):<7} {words}")
    return lines
