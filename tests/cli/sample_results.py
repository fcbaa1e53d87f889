"""Small results with everything that the screens show, among it words that try to steer a terminal."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

from uncut.model.comparison import Comparison, Coverage, Edit, Kept, NotExamined, Uncertain
from uncut.model.footage import AudioFacts, Footage
from uncut.model.report import (
    Actor,
    ChainLink,
    Claim,
    Document,
    Event,
    EventActor,
    Evidence,
    FootageMention,
    Loaded,
    PlaceValue,
    Published,
    Publisher,
    Report,
    Role,
    Source,
    Tie,
    TimeValue,
)
from uncut.model.text import Quote, quote_at
from uncut.model.text_comparison import TextComparison, TextEdit, TextKept, TextPiece, TextSide
from uncut.model.time import Span

HOSTILE = "evil\x1b[31m\x07\u202etxt.exe\r\nuncut: all is well\u2028end"


def footage(path: str = "left.mp4", seconds: Fraction = Fraction(307, 5), sha256: str = "0" * 64) -> Footage:
    return Footage(
        path=path,
        sha256=sha256,
        seconds=seconds,
        frames=1840,
        frame_rate="30000/1001",
        variable_frame_rate=False,
        width=1280,
        height=720,
        video_codec="h264",
        audio=AudioFacts("aac", 48000, 2),
        tags={},
        issues=[],
    )


def span(start: str, end: str) -> Span:
    return Span(Fraction(start), Fraction(end))


def comparison(left: Footage | None = None, right: Footage | None = None, *, edited: bool = True) -> Comparison:
    """12.4 s removed at 0:41, with an uncertain end; or nothing changed."""
    removed = Edit(
        kind="removed",
        left=span("41", "53.4"),
        right=span("41", "41"),
        confidence=0.99,
        why="372 pictures of the left version have no like on the right",
        uncertain=Uncertain(span("40.9", "41"), span("53.4", "53.5")),
    )
    kept = [
        Kept(right=span("0", "41"), left=span("0", "41"), confidence=0.99),
        Kept(right=span("41", "49"), left=span("53.4", "61.4"), confidence=0.9, mirrored=True, rate=1.25),
    ]
    same = [Kept(right=span("0", "61.4"), left=span("0", "61.4"), confidence=1.0)]
    return Comparison(
        left=left or footage(),
        right=right or footage("right.mp4", Fraction(49) if edited else Fraction(307, 5)),
        related=True,
        coverage=Coverage(0.8, 1.0) if edited else Coverage(1.0, 1.0),
        kept=kept if edited else same,
        edits=[removed] if edited else [],
        not_examined=[NotExamined(what="sound", why="the sound tracks are not compared", right=span("0", "49"))],
        settings={"sandbox": {"left": "rlimits", "right": "rlimits"}},
        version="0.1.0",
    )


LEFT_TEXT = "The army may have fired. Witnesses were few."
RIGHT_TEXT = "The army fired. Witnesses were few."


def text_comparison(left_sha256: str = "1" * 64, right_sha256: str = "2" * 64) -> TextComparison:
    edit = TextEdit(
        kind="reworded",
        left=quote_at(LEFT_TEXT, 0, 24),
        right=quote_at(RIGHT_TEXT, 0, 15),
        confidence=0.93,
        why="the two sentences share three of five words",
        pieces=[TextPiece(left=quote_at(LEFT_TEXT, 9, 17), right=None)],
        effect=["hedge_dropped"],
    )
    kept = TextKept(left=quote_at(LEFT_TEXT, 25, 44), right=quote_at(RIGHT_TEXT, 16, 35))
    return TextComparison(
        left=TextSide(path="left.txt", sha256=left_sha256, text=LEFT_TEXT, boilerplate=[]),
        right=TextSide(path="right.txt", sha256=right_sha256, text=RIGHT_TEXT, boilerplate=[]),
        related=True,
        coverage=Coverage(0.9, 1.0),
        kept=[kept],
        edits=[edit],
        settings={"sandbox": "rlimits"},
        version="0.1.0",
    )


REPORT_TEXT = (
    "The Northern Herald. The ministry said that rebels had left the town of Arda. "
    "The rebels denied that they fled. On June 4 an air strike killed four people in Arda, footage shows."
)


def find(words: str) -> Quote:
    start = REPORT_TEXT.index(words)
    return quote_at(REPORT_TEXT, start, start + len(words))


def _claim(number: int, words: str, source: Source, **fields: object) -> Claim:
    defaults: dict[str, object] = {
        "predicate": None, "stance": "asserted", "cues": [], "certainty": 0.9, "time": None, "places": [],
        "about": [], "evidence": [Evidence(kind="none", quote=None)], "loaded": [], "confidence": 0.9,
    }  # fmt: skip
    return Claim(id=f"c{number}", key=f"k{number}", quote=find(words), asserted_by=source, **(defaults | fields))  # type: ignore[arg-type]


def report(sha256: str = "3" * 64, title: str | None = "Rebels leave Arda") -> Report:
    ministry = Source(kind="named", actor="a1", quote=find("The ministry"), via=[])
    rebels = Source(kind="named", actor="a2", quote=find("The rebels"), via=["a1"])
    publisher = Source(kind="publisher", actor=None, quote=None, via=[])
    day = TimeValue(quote=find("June 4"), earliest=dt.date(2019, 6, 4), latest=dt.date(2019, 6, 4), basis="year given")
    arda = PlaceValue(quote=find("Arda"), name="Arda", country="BG")
    return Report(
        document=Document(
            path="report.txt",
            sha256=sha256,
            text=REPORT_TEXT,
            title=title,
            language="en",
            byline=None,
            publisher=Publisher(name="The Northern Herald", basis="text"),
            published=Published(earliest=dt.date(2019, 6, 5), latest=dt.date(2019, 6, 5), basis="given"),
            chain=[ChainLink(role="republished_from", actor="a1", quote=None)],
            boilerplate=[],
            issues=[],
        ),
        actors=[
            Actor(
                id="a1",
                key="x",
                kind="organisation",
                name="Ministry",
                aliases=[],
                mentions=[find("The ministry")],
                roles=[Role(title="spokesman", of=None, quote=find("ministry"))],
            ),
            Actor(
                id="a2",
                key="y",
                kind="group",
                name="Rebels",
                aliases=["fighters"],
                mentions=[find("rebels")],
                roles=[],
            ),
        ],
        mentions=[],
        claims=[
            _claim(
                1,
                "rebels had left the town of Arda",
                ministry,
                stance="hedged",
                certainty=0.5,
                loaded=[Loaded(quote=find("rebels"), kind="loaded_word")],
            ),
            _claim(2, "they fled", rebels, stance="denied", confidence=0.3),
            _claim(
                3,
                "an air strike killed four people in Arda",
                publisher,
                evidence=[Evidence(kind="footage", quote=find("footage"))],
            ),
        ],
        ties=[
            Tie(
                claim="c1",
                kind="opposes",
                from_="a1",
                to="a2",
                time=None,
                confidence=0.8,
                polarity="negative",
            )
        ],
        events=[
            Event(
                claim="c3",
                kind="assault",
                actors=[EventActor(actor="a2", role="target")],
                weapons=[find("air strike")],
                killed=4,
                injured=None,
                victims=None,
                time=day,
                places=[arda],
                confidence=0.8,
            )
        ],
        footage=[FootageMention(claim="c3", quote=find("footage"), kind="video", version="unknown")],
        not_examined=["irony"],
        version="0.1.0",
        settings={"sandbox": "rlimits"},
    )
