"""What is asked of many spans at once is what comparing each with each says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from uncut.reports.language.spans import Reaches

SPANS = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)).map(lambda one: (one[0], one[0] + one[1])))


@given(SPANS, st.integers(0, 50), st.integers(1, 12))
def test_spans_are_touched_and_reach_as_each_of_them_does(spans, start, length):
    end = start + length
    reaches = Reaches(spans)
    assert reaches.touch(start, end) is any(first < end and start < last for first, last in spans)
    assert reaches.from_before(start) == max((last for first, last in spans if first < start), default=-1)
