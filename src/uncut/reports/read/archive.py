"""Saved web archives: WARC, WARC in gzip, and WACZ, to the one page that is the report.

Nothing is unpacked to disk. What a record, a member or the whole may grow to is bounded, since a few kilobytes
of gzip can hold gigabytes.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from uncut.errors import LimitExceeded, UnreadableReport
from uncut.reports.read.blocks import MAX_BYTES, TOO_LARGE, Content, megabytes
from uncut.reports.read.decode import decode_text
from uncut.reports.read.kinds import HEAD_BYTES, FileKind, sniff_kind
from uncut.reports.read.visible import read_page, read_plain

Readers = Mapping[FileKind, Callable[[bytes], Content]]
ARCHIVES: frozenset[FileKind] = frozenset({"warc", "wacz", "gzip"})
MAX_RATIO = 200
"""Bytes out for each byte in; a web page is packed to a fifth, sometimes to a thirtieth."""
FREE_BYTES = 8 * 1024 * 1024
"""Unpacked bytes for which no ratio is asked."""
MAX_RECORDS = 200_000
MAX_PAGES = 50
"""Pages that are tried for the one with the report."""
MAX_PARTS = 2_000
"""Files in a WACZ."""
_CHUNK = 1 << 20
_MAIN_SHARE = 0.5
"""Of several pages the first one is taken that has at least this share of the words of the longest."""
_HEADER = re.compile(rb"([\w-]{1,64}):[ \t]*([^\r\n]*)\r?\n")
_CHUNK_SIZE = re.compile(rb"([0-9a-fA-F]{1,8})(?:;[^\r\n]*)?\r\n")
_STATUS = re.compile(rb"HTTP/\S+ (\d{3})[^\r\n]*\r?\n")
_PAGE_TYPES = ("text/html", "application/xhtml", "application/pdf", "text/plain")


@dataclass(frozen=True)
class Record:
    """One page as it was captured."""

    address: str
    captured: str
    type: str
    """The media type that its server gave, with its parameters."""
    body: bytes


def read_archive(data: bytes, kind: FileKind, readers: Readers) -> Content:
    """The report in an archive; raises `UnreadableReport` where no page in it can be read."""
    if kind == "wacz":
        return _best_page(*_records_of_wacz(data), readers)
    if kind == "gzip":
        unpacked = gunzip(data)
        inner = sniff_kind(unpacked[:HEAD_BYTES])
        if inner in readers:
            return readers[inner](unpacked)
        if inner != "warc":
            raise UnreadableReport("this gzip file holds no text", todo="Unpack it and name the file in it.")
        data = unpacked
    return _best_page(list(_records(data)), frozenset(), readers)


def gunzip(data: bytes) -> bytes:
    """All members of a gzip file one after the other; raises `LimitExceeded` where it grows too much."""
    pieces: list[bytes] = []
    total, allowed = 0, max(FREE_BYTES, min(MAX_BYTES, MAX_RATIO * len(data)))
    while data.startswith(b"\x1f\x8b"):
        member = zlib.decompressobj(wbits=31)
        while not member.eof:
            piece = _unpack(member, data)
            if not piece and not member.unconsumed_tail:
                break
            pieces.append(piece)
            total += len(piece)
            data = member.unconsumed_tail
            if total > allowed:
                raise LimitExceeded(f"the archive unpacks to more than {megabytes(allowed)}", todo=TOO_LARGE)
        data = member.unused_data if member.eof else b""
    return b"".join(pieces)


def _unpack(member: zlib._Decompress, data: bytes) -> bytes:
    try:
        return member.decompress(data, _CHUNK)
    except zlib.error as error:
        raise UnreadableReport("this gzip file is broken") from error


def _records_of_wacz(data: bytes) -> tuple[list[Record], frozenset[str]]:
    """The pages of all WARC files in a WACZ, and the addresses that its own list calls pages."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        parts = archive.infolist()
        if len(parts) > MAX_PARTS:
            raise LimitExceeded(f"the archive has {len(parts)} parts; the limit is {MAX_PARTS}", todo=TOO_LARGE)
        left = MAX_BYTES
        records: list[Record] = []
        addresses: frozenset[str] = frozenset()
        for part in parts:
            name = part.filename
            if name.startswith("archive/") and name.endswith((".warc", ".warc.gz")) and len(records) < MAX_PAGES:
                packed = _read_part(archive, part, left)
                unpacked = gunzip(packed) if packed.startswith(b"\x1f\x8b") else packed
                left = max(0, left - len(unpacked))
                records.extend(islice(_records(unpacked), MAX_PAGES - len(records)))
            elif name == "pages/pages.jsonl":
                addresses = _addresses(_read_part(archive, part, FREE_BYTES))
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise UnreadableReport("this web archive (WACZ) is broken") from error
    return records, addresses


def _read_part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    allowed = min(most, max(FREE_BYTES, MAX_RATIO * part.compress_size))
    with archive.open(part) as file:
        data = file.read(allowed + 1)
    if len(data) > allowed:
        raise LimitExceeded(f"{part.filename[:80]} unpacks to more than {megabytes(allowed)}", todo=TOO_LARGE)
    return data


def _addresses(lines: bytes) -> frozenset[str]:
    found = set()
    for line in lines.splitlines()[:MAX_RECORDS]:
        try:
            page = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(page, dict) and isinstance(page.get("url"), str):
            found.add(page["url"])
    return frozenset(found)


def _records(data: bytes) -> Iterator[Record]:
    """The captured pages of a WARC file, in order; other records are passed over."""
    position, pages = 0, 0
    for _ in range(MAX_RECORDS):
        position = data.find(b"WARC/", position)
        if position < 0 or pages >= MAX_PAGES:
            return
        fields, start = _fields(data, data.find(b"\n", position) + 1)
        length = int(fields.get("content-length", "0")) if fields.get("content-length", "").isdigit() else 0
        record = _page_in(fields, data[start : start + length])
        if record is not None:
            pages += 1
            yield record
        position = start + length


def _fields(data: bytes, position: int) -> tuple[dict[str, str], int]:
    """Header fields from ``position`` on, names in lower case, and where what follows begins."""
    fields: dict[str, str] = {}
    while match := _HEADER.match(data, position, position + 65_536):
        fields.setdefault(match[1].decode("ascii").lower(), match[2].decode("utf-8", "replace").strip())
        position = match.end()
    for blank in (b"\r\n", b"\n"):
        if data.startswith(blank, position):
            return fields, position + len(blank)
    return fields, position


def _page_in(fields: dict[str, str], block: bytes) -> Record | None:
    """The page of one record, if it is one and was served."""
    address = fields.get("warc-target-uri", "").strip("<>")
    captured = fields.get("warc-date", "")
    if fields.get("warc-type") == "resource":
        kind = fields.get("content-type", "")
        return Record(address, captured, kind, block) if kind.startswith(_PAGE_TYPES) else None
    status = _STATUS.match(block)
    if fields.get("warc-type") != "response" or status is None or status[1] != b"200":
        return None
    served, start = _fields(block, status.end())
    kind = served.get("content-type", "").lower()
    if not kind.startswith(_PAGE_TYPES):
        return None
    body = block[start:]
    if "chunked" in served.get("transfer-encoding", "").lower():
        body = _unchunk(body)
    unpacked = _decode_content(body, served.get("content-encoding", "").lower())
    return Record(address, captured, kind, unpacked) if unpacked is not None else None


def _unchunk(body: bytes) -> bytes:
    """The body without the sizes between its chunks; as it is where those were taken out before."""
    pieces, position = [], 0
    while match := _CHUNK_SIZE.match(body, position):
        size = int(match[1], 16)
        if size == 0:
            break
        pieces.append(body[match.end() : match.end() + size])
        position = match.end() + size + 2
    return b"".join(pieces) or body


def _decode_content(body: bytes, encoding: str) -> bytes | None:
    if encoding in {"gzip", "x-gzip"} and body.startswith(b"\x1f\x8b"):
        return gunzip(body)
    if encoding == "deflate":
        for wbits in (15, -15):
            try:
                return zlib.decompressobj(wbits=wbits).decompress(body, max(FREE_BYTES, MAX_RATIO * len(body)))
            except zlib.error:
                continue
        return None
    return body if encoding in {"", "identity", "gzip", "x-gzip", "utf-8"} else None


def _best_page(records: list[Record], listed: frozenset[str], readers: Readers) -> Content:
    """The first page, of those that the archive lists if it does, with about as many words as the longest."""
    chosen = [one for one in records if one.address in listed] or records
    read = [(one, content) for one in chosen[:MAX_PAGES] if (content := _read_record(one, readers)) is not None]
    if not read:
        raise UnreadableReport(
            "this web archive holds no page that can be read", todo="Save the page itself, or capture it again."
        )
    words = [sum(len(block.text.split()) for block in content.blocks) for _, content in read]
    at = next(at for at, count in enumerate(words) if count >= _MAIN_SHARE * max(words))
    record, content = read[at]
    content.state("address", record.address)
    content.state("captured", record.captured)
    if len(read) > 1:
        content.issues.append(f"the archive holds {len(read)} pages; read is {record.address}")
    return content


def _read_record(record: Record, readers: Readers) -> Content | None:
    try:
        if record.type.startswith("application/pdf"):
            return readers["pdf"](record.body)
        stated = re.search(r"charset=[\"']?([\w.:-]{2,40})", record.type)
        decoded = decode_text(record.body, stated[1] if stated else None)
        return read_plain(*decoded) if record.type.startswith("text/plain") else read_page(*decoded)
    except UnreadableReport:
        return None
