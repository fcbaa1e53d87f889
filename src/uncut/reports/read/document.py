"""A file to a `Document`: through the jail, then text, furniture, language and the facts of publication."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

from uncut.errors import JailCrashed, LimitExceeded, UnreadableReport
from uncut.jail import JailSettings, expect_unchanged, open_input, sha256_of, stream_from_jail
from uncut.jail.settings import GIB
from uncut.model.report import Document
from uncut.model.text import storable_text
from uncut.reports.language.identify import identify_language
from uncut.reports.read.assemble import assemble
from uncut.reports.read.blocks import AGAIN, Content, read_messages
from uncut.reports.read.kinds import HEAD_BYTES, sniff_kind
from uncut.reports.read.publication import ReadOptions, read_publication
from uncut.reports.read.quick import QUICK_KINDS
from uncut.reports.read.worker import read_blocks

JOB = "uncut.reports.read.worker:read_blocks"
QUICK_JOB = "uncut.reports.read.quick:read_blocks"
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MEMORY_BYTES = 3 * GIB // 2
"""Address space of the process that opens a report. A page of 60 MB takes a quarter of it."""
Messages = Iterator[tuple[dict[str, Any], Any]]


def read_document(path: Path, options: ReadOptions | None = None, settings: JailSettings | None = None) -> Document:
    """The document in the file at ``path``, parsed in the jail.

    Raises `UnreadableReport` where it holds no text, `LimitExceeded` where it asks for too much.
    """
    return read_jailed(path, options, settings)[0]


def read_jailed(
    path: Path, options: ReadOptions | None = None, settings: JailSettings | None = None
) -> tuple[Document, str]:
    """The document, and the level of the sandbox in which it was parsed; raises as `read_document` does."""
    with expect_unchanged(path):
        with open_input(path) as file:
            quick = sniff_kind(file.read(HEAD_BYTES)) in QUICK_KINDS
        content, level = _content(QUICK_JOB if quick else JOB, path, settings)
        if content is None:
            content, level = _content(JOB, path, settings)
        if content is None:
            raise JailCrashed("the jailed process sent nonsense", where=str(path))
        digest = sha256_of(path)
    return build_document(content, storable_text(str(path)), digest, options or ReadOptions()), level


def _content(job: str, path: Path, settings: JailSettings | None) -> tuple[Content | None, str]:
    """What the job read, ``None`` where it asks for another; and the level of the sandbox."""
    with stream_from_jail(job, path, {}, _for_reports(settings or JailSettings())) as stream:
        messages = iter(stream)
        first = next(messages, None)
        if first is not None and first[0].get("is") == AGAIN:
            return None, stream.level
        rest = chain([first] if first is not None else [], messages)
        return read_messages(_refused(rest, str(path))), stream.level


def _for_reports(settings: JailSettings) -> JailSettings:
    """The same with less memory: a report needs none of what a film does, and a crafted one takes what it gets."""
    limits = settings.limits
    return replace(settings, limits=replace(limits, memory_bytes=min(limits.memory_bytes, MEMORY_BYTES)))


def document_from_bytes(data: bytes, path: str = "", options: ReadOptions | None = None) -> Document:
    """The same for bytes of the program's own making: parsed here, without a jail."""
    content = read_messages(_refused(read_blocks(io.BytesIO(data), {}), path))
    return build_document(content, path, hashlib.sha256(data).hexdigest(), options or ReadOptions())


def _refused(messages: Messages, where: str) -> Messages:
    """The messages; a refusal among them is raised."""
    for header, payload in messages:
        if header.get("is") == "refusal":
            kind = LimitExceeded if header.get("type") == "LimitExceeded" else UnreadableReport
            raise kind(str(header.get("what"))[:300], where=where, todo=str(header.get("todo") or "")[:300])
        yield header, payload


def build_document(content: Content, path: str, sha256: str, options: ReadOptions) -> Document:
    """Content to a document; the chain is filled in when actors are known."""
    page = assemble(content)
    facts = read_publication(content, page, options)
    return Document(
        path=path, sha256=sha256, text=page.text, title=facts.title, language=_language(content, page.text),
        byline=facts.byline, publisher=facts.publisher, published=facts.published, chain=[],
        boilerplate=list(page.boilerplate), issues=[*content.issues, *_strange_letters(page.text)],
    )  # fmt: skip


def _strange_letters(text: str) -> list[str]:
    """A note on control characters, which stand in the text as they were found."""
    found = sorted(set(_CONTROLS.findall(text)))
    if not found:
        return []
    names = ", ".join(f"U+{ord(letter):04X}" for letter in found[:5])
    return [f"control characters stand among the letters ({names}); they are shown by their numbers"]


def _language(content: Content, text: str) -> str | None:
    found = identify_language(text)
    stated = content.facts.get("language")
    return found or (stated[0][:2].lower() if stated else None)
