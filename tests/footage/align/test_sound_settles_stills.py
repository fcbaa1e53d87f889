"""Still pictures with sound: the sound says where a cut is, and that there is one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from tests.made_footage import encode, film, fingerprints
from tests.made_sounds import speech, worn

from uncut.footage.align.align import align_pictures
from uncut.footage.align.pair import Pair
from uncut.footage.align.sound_settling import asks_for_sound, settle_by_sound
from uncut.footage.changes.cuts import find_cuts, in_order, place_stretches
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, SoundTrack
from uncut.footage.sound import find_sound_changes

RATE, FRAMES = 25, 500
STILL = np.repeat(film(1, 3), FRAMES, axis=0)
MOVING = film(FRAMES, 4)
SOUND = speech(41, FRAMES / RATE)


def stretches_of(pictures, shown, heard):
    left, right = fingerprints(pictures), fingerprints(encode(pictures[shown], noise=0.3))
    per_frame = SAMPLE_RATE_HZ // RATE
    sound = SOUND.reshape(FRAMES, per_frame)[heard].ravel()
    tracks = SoundTrack.of(SOUND), SoundTrack.of(worn(sound))
    stretches = align_pictures(left, right).stretches
    return left, right, tracks, stretches


def edits_of(pictures, shown, heard):
    left, right, tracks, stretches = stretches_of(pictures, shown, heard)
    assert asks_for_sound(stretches)
    settled = settle_by_sound(Pair(left, right), stretches, *tracks)
    placed = place_stretches(settled, left.times, right.times)
    return in_order(find_cuts(placed, left.times, right.times))


def without(*gone):
    return np.array([frame for frame in range(FRAMES) if not any(first <= frame < stop for first, stop in gone)])


@pytest.mark.parametrize("gone", [(100, 160), (233, 260), (0, 75)])
def test_a_cut_that_no_picture_shows_is_found_by_sound(gone):
    shown = without(gone)
    edits = edits_of(STILL, shown, shown)
    assert [(one.kind, one.by) for one in edits] == [("removed", "sound")]
    assert [float(edits[0].left.start), float(edits[0].left.end)] == pytest.approx(
        [gone[0] / RATE, gone[1] / RATE], abs=1 / RATE
    )


def test_still_footage_that_nobody_cut_stays_whole():
    assert edits_of(STILL, np.arange(FRAMES), np.arange(FRAMES)) == []


def test_sound_that_was_moved_over_still_pictures_is_no_cut():
    late = np.clip(np.arange(FRAMES) + 15, 0, FRAMES - 1)
    assert edits_of(STILL, np.arange(FRAMES), late) == []


def test_a_doubtful_cut_is_put_where_the_sound_jumps():
    pictures = np.concatenate([MOVING[:100], np.repeat(MOVING[100:101], 300, axis=0), MOVING[100:200]])
    gone = (210, 260)
    shown = without(gone)
    left, right, tracks, stretches = stretches_of(pictures, shown, shown)
    assert max(stretches[-1].start_slack) > 20
    settled = settle_by_sound(Pair(left, right), stretches, *tracks)
    assert settled[1].right_first == pytest.approx(gone[0], abs=1)
    assert settled[1].left_first == pytest.approx(gone[1], abs=1)
    assert max(settled[1].start_slack) <= 2


@pytest.mark.parametrize(("shift", "where"), [(12, (4.0, 4.48)), (-12, (3.52, 4.0))])
def test_sound_that_runs_on_over_a_cut_is_told(shift, where):
    gone, heard = (100, 150), (100 + shift, 150 + shift)
    left, right, tracks, stretches = stretches_of(MOVING, without(gone), without(heard))
    placed = place_stretches(stretches, left.times, right.times)
    assert [one.stretch.right_first for one in placed] == [0, 100]
    edits, _ = find_sound_changes(*tracks, placed)
    assert [one.kind for one in edits] == ["sound_shifted"]
    assert [float(edits[0].right.start), float(edits[0].right.end)] == pytest.approx(where, abs=0.06)
    assert abs(float(edits[0].offset)) == pytest.approx(2.0, abs=0.02)


def test_sound_that_is_cut_with_the_pictures_is_no_edit():
    shown = without((100, 150))
    left, right, tracks, stretches = stretches_of(MOVING, shown, shown)
    placed = place_stretches([replace(one) for one in stretches], left.times, right.times)
    assert find_sound_changes(*tracks, placed) == ([], [])
