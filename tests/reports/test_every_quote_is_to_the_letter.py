"""Whatever the text: every selector of a report equals its slice."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from uncut.errors import UnreadableReport
from uncut.model.text import Quote
from uncut.reports import read_bytes

_PIECES = st.sampled_from(
    [
        "The ministry said", "that rebels had left", "“We will stay,”", '"No one fired', "Col. Amar Dost", "according to",
        "the Army of the North (AN)", "on 4 June 2019", "denied", "a video shows", ",", ".", "\n\n", "…", "’", "said on Friday:",
        "killed 12 people", "who say he should", "كتيبة", "😀", "\u00a0", "e\u0301tat", "wants to", "(", ")", "--", "Kasso:",
        "its plan to", "while", "in Mosul", "reportedly", "«Ja»", "\t", "''It is so,''", "whether", "called him", "and said",
    ]
)  # fmt: skip


def _quotes(value: object) -> Iterator[Quote]:
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _quotes(getattr(value, name))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _quotes(item)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(_PIECES, max_size=40).map(" ".join), st.text(max_size=300)))
def test_every_quote_equals_its_slice(text: str) -> None:
    try:
        report = read_bytes(text.encode("utf-8", "ignore"))
    except UnreadableReport:  # an empty file, or none of text
        reject()
    for quote in _quotes(report):
        assert quote.text == report.document.text[quote.start : quote.end]
        assert quote.text
