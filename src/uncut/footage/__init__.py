"""Footage: from two files to what changed between them."""

from uncut.footage.compare import CompareSettings, compare_footage

__all__ = ["CompareSettings", "compare_footage"]
