"""Texts made to be slow: four times the text takes about four times the work."""

import time

import pytest

from uncut.reports import ReadOptions, read_bytes, read_report

LONGEST = 60_000
TWICE_LINEAR = 8
SETTING_UP_SECONDS = 0.5


def cpu_seconds(text: str) -> float:
    """What reading costs, whatever else the machine does."""
    began = time.process_time()
    read_bytes(text.encode(), ReadOptions())
    return time.process_time() - began


@pytest.mark.parametrize(
    "hostile",
    ["the army said that rebels had left the town and " * 1200, "“a b c,” he said. " * 3000,
     "SMITH: we went to the town today.\n\n" * 1700, "(" * 50_000 + ")" * 50_000, "“he said ‘she said \"it was " * 2000,
         "a " * 30_000, "“" * 20_000, "the " + "very " * 20_000 + "army said", "( " * 20_000, "May 1 " * 10_000, "said " * 15_000,
     "Claim: the dam fell in May.\n\n" * 2100, "Forwarded from Orsa Live:\nThe army left Orsa.\n\n" * 1250,
     "A" * 60_000, "Al-" * 20_000, "al-" * 20_000, "Reuters " * 10_000, "1," * 30_000, "killed one " * 6_000,
     "Head line here\n\nQ: Why did it fall?\n\nA: It fell in May.\n\n" + "Aa Bb " * 10_000],
)  # fmt: skip
def test_hostile_texts_take_linear_time(hostile: str) -> None:
    short, whole = hostile[: LONGEST // 4], hostile[:LONGEST]
    assert cpu_seconds(whole) < TWICE_LINEAR * cpu_seconds(short) + SETTING_UP_SECONDS


def test_many_people_take_linear_time() -> None:
    """Each of them speaks, in a sentence or a turn, and is asked after by his surname."""
    syllables = "Ka So Mi Ra Tu Be Lo Na Vi De Fo Gu".split()
    names = [f"{a}{b.lower()} {c}{d.lower()}" for a in syllables for b in syllables for c in syllables for d in "lrn"]
    spoken = [f"{name}: The army left Lume. {name} said that it came back.\n\n" for name in names]
    assert cpu_seconds("".join(spoken[:1600])) < TWICE_LINEAR * cpu_seconds("".join(spoken[:400])) + SETTING_UP_SECONDS


def test_a_long_paragraph_takes_linear_time() -> None:
    sentence = "The army said on Monday that the rebels had left the town of Lume after the raid. "
    assert cpu_seconds(sentence * 2000) < TWICE_LINEAR * cpu_seconds(sentence * 500) + SETTING_UP_SECONDS


def test_of_a_long_text_it_is_told_how_far_the_work_is(tmp_path) -> None:
    text = "The army said on Monday that the rebels had left the town of Lume after the raid. " * 1300
    (tmp_path / "long.txt").write_text(text, "utf-8")
    told: dict[str, list[float]] = {}
    read_report(tmp_path / "long.txt", tell=lambda what, share: told.setdefault(what, []).append(share))
    assert list(told) == ["sentences", "mentions", "attributions", "events", "ties"]
    assert all(shares == sorted(shares) and shares[-1] == 1.0 and len(shares) > 5 for shares in told.values())


def test_of_a_short_text_nothing_is_told(tmp_path) -> None:
    (tmp_path / "short.txt").write_text("The army said that the rebels had left.", "utf-8")
    told: list[str] = []
    read_report(tmp_path / "short.txt", tell=lambda what, _share: told.append(what))
    assert told == []


def test_what_a_sentence_without_an_end_says_further_on_is_told_as_not_examined() -> None:
    crowded = ", ".join(f"crew {at} said that ferry {at} left" for at in range(40)) + "."
    note = "behind their first 16 sources"
    assert any(note in one for one in read_bytes(crowded.encode()).not_examined)
    assert not any(note in one for one in read_bytes(crowded.replace(",", ".").encode()).not_examined)
