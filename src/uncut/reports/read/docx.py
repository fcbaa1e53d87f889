"""Word documents (DOCX) to blocks: the running text of the main part."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from uncut.errors import LimitExceeded, UnreadableReport
from uncut.reports.read.blocks import NO_TEXT, TOO_LARGE, Block, Content, megabytes

MAX_PART_BYTES = 64 * 1024 * 1024
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CORE = {
    "{http://purl.org/dc/elements/1.1/}title": "title",
    "{http://purl.org/dc/elements/1.1/}creator": "author",
}


def read_docx(data: bytes) -> Content:
    """Paragraphs of ``word/document.xml``; raises `UnreadableReport` where there are none."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        body = _part(archive, "word/document.xml")
    except (zipfile.BadZipFile, KeyError, EOFError, NotImplementedError, RuntimeError) as error:
        raise UnreadableReport(
            "this is not a Word document, or it is broken", todo="Get it again from its source."
        ) from error
    content = Content(kind="docx")
    events = _events(body)
    content.blocks.extend(Block(text=text) for text in _paragraphs(events) if text.strip())
    if not content.blocks and len(events.error_log):
        raise UnreadableReport("this Word document is broken, or its parts lie in each other too deep", todo=NO_TEXT)
    if "docProps/core.xml" in archive.namelist():
        _note_core(content, _part(archive, "docProps/core.xml"))
    if not content.blocks:
        raise UnreadableReport("this Word document holds no text", todo=NO_TEXT)
    return content


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        data = part.read(MAX_PART_BYTES + 1)
    if len(data) > MAX_PART_BYTES:
        raise LimitExceeded(f"{name} unpacks to more than {megabytes(MAX_PART_BYTES)}", todo=TOO_LARGE)
    return data


def _events(data: bytes) -> etree.iterparse[tuple[str, etree._Element]]:
    return etree.iterparse(
        io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True, load_dtd=False, recover=True
    )


def _paragraphs(events: etree.iterparse[tuple[str, etree._Element]]) -> list[str]:
    paragraphs, pieces = [], []
    for _, element in events:
        if element.tag == f"{_WORD}t":
            pieces.append(element.text or "")
        elif element.tag in {f"{_WORD}tab", f"{_WORD}br"}:
            pieces.append(" ")
        elif element.tag == f"{_WORD}p":
            paragraphs.append(" ".join("".join(pieces).split()))
            pieces.clear()
            element.clear()
    return paragraphs


def _note_core(content: Content, data: bytes) -> None:
    for _, element in _events(data):
        if isinstance(element.tag, str) and element.tag in _CORE:
            content.state(_CORE[element.tag], element.text)
