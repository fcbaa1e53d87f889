"""Who is tied to whom, as a drawing: own layout by forces, the same at every run."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from uncut.dossier.neutralise import on_one_line

WIDTH = 720.0
MOST_NODES = 36
"""More names than that no drawing shows; those with most ties are kept."""
_ROUNDS = 220
_CLEARINGS = 80
_LETTER = 7.2
_WORD_LETTER = 6.4
_ARROW = 12.0
_NODE_HEIGHT = 26.0
_MARGIN = 22.0
"""From the middle of the topmost and of the lowest boxes to the edge."""
_NOT = "not: "
_LONGEST_NAME = 28


@dataclass(frozen=True)
class TieLine:
    """A tie as the graph takes it."""

    source: str
    target: str
    """Ids of actors."""
    words: str
    denied: bool
    anchor: str | None


@dataclass(frozen=True)
class Node:
    """An actor in the drawing; the middle of its box."""

    x: float
    y: float
    width: float
    label: str
    title: str
    anchor: str


@dataclass(frozen=True)
class Edge:
    """All ties of one direction between two actors."""

    x1: float
    y1: float
    x2: float
    y2: float
    label: str
    label_x: float
    label_y: float
    denied: bool
    """Whether the text denies all of them."""
    title: str
    anchor: str | None


@dataclass(frozen=True)
class TieGraph:
    """The drawing."""

    height: float
    nodes: list[Node]
    edges: list[Edge]
    left_out: int
    """Actors for which there was no room."""
    description: str


def lay_out_ties(ties: Sequence[TieLine], names: dict[str, tuple[str, str]]) -> TieGraph | None:
    """The graph of ``ties``; ``names`` are an actor's name and anchor by id. ``None`` where there are none."""
    ties = [tie for tie in ties if tie.source != tie.target and tie.source in names and tie.target in names]
    degree: dict[str, int] = defaultdict(int)
    for tie in ties:
        degree[tie.source] += 1
        degree[tie.target] += 1
    if not degree:
        return None
    ranked = sorted(degree, key=lambda one: -degree[one])
    kept = ranked[:MOST_NODES]
    shown = [tie for tie in ties if tie.source in kept and tie.target in kept]
    height = max(220.0, 140.0 * math.sqrt(len(kept)))
    labels = {one: on_one_line(names[one][0], _LONGEST_NAME) for one in kept}
    widths = {one: max(44.0, len(labels[one]) * _LETTER + 18) for one in kept}
    places = _settle(kept, shown, widths, height)
    nodes = [Node(*places[one], round(widths[one], 1), labels[one], names[one][0], names[one][1]) for one in kept]
    edges = _edges(shown, places, widths, names)
    told = [edge.title for edge in edges]
    height = max(y for _, y in places.values()) + _MARGIN  # no more than what is drawn
    return TieGraph(round(height, 1), nodes, edges, len(ranked) - len(kept), "; ".join(told))


def _settle(
    kept: Sequence[str], ties: Sequence[TieLine], widths: dict[str, float], height: float
) -> dict[str, tuple[float, float]]:
    """Places that pull tied actors together and push all apart (Fruchterman and Reingold 1991)."""
    count = len(kept)
    turn = 2 * math.pi / count
    at = {
        one: [WIDTH / 2 + WIDTH / 3 * math.cos(turn * n), height / 2 + height / 3 * math.sin(turn * n)]
        for n, one in enumerate(kept)
    }
    at[kept[0]] = [WIDTH / 2, height / 2]
    ideal = 0.62 * math.sqrt(WIDTH * height / count)
    pairs = {tuple(sorted((tie.source, tie.target))) for tie in ties}
    for step in range(_ROUNDS):
        heat = 0.1 * WIDTH * (1 - step / _ROUNDS) + 1
        push = {one: [0.0, 0.0] for one in kept}
        for n, one in enumerate(kept):
            for other in kept[n + 1 :]:
                _apply(at, push, one, other, widths, ideal, apart=True)
        for one, other in sorted(pairs):
            _apply(at, push, one, other, widths, ideal, apart=False)
        for one in kept:
            x, y = push[one]
            length = math.hypot(x, y) or 1.0
            half = widths[one] / 2 + 4
            at[one][0] = min(WIDTH - half, max(half, at[one][0] + x / length * min(length, heat)))
            at[one][1] = min(height - _MARGIN, max(_MARGIN, at[one][1] + y / length * min(length, heat)))
    _clear(at, _room_for_words(ties), widths, height)
    top = min(y for _, y in at.values()) - _MARGIN
    return {one: (round(x, 1), round(y - top, 1)) for one, (x, y) in at.items()}


def _room_for_words(ties: Sequence[TieLine]) -> dict[tuple[str, str], float]:
    """What the words on the line between two actors take of its length, by their ids in order."""
    room: dict[tuple[str, str], float] = {}
    for tie in ties:
        pair = (min(tie.source, tie.target), max(tie.source, tie.target))
        words = f"{_NOT}{tie.words}" if tie.denied else tie.words
        room[pair] = max(room.get(pair, 0.0), len(words) * _WORD_LETTER + 2 * _ARROW)
    return dict(sorted(room.items()))


def _clear(
    at: dict[str, list[float]], pairs: dict[tuple[str, str], float], widths: dict[str, float], height: float
) -> None:
    """Move boxes off each other, and off the lines between others, in small steps.

    Tied boxes that stand side by side leave room for the words between them.
    """
    kept = list(at)
    for _ in range(_CLEARINGS):
        for n, one in enumerate(kept):
            for other in kept[n + 1 :]:
                x, y = at[one][0] - at[other][0], at[one][1] - at[other][1]
                words = pairs.get((min(one, other), max(one, other)), 0.0)
                wide = (widths[one] + widths[other]) / 2 + max(26.0, words) - abs(x)
                high = _NODE_HEIGHT + (48 if words else 22) - abs(y)
                if wide > 0 and high > 0:
                    axis, gap = (0, wide) if wide < high else (1, high)
                    sign = 1.0 if (x, y)[axis] >= 0 else -1.0
                    at[one][axis] += sign * gap / 4
                    at[other][axis] -= sign * gap / 4
        for first, second in pairs:
            for one in kept:
                if one not in {first, second}:
                    _push_off_line(at, one, first, second, widths[one])
        for one in kept:
            half = widths[one] / 2 + 4
            at[one][0] = min(WIDTH - half, max(half, at[one][0]))
            at[one][1] = min(height - _MARGIN, max(_MARGIN, at[one][1]))


def _push_off_line(at: dict[str, list[float]], one: str, first: str, second: str, width: float) -> None:
    (ax, ay), (bx, by), (px, py) = at[first], at[second], at[one]
    length = (bx - ax) ** 2 + (by - ay) ** 2
    share = ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length if length else 0.0
    if not 0.05 < share < 0.95:
        return
    x, y = px - (ax + share * (bx - ax)), py - (ay + share * (by - ay))
    distance = math.hypot(x, y)
    along = abs(by - ay) / math.sqrt(length)
    wanted = (width / 2 + 8) * along + (_NODE_HEIGHT / 2 + 10) * (1 - along)
    if distance >= wanted:
        return
    if distance < 1e-6:
        x, y, distance = -(by - ay), bx - ax, math.sqrt(length)
    at[one][0] += x / distance * (wanted - distance) / 3
    at[one][1] += y / distance * (wanted - distance) / 3


def _apply(
    at: dict[str, list[float]], push: dict[str, list[float]], one: str, other: str, widths: dict[str, float],
    ideal: float, *, apart: bool,
) -> None:  # fmt: skip
    x, y = at[one][0] - at[other][0], at[one][1] - at[other][1]
    # Boxes are wide and low: side by side they need more room than one over the other.
    stretch = (widths[one] + widths[other]) / 2 / (2.2 * _NODE_HEIGHT)
    x = x / max(1.0, stretch) or 0.01
    distance = max(1.0, math.hypot(x, y))
    force = ideal * ideal / distance if apart else -distance * distance / ideal
    push[one][0] += x / distance * force
    push[one][1] += y / distance * force
    push[other][0] -= x / distance * force
    push[other][1] -= y / distance * force


def _edges(
    ties: Sequence[TieLine], places: dict[str, tuple[float, float]], widths: dict[str, float],
    names: dict[str, tuple[str, str]],
) -> list[Edge]:  # fmt: skip
    together: dict[tuple[str, str], list[TieLine]] = {}
    for tie in ties:
        together.setdefault((tie.source, tie.target), []).append(tie)
    edges = []
    for (source, target), group in together.items():
        bend = 9.0 if (target, source) in together else 0.0
        start, end = _ends(places[source], places[target], widths[source], widths[target], bend)
        words = list(dict.fromkeys(f"{_NOT}{tie.words}" if tie.denied else tie.words for tie in group))
        title = f"{names[source][0]} {' and '.join(words)} {names[target][0]}"
        middle = (start[0] * 0.45 + end[0] * 0.55, start[1] * 0.45 + end[1] * 0.55)
        edges.append(Edge(
            *start, *end, ", ".join(words), round(middle[0], 1), round(middle[1] - 4, 1),
            all(tie.denied for tie in group), title, group[0].anchor,
        ))  # fmt: skip
    return edges


def _ends(
    one: tuple[float, float], other: tuple[float, float], width: float, other_width: float, bend: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Where a line between two boxes leaves the one and meets the other, moved aside by ``bend``."""
    x, y = other[0] - one[0], other[1] - one[1]
    length = math.hypot(x, y) or 1.0
    aside = -y / length * bend, x / length * bend

    def cut(at: tuple[float, float], wide: float, sign: int) -> tuple[float, float]:
        reach = min((wide / 2 + 3) / abs(x) if x else math.inf, (_NODE_HEIGHT / 2 + 3) / abs(y) if y else math.inf, 0.5)
        return round(at[0] + sign * x * reach + aside[0], 1), round(at[1] + sign * y * reach + aside[1], 1)

    return cut(one, width, 1), cut(other, other_width, -1)
