"""Long natural footage, made at run time from many short clips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from evals.footage.plant import Look, x264
from evals.footage.sources import Pictures, list_sources, read_clip
from evals.frame import Options

PIECE_SECONDS = (2, 8)
MARGIN = 1.25
"""Clips are held this much larger than the picture, so that each piece can show another part of them."""
RATE = 30
POOL_FRAMES = 240
"""Most frames held of a clip."""
LEFT = Look("left", "null", x264(23))
RIGHT = Look("right", "null", x264(28))
LEFT_FAST = Look("left", "null", ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "23"))
RIGHT_FAST = Look("right", "null", ("-c:v", "libx264", "-preset", "ultrafast", "-crf", "28"))


@dataclass(frozen=True)
class Piece:
    """A part of a clip as it is shown: which frames, which part of the picture, turned how."""

    clip: int
    frames: range
    x: int
    y: int
    flop: bool


@dataclass(frozen=True)
class Reel:
    """A long version and the clips that it is made of."""

    size: tuple[int, int]
    pool: Sequence[Pictures]
    pieces: Sequence[Piece]

    def __len__(self) -> int:
        """Frames."""
        return sum(len(piece.frames) for piece in self.pieces)

    def pictures(self, skip: Sequence[tuple[int, int]] = ()) -> Iterator[Pictures]:
        """Its pictures as planar 4:2:0, without the frames in ``skip``."""
        at = 0
        for piece in self.pieces:
            for frame in piece.frames:
                if not any(first <= at < stop for first, stop in skip):
                    yield self._show(piece, self.pool[piece.clip][frame])
                at += 1

    def _show(self, piece: Piece, picture: Pictures) -> Pictures:
        width, height = self.size
        rows = picture.shape[0] * 2 // 3
        luma = picture[:rows]
        chroma = picture[rows:].reshape(2, rows // 2, -1)
        x, y, step = piece.x, piece.y, -1 if piece.flop else 1
        shown = luma[y : y + height, x : x + width][:, ::step]
        colour = chroma[:, y // 2 : (y + height) // 2, x // 2 : (x + width) // 2][:, :, ::step]
        return np.concatenate([shown.ravel(), colour.ravel()])


def make_reel(options: Options, size: tuple[int, int], seconds: float, most_clips: int | None = None) -> Reel:
    """So many seconds of pieces in an order drawn by the seed; a clip comes again only in another framing."""
    dice = np.random.default_rng([options.seed, *size])
    names = list_sources(options)
    names = [names[number] for number in dice.permutation(len(names))[:most_clips]]
    held = tuple(round(side * MARGIN / 4) * 4 for side in size)
    pool = [read_clip(options.media, name, (held[0], held[1]), POOL_FRAMES).pictures for name in names]
    pool = [one for one in pool if len(one) >= RATE * PIECE_SECONDS[0]]
    pieces: list[Piece] = []
    while sum(len(piece.frames) for piece in pieces) < seconds * RATE:
        clip = len(pieces) % len(pool)
        length = min(len(pool[clip]), int(dice.integers(RATE * PIECE_SECONDS[0], RATE * PIECE_SECONDS[1])))
        first = int(dice.integers(0, len(pool[clip]) - length + 1))
        frames = range(first, first + length) if dice.random() < 0.5 else range(first + length - 1, first - 1, -1)
        x, y = (int(dice.integers(0, (big - small) // 2 + 1)) * 2 for big, small in zip(held, size, strict=True))
        pieces.append(Piece(clip, frames, x, y, bool(dice.random() < 0.5)))
    return Reel(size, pool, pieces)
