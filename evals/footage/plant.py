"""Make edited versions by recipe: frames of a clip into an ffmpeg command. Nothing is kept beyond the run."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from evals.footage.recipes import Recipe
from evals.footage.score import Floats, Mark
from evals.footage.sources import Clip, Pictures

EVEN = "scale=trunc(iw/2)*2:trunc(ih/2)*2"
HALF = "scale=trunc(iw/4)*2:trunc(ih/4)*2"


@dataclass(frozen=True)
class Look:
    """What was done to all pictures: filters and an encoder."""

    name: str
    filters: str
    encoder: tuple[str, ...]
    suffix: str = ".mp4"
    rate: int | None = None
    """Frames a second that the filters convert to."""
    sound: tuple[str, ...] = ()
    """Encoder of the sound; that of the container, in `SOUND_OF`, where none is given."""
    true: frozenset[str] = frozenset()
    """Kinds of edits that the look itself is."""


def x264(crf: int) -> tuple[str, ...]:
    """Arguments for H.264 at a quality."""
    return ("-c:v", "libx264", "-preset", "veryfast", "-crf", str(crf), "-pix_fmt", "yuv420p")


CRF = {crf: Look(f"crf{crf}", EVEN, x264(crf)) for crf in (20, 28, 34)}
HALVED = Look("half", HALF, x264(26))
YUV = ("-pix_fmt", "yuv420p")
X265 = Look(
    "x265", EVEN, ("-c:v", "libx265", "-preset", "ultrafast", "-crf", "30", "-x265-params", "log-level=none", *YUV)
)
VP9_QUICKLY = ("-deadline", "realtime", "-cpu-used", "8")
VP9 = Look("vp9", EVEN, ("-c:v", "libvpx-vp9", *VP9_QUICKLY, "-crf", "36", "-b:v", "0", *YUV), ".webm")
MPEG4 = Look("mpeg4", EVEN, ("-c:v", "mpeg4", "-q:v", "6", "-pix_fmt", "yuv420p"), ".avi")
CODECS = (X265, VP9, MPEG4)
NTSC = "30000/1001"
FURTHER = (
    Look("prores", EVEN, ("-c:v", "prores_ks", "-profile:v", "0"), ".mov", sound=("-c:a", "pcm_s16le")),
    Look("mjpeg avi", EVEN, ("-c:v", "mjpeg", "-q:v", "8", "-pix_fmt", "yuvj420p"), ".avi",
         sound=("-c:a", "libmp3lame", "-ar", "22050", "-ac", "1", "-b:a", "32k")),
    Look("mpeg2 ts", EVEN, ("-c:v", "mpeg2video", "-q:v", "5", "-r", "25", *YUV), ".ts",
         sound=("-c:a", "mp2", "-b:a", "128k")),
    Look("av1 ac3", EVEN, ("-c:v", "libsvtav1", "-preset", "12", "-crf", "40", *YUV), ".mkv",
         sound=("-c:a", "ac3", "-b:a", "128k")),
    Look("vp8 vorbis", EVEN, ("-c:v", "libvpx", *VP9_QUICKLY, "-b:v", "800k", *YUV), ".webm",
         sound=("-c:a", "libvorbis", "-q:a", "2")),
    Look("wmv", EVEN, ("-c:v", "wmv2", "-q:v", "5", *YUV), ".wmv", sound=("-c:a", "wmav2", "-b:a", "96k")),
    Look("flv", EVEN, ("-c:v", "flv1", "-q:v", "6", *YUV), ".flv",
         sound=("-c:a", "libmp3lame", "-ar", "22050", "-b:a", "48k")),
    Look("12 fps", f"{EVEN},fps=12", x264(26), rate=12),
    Look("pulldown", f"{EVEN},fps=24000/1001,telecine=pattern=23,fps={NTSC}", x264(26)),
    Look("interlaced", f"{EVEN},fps=60000/1001,interlace", (*x264(26), "-flags", "+ilme+ildct")),
    Look("blended 50", f"{EVEN},framerate=50", x264(26), rate=50),
    Look("repeats dropped", f"{EVEN},mpdecimate", (*x264(26), "-fps_mode", "vfr")),
    Look("telephone", "scale=-2:240", x264(36), sound=("-c:a", "aac", "-ar", "8000", "-ac", "1", "-b:a", "16k")),
    Look("louder", EVEN, x264(26), sound=("-c:a", "aac", "-af", "loudnorm=I=-14:TP=-1.5", "-ar", "48000")),
    Look("regraded", f"{EVEN},eq=contrast=1.15:brightness=0.04:saturation=1.25,colorbalance=rs=.06:bs=-.05", x264(26),
         true=frozenset({"recoloured"})),
)  # fmt: skip
"""What else becomes of files: other containers, other rates, other sound, other colours."""


def rate_look(period: float) -> Look | None:
    """The usual conversion of the frame rate for a clip whose frames are shown for ``period`` seconds."""
    rate = 1 / period
    for low, high, target in ((23, 26, 30), (26, 31, 25), (45, 70, 30)):
        if low < rate < high:
            return Look(f"{round(rate)}to{target}", f"{EVEN},fps={target}", x264(26), rate=target)
    return None


SOUND_OF = {
    ".mp4": ("-c:a", "aac", "-b:a", "96k"),
    ".webm": ("-c:a", "libopus", "-b:a", "96k"),
    ".avi": ("-c:a", "libmp3lame", "-b:a", "128k"),
}
"""Encoders of sound, where the source has any."""


class PlantingFailed(RuntimeError):
    """ffmpeg refused; the message is what it said."""


def reencode(source: Path, look: Look, to: Path) -> Path:
    """The whole of a file with another look, nothing cut; returns where it is."""
    return _ffmpeg(["-i", str(source)], look, to)


def encode(pictures: Iterable[Pictures], size: tuple[int, int], rate: str, look: Look, to: Path) -> Path:
    """Planar 4:2:0 ``pictures`` at a constant ``rate`` as a file; returns where it is."""
    given = ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "x".join(map(str, size)), "-r", rate, "-i", "-"]
    return _ffmpeg(given, look, to, pictures)


def _ffmpeg(given: list[str], look: Look, to: Path, pictures: Iterable[Pictures] = ()) -> Path:
    target = to.with_suffix(look.suffix)
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", *given, "-map", "0:v:0", "-map", "0:a:0?", "-sn"]
    command += ["-map_metadata", "-1", "-vf", look.filters, *look.encoder]
    command += [*(look.sound or SOUND_OF[look.suffix]), str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdin and process.stderr
        try:
            for picture in pictures:
                process.stdin.write(np.ascontiguousarray(picture).data)
            process.stdin.close()
        except BrokenPipeError:
            pass
        said = process.stderr.read().decode(errors="replace")
    if process.returncode:
        raise PlantingFailed(f"{' '.join(command)}: {said.strip()}")
    return target


def plant(clip: Clip, other: Clip | None, recipe: Recipe, look: Look, to: Path) -> Path:
    """The edited version of ``clip`` that ``recipe`` describes; returns where it is."""
    height, width = clip.pictures.shape[1] * 2 // 3, clip.pictures.shape[2]
    pictures = (
        clip.pictures[number] if number >= 0 or other is None else other.pictures[-1 - number]
        for number in recipe.order
    )
    return encode(pictures, (width, height), str(clip.rate), look, to)


def truth_marks(clip: Clip, recipe: Recipe) -> list[Mark]:
    """The planted edits in seconds: left by the clip's own time stamps, right by the rate that was written."""
    period = float(1 / clip.rate)
    return [
        Mark(
            one.kind,
            (clip.at(one.left[0]), clip.at(one.left[1])),
            (one.right[0] * period, one.right[1] * period),
            moving=all(clip.moves_at(frame) for frame in one.left),
        )
        for one in recipe.planted
    ]


def truth_at(clip: Clip, recipe: Recipe, times: Floats) -> Floats:
    """Left seconds that the edited version truly shows at right ``times``; NaN for other footage."""
    numbers = np.floor(times * float(clip.rate) + 0.25).astype(np.int64).clip(0, len(recipe.order) - 1)
    shown = recipe.order[numbers]
    return np.where(shown >= 0, clip.times[shown.clip(0)], np.nan)
