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


def days_of(text: str) -> dict[str, set[str | None]]:
    """The days of the events of each kind, as the report tells them."""
    told: dict[str, set[str | None]] = {}
    for one in read_bytes(text.encode()).events:
        is_day = one.time is not None and one.time.earliest == one.time.latest
        told.setdefault(one.kind, set()).add(str(one.time.earliest) if one.time is not None and is_day else None)
    return told


def test_a_full_stop_in_a_dateline_cuts_no_sentence() -> None:
    text = "Raid in the hills\n\nORSA, Northland (Feb. 3, 2011) – The force detained four men in Dren. It found arms.\n"
    report = read_bytes(text.encode())
    assert not [one for one in report.claims if one.quote.text.startswith("3, 2011")]


def test_the_sentence_behind_a_dateline_tells_of_its_day() -> None:
    text = (
        "2011-09-S-070\nNorthern Command\n\nORSA, Northland (Sept. 30, 2011) – A patrol detained a smuggler in Dren.\n"
    )
    assert days_of(text) == {"coerce": {"2011-09-30"}}
    of_others = text.replace("a smuggler in Dren", "a smuggler who attacked the port")
    assert days_of(of_others)["assault"] == {None}


def test_a_day_behind_a_verb_of_saying_is_when_it_was_said() -> None:
    text = "ORSA (March 3, 2011) – The force confirmed today, a smuggler was detained by a patrol in Dren Feb. 28.\n"
    assert days_of(text)["coerce"] == {"2011-02-28"}


def test_a_day_of_something_else_is_not_taken_over() -> None:
    text = (
        "Published 1 March 2011\n\nThe force raided a farm near Dren on 28 February. It sought an ally of the smuggler who "
        "was detained by a patrol on 14 February. During the operation four men were killed.\n"
    )
    assert days_of(text)["assault"] == {"2011-02-28"}


def test_what_was_done_over_a_find_was_done_on_its_day() -> None:
    text = "Published 2 May 2011\n\nA patrol found arms near Dren on 1 May. One man was detained in connection with the find.\n"
    assert days_of(text)["coerce"] == {"2011-05-01"}
