"""The jail's job for what most reports are: pages and plain texts in UTF-8.

A jailed process starts anew for each file, and half of its time went into loading what reads PDF, mail and rare
encodings. This one loads neither, and asks for the whole `worker` where it needs it.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from typing import Any, BinaryIO

from uncut.errors import LimitExceeded
from uncut.reports.read.blocks import AGAIN, MAX_BYTES, TOO_LARGE, Content, Message, megabytes, write_answer
from uncut.reports.read.kinds import HEAD_BYTES, FileKind, sniff_kind
from uncut.reports.read.visible import read_page, read_plain

QUICK_KINDS: frozenset[FileKind] = frozenset({"text", "html"})


def read_blocks(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Message]:
    """Blocks as `worker.read_blocks` gives them, or one message that asks for it."""
    data = file.read(int(arguments.get("max_bytes", MAX_BYTES)) + 1)
    kind, text = sniff_kind(data[:HEAD_BYTES]), _decoded(data)
    if kind not in QUICK_KINDS or text is None:
        yield {"is": AGAIN}, b""
        return
    yield from write_answer(lambda: _read(text, kind, len(data)))


def _decoded(data: bytes) -> str | None:
    encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text or not text.strip() else text


def _read(text: str, kind: FileKind, size: int) -> Content:
    if size > MAX_BYTES:
        raise LimitExceeded(f"the file is larger than {megabytes(MAX_BYTES)}", todo=TOO_LARGE)
    encoding = "utf-8"
    return read_page(text, encoding, True) if kind == "html" else read_plain(text, encoding, True)
