"""The drawings of a report: ties as a graph, events on a line of time, places on a map."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uncut.dossier.event_line import MOST_ROWS, Dated, lay_out_events
from uncut.dossier.outline import lines_within, read_outline
from uncut.dossier.place_map import HEIGHT, WIDTH, Located, lay_out_map
from uncut.dossier.tie_graph import MOST_NODES, TieLine, lay_out_ties
from uncut.model.report import PlaceValue
from uncut.model.text import Quote

DAYS = st.one_of(st.none(), st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)))


def tie(source: str, target: str, words: str = "leads", denied: bool = False) -> TieLine:
    return TieLine(source, target, words, denied, "c1")


def names(*actors: str) -> dict[str, tuple[str, str]]:
    return {one: (f"Actor {one}", f"r1-{one}") for one in actors}


def place(name: str, longitude: float, latitude: float, sort: str = "city") -> PlaceValue:
    return PlaceValue(
        quote=Quote(0, len(name), name), name=name, country="XX", latitude=latitude, longitude=longitude, sort=sort
    )


def test_a_graph_holds_every_tie_and_says_which_are_denied() -> None:
    graph = lay_out_ties(
        [tie("a", "b"), tie("a", "b", "supports"), tie("b", "a", "opposes"), tie("a", "c", "is part of", denied=True)],
        names("a", "b", "c"),
    )
    assert {node.anchor for node in graph.nodes} == {"r1-a", "r1-b", "r1-c"}
    assert [(edge.label, edge.denied) for edge in graph.edges] == [
        ("leads, supports", False), ("opposes", False), ("not: is part of", True),
    ]  # fmt: skip
    assert graph.edges[2].title == "Actor a not: is part of Actor c"
    assert graph.description.startswith("Actor a leads and supports Actor b")


def test_no_tie_is_no_graph() -> None:
    assert lay_out_ties([], {}) is None
    assert lay_out_ties([tie("a", "a"), tie("a", "gone")], names("a")) is None


@pytest.mark.parametrize("count", [2, 5, 12, 24])
def test_boxes_lie_apart_and_inside_and_are_the_same_each_time(count: int) -> None:
    actors = [f"n{n}" for n in range(count)]
    ties = [tie(actors[n], actors[(n * 3 + 1) % count]) for n in range(count)]
    graph = lay_out_ties(ties, names(*actors))
    assert graph == lay_out_ties(ties, names(*actors))
    for node in graph.nodes:
        assert node.width / 2 <= node.x <= 720 - node.width / 2
        assert 13 <= node.y <= graph.height - 13
    overlapping = [
        (one.label, other.label)
        for one, other in itertools.combinations(graph.nodes, 2)
        if abs(one.x - other.x) < (one.width + other.width) / 2 and abs(one.y - other.y) < 26
    ]
    assert overlapping == []


@pytest.mark.parametrize("count", [2, 6, 12])
def test_the_words_of_a_tie_lie_under_no_box(count: int) -> None:
    actors = [f"n{n}" for n in range(count)]
    ties = [tie(actors[0], actors[n], "is part of", denied=True) for n in range(1, count)]
    graph = lay_out_ties(ties, names(*actors))
    for edge, node in itertools.product(graph.edges, graph.nodes):
        half = len(edge.label) * 6 / 2
        beside = abs(edge.label_x - node.x) - (half + node.width / 2)
        assert beside > -8 or not node.y - 13 < edge.label_y - 4 < node.y + 13


def test_a_crowd_is_cut_and_told() -> None:
    actors = [f"n{n}" for n in range(60)]
    graph = lay_out_ties([tie("n0", one) for one in actors[1:]], names(*actors))
    assert len(graph.nodes) == MOST_NODES
    assert graph.left_out == 60 - MOST_NODES


def test_events_stand_on_one_scale_in_order() -> None:
    line = lay_out_events(
        [
            Dated("second", dt.date(2019, 1, 1), dt.date(2019, 12, 31), "2019", "c2"),
            Dated("first", dt.date(2017, 1, 1), dt.date(2017, 12, 31), "2017", "c1"),
            Dated("never", None, None, "", None),
        ],
        dt.date(2019, 7, 2),
    )
    assert [row.label for row in line.rows] == ["first", "second"]
    assert line.undated == 1
    assert line.rows[0].x + line.rows[0].width < line.rows[1].x < line.published
    assert line.rows[0].width == pytest.approx(line.rows[1].width, abs=0.1)
    assert [tick.label for tick in line.ticks] == ["2017", "2018", "2019"] or "2018" in {t.label for t in line.ticks}


@given(st.lists(st.tuples(DAYS, DAYS), max_size=60), DAYS)
def test_no_bar_leaves_the_line(spans: list[tuple[dt.date | None, dt.date | None]], published: dt.date | None) -> None:
    events = [
        Dated("x", min(one, other) if one and other else one, max(one, other) if one and other else other, "", None)
        for one, other in spans
    ]
    line = lay_out_events(events, published)
    if line is None:
        assert all(one is None and other is None for one, other in spans)
        return
    assert len(line.rows) + line.left_out + line.undated == len(events)
    assert len(line.rows) <= MOST_ROWS
    for row in line.rows:
        assert row.x >= 0
        assert row.width > 0
        assert row.x + row.width <= 100.001
    assert all(0 <= tick.x <= 94 for tick in line.ticks)
    assert line.published is None or 0 <= line.published <= 100


def test_the_outline_is_whole() -> None:
    lines = read_outline()
    assert {line.kind for line in lines} == {"coast", "border"}
    assert all(-180 <= x <= 180 and -90 <= y <= 90.1 for line in lines for x, y in line.points)
    assert all(len(line.points) >= 2 for line in lines)
    around_cyprus = list(lines_within(32, 34.5, 34, 35.5))
    assert any(
        line.kind == "coast" and all(32 < x < 35 and 34 < y < 36 for x, y in line.points) for line in around_cyprus
    )


def test_towns_decide_the_map_and_far_countries_are_left_out() -> None:
    towns = [Located(place("Hama", 36.75, 35.13), True, "c1"), Located(place("Homs", 36.72, 34.73), False, "q1")]
    far = Located(place("United States", -98.6, 39.8, "country"), True, "c2")
    near = Located(place("Syria", 38.0, 35.0, "country"), True, "c3")
    drawn = lay_out_map([*towns, towns[0], far, near])
    assert [(point.name, point.count, point.is_event, point.is_wide) for point in drawn.points] == [
        ("Hama (XX)", 2, True, False), ("Syria", 1, True, True), ("Homs (XX)", 0, False, False),
    ]  # fmt: skip
    assert drawn.left_out == 1
    assert "Only named: Homs (XX)." in drawn.description
    hama, _, homs = drawn.points
    assert homs.y > hama.y
    assert abs(homs.x - hama.x) < 5


def test_no_coordinates_are_no_map() -> None:
    assert lay_out_map([]) is None
    nowhere = PlaceValue(quote=Quote(0, 1, "X"), name="X")
    assert lay_out_map([Located(nowhere, True, None)]) is None


@given(st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=30))
def test_points_and_labels_stay_on_the_map(places: list[tuple[float, float]]) -> None:
    drawn = lay_out_map([Located(place(f"P{n}", *at), True, None) for n, at in enumerate(places)])
    for point in drawn.points:
        assert 0 <= point.x <= WIDTH
        assert 0 <= point.y <= HEIGHT
        assert point.label is None or (0 <= point.label[0] <= WIDTH and 0 <= point.label[1] <= HEIGHT)
