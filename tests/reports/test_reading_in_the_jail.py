"""Every kind of file and many encodings, through the jail, where nothing can be imported after the lock-down."""

import base64
import quopri
from pathlib import Path

import pytest
from tests.reports import made_archives as made
from tests.reports.test_reading_kinds import MAIL, PAGE, _docx

from uncut.errors import UnreadableReport
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
    assert document.byline == "Jö <jo@example.org>"


def test_a_scanned_pdf_says_so(tmp_path: Path) -> None:
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf([]))
    with pytest.raises(UnreadableReport, match="pictures of pages and no text"):
        read_document(path)
