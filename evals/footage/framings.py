"""What may be done to the whole picture: filters for ffmpeg, and the truth about what is shown where. No files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from uncut.model.comparison import WHOLE_PICTURE, Box

Place = tuple[Box, Box]
"""The part of the left picture that is shown, and where in the right one."""


@dataclass(frozen=True)
class Framing:
    """One way to frame pictures of a size."""

    name: str
    kinds: frozenset[str]
    """Kinds of change that tell of it."""
    filters: Callable[[int, int, float], str]
    """From width, height and seconds."""
    place: Callable[[int, int, float], Place]
    """From width, height and the share of the time that has passed, 0..1."""
    rotation: float = 0.0
    """Degrees clockwise."""
    mirrored: bool = False
    behind: bool = False
    """Whether other footage, as the second input, is shown behind."""

    def is_told_by(self, kinds: frozenset[str]) -> bool:
        """Whether what was said of the whole picture is right and no more than that."""
        return kinds == self.kinds


def _even(size: float) -> int:
    return max(2, round(size / 2) * 2)


def _crop_place(width: int, height: int, share: tuple[float, float], at: tuple[float, float]) -> Place:
    wide, tall = _even(share[0] * width), _even(share[1] * height)
    x, y = _even(at[0] * (width - wide)), _even(at[1] * (height - tall))
    return Box(x / width, y / height, wide / width, tall / height), WHOLE_PICTURE


def cropped(name: str, share: float, at: tuple[float, float]) -> Framing:
    """A part of the picture, at its own size."""

    def place(width: int, height: int, _passed: float) -> Place:
        return _crop_place(width, height, (share, share), at)

    def filters(width: int, height: int, _seconds: float) -> str:
        return _crop(place(width, height, 0)[0], width, height)

    return Framing(name, frozenset({"reframed"}), filters, place)


def _crop(box: Box, width: int, height: int) -> str:
    sizes = box.width * width, box.height * height, box.x * width, box.y * height
    return "crop=" + ":".join(str(round(one)) for one in sizes)


def zoomed(name: str, factor: float) -> Framing:
    """The middle of the picture, enlarged to its size."""

    def place(width: int, height: int, _passed: float) -> Place:
        return _crop_place(width, height, (1 / factor, 1 / factor), (0.5, 0.5))

    def filters(width: int, height: int, _seconds: float) -> str:
        return f"{_crop(place(width, height, 0)[0], width, height)},scale={_even(width)}:{_even(height)}"

    return Framing(name, frozenset({"reframed"}), filters, place)


def windowed(name: str, shape: float, path: tuple[float, float]) -> Framing:
    """A window of another shape, as high as the picture, that moves from one place to another: shares of the way."""

    def wide(width: int, height: int) -> int:
        return min(_even(width), _even(height * shape))

    def place(width: int, height: int, passed: float) -> Place:
        start, end = path
        x = (start + (end - start) * min(max(passed, 0), 1)) * (width - wide(width, height))
        return Box(x / width, 0.0, wide(width, height) / width, 1.0), WHOLE_PICTURE

    def filters(width: int, height: int, seconds: float) -> str:
        room = width - wide(width, height)
        start, end = path
        x = f"{room}*({start}+{end - start}*min(t/{seconds:.4f},1))"
        return f"crop={wide(width, height)}:{_even(height)}:x='{x}':y=0:exact=1"

    return Framing(name, frozenset({"reframed"}), filters, place)


def boxed(name: str, shape: float, *, blurred: bool = False) -> Framing:
    """The whole picture with bars, to another shape; the bars black, or a blurred copy."""

    def sizes(width: int, height: int) -> tuple[int, int]:
        return (
            (_even(height * shape), _even(height)) if shape > width / height else (_even(width), _even(width / shape))
        )

    def place(width: int, height: int, _passed: float) -> Place:
        wide, tall = sizes(width, height)
        x, y = _even((wide - width) / 2) if wide > width else 0, _even((tall - height) / 2) if tall > height else 0
        return WHOLE_PICTURE, Box(x / wide, y / tall, width / wide, height / tall)

    def filters(width: int, height: int, _seconds: float) -> str:
        wide, tall = sizes(width, height)
        box = place(width, height, 0)[1]
        x, y = round(box.x * wide), round(box.y * tall)
        if not blurred:
            return f"pad={wide}:{tall}:{x}:{y}"
        bars = (
            f"scale={wide}:{tall}:force_original_aspect_ratio=increase,crop={wide}:{tall},gblur=sigma={tall / 40:.1f}"
        )
        return f"split[a][b];[b]{bars}[c];[c][a]overlay={x}:{y}"

    return Framing(name, frozenset({"padded"}), filters, place)


def inset(name: str, share: float, at: tuple[float, float]) -> Framing:
    """Picture in picture: small, over other footage."""

    def place(width: int, height: int, _passed: float) -> Place:
        wide, tall = _even(share * width), _even(share * height)
        x, y = _even(at[0] * (width - wide)), _even(at[1] * (height - tall))
        return WHOLE_PICTURE, Box(x / width, y / height, wide / width, tall / height)

    def filters(width: int, height: int, _seconds: float) -> str:
        box = place(width, height, 0)[1]
        wide, tall, x, y = (
            round(one) for one in (box.width * width, box.height * height, box.x * width, box.y * height)
        )
        return (
            f"scale={wide}:{tall}[small];[behind]scale={_even(width)}:{_even(height)}[back];"
            f"[back][small]overlay={x}:{y}:shortest=1"
        )

    return Framing(name, frozenset({"padded"}), filters, place, behind=True)


def turned(name: str, degrees: int, filters: str) -> Framing:
    """Quarter turns."""

    def place(_width: int, _height: int, _passed: float) -> Place:
        return WHOLE_PICTURE, WHOLE_PICTURE

    return Framing(name, frozenset({"rotated"}), lambda _w, _h, _s: filters, place, degrees)


def tilted(name: str, degrees: float) -> Framing:
    """Turned by a few degrees about the middle, the corners black."""

    def place(_width: int, _height: int, _passed: float) -> Place:
        return WHOLE_PICTURE, WHOLE_PICTURE

    return Framing(name, frozenset({"rotated"}), lambda _w, _h, _s: f"rotate={degrees}*PI/180:c=black", place, degrees)


def flopped(other: Framing) -> Framing:
    """Mirrored, then framed."""

    def place(width: int, height: int, passed: float) -> Place:
        left, right = other.place(width, height, passed)
        return Box(1 - left.x - left.width, left.y, left.width, left.height), right

    def filters(width: int, height: int, seconds: float) -> str:
        return f"hflip,{other.filters(width, height, seconds)}"

    return Framing(
        f"mirrored {other.name}", other.kinds | {"mirrored"}, filters, place, other.rotation, True, other.behind
    )


Quadrangle = tuple[tuple[float, float], tuple[float, float], tuple[float, float], tuple[float, float]]
"""Upper left, upper right, lower right and lower left corner, shares of the width and of the height."""


def filmed(name: str, corners: Quadrangle, sway: float, seconds: float = 2.5) -> Framing:
    """A screen with a dark rim, filmed: slanted, softer, noisier, with a camera that sways by a share of the width."""

    def place(_width: int, _height: int, passed: float) -> Place:
        across, down = zip(*corners, strict=True)
        return WHOLE_PICTURE, Box(min(across), min(down), max(across) - min(across), max(down) - min(down))

    def filters(_width: int, _height: int, _seconds: float) -> str:
        turn = f"2*PI*on/(25*{seconds})"
        moves = f"{sway}*W*sin({turn})", f"{sway}*W*cos({turn}*0.7)"
        places = ":".join(
            f"{axis}{number}='{corners[at][which]}*{'WH'[which]}+{moves[which]}'"
            for number, at in enumerate((0, 1, 3, 2))  # the filter names the lower left corner before the lower right
            for which, axis in enumerate("xy")
        )
        screen = "drawbox=t=3:color=black"
        camera = "gblur=sigma=0.7,eq=contrast=0.85:brightness=0.04:gamma=1.15,noise=alls=6:allf=t"
        return f"{screen},perspective={places}:sense=destination:eval=frame,{camera}"

    return Framing(name, frozenset({"filmed"}), filters, place)


def _as_it_is(_width: int, _height: int, _passed: float) -> Place:
    return WHOLE_PICTURE, WHOLE_PICTURE


MIRROR = Framing("mirror", frozenset({"mirrored"}), lambda _w, _h, _s: "hflip", _as_it_is, mirrored=True)
CROP_85, CROP_60 = cropped("crop 85 %", 0.85, (0.7, 0.2)), cropped("crop 60 %", 0.6, (0.2, 0.9))
TALL, SQUARE = windowed("9:16", 9 / 16, (0.4, 0.4)), windowed("1:1", 1.0, (0.7, 0.7))
TURN_90 = turned("turn 90", 90, "transpose=clock")
FRAMINGS = (
    CROP_85,
    CROP_60,
    TALL,
    SQUARE,
    windowed("9:16 moving", 9 / 16, (0.1, 0.9)),
    windowed("1:1 moving", 1.0, (0.9, 0.2)),
    boxed("letterbox", 4 / 3),
    boxed("pillarbox", 2.4),
    boxed("blurred bars", 9 / 16, blurred=True),
    inset("inset 30 %", 0.3, (0.9, 0.1)),
    inset("inset 50 %", 0.5, (0.1, 0.8)),
    MIRROR,
    flopped(CROP_85),
    TURN_90,
    turned("turn 180", 180, "hflip,vflip"),
    turned("turn 270", 270, "transpose=cclock"),
    flopped(TURN_90),
    tilted("tilt 3", 3.0),
    tilted("tilt -3", -3.0),
    zoomed("zoom 1.2", 1.2),
)
FILMED = (
    filmed("filmed from the right", ((0.08, 0.1), (0.86, 0.16), (0.88, 0.84), (0.06, 0.94)), 0.0),
    filmed("filmed from below, by hand", ((0.17, 0.12), (0.84, 0.09), (0.93, 0.88), (0.07, 0.93)), 0.012),
)
