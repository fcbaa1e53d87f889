"""Since its formation: the time that another sentence tells."""

from __future__ import annotations

import pytest

from uncut.reports import read_bytes

FIRST = "Formed in 2013, the Harbour Guard was one of the first militias of Port Sennet."


def times(text: str) -> list[tuple[str, str, str]]:
    report = read_bytes(text.encode())
    told = [(claim.quote.text, claim.time) for claim in report.claims]
    return [(words[:5], str(time.earliest), str(time.latest)) for words, time in told if time is not None]


@pytest.mark.parametrize(
    "sentence",
    [
        "Since its formation, the Harbour Guard has been linked to the Salt Front.",
        "The Harbour Guard has been linked to the Salt Front since its formation.",
        "The two have been allies since the Harbour Guard’s founding.",
    ],
)
def test_a_beginning_is_dated_by_the_sentence_that_tells_it(sentence: str) -> None:
    assert times(f"{FIRST} {sentence}")[-1] == (sentence[:5], "2013-01-01", "None")


def test_a_tie_that_held_since_a_beginning_is_open_behind_it() -> None:
    report = read_bytes(f"{FIRST} Since its formation, the Harbour Guard has been allied with the Salt Front.".encode())
    (tie,) = [tie for tie in report.ties if tie.kind == "allied_with"]
    assert (str(tie.time.earliest), tie.time.latest) == ("2013-01-01", None)
    assert tie.time.quote.text == "its formation"


@pytest.mark.parametrize(
    "text",
    [
        "Since its formation, the Harbour Guard has been linked to the Salt Front.",
        f"{FIRST} Since its formation, the Salt Front has been linked to Norway.",
        f"{FIRST} The Harbour Guard was formed in 2016. Since its formation, the Harbour Guard has been quiet.",
    ],
    ids=["nobody tells it", "it is another's", "two times are told"],
)
def test_what_is_not_told_is_not_dated(text: str) -> None:
    assert not [one for one in times(text) if one[0].startswith("Since")]
