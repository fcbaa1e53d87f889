"""What the page shows of a comparison of footage, laid out: cards, facts side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from msgspec import UNSET

from uncut.dossier.differences import map_difference
from uncut.dossier.direction import strength_in_words
from uncut.dossier.neutralise import file_name
from uncut.dossier.parts import ComparisonPart, Still
from uncut.dossier.pictures import Picture, PictureBudget
from uncut.dossier.players_view import PlayersView, view_players
from uncut.dossier.summary import confidence_in_words, describe_edit, sentence, summarise_comparison
from uncut.dossier.timeline import Timeline, lay_out_timeline
from uncut.dossier.unexamined import Unexamined, gather_unexamined
from uncut.dossier.words import CUTS, EVIDENCE_WORDS, PICTURE_REGIONS, WAY_WORDS, edit_words, join_words
from uncut.model.comparison import WHOLE_PICTURE, Box, Comparison, DirectionClue, Edit, box_at
from uncut.model.footage import Footage
from uncut.model.time import Span, format_clock

PAGE = 40
"""Edits that stand open; further ones are folded away in lots of this many."""
FACT_CHARACTERS = 400
"""Longest value of a fact that is shown whole."""
TAG_ROWS = 60


@dataclass(frozen=True)
class Shot:
    """A picture with its caption, and the region to point at as fractions of the picture."""

    picture: Picture
    caption: str
    alt: str
    box: Box | None


@dataclass(frozen=True)
class Card:
    """An edit as the page tells it."""

    number: int
    kind: str
    kind_words: str
    sentence: str
    places: list[tuple[str, str, str]]
    """Side, from, to; as clock times."""
    confidence: str
    confidence_words: str
    why: str
    uncertain: list[tuple[str, str, str]]
    """Which end, earliest, latest."""
    details: list[tuple[str, str]]
    shots: list[tuple[Shot, ...]]
    """Rows: a pair of left and right with or without where they differ, a strip of one side, or one picture each."""

    @property
    def is_cut(self) -> bool:
        """Whether its rows are strips of one side."""
        return self.kind in CUTS


@dataclass(frozen=True)
class Fact:
    """A line of the two files' facts."""

    name: str
    left: str
    right: str

    @property
    def differs(self) -> bool:
        """Whether the two sides say different things."""
        return self.left != self.right


@dataclass(frozen=True)
class ComparisonView:
    """A comparison as the page tells it."""

    anchor: str
    left_name: str
    right_name: str
    summary: list[str]
    related: bool
    timeline: Timeline
    pages: list[list[Card]]
    not_examined: list[tuple[str, str, str]]
    """What, where, why."""
    facts: list[Fact]
    more_tags: int
    issues: list[tuple[str, list[str]]]
    settings: list[tuple[str, str]]
    version: str
    left_out: int
    """Pictures that did not fit the page."""
    direction: list[tuple[str, str, str, str]]
    """Evidence, which way it points, how strongly, why."""
    players: PlayersView | None
    footage: str
    """What to call the two: ``footage``, or ``sound`` where neither has a picture."""


def view_comparison(part: ComparisonPart, anchor: str, budget: PictureBudget) -> ComparisonView:
    """``part`` laid out; its pictures are encoded against ``budget``."""
    comparison, before = part.comparison, budget.left_out
    cards = [
        _card(index + 1, edit, part.stills.get(index, ()), comparison, budget)
        for index, edit in enumerate(comparison.edits)
    ]
    facts, more = lay_out_facts(comparison.left, comparison.right)
    return ComparisonView(
        anchor=anchor,
        left_name=file_name(comparison.left.path),
        right_name=file_name(comparison.right.path),
        summary=summarise_comparison(comparison, at_most=8),
        related=comparison.related,
        timeline=lay_out_timeline(comparison),
        pages=[cards[start : start + PAGE] for start in range(0, len(cards), PAGE)],
        not_examined=[
            (join_words(one.what), _where(one), one.why) for one in gather_unexamined(comparison.not_examined)
        ],
        facts=facts,
        more_tags=more,
        issues=[(s, f.issues) for s, f in (("Left", comparison.left), ("Right", comparison.right)) if f.issues],
        settings=flatten(comparison.settings),
        version=comparison.version,
        left_out=budget.left_out - before,
        direction=[
            (EVIDENCE_WORDS[one.evidence], WAY_WORDS[one.points_to], _strength(one), one.why)
            for one in comparison.direction
        ],
        players=view_players(part),
        footage=_word_for(comparison),
    )


def _strength(clue: DirectionClue) -> str:
    return f"{strength_in_words(clue.strength)} ({clue.strength:.2f})"


def _word_for(comparison: Comparison) -> str:
    return "sound" if comparison.left.width is None and comparison.right.width is None else "footage"


def _where(one: Unexamined) -> str:
    sides = [(side, ", ".join(map(_from_to, spans))) for side, spans in (("left", one.left), ("right", one.right))]
    return "; ".join(f"{side} {where}" for side, where in sides if where) or "everywhere"


def _from_to(span: Span) -> str:
    return f"{format_clock(span.start)} to {format_clock(span.end)}"


def _card(number: int, edit: Edit, stills: Sequence[Still], comparison: Comparison, budget: PictureBudget) -> Card:
    spans = (("Left", edit.left), ("Right", edit.right))
    return Card(
        number=number,
        kind=edit.kind,
        kind_words=edit_words(edit),
        sentence=sentence(describe_edit(edit)),
        places=[(side, format_clock(span.start), format_clock(span.end)) for side, span in spans if span],
        confidence=f"{edit.confidence:.2f}",
        confidence_words=confidence_in_words(edit.confidence),
        why=edit.why,
        uncertain=_uncertain(edit),
        details=_details(edit),
        shots=_shots(number, edit, stills, comparison, budget),
    )


def _uncertain(edit: Edit) -> list[tuple[str, str, str]]:
    if edit.uncertain is UNSET:
        return []
    ends = (("start", edit.uncertain.start), ("end", edit.uncertain.end))
    return [(end, format_clock(span.start), format_clock(span.end)) for end, span in ends]


def _details(edit: Edit) -> list[tuple[str, str]]:
    """The optional fields that a card spells out."""
    found: list[tuple[str, str]] = []
    if edit.by is not UNSET:
        found.append(("Found by", edit.by))
    if edit.rate is not UNSET:
        found.append(("Speed", f"{edit.rate:.3f} left seconds per right second"))
    if edit.offset is not UNSET:
        found.append(("Sound lags picture by", f"{float(edit.offset):+.3f} s"))
    if edit.text is not UNSET:
        found.append(("Text in it", edit.text))
    if edit.left_box is not UNSET and edit.left_box != WHOLE_PICTURE:
        found.append(("Part of the left picture", describe_box(edit.left_box)))
    if edit.right_box is not UNSET and edit.right_box != WHOLE_PICTURE:
        found.append(("Place in the right picture", describe_box(edit.right_box)))
    if edit.rotation is not UNSET:
        found.append(("Turned by", f"{edit.rotation:g}° clockwise"))
    return found


def describe_box(box: Box) -> str:
    """A box in percent of the picture."""
    return (
        f"{box.width * 100:.1f} % × {box.height * 100:.1f} % of the picture, "
        f"{box.x * 100:.1f} % from its left and {box.y * 100:.1f} % from its top"
    )


def _shots(
    number: int, edit: Edit, stills: Sequence[Still], comparison: Comparison, budget: PictureBudget
) -> list[tuple[Shot, ...]]:
    """Rows of pictures: what stands beside a cut and within it, side by side what both show, and where that differs."""
    rows = []
    for some in _rows(edit, stills):
        pictures = budget.encode(some)
        shots = [_shot(number, edit, picture) for picture in pictures]
        if len(some) == 2 and edit.kind in PICTURE_REGIONS:
            shots += _difference(number, some, comparison, budget)
        if shots:
            rows.append(tuple(shots))
    return rows


def _difference(number: int, pair: Sequence[Still], comparison: Comparison, budget: PictureBudget) -> list[Shot]:
    """Where the two pictures of ``pair`` differ, as a picture."""
    left, right = pair
    kept = next((one for one in comparison.kept if one.right.contains(right.at)), None)
    if kept is None:
        return []
    mapped = map_difference(left.pixels, right.pixels, kept, None).pixels
    apart = Still("right", right.at, mapped[:, 2 * right.pixels.shape[1] :])
    alt = f"Change {number}: where both differ at {format_clock(right.at)} of the right version"
    return [Shot(picture, "where they differ", alt, None) for picture in budget.encode([apart])]


def _shot(number: int, edit: Edit, picture: Picture) -> Shot:
    at = format_clock(picture.at)
    span = edit.left if picture.side == "left" else edit.right
    beside = ""
    if edit.kind in CUTS and span is not None:
        beside = ", just before" if picture.at < span.start else ", just after" if picture.at >= span.end else ""
    return Shot(
        picture,
        f"{picture.side} {at}{beside}",
        f"Change {number}: {picture.side} version at {at}{beside}",
        _box(edit, picture),
    )


def _box(edit: Edit, picture: Picture) -> Box | None:
    """What to point at in a picture; nothing where that would be all of it."""
    if picture.side == "right" and edit.track is not UNSET:
        return box_at(edit.track, picture.at) if edit.track else None
    box = edit.left_box if picture.side == "left" else edit.right_box
    return None if box is UNSET or box == WHOLE_PICTURE else box


def _rows(edit: Edit, stills: Sequence[Still]) -> list[Sequence[Still]]:
    """For a cut a row for each side; else pairs of what both show, or each by itself where they are not as many."""
    left = sorted(
        (one for one in stills if one.side == "left"), key=lambda one: one.at, reverse=edit.kind == "reversed"
    )
    right = sorted((one for one in stills if one.side == "right"), key=lambda one: one.at)
    if edit.kind in CUTS:
        return [side for side in (left, right) if side]
    if len(left) == len(right):
        return list(zip(left, right, strict=True))
    return [(one,) for one in (*left, *right)]


def lay_out_facts(left: Footage, right: Footage) -> tuple[list[Fact], int]:
    """The facts of both files line by line, and the number of tags beyond `TAG_ROWS`."""
    facts = [Fact(name, _cut(a), _cut(b)) for (name, a), (_, b) in zip(_facts(left), _facts(right), strict=True)]
    names = list(dict.fromkeys([*left.tags, *right.tags]))
    tags = [
        Fact(f"tag {_cut(name)}", _cut(left.tags.get(name, "–")), _cut(right.tags.get(name, "–")))
        for name in names[:TAG_ROWS]
    ]
    return [*facts, *tags], max(0, len(names) - TAG_ROWS)


def _facts(side: Footage) -> list[tuple[str, str]]:
    size = "no picture" if side.width is None else f"{side.width} × {side.height} pixels"
    rate = "–" if side.frame_rate is None else f"{_rate(side.frame_rate)} frames a second"
    audio = side.audio
    sound = "none" if audio is None else f"{audio.codec}, {audio.sample_rate} Hz, {audio.channels} channel(s)"
    return [
        ("file", file_name(side.path)),  # without its folder, which may name the person who looked
        ("SHA-256", side.sha256),
        ("length", f"{format_clock(side.seconds)} ({float(side.seconds):.6f} s)"),
        ("frames", "–" if side.frames is None else str(side.frames)),
        ("frame rate", f"{rate}{', varying' if side.variable_frame_rate else ''}"),
        ("picture", size),
        ("video codec", side.video_codec or "–"),
        ("sound", sound),
    ]


def _rate(rate: str) -> str:
    """A whole number as such, another one as the fraction and in decimals: ``25``, ``30000/1001 (29.970)``."""
    try:
        value = Fraction(rate)
        return str(value) if value.denominator == 1 else f"{rate} ({float(value):.3f})"
    except (ValueError, ZeroDivisionError, OverflowError):
        return rate


def _cut(value: str) -> str:
    if len(value) <= FACT_CHARACTERS:
        return value
    return f"{value[:FACT_CHARACTERS]} … ({len(value) - FACT_CHARACTERS} more characters)"


def flatten(settings: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """Nested settings as dotted names and values, for a table."""
    rows: list[tuple[str, str]] = []
    for name, value in settings.items():
        if isinstance(value, dict):
            rows += flatten(value, f"{prefix}{name}.")
        else:
            rows.append((f"{prefix}{name}", _cut(value_in_words(value))))
    return rows


def value_in_words(value: object) -> str:
    """A setting as a person writes it."""
    if value is None:
        return "not given"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(value_in_words, value)) or "none"
    return str(value)
