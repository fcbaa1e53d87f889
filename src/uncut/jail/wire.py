"""The form of what crosses the jail's border: a fixed head, a header of numbers and text, raw bytes.

::

    kind: 1 byte · header length: 4 bytes · payload length: 8 bytes · header: MessagePack · payload

The child is not trusted: the parent checks both lengths before it reads or allocates anything.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any, Protocol

import msgspec

READY = b"R"
"""The child gave up its rights; the header says which mechanisms hold."""
ITEM = b"I"
"""One result of the job."""
FAILED = b"E"
"""The job raised; the header says what. Nothing follows."""
DONE = b"Z"
"""The job ended. Nothing follows."""
KINDS = frozenset((READY, ITEM, FAILED, DONE))

HEAD = struct.Struct(">cIQ")
ORDER_HEAD = struct.Struct(">I")
"""What comes before a further order on its way into the jail: its length."""
HEADER_BYTES = 4 << 20
"""Longest header that is accepted."""

Header = dict[str, Any]


class BrokenMessageError(ValueError):
    """What came out of the jail is not a message, or is longer than allowed."""


class Readable(Protocol):
    """Something that fills a buffer as `io.RawIOBase.readinto` does."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Read up to ``len(buffer)`` bytes; 0 at the end."""
        ...


def pack(kind: bytes, header: Header, payload_bytes: int) -> bytes:
    """Everything of a message but its payload."""
    encoded = msgspec.msgpack.encode(header)
    return HEAD.pack(kind, len(encoded), payload_bytes) + encoded


def read_exactly(source: Readable, size: int) -> bytearray | None:
    """``size`` bytes from ``source``; ``None`` at a clean end, `BrokenMessageError` in the middle."""
    data = bytearray(size)
    with memoryview(data) as view:
        at = 0
        while at < size:
            got = source.readinto(view[at:])
            if not got:
                break
            at += got
    if at == size:
        return data
    if at == 0:
        return None
    raise BrokenMessageError("a message was cut short")


def unpack_head(head: bytes | bytearray, *, payload_limit: int) -> tuple[bytes, int, int]:
    """Kind and the two lengths; raises `BrokenMessageError` where they are not allowed."""
    kind, header_bytes, payload_bytes = HEAD.unpack(head)
    if kind not in KINDS:
        raise BrokenMessageError(f"no message starts with {kind!r}")
    if header_bytes > HEADER_BYTES or payload_bytes > payload_limit:
        raise BrokenMessageError(f"a message of {header_bytes + payload_bytes:,} bytes is longer than allowed")
    return kind, header_bytes, payload_bytes


def unpack_header(encoded: bytes | bytearray) -> Header:
    """The header's dictionary; raises `BrokenMessageError` where it is none."""
    try:
        return msgspec.msgpack.decode(encoded, type=dict[str, Any])
    except (msgspec.DecodeError, RecursionError, ValueError) as error:
        raise BrokenMessageError(f"a header cannot be read: {error}") from error


def read_message(source: Readable, *, payload_limit: int) -> tuple[bytes, Header, bytearray] | None:
    """The next message; ``None`` where ``source`` ended cleanly before one."""
    head = read_exactly(source, HEAD.size)
    if head is None:
        return None
    kind, header_bytes, payload_bytes = unpack_head(head, payload_limit=payload_limit)
    header = read_exactly(source, header_bytes)
    payload = read_exactly(source, payload_bytes) if payload_bytes else bytearray()
    if header is None or payload is None:
        raise BrokenMessageError("a message was cut short")
    return kind, unpack_header(header), payload


def read_messages(source: Readable, *, payload_limit: int) -> Iterator[tuple[bytes, Header, bytearray]]:
    """All messages to the end of ``source``."""
    while (message := read_message(source, payload_limit=payload_limit)) is not None:
        yield message
