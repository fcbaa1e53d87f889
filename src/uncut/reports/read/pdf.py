"""PDF to blocks: the text layer, paragraph by paragraph, with running heads marked."""

from __future__ import annotations

import re
from collections import Counter

import pypdfium2

from uncut.errors import LimitExceeded, UnreadableReport
from uncut.reports.read.blocks import Block, Content
from uncut.reports.read.browser_print import printed_lines, without_numbers

MAX_PAGES = 3000
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?\W*$", re.I)
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read_pdf(data: bytes) -> Content:
    """The text layer of a PDF; raises `UnreadableReport` where it is broken, locked or only pictures."""
    content = Content(kind="pdf")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableReport(f"this PDF cannot be opened ({error})", todo="Export it again.") from error
    try:
        if len(document) > MAX_PAGES:
            raise LimitExceeded(f"the PDF has {len(document)} pages; the limit is {MAX_PAGES}", todo="Split it.")
        pages = [_page_lines(document, index, content) for index in range(len(document))]
        _note_facts(content, document.get_metadata_dict())
    finally:
        document.close()
    running = _running_lines(pages)
    printed = printed_lines(pages, next(iter(content.facts.get("title", [])), ""))
    for lines, around in zip(pages, printed, strict=True):
        content.blocks.extend(_paragraphs(lines, running, around))
    if not any(block.text.strip() for block in content.blocks):
        raise UnreadableReport(
            "this PDF holds no text that can be read",
            todo="Where its pages are pictures, run it through text recognition (OCR) first.",
        )
    return content


def _page_lines(document: pypdfium2.PdfDocument, index: int, content: Content) -> list[str]:
    """The lines of one page; a broken page is an issue of the content."""
    try:
        page = document[index]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        content.issues.append(f"page {index + 1} is broken and was not read")
        return []
    text: str = text_page.get_text_range()
    text_page.close()
    page.close()
    cleaned = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").replace("\x02", "-")
    return [line.strip() for line in cleaned.replace("\ufffe", "-").split("\n")]


def _note_facts(content: Content, facts: dict[str, str]) -> None:
    content.state("title", facts.get("Title"))
    content.state("author", facts.get("Author"))
    if match := _DATE.match(facts.get("CreationDate", "")):
        content.issues.append(
            f"the PDF file was made on {'-'.join(match.groups())}, which need not be the publication date"
        )


def _running_lines(pages: list[list[str]]) -> frozenset[str]:
    """First and last lines that many pages share, page numbers aside."""
    seen = Counter(without_numbers(line) for lines in pages for line in {*lines[:2], *lines[-2:]} if line)
    return frozenset(line for line, count in seen.items() if count >= 3 and count * 2 > len(pages))


def _paragraphs(lines: list[str], running: frozenset[str], printed: frozenset[int]) -> list[Block]:
    """Lines joined to paragraphs where the page's width broke them; those ``printed`` around it stand apart."""
    blocks: list[Block] = []
    current: list[str] = []
    width = max((len(line) for at, line in enumerate(lines) if at not in printed), default=0)

    def finish() -> None:
        if current:
            blocks.append(Block(text=_join(current)))
            current.clear()

    for at, line in enumerate(lines):
        if not line:
            finish()
        elif at in printed or _PAGE_NUMBER.match(line) or without_numbers(line) in running:
            finish()
            blocks.append(Block(text=line, furniture="navigation"))
        else:
            current.append(line)
            if len(line) < width * 0.7 and not line.endswith("-"):
                finish()
    finish()
    return blocks


def _join(lines: list[str]) -> str:
    text = lines[0]
    for line in lines[1:]:
        if text.endswith("-") and line[:1].islower() and len(text) > 1 and text[-2].isalpha():
            text = text[:-1] + line
        else:
            text = f"{text} {line}"
    return text
