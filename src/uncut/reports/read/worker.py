"""The job that runs in the jail: strangers' bytes in, blocks of text out.

Every module that parsing needs is imported here at the top, since nothing can be opened after the lock-down.
"""

from __future__ import annotations

import encodings.idna  # noqa: F401  codecs load lazily, and the jail opens no file
import importlib
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from uncut.errors import LimitExceeded, UnreadableReport
from uncut.reports.read.archive import ARCHIVES, read_archive
from uncut.reports.read.blocks import MAX_BYTES, NO_TEXT, TOO_LARGE, Content, Message, megabytes, write_answer
from uncut.reports.read.decode import decode_text
from uncut.reports.read.docx import read_docx
from uncut.reports.read.kinds import HEAD_BYTES, FileKind, sniff_kind
from uncut.reports.read.mail import read_mail
from uncut.reports.read.pdf import read_pdf
from uncut.reports.read.visible import read_page, read_plain

for _codec in (
    "utf_8 utf_8_sig utf_16 utf_16_le utf_16_be utf_32 latin_1 ascii cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 "
    "cp1257 cp1258 cp437 cp850 cp866 cp932 cp949 koi8_r koi8_u iso8859_1 iso8859_2 iso8859_5 iso8859_6 iso8859_7 "
    "iso8859_8 iso8859_9 iso8859_15 mac_roman mac_cyrillic gb18030 gbk gb2312 big5 shift_jis euc_jp euc_kr "
    "cp1125 cp775 cp852 cp855 cp857 cp860 cp861 cp862 cp863 cp864 cp865 cp869 cp720 cp737 cp856 cp858 hz johab "
    "iso2022_jp iso2022_kr tis_620 ptcp154 quopri_codec base64_codec"
).split():
    importlib.import_module(f"encodings.{_codec}")


_READERS: dict[FileKind, Callable[[bytes], Content]] = {
    "text": lambda data: read_plain(*decode_text(data)), "html": lambda data: read_page(*decode_text(data)),
    "pdf": read_pdf, "mail": read_mail, "docx": read_docx,
}  # fmt: skip
_REFUSALS: dict[FileKind, tuple[str, str]] = {
    "empty": ("the file is empty", "Get it again from its source."),
    "binary": ("this is not a text", "Reports are web pages, web archives, PDF, DOCX, mail or plain text."),
    "playlist": ("this is a playlist that points to other files, not a text", "Name a report."),
}


def read_content(data: bytes) -> Content:
    """What ``data`` holds; raises `UnreadableReport` or `LimitExceeded`."""
    if len(data) > MAX_BYTES:
        raise LimitExceeded(f"the file is larger than {megabytes(MAX_BYTES)}", todo=TOO_LARGE)
    kind = sniff_kind(data[:HEAD_BYTES])
    if kind in _REFUSALS:
        what, todo = _REFUSALS[kind]
        raise UnreadableReport(what, todo=todo)
    try:
        content = read_archive(data, kind, _READERS) if kind in ARCHIVES else _READERS[kind](data)
    except RecursionError as error:
        raise UnreadableReport(
            "the parts of this file lie in each other too deep to be read", todo="Save its text as a plain text file."
        ) from error
    if not any(block.text.strip() for block in content.blocks):
        raise UnreadableReport("the file holds no text", todo=NO_TEXT)
    return content


def read_blocks(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Message]:
    """The jail's job: see `write_answer`."""
    yield from write_answer(lambda: read_content(file.read(int(arguments.get("max_bytes", MAX_BYTES)) + 1)))
