"""Texts made to be slow: four times the text takes about four times the work."""

import time

import pytest

from uncut.reports import ReadOptions, read_bytes

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
     "A" * 60_000, "Al-" * 20_000, "al-" * 20_000, "Reuters " * 10_000, "1," * 30_000, "killed one " * 6_000],
)  # fmt: skip
def test_hostile_texts_take_linear_time(hostile: str) -> None:
    short, whole = hostile[: LONGEST // 4], hostile[:LONGEST]
    assert cpu_seconds(whole) < TWICE_LINEAR * cpu_seconds(short) + SETTING_UP_SECONDS
