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
    assert set(edit.effect) == {"date_changed"}
