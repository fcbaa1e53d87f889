"""A quick look at two versions: by key pictures and sound, at a small part of the cost, with honest intervals."""

from uncut.footage.quick.compare import compare_quickly

__all__ = ["compare_quickly"]
