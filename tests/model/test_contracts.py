"""Every kind of JSON that the program writes: there and back, against its schema, and by its hash."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import typing
from fractions import Fraction
from types import UnionType

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from uncut.errors import BadInput
from uncut.model.comparison import Comparison, Coverage, Edit, Uncertain
from uncut.model.footage import Footage
from uncut.model.report import Tie
from uncut.model.serialise import (
    CONTRACTS,
    canonical_json,
    canonical_sha256,
    from_json,
    json_schema,
    to_builtins,
    to_json,
)
from uncut.model.text import Quote
from uncut.model.time import Span

microseconds = st.integers(0, 9 * 10**9).map(lambda number: Fraction(number, 1_000_000))
finite = st.floats(-1e6, 1e6, allow_nan=False)
words = st.text(alphabet=st.characters(codec="utf-8"), max_size=6)
plain_json = st.dictionaries(
    words, st.one_of(st.none(), st.booleans(), st.integers(-99, 99), finite, words), max_size=2
)
SIMPLE = {
    str: words,
    int: st.integers(0, 10**6),
    float: finite,
    bool: st.booleans(),
    type(None): st.none(),
    msgspec.UnsetType: st.just(msgspec.UNSET),
    Fraction: microseconds,
    dt.date: st.dates(),
    dt.datetime: st.datetimes(timezones=st.just(dt.UTC)),
    typing.Any: words,
}


def instances(wanted) -> st.SearchStrategy:  # noqa: PLR0911  # a case per kind of type
    """Instances of a type that a contract uses."""
    origin, arguments = typing.get_origin(wanted), typing.get_args(wanted)
    if wanted in SIMPLE:
        return SIMPLE[wanted]
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin in (typing.Union, UnionType):
        return st.one_of([instances(one) for one in arguments])
    if origin is list:
        return st.lists(instances(arguments[0]), max_size=2)
    if origin is dict:
        return plain_json if arguments[1] is typing.Any else st.dictionaries(words, words, max_size=2)
    if wanted is Span:
        return st.tuples(microseconds, microseconds).map(lambda pair: Span(*sorted(pair)))
    if wanted is Quote:
        return st.builds(lambda start, text: Quote(start, start + len(text), text), st.integers(0, 999), words)
    hints = typing.get_type_hints(wanted)
    return st.builds(wanted, **{name: instances(hint) for name, hint in hints.items()})


made = {name: instances(contract) for name, contract in CONTRACTS.items()}
every_contract = pytest.mark.parametrize("name", CONTRACTS)
few = settings(max_examples=12, suppress_health_check=list(HealthCheck))
COMPARISON = Comparison(
    left=Footage(
        path="a.mp4", sha256="0" * 64, seconds=Fraction(1001, 30000), frames=1, frame_rate="30000/1001",
        variable_frame_rate=False, width=16, height=9, video_codec="h264", audio=None, tags={}, issues=[],
    ),
    right=Footage(
        path="b.wav", sha256="1" * 64, seconds=Fraction(1), frames=None, frame_rate=None,
        variable_frame_rate=False, width=None, height=None, video_codec=None, audio=None, tags={}, issues=["cut short"],
    ),
    related=True, coverage=Coverage(1.0, 0.5), kept=[],
    edits=[Edit(kind="removed", left=Span(Fraction(0), Fraction(1, 3)), right=None, confidence=0.9, why="…")],
    not_examined=[], settings={}, version="0",
)  # fmt: skip


@every_contract
@given(data=st.data())
@few
def test_what_is_written_can_be_read_back(name, data):
    value = data.draw(made[name])
    for indent in (0, 1):
        assert from_json(to_json(value, indent=indent), CONTRACTS[name]) == value


@every_contract
@given(data=st.data())
@few
def test_what_is_written_fits_its_schema(name, data):
    validator = jsonschema.Draft202012Validator(json_schema(name))
    validator.validate(to_builtins(data.draw(made[name])))


@every_contract
def test_every_schema_is_one(name):
    schema = json_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:uncut:{name}:1"
    json.dumps(schema)


@every_contract
def test_every_schema_refuses_another_kind_of_file(name):
    validator = jsonschema.Draft202012Validator(json_schema(name))
    assert not validator.is_valid({"schema": "uncut.other/1"})
    assert not validator.is_valid([])


@every_contract
@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"{}", b"null", b'{"schema": "uncut.other/1"}', b"\xff\xfe"])
def test_what_does_not_fit_is_bad_input(name, data):
    with pytest.raises(BadInput, match=f"not a valid {CONTRACTS[name].__name__}"):
        from_json(data, CONTRACTS[name])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"coverage": {"left": "1", "right": 0}}, "Expected `float`"),
        ({"related": 1}, "Expected `bool`"),
        ({"edits": [{"kind": "doctored"}]}, "doctored"),
        ({"edits": [{"kind": "removed", "left": [2, 1], "right": None, "confidence": 1, "why": ""}]}, "cannot end"),
        ({"edits": [{"kind": "removed", "left": ["x", 1], "right": None, "confidence": 1, "why": ""}]}, "valid"),
    ],
)
def test_a_field_that_does_not_fit_is_named(change, why):
    with pytest.raises(BadInput, match=re.escape(why)):
        from_json(json.dumps(to_builtins(COMPARISON) | change).encode(), Comparison)


def test_a_quote_whose_offsets_do_not_fit_is_refused():
    with pytest.raises(BadInput, match="do not fit"):
        from_json(b'{"start": 0, "end": 3, "text": "ab"}', Quote)


def test_fields_may_be_added_by_later_versions():
    later = to_builtins(COMPARISON) | {"something_new": 1}
    assert from_json(json.dumps(later).encode(), Comparison) == from_json(to_json(COMPARISON), Comparison)


def test_no_schema_has_another_name():
    with pytest.raises(BadInput, match="no schema named 'cuts'"):
        json_schema("cuts")


def test_times_are_written_with_microseconds():
    written = to_builtins(COMPARISON)
    assert written["left"]["seconds"] == 0.033367
    assert written["edits"][0]["left"] == [0.0, 0.333333]
    assert from_json(to_json(COMPARISON), Comparison).left.seconds == Fraction(33367, 1_000_000)


@given(st.fractions(min_value=0, max_value=400_000, max_denominator=90_000))
@settings(max_examples=50)
def test_a_time_written_and_read_is_off_by_half_a_microsecond_at_most(at):
    span = from_json(to_json(Span(at, at)), Span)
    assert abs(span.start - at) <= Fraction(1, 2_000_000)
    assert from_json(to_json(span), Span) == span


def test_fields_that_do_not_apply_are_left_out():
    edit = to_builtins(COMPARISON)["edits"][0]
    assert set(edit) == {"kind", "left", "right", "confidence", "why"}
    edit = Edit(kind="metadata", left=None, right=None, confidence=1, why="", field="date", left_value=None)
    assert to_builtins(edit)["left_value"] is None
    assert "right_value" not in to_builtins(edit)


def test_an_uncertain_edit_names_both_intervals():
    zero = Span(Fraction(0), Fraction(1, 2))
    assert to_builtins(Uncertain(zero, zero)) == {"start": [0.0, 0.5], "end": [0.0, 0.5]}


def test_a_tie_is_read_from_one_actor_to_the_other():
    tie = Tie(claim="c1", kind="leads", from_="a1", to="a2", time=None, confidence=1.0)
    assert to_builtins(tie) == {"claim": "c1", "kind": "leads", "from": "a1", "to": "a2", "time": None, "confidence": 1}
    assert from_json(to_json(tie), Tie) == tie


@given(plain_json, st.randoms())
def test_a_hash_does_not_depend_on_the_order_of_keys(value, chance):
    items = list(value.items())
    chance.shuffle(items)
    assert canonical_sha256({"settings": value}) == canonical_sha256({"settings": dict(items)})


def test_a_hash_changes_with_the_value_and_can_be_made_elsewhere():
    assert canonical_json({"b": [1, "é"], "a": Fraction(1, 4)}) == '{"a":0.25,"b":[1,"é"]}'.encode()
    assert canonical_sha256({"a": 1}) == hashlib.sha256(b'{"a":1}').hexdigest()
    assert canonical_sha256({"a": 1}) != canonical_sha256({"a": 2})


def test_what_no_contract_knows_is_not_written():
    with pytest.raises(NotImplementedError, match="cannot write complex"):
        to_json({"a": 1j})
