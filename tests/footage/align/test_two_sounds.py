"""Two sounds without picture, as arrays: what was done to them in time is found to the millisecond."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.made_sounds import speech, worn

from uncut.footage.align.sound_stretches import align_sounds
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, SoundTrack
from uncut.footage.sound_alone import find_all_changes

SECONDS = 24
LEFT = speech(31, SECONDS)
OTHER = speech(32, SECONDS)
TOLERANCE = 0.021
"""Borders in a pause as short as this are not told to be doubtful."""


def piece(samples, start, end):
    return samples[round(start * SAMPLE_RATE_HZ) : round(end * SAMPLE_RATE_HZ)]


def compare(left, right):
    tracks = SoundTrack.of(left), SoundTrack.of(right)
    edits, unseen = find_all_changes(*tracks, align_sounds(*tracks))
    return edits, unseen


def ends(span):
    return None if span is None else (float(span.start), float(span.end))


def assert_only(edits, kind, left, right):
    assert [one.kind for one in edits] == [kind]
    assert edits[0].by == "sound"
    slack = 0.0
    if edits[0].uncertain:
        slack = float(max(edits[0].uncertain.start.seconds, edits[0].uncertain.end.seconds))
    assert ends(edits[0].left) == pytest.approx(left, abs=TOLERANCE + slack)
    assert ends(edits[0].right) == pytest.approx(right, abs=TOLERANCE + slack)


@settings(max_examples=6, deadline=None)
@given(start=st.floats(2, 18), length=st.floats(0.3, 3))
def test_a_piece_that_was_taken_out_is_found(start, length):
    right = np.concatenate([piece(LEFT, 0, start), piece(LEFT, start + length, SECONDS)])
    edits, _ = compare(LEFT, worn(right))
    assert_only(edits, "removed", (start, start + length), (start, start))


def test_a_start_that_was_taken_away_is_found():
    edits, _ = compare(LEFT, worn(piece(LEFT, 3.2, SECONDS)))
    assert_only(edits, "removed", (0, 3.2), (0, 0))


def test_a_piece_that_was_put_in_is_found():
    right = np.concatenate([piece(LEFT, 0, 9), piece(OTHER, 5, 7), piece(LEFT, 9, SECONDS)])
    edits, _ = compare(LEFT, worn(right))
    assert_only(edits, "inserted", (9, 9), (9, 11))


def test_a_piece_that_was_moved_is_found():
    right = np.concatenate([piece(LEFT, 0, 4), piece(LEFT, 15, 17), piece(LEFT, 4, 15), piece(LEFT, 17, SECONDS)])
    edits, _ = compare(LEFT, worn(right))
    assert_only(edits, "moved", (15, 17), (4, 6))


def test_a_piece_that_is_heard_again_is_found():
    right = np.concatenate([piece(LEFT, 0, 16), piece(LEFT, 5, 7.5), piece(LEFT, 16, SECONDS)])
    edits, _ = compare(LEFT, worn(right))
    assert_only(edits, "repeated", (5, 7.5), (16, 18.5))


@settings(max_examples=5, deadline=None)
@given(gain=st.floats(0.1, 1.5), late=st.integers(0, 800), seed=st.integers(0, 9))
def test_an_encoding_with_its_delay_is_no_edit(gain, late, seed):
    right = np.concatenate([np.zeros(late), worn(LEFT, seed)]) * gain
    assert compare(LEFT, right) == ([], [])


def test_a_muted_piece_is_named_and_not_cut():
    right = LEFT.copy()
    right[5 * SAMPLE_RATE_HZ : 6 * SAMPLE_RATE_HZ] = 0
    edits, _ = compare(LEFT, worn(right))
    assert [one.kind for one in edits] == ["muted"]
    assert ends(edits[0].right) == pytest.approx((5, 6), abs=0.06)


def test_two_voices_share_nothing():
    assert align_sounds(SoundTrack.of(LEFT), SoundTrack.of(OTHER)) == []


@pytest.mark.parametrize("silent", [(True, False), (False, True), (True, True)])
def test_silence_shares_nothing(silent):
    sides = [SoundTrack.of(np.zeros(len(LEFT)) if one else LEFT) for one in silent]
    assert align_sounds(*sides) == []


def test_a_track_of_no_length_shares_nothing():
    assert align_sounds(SoundTrack.of(LEFT), SoundTrack.of(np.zeros(0))) == []
