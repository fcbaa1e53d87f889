"""Keys group the actors and claims of several reports, and no two that differ."""

import pytest

from uncut.model.report import Report
from uncut.reports import read_bytes
from uncut.reports.keys import actor_key

HERE, THERE = "a" * 64, "b" * 64


@pytest.mark.parametrize(
    "spellings",
    [
        ["Jaysh al-Izza", "Jaish al-Izza", "Jeish Al-Izza", "Jaysh al Izzah"],
        ["Hay’at Tahrir al-Sham", "Hay'at Tahrir ash-Sham", "Hayat Tahrir al Sham"],
        ["al-Qaeda", "Al Qaeda", "al-Qaida"],
        ["U.S.", "United States", "the United States", "US"],
        ["Northern Front", "the Northern Front", "The Northern Front’s"],
        ["CIA", "C.I.A."],
        ["Nour al-Din Brigade", "Nur al-Din Brigade"],
    ],
)
def test_one_name_has_one_key_in_every_report(spellings: list[str]) -> None:
    keys = {actor_key(name, report) for name in spellings for report in (HERE, THERE)}
    assert len(keys) == 1


@pytest.mark.parametrize("description", ["the fighters", "Fighter", "supporters of the Northern Front", "its leader"])
def test_a_description_has_a_key_of_its_report(description: str) -> None:
    assert actor_key(description, HERE) != actor_key(description, THERE)
    assert actor_key(description, HERE) == actor_key(description, HERE)


def test_different_names_have_different_keys() -> None:
    names = [
        "Northern Front", "Southern Front", "Northern Alliance", "Idris Vane", "Idris Vale", "Syria", "Iran", "Iraq",
        "Free Syrian Army", "Syrian Arab Army", "al-Nusra Front", "الجيش", "الجسر",
    ]  # fmt: skip
    assert len({actor_key(name, HERE) for name in names}) == len(names)


def keys_of(report: Report) -> dict[str, str]:
    return {actor.name: actor.key for actor in report.actors}


def test_actors_and_claims_of_two_reports_are_grouped() -> None:
    first = read_bytes(b"The Defence Ministry said that rebels had left Orsa. Idris Vane, a colonel, denied it.")
    second = read_bytes(b"Colonel Idris Vane spoke. According to the Defence Ministry, rebels had left Orsa.")
    assert keys_of(first)["Idris Vane"] == keys_of(second)["Idris Vane"]
    assert keys_of(first)["Defence Ministry"] == keys_of(second)["Defence Ministry"]
    assert {claim.key for claim in first.claims} & {claim.key for claim in second.claims}
