"""Coasts and borders of the world, coarse, for maps that only help to see where a point lies."""

from __future__ import annotations

import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal


@dataclass(frozen=True)
class OutlineLine:
    """A piece of a coast or of a border."""

    kind: Literal["coast", "border"]
    points: tuple[tuple[float, float], ...]
    """Longitude and latitude, degrees; a tenth of a degree is the finest step."""
    box: tuple[float, float, float, float]
    """West, south, east, north."""


@cache
def read_outline() -> tuple[OutlineLine, ...]:
    """All lines; unpacked once. `tools/make_outline.py` made them."""
    packed = files("uncut.dossier").joinpath("outline.txt.xz").read_bytes()
    return tuple(_line(told.split()) for told in lzma.decompress(packed).decode().splitlines())


def _line(told: list[str]) -> OutlineLine:
    steps = list(map(int, told[1:]))
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 10, y / 10))
    xs, ys = [x for x, _ in points], [y for _, y in points]
    kind: Literal["coast", "border"] = "border" if told[0] == "b" else "coast"
    return OutlineLine(kind, tuple(points), (min(xs), min(ys), max(xs), max(ys)))


def lines_within(west: float, south: float, east: float, north: float) -> Iterator[OutlineLine]:
    """The lines that may be seen in a part of the world, in degrees."""
    for line in read_outline():
        if line.box[0] <= east and line.box[2] >= west and line.box[1] <= north and line.box[3] >= south:
            yield line
