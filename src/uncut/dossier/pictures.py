"""Decoded stills as JPEG data URIs of bounded size."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from PIL import Image

from uncut.dossier.parts import Side, Still
from uncut.dossier.stills import STILL_WIDTH_PX

WIDTH_PX, HEIGHT_PX = STILL_WIDTH_PX, 300
"""Largest size of a still in the page: twice what it is shown at on a phone."""
ONE_BYTES = 60_000
"""Largest JPEG; busier pictures are coded more coarsely."""
ALL_BYTES = 16_000_000
"""Largest sum of JPEGs in one page: what an old machine still opens in a second or two."""
_QUALITIES = (80, 65, 45, 25)


@dataclass(frozen=True)
class Picture:
    """A still as it stands in the page."""

    side: Side
    at: Fraction
    uri: str
    """``data:image/jpeg;base64,…``"""
    width: int
    height: int


@dataclass
class PictureBudget:
    """Counts the bytes of one page's pictures, and how many did not fit."""

    left_bytes: int = ALL_BYTES
    left_out: int = field(default=0, init=False)

    def encode(self, stills: Sequence[Still]) -> list[Picture]:
        """The stills that still fit, in the order given."""
        pictures = []
        for still in stills:
            data, width, height = encode_jpeg(still)
            if len(data) > min(self.left_bytes, ONE_BYTES):
                self.left_out += 1
                continue
            self.left_bytes -= len(data)
            uri = f"data:image/jpeg;base64,{base64.b64encode(data).decode('ascii')}"
            pictures.append(Picture(still.side, still.at, uri, width, height))
        return pictures


def encode_jpeg(still: Still) -> tuple[bytes, int, int]:
    """JPEG of ``still`` within `WIDTH_PX` × `HEIGHT_PX`, and its width and height in pixels."""
    image = Image.fromarray(still.pixels)
    scale = min(WIDTH_PX / image.width, HEIGHT_PX / image.height, 1)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    if size != image.size:
        image = image.resize(size, Image.Resampling.LANCZOS)
    data = b""
    for quality in _QUALITIES:
        buffer = io.BytesIO()
        image.save(buffer, "JPEG", quality=quality, optimize=True)
        data = buffer.getvalue()
        if len(data) <= ONE_BYTES:
            break
    return data, *size
