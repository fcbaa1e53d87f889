"""Captions planted in made footage, through a whole comparison: with a reader that is made up, and with the extra."""

from __future__ import annotations

import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import av
import numpy as np
import numpy.typing as npt
import pytest
from msgspec import UNSET
from PIL import Image, ImageDraw, ImageFont
from tests.made_footage import make_texture

from uncut.dossier.csv_table import render_csv
from uncut.dossier.edl import render_edl
from uncut.dossier.webvtt import render_vtt
from uncut.footage import captions
from uncut.footage.changes.lettering import Piece
from uncut.footage.compare import CompareSettings, compare_footage
from uncut.footage.reader import Reader, find_reader
from uncut.footage.sides import ReadSide
from uncut.jail import JailSettings
from uncut.model.comparison import WHOLE_PICTURE, Comparison, Edit, NotExamined, TrackPoint
from uncut.model.time import Span

WIDTH, HEIGHT, RATE, FRAMES = 480, 272, 20, 40
SHOWN = range(8, 32)
WORDS = "Harbour news, 12 March"
RED = (150, 20, 30)
Picture = npt.NDArray[np.uint8]


def scene(number: int) -> Image.Image:
    """A camera that pans over a texture, in colour."""
    texture = np.roll(np.kron(make_texture(3, 96, 168), np.ones((4, 4))), (number, 3 * number), (0, 1))
    grey = np.clip(texture[:HEIGHT, :WIDTH], 0, 255).astype(np.uint8)
    return Image.merge("RGB", [Image.fromarray(grey)] * 3)


def caption(picture: Image.Image) -> Image.Image:
    """``picture`` with `WORDS` on a red bar."""
    pen = ImageDraw.Draw(picture)
    pen.rectangle((80, 190, 400, 240), fill=RED)
    pen.text((240, 215), WORDS, "white", ImageFont.load_default(24), anchor="mm")
    return picture


def write_clip(path: Path, *, captioned: bool) -> Path:
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=RATE, options={"crf": "18", "preset": "veryfast"})
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(FRAMES):
            picture = caption(scene(number)) if captioned and number in SHOWN else scene(number)
            out.mux(stream.encode(av.VideoFrame.from_image(picture)))
        out.mux(stream.encode())
    return path


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("captions")
    return write_clip(folder / "left.mp4", captioned=False), write_clip(folder / "right.mp4", captioned=True)


@dataclass
class MadeUpReader:
    """Says ``words`` of every picture that is mostly as red as the bar, or of all."""

    words: str
    everywhere: bool = False
    asked: list[Picture] = field(default_factory=list)
    name: str = "made up 1"

    def read(self, picture: Picture) -> list[Piece]:
        self.asked.append(picture)
        is_red = np.abs(picture.astype(int) - RED).max(axis=2) < 40
        if is_red.mean() < 0.3 and not self.everywhere:
            return []
        return [Piece(self.words, 0.99, WHOLE_PICTURE, 8.0)]


def compare(pair: tuple[Path, Path], reader: Reader | None) -> Comparison:
    return compare_footage(*pair, CompareSettings(find_reader=lambda: reader))


def overlaid(result: Comparison) -> list[Edit]:
    return [edit for edit in result.edits if edit.kind in ("overlaid", "covered")]


def test_the_text_of_a_region_is_told_wherever_the_edit_is(pair: tuple[Path, Path]) -> None:
    reader = MadeUpReader(WORDS + " \u202eevil")
    result = compare(pair, reader)
    (edit,) = overlaid(result)
    assert edit.text == WORDS + " \u202eevil"
    assert result.settings["text_reader"] == "made up 1"
    assert all(picture.shape[0] < HEIGHT / 2 for picture in reader.asked)  # the region and its margin
    assert not any(one.what == "text in regions" for one in result.not_examined)
    for render in (render_csv, render_edl, render_vtt):
        told = render(result)
        assert "Harbour news" in told
        assert "\u202e" not in told


def test_what_the_left_version_shows_in_the_same_place_is_not_told(pair: tuple[Path, Path]) -> None:
    (edit,) = overlaid(compare(pair, MadeUpReader("HOTEL", everywhere=True)))
    assert not isinstance(edit.text, str)


def region(start: int, seconds: int, kind: str = "overlaid") -> Edit:
    span = Span(start, start + seconds)
    track = [TrackPoint(at=span.start, box=WHOLE_PICTURE)]
    return Edit(kind=kind, left=span, right=span, confidence=1.0, why="", track=track)  # type: ignore[arg-type]


def read_of(edits: list[Edit], find: Callable[[], Reader | None]) -> tuple[list[Edit], list[NotExamined], str | None]:
    """What becomes of edits where no file needs to be looked at."""
    side = cast("ReadSide", None)
    return captions.read_captions(side, side, [], edits, find, JailSettings())


def test_without_the_extra_the_result_says_what_was_not_read() -> None:
    edits = [region(0, 2), region(3, 2, "blurred")]
    missing = NotExamined(what="text in regions", why="install uncut[ocr] to have it read")
    assert read_of(edits, lambda: None) == (edits, [missing], None)


def test_without_such_regions_no_reader_is_looked_for() -> None:
    def find() -> Reader | None:
        raise AssertionError("it was looked for")

    edits = [region(3, 2, "blurred"), region(6, 1, "pixelated")]
    assert read_of(edits, find) == (edits, [], None)


def test_of_very_many_regions_the_longest_are_read_and_the_others_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(captions, "MOST_REGIONS", 2)
    monkeypatch.setattr(captions, "_read_some", lambda *given: dict.fromkeys(given[3], "read"))
    edits = [region(0, 2), region(10, 1), region(20, 3)]
    told, left_out, _ = read_of(edits, lambda: MadeUpReader(""))
    assert [edit.text for edit in told] == ["read", UNSET, "read"]
    assert [one.right for one in left_out] == [Span(10, 11)]


def test_the_extra_reads_a_caption_to_the_letter_without_a_network(
    pair: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("rapidocr", reason="the extra ocr is not installed")
    pytest.importorskip("onnxruntime", reason="the extra ocr is not installed")

    def refuse(*_arguments: object) -> None:
        raise AssertionError("it asked for a network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    reader = find_reader()
    assert reader is not None
    (edit,) = overlaid(compare(pair, reader))
    assert edit.text == WORDS
