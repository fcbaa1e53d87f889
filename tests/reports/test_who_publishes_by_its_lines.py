"""Heads and feet of reports: who publishes, who is republished, and lines that nobody claims."""

from __future__ import annotations

import pytest

from uncut.reports import read_bytes

BODY = "On 3 May 2021 nine farmers were killed in Orsa, the Harbour Council said. The road was shut.\n"


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("Nine Shot at the Dam\nOrsa Rights Monitor, 12 May 2021\n\n", "Orsa Rights Monitor"),
        ("RELO Flash Update #7 - Orsa, Tavria\nAs of 12 May 2021\n\n", "RELO"),
        ("The Salt Truth | World | Opinion | Donate\n\nNine people are shot at the dam\n\n", "The Salt Truth"),
        ("Nine Shot at the Dam\nNew York, 12 May 2021\n\n", None),
    ],
)
def test_who_publishes_stands_at_the_head(head: str, publisher: str | None) -> None:
    known = read_bytes((head + BODY).encode()).document.publisher
    assert (known.name if known is not None else None) == publisher


def test_a_title_right_above_the_line_of_the_publisher_is_one() -> None:
    text = "Nine Shot at the Dam\nOrsa Rights Monitor, 12 May 2021\n\n" + BODY
    assert read_bytes(text.encode()).document.title == "Nine Shot at the Dam"


def test_a_forwarded_post_is_republished() -> None:
    report = read_bytes((BODY + "\nForwarded from: Orsa Live | Subscribe\n").encode())
    names = {actor.id: (actor.name, actor.kind) for actor in report.actors}
    assert [(one.role, names[one.actor]) for one in report.document.chain] == [
        ("republished_from", ("Orsa Live", "outlet"))
    ]
    assert not any("Forwarded" in claim.quote.text for claim in report.claims)


@pytest.mark.parametrize(
    "line",
    [
        "Republished with permission.",
        "The views expressed are those of the author.",
        "This article was originally published by Orsa Live.",
        "Posted on May 12, 2021 by admin",
        "Published: 12 May 2021. Updated: 13 May 2021",
    ],
)
def test_a_line_of_the_page_is_nobodys_claim(line: str) -> None:
    claims = read_bytes(f"Nine people are shot at the dam\n\n{line}\n\n{BODY}".encode()).claims
    assert not any(claim.quote.text.rstrip(".") in line for claim in claims)


def test_what_we_know_is_nobodys_thought() -> None:
    claims = read_bytes(f"What we know about the shots at the dam\n\n{BODY}".encode()).claims
    assert not any(claim.asserted_by.quote and claim.asserted_by.quote.text == "we" for claim in claims)
