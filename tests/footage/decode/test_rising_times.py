from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from uncut.footage.decode.times import DEPTH, RisingTimes


def mend(ticks, *, step=40, second=1000):
    rising: RisingTimes[int] = RisingTimes(usual_step=step, second=second)
    out = [one for number, tick in enumerate(ticks) for one in rising.push(number, tick, 0)]
    out += rising.finish()
    assert [picture for _, picture, _ in out] == list(range(len(ticks)))
    return [tick for tick, _, _ in out], rising


@given(st.lists(st.one_of(st.none(), st.integers(-(10**6), 10**6)), max_size=60))
def test_times_rise_strictly_whatever_the_file_says(ticks):
    mended, _ = mend(ticks)
    assert all(late > early for early, late in pairwise(mended))


@given(st.lists(st.integers(0, 10**6), max_size=60, unique=True))
def test_times_that_rise_are_left_alone(ticks):
    mended, rising = mend(sorted(ticks))
    assert mended == sorted(ticks)
    assert rising.issues() == []


@given(st.integers(2, 60), st.randoms(use_true_random=False))
def test_times_shuffled_within_a_group_are_put_right(count, dice):
    true = [40 * number for number in range(count)]
    shuffled = []
    for first in range(0, count, DEPTH - 1):
        group = true[first : first + DEPTH - 1]
        dice.shuffle(group)
        shuffled += group
    mended, rising = mend(shuffled)
    assert mended == true
    assert bool(rising.issues()) == (shuffled != true)


def test_two_pictures_of_one_time_are_a_tick_apart():
    assert mend([0, 40, 40, 80])[0] == [0, 40, 41, 80]


def test_a_picture_without_time_follows_at_the_usual_distance():
    mended, rising = mend([0, 40, None, 120])
    assert mended == [0, 40, 80, 120]
    assert rising.issues() == [
        "1 picture has no time of its own and was put behind the one before at the usual distance"
    ]


def test_a_clock_that_starts_again_is_followed_on():
    mended, rising = mend([0, 40, 4000, 4040, 0, 40, 80])
    assert mended == [0, 40, 4000, 4040, 4080, 4120, 4160]
    assert rising.restarts == 1
