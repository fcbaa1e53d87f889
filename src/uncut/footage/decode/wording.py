"""Counts in words."""

from __future__ import annotations


def counted(count: int, one: str, several: str) -> str:
    """``1 packet``, ``2 packets``."""
    return f"{count} {one if count == 1 else several}"
