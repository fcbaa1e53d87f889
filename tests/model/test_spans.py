from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncut.model.time import (
    Span,
    complement_spans,
    format_clock,
    format_length,
    merge_spans,
    total_seconds,
)

times = st.integers(0, 120).map(lambda sixths: Fraction(sixths, 6))
spans = st.tuples(times, times).map(lambda pair: Span(*sorted(pair)))
some_spans = st.lists(spans, max_size=8)


def covered(spans_, at):
    return any(span.contains(at) for span in spans_)


@given(times, times)
def test_a_span_cannot_end_before_it_starts(one, two):
    if two < one:
        with pytest.raises(ValueError, match="cannot end"):
            Span(one, two)
    else:
        assert Span(one, two).seconds == two - one
        assert Span(one, two).is_empty == (one == two)


@given(spans, times)
def test_spans_are_half_open(span, at):
    assert not span.contains(span.end)
    assert span.contains(span.start) != span.is_empty
    assert span.contains(at) == (span.start <= at < span.end)


@given(spans, spans, times)
def test_an_intersection_holds_what_both_hold(one, two, at):
    both = one.intersection(two)
    assert both.contains(at) == (one.contains(at) and two.contains(at))
    assert both.seconds == two.intersection(one).seconds


@given(spans, spans)
def test_spans_that_share_an_instant_touch(one, two):
    assert one.touches(two) == two.touches(one)
    if not one.intersection(two).is_empty:
        assert one.touches(two)


@given(spans, times, times)
def test_a_shifted_span_is_as_long_and_holds_the_shifted_instants(span, by, at):
    assert span.shifted(by).seconds == span.seconds
    assert span.shifted(by).contains(at + by) == span.contains(at)


@given(some_spans, times)
def test_merging_covers_the_same_instants(some, at):
    assert covered(merge_spans(some), at) == covered(some, at)


@given(some_spans)
def test_merged_spans_rise_and_leave_gaps(some):
    merged = merge_spans(some)
    assert all(not span.is_empty for span in merged)
    assert all(before.end < after.start for before, after in pairwise(merged))
    assert merge_spans(merged) == merged
    assert merge_spans(reversed(some)) == merged


@given(some_spans, spans, times)
def test_the_complement_covers_the_other_instants_of_the_whole(some, within, at):
    rest = complement_spans(some, within)
    assert covered(rest, at) == (within.contains(at) and not covered(some, at))
    assert rest == merge_spans(rest)


@given(some_spans, spans)
def test_a_whole_is_its_parts_and_the_rest(some, within):
    inside = [span.intersection(within) for span in some]
    assert total_seconds(inside) + total_seconds(complement_spans(some, within)) == within.seconds


@given(some_spans)
def test_a_total_counts_each_instant_once(some):
    assert total_seconds(some) == total_seconds([*some, *some])
    assert total_seconds(some) <= sum((span.seconds for span in some), Fraction(0))


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (Fraction(0), "0:00.000"),
        (Fraction(412, 10), "0:41.200"),
        (3723, "1:02:03.000"),
        (Fraction(1001, 30000), "0:00.033"),
        (Fraction(599999, 10000), "1:00.000"),
        (Fraction(-3, 2), "-0:01.500"),
        (Fraction(5, 10000), "0:00.000"),
        (Fraction(15, 10000), "0:00.002"),
        (359999.9996, "100:00:00.000"),
    ],
)
def test_clock_times_read_as_people_write_them(seconds, said):
    assert format_clock(seconds) == said


@given(st.fractions(min_value=-100_000, max_value=100_000, max_denominator=10_000))
def test_a_clock_time_can_be_read_back_to_half_a_millisecond(seconds):
    text = format_clock(seconds)
    sign, parts = (-1, text[1:]) if text.startswith("-") else (1, text)
    read = Fraction(0)
    for part in parts.split(":"):
        read = read * 60 + Fraction(part)
    assert abs(sign * read - seconds) <= Fraction(1, 2000)
    assert all(float(part) < 60 for part in parts.split(":")[1:])


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (Fraction(4, 5), "0.80 s"),
        (Fraction(1, 10), "0.10 s"),
        (12.4, "12.4 s"),
        (59.96, "1 min"),
        (60, "1 min"),
        (125, "2 min 5 s"),
        (3600, "1 h"),
        (1941 * 60 + 48, "32 h 21 min 48 s"),
    ],
)
def test_lengths_read_as_people_say_them(seconds, said):
    assert format_length(seconds) == said


@given(st.fractions(min_value=0, max_value=10_000, max_denominator=10_000))
def test_no_length_is_said_as_sixty_seconds(seconds):
    assert "60.0 s" not in format_length(seconds)
    assert " 60 s" not in format_length(seconds)
