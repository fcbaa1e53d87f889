"""Whether a file's first bytes are those of footage: a look at a signature; the jail decides."""

from __future__ import annotations

from pathlib import Path

HEAD_BYTES = 1024
TRANSPORT_PACKETS = {188: 0, 192: 4}
"""Packet sizes of MPEG transport streams, and where the sync byte is in each."""

SIGNATURES: tuple[tuple[int, bytes], ...] = (
    (4, b"ftyp"),  # MP4, QuickTime, 3GP
    (4, b"moov"),
    (4, b"mdat"),
    (4, b"wide"),
    (4, b"free"),
    (0, b"\x1a\x45\xdf\xa3"),  # Matroska, WebM
    (8, b"AVI "),
    (8, b"WAVE"),
    (0, b"OggS"),
    (0, b"fLaC"),
    (0, b"FLV\x01"),
    (0, b"\x00\x00\x01\xba"),  # MPEG programme stream
    (0, b"\x00\x00\x01\xb3"),  # MPEG video
    (0, b"\x00\x00\x00\x01"),  # H.264, HEVC
    (0, b"\x00\x00\x01"),
    (0, b"\x30\x26\xb2\x75\x8e\x66\xcf\x11"),  # ASF, WMV
    (0, b"\x06\x0e\x2b\x34"),  # MXF
    (0, b".RMF"),
    (0, b"ID3"),
    (0, b"DKIF"),  # IVF
    (0, b"YUV4MPEG2"),
    (0, b"GIF8"),
)


def looks_like_footage(path: Path) -> bool:
    """Whether the file starts as videos and sound files do."""
    with path.open("rb") as stream:
        return is_footage_head(stream.read(HEAD_BYTES))


def is_footage_head(head: bytes) -> bool:
    """Whether a file that begins with ``head`` starts as videos and sound files do."""
    if any(head[at : at + len(mark)] == mark for at, mark in SIGNATURES):
        return True
    if head[:1] == b"\xff" and len(head) > 1 and head[1] & 0xE0 == 0xE0:  # MPEG audio
        return True
    return any(
        len(head) > 2 * size and all(head[at] == 0x47 for at in range(first, len(head), size))
        for size, first in TRANSPORT_PACKETS.items()
    )
