"""A generated night street that behaves like footage: texture at every scale, depth, movement, an unsteady hand, grain.

Pillow moves each layer by fractions of a pixel; numpy makes what is on it. The same seed gives the same pictures.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PIL import Image

from uncut.demo.edit import Picture
from uncut.demo.plan import HEIGHT, WIDTH

MARGIN = 120
"""Pixels of every layer beyond the picture, on each side: room for the camera to move."""
LAYER_WIDTH, LAYER_HEIGHT = WIDTH + 2 * MARGIN, HEIGHT + 2 * MARGIN
GRAIN = 4.0
"""Standard deviation of the sensor's noise, in grey levels."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Tower:
    """A house front; pixels of its layer."""

    x: int
    width: int
    top: int
    tint: tuple[float, float, float]
    lit: float
    """Share of its windows with a light on."""


NEAR = (
    Tower(60, 200, 130, (70, 74, 84), 0.35),
    Tower(350, 190, 150, (96, 88, 80), 0.55),
    Tower(620, 230, 100, (62, 70, 76), 0.30),
)
FAR = (
    Tower(0, 150, 210, (34, 38, 52), 0.5),
    Tower(230, 140, 240, (40, 40, 50), 0.4),
    Tower(520, 130, 190, (36, 40, 56), 0.5),
    Tower(760, 120, 230, (38, 38, 50), 0.45),
)
SIGN = (378, 190, 134, 78)
"""The lit sign on the tower in the middle: x, y, width, height on its layer."""
STREET_TOP = 395
"""Row of the near layer where the street begins."""
CARS = (
    (5.3, -80.0, 34.0, (255, 244, 214)),
    (-3.9, 700.0, 22.0, (255, 60, 50)),
    (4.4, -620.0, 40.0, (255, 240, 220)),
    (-6.1, 1300.0, 18.0, (230, 50, 46)),
)
"""Speed (pixels a frame), position at the start, lane (pixels below `STREET_TOP`), colour of the lamps."""
GLARE = 32
"""Pixels beyond which a lamp adds nothing that 8 bits could show."""


def make_street(frames: int, seed: int = 7) -> Iterator[Picture]:
    """The pictures, one after the other, each of shape (`HEIGHT`, `WIDTH`, 3)."""
    rng = np.random.default_rng(seed)
    sky, far, near = _sky(rng), _towers(FAR, rng, None), _towers(NEAR, rng, SIGN)
    sway = _hand(frames, rng)
    flicker = rng.random(frames) < 0.06
    grain = GRAIN * rng.standard_normal((2 * HEIGHT, 2 * WIDTH, 1), dtype=np.float32)
    for number in range(frames):
        time = number / frames
        x, y = sway[number]
        image = _view(sky, 0.15 * x + 40 * time, 0.2 * y)
        for layer, depth in ((far, 0.45), (near, 1.0)):
            part = _view(layer, depth * (x + 50 * time - 25), depth * y)
            image.paste(part, (0, 0), part)
        picture = np.asarray(image.convert("RGB")).astype(np.float32)
        _drive(picture, number, (x + 50 * time - 25, y))
        picture *= 1 - 0.04 * flicker[number]
        down, right = rng.integers(HEIGHT), rng.integers(WIDTH)
        picture += grain[down : down + HEIGHT, right : right + WIDTH]
        yield np.clip(picture, 0, 255).astype(np.uint8)


def noise_field(height: int, width: int, slope: float, rng: np.random.Generator) -> Floats:
    """Noise whose amplitude falls with frequency to the power ``slope``, as in nature; mean 0, deviation 1."""
    spectrum = np.fft.rfft2(rng.standard_normal((height, width)))
    frequency = np.hypot(np.fft.fftfreq(height)[:, None], np.fft.rfftfreq(width)[None, :])
    frequency[0, 0] = 1.0
    field = np.fft.irfft2(spectrum / frequency**slope, (height, width))
    field -= field.mean()
    return np.asarray(field / field.std(), dtype=np.float32)


def _sky(rng: np.random.Generator) -> Image.Image:
    clouds = noise_field(LAYER_HEIGHT, LAYER_WIDTH, 1.6, rng)[..., None]
    glow = np.linspace(0, 1, LAYER_HEIGHT, dtype=np.float32)[:, None, None]
    colour = np.array([22, 26, 44], np.float32) + glow * np.array([46, 34, 18], np.float32)
    return _as_image(colour + clouds * np.array([9, 9, 11], np.float32), None)


def _towers(towers: tuple[Tower, ...], rng: np.random.Generator, sign: tuple[int, int, int, int] | None) -> Image.Image:
    """A layer with house fronts and, on the near one, a sign and the street before them."""
    colours = np.zeros((LAYER_HEIGHT, LAYER_WIDTH, 3), np.float32)
    opaque = np.zeros((LAYER_HEIGHT, LAYER_WIDTH), bool)
    for tower in towers:
        area = np.s_[tower.top :, tower.x : tower.x + tower.width]
        colours[area] = _front(tower, rng)
        opaque[area] = True
    if sign is not None:
        _put_sign(colours, sign, rng)
        rows = LAYER_HEIGHT - STREET_TOP
        asphalt = noise_field(rows, LAYER_WIDTH, 1.0, rng)[..., None]
        colours[STREET_TOP:] = np.array([40, 38, 40], np.float32) + 9 * asphalt
        opaque[STREET_TOP:] = True
    return _as_image(colours, opaque)


def _front(tower: Tower, rng: np.random.Generator) -> Floats:
    """A front of plaster and windows; shape (height, width, 3)."""
    height = LAYER_HEIGHT - tower.top
    plaster = 1 + 0.14 * noise_field(height, tower.width, 1.1, rng)
    front = np.array(tower.tint, np.float32) * plaster[..., None]
    glass = noise_field(64, 64, 0.8, rng)[..., None]
    for top in range(8, height - 18, 17):
        for left in range(7, tower.width - 14, 15):
            is_lit = rng.random() < tower.lit
            light = np.array([255, 214, 140] if is_lit else [26, 30, 40], np.float32)
            shade = rng.uniform(0.35, 1.0) if is_lit else rng.uniform(0.7, 1.3)
            down, right = rng.integers(54), rng.integers(55)
            pane = glass[down : down + 10, right : right + 9]
            front[top : top + 10, left : left + 9] = light * shade * (1 + 0.18 * pane)
    return front


def _put_sign(colours: Floats, sign: tuple[int, int, int, int], rng: np.random.Generator) -> None:
    """A lit board with three bars and a ring: nobody's emblem."""
    x, y, width, height = sign
    rows, columns = np.mgrid[0:height, 0:width].astype(np.float32)
    ring = np.abs(np.hypot(columns - 34, rows - height / 2) - 20) < 5
    bars = (columns > 66) & (columns < width - 10) & ((rows // 9).astype(int) % 2 == 1)
    board = np.where((ring | bars)[..., None], [250, 244, 214], [150, 26, 34])
    grain = 1 + 0.05 * noise_field(height, width, 0.8, rng)[..., None]
    colours[y : y + height, x : x + width] = board * grain


def _as_image(colours: Floats, opaque: npt.NDArray[np.bool_] | None) -> Image.Image:
    pixels = np.clip(colours, 0, 255).astype(np.uint8)
    if opaque is None:
        return Image.fromarray(pixels)
    return Image.fromarray(np.dstack([pixels, opaque.astype(np.uint8) * 255]))


def _hand(frames: int, rng: np.random.Generator) -> Floats:
    """Where an unsteady hand holds the camera: shape (frames, 2), pixels."""
    steps = rng.standard_normal((frames + 64, 2))
    smooth = np.hanning(25)[:, None]
    tremor = np.hanning(5)[:, None]
    drift = np.apply_along_axis(np.convolve, 0, steps, smooth[:, 0], "same")
    shake = np.apply_along_axis(np.convolve, 0, steps, tremor[:, 0], "same")
    return np.asarray((0.8 * drift + 0.3 * shake)[32:-32], dtype=np.float32)


def _view(layer: Image.Image, x: float, y: float) -> Image.Image:
    """The part of ``layer`` that the camera sees, moved by fractions of a pixel."""
    left = float(np.clip(MARGIN + x, 0, 2 * MARGIN))
    top = float(np.clip(MARGIN + y, 0, 2 * MARGIN))
    near = layer.crop((int(left), int(top), int(left) + WIDTH + 1, int(top) + HEIGHT + 1))
    box = (left % 1, top % 1, left % 1 + WIDTH, top % 1 + HEIGHT)
    return near.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR, box=box)


def _drive(picture: Floats, number: int, camera: tuple[float, float]) -> None:
    """Cars: pairs of lights on the street and their gleam on it, added to ``picture``."""
    road = STREET_TOP - MARGIN - camera[1]
    for speed, start, lane, colour in CARS:
        x = start + speed * number - camera[0]
        for lamp in (0.0, 34.0):
            _shine(picture, x + lamp, road + lane, np.array(colour, np.float32))


def _shine(picture: Floats, x: float, y: float, colour: Floats) -> None:
    """Add a lamp at ``x``, ``y`` (pixels, may lie outside)."""
    left, top = max(0, int(x) - GLARE), max(0, int(y) - GLARE)
    right, bottom = min(WIDTH, int(x) + GLARE), min(HEIGHT, int(y) + 3 * GLARE)
    if left >= right or top >= bottom:
        return
    across = (np.arange(left, right, dtype=np.float32)[None, :] - x) ** 2
    rows = np.arange(top, bottom, dtype=np.float32)[:, None]
    glare = np.exp(-(across / 60) - (rows - y) ** 2 / 40)
    gleam = 0.25 * np.exp(-(across / 90) - np.abs(rows - y - 22) / 12)
    picture[top:bottom, left:right] += (glare + gleam)[..., None] * colour
