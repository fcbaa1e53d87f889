"""Planted changes of sound, as arrays: every kind is named and placed, and nothing else is said."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.signal import butter, lfilter
from tests.made_sounds import SECONDS, speech, worn

from uncut.footage.align.lines import Line
from uncut.footage.align.stretches import Stretch
from uncut.footage.changes.cuts import Placed
from uncut.footage.fingerprint.sound import SAMPLE_RATE_HZ, SoundTrack
from uncut.footage.sound import find_sound_changes
from uncut.model.time import Span


def placed(seconds: float = SECONDS, offset: float = 0.0, rate: float = 1.0, movement: float | None = 0.99) -> Placed:
    right = Span(Fraction(0), Fraction(round(seconds * 1000), 1000))
    left = right.shifted(Fraction(round(offset * 1000), 1000))
    return Placed(Stretch(Line(offset, rate), 0, 100, 0, 100, 0.0, movement), left, right, 0, 100)


def compare(left, right, one=None):
    tracks = [None if side is None else SoundTrack.of(side) for side in (left, right)]
    return find_sound_changes(*tracks, [one or placed()])


def span(start, end):
    return slice(round(start * SAMPLE_RATE_HZ), round(end * SAMPLE_RATE_HZ))


def sine(seconds, hertz=1000.0, level=0.2):
    return level * np.sin(2 * np.pi * hertz * np.arange(round(seconds * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ)


def edit(kind, samples, start, end):
    edited = samples.copy()
    where = span(start, end)
    if kind == "muted":
        edited[where] = 0
    elif kind == "bleeped":
        edited[where] = sine(end - start)[: where.stop - where.start]
    elif kind == "sound_replaced":
        edited[where] = speech(99)[where]
    else:
        edited[where] += speech(77)[where] * 0.8
    return edited


def is_at(found: Span, start, end, tolerance):
    return abs(float(found.start) - start) <= tolerance and abs(float(found.end) - end) <= tolerance


PLANTED = [("muted", 0.06), ("bleeped", 0.06), ("sound_replaced", 0.35), ("sound_added", 0.35)]


@pytest.mark.parametrize(("kind", "tolerance"), PLANTED)
@pytest.mark.parametrize(("start", "length"), [(3.0, 1.2), (7.3, 2.0)])
def test_what_was_planted_is_named_and_placed(kind, tolerance, start, length):
    left = speech(1)
    edits, _ = compare(left, worn(edit(kind, left, start, start + length)))
    assert [one.kind for one in edits] == [kind]
    assert edits[0].by == "sound"
    assert is_at(edits[0].right, start, start + length, tolerance)
    assert is_at(edits[0].left, start, start + length, tolerance)


@pytest.mark.parametrize("kind", ["muted", "bleeped"])
def test_a_fifth_of_a_second_is_enough(kind):
    left = speech(2)
    loud = np.convolve(np.square(left), np.ones(1600), "valid")[8000:-9600]
    start = (8000 + int(np.argmax(loud))) / SAMPLE_RATE_HZ
    edits, _ = compare(left, worn(edit(kind, left, start, start + 0.2)))
    assert [one.kind for one in edits] == [kind]
    assert is_at(edits[0].right, start, start + 0.2, 0.06)


@settings(max_examples=8, deadline=None)
@given(gain=st.floats(0.05, 1.9), seed=st.integers(0, 50), late=st.integers(0, 450))
def test_gain_wear_and_an_encoders_delay_are_no_edits(gain, seed, late):
    left = speech(seed)
    right = np.concatenate([np.zeros(late), worn(left, seed)])[: len(left)]
    assert compare(left, right * gain) == ([], [])


@pytest.mark.parametrize(("until", "early"), [(0.65, 0.07), (0.9, 0.075), (1.1, -0.06)])
def test_packets_that_are_due_a_little_early_or_late_are_no_other_sound(until, early):
    left = speech(6)
    right, head, step = worn(left), span(0, until).stop, abs(span(0, early).stop)
    moved = right[step:head] if early > 0 else np.concatenate([np.zeros(step), right[: head - step]])
    right = np.concatenate([moved, np.zeros(head - len(moved)), right[head:]])
    assert [one.kind for one in compare(left, right)[0]] == []


@settings(max_examples=8, deadline=None)
@example(shift=1.640625, seed=28)
@example(shift=1.59375, seed=13)
@given(shift=st.one_of(st.floats(0.15, 1.8), st.floats(-1.8, -0.15)), seed=st.integers(0, 50))
def test_a_shift_by_t_gives_t(shift, seed):
    left = speech(seed)
    lag = round(shift * SAMPLE_RATE_HZ)
    right = np.roll(worn(left), lag)
    right[: max(lag, 0)] = 0
    right[len(right) + min(lag, 0) :] = 0
    edits, _ = compare(left, right)
    shifted = [one for one in edits if one.kind == "sound_shifted"]
    assert len(shifted) == 1
    assert float(shifted[0].offset) == pytest.approx(shift, abs=0.005)
    assert {one.kind for one in edits} <= {"sound_shifted", "muted"}


def test_a_start_that_a_container_does_not_keep_is_doubted_and_no_edit():
    """Sound that starts .3 s after the pictures, in a file whose tracks all start at 0."""
    whole = speech(4)
    left, right = SoundTrack.of(whole[span(0.3, SECONDS)], 0.3), SoundTrack.of(worn(whole)[span(0.3, SECONDS)])
    edits, unseen = find_sound_changes(left, right, [placed()], starts_lost=True)
    assert edits == []
    assert "keeps no times" in unseen[0].why
    assert "0.300 s early" in unseen[0].why
    edits, _ = find_sound_changes(left, right, [placed()])
    assert [one.kind for one in edits] == ["sound_shifted"]


def test_a_shift_that_no_lost_start_explains_is_told():
    whole = speech(4)
    left, right = SoundTrack.of(whole), SoundTrack.of(np.roll(worn(whole), -4000))
    edits, _ = find_sound_changes(left, right, [placed()], starts_lost=True)
    assert "sound_shifted" in [one.kind for one in edits]


def test_a_removed_track_and_a_new_one_are_told():
    edits, _ = compare(speech(3), None)
    assert [one.kind for one in edits] == ["sound_removed"]
    edits, _ = compare(None, speech(3))
    assert [one.kind for one in edits] == ["sound_added"]


def test_a_silent_track_may_come_and_go():
    assert compare(np.zeros(9000), None) == ([], [])
    assert compare(np.zeros(9000), np.zeros(9000)) == ([], [])


def test_no_sound_at_all_is_said_to_be_not_examined():
    edits, unseen = compare(None, None)
    assert edits == []
    assert [one.why for one in unseen] == ["neither version has sound"]


@pytest.mark.parametrize(("rate", "how"), [(2.0, "played at 2 times"), (0.0, "held"), (-1.0, "backwards")])
def test_other_speeds_are_not_examined(rate, how):
    edits, unseen = compare(speech(4), speech(5), placed(rate=rate))
    assert edits == []
    assert how in unseen[0].why


def test_still_pictures_do_not_place_the_sound():
    left = speech(6)
    edits, unseen = compare(left, np.roll(left, 4000), placed(movement=None))
    assert edits == []
    assert "still pictures" in unseen[0].why


def test_findings_follow_the_pictures_of_a_trimmed_version():
    left = speech(7)
    right = edit("muted", left, 6.0, 7.0)[span(2.0, SECONDS)]
    edits, _ = compare(left, worn(right), placed(SECONDS - 2, offset=2.0))
    assert [one.kind for one in edits] == ["muted"]
    assert is_at(edits[0].right, 4.0, 5.0, 0.06)
    assert is_at(edits[0].left, 6.0, 7.0, 0.06)


def test_a_track_may_end_a_little_before_the_pictures():
    left = speech(8)
    assert compare(left, worn(left)[: -SAMPLE_RATE_HZ // 3]) == ([], [])


def test_a_border_that_may_lie_anywhere_hides_no_sound_where_both_stretches_are_on_one_line():
    left = speech(2)
    right = edit("muted", worn(left), 2.0, 2.8)
    half, whole = Fraction(SECONDS) / 2, Fraction(SECONDS)
    one, two = Span(Fraction(0), half), Span(half, whole)
    before = Placed(Stretch(Line(0.0), 0, 100, 0, 100, 0.0, 0.99), one, one, 0, 100)
    after = Placed(Stretch(Line(0.0), 100, 200, 100, 200, 0.0, 0.99, start_slack=(100, 100)), two, two, 100, 200)
    tracks = [SoundTrack.of(side) for side in (left, right)]
    edits, unseen = find_sound_changes(*tracks, [before, after], float(half) / 100)
    assert [found.kind for found in edits] == ["muted"]
    assert unseen == []


def test_a_track_that_was_exchanged_is_other_sound_throughout():
    edits, unseen = compare(speech(4), worn(speech(99)))
    assert [(one.kind, one.right) for one in edits] == [("sound_replaced", Span(Fraction(0), Fraction(SECONDS)))]
    assert not unseen


@pytest.mark.parametrize(("silent", "kinds"), [(0.3, ["sound_replaced"]), (2.0, ["muted", "sound_replaced"])])
def test_an_exchanged_track_that_starts_a_little_late_is_not_muted_before(silent, kinds):
    other = speech(99)
    other[span(0, silent)] = 0
    edits, _ = compare(speech(4), worn(other))
    assert sorted(one.kind for one in edits) == kinds


def test_a_track_that_was_silenced_is_muted_throughout():
    edits, _ = compare(speech(4), speech(4) * 1e-5)
    assert [one.kind for one in edits] == ["muted"]
    assert is_at(edits[0].right, 0, SECONDS, 0.2)


def test_sound_put_to_a_silent_track_is_added():
    edits, _ = compare(speech(4) * 1e-6, worn(speech(4)))
    assert [one.kind for one in edits] == ["sound_added"]
    assert is_at(edits[0].right, 0, SECONDS, 0.3)


def test_a_stretch_of_other_sound_is_told_by_how_the_left_sound_arrives_elsewhere():
    left = speech(4, 2 * SECONDS)
    right = np.concatenate([worn(left[span(0, SECONDS)]) * 0.5, worn(speech(99))])
    first, second = placed(), placed()
    second = replace(second, left=second.left.shifted(Fraction(SECONDS)), right=second.right.shifted(Fraction(SECONDS)))
    edits, _ = find_sound_changes(SoundTrack.of(left), SoundTrack.of(right), [first, second])
    assert [one.kind for one in edits] == ["sound_replaced"]
    assert is_at(edits[0].right, SECONDS, 2 * SECONDS, 0.3)


def room(samples):
    """A hall in which far more is heard from the walls than from who speaks."""
    dice = np.random.default_rng(6)
    time = np.arange(round(0.6 * SAMPLE_RATE_HZ)) / SAMPLE_RATE_HZ
    return np.convolve(samples, dice.standard_normal(len(time)) * np.exp(-time / 0.15) * 0.1, "full")[: len(samples)]


def noise(seed, colour):
    samples = np.random.default_rng(seed).standard_normal(SECONDS * SAMPLE_RATE_HZ) * 0.05
    return lfilter(*butter(1, colour, fs=SAMPLE_RATE_HZ), samples)


@pytest.mark.parametrize(
    ("left", "right"),
    [(speech(4), room(speech(4))), (noise(1, 1500), noise(2, 1500))],
    ids=["a hall", "steady noise of one colour"],
)
def test_what_may_be_the_left_sound_throughout_is_undecided(left, right):
    edits, unseen = compare(left, right)
    assert not edits
    assert [one.what for one in unseen] == ["sound"]


def test_steady_noise_of_another_colour_is_other_noise():
    edits, _ = compare(noise(1, 400), noise(2, 3000))
    assert [one.kind for one in edits] == ["sound_replaced"]


@pytest.mark.parametrize("level", [0.9, 1.5])
def test_sound_under_the_whole_track_is_one_addition_though_loud_speech_hides_it(level):
    edits, _ = compare(speech(4), worn(speech(4) + level * speech(77)))
    assert [one.kind for one in edits] == ["sound_added"]
    assert is_at(edits[0].right, 0, SECONDS, 0.5)


def test_two_additions_with_clean_pauses_between_them_stay_two():
    left = speech(4)
    right = left.copy()
    for start, end in ((0.5, 4.5), (7.5, 11.5)):
        right[span(start, end)] += speech(77)[span(start, end)] * 0.8
    edits, _ = compare(left, worn(right))
    assert [one.kind for one in edits] == ["sound_added", "sound_added"]


def loudness(samples):
    return float(np.sqrt(np.square(samples).mean()))


@pytest.mark.parametrize("level", [1.5, 2.0])
def test_a_voice_under_noise_without_pauses_is_one_addition(level):
    left = noise(1, 1500)
    voice = speech(77)
    edits, _ = compare(left, worn(left + voice * level * loudness(left) / loudness(voice)))
    assert [one.kind for one in edits] == ["sound_added"]
    assert is_at(edits[0].right, 0, SECONDS, 1.0)


def test_a_voice_over_a_third_of_noise_without_pauses_is_told_where_it_is():
    left = noise(1, 1500)
    voice = speech(77) * loudness(left) / loudness(speech(77))
    right = left.copy()
    right[span(4, 8)] += voice[span(4, 8)]
    edits, _ = compare(left, worn(right))
    assert [one.kind for one in edits] == ["sound_added"]
    assert is_at(edits[0].right, 4, 8, 0.5)


def test_noise_whose_level_and_coding_change_holds_nothing_added():
    left = noise(1, 1500)
    slowly = 10 ** (np.interp(np.arange(len(left)), [0, len(left) / 2, len(left)], [0, 9, 3]) / 20)
    coded = left + np.random.default_rng(9).standard_normal(len(left)) * loudness(left) * 0.4
    edits, _ = compare(left, worn(coded) * slowly)
    assert not edits
