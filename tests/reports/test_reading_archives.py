"""Saved pages in archives: the report is found in them, and nothing that they hold can grow without bounds."""

import gzip
import io
import zipfile
import zlib

import pytest
from tests.reports import made_archives as made

from uncut.errors import LimitExceeded, UnreadableReport
from uncut.model.text import is_placed
from uncut.reports import document_from_bytes, read_document, sniff_kind
from uncut.reports.read import archive


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (made.warc(), "warc"),
        (made.warc_gz(), "gzip"),
        (made.wacz(), "wacz"),
        (made.mhtml(), "mail"),
        (gzip.compress(made.PAGE.encode(), mtime=0), "gzip"),
    ],
    ids=["warc", "warc.gz", "wacz", "mhtml", "html.gz"],
)
def test_the_page_in_an_archive_is_read(data: bytes, kind: str, tmp_path) -> None:
    assert sniff_kind(data) == kind
    path = tmp_path / "saved"
    path.write_bytes(data)
    document = read_document(path)
    assert document.text == made.TEXT
    assert document.title == "Bridge hit"
    if kind != "gzip" or data != gzip.compress(made.PAGE.encode(), mtime=0):
        assert document.publisher is None or document.publisher.name == "example.org"


def test_what_an_archive_knows_about_the_page() -> None:
    document = document_from_bytes(made.warc())
    assert (document.publisher.name, document.publisher.basis) == ("example.org", "metadata")
    assert str(document.published.latest) == "2019-06-06"
    assert document.published.basis == "inferred: not after 2019-06-06, when the page was captured"
    assert "the archive holds 2 pages; read is https://example.org/bridge" in document.issues


def test_the_list_of_pages_in_a_wacz_decides() -> None:
    listed = '{"format": "json-pages-1.0"}\n{"url": "https://ads.example.org/frame"}\n'
    assert document_from_bytes(made.wacz(listed)).text == "Buy our tea."


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "raw deflate", "chunked"])
def test_what_a_server_packed_is_unpacked(encoding: str) -> None:
    body = made.PAGE.encode()
    headers = f"Content-Encoding: {encoding.rsplit(maxsplit=1)[-1]}\r\n"
    if encoding == "gzip":
        body = gzip.compress(body, mtime=0)
    elif encoding == "deflate":
        body = zlib.compress(body)
    elif encoding == "raw deflate":
        body = zlib.compress(body)[2:-4]
    else:
        half = len(body) // 2
        body = b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (half, body[:half], len(body) - half, body[half:])
        headers = "Transfer-Encoding: chunked\r\n"
    data = made.response(body, address="https://example.org/b", headers=headers)
    assert document_from_bytes(data).text == made.TEXT


def test_arabic_in_an_archive_keeps_its_offsets() -> None:
    page = "<html><body><nav>شارك</nav><p>قَالَ الجَيْشُ إن الجسر تعرض للقصف.</p></body></html>"
    for charset in ("utf-8", "windows-1256"):
        body = page.replace("\u064e", "").replace("\u0652", "").replace("\u064f", "").encode(charset)
        data = made.response(body, address="https://example.org/b", kind=f"text/html; charset={charset}")
        document = document_from_bytes(data)
        assert document.text == "شارك\n\nقال الجيش إن الجسر تعرض للقصف."
        assert all(is_placed(mark.quote, document.text) for mark in document.boilerplate)


def test_a_gzip_bomb_is_refused() -> None:
    bomb = gzip.compress(b"WARC/1.0\r\n" + b"a" * 40_000_000, mtime=0)
    with pytest.raises(LimitExceeded, match="unpacks to more than"):
        document_from_bytes(bomb)


def test_a_zip_bomb_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("datapackage.json", "{}")
        packed.writestr("archive/data.warc", b"a" * 40_000_000)
    with pytest.raises(LimitExceeded, match="unpacks to more than"):
        document_from_bytes(buffer.getvalue())


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_PARTS", 2)
    with pytest.raises(LimitExceeded, match="3 parts"):
        document_from_bytes(made.wacz())


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (made.record("warcinfo", b"nothing"), "no page that can be read"),
        (gzip.compress(b"\0" * 99, mtime=0), "holds no text"),
        (gzip.compress(gzip.compress(made.PAGE.encode(), mtime=0), mtime=0), "holds no text"),
        (made.warc_gz()[:40], "holds no text|broken"),
        (b"\x1f\x8b\x08broken", "broken"),
        (made.wacz()[:-30], "broken"),
    ],
)
def test_what_cannot_be_read_is_one_clear_line(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableReport, match=words):
        document_from_bytes(data)


@pytest.mark.parametrize(
    "data",
    [
        made.PAGE.encode(),
        "قال الجيش.\r\nثم غادر.".encode(),
        b"\xef\xbb\xbfOne line.\n",
        "Дом".encode("cp1251") * 9,
        b"<html></html>",
    ],
)
def test_the_quick_job_and_the_whole_one_read_alike(data: bytes, tmp_path) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    try:
        whole = document_from_bytes(data, str(path))
    except UnreadableReport as error:
        with pytest.raises(UnreadableReport, match=error.what[:20]):
            read_document(path)
    else:
        assert read_document(path) == whole
