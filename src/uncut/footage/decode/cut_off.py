"""Whether a file ends long before its container says that it does."""

from __future__ import annotations

from fractions import Fraction

LEAST_MISSING_SECONDS = Fraction(1, 2)
LEAST_MISSING_SHARE = Fraction(1, 50)
"""Of the promised length; containers round, and count a last picture's time on screen differently."""


def is_cut_off(promised: Fraction, ends: Fraction) -> bool:
    """Whether pictures that end at ``ends`` fall far short of the ``promised`` length; both in seconds."""
    return ends > 0 and promised - ends > max(LEAST_MISSING_SECONDS, promised * LEAST_MISSING_SHARE)
