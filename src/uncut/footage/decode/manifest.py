"""In the jail: whether a file carries a C2PA manifest, told by where such a manifest has to be. Nothing is verified.

C2PA technical specification 2.1, appendix A: in ISO base media files (MP4, MOV) a top-level ``uuid`` box with the
extended type below, in RIFF files (AVI, WAV) a chunk ``C2PA``.
"""

from __future__ import annotations

from typing import BinaryIO

BOX_TYPE = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
MOST_BOXES = 10_000
"""Boxes or chunks that are looked at; fragmented files have one or two a fragment."""


def has_manifest(file: BinaryIO) -> bool:
    """Whether ``file`` holds a C2PA manifest in the place that the specification gives it."""
    file.seek(0)
    head = file.read(12)
    if head[:4] == b"RIFF":
        return _in_chunks(file)
    return head[4:8] in (b"ftyp", b"styp", b"moov", b"mdat", b"wide", b"free", b"skip", b"uuid") and _in_boxes(file)


def _in_boxes(file: BinaryIO) -> bool:
    at = 0
    for _ in range(MOST_BOXES):
        file.seek(at)
        head = file.read(32)
        if len(head) < 8:
            return False
        size, kind, long = int.from_bytes(head[:4], "big"), head[4:8], int.from_bytes(head[8:16], "big")
        if kind == b"uuid" and head[(16 if size == 1 else 8) :][:16] == BOX_TYPE:
            return True
        size = long if size == 1 else size
        if size < 8:  # 0: to the end of the file; smaller: damage
            return False
        at += size
    return False


def _in_chunks(file: BinaryIO) -> bool:
    at = 12
    for _ in range(MOST_BOXES):
        file.seek(at)
        head = file.read(8)
        if len(head) < 8:
            return False
        if head[:4] == b"C2PA":
            return True
        at += 8 + (int.from_bytes(head[4:], "little") + 1) // 2 * 2
    return False
