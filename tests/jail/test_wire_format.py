from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uncut.jail import wire

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)
HEADERS = st.dictionaries(st.text(), VALUES, max_size=5)
KINDS = st.sampled_from(sorted(wire.KINDS))


class Dribble(io.RawIOBase):
    """Gives one to seven bytes at a time, as a pipe may."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at, self.step = data, 0, 0

    def readinto(self, buffer):
        self.step = self.step % 7 + 1
        piece = self.data[self.at : self.at + min(self.step, len(buffer))]
        buffer[: len(piece)] = piece
        self.at += len(piece)
        return len(piece)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(KINDS, HEADERS, st.binary(max_size=300)), max_size=4))
def test_messages_come_out_as_they_went_in(messages):
    data = b"".join(wire.pack(kind, header, len(payload)) + payload for kind, header, payload in messages)
    read = [(kind, header, bytes(payload)) for kind, header, payload in
            wire.read_messages(Dribble(data), payload_limit=300)]  # fmt: skip
    assert read == messages


@settings(max_examples=40, deadline=None)
@given(KINDS, HEADERS, st.binary(min_size=1, max_size=50), st.data())
def test_a_message_that_is_cut_short_is_noticed(kind, header, payload, data):
    whole = wire.pack(kind, header, len(payload)) + payload
    cut = whole[: data.draw(st.integers(1, len(whole) - 1))]
    with pytest.raises(wire.BrokenMessageError, match="cut short"):
        wire.read_message(io.BytesIO(cut), payload_limit=100)


@given(st.binary(min_size=wire.HEAD.size, max_size=200))
def test_any_bytes_are_a_message_or_refused(data):
    try:
        for kind, header, payload in wire.read_messages(io.BytesIO(data), payload_limit=100):
            assert kind in wire.KINDS
            assert isinstance(header, dict)
            assert len(payload) <= 100
    except wire.BrokenMessageError:
        pass


def test_a_payload_over_the_limit_is_refused_before_it_is_read():
    head = wire.HEAD.pack(wire.ITEM, 1, 1 << 60)
    with pytest.raises(wire.BrokenMessageError, match="longer than allowed"):
        wire.read_message(io.BytesIO(head), payload_limit=1 << 20)


def test_a_header_over_the_limit_is_refused_before_it_is_read():
    head = wire.HEAD.pack(wire.ITEM, wire.HEADER_BYTES + 1, 0)
    with pytest.raises(wire.BrokenMessageError, match="longer than allowed"):
        wire.read_message(io.BytesIO(head), payload_limit=1 << 20)


def test_a_header_that_is_no_dictionary_is_refused():
    data = wire.HEAD.pack(wire.ITEM, 1, 0) + b"\x01"
    with pytest.raises(wire.BrokenMessageError, match="cannot be read"):
        wire.read_message(io.BytesIO(data), payload_limit=0)
