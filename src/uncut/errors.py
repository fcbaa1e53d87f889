"""The one tree of errors.

::

    UncutError
    ├── BadInput(ValueError)               the user gave something that cannot be used
    │   ├── UnreadableFootage(OSError)     not footage, broken footage, or footage of a kind not accepted
    │   ├── UnreadableReport(OSError)      not a text, or a text that cannot be decoded
    │   └── KindsDiffer(TypeError)         one side is footage and the other is text
    ├── LimitExceeded(OSError)             the input asks for more than the limits allow
    ├── JailError(RuntimeError)
    │   ├── JailCrashed                    the jailed process died (a decoder's memory bug, for one)
    │   └── SandboxUnavailable             a sandbox was demanded and this system offers none
    ├── CaseError(OSError)
    │   ├── NotACase                       the folder holds no case file
    │   ├── CaseExists                     the folder already holds one
    │   ├── UnknownExhibit(LookupError)    no exhibit of that name or hash
    │   └── CaseTampered                   stored bytes no longer have their recorded hash
    ├── ModelTrouble(ConnectionError)      a language model that was asked gave no answer that can be used
    └── MissingExtra(ImportError)          an optional package is not installed

Every error says what is wrong, where, and what to do next. Damage inside the evidence (one broken frame, a
quote that cannot be placed) is not an error: it is recorded as an issue in the result.
"""

from __future__ import annotations

from functools import partial
from typing import Any


class UncutError(Exception):
    """Base of every error that Uncut raises on purpose."""

    def __init__(self, what: str, *, where: str = "", todo: str = "") -> None:
        self.what = what
        self.where = where
        self.todo = todo
        super().__init__(what, where, todo)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travels between processes whole: by itself Python would leave the names of the fields out."""
        return partial(type(self), where=self.where, todo=self.todo), (self.what,)

    def __str__(self) -> str:
        """One line: where, what, what to do next."""
        line = f"{self.where}: {self.what}" if self.where else self.what
        return f"{line}. {self.todo}" if self.todo else line


class BadInput(UncutError, ValueError):
    """The user gave something that cannot be used."""


class UnreadableFootage(BadInput, OSError):
    """Not footage, broken footage, or footage of a kind that is not accepted."""


class UnreadableReport(BadInput, OSError):
    """Not a text, or a text that cannot be decoded."""


class KindsDiffer(BadInput, TypeError):
    """One side of a comparison is footage and the other is text."""


class LimitExceeded(UncutError, OSError):
    """The input asks for more than the limits allow: pixels, frames, bytes, memory or time."""


class JailError(UncutError, RuntimeError):
    """The jailed process could not do its work."""


class JailCrashed(JailError):
    """The jailed process died; the file may be an attack on a decoder."""


class SandboxUnavailable(JailError):
    """A sandbox was demanded, and this system offers none."""


class CaseError(UncutError, OSError):
    """Something is wrong with a case file."""


class NotACase(CaseError):
    """The folder holds no case file."""


class CaseExists(CaseError):
    """The folder already holds a case file, or something else."""


class UnknownExhibit(CaseError, LookupError):
    """No exhibit has that name or hash."""


class CaseTampered(CaseError):
    """Stored bytes no longer have their recorded hash."""


class ModelTrouble(UncutError, ConnectionError):
    """A language model that the user asked for gave no answer that can be used."""


class MissingExtra(UncutError, ImportError):
    """An optional package is not installed."""
