"""Every kind of file and many encodings, through the jail, where nothing can be imported after the lock-down."""

import base64
import io
import quopri
import zipfile
from pathlib import Path

import pytest
from tests.reports import made_archives as made
from tests.reports.test_reading_kinds import MAIL, PAGE, _docx

from uncut.api import read
from uncut.errors import BadInput, UnreadableReport
from uncut.jail import JailSettings, Limits, stream_from_jail
from uncut.reports import document_from_bytes, read_document

ARABIC = "قال الجيش إن الجسر تعرض للقصف يوم الاثنين، وإن السكان غادروا المدينة القديمة قبل الفجر. " * 3
RUSSIAN = "Министерство обороны сообщило, что мост был разрушен в ночь на вторник. " * 4
CHINESE = "国防部表示，这座桥在星期二夜间被摧毁。居民在黎明前离开了老城区，没有人对此发表评论。" * 4
JAPANESE = "国防省は火曜日の夜に橋が破壊されたと発表した。住民は夜明け前に町を離れました。コメントはありません。" * 4


def pdf(lines: list[str]) -> bytes:
    """A PDF of one page with a text layer; of none, a page without."""
    shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
    stream = f"BT /F1 12 Tf 50 700 Td {shown} ET" if lines else "0 0 m 9 9 l S"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{part}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return f"{body}xref\n0 {len(parts) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def mail(body: bytes, *, charset: str, transfer: str, kind: str = "plain") -> bytes:
    """A message with a subject and a body in some encoding."""
    subject = base64.b64encode("Brücke getroffen".encode()).decode()
    packed = {"base64": base64.encodebytes, "quoted-printable": quopri.encodestring, "8bit": bytes}[transfer](body)
    return (
        f"From: =?utf-8?Q?J=C3=B6?= <jo@example.org>\r\nTo: a@example.org\r\nSubject: =?utf-8?b?{subject}?=\r\n"
        f"Date: Wed, 05 Jun 2019 10:00:00 +0000\r\nMIME-Version: 1.0\r\nContent-Type: text/{kind}; charset={charset}\r\n"
        f"Content-Transfer-Encoding: {transfer}\r\n\r\n"
    ).encode() + packed


FILES = {
    "page": PAGE, "docx": _docx(), "mail": MAIL, "mhtml": made.mhtml(), "warc.gz": made.warc_gz(), "wacz": made.wacz(),
    "pdf": pdf(["The bridge was hit in the night.", "Traders spoke of smoke."]),
    "mail in base64": mail(RUSSIAN.encode("koi8-r"), charset="koi8-r", transfer="base64"),
    "mail, quoted": mail(ARABIC.encode(), charset="utf-8", transfer="quoted-printable"),
    "mail with a page": mail(made.PAGE.encode(), charset="utf-8", transfer="8bit", kind="html"),
    "utf-16": ARABIC.encode("utf-16"), "utf-16 without a mark": RUSSIAN.encode("utf-16-le"),
    "arabic": ARABIC.encode("cp1256"), "russian": RUSSIAN.encode("cp1251"), "koi8": RUSSIAN.encode("koi8-r"),
    "chinese": CHINESE.encode("gb18030"), "japanese": JAPANESE.encode("shift_jis"), "euc-jp": JAPANESE.encode("euc_jp"),
    "latin": "Die Brücke über die Örsa wurde in der Nacht getroffen, während Händler schliefen. ".encode("latin-1") * 4,
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_jail_reads_what_is_read_without_it(name: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(FILES[name])
    assert read_document(path) == document_from_bytes(FILES[name], str(path))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("utf-16", ARABIC), ("utf-16 without a mark", RUSSIAN), ("arabic", ARABIC), ("russian", RUSSIAN), ("koi8", RUSSIAN),
        ("chinese", CHINESE), ("japanese", JAPANESE), ("euc-jp", JAPANESE), ("mail in base64", RUSSIAN), ("mail, quoted", ARABIC),
        ("pdf", "The bridge was hit in the night. Traders spoke of smoke."), ("mail with a page", made.TEXT),
    ],
)  # fmt: skip
def test_the_words_are_the_ones_that_were_written(name: str, text: str) -> None:
    assert document_from_bytes(FILES[name]).text.split() == text.split()


def test_a_mail_states_who_and_when() -> None:
    document = document_from_bytes(FILES["mail, quoted"])
    assert (document.title, str(document.published.earliest)) == ("Brücke getroffen", "2019-06-05")
    assert document.byline == "Jö"


def test_a_scanned_pdf_says_so(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([]))
    with pytest.raises(
        UnreadableReport,
        match=r"this PDF holds no text that can be read\. Where its pages are pictures, run it through text recognition",
    ):
        read_document(path)


def test_a_report_gets_less_memory_than_a_film(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []

    def stream(_job: str, _path: Path, _arguments: object, settings: JailSettings) -> object:
        given.append(settings.limits.memory_bytes)
        return stream_from_jail(_job, _path, {}, settings)

    monkeypatch.setattr("uncut.reports.read.document.stream_from_jail", stream)
    path = tmp_path / "a.txt"
    path.write_text("The bridge was hit in the night.")
    read_document(path)
    read_document(path, settings=JailSettings(limits=Limits(memory_bytes=1 << 30)))
    assert given == [3 << 29, 1 << 30]


def test_a_broken_page_of_a_pdf_is_an_issue(tmp_path: Path) -> None:
    whole = pdf(["The bridge was hit in the night.", "Traders spoke of smoke."])
    path = tmp_path / "a.pdf"
    path.write_bytes(whole)
    assert len(read_document(path).issues) == 0
    path.write_bytes(whole.replace(b"/Kids [3 0 R] /Count 1", b"/Kids [2 0 R 3 0 R] /Count 2"))
    broken = read_document(path)
    assert "Traders spoke of smoke." in broken.text
    assert "page 2 is broken and was not read" in broken.issues


def nested_mail(depth: int) -> bytes:
    parts = "".join(f'--b{n}\nContent-Type: multipart/mixed; boundary="b{n + 1}"\n\n' for n in range(depth))
    return (
        'From: a@b.c\nTo: d@e.f\nSubject: nest\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b0"\n\n'
        + parts
    ).encode()


def nested_word(depth: int) -> bytes:
    buffer = io.BytesIO()
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    inner = "<w:p><w:r><w:t>The bridge was hit.</w:t></w:r></w:p>"
    cells = "<w:tbl><w:tr><w:tc>" * depth + inner + "</w:tc></w:tr></w:tbl>" * depth
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {space}><w:body>{cells}</w:body></w:document>")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (nested_mail(3000), "the parts of this file lie in each other too deep to be read. Save its text as a plain"),
        (
            nested_word(3000),
            "this Word document is broken, or its parts lie in each other too deep. Open it in a program",
        ),
        (
            nested_word(0).replace(b"document.xml", b"document.xmk"),
            "this is not a Word document, or it is broken. Get it",
        ),
    ],
    ids=["mail", "word", "other"],
)
def test_a_refusal_says_what_is_wrong_and_what_to_do(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(UnreadableReport, match=what):
        read_document(path)


def test_a_text_with_control_characters_says_which(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"The bridge was hit\0 in the night. Traders spoke of smoke.\x07")
    what = (
        r"this is not a text: among its letters are control characters \(U\+0000, U\+0007\)\. Leave the file as it is"
    )
    with pytest.raises(BadInput, match=what):
        read(path)


def test_one_bell_among_the_letters_is_told_and_makes_no_other_file_of_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"The bridge was hit in the night. Traders spoke of smoke.\x07 The army denied it.")
    report = read(path)
    assert report.document.text == path.read_text()
    assert [issue for issue in report.document.issues if "(U+0007)" in issue]


def test_a_video_is_called_one(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(range(256)) * 4)
    with pytest.raises(BadInput, match=r"this is a video or a sound file, and no report\. To compare two of them"):
        read(path)
