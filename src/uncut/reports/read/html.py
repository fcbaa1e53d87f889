"""HTML to blocks, as a stream: no tree is built, so nesting costs nothing."""

from __future__ import annotations

import json
import re
from typing import Any, Protocol

from lxml import etree

from uncut.reports.read.blocks import Block, Content, Furniture

_BLOCK_TAGS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary table
    tbody td tfoot th thead tr ul""".split()
)
_SILENT_TAGS = frozenset(
    "script style noscript template svg math iframe object embed audio video canvas head select textarea".split()
)
_VOID_TAGS = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_NAMED = re.compile(r"[a-z]+", re.I)
_NAVIGATION = frozenset(
    """nav navbar navigation menu menus breadcrumb breadcrumbs pagination sidebar toolbar topbar masthead skip footer
    taxonomy tags tagcloud banner cookie cookies consent bio authorbox""".split()
)
_SOCIAL = frozenset(
    "share sharing sharedaddy shares social socials follow comments comment disqus respond addtoany addthis".split()
)
_PROMOTION = frozenset(
    """related promo promos promotion newsletter subscribe subscription advert adverts advertisement ads sponsored
    recommended recommendation outbrain taboola donate donation popular trending upsell paywall""".split()
)
_ROLES: dict[str, Furniture] = {"navigation": "navigation", "contentinfo": "navigation", "search": "navigation"}
_META = {
    "og:title": "title", "twitter:title": "title", "dc.title": "title", "og:site_name": "site",
    "application-name": "site", "dc.publisher": "site", "publisher": "site", "author": "author", "dc.creator": "author",
    "article:author": "author", "byl": "author", "parsely-author": "author", "sailthru.author": "author",
    "article:published_time": "published", "datepublished": "published", "date": "published", "pubdate": "published",
    "publishdate": "published", "publish-date": "published", "dc.date": "published", "dc.date.issued": "published",
    "dcterms.created": "published", "parsely-pub-date": "published", "sailthru.date": "published",
    "og:url": "address", "citation_publication_date": "published",
}  # fmt: skip
_WRITER = re.compile(r"(?:^|[\s_-])(?:author|byline)(?:$|[\s_-])", re.I)
_NO_WRITER = re.compile(
    r"comment|bio|box|avatar|photo|image|img|about|desc|social|related|more|all|list|title|date", re.I
)
_LONGEST_NAME = 80
"""Code points of the longest name of a writer; what is longer tells about one."""
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
MAX_BLOCKS = 200_000
_TOO_MANY = f"the page has more than {MAX_BLOCKS:,} paragraphs, rows and cells; those behind were not read"


class _Attributes(Protocol):
    def get(self, name: str, default: str = "") -> str: ...


class _Collector:
    """The parser's target: keeps the visible text, block by block, and the facts in the head."""

    def __init__(self) -> None:
        self.content = Content(kind="html")
        self._open: list[tuple[str, bool, Furniture | None]] = []  # tag, silent, furniture
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._pre = 0
        self._title: list[str] | None = None
        self._json: list[str] | None = None
        self._writer: tuple[int, list[str]] | None = None

    def start(self, tag: str, attributes: _Attributes) -> None:
        self._note_facts(tag, attributes)
        if tag == "br":
            self._pieces.append("\n")
        if tag in _BLOCK_TAGS:
            self._flush()
        if tag in _VOID_TAGS:
            return
        self._links += tag == "a"
        self._pre += tag == "pre"
        silent = tag in _SILENT_TAGS or _is_hidden(attributes)
        parent = self._open[-1] if self._open else ("", False, None)
        if tag in {"body", "html", "article", "main"}:
            self._open.append((tag, parent[1] or silent, parent[2] if tag not in {"body", "html"} else None))
        else:
            self._open.append((tag, parent[1] or silent, parent[2] or _furniture_of(tag, attributes, self._depths())))
        if self._writer is None and self._open[-1][1:] == (False, None) and _names_writer(attributes):
            self._writer = len(self._open), []

    def _depths(self) -> frozenset[str]:
        return frozenset(tag for tag, _, _ in self._open[-40:])

    def end(self, tag: str) -> None:
        if tag == "title" and self._title is not None:
            self.content.state("title", "".join(self._title))
            self._title = None
        if tag == "script" and self._json is not None:
            _note_linked_data(self.content, "".join(self._json))
            self._json = None
        if tag in _BLOCK_TAGS:
            self._flush()
        if tag in _VOID_TAGS:
            return
        self._links = max(0, self._links - (tag == "a"))
        self._pre = max(0, self._pre - (tag == "pre"))
        while self._open:
            if self._open.pop()[0] == tag:
                break
        self._note_writer()

    def _note_writer(self) -> None:
        """Who wrote, where the page marks the name beside the headline and not in its head."""
        if self._writer is None or len(self._open) >= self._writer[0]:
            return
        name = re.sub(r"^\W*(?:written\s+|posted\s+)?by\W+", "", " ".join("".join(self._writer[1]).split()), flags=re.I)
        if name[:1].isupper() and len(name) <= _LONGEST_NAME:
            self.content.state("writer", name)
        self._writer = None

    def data(self, data: str) -> None:
        if self._title is not None:
            self._title.append(data)
        if self._json is not None:
            self._json.append(data)
        if self._open and self._open[-1][1]:
            return
        if self._writer is not None:
            self._writer[1].append(data)
        self._pieces.append(data if self._pre else re.sub(r"\s+", " ", data))
        if self._links:
            self._linked += len(data.strip())

    def comment(self, data: str) -> None:
        """Comments are not visible."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Nor are instructions."""

    def close(self) -> Content:
        self._flush()
        return self.content

    def _flush(self) -> None:
        text = _tidy("".join(self._pieces), keep=bool(self._pre))
        self._pieces.clear()
        linked, self._linked = self._linked, 0
        if not text:
            return
        if len(self.content.blocks) >= MAX_BLOCKS:
            if _TOO_MANY not in self.content.issues:
                self.content.issues.append(_TOO_MANY)
            return
        tag = next((tag for tag, _, _ in reversed(self._open) if tag in _BLOCK_TAGS), "p")
        furniture = self._open[-1][2] if self._open else None
        if tag == "h1" and furniture is None:
            self.content.state("heading", text)
        share = min(1.0, linked / len(text))
        self.content.blocks.append(Block(text=text, tag=tag, furniture=furniture, linked=share))

    def _note_facts(self, tag: str, attributes: _Attributes) -> None:
        if tag == "meta":
            name = (attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or "").lower()
            if name in _META:
                self.content.state(_META[name], attributes.get("content"))
        elif tag == "html":
            self.content.state("language", attributes.get("lang") or attributes.get("xml:lang"))
        elif tag == "title" and not any(entry[0] == "svg" for entry in self._open):
            self._title = []
        elif tag == "script" and "ld+json" in (attributes.get("type") or ""):
            self._json = []
        elif tag == "link" and (attributes.get("rel") or "") == "canonical":
            self.content.state("address", attributes.get("href"))
        elif tag == "time":
            self.content.state("published", attributes.get("datetime"))


def _tidy(text: str, *, keep: bool) -> str:
    if keep:
        return text.strip("\n").rstrip()
    lines = (re.sub(r"[ \t\f\v\xa0]+", " ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _names_writer(attributes: _Attributes) -> bool:
    """Whether an element holds the writer's name: ``rel="author"``, schema.org, or a class that says so."""
    if "author" in (attributes.get("rel") or "").lower().split() or attributes.get("itemprop") == "author":
        return True
    named = attributes.get("class") or ""
    return bool(_WRITER.search(named)) and not _NO_WRITER.search(named)


def _is_hidden(attributes: _Attributes) -> bool:
    if attributes.get("hidden", "no") != "no" and attributes.get("hidden") is not None:
        return True
    return bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))


def _furniture_of(tag: str, attributes: _Attributes, above: frozenset[str]) -> Furniture | None:
    if tag in {"nav", "button", "form"}:
        return "navigation"
    inside = bool(above & {"article", "main"})
    if (tag in {"footer", "header"} and not inside) or tag == "aside":
        return "navigation" if tag != "aside" else "promotion"
    if found := _ROLES.get(attributes.get("role") or ""):
        return found
    named = (attributes.get("class") or "") + " " + (attributes.get("id") or "")
    words = {word.lower() for word in _NAMED.findall(named[:400])}
    if tag in {"h1", "p"} and not words & (_SOCIAL | _PROMOTION):
        return None
    kinds: tuple[tuple[frozenset[str], Furniture], ...] = (
        (_SOCIAL, "social"), (_PROMOTION, "promotion"), (_NAVIGATION, "navigation"),
    )  # fmt: skip
    return next((kind for names, kind in kinds if words & names), None)


def _note_linked_data(content: Content, text: str) -> None:
    """Schema.org facts; a broken or hostile script is left alone."""
    try:
        pending: list[Any] = [json.loads(text)]
    except (ValueError, RecursionError):
        return
    seen = 0
    while pending and seen < 500:
        value, seen = pending.pop(0), seen + 1
        if isinstance(value, list):
            pending.extend(value[:50])
        elif isinstance(value, dict):
            pending.extend(value.get(key) for key in ("@graph", "mainEntity") if value.get(key))
            if "datePublished" in value or "headline" in value:
                content.state("title", _name_in(value.get("headline")))
                content.state("published", _name_in(value.get("datePublished")))
                content.state("author", _name_in(value.get("author")))
                content.state("site", _name_in(value.get("publisher")))


def _name_in(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for one in value[:5] if (name := _name_in(one))]
        return ", ".join(names) or None
    if isinstance(value, dict):
        return _name_in(value.get("name"))
    return value if isinstance(value, str) else None


def read_html(text: str) -> Content:
    """The visible text of a page, block by block, and what its head states."""
    collector = _Collector()
    # Typed loosely: lxml's stubs know no targets that get plain attributes.
    target: Any = collector
    parser: Any = etree.HTMLParser(
        target=target, encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True
    )
    parser.feed(text.encode("utf-8", "replace"))
    try:
        content: Content = parser.close()
    except etree.XMLSyntaxError:
        content = collector.close()
    return content
