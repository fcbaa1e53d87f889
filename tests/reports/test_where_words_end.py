"""Planted sentences: where somebody's words end and the writer goes on, and which deeds are no words at all."""

from __future__ import annotations

import pytest
from tests.reports.test_words_and_their_source import said


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        # The clause in which the cue stands goes on.
        ("Voters who say the road is most important in their choice were evenly divided.", "Voters who", "the road is most important in their choice"),
        ("Kasso, who criticised fellow guards in May for leaving the gate, has left.", "Kasso, who", "fellow guards in May for leaving the gate"),
        ("Groups urging Lind to open the old road to the dam are hailing his speech.", "Groups", "Lind to open the old road to the dam"),
        # The writer takes up what was said, or tells how.
        ("The mayor said the rebels had left the dam, a charge that the rebels deny.", "The mayor", "the rebels had left the dam"),
        ("The mayor answered the charge by saying that nobody had left the dam.", "The mayor", "nobody had left the dam"),
        ("Kasso condemned the attack on the school in a statement on Monday.", "Kasso", "the attack on the school"),
        ("Kasso was in Orsa on Monday, mocking the plan of the mayor and pointedly saying the dam was not safe.", "Kasso", "the plan of the mayor"),
        ("Half of them said they were worried about the dam, and more than 4 in 10 said it should go.", "Half of them", "they were worried about the dam"),
        # The cue stands apart from what is said.
        ("His deputy Orla Venn said — on the radio, as it happens — that the dam was shut.", "His deputy Orla Venn", "the dam was shut"),
        ("Venn says, rain or shine, the gates of the dam stay shut.", "Venn", "rain or shine, the gates of the dam stay shut"),
        ("Two engineers, Orla Venn and Mara Lind, found in 2014 that the dam was the best in the valley.", "Two engineers, Orla Venn and Mara Lind", "the dam was the best in the valley"),
        ("Mara Lind, 60, a doctor, said she was glad of the rain.", "Mara Lind, 60, a doctor", "she was glad of the rain"),
        ("Venn said the days when the guards ruled the valley are gone.", "Venn", "the days when the guards ruled the valley are gone"),
        # Words that are nouns and verbs.
        ("The gates were never opened, according to the summary.", "the summary", "The gates were never opened"),
        ("But the gates have not been opened since, records kept by the Institute for Rivers show.", "records kept by the Institute for Rivers", "But the gates have not been opened since"),
        ("Most believe that both the dam and the road have become safer.", "Most", "both the dam and the road have become safer"),
        ("The survey shows only a small gap between the two valleys.", "The survey", "a small gap between the two valleys"),
        ("The party met in May, and it wants to build new dams in the north.", "it", "to build new dams in the north"),
        ("The dam also lacks guards, said Mara Lind, director of the institute.", "Mara Lind", "The dam also lacks guards"),
        ("The mayor held a meeting and asked old guards to act against the thieves.", "The mayor", "old guards to act against the thieves"),
        # Who holds something of what the passive names.
        ("The attack on the market in Orsa was condemned by the envoy.", "the envoy", "The attack on the market in Orsa"),
        ("It was announced by the ministry that the dam had been shut.", "the ministry", "the dam had been shut"),
        ("Kasso was praised by the mayor for holding the dam with few men.", "the mayor", "holding the dam with few men"),
        ("The mayor responded to his comments that the dam was lost.", "The mayor", "his comments that the dam was lost"),
        ("The minister defended the decision to open the gates by night.", "The minister", "the decision to open the gates by night"),
        ("The envoy hammered the government for its silence on the camps.", "The envoy", "the government for its silence on the camps"),
        # Other shapes of the same.
        ("In the new poll, Kasso leads the mayor by ten points among farmers.", "the new poll", "Kasso leads the mayor by ten points among farmers"),
        ("She left in May, pressing the case that low walls are good for the valley.", "She", "low walls are good for the valley"),
        ("Said Dora Venn, who grew up in the valley, “We were all so proud of him.”", "Dora Venn", "“We were all so proud of him.”"),
        ("Venn made clear over the weekend that meeting the families of prisoners is hard.", "Venn", "meeting the families of prisoners is hard"),
        ("Lind called Venn, a former driver who was twice jailed, an outstanding leader of the valley.", "Lind", "Venn, a former driver who was twice jailed, an outstanding leader of the valley"),
        ("The nurse later sued, claiming the rule broke her rights.", "The nurse", "the rule broke her rights"),
        ("For decades, Mr. de Vos noted, the country has sent observers abroad.", "Mr. de Vos", "the country has sent observers abroad"),
        ("It was revealed in March that she had used a private line.", "", "she had used a private line"),
        ("A northern official responded by saying the valley should be careful.", "A northern official", "the valley should be careful"),
        ("Kasso welcomed the new road to the dam as he left the valley.", "Kasso", "the new road to the dam"),
        ("Kasso ruled out any talks with the militia.", "Kasso", "any talks with the militia"),
        ("But the risks are real, as Kasso supporters point out.", "Kasso supporters", "But the risks are real"),
        ("The envoy saw the death of two guards during a raid as a sign of weakness.", "The envoy", "the death of two guards during a raid as a sign of weakness"),
        ("“There was no guard near,” a shopkeeper, Abu Venn, 43, said.", "a shopkeeper, Abu Venn, 43", "“There was no guard near,”"),
        ("“The dams are safe,” Dora Venn, the governor, proclaimed to a cheering crowd.", "Dora Venn, the governor", "“The dams are safe,”"),
        ("Sources close to her brother say she has left the valley.", "Sources close to her brother", "she has left the valley"),
        ("The governor sent a fundraising email on Monday saying that the dam was lost.", "The governor", "the dam was lost"),
        ("“This is our friend,” said Kasso ally Abu Lind.", "Kasso ally Abu Lind", "“This is our friend,”"),
        ("The road, an inside source said, is to be shut by spring.", "an inside source", "is to be shut by spring"),
        ("It is a gap in the wall that experts say renders talk of safety moot.", "experts", "renders talk of safety moot"),
        # A second cue of the same speaker.
        ("The guards left, saying the dam was lost, before claiming that it had never been safe.", "The guards", "the dam was lost"),
        ("The governor has praised Venn, saying he was a better guard than most.", "The governor", "he was a better guard than most"),
        ("Kasso claimed victory in a letter, saying: “We have just won the valley back.”", "Kasso", "“We have just won the valley back.”"),
        # What stands between the cue and the words: a hearer, a place, a circumstance.
        ("Kasso told a town meeting in Orsa, Lower Venn on Monday that the dam was lost.", "Kasso", "the dam was lost"),
        ("Lind said on the radio on Monday, in reference to her first term, “The dam was never safe.”", "Lind", "“The dam was never safe.”"),
        ("The rebels say they have a new weapon in the valley: drones.", "The rebels", "they have a new weapon in the valley: drones"),
        # What stands between the speaker and the cue.
        ("Mr. Kasso, citing ''the unique beauty of the valley,'' said the dam could be moved to the north.", "Mr. Kasso, citing ''the unique beauty of the valley,''", "the dam could be moved to the north"),
        ("Paul Venn, a driver from Ava, Mo., who is a member of the board, said he had already left the valley.", "Paul Venn, a driver from Ava, Mo., who is a member of the board", "he had already left the valley"),
        ("Capt. Mara Lind (Third Guards), said after a lunch that she had not read the plan.", "Capt. Mara Lind (Third Guards)", "she had not read the plan"),
        ("Some 56 percent of farmers polled said they were afraid of the flood.", "Some 56 percent of farmers polled", "they were afraid of the flood"),
        ("One guard says the dam is safe, while another says the dam will fall.", "another", "the dam will fall"),
        ("“It is not safe,“ said Mara Lind, a guard at the dam.", "Mara Lind", "“It is not safe,“"),
    ],
)  # fmt: skip
def test_where_the_words_end(text: str, source: str, words: str) -> None:
    assert (source, words) in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "The army hammered rebel positions in the hills above the town.",
        "The militia defended the northern gate of the town for three days.",
        "The southern gate of the town was defended by the militia.",
        "Government jets pounded the village of Orsa on Monday.",
        "The army laid out mines along the road to the town.",
    ],
)
def test_a_deed_of_war_is_nobodys_words(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The River Service declined to comment on the fate of the two guards.",
        "It made a claim that Kasso rejected.",
        "Use of a private email server at the ministry did not show good judgment.",
    ],
)
def test_what_is_not_said_is_nobodys_words(text: str) -> None:
    assert said(text) == []
