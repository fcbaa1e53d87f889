"""The date of a press release from what its head and its number tell."""

from __future__ import annotations

import datetime as dt

from uncut.model.report import TimeValue
from uncut.reports import read_bytes

_WHAT = "The force searched a farm near the river {}, and found nine rifles."


def _times(text: str) -> dict[str, dt.date | None]:
    mentions = read_bytes(text.encode()).mentions
    return {m.quote.text: m.time.earliest for m in mentions if isinstance(m.time, TimeValue)}


def test_a_number_that_tells_the_month_dates_the_release() -> None:
    text = "Joint Command, Press Desk\n2010-07-CA-129\nFor Immediate Release\n\n" + _WHAT.format("July 16")
    published = read_bytes(text.encode()).document.published
    assert (published.earliest, published.latest) == (dt.date(2010, 7, 1), dt.date(2010, 7, 31))
    assert published.basis.startswith("inferred")
    assert _times(text)["July 16"] == dt.date(2010, 7, 16)


def test_a_release_comes_after_what_it_looks_back_on() -> None:
    text = "KABUL, Afghanistan (Jan. 14) — " + _WHAT.format("Thursday") + " Its owner had fled in June 2011."
    assert read_bytes(text.encode()).document.published.earliest == dt.date(2012, 1, 14)
    assert _times(text)["Thursday"] == dt.date(2012, 1, 12)


def test_what_is_still_to_come_moves_no_date() -> None:
    text = "KABUL, Afghanistan (Jan. 14) — " + _WHAT.format("Thursday") + " Its owner will return in June 2011."
    assert read_bytes(text.encode()).document.published.earliest == dt.date(2011, 1, 14)
