"""Planted hints at the day of publication in texts that give none."""

import datetime as dt

import pytest

from uncut.reports import read_bytes
from uncut.reports.read.inference import infer_publication

D = dt.date


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("The bridge fell in 2017.", D(2017, 1, 1), None),
        ("The bridge fell on 3 May 2018, after the flood of 2017.", D(2018, 5, 3), None),
        ("It was built in 2015. On Tuesday, March 8, the bridge fell.", D(2016, 3, 8), D(2016, 5, 7)),
        ("It was built in 2017. On June 4 they met on the occasion of Eid al-Fitr.", D(2019, 6, 4), D(2019, 8, 3)),
        ("It was built in 2017. On 22 April, soon after Good Friday, it fell.", D(2019, 4, 22), D(2019, 6, 21)),
        ("It fell last year, in 2018, and was rebuilt.", D(2019, 1, 1), D(2019, 12, 31)),
        ("It fell this year (2018) and was rebuilt.", D(2018, 1, 1), D(2018, 12, 31)),
    ],
)
def test_hints_bound_the_day(text: str, earliest: dt.date, latest: dt.date | None) -> None:
    found = infer_publication(text)
    assert (found.earliest, found.latest) == (earliest, latest)
    assert found.basis.startswith("inferred: ")


def test_a_feast_that_fits_no_year_says_nothing() -> None:
    found = infer_publication("It was built in 2017. On November 4 they met; at Eid al-Fitr they had parted.")
    assert (found.earliest, found.latest) == (D(2017, 1, 1), None)


def test_a_text_without_a_year_is_of_an_unknown_day() -> None:
    found = infer_publication("On June 4 they met on the occasion of Eid al-Fitr.")
    assert (found.earliest, found.latest) == (None, None)
    assert "unknown" in found.basis


def test_relative_times_are_reckoned_from_both_bounds() -> None:
    text = "It was built in 2017. On June 4 they met at Eid al-Fitr. Last month it fell. It was new last year."
    report = read_bytes(text.encode())
    times = {m.quote.text: (m.time.earliest, m.time.latest) for m in report.mentions if m.kind == "temporal"}
    assert times["June 4"] == (D(2019, 6, 4), D(2019, 6, 4))
    assert times["Last month"] == (D(2019, 5, 1), D(2019, 7, 31))
    assert times["last year"] == (D(2018, 1, 1), D(2018, 12, 31))
