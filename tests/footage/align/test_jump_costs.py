from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncut.footage.align.lines import SIMPLE_RATES, Line, simple_rate
from uncut.footage.align.path import BACK_COST, JUMP_COST, RATE_COST, jump_costs

lines = st.builds(Line, st.floats(-50, 50), st.sampled_from([1.0, 0.5, 2.0, 0.0, -1.0, 1.0372]))


@given(st.floats(-6, 6))
def test_a_simple_rate_is_the_nearest_of_its_kind(rate):
    assert abs(simple_rate(rate) - rate) == min(abs(choice - rate) for choice in SIMPLE_RATES)
    assert simple_rate(simple_rate(rate)) == simple_rate(rate)


@given(st.lists(lines, min_size=1, max_size=6, unique=True))
def test_staying_on_a_line_is_free_and_leaving_it_is_not(some):
    costs = jump_costs(some, some)
    assert np.all(np.diag(costs) == 0)
    assert np.all(costs[~np.eye(len(some), dtype=bool)] >= JUMP_COST)


def test_going_back_costs_more_than_going_on():
    costs = jump_costs([Line(0.0)], [Line(2.0), Line(-2.0)])
    assert costs[0, 1] - costs[0, 0] == pytest.approx(BACK_COST)


def test_odd_speeds_cost_more_than_simple_ones():
    costs = jump_costs([Line(0.0)], [Line(0.0, 0.5), Line(0.0, 0.5372)])[0]
    assert costs[0] == pytest.approx(JUMP_COST + RATE_COST)
    assert costs[1] > costs[0]


def test_rows_are_where_one_comes_from():
    assert jump_costs([Line(0.0), Line(1.0), Line(2.0)], [Line(1.0)]).shape == (3, 1)
