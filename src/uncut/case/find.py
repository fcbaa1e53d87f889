"""Finding an exhibit by what a person has at hand: its id, its name, or the start of its hash."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from uncut.case.layout import command_on
from uncut.errors import UnknownExhibit
from uncut.model.case import Exhibit

SHORTEST_HASH = 4
"""Characters of a hash that must be given."""


def find_exhibit(exhibits: Sequence[Exhibit], ref: str, *, where: str) -> Exhibit:
    """The one exhibit that ``ref`` means; raises `UnknownExhibit` for none and for several.

    ``where`` is the folder of the case.
    """
    for exhibit in exhibits:
        if exhibit.id == ref.upper():
            return exhibit
    found = [one for one in exhibits if one.name == ref or _starts_hash(ref, one.sha256)]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(f"{one.id} ({one.sha256[:12]})" for one in found)
        raise UnknownExhibit(f"{ref!r} fits several exhibits: {several}", where=where, todo="Give the id")
    known = f"There are {exhibits[0].id} to {exhibits[-1].id}" if exhibits else "The case has none yet"
    if len(exhibits) == 1:
        known = f"There is {exhibits[0].id} alone"
    see = f"{known}; see: {command_on(Path(where), 'case list')}"
    raise UnknownExhibit(f"no exhibit is called {ref!r}", where=where, todo=see)


def _starts_hash(ref: str, sha256: str) -> bool:
    return len(ref) >= SHORTEST_HASH and sha256.startswith(ref.lower())
