"""The propagandist's hand: leave out, blur, crop, silence. Arrays in, arrays out."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from uncut.demo.plan import BlurredRegion, Plan

Picture = npt.NDArray[np.uint8]
"""RGB, shape (height, width, 3)."""
Samples = npt.NDArray[np.float32]
"""Sound of one channel, shape (samples,), -1..1."""

FADE_SECONDS = 0.005
"""Of a mute, so that it does not click."""


def edit_pictures(pictures: Iterator[Picture], plan: Plan) -> Iterator[Picture]:
    """The edited version's pictures, of the same size as the original's."""
    for number, picture in enumerate(pictures):
        if plan.cut_first <= number < plan.cut_stop:
            continue
        is_blurred = plan.blurred.first <= number < plan.blurred.stop
        shown = blur_region(picture, plan.blurred) if is_blurred else picture
        yield crop_and_enlarge(shown, plan.crop)


def blur_region(picture: Picture, region: BlurredRegion) -> Picture:
    """``picture`` with ``region`` blurred, its edge included."""
    x, y, width, height = region.box
    image = Image.fromarray(picture)
    part = image.crop((x, y, x + width, y + height)).filter(ImageFilter.GaussianBlur(region.radius_px))
    image.paste(part, (x, y))
    return np.asarray(image)


def crop_and_enlarge(picture: Picture, crop: tuple[int, int, int, int]) -> Picture:
    """The part ``crop`` (x, y, width, height in pixels) of ``picture``, enlarged to its size."""
    x, y, width, height = crop
    image = Image.fromarray(picture)
    box = (x, y, x + width, y + height)
    return np.asarray(image.resize(image.size, Image.Resampling.BICUBIC, box=box))


def edit_sound(samples: Samples, plan: Plan, word: tuple[float, float], sample_rate_hz: int) -> Samples:
    """The edited version's sound: ``word`` (seconds from, to) silenced, and the cut taken out."""
    silenced = mute(samples, word, sample_rate_hz)
    first = plan.cut_first * sample_rate_hz // plan.frame_rate
    stop = plan.cut_stop * sample_rate_hz // plan.frame_rate
    return np.concatenate([silenced[:first], silenced[stop:]])


def mute(samples: Samples, span: tuple[float, float], sample_rate_hz: int) -> Samples:
    """``samples`` with silence from ``span[0]`` to ``span[1]`` seconds."""
    first, stop = (round(at * sample_rate_hz) for at in span)
    fade = round(FADE_SECONDS * sample_rate_hz)
    gain = np.ones(len(samples), np.float32)
    gain[first:stop] = 0
    gain[first : first + fade] = np.linspace(1, 0, fade, dtype=np.float32)
    gain[stop - fade : stop] = np.linspace(0, 1, fade, dtype=np.float32)
    return (samples * gain).astype(np.float32)
