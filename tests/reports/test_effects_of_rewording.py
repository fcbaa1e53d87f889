"""What a rewording does to what is said: each effect planted alone, and nothing else found."""

import pytest

from uncut.reports import compare_documents, document_from_bytes

BEFORE = "The convoy left the depot before dawn with food and blankets. Both bridges over the river had been repaired."
BEHIND = "Traders opened the market an hour later than usual. The council meets again next week to discuss the budget."
PLANTED = [
    ("Hospital staff counted the beds of the town.", "They counted the beds of the town.", set()),
    ("The army may have shelled the village of Orsa.", "The army shelled the village of Orsa.", {"hedge_dropped"}),
    ("The army shelled the village of Orsa.", "The army reportedly shelled the village of Orsa.", {"hedge_added"}),
    ("The army allegedly shelled Orsa.", "The army shelled Orsa.", {"hedge_dropped"}),
    ("It appears that the army shelled Orsa on purpose.", "The army shelled Orsa on purpose.", {"hedge_dropped"}),
    ("The strike probably hit a school in the town.", "The strike hit a school in the town.", {"hedge_dropped"}),
    (
        "Officials could not rule out that the army fired first.",
        "The army fired first.",
        {"hedge_dropped", "source_dropped"},
    ),
    ("The group is believed to hold the dam.", "The group holds the dam.", {"hedge_dropped"}),
    ("The group is thought to hold the dam.", "The group holds the dam.", {"hedge_dropped"}),
    ("The group is said to hold the dam.", "The group holds the dam.", {"hedge_dropped"}),
    (
        "At least 12 people died in the strike on Orsa.",
        "At least 21 people died in the strike on Orsa.",
        {"number_changed"},
    ),
    ("Twelve people died in the strike on Orsa.", "Twenty people died in the strike on Orsa.", {"number_changed"}),
    ("Twelve people died in the strike on Orsa.", "12 people died in the strike on Orsa.", set()),
    (
        "Dozens of people died in the strike on Orsa.",
        "Hundreds of people died in the strike on Orsa.",
        {"number_changed"},
    ),
    ("About 1,200 people left the town on foot.", "About 1,500 people left the town on foot.", {"number_changed"}),
    ("Around 40 people died in the strike.", "40 people died in the strike.", {"hedge_dropped"}),
    ("About 40 people died in the strike.", "Some 40 people died in the strike.", set()),
    ("The price rose by 3.5 percent in the town.", "The price rose by 5.3 percent in the town.", {"number_changed"}),
    (
        "The ministry said rebels shelled the village of Orsa.",
        "Rebels shelled the village of Orsa.",
        {"source_dropped"},
    ),
    ("Rebels shelled the village, according to residents.", "Rebels shelled the village.", {"source_dropped"}),
    ("Rebels shelled the village of Orsa.", "Rebels shelled the village of Orsa, witnesses said.", {"source_added"}),
    (
        "Rebels shelled the village of Orsa.",
        "The ministry claimed that rebels shelled the village of Orsa.",
        {"source_added"},
    ),
    (
        "Rebels shelled the village, Reuters reported.",
        "Rebels shelled the village.",
        {"name_dropped", "source_dropped"},
    ),
    (
        "Colonel Idris Vane ordered the strike on the market.",
        "A colonel ordered the strike on the market.",
        {"name_dropped"},
    ),
    (
        "Idris Vane, the mayor, opened the bridge to traffic.",
        "The mayor opened the bridge to traffic.",
        {"name_dropped"},
    ),
    ("The order came from the Northern Brigade in spring.", "The order came from a unit in spring.", {"name_dropped"}),
    ("The strike happened on Monday near the dam.", "The strike happened on Tuesday near the dam.", {"date_changed"}),
    ("The strike happened on June 4 near the dam.", "The strike happened on June 5 near the dam.", {"date_changed"}),
    (
        "The strike happened on 4 June 2019 near the dam.",
        "The strike happened on 4 June 2018 near the dam.",
        {"date_changed"},
    ),
    ("The strike happened in 2017 near the dam.", "The strike happened in 2018 near the dam.", {"date_changed"}),
    ("The strike happened last month near the dam.", "The strike happened last year near the dam.", {"date_changed"}),
    ("The strike happened last week near the dam.", "The strike happened this week near the dam.", {"date_changed"}),
    ("The strike happened at 10:30 near the dam.", "The strike happened at 11:30 near the dam.", {"date_changed"}),
    (
        "The group did not join the alliance at the time.",
        "The group did join the alliance at the time.",
        {"negation_changed"},
    ),
    (
        "The group joined the alliance at the time.",
        "The group never joined the alliance at the time.",
        {"negation_changed"},
    ),
    ("The group hasn't joined the alliance.", "The group has joined the alliance.", {"negation_changed"}),
    ("The group has no rockets in the north.", "The group has rockets in the north.", {"negation_changed"}),
    (
        "The group denied shelling the village of Orsa.",
        "The group admitted shelling the village of Orsa.",
        {"negation_changed"},
    ),
    ("The rebels entered the town at noon.", "The terrorists entered the town at noon.", {"loaded_word_added"}),
    ("The regime sent tanks to the border.", "The government sent tanks to the border.", {"loaded_word_dropped"}),
    ("The strike killed a family in the house.", "The strike massacred a family in the house.", {"loaded_word_added"}),
    ("The moderate fighters entered the town.", "The “moderate” fighters entered the town.", {"loaded_word_added"}),
    ("The brutal attack closed the road.", "The attack closed the road.", {"loaded_word_dropped"}),
    (
        "The ministry said rebels shelled the village of Orsa.",
        "The ministry claimed rebels shelled the village of Orsa.",
        {"hedge_added"},
    ),
    ("The fighters left the town in the night.", "The fighters left the city in the night.", set()),
    ("Officials say the road is open again.", "Officials said the road is open again.", set()),
    ("May was the worst month for the town.", "June was the worst month for the town.", {"date_changed"}),
    (
        "The mayor spoke to Anna Brook and Idris Vane at the dam.",
        "The mayor spoke to Anna Brook at the dam.",
        {"name_dropped"},
    ),
    ("The mayor met Anna Brook at the dam.", "The mayor met Idris Vane at the dam.", {"name_dropped"}),
    ("An official said on condition of anonymity that the dam is mined.", "The dam is mined.", {"source_dropped"}),
    ("A video shows soldiers, the ministry says.", "A video shows soldiers.", {"source_dropped"}),
    ("The army would have shelled the village.", "The army shelled the village.", {"hedge_dropped"}),
    (
        "A video posted on Telegram by a farmer shows the dam.",
        "A video posted on Telegram shows the dam.",
        {"source_dropped"},
    ),
    ("Footage of the dam shows a crack.", "Footage shared by the brigade of the dam shows a crack.", {"source_added"}),
    ("A man was shot by soldiers near the dam.", "A man was shot near the dam.", set()),
    ("The photo shows that the dam broke.", "The photo proves that the dam broke.", {"sharpened"}),
    ("The photo casts doubt on the claim of the army.", "The photo proves false the claim of the army.", {"sharpened"}),
    ("The photo proves that the dam broke.", "The photo shows that the dam broke.", {"softened"}),
    (
        "The relationship suggests otherwise to the town.",
        "The relationship confirms otherwise to the town.",
        {"hedge_dropped", "sharpened"},
    ),
    ("The ministry said that the dam broke.", "The ministry confirmed that the dam broke.", {"sharpened"}),
    ("The night film of the dam was long.", "The film of the dam was long.", set()),
    ("The dam broke in the night of the feast.", "The dam broke in the morning of the feast.", {"date_changed"}),
]


@pytest.mark.parametrize(("old", "new", "effects"), PLANTED)
def test_each_rewording_has_its_effects_and_no_others(old: str, new: str, effects: set[str]) -> None:
    left, right = (document_from_bytes(f"{BEFORE} {told} {BEHIND}".encode()) for told in (old, new))
    (edit,) = compare_documents(left, right).edits
    assert edit.kind == "reworded"
    assert set(edit.effect) == effects


def test_the_capitals_of_a_headline_name_nobody() -> None:
    old, new = "Night Film Shows Old Mill Lit Hours Before Flood", "Film Shows Old Mill Full Before Flood"
    left, right = (document_from_bytes(f"{told}\n\n{BEFORE}\n\n{BEHIND}".encode()) for told in (old, new))
    (edit,) = compare_documents(left, right).edits
    assert set(edit.effect) == set()


@pytest.mark.parametrize(
    ("old", "effects"),
    [
        ("The operator, Norwater, denied this.", ["denial"]),
        ("The army rejects the figures of the rescuers.", ["denial"]),
        ("The newspaper could not verify the time independently.", ["hedge"]),
        ("The figures were not confirmed by the ministry, which denied them.", ["hedge", "denial"]),
        ("He was denied access to the site.", []),
        ("He is being denied access to the site.", []),
        ("The army did not deny the strike on the dam.", []),
        ("The army confirmed the strike on the dam.", []),
    ],
)
def test_whole_sentences_that_deny_or_doubt_are_told_as_such(old: str, effects: list[str]) -> None:
    long, short = (document_from_bytes(f"{BEFORE}{told} {BEHIND}".encode()) for told in (f" {old}", ""))
    (gone,), (new,) = compare_documents(long, short).edits, compare_documents(short, long).edits
    assert (gone.kind, gone.effect or []) == ("removed", [f"{one}_dropped" for one in effects])
    assert (new.kind, new.effect or []) == ("inserted", [f"{one}_added" for one in effects])
