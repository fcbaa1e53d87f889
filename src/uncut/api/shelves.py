"""Fingerprints kept in a case: derivatives like any other, so that the log knows them and `verify` checks them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from uncut.case.layout import command_on
from uncut.footage.fingerprint.pictures import PICTURES_VERSION
from uncut.footage.stored import SUFFIX, Unusable, decoder_version
from uncut.jail import sha256_of
from uncut.model.case import Derivative

if TYPE_CHECKING:
    from uncut.case import Case

KIND: Final = "fingerprints"


class CaseShelf:
    """What was decoded of a case's exhibits. New ones are entered after the result for which they were made."""

    def __init__(self, case: Case) -> None:
        """Look through what ``case`` holds now."""
        self._case = case
        self._new: dict[str, tuple[str, Callable[[Path], None]]] = {}

    def find(self, sha256: str) -> Path | None:
        """The newest file of this version made from that exhibit; raises `Unusable` where it was changed."""
        found = next((one for one in reversed(self._case.derivatives()) if _fits(one, sha256)), None)
        if found is None:
            return None
        path = self._case.folder / found.output.path
        if not path.is_file() or path.is_symlink():
            raise Unusable(f"{found.id} is missing from the case")
        if sha256_of(path) != found.output.sha256:
            raise Unusable(f"{found.id} is not what the case recorded; run: {command_on(self._case.folder, 'verify')}")
        return path

    def keep(self, sha256: str, sandbox: str, write: Callable[[Path], None]) -> None:
        """Remember to enter it."""
        self._new[sha256] = sandbox, write

    def enter(self) -> list[Derivative]:
        """Enter everything new in the case."""
        made_by = {"command": "decode", "algorithm": PICTURES_VERSION, "decoder": decoder_version()}
        return [
            self._case.record(KIND, write, inputs=[sha256], arguments=made_by, sandbox=sandbox, suffix=SUFFIX)
            for sha256, (sandbox, write) in self._new.items()
        ]


def _fits(one: Derivative, sha256: str) -> bool:
    made_by = one.arguments.get("algorithm"), one.arguments.get("decoder")
    return one.kind == KIND and one.inputs == [sha256] and made_by == (PICTURES_VERSION, decoder_version())
