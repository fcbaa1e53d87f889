"""The changes of a comparison as chapters of one of its versions: a WebVTT file that players show beside the video.

A file of chapters may hold cues inside cues, but none that overlap half: a change that runs past the end of one that
began before it is cut there and goes on as a second cue.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

from uncut.dossier.neutralise import file_name, on_one_line
from uncut.dossier.parts import Side
from uncut.dossier.summary import describe_edit, sentence
from uncut.model.comparison import Comparison
from uncut.model.time import Span

POINT_SECONDS = Fraction(2)
"""For how long a change without length, a place where something was removed, is shown: long enough to read."""
_TICK = Fraction(1, 1000)
"""The format's clock."""


class Cue(NamedTuple):
    """A titled span, in milliseconds."""

    start: int
    end: int
    number: int
    title: str


def render_vtt(comparison: Comparison) -> str:
    """The chapters of the right version."""
    return _render(comparison, "right")


def render_left_vtt(comparison: Comparison) -> str:
    """The chapters of the left version."""
    return _render(comparison, "left")


def _render(comparison: Comparison, side: Side) -> str:
    footage = comparison.left if side == "left" else comparison.right
    note = _escape(f"Changes between two versions, on the clock of the {side} one: {file_name(footage.path)}")
    cues = nest_cues(lay_out_cues(comparison, side))
    blocks = [f"{cue.number}\n{_clock(cue.start)} --> {_clock(cue.end)}\n{_escape(cue.title)}" for cue in cues]
    return "\n\n".join(["WEBVTT", f"NOTE {note}", *blocks]) + "\n"


def lay_out_cues(comparison: Comparison, side: Side) -> Iterator[Cue]:
    """One cue a change that has a place in the version; one without length lasts `POINT_SECONDS`."""
    seconds = (comparison.left if side == "left" else comparison.right).seconds
    for number, edit in enumerate(comparison.edits, start=1):
        span = edit.left if side == "left" else edit.right
        if span is None or seconds <= 0:
            continue
        shown = _lengthened(span, seconds) if span.is_empty else span
        start, end = round(shown.start / _TICK), round(shown.end / _TICK)
        yield Cue(start, max(end, start + 1), number, f"{number}. {sentence(describe_edit(edit))}")


def _lengthened(span: Span, seconds: Fraction) -> Span:
    """From the place on; where the file ends before, up to the place."""
    end = min(span.start + POINT_SECONDS, seconds)
    return Span(max(Fraction(0), min(span.start, end - POINT_SECONDS / 2)), max(end, _TICK))


def nest_cues(cues: Iterator[Cue]) -> list[Cue]:
    """``cues`` in order, cut so that any two lie one inside the other or apart."""
    waiting = [(cue.start, -cue.end, cue) for cue in cues]
    heapq.heapify(waiting)
    done: list[Cue] = []
    open_ends: list[int] = []
    while waiting:
        cue = heapq.heappop(waiting)[2]
        while open_ends and open_ends[-1] <= cue.start:
            open_ends.pop()
        if open_ends and open_ends[-1] < cue.end:
            rest = cue._replace(start=open_ends[-1])
            heapq.heappush(waiting, (rest.start, -rest.end, rest))
            cue = cue._replace(end=open_ends[-1])
        open_ends.append(cue.end)
        done.append(cue)
    return done


def _clock(millis: int) -> str:
    seconds, millis = divmod(millis, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}.{millis:03d}"


def _escape(text: str) -> str:
    """``text`` as a cue may hold it: one line, no mark-up, no arrow."""
    return on_one_line(text, 400).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
