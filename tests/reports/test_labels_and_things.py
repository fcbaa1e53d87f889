"""Planted lines of newsrooms: labels are nobody, footage is nobody, and what is played or done to a thing is no event."""

from __future__ import annotations

import pytest
from msgspec import UNSET

from uncut.reports import read_bytes


@pytest.mark.parametrize("label", ["BREAKING", "Exclusive", "Q&A", "UPDATE", "Explainer"])
def test_what_heads_a_line_is_nobody(label: str) -> None:
    report = read_bytes(f"{label}: Salt Front rockets hit the port of Orsa, the Harbour Guard says".encode())
    assert label not in {actor.name for actor in report.actors}


def test_footage_is_nobody() -> None:
    report = read_bytes(b"The Salt Front said on Tuesday that the footage would be handed over to the Harbour Guard.")
    assert not any("footage" in actor.name for actor in report.actors)


def test_an_attack_that_is_played_is_none() -> None:
    report = read_bytes(b"Neighbours saw members of the Salt Front filming a mock chemical attack last week.")
    assert report.events == []


def test_what_is_done_to_a_thing_is_done_to_nobody() -> None:
    report = read_bytes(b"The Tavrian army published a clip of the broadcast, in which the timestamp was cut off.")
    assert not any(event.kind == "sanction" for event in report.events)


def test_how_a_video_was_checked_is_nobody_who_shared_it() -> None:
    text = b"A video circulating on social media, which the Ledger verified by matching a tower, showed smoke rising."
    (footage,) = read_bytes(text).footage
    assert not footage.by


def test_a_video_from_readers_does_not_show_them() -> None:
    (footage,) = read_bytes(b"Here is a video from subscribers (filmed an hour ago, sent by Lume).").footage[:1]
    shown = footage.shows
    assert not shown


def test_a_clip_of_a_broadcast_is_made_from_it_and_it_is_footage_too() -> None:
    clip, broadcast = read_bytes(
        b"The army published an edited clip of the broadcast, in which a word was cut."
    ).footage
    assert (clip.version, clip.shows, clip.hides.text) == ("edited", UNSET, "a word")  # type: ignore[union-attr]
    assert (broadcast.quote.text, broadcast.version) == ("the broadcast", "unknown")


def test_whoever_has_an_age_is_a_person() -> None:
    report = read_bytes(b'"Lume", 34, whose name has been changed, said that the dam had held.')
    assert [(actor.name, actor.kind) for actor in report.actors] == [("Lume", "person")]


def test_a_headline_of_a_video_names_no_person() -> None:
    report = read_bytes(
        "Night Video Shows ‘Empty’ Calder House Lit\n\nThe dam held on Monday, the mayor said.\n".encode()
    )
    assert not any("Video" in actor.name for actor in report.actors)
