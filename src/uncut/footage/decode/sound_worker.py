"""In the jail: the job that decodes sound."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from uncut.footage.decode.container import exact
from uncut.footage.decode.sound import CHUNK_BYTES, SAMPLE_BYTES, SoundReader

BLOCK_SECONDS = 4


def decode_sound(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Job: mono samples in blocks, the start time first and what was wrong last."""
    yield from sound_items(SoundReader(file, rate=arguments["sample_rate_hz"], pixels=arguments["pixels"]))


def sound_items(reader: SoundReader) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Everything that `decode_sound` sends, from a reader that has read nothing yet."""
    enough = min(CHUNK_BYTES, BLOCK_SECONDS * reader.rate * SAMPLE_BYTES)
    held: list[bytes] = []
    size, started = 0, False
    for block in reader.blocks():
        if not started:
            started = True
            yield {"start": exact(reader.start)}, b""
        held.append(block)
        size += len(block)
        if size >= enough:
            yield {"samples": size // SAMPLE_BYTES}, b"".join(held)
            held, size = [], 0
    if not started:
        yield {"start": exact(reader.start)}, b""
    if held:
        yield {"samples": size // SAMPLE_BYTES}, b"".join(held)
    gaps = [[exact(start), exact(end)] for start, end in reader.gaps]
    yield {"issues": reader.issues, "gaps": gaps}, b""
