"""A republished report about footage: its way to the reader, its furniture, its loaded words, the videos it speaks of."""

import pytest
from msgspec import UNSET

from uncut.model.report import FootageMention, Report
from uncut.reports import read_bytes

REPORT = """Twitter Facebook Telegram RSS

Leaked Clip Shows ‘Peaceful’ Orsa Brigade’s ‘Deep-Sympathy’ for the Banned Movement

Harbour Watch reports…

On March 3, members of the Orsa Brigade released a short video praising the Banned Movement.

The video shows brigade commander Colonel Idris Vane greeting his guards in a cellar.

The Orsa Brigade’s press office tried to bury the footage by posting a carefully shortened version of the ceremony on \
its official Telegram channel. The shortened version hides a badge on the sleeve of a guard. However, the original \
recording was already shared by local activists. Photos of the cellar were taken by Mira Tolland.

The Brigade sold itself as a “peaceful movement” with radical ideas. It never joined the Front for National Liberation.

READ MORE ORSA NEWS AT: 9th Street Herald Orsa Files
"""


@pytest.fixture(scope="module")
def report() -> Report:
    return read_bytes(REPORT.encode())


def name_of(report: Report, actor: str) -> str:
    return next(one.name for one in report.actors if one.id == actor)


def footage(report: Report, words: str) -> FootageMention:
    return next(one for one in report.footage if one.quote.text == words)


def test_the_chain(report: Report) -> None:
    chain = [(link.role, name_of(report, link.actor)) for link in report.document.chain]
    assert chain[:2] == [("publisher", "9th Street Herald"), ("republished_from", "Harbour Watch")]
    quotes = [(link.role, link.quote.text) for link in report.document.chain[2:]]
    assert quotes == [
        ("shared_by", "members of the Orsa Brigade"),
        ("shared_by", "The Orsa Brigade’s press office"),
        ("shared_by", "local activists"),
        ("recorded_by", "Mira Tolland"),
    ]


def test_title_and_furniture(report: Report) -> None:
    assert (
        report.document.title == "Leaked Clip Shows ‘Peaceful’ Orsa Brigade’s ‘Deep-Sympathy’ for the Banned Movement"
    )
    assert report.document.byline is None
    assert [(one.kind, one.quote.text) for one in report.document.boilerplate] == [
        ("social", "Twitter Facebook Telegram RSS"),
        ("promotion", "READ MORE ORSA NEWS AT: 9th Street Herald Orsa Files"),
    ]


def test_loaded_words_are_found_and_names_are_none(report: Report) -> None:
    loaded = [one.quote.text for claim in report.claims for one in claim.loaded]
    assert loaded == ["Peaceful", "Deep-Sympathy", "peaceful movement", "radical"]


def test_loaded_words_beside_a_claim_are_kept() -> None:
    told = read_bytes("The so-called “special council” of Orsa said that the dam had been mined by rebels.".encode())
    assert [one.quote.text for claim in told.claims for one in claim.loaded] == ["so-called", "special council"]


def test_who_handled_the_footage(report: Report) -> None:
    hands = {one.quote.text: [(hand.role, hand.quote.text) for hand in one.by or []] for one in report.footage}
    assert hands == {
        "Leaked Clip": [],
        "a short video": [("released", "members of the Orsa Brigade")],
        "The video": [],
        "the footage": [],
        "a carefully shortened version of the ceremony": [("shared", "The Orsa Brigade’s press office")],
        "The shortened version": [],
        "the original recording": [("shared", "local activists")],
        "Photos": [("recorded", "Mira Tolland")],
    }


def test_versions_and_what_they_show(report: Report) -> None:
    assert {one.quote.text: one.version for one in report.footage if one.version != "unknown"} == {
        "a carefully shortened version of the ceremony": "edited",
        "The shortened version": "edited",
        "the original recording": "original",
    }
    assert (
        footage(report, "The video").shows.text
        == "brigade commander Colonel Idris Vane greeting his guards in a cellar"
    )
    edited = footage(report, "a carefully shortened version of the ceremony")
    assert (edited.shows.text, edited.seen_on.text) == ("the ceremony", "its official Telegram channel")
    assert footage(report, "The shortened version").hides.text == "a badge on the sleeve of a guard"
    assert (footage(report, "Photos").kind, footage(report, "Photos").shows.text) == ("photo", "the cellar")


def test_a_claim_that_footage_makes_rests_on_it(report: Report) -> None:
    claim = next(one for one in report.claims if one.id == footage(report, "The video").claim)
    assert [(one.kind, one.quote.text) for one in claim.evidence] == [("footage", "The video")]


@pytest.mark.parametrize(
    ("sentence", "hands"),
    [
        ("A video filmed by a resident shows smoke over the dam.", [("recorded", "a resident")]),
        ("Footage of the raid, broadcast by state television, shows soldiers.", [("released", "state television")]),
        ("The ministry did not release the footage of the raid.", []),
        ("Activists uploaded photos of the crater to Facebook.", [("shared", "Activists")]),
        ("The army edited the video before it was shown.", [("edited", "The army")]),
    ],
)
def test_hands_in_a_sentence(sentence: str, hands: list[tuple[str, str]]) -> None:
    told = read_bytes(f"The dam was hit on Monday, the mayor said. {sentence} The road stayed closed.".encode())
    found = [(hand.role, hand.quote.text) for one in told.footage for hand in one.by or []]
    assert found == hands


def test_a_clip_of_a_broadcast_is_a_version_of_it_and_says_what_is_gone() -> None:
    report = read_bytes(
        b"The Quay Guard published an edited clip of the broadcast, from which the time stamp was removed, on Monday."
    )
    clip, origin = report.footage
    assert (clip.quote.text, clip.version, clip.hides.text) == ("an edited clip", "edited", "the time stamp")
    assert [(hand.role, hand.quote.text) for hand in clip.by] == [("released", "The Quay Guard")]
    assert (origin.quote.text, origin.hides, origin.shows) == ("the broadcast", UNSET, UNSET)
    assert clip.shows is UNSET


def test_what_a_channel_broadcasts_is_no_second_footage() -> None:
    report = read_bytes(b"The channel broadcast a video of the harbour on Monday.")
    assert [one.quote.text for one in report.footage] == ["a video"]


def test_who_checked_a_video_that_goes_round_is_not_who_shows_it() -> None:
    report = read_bytes(
        b"A video circulating on social media, which the Ledger verified by matching a tower, showed smoke at the gate."
    )
    source = next(c.asserted_by for c in report.claims if c.asserted_by.kind != "publisher")
    assert source.actor is None
    assert source.quote.text.startswith("A video circulating on social media")
    assert report.footage[0].by is UNSET
