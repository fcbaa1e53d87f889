"""Planted sentences as agencies, monitors and digests write them: who is the source, and what is no statement."""

from __future__ import annotations

import pytest
from tests.reports.test_words_and_their_source import said

from uncut.reports import read_bytes


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        ("A US official, speaking on condition of anonymity, said it was not clear whether the sailors were alive.", "A US official, speaking on condition of anonymity", "it was not clear whether the sailors were alive"),
        ("US River Command said later on Wednesday that the engine room had flooded.", "US River Command", "the engine room had flooded"),
        ("The Orsa Drivers' Union said that 23 people were killed.", "The Orsa Drivers' Union", "23 people were killed"),
        ("In the camp 23 people were killed, according to the Orsa Drivers' Union.", "the Orsa Drivers' Union", "In the camp 23 people were killed"),
        ("“I saw them take my brother to the river,” said a 41-year-old trader.", "a 41-year-old trader", "“I saw them take my brother to the river,”"),
        ("The White Guards rescue group said it had no samples to prove this.", "The White Guards rescue group", "it had no samples to prove this"),
        ("The Valley Defence Force (VDF) battalion 7 said that there had been no fighting there.", "The Valley Defence Force (VDF) battalion 7", "there had been no fighting there"),
        ("At least nine people, seven of them farmers, were killed by a bomb, said the president of the board in Orsa.", "the president of the board in Orsa", "At least nine people, seven of them farmers, were killed by a bomb"),
        ("We found the original in the archive of the photographer Abu Kasso, who confirmed to us that he took it in May.", "the photographer Abu Kasso, who", "he took it in May"),
        # Whom the writer talked to.
        ("Neighbours I spoke to say that three of the dead were farmers.", "Neighbours I spoke to", "three of the dead were farmers"),
        ("Residents we talked to said the bridge was gone.", "Residents we talked to", "the bridge was gone"),
        # Names in quotation marks, accounts, channels.
        ("The newspaper “The Mill” reported on Monday that three guards were killed.", "The newspaper “The Mill”", "three guards were killed"),
        ('The channel "North Post" claims that three guards were killed.', 'The channel "North Post"', "three guards were killed"),
        ('The account @OrsaLive published the picture with the words: "They have just bombed an ambulance, two medics are dead."', "The account @OrsaLive", '"They have just bombed an ambulance, two medics are dead."'),
        ('Sergei Venn, head of the administration, on Telegram: "A drone was shot down near the dam."', "Sergei Venn", '"A drone was shot down near the dam."'),
        ("A photo shared thousands of times on Facebook since Tuesday is said to show a burning ambulance.", "", "A photo shared thousands of times on Facebook since Tuesday is said to show a burning ambulance"),
    ],
)  # fmt: skip
def test_who_says_it(text: str, source: str, words: str) -> None:
    assert (source, words) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The council has not commented on the attack of Monday night.",
        "The authorities did not respond to a letter sent on 14 April.",
        "A nurse who asked not to be named met us at the gate of the hospital.",
    ],
)
def test_silence_is_no_statement(text: str) -> None:
    assert said(text) == []


def test_a_headline_names_its_source_behind_a_dash() -> None:
    text = "Missile hits ship in the strait - maritime agency\n\nA ship was struck on Monday. Nobody was hurt."
    assert ("maritime agency", "Missile hits ship in the strait") in said(text)
    assert said("Missile hits ship in the strait - two missing\n\nA ship was struck on Monday.") == []


def test_a_place_before_a_headline_says_nothing() -> None:
    text = "Orsa: clashes between guards and farmers resume\n\nThere were clashes in Orsa on Monday."
    assert said(text) == []


def test_a_channel_speaks_in_a_digest() -> None:
    text = '[09:12] Channel "North Post" (84,000 subscribers): Blasts are heard in the lower town near the dam.'
    assert said(text) == [
        ('Channel "North Post" (84,000 subscribers)', "Blasts are heard in the lower town near the dam.")
    ]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("The spokesman declined to confirm that the guards had left the dam.", "hedged"),
        ("Video posted by a channel, which the agency could not verify, appeared to show a burning dam.", "hedged"),
        ("The guards, led by Ramiro “El Gordo” Venn, left the dam in May.", "asserted"),
        ("The channel “Dawn” has many readers in the valley.", "asserted"),
        ("Venn edited his post: the words “the dam stands” were removed.", "asserted"),
        ("The “peace” talks in the valley failed.", "ironic"),
    ],
)
def test_how_it_is_said(text: str, stance: str) -> None:
    assert [claim.stance for claim in read_bytes(text.encode()).claims] == [stance]
