"""What a browser prints around each page of a PDF is furniture; a report's own first and last lines are not."""

from pathlib import Path

import pytest
from tests.reports.test_reading_in_the_jail import pdf

from uncut.reports import compare_documents, document_from_bytes
from uncut.reports.read.browser_print import printed_lines

TITLE = "The ferry crews deny the fire"
BODY = [TITLE, "The crews denied on Monday that they had lit the store.", "Nobody was hurt in the harbour."]
ADDRESS = "https://example.org/ferries/2026"


@pytest.mark.parametrize(
    ("head", "foot"),
    [
        ([], ["11/28/26, 1:29 AM " + TITLE, "file:///home/jo/b.html 1/1"]),
        (["28.11.26, 01:29 " + TITLE], [ADDRESS + " 1/1"]),
        ([TITLE, ADDRESS], ["1 of 1", "28/11/2026, 01:29"]),
        ([TITLE + " " + ADDRESS], ["1 of 1 2026-11-28 01:29:05"]),
        (["11/28/26, 1:29\u202fAM Another window's name"], [ADDRESS + " 1/1"]),
        (["11/28/26, 1:29 AM The ferry crews…"], ["1/1"]),
    ],
)
def test_head_and_foot_of_one_page_are_told_by_form(head: list[str], foot: list[str]) -> None:
    page = [*head, *BODY, *foot]
    around = {*range(len(head)), *range(len(head) + len(BODY), len(page))}
    assert printed_lines([page], TITLE) == [frozenset(around)]


def test_head_that_repeats_is_told_without_an_address_or_a_title() -> None:
    pages = [["28.11.26, 01:29 Ferries", f"On day {at} the store burned.", "Nobody was hurt."] for at in (1, 2)]
    assert printed_lines(pages, "") == [frozenset({0}), frozenset({0})]


@pytest.mark.parametrize(
    "page",
    [
        ["28/11/2026, 14:30 Shelling near the store", "Nobody was hurt.", "1/3"],
        [*BODY, "Source: the harbour log", ADDRESS],
        ["At 28/11/2026, 14:30 the store burned.", "Nobody was hurt.", "The log is at " + ADDRESS + " 1/1"],
        [TITLE, "Nobody was hurt.", TITLE],
    ],
)
def test_lines_of_a_report_stay(page: list[str]) -> None:
    assert not {at for at in printed_lines([page], TITLE)[0] if not page[at].startswith("1/")}


def test_a_printed_page_is_the_same_text(tmp_path: Path) -> None:
    foot = ["11/28/26, 1:29 AM " + TITLE, "file:///home/jo/b.html 1/1"]
    printed = document_from_bytes(pdf([*BODY, *foot]))
    assert [mark.quote.text for mark in printed.boilerplate] == ["\n\n".join(foot)]
    plain = document_from_bytes("\n\n".join(BODY).encode())
    compared = compare_documents(plain, printed)
    assert compared.related
    assert not compared.edits
