"""The model as JSON, and back: the only place that knows how a value is written.

Times become numbers with microseconds; dates become ISO 8601; a field that does not apply is left out.
"""

from __future__ import annotations

import hashlib
from fractions import Fraction
from typing import Any, TypeVar

import msgspec

from uncut.errors import BadInput
from uncut.model.case import CaseInventory, Verification
from uncut.model.comparison import Comparison
from uncut.model.evidence import EvidenceIndex
from uncut.model.report import Report
from uncut.model.text_comparison import TextComparison

T = TypeVar("T")

CONTRACTS: dict[str, type[msgspec.Struct]] = {
    "comparison": Comparison,
    "report": Report,
    "text-comparison": TextComparison,
    "case": CaseInventory,
    "verification": Verification,
    "evidence": EvidenceIndex,
}
"""Every kind of JSON file that the program writes, by the name that `uncut schema` takes."""


def _encode_special(value: Any) -> Any:
    if isinstance(value, Fraction):
        return round(float(value), 6)
    raise NotImplementedError(f"cannot write {type(value).__name__} as JSON")


def _decode_special(wanted: type[Any], value: Any) -> Any:
    if wanted is Fraction:
        return Fraction(str(value))
    raise NotImplementedError(f"cannot read {wanted.__name__} from JSON")


def _describe_special(wanted: type[Any]) -> dict[str, Any]:
    if wanted is Fraction:
        return {"type": "number", "description": "seconds, with microseconds"}
    raise NotImplementedError(f"no schema for {wanted.__name__}")


def to_json(value: Any, *, indent: int = 1) -> bytes:
    """``value`` as UTF-8 JSON; ``indent=0`` gives one line."""
    compact = msgspec.json.encode(value, enc_hook=_encode_special)
    return msgspec.json.format(compact, indent=indent) + b"\n" if indent else compact


def from_json(data: bytes, wanted: type[T]) -> T:
    """The ``wanted`` value written in ``data``; raises `BadInput` where it does not fit the contract."""
    try:
        return msgspec.json.decode(data, type=wanted, dec_hook=_decode_special)
    except (msgspec.DecodeError, ValueError) as error:
        raise BadInput(f"not a valid {wanted.__name__}: {error}") from error


def to_builtins(value: Any) -> Any:
    """``value`` as dicts, lists, strings and numbers, as JSON would hold it."""
    return msgspec.json.decode(to_json(value, indent=0))


def canonical_json(value: Any) -> bytes:
    """``value`` as one line of JSON with sorted keys, so that equal values have equal hashes."""
    return msgspec.json.encode(to_builtins(value), order="deterministic")


def canonical_sha256(value: Any) -> str:
    """SHA-256 of `canonical_json`, in hexadecimal."""
    return hashlib.sha256(canonical_json(value)).hexdigest()


def json_schema(name: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of the contract ``name``, one of `CONTRACTS`."""
    if name not in CONTRACTS:
        raise BadInput(f"there is no schema named {name!r}", todo=f"Choose one of: {', '.join(CONTRACTS)}")
    schema = msgspec.json.schema(CONTRACTS[name], schema_hook=_describe_special)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:uncut:{name}:1"}
    return head | schema
