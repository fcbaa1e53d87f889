"""Model objects as the pipelines would make them, for the tests of the dossier."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from uncut.dossier.parts import ComparisonPart, Dossier, Still
from uncut.dossier.stills import choose_stills
from uncut.model.case import CaseFacts, CaseInventory, Derivative, Exhibit, HashedFile, LogEntry
from uncut.model.comparison import (
    Box,
    Comparison,
    Coverage,
    Edit,
    Kept,
    NotExamined,
    TrackPoint,
    Uncertain,
)
from uncut.model.footage import AudioFacts, Footage
from uncut.model.report import (
    Actor,
    Boilerplate,
    ChainLink,
    Claim,
    Document,
    Event,
    EventActor,
    Evidence,
    FootageMention,
    Loaded,
    Mention,
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

FRAME = Fraction(1001, 30000)
MADE_AT = dt.datetime(2025, 11, 3, 14, 7, 9, tzinfo=dt.UTC)
LEFT_HASH = "3f0a9d0c" * 8
RIGHT_HASH = "b6117e52" * 8


def span(start: float | Fraction, end: float | Fraction) -> Span:
    return Span(Fraction(start).limit_denominator(10**6), Fraction(end).limit_denominator(10**6))


def footage(path: str, seconds: float, sha256: str, **changes: Any) -> Footage:
    facts: dict[str, Any] = {
        "path": path,
        "sha256": sha256,
        "seconds": Fraction(seconds).limit_denominator(1000),
        "frames": round(seconds / FRAME),
        "frame_rate": "30000/1001",
        "variable_frame_rate": False,
        "width": 1280,
        "height": 720,
        "video_codec": "h264",
        "audio": AudioFacts("aac", 48000, 2),
        "tags": {"creation_time": "2019-06-04T08:12:31Z", "encoder": "Lavf57.83.100"},
        "issues": [],
    }
    return Footage(**{**facts, **changes})


def all_kinds() -> list[Edit]:
    """One edit of every kind of the contract, in a right version of 24 s."""
    common = {"confidence": 0.9, "why": "measured"}
    return [
        Edit(kind="removed", left=span(4, 6.4), right=span(4, 4), confidence=0.99,
             why="72 left frames have no match in the right version (best distance 41.2, threshold 18.0)."),
        Edit(kind="inserted", left=span(9.2, 9.2), right=span(6.8, 8.1), confidence=0.98,
             why="39 right frames match no left frame (best distance 37.9, threshold 18.0)."),
        Edit(kind="moved", left=span(20, 22), right=span(9, 11), **common),
        Edit(kind="repeated", left=span(1, 2), right=span(11, 12), **common),
        Edit(kind="retimed", left=span(12, 16), right=span(12, 14), rate=2.0, **common),
        Edit(kind="frozen", left=span(16, 16), right=span(14, 15), rate=0.0, **common),
        Edit(kind="reversed", left=span(16, 17), right=span(15, 16), rate=1.0, **common),
        Edit(kind="blurred", left=span(17, 19.5), right=span(16, 18.5), confidence=0.93, why="Gain .16 inside, .91 outside.",
             track=[TrackPoint(span(16, 18.5).start, Box(0.41, 0.30, 0.12, 0.15)),
                    TrackPoint(span(16, 18.5).end, Box(0.51, 0.30, 0.12, 0.15))]),
        Edit(kind="pixelated", left=span(17, 18), right=span(16, 17), track=[], **common),
        Edit(kind="covered", left=span(17, 18), right=span(16, 17), **common),
        Edit(kind="overlaid", left=span(0, 24), right=span(0, 24), text="LIVE", **common),
        Edit(kind="reframed", left=span(0, 24), right=span(0, 24), left_box=Box(0.1, 0, 0.8, 1), **common),
        Edit(kind="padded", left=span(0, 24), right=span(0, 24), right_box=Box(0.1, 0.1, 0.8, 0.8), **common),
        Edit(kind="mirrored", left=span(0, 24), right=span(0, 24), **common),
        Edit(kind="rotated", left=span(0, 24), right=span(0, 24), rotation=90, **common),
        Edit(kind="filmed", left=span(0, 24), right=span(0, 24), right_box=Box(0.1, 0.1, 0.8, 0.8), **common),
        Edit(kind="sharpened", left=span(0, 24), right=span(0, 24), **common),
        Edit(kind="grain_added", left=span(4, 8), right=span(3, 7), **common),
        Edit(kind="recoloured", left=span(0, 24), right=span(0, 24), **common),
        Edit(kind="muted", left=span(20, 20.8), right=span(18, 18.8), **common),
        Edit(kind="bleeped", left=span(21, 21.4), right=span(19, 19.4), **common),
        Edit(kind="sound_replaced", left=span(22, 23), right=span(20, 21), by="sound", **common),
        Edit(kind="sound_added", left=span(22, 23), right=span(20, 21), **common),
        Edit(kind="sound_removed", left=span(22, 23), right=span(20, 21), **common),
        Edit(kind="sound_shifted", left=span(22, 23), right=span(20, 21), offset=Fraction(-3, 25), **common),
        Edit(kind="metadata", left=None, right=None, field="creation_time", left_value="2019-06-04T08:12:31Z",
             right_value=None, confidence=1.0, why="The containers say so."),
    ]  # fmt: skip


def comparison(edits: list[Edit] | None = None, **changes: Any) -> Comparison:
    """A right version with two cuts, one insertion and a look-alike stretch shown later."""
    usual = [
        *all_kinds()[:2],
        Edit(kind="removed", left=span(14.5, 16.1), right=span(13.4, 13.4), confidence=0.81,
             why="The picture stands still here: 48 left frames are missing, and 31 places would do.",
             uncertain=Uncertain(span(13.9, 15.1), span(15.5, 16.7))),
        *all_kinds()[7:8],
    ]  # fmt: skip
    facts: dict[str, Any] = {
        "left": footage("evidence/meeting-full.mp4", 24.4, LEFT_HASH),
        "right": footage("evidence/meeting-channel.mp4", 21.7, RIGHT_HASH, width=640, height=360,
                         tags={"encoder": "Lavf60.16.100"}),
        "related": True,
        "coverage": Coverage(0.836, 0.94),
        "kept": [
            Kept(right=span(0, 4), left=span(0, 4), confidence=0.99),
            Kept(right=span(4, 6.8), left=span(6.4, 9.2), confidence=0.99),
            Kept(right=span(8.1, 13.4), left=span(9.2, 14.5), confidence=0.98),
            Kept(right=span(13.4, 21.7), left=span(16.1, 24.4), confidence=0.98),
        ],
        "edits": usual if edits is None else edits,
        "not_examined": [
            NotExamined(what="regions", why="too flat to decide", right=span(12, 15.5)),
            NotExamined(what="sound", why="this version of the program does not look at it"),
        ],
        "settings": {"fingerprint": {"version": "fingerprint_frames_v1", "width": 32}, "threshold": 18.0},
        "version": "0.1.0",
    }  # fmt: skip
    return Comparison(**{**facts, **changes})


def noise_stills(one: Comparison, at_most: int = 240) -> dict[int, list[Still]]:
    """A textured picture for each still that the dossier wants."""
    random = np.random.default_rng(7)
    stills: dict[int, list[Still]] = {}
    for index, side, at in choose_stills(one, at_most=at_most):
        coarse = random.integers(0, 255, (9, 16, 3), dtype=np.uint8)
        stills.setdefault(index, []).append(Still(side, at, np.kron(coarse, np.ones((20, 20, 1), np.uint8))))
    return stills


TEXT = (
    "Share on social media\n\n"
    "Harbour council hid part of the film, says union\n\n"
    "The dockers' union said on 4 June that the council had cut eleven seconds from the film of the meeting. "
    "“They allegedly removed the vote,” said Mara Okonjo, who leads the union.\n\n"
    "The council denies that anything was left out. The so-called full version was shared by a port worker. "
    "Two guards were injured in Eastport."
)


def words(text: str, piece: str, after: int = 0) -> Quote:
    start = text.index(piece, after)
    return quote_at(text, start, start + len(piece))


def report(text: str = TEXT) -> Report:
    def at(piece: str) -> Quote:
        return words(text, piece)

    june = TimeValue(
        quote=at("4 June"),
        earliest=dt.date(2019, 6, 4),
        latest=dt.date(2019, 6, 4),
        basis="day and month, year of publication",
    )
    eastport = PlaceValue(quote=at("Eastport"), name="Eastport", country="US", latitude=44.9, longitude=-67.0)
    cut = at("the council had cut eleven seconds from the film of the meeting")

    def claim(number: int, quote: Quote, source: Source, stance: str, certainty: float, **more: Any) -> Claim:
        facts: dict[str, Any] = {
            "id": f"c{number}", "key": f"k{number}", "quote": quote, "predicate": None, "asserted_by": source,
            "stance": stance, "cues": [], "certainty": certainty, "time": None, "places": [], "about": ["a2"],
            "evidence": [], "loaded": [], "confidence": 0.86,
        }  # fmt: skip
        return Claim(**{**facts, **more})

    publisher = Source(kind="publisher", actor=None, quote=None, via=[])
    union = Source(kind="named", actor="a1", quote=at("The dockers' union"), via=[])
    mara = Source(kind="named", actor="a3", quote=at("Mara Okonjo, who leads the union"), via=["a1"])
    council = Source(kind="named", actor="a2", quote=at("The council"), via=[])
    return Report(
        document=Document(
            path="reports/harbour.html", sha256="77aa10cd" * 8, text=text,
            title="Harbour council hid part of the film, says union", language="en", byline=None,
            publisher=Publisher(name="Eastport Courier", basis="metadata"),
            published=Published(earliest=dt.date(2019, 6, 5), latest=dt.date(2019, 6, 5), basis="metadata"),
            chain=[ChainLink(role="shared_by", actor="a4", quote=at("a port worker"))],
            boilerplate=[Boilerplate(quote=at("Share on social media"), kind="social")],
            issues=[],
        ),
        actors=[
            Actor(id="a1", key="dockers-union", kind="organisation", name="dockers' union", aliases=["the union"],
                  roles=[], mentions=[at("The dockers' union")]),
            Actor(id="a2", key="council", kind="organisation", name="Harbour council", aliases=[], roles=[],
                  mentions=[at("Harbour council"), at("The council")]),
            Actor(id="a3", key="mara-okonjo", kind="person", name="Mara Okonjo", aliases=[],
                  roles=[Role(title="leader", of="a1", quote=at("who leads the union"))], mentions=[at("Mara Okonjo")]),
            Actor(id="a4", key="port-worker", kind="person", name="a port worker", aliases=[], roles=[],
                  mentions=[at("a port worker")]),
        ],
        mentions=[
            Mention(kind="temporal", quote=at("4 June"), time=june),
            Mention(kind="location", quote=at("Eastport"), place=eastport),
            Mention(kind="quantity", quote=at("eleven seconds")),
            Mention(kind="media", quote=at("the film of the meeting")),
        ],
        claims=[
            claim(1, cut, union, "asserted", 0.95, cues=[at("said")], time=june,
                  evidence=[Evidence(kind="footage", quote=at("the film of the meeting"))]),
            claim(2, at("They allegedly removed the vote"), mara, "hedged", 0.6, cues=[at("allegedly")]),
            claim(3, at("anything was left out"), council, "denied", 0.95, cues=[at("denies")]),
            claim(4, at("The so-called full version was shared by a port worker"), publisher, "asserted", 0.9,
                  loaded=[Loaded(quote=at("so-called"), kind="loaded_word")]),
            claim(5, at("Two guards were injured in Eastport"), publisher, "asserted", 0.95, places=[eastport]),
        ],
        ties=[Tie(claim="c2", kind="leads", from_="a3", to="a1", time=None, confidence=0.9)],
        events=[
            Event(claim="c5", kind="assault", actors=[EventActor(actor="a2", role="other")], weapons=[], killed=None,
                  injured=2, victims=at("Two guards"), time=None, places=[eastport], confidence=0.7)
        ],
        footage=[FootageMention(claim="c1", quote=at("the film of the meeting"), kind="video", version="edited")],
        not_examined=["images of the page"],
        version="0.1.0",
        settings={"published": None},
    )  # fmt: skip


LEFT_TEXT = (
    "The film was shown on Monday. Officials said that eleven people had possibly been hurt. "
    "The union disputes this. A second film is being examined. Nobody was arrested."
)
RIGHT_TEXT = (
    "The film was shown on Monday. Officials said that twelve people had been hurt. "
    "A second film is being examined. Nobody was arrested. The council thanked the police."
)


def text_comparison(left: str = LEFT_TEXT, right: str = RIGHT_TEXT) -> TextComparison:
    def pair(piece: str) -> TextKept:
        return TextKept(left=words(left, piece), right=words(right, piece))

    return TextComparison(
        left=TextSide(path="reports/first.txt", sha256="aa01bb02" * 8, text=left, boilerplate=[]),
        right=TextSide(path="reports/later.txt", sha256="cc03dd04" * 8, text=right, boilerplate=[]),
        related=True,
        coverage=Coverage(0.78, 0.74),
        kept=[pair("The film was shown on Monday."), pair("A second film is being examined."), pair("Nobody was arrested.")],
        edits=[
            TextEdit(kind="reworded", left=words(left, "Officials said that eleven people had possibly been hurt."),
                     right=words(right, "Officials said that twelve people had been hurt."), confidence=0.97,
                     why="9 of 10 words are the same, in the same order.",
                     pieces=[TextPiece(left=words(left, "eleven"), right=words(right, "twelve")),
                             TextPiece(left=words(left, "possibly"), right=None)],
                     effect=["number_changed", "hedge_dropped"]),
            TextEdit(kind="removed", left=words(left, "The union disputes this."), right=None, confidence=1.0,
                     why="No sentence of the right text shares more than 1 of its 4 words."),
            TextEdit(kind="inserted", left=None, right=words(right, "The council thanked the police."), confidence=1.0,
                     why="No sentence of the left text shares more than 1 of its 5 words."),
        ],
        settings={},
        version="0.1.0",
    )  # fmt: skip


def inventory(entries: int = 3) -> CaseInventory:
    facts = CaseFacts(id="5d2c7a1e", title="Harbour meeting", created_at=MADE_AT, created_by="M. Vogt")
    exhibits = [
        Exhibit(id="E1", sha256=LEFT_HASH, name="meeting-full.mp4", size_bytes=8_412_345, kind="footage",
                source="https://example.org/full", note="sent by a port worker", added_at=MADE_AT, added_by="M. Vogt"),
        Exhibit(id="E2", sha256=RIGHT_HASH, name="meeting-channel.mp4", size_bytes=2_204_120, kind="footage",
                source=None, note=None, added_at=MADE_AT, added_by="M. Vogt"),
    ]  # fmt: skip
    derivatives = [
        Derivative(id="D1", kind="comparison", output=HashedFile(path="derived/D1.json", sha256="0d" * 32),
                   inputs=[LEFT_HASH, RIGHT_HASH], version="0.1.0", arguments={"quick": False, "threshold": 18.0},
                   sandbox="Landlock + seccomp + rlimits", made_at=MADE_AT, made_by="M. Vogt"),
    ]  # fmt: skip
    log = [
        LogEntry(number=n, at=MADE_AT, who="M. Vogt", action="received", subject=f"E{n}", details={"name": "x"},
                 previous_sha256=f"{n - 1:064x}", sha256=f"{n:064x}")
        for n in range(1, entries + 1)
    ]  # fmt: skip
    return CaseInventory(case=facts, exhibits=exhibits, derivatives=derivatives, log=log, version="0.1.0")


def dossier(**changes: Any) -> Dossier:
    one = comparison()
    facts: dict[str, Any] = {
        "title": "Harbour meeting, two versions",
        "comparisons": [ComparisonPart(one, noise_stills(one))],
        "text_comparisons": [text_comparison()],
        "reports": [report()],
        "inventory": inventory(),
        "made_at": MADE_AT,
        "version": "0.1.0",
    }
    return Dossier(**{**facts, **changes})


def many_edits(count: int, seconds: float = 7200) -> Sequence[Edit]:
    step = seconds / count
    return [
        Edit(kind="removed", left=span(n * step, n * step + step / 3), right=span(n * step * 2 / 3, n * step * 2 / 3),
             confidence=0.9, why="no match")
        for n in range(count)
    ]  # fmt: skip
