"""Model objects in which a stranger chose every word."""

from __future__ import annotations

import types
import typing
from typing import Any, TypeVar

import msgspec

from uncut.model.text import Quote

T = TypeVar("T")


def poisoned(value: T, words: str) -> T:
    """``value`` with ``words`` in the place of every free string, in lists and mappings too.

    Quotes keep theirs, for they must fit their document; so do the fields of a fixed vocabulary.
    """
    return typing.cast(T, _poison(value, words, type(value)))


def _poison(value: Any, words: str, wanted: Any) -> Any:
    if isinstance(value, Quote):
        return value
    if isinstance(value, msgspec.Struct):
        fields = {f.name: f.type for f in msgspec.structs.fields(type(value))}
        changed = {name: _poison(getattr(value, name), words, kind) for name, kind in fields.items()}
        return type(value)(**changed)
    if isinstance(value, list):
        (kind,) = typing.get_args(_plain(wanted)) or (Any,)
        return [_poison(one, words, kind) for one in value]
    if isinstance(value, dict):
        return {f"{words}{n}": _poison(one, words, str) for n, one in enumerate(value.values())}
    return words if isinstance(value, str) and _plain(wanted) is str else value


def _plain(wanted: Any) -> Any:
    """``str`` of ``str | None``; a union of more than one type that holds values stays."""
    if isinstance(wanted, types.UnionType) or typing.get_origin(wanted) is typing.Union:
        kinds = [one for one in typing.get_args(wanted) if one not in (type(None), msgspec.UnsetType)]
        return kinds[0] if len(kinds) == 1 else wanted
    return wanted
