"""Every kind of file is told by its content and read to one text with exact offsets."""

import io
import zipfile

import pytest

from uncut.errors import UnreadableReport
from uncut.model.text import is_placed
from uncut.reports import ReadOptions, document_from_bytes, looks_like_text, read_document, sniff_kind
from uncut.reports.read.worker import read_blocks, read_content

PAGE = b"""<!doctype html><html lang="en"><head><title>Bridge hit | Example Post</title>
<meta property="og:site_name" content="Example Post"><meta name="author" content="Jo Doe">
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2019-06-05T10:00:00Z"}</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Bridge hit</h1>
<p>The army said on Tuesday that the bridge was hit. It gave no number.</p><div class="share-bar">Tweet</div>
<p style="display:none">secret</p></article><footer>(c) Example Post</footer></body></html>"""


def _docx() -> bytes:
    buffer = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        body = "<w:p><w:r><w:t>The army said so.</w:t></w:r></w:p><w:p><w:r><w:t>Second line.</w:t></w:r></w:p>"
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>")
    return buffer.getvalue()


MAIL = b"From: Jo <jo@example.org>\r\nTo: a@example.org\r\nSubject: Bridge\r\nDate: Wed, 05 Jun 2019 10:00:00 +0000\r\n\r\nThe bridge was hit.\r\n"
KINDS = {
    "html": PAGE, "pdf": b"%PDF-1.7\n...", "docx": _docx(), "mail": MAIL, "text": "الجيش قال".encode(),
    "playlist": b"ffconcat version 1.0\nfile '/etc/passwd'\n", "empty": b"", "binary": b"\x00\x00\x00\x18ftypmp42\x00\x00" * 9,
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_kind_is_told_by_content(kind: str) -> None:
    assert sniff_kind(KINDS[kind]) == kind


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_any_encoding_gives_the_same_text(encoding: str) -> None:
    told = "Министерство обороны сообщило, что мост был разрушен в ночь на вторник. " * 4
    assert document_from_bytes(told.encode(encoding)).text == told


def test_text_named_mp4_is_a_text(tmp_path) -> None:
    path = tmp_path / "clip.mp4"
    path.write_text("The army said that the bridge was hit.\n")
    assert looks_like_text(path)
    assert read_document(path).text == "The army said that the bridge was hit.\n"


def test_page_gives_facts_and_marks_furniture() -> None:
    document = document_from_bytes(PAGE)
    assert (document.title, document.byline) == ("Bridge hit", "Jo Doe")
    assert document.publisher is not None
    assert (document.publisher.name, document.publisher.basis) == ("Example Post", "metadata")
    assert (str(document.published.earliest), document.published.basis) == ("2019-06-05", "metadata")
    marked = {mark.quote.text: mark.kind for mark in document.boilerplate}
    assert marked == {"Home World": "navigation", "Tweet": "social", "(c) Example Post": "navigation"}
    assert "secret" not in document.text


@pytest.mark.parametrize(
    "marked",
    [
        '<a href="/jo" rel="author">Jo Doe</a>',
        '<span class="author vcard"><a class="url fn n" href="#">Jo Doe</a></span>',
        '<p class="byline">By <span>Jo Doe</span></p>',
        '<span itemprop="author" itemscope><span itemprop="name">Jo Doe</span></span>',
    ],
)
def test_a_page_marks_its_writer_beside_the_headline(marked: str) -> None:
    page = (
        f"<html><body><article><h1>Bridge hit</h1>{marked}<p>The bridge over the river was hit at night.</p></article>"
    )
    assert document_from_bytes(page.encode()).byline == "Jo Doe"


def test_who_comments_is_not_the_writer() -> None:
    comment = (
        '<div class="comments"><span class="comment-author">Al Roe</span><a rel="author">Al Roe</a><p>No.</p></div>'
    )
    page = f"<html><body><article><h1>Bridge hit</h1><p>The bridge was hit at night.</p></article>{comment}"
    assert document_from_bytes(page.encode()).byline is None


def test_given_facts_win() -> None:
    import datetime as dt

    document = document_from_bytes(PAGE, options=ReadOptions(published=dt.date(2020, 1, 2), publisher="Other"))
    assert document.published.basis == "given"
    assert document.publisher is not None
    assert document.publisher.name == "Other"


def test_word_document_and_mail_are_read() -> None:
    assert document_from_bytes(_docx()).text == "The army said so.\n\nSecond line."
    mail = document_from_bytes(MAIL)
    assert (mail.text, mail.title) == ("The bridge was hit.\n", "Bridge")
    assert str(mail.published.earliest) == "2019-06-05"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (KINDS["binary"], "not a text"),
        (KINDS["playlist"], "playlist"),
        (b"%PDF-1.4 broken", "PDF cannot be opened"),
        (b"<html><body><script>x()</script></body></html>", "no visible text"),
        (b"PK\x03\x04[Content_Types].xml word/", "Word document"),
    ],
)
def test_bad_input_is_one_clear_line(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableReport, match=words):
        document_from_bytes(data)


def test_refusal_leaves_the_jail_as_words(tmp_path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4 broken")
    with pytest.raises(UnreadableReport, match="PDF cannot be opened"):
        read_document(path)


def test_deep_nesting_is_only_text() -> None:
    content = read_content(b"<html><body>" + b"<div>" * 20_000 + b"deep down")
    assert [block.text for block in content.blocks] == ["deep down"]


def test_job_yields_headers_and_bytes() -> None:
    messages = list(read_blocks(io.BytesIO(PAGE), {}))
    assert messages[0][0]["is"] == "head"
    assert all(isinstance(payload, bytes) for _, payload in messages)


def test_combining_marks_and_astral_letters_keep_their_offsets() -> None:
    text = "قَالَ الجَيْشُ 𝔘𝔫 e\u0301tat: “the bridge was hit”, the army said.\n\nShare this article\n"
    document = document_from_bytes(text.encode())
    assert document.text == text
    assert all(is_placed(mark.quote, document.text) for mark in document.boilerplate)
    assert [mark.quote.text for mark in document.boilerplate] == ["Share this article"]


@pytest.mark.parametrize(
    "opening",
    [
        "<table>",
        "<tr>",
        "<section class='a'>",
        "<ul>",
        "<article>",
        "<main>",
        "<!-- saved --><ol start=2>",
        "<dl\n>",
        "<h2>",
    ],
)
def test_a_piece_of_a_page_is_a_page(opening: str) -> None:
    piece = f"{opening}\n<td>The crews left the harbour.</td><li>Nobody stayed.</li>".encode()
    assert sniff_kind(piece) == "html"
    assert document_from_bytes(piece).text == "The crews left the harbour.\n\nNobody stayed."


@pytest.mark.parametrize("text", ["<jo@example.org> wrote that the crews left.", "<3 from all crews"])
def test_a_text_that_only_begins_with_a_bracket_is_a_text(text: str) -> None:
    assert sniff_kind(text.encode()) == "text"


def test_a_page_of_too_many_rows_says_what_was_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("uncut.reports.read.html.MAX_BLOCKS", 3)
    document = document_from_bytes(b"<table>" + b"<tr><td>The crews left.</td></tr>" * 5 + b"</table>")
    assert document.text.count("left") == 3
    assert any("those behind were not read" in issue for issue in document.issues)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("© North Herald. Share on Chirper. Subscribe to our newsletter.", "promotion"),
        ("© 2020 North Herald. All rights reserved.", "navigation"),
        ("© North Herald. Share this article.", "social"),
    ],
)
def test_a_copyright_line_that_asks_for_something_is_that(line: str, kind: str) -> None:
    document = document_from_bytes(f"The crews left the harbour on Monday.\n\n{line}\n".encode())
    assert [(mark.quote.text, mark.kind) for mark in document.boilerplate] == [(line, kind)]


@pytest.mark.parametrize("data", [b" \n\t\n", b" " * 5000, b"\xef\xbb\xbf\n"])
def test_white_space_is_no_empty_file_and_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableReport, match="the file holds no text"):
        document_from_bytes(data)


def test_a_text_behind_much_white_space_is_read() -> None:
    assert document_from_bytes(b"\n" * 5000 + b"The crews left.").text.strip() == "The crews left."
