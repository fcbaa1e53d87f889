"""Whether there is a C2PA manifest, by where it has to be."""

from __future__ import annotations

import io

import pytest

from uncut.footage.decode.manifest import BOX_TYPE, has_manifest

FTYP = b"\0\0\0\x14ftypisom\0\0\0\0isom"


def box(kind, content=b""):
    return (8 + len(content)).to_bytes(4, "big") + kind + content


def large_box(kind, content):
    return (1).to_bytes(4, "big") + kind + (16 + len(content)).to_bytes(8, "big") + content


def chunk(kind, content):
    return kind + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


@pytest.mark.parametrize("before", [b"", box(b"moov", b"x" * 50), large_box(b"mdat", b"x" * 33)])
@pytest.mark.parametrize("make", [box, large_box])
def test_a_manifest_in_an_mp4_is_seen(before, make):
    assert has_manifest(io.BytesIO(FTYP + before + make(b"uuid", BOX_TYPE + b"jumb") + box(b"free")))


@pytest.mark.parametrize(
    "content",
    [
        b"",
        FTYP,
        FTYP + box(b"uuid", b"0" * 16),
        FTYP + box(b"mdat", box(b"uuid", BOX_TYPE)),
        FTYP + b"\0\0\0\x04mdat" + box(b"uuid", BOX_TYPE),
        b"RIFF\0\0\0\0AVI " + chunk(b"LIST", b"C2PA1"),
        b"\x1a\x45\xdf\xa3" + box(b"uuid", BOX_TYPE),
    ],
)
def test_none_is_made_up(content):
    assert not has_manifest(io.BytesIO(content))


def test_a_manifest_in_an_avi_is_seen():
    assert has_manifest(io.BytesIO(b"RIFF\0\0\0\0AVI " + chunk(b"LIST", b"odd") + chunk(b"C2PA", b"jumb")))
