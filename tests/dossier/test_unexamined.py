"""What was not examined is told once for each reason."""

from __future__ import annotations

from tests.dossier.dossier_samples import span

from uncut.dossier.unexamined import Unexamined, gather_unexamined
from uncut.model.comparison import NotExamined


def test_one_reason_is_told_once_and_spans_that_touch_are_joined():
    entries = [NotExamined(what="grain", why="not told from encoding")]
    for start, end in (("0", "2"), ("2", "3.5"), ("4", "5")):
        for what in ("regions", "colours"):
            entries.append(NotExamined(what=what, why="it moves", right=span(start, end)))
    assert gather_unexamined(entries) == [
        Unexamined(("grain",), "not told from encoding"),
        Unexamined(("regions", "colours"), "it moves", (), (span("0", "3.5"), span("4", "5"))),
    ]


def test_what_is_passed_over_elsewhere_is_told_apart():
    entries = [
        NotExamined(what="regions", why="it moves", right=span("0", "2")),
        NotExamined(what="colours", why="it moves", right=span("1", "2")),
        NotExamined(what="regions", why="too flat to decide", right=span("0", "2")),
        NotExamined(what="regions", why="it moves"),
    ]
    assert [one.what for one in gather_unexamined(entries)] == [("regions",), ("colours",), ("regions",), ("regions",)]
    assert gather_unexamined(entries)[3].right == ()


def test_an_empty_span_stays_where_no_other_reaches_it():
    ends = (("4", "4"), ("0", "2"), ("1", "1"))
    entries = [NotExamined(what="sound", why="it moves", right=span(*one)) for one in ends]
    assert gather_unexamined(entries) == [Unexamined(("sound",), "it moves", (), (span("0", "2"), span("4", "4")))]
