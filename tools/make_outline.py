"""Make the coarse outline of the world for the maps of dossiers, from Natural Earth (public domain).

::

    pip download --no-deps geopandas==0.13.2
    unzip -j geopandas-0.13.2-*.whl '*/naturalearth_lowres.shp'
    python tools/make_outline.py naturalearth_lowres.shp src/uncut/dossier/outline.txt.xz

A side of two countries' polygons is a border, a side of one is a coast. A line of the result is its kind, then
longitude and latitude of its first point, then the steps to the others, all in tenths of a degree.
"""

from __future__ import annotations

import itertools
import lzma
import struct
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

Point = tuple[int, int]
HEADER_BYTES = 100
POLYGON = 5


def read_rings(shapes: bytes) -> Iterator[list[Point]]:
    """The rings of all polygons, in tenths of a degree."""
    at = HEADER_BYTES
    while at < len(shapes):
        (words,) = struct.unpack_from(">i", shapes, at + 4)
        kind, parts, points = struct.unpack_from("<i32xii", shapes, at + 8)
        if kind == POLYGON:
            starts = [*struct.unpack_from(f"<{parts}i", shapes, at + 52), points]
            flat = struct.unpack_from(f"<{2 * points}d", shapes, at + 52 + 4 * parts)
            both = [(round(flat[2 * n] * 10), round(flat[2 * n + 1] * 10)) for n in range(points)]
            yield from (both[first:last] for first, last in itertools.pairwise(starts))
        at += 8 + 2 * words


def find_lines(rings: list[list[Point]]) -> Iterator[tuple[str, list[Point]]]:
    """Lines of one kind, each side once, as long as they go on."""
    sides: dict[frozenset[Point], int] = defaultdict(int)
    for ring in rings:
        for one, other in itertools.pairwise(ring):
            if one != other:
                sides[frozenset((one, other))] += 1
    drawn: set[frozenset[Point]] = set()
    for ring in rings:
        line: list[Point] = []
        kind = ""
        for one, other in itertools.pairwise(ring):
            side = frozenset((one, other))
            if one == other:
                continue
            here = "" if side in drawn else ("b" if sides[side] > 1 else "c")
            if here != kind:
                if kind:
                    yield kind, line
                line, kind = [one], here
            line.append(other)
            drawn.add(side)
        if kind:
            yield kind, line


def main(shapes: Path, target: Path) -> None:
    """Write the lines, packed."""
    told = []
    for kind, line in find_lines(list(read_rings(shapes.read_bytes()))):
        steps = [f"{x - u} {y - v}" for (u, v), (x, y) in itertools.pairwise(line)]
        told.append(f"{kind} {line[0][0]} {line[0][1]} {' '.join(steps)}\n")
    target.write_bytes(lzma.compress("".join(told).encode(), preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
