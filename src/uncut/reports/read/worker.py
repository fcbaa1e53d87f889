# ruff: noqa: SIM905  patterns and word lists stay on one line each
"""The job that runs in the jail: strangers' bytes in, blocks of text out.

Every module that parsing needs is imported here at the top, since nothing can be opened after the lock-down.
"""

from __future__ import annotations

import encodings.idna  # noqa: F401  codecs load lazily, and the jail opens no file
import importlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from uncut.errors import LimitExceeded, UnreadableReport
from uncut.reports.read.blocks import Block, Content, Message, write_messages
from uncut.reports.read.decode import decode_text
from uncut.reports.read.docx import read_docx
from uncut.reports.read.html import read_html
from uncut.reports.read.kinds import HEAD_BYTES, FileKind, sniff_kind
from uncut.reports.read.mail import read_mail
from uncut.reports.read.pdf import read_pdf

MAX_BYTES = 256 * 1024 * 1024
"""Bytes of the largest file that is read."""
for _codec in (
    "utf_8 utf_8_sig utf_16 utf_16_le utf_16_be utf_32 latin_1 ascii cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 "
    "cp1257 cp1258 cp437 cp850 cp866 cp932 cp949 koi8_r koi8_u iso8859_1 iso8859_2 iso8859_5 iso8859_6 iso8859_7 "
    "iso8859_8 iso8859_9 iso8859_15 mac_roman mac_cyrillic gb18030 gbk gb2312 big5 shift_jis euc_jp euc_kr "
    "cp1125 cp775 cp852 cp855 cp857 cp860 cp861 cp862 cp863 cp864 cp865 cp869 cp720 cp737 cp856 cp858 hz johab "
    "iso2022_jp iso2022_kr tis_620 ptcp154 quopri_codec base64_codec"
).split():
    importlib.import_module(f"encodings.{_codec}")


_LINE_ENDS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x0b": "\n", "\0": "\ufffd"})
"""Every way of ending a line becomes one; code point for code point."""


def _read_plain(data: bytes) -> Content:
    text, encoding, whole = decode_text(data)
    content = Content(kind="text", encoding=encoding)
    if not whole:
        content.issues.append(f"some bytes are not valid {encoding}; they are shown as U+FFFD")
    plain = text.replace("\r\n", "\n").translate(_LINE_ENDS)
    content.blocks.append(Block(text=plain, tag="plain"))
    return content


def _read_page(data: bytes) -> Content:
    text, encoding, whole = decode_text(data)
    content = read_html(text)
    content.encoding = encoding
    if not whole:
        content.issues.append(f"some bytes are not valid {encoding}")
    if not content.blocks:
        raise UnreadableReport(
            "this page holds no visible text", todo="It may build its text with scripts: save it anew."
        )
    return content


_READERS: dict[FileKind, Callable[[bytes], Content]] = {
    "text": _read_plain, "html": _read_page, "pdf": read_pdf, "mail": read_mail, "docx": read_docx,
}  # fmt: skip
_REFUSALS: dict[FileKind, tuple[str, str]] = {
    "empty": ("the file is empty", ""),
    "binary": ("this is not a text", "Reports are HTML, PDF, DOCX, mail or plain text."),
    "playlist": ("this is a playlist that points to other files, not a text", ""),
}


def read_content(data: bytes) -> Content:
    """What ``data`` holds; raises `UnreadableReport` or `LimitExceeded`."""
    if len(data) > MAX_BYTES:
        raise LimitExceeded(f"the file is larger than {MAX_BYTES} bytes")
    kind = sniff_kind(data[:HEAD_BYTES])
    if kind in _REFUSALS:
        what, todo = _REFUSALS[kind]
        raise UnreadableReport(what, todo=todo)
    content = _READERS[kind](data)
    if not any(block.text.strip() for block in content.blocks):
        raise UnreadableReport("the file holds no text")
    return content


def read_blocks(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Message]:
    """The jail's job. A refusal is a message of its own, so that it arrives as words and not as a crash."""
    try:
        content = read_content(file.read(int(arguments.get("max_bytes", MAX_BYTES)) + 1))
    except (UnreadableReport, LimitExceeded) as error:
        yield {"is": "refusal", "type": type(error).__name__, "what": error.what, "todo": error.todo}, b""
        return
    yield from write_messages(content)
