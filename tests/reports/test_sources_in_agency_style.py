"""Planted sentences as agencies, monitors and digests write them: who is the source, and what is no statement."""

from __future__ import annotations

import pytest
from tests.reports.test_words_and_their_source import said


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
