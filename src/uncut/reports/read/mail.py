"""Mail, and pages saved as MHTML (which are mail in form), to blocks.

The package ``email`` imports its parts when they are first needed, and the jail opens no file: so all are named.
"""

from __future__ import annotations

import email
import email.feedparser
import email.header
import email.headerregistry
import email.parser
import email.policy
import email.utils
from email.message import EmailMessage, Message

from uncut.errors import UnreadableReport
from uncut.reports.read.blocks import NO_TEXT, Block, Content
from uncut.reports.read.decode import decode_text
from uncut.reports.read.html import read_html

_MAX_PARTS = 500


def read_mail(data: bytes) -> Content:
    """The body of a message, plain text before HTML; of a saved page its HTML."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    saved = message.get_content_type() == "multipart/related" or "snapshot-content-location" in message
    part = _body(message, ("text/html", "text/plain") if saved else ("text/plain", "text/html"))
    if part is None:
        raise UnreadableReport("this message holds no text", todo=NO_TEXT)
    raw = part.get_payload(decode=True)
    text, encoding, whole = decode_text(raw if isinstance(raw, bytes) else b"", part.get_content_charset())
    content = read_html(text) if part.get_content_type() == "text/html" else Content()
    if not content.blocks:
        content.blocks.append(Block(text=text.replace("\r\n", "\n"), tag="plain"))
    content.kind, content.encoding = "mail", encoding
    if not whole:
        content.issues.append(f"some bytes are not valid {encoding}")
    _note_headers(content, message, saved=saved)
    return content


def _body(message: Message, wanted: tuple[str, str]) -> Message | None:
    parts = [part for _, part in zip(range(_MAX_PARTS), message.walk(), strict=False)]
    bodies = [part for part in parts if part.get_content_disposition() != "attachment"]
    return next((part for kind in wanted for part in bodies if part.get_content_type() == kind), None)


def _note_headers(content: Content, message: EmailMessage, *, saved: bool) -> None:
    content.state("title", str(message.get("subject", "")))
    if saved:
        content.state("address", str(message.get("snapshot-content-location", "")))
        return
    name, address = email.utils.parseaddr(str(message.get("from", "")))
    content.state("author", name or address)
    content.state("published", str(message.get("date", "")))
