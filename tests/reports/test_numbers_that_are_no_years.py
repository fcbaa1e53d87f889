"""A number of a room or a unit dates nothing, nor does a year that is still to come; a dateline gives a day to a year."""

from __future__ import annotations

import pytest

from uncut.reports import read_bytes


@pytest.mark.parametrize(
    "numbered",
    [
        "The monitoring group 2049 said that nine men died.",
        "Room 2019 of the hotel was hit.",
        "UN Resolution 2042 calls for a truce.",
        "A total of 2034 people were displaced.",
        "Some 2034 families left the town.",
        "Unit 2047 took the hill.",
        "The ministry wants to hold the base until 2049.",
    ],
)
def test_no_text_is_dated_by_a_number_that_is_no_year(numbered: str) -> None:
    report = read_bytes(numbered.encode())
    assert report.document.published.earliest is None
    assert [claim.time for claim in report.claims if claim.time is not None and "until" not in numbered] == []


def test_a_year_dates_a_text() -> None:
    assert str(read_bytes(b"The group was founded in 2012.").document.published.earliest) == "2012-01-01"


def test_a_dateline_gives_its_day_to_a_year_that_the_text_fixes() -> None:
    text = "ORSA, March 3 (Gulf Wire) - The army entered Orsa. The ministry said last year, in 2018, that it would not."
    published = read_bytes(text.encode()).document.published
    assert (str(published.earliest), str(published.latest)) == ("2019-03-03", "2019-03-03")
    assert "“last year" in published.basis.replace('"', "“") and "March 3" in published.basis


def test_a_dateline_in_no_known_year_stays_open() -> None:
    text = "ORSA, June 14 (Gulf Wire) - The army entered Orsa. The war, which began in 2012, has killed thousands."
    published = read_bytes(text.encode()).document.published
    assert (str(published.earliest), published.latest) == ("2012-01-01", None)
