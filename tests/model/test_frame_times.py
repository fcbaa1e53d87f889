from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncut.model.footage import FrameBatch, FrameTimes
from uncut.model.time import Span

ms = Fraction(1, 1000)


def test_times_are_exact_fractions():
    times = FrameTimes(np.array([0, 1001, 2002], np.int64), Fraction(1, 30000), 3003)
    assert times.at(1) == Fraction(1001, 30000)
    assert times.seconds == Fraction(3003, 30000)
    assert times.span(1, 3) == Span(Fraction(1001, 30000), Fraction(3003, 30000))
    assert repr(times) == "FrameTimes(3 frames, 0.100 s)"


@pytest.mark.parametrize(
    ("ticks", "end", "message"),
    [
        ([1, 2], 3, "start at 0"),
        ([0, 2], 2, "end before end_tick"),
        ([0, 2, 2], 3, "rise strictly"),
        ([0, 3, 2], 4, "rise strictly"),
    ],
)
def test_times_out_of_order_are_refused(ticks, end, message):
    with pytest.raises(ValueError, match=message):
        FrameTimes(np.array(ticks, np.int64), ms, end)


@pytest.mark.parametrize("ticks", [np.array([0.0, 1.0]), np.array([0, 1], np.int32), np.zeros((2, 2), np.int64)])
def test_times_of_another_type_or_shape_are_refused(ticks):
    with pytest.raises(ValueError, match="int64 of shape"):
        FrameTimes(ticks, ms, 9)


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=20), st.integers(1, 90_000))
def test_spans_of_frames_cover_the_file_exactly(steps, clock):
    edges = np.cumsum([0, *steps])
    times = FrameTimes(edges[:-1].astype(np.int64), Fraction(1, clock), int(edges[-1]))
    spans = [times.span(frame, frame + 1) for frame in range(len(times))]
    assert spans[0].start == 0
    assert spans[-1].end == times.seconds == times.at(len(times))
    assert all(before.end == after.start for before, after in pairwise(spans))
    assert np.allclose(times.as_float(), [float(span.start) for span in spans])


def test_a_batch_of_floats_is_refused():
    with pytest.raises(ValueError, match="pixels must be uint8"):
        FrameBatch(np.zeros(2, np.int64), np.zeros((2, 4, 4)))


def test_a_batch_with_other_times_than_pictures_is_refused():
    with pytest.raises(ValueError, match="2 pictures with"):
        FrameBatch(np.zeros(3, np.int64), np.zeros((2, 4, 4), np.uint8))


def test_a_batch_prints_shapes_only():
    assert repr(FrameBatch(np.zeros(2, np.int64), np.zeros((2, 4, 4), np.uint8))) == "FrameBatch(pixels (2, 4, 4))"
