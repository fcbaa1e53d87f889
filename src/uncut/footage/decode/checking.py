"""The parent's side of the border: what comes out of the jail is checked before it is believed."""

from __future__ import annotations

from contextlib import AbstractContextManager
from fractions import Fraction
from types import TracebackType
from typing import Any

import msgspec

from uncut.errors import JailCrashed, UncutError
from uncut.jail import JailSettings, plain_text

MOST_ISSUES = 50
LIES = (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError, msgspec.ValidationError)
"""What results that do not fit together lead to."""


def limits_for_job(settings: JailSettings) -> dict[str, Any]:
    """The limits that the job itself keeps to."""
    return {"pixels": settings.limits.pixels_per_frame, "frames": settings.limits.frames}


def as_pair(value: Fraction | int | None) -> list[int] | None:
    """A time as it crosses the border."""
    if value is None:
        return None
    fraction = Fraction(value)
    return [fraction.numerator, fraction.denominator]


def as_fraction(value: Any) -> Fraction:
    """A fraction from numerator and denominator; raises `ValueError` where it is none."""
    numerator, denominator = value
    if type(numerator) is not int or type(denominator) is not int or denominator < 1:
        raise ValueError(f"{value!r} is no fraction")
    return Fraction(numerator, denominator)


def issues_from(values: Any) -> tuple[str, ...]:
    """What the job found wrong, each one line."""
    return tuple(plain_text(value) for value in list(values)[:MOST_ISSUES])


class checked(AbstractContextManager[None]):  # noqa: N801  # reads as a phrase: with checked(path)
    """Turns what a lying child provokes (a missing key, a wrong shape) into one clear error."""

    def __init__(self, path: str) -> None:
        self._path = path

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, LIES) and not isinstance(error, UncutError):
            raise JailCrashed(
                f"the jailed process sent results that do not fit together ({error})", where=self._path,
                todo="The file may be an attack on the decoder",
            ) from error  # fmt: skip
