"""What a reader hands over: blocks of visible text, and facts that the file states about itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from uncut.errors import LimitExceeded, UnreadableReport

Furniture = Literal["navigation", "social", "promotion"]
FACTS = ("title", "heading", "site", "author", "writer", "published", "language", "address", "captured")
"""What a file may state about itself, in any number of places, best first."""
MAX_FACT = 1000
"""Code points kept of one stated fact."""
MAX_BYTES = 256 * 1024 * 1024
"""Bytes of the largest file that is read."""
TOO_LARGE = "If you trust it, save its text as a plain text file, in parts."
"""What to do about a file that grows beyond a limit."""
NO_TEXT = "Open it in a program that you trust, and save the text that you see as a plain text file."
AGAIN = "again"
"""The kind of message by which a job says that it lacks what this file needs."""
Message = tuple[dict[str, Any], bytes]


@dataclass(frozen=True, kw_only=True)
class Block:
    """A paragraph, heading, list item, table cell or whole plain text, as a reader sees it."""

    text: str
    tag: str = "p"
    furniture: Furniture | None = None
    """Set where the file's own structure says that this is page furniture."""
    linked: float = 0.0
    """Share of the characters that are links, 0..1."""


@dataclass(kw_only=True)
class Content:
    """Everything that was read from one file."""

    kind: str = "text"
    encoding: str = "utf-8"
    blocks: list[Block] = field(default_factory=list)
    facts: dict[str, list[str]] = field(default_factory=dict)
    issues: list[str] = field(default_factory=list)

    def state(self, fact: str, value: str | None) -> None:
        """Add one stated fact."""
        cleaned = " ".join((value or "").split())[:MAX_FACT]
        if cleaned and cleaned not in self.facts.setdefault(fact, []):
            self.facts[fact].append(cleaned)


def megabytes(size: int) -> str:
    """A limit as a person reads it."""
    return f"{size / 1e6:.0f} MB"


def write_messages(content: Content) -> Iterator[Message]:
    """The content as headers and payloads, for the way out of the jail."""
    head = {"is": "head", "kind": content.kind, "encoding": content.encoding}
    yield head | {"facts": content.facts, "issues": content.issues}, b""
    for block in content.blocks:
        header = {"is": "block", "tag": block.tag, "furniture": block.furniture, "linked": block.linked}
        yield header, block.text.encode("utf-8", "surrogatepass")


def write_answer(read: Callable[[], Content]) -> Iterator[Message]:
    """What ``read`` returns, as messages. A refusal is one of them, so that it arrives as words and not as a crash."""
    try:
        content = read()
        if not any(block.text.strip() for block in content.blocks):
            raise UnreadableReport("the file holds no text", todo=NO_TEXT)
    except (UnreadableReport, LimitExceeded) as error:
        yield {"is": "refusal", "type": type(error).__name__, "what": error.what, "todo": error.todo}, b""
        return
    yield from write_messages(content)


def read_messages(messages: Iterator[tuple[dict[str, Any], bytes | bytearray | memoryview]]) -> Content:
    """The inverse of `write_messages`; believes nothing about types, since the far side may be taken over."""
    content = Content()
    for header, payload in messages:
        if header.get("is") == "head":
            content.kind, content.encoding = str(header.get("kind")), str(header.get("encoding"))
            content.issues = [str(issue)[:MAX_FACT] for issue in header.get("issues", [])][:100]
            for fact in FACTS:
                for value in header.get("facts", {}).get(fact, [])[:20]:
                    content.state(fact, str(value))
        else:
            content.blocks.append(_block(header, bytes(payload)))
    return content


def _block(header: dict[str, Any], payload: bytes) -> Block:
    furniture = header.get("furniture")
    known: Furniture | None = furniture if furniture in {"navigation", "social", "promotion"} else None
    text = payload.decode("utf-8", "replace")
    linked = min(1.0, max(0.0, float(header.get("linked", 0.0))))
    return Block(text=text, tag=str(header.get("tag", "p"))[:20], furniture=known, linked=linked)
