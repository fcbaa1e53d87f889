"""Decoded text to blocks: a plain text as it is, a web page as its reader sees it."""

from __future__ import annotations

from uncut.errors import UnreadableReport
from uncut.reports.read.blocks import Block, Content
from uncut.reports.read.html import read_html

_LINE_ENDS = str.maketrans({"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\x85": "\n", "\x0b": "\n", "\0": "\ufffd"})
"""Every way of ending a line becomes one; code point for code point."""


def read_plain(text: str, encoding: str, whole: bool) -> Content:
    """One block to the letter, with one way of ending a line; ``whole`` says whether every byte was decoded."""
    content = Content(kind="text", encoding=encoding)
    if not whole:
        content.issues.append(f"some bytes are not valid {encoding}; they are shown as U+FFFD")
    content.blocks.append(Block(text=text.replace("\r\n", "\n").translate(_LINE_ENDS), tag="plain"))
    return content


def read_page(text: str, encoding: str, whole: bool) -> Content:
    """The visible text of a page; raises `UnreadableReport` where there is none."""
    content = read_html(text)
    content.encoding = encoding
    if not whole:
        content.issues.append(f"some bytes are not valid {encoding}")
    if not content.blocks:
        raise UnreadableReport(
            "this page holds no visible text", todo="It may build its text with scripts: save it anew."
        )
    return content
