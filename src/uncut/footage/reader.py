"""What reads the letters in a picture: the extra ``ocr``. It sees arrays alone, and works without a network.

The weights lie in the package (PP-OCRv6, Apache-2.0, for Latin, Chinese and Japanese script). The library can fetch
others; here it is told which to use and may fetch nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn, Protocol

import numpy as np
import numpy.typing as npt
from PIL import Image

from uncut.errors import MissingExtra
from uncut.footage.changes.lettering import Piece
from uncut.model.comparison import Box

MODULES = ("rapidocr", "onnxruntime")
READABLE_PX = 64
"""A crop that is less high is enlarged to this: captions are often no higher, and the weights want letters of 30 px."""
LONGEST_PX = 1600
"""A longer side is shrunk to this before writing is looked for."""


class Reader(Protocol):
    """Reads printed letters."""

    @property
    def name(self) -> str:
        """The program, its version and its weights: stored with what it read."""

    def read(self, picture: npt.NDArray[np.uint8]) -> list[Piece]:
        """All writing in an RGB picture of shape (height, width, 3), of any confidence."""


def find_reader() -> Reader | None:
    """The reader of the extra ``ocr``; ``None`` where it is not installed, or not in working order."""
    if any(find_spec(module) is None for module in MODULES):
        return None
    try:
        return RapidReader()
    except ImportError:
        return None


class RapidReader:
    """RapidOCR with the weights that its wheel holds, on one thread."""

    def __init__(self) -> None:
        # Imported here: an extra, and slow to load.
        import rapidocr  # noqa: PLC0415
        from rapidocr.utils.download_file import DownloadFile  # noqa: PLC0415

        DownloadFile.run = staticmethod(_refuse_to_fetch)
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        folder = Path(rapidocr.__file__).parent / "models"
        finder, letters = _weights(folder, "det"), _weights(folder, "rec")
        self.name = f"RapidOCR {version('rapidocr')}, {finder.stem}, {letters.stem}"
        self._engine = rapidocr.RapidOCR(
            params={
                "Global.log_level": "critical",
                "Global.use_cls": False,
                "Global.text_score": 0.0,
                "Det.model_path": str(finder),
                "Det.limit_type": "max",
                "Det.limit_side_len": LONGEST_PX,
                "Rec.model_path": str(letters),
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
            }
        )

    def read(self, picture: npt.NDArray[np.uint8]) -> list[Piece]:
        """All writing in an RGB picture of shape (height, width, 3), of any confidence."""
        enlarged = _enlarged(picture)
        found: Any = self._engine(np.ascontiguousarray(enlarged[:, :, ::-1]))
        if not found.txts:
            return []
        height, width = enlarged.shape[:2]
        return [
            Piece(text, float(confidence), _box_around(corners, width, height), _breadth(corners))
            for text, confidence, corners in zip(found.txts, found.scores, found.boxes, strict=True)
        ]


def _refuse_to_fetch(*_wanted: object) -> NoReturn:
    raise MissingExtra(
        "the weights for reading text are not in the installed package, and nothing is fetched over a network",
        todo="Install them with: pip install --force-reinstall 'uncut[ocr]'",
    )


def _weights(folder: Path, task: str) -> Path:
    found = sorted(folder.glob(f"*_{task}_*.onnx"))
    if not found:
        _refuse_to_fetch()
    return found[0]


def _enlarged(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    height, width = picture.shape[:2]
    factor = min(READABLE_PX / height, LONGEST_PX / width)
    if factor <= 1:
        return picture
    size = (round(width * factor), round(height * factor))
    return np.asarray(Image.fromarray(picture).resize(size, Image.Resampling.BICUBIC))


def _breadth(corners: Sequence[Sequence[float]]) -> float:
    """Of a box whose corners run round it from the top left."""
    one, two, three = np.asarray(corners, np.float64)[:3]
    return float(np.linalg.norm(two - one) / max(1.0, float(np.linalg.norm(three - two))))


def _box_around(corners: Sequence[Sequence[float]], width: int, height: int) -> Box:
    (left, top), (right, bottom) = np.min(corners, axis=0), np.max(corners, axis=0)
    return Box(float(left) / width, float(top) / height, float(right - left) / width, float(bottom - top) / height)
