"""Saved pages, made here: WARC, WACZ, MHTML."""

import gzip
import io
import zipfile

PAGE = (
    "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Bridge hit</title></head><body><h1>Bridge hit</h1>"
    "<p>The army said that the bridge over the Orsa was hit in the night. Traders spoke of «smoke».</p></body></html>"
)
FRAME = "<html><body><p>Buy our tea.</p></body></html>"
TEXT = "Bridge hit\n\nThe army said that the bridge over the Orsa was hit in the night. Traders spoke of «smoke»."


def response(body: bytes, *, address: str, headers: str = "", status: str = "200 OK", kind: str = "text/html") -> bytes:
    """A WARC record of what a server answered."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{headers}\r\n".encode() + body
    return record("response", answer, address)


def record(kind: str, block: bytes, address: str = "https://example.org/a") -> bytes:
    """One WARC record."""
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2019-06-06T08:00:00Z\r\n"
        f"Content-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def records() -> list[bytes]:
    """A redirect, an advert, the page, a script."""
    return [
        record("warcinfo", b"software: made here\r\n"),
        response(b"gone", address="https://example.org/", status="301 Moved"),
        response(FRAME.encode(), address="https://ads.example.org/frame"),
        response(PAGE.encode(), address="https://example.org/bridge"),
        response(b"x()", address="https://example.org/x.js", kind="application/javascript"),
    ]


def warc() -> bytes:
    """Not packed."""
    return b"".join(records())


def warc_gz() -> bytes:
    """Each record a gzip member of its own, as crawlers write it."""
    return b"".join(gzip.compress(one, mtime=0) for one in records())


def wacz(pages: str = "") -> bytes:
    """The same in a WACZ."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("datapackage.json", "{}")
        archive.writestr("archive/data.warc.gz", warc_gz())
        archive.writestr("pages/pages.jsonl", pages)
    return buffer.getvalue()


def mhtml() -> bytes:
    """A page as browsers save it."""
    return (
        b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/bridge\r\nSubject: Bridge hit\r\n"
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + PAGE.encode() + b"\r\n--b\r\n"
        b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo=\r\n--b--\r\n"
    )
