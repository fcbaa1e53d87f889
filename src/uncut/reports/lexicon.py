# ruff: noqa: E501  patterns and word lists stay on one line each
"""Reads the word lists that travel in the package."""

from __future__ import annotations

from importlib.resources import files
from types import MappingProxyType
from typing import Final

Lists = MappingProxyType[str, tuple[str, ...]]


def load_lists(name: str) -> Lists:
    """The lists of one resource file by section, entries in order."""
    lists: dict[str, list[str]] = {}
    current: list[str] = []
    for line in files("uncut.reports.resources").joinpath(name).read_text("utf-8").splitlines():
        entry = line.split("#", 1)[0].strip()
        if entry.startswith("[") and entry.endswith("]"):
            current = lists.setdefault(entry[1:-1], [])
        elif entry:
            current.append(entry)
    return MappingProxyType({section: tuple(entries) for section, entries in lists.items()})


STANCE: Final = load_lists("stance.txt")
HEDGES: Final = frozenset(STANCE["hedges"])
NEGATIONS: Final = frozenset(STANCE["negations"])
LOADED: Final = frozenset(STANCE["loaded"])
GENERALISATIONS: Final = frozenset(STANCE["generalisations"])
SOURCE_WORDS: Final = frozenset(STANCE["sources"])
STOP_WORDS: Final = frozenset(STANCE["stop"])

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sep sept", "october oct", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri", "saturday sat",
         "sunday sun"))
    for name in names.split()
}  # fmt: skip
NUMBER_WORDS: Final = {
    word: value
    for value, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
        eighteen nineteen twenty""".split())
} | {
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100,
    "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "dozen": 12, "dozens": 24, "couple": 2,
}  # fmt: skip
