"""Bytes to characters, whatever the encoding."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w.:-]{2,40})", re.I)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE_BYTES = 65536


def decode_text(data: bytes, declared: str | None = None) -> tuple[str, str, bool]:
    """The characters of ``data``, the encoding used, and whether every byte could be decoded.

    A byte-order mark wins, then UTF-8 where it fits without error, then what the file or its carrier
    declares, then a guess by the distribution of characters.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data, encoding)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if "\0" not in text:
            return text, "utf-8", True
    if match := _DECLARED.search(data[:4096]):
        declared = match.group(1).decode("ascii")
    if declared and (known := _known(declared)) and known != "utf-8":
        return _decode(data, known)
    if b"\0" in data[:4096]:
        return _decode(data, "utf-16-le" if data[1:4096:2].count(0) > data[0:4096:2].count(0) else "utf-16-be")
    if _is_nearly_utf8(data):
        return _decode(data, "utf-8")
    best = from_bytes(data[:_SAMPLE_BYTES]).best()
    return _decode(data, best.encoding if best else "cp1252")


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether a few broken bytes stand among many good sequences, as in a damaged UTF-8 file."""
    broken = data.decode("utf-8", "replace").count("\ufffd")
    high = sum(byte >= 0x80 for byte in data[:_SAMPLE_BYTES])
    return broken * 10 < high


def _known(name: str) -> str | None:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _decode(data: bytes, encoding: str) -> tuple[str, str, bool]:
    try:
        return data.decode(encoding), encoding, True
    except (UnicodeDecodeError, LookupError):
        return data.decode(encoding, "replace"), encoding, False
