"""Content to a `Document`: the text, its furniture, and the facts of its publication."""

from __future__ import annotations

import hashlib

from uncut.model.report import Document, Published
from uncut.reports.language.identify import identify_language
from uncut.reports.read.assemble import assemble
from uncut.reports.read.blocks import Content
from uncut.reports.read.worker import read_content


def build_document(content: Content, path: str, sha256: str) -> Document:
    page = assemble(content)
    return Document(path=path, sha256=sha256, text=page.text, title=None, language=identify_language(page.text), byline=None,
        publisher=None, published=Published(earliest=None, latest=None, basis="unknown"), chain=[], boilerplate=list(page.boilerplate), issues=content.issues)


def document_from_bytes(data: bytes, path: str = "") -> Document:
    return build_document(read_content(data), path, hashlib.sha256(data).hexdigest())
