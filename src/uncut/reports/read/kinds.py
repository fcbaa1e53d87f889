# ruff: noqa: PLR0911  numbered cascades read straight down
"""What kind of file some bytes are, by content and never by name."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Literal

FileKind = Literal["html", "pdf", "mail", "docx", "warc", "wacz", "gzip", "text", "playlist", "empty", "binary"]
TEXT_KINDS: frozenset[FileKind] = frozenset({"html", "pdf", "mail", "docx", "warc", "wacz", "gzip", "text"})
HEAD_BYTES = 4096
"""Bytes that suffice to tell the kind."""

_HTML = re.compile(
    rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<(?:article|div|p|h1|meta|title)[\s>][^<]{0,2000}<", re.I
)
_FRAGMENT = re.compile(
    rb"<(?:address|article|aside|blockquote|center|dd|details|dialog|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]"
    rb"|header|hgroup|hr|legend|li|main|menu|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)(?:\s[^<>]*)?/?>",
    re.I,
)
"""How a piece of a page begins that somebody copied without its head."""
_COMMENTS = re.compile(rb"(?:<!--.*?-->\s*)+", re.S)
_MAIL_FIELD = re.compile(
    rb"(?:from|to|received|return-path|mime-version|date|subject|message-id|content-type|delivered-to"
    rb"|snapshot-content-location|x-[\w-]+|reply-to|dkim-signature|content-transfer-encoding):",
    re.I,
)
_PLAYLIST = re.compile(rb"ffconcat version|#EXTM3U|<\?xml[^>]{0,200}>\s*<(?:MPD|SmoothStreamingMedia)\b|<MPD\s")
_UTF16_ROWS = 5
"""Rows of 256 characters that a text in one alphabet uses: its own, ASCII, and that of dashes and quotation marks."""
_FEW_CONTROLS, _MANY_CONTROLS = 3, 0.02
"""Control characters, and their share, that a text in UTF-8 may hold: a bell or a form feed makes no video of it."""
_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def sniff_kind(head: bytes) -> FileKind:
    """The kind of a file that begins with ``head`` (`HEAD_BYTES` are enough)."""
    if not head:
        return "empty"
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(head)
    if head.startswith(b"\x1f\x8b\x08"):
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    if head.startswith(_BOMS[1:]):
        return "text"
    if _looks_binary(head):
        return "binary"
    body = head.removeprefix(codecs.BOM_UTF8).lstrip()
    if not body:
        return "text"  # white space alone, as far as the head goes: it has bytes, and the reader says what it lacks
    if _PLAYLIST.match(body):
        return "playlist"
    if _is_mail(body):
        return "mail"
    return "html" if body.startswith(b"<") and _is_page(body) else "text"


def _is_page(body: bytes) -> bool:
    comments = _COMMENTS.match(body)
    return bool(_HTML.search(body) or _FRAGMENT.match(body, comments.end() if comments else 0))


def _kind_of_zip(head: bytes) -> FileKind:
    """By the names of the first parts; a zip file of anything else is no report."""
    if b"word/" in head or b"[Content_Types].xml" in head:
        return "docx"
    wacz = (b"archive/", b"datapackage.json", b"pages/pages.jsonl", b"indexes/")
    return "wacz" if any(name in head for name in wacz) else "binary"


def _looks_binary(head: bytes) -> bool:
    """Whether control characters rule out every text encoding but UTF-16 and UTF-32."""
    controls = sum(map(_is_control, head))
    if not controls:
        return False
    zeros_even, zeros_odd = head[0::2].count(0), head[1::2].count(0)
    half = max(1, len(head) // 2)
    if controls == zeros_even + zeros_odd and max(zeros_even, zeros_odd) > half * 0.6 > 4 * min(zeros_even, zeros_odd):
        return False
    if 0 not in head and controls <= max(_FEW_CONTROLS, len(head) * _MANY_CONTROLS) and _is_utf8(head):
        return False
    return (controls > len(head) * 0.005 or 0 in head) and not _is_unmarked_utf16(head)


def _is_utf8(head: bytes) -> bool:
    """Whether ``head`` is UTF-8, but for a letter that its end cuts in two; few other bytes are by chance."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=False)
    except UnicodeDecodeError:
        return False
    return True


def why_not_text(head: bytes) -> str:
    """What keeps a file that begins with ``head`` from being read, where it reads as text but for a few bytes."""
    odd = sorted({byte for byte in head if _is_control(byte)})
    readable = sum(32 <= byte < 127 or byte in b"\t\r\n" or byte > 127 for byte in head)
    if not odd or readable < 0.9 * len(head):
        return "this is not a text"
    names = ", ".join(f"U+{byte:04X}" for byte in odd[:5])
    return f"this is not a text: among its letters are control characters ({names})"


def _is_control(byte: int) -> bool:
    return byte < 9 or 13 < byte < 27 or 28 <= byte < 32 or byte == 127


def _is_unmarked_utf16(head: bytes) -> bool:
    """Whether every second byte is one of the few with which the letters of one script begin in UTF-16."""
    head = head[: len(head) // 2 * 2]
    for first, decode in ((1, codecs.utf_16_le_decode), (0, codecs.utf_16_be_decode)):
        if len(set(head[first::2])) <= _UTF16_ROWS < len(set(head[1 - first :: 2])):
            text, _ = decode(head, "replace")
            return sum(letter.isalnum() or letter.isspace() for letter in text) > 0.75 * len(text)
    return False


def _is_mail(body: bytes) -> bool:
    fields, first = 0, True
    for line in body.split(b"\n")[:40]:
        if _MAIL_FIELD.match(line):
            fields += 1
        elif first:
            return False
        elif not line.strip():
            break
        first = False
    return fields >= 3


def looks_like_text(path: Path) -> bool:
    """Whether the file holds a text that `read_document` accepts, judged by its first bytes and not its name."""
    with path.open("rb") as file:
        return sniff_kind(file.read(HEAD_BYTES)) in TEXT_KINDS
