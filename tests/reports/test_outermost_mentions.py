"""A mention is told once, and the actors inside it are kept."""

from uncut.reports import ReadOptions, read_bytes


def test_a_body_inside_a_person_is_the_actors_and_no_mention_of_its_own() -> None:
    text = "The Free Syrian Army commander Omar Haddad spoke to the Northern Front on Monday."
    report = read_bytes(text.encode(), ReadOptions())
    told = {(one.kind, one.quote.text) for one in report.mentions}
    assert ("person", "The Free Syrian Army commander Omar Haddad") in told
    assert not any(kind == "organisation" and "Free Syrian Army" in words for kind, words in told)
    army = next(actor for actor in report.actors if actor.name == "Free Syrian Army")
    assert [quote.text for quote in army.mentions] == ["Free Syrian Army"]


def test_a_number_inside_a_body_is_no_mention_of_its_own_and_a_place_stays_one() -> None:
    text = "Near Hama some 300 fighters joined. The Aleppo city council met 40 of them."
    report = read_bytes(text.encode(), ReadOptions())
    told = [(one.kind, one.quote.text) for one in report.mentions]
    assert ("location", "Aleppo") in told
    assert ("quantity", "40") in told


def test_a_country_in_the_name_of_a_body_says_who_and_not_where() -> None:
    text = "The government of Iraq said that roads across Iraq were closed."
    report = read_bytes(text.encode(), ReadOptions())
    assert [one.quote.start for one in report.mentions if one.quote.text == "Iraq"] == [text.rindex("Iraq")]
