"""How two files of footage are compared; stored with the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from uncut.jail import JailSettings

if TYPE_CHECKING:
    from uncut.footage.reader import Reader
    from uncut.footage.stored import Shelf

Progress = Callable[[str, float], None]
"""Called with what is being done and the share done, 0..1; from any thread."""


def _find_reader() -> Reader | None:
    from uncut.footage.reader import find_reader  # noqa: PLC0415  # decoders are started before so much is imported

    return find_reader()


@dataclass(frozen=True)
class CompareSettings:
    """How to compare; stored with the result."""

    jail: JailSettings = field(default_factory=JailSettings)
    allow_cut_off: bool = False
    """Whether a file that ends long before its container says is compared as far as it goes."""
    find_reader: Callable[[], Reader | None] = _find_reader
    """Gives what reads the text of overlaid regions, where it is installed; called when there are any."""
    shelf: Shelf | None = None
    """Where what was decoded is kept for the next comparison; nothing is kept where it is ``None``."""

    def as_record(self) -> dict[str, Any]:
        """What is stored with the result."""
        from uncut.footage.fingerprint.pictures import PICTURES_VERSION  # noqa: PLC0415  # as in `_find_reader`

        return {"fingerprints": PICTURES_VERSION, "require_sandbox": self.jail.require_sandbox} | (
            {"allow_cut_off": True} if self.allow_cut_off else {}
        )
