# ruff: noqa: PLC0415 - rooms are imported when they are needed, so that --help comes at once
"""Write the pictures behind a comparison into a folder: frames, difference maps, the alignment, and their hashes."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from uncut.errors import BadInput
from uncut.model.comparison import Comparison
from uncut.model.evidence import EvidenceFile, EvidenceIndex
from uncut.model.serialise import to_json
from uncut.version import __version__

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from uncut.dossier.evidence import WantedDifference, WantedFrame
    from uncut.jail import JailSettings

Progress = Callable[[str, float], None]
FRAME_WIDTH_PX = 960
"""Widest picture that is written: enough to see what is meant, a tenth of the bytes of a large one."""
SAMPLES = 700
"""Moments of each version in the picture of the alignment."""
SAMPLE_SIZE = (64, 36)


def check_evidence_folder(folder: Path) -> None:
    """Raise `BadInput` where ``folder`` is something else than a new or empty folder in an existing one."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadInput("evidence goes into a new or empty folder", where=str(folder), todo="Name another one")
    if not folder.resolve().parent.is_dir():
        raise BadInput("there is no such folder to write to", where=str(folder.parent), todo="Make it first")


def write_evidence(
    comparison: Comparison,
    left: Path,
    right: Path,
    folder: Path,
    *,
    jail: JailSettings | None = None,
    progress: Progress | None = None,
) -> EvidenceIndex:
    """Write ``index.html``, ``index.json``, ``comparison.json`` and the pictures into ``folder``.

    Parameters
    ----------
    comparison
        What `uncut.diff` found in the two files.
    left, right
        The files; both are decoded again, in the jail.
    folder
        A new or empty folder.
    jail
        The jail's limits.
    progress
        Told what is being done and how far it is.

    Raises
    ------
    BadInput
        The folder holds something already.
    """
    from uncut.dossier.evidence_page import render_evidence_page

    check_evidence_folder(folder)
    folder.mkdir(exist_ok=True)
    tell = progress or (lambda _what, _share: None)
    files = list(_pictures(comparison, left, right, folder, jail, tell))
    data = to_json(comparison)
    (folder / "comparison.json").write_bytes(data)
    index = EvidenceIndex(
        left_sha256=comparison.left.sha256,
        right_sha256=comparison.right.sha256,
        comparison_sha256=hashlib.sha256(data).hexdigest(),
        files=files,
        version=__version__,
    )
    (folder / "index.html").write_text(render_evidence_page(comparison, index), encoding="utf-8", newline="\n")
    (folder / "index.json").write_bytes(to_json(index))
    tell("evidence", 1.0)
    return index


def _pictures(
    comparison: Comparison, left: Path, right: Path, folder: Path, jail: JailSettings | None, tell: Progress
) -> Iterator[EvidenceFile]:
    """Every picture, written as soon as it is made."""
    from uncut.dossier.evidence import choose_differences, choose_frames

    tell("evidence", 0.0)
    if comparison.left.frames and comparison.right.frames:
        yield _alignment(comparison, left, right, folder, jail)
    tell("evidence", 0.4)
    frames, pairs = list(choose_frames(comparison)), list(choose_differences(comparison))
    grabbed = {
        "left": _grab(left, [*(f.at for f in frames if f.side == "left"), *(p.left_at for p in pairs)], jail),
        "right": _grab(right, [*(f.at for f in frames if f.side == "right"), *(p.right_at for p in pairs)], jail),
    }
    tell("evidence", 0.8)
    for one in frames:
        yield _frame(one, grabbed[one.side][one.at], folder)
    for pair in pairs:
        yield _difference(pair, grabbed["left"][pair.left_at], grabbed["right"][pair.right_at], folder)


def _grab(path: Path, times: Sequence[Fraction], jail: JailSettings | None) -> dict[Fraction, npt.NDArray[np.uint8]]:
    from uncut.footage.decode import grab_stills, probe_footage

    wanted = sorted(set(times))
    if not wanted:
        return {}
    facts = probe_footage(path, settings=jail).video
    width = FRAME_WIDTH_PX if facts and facts.width and facts.width > FRAME_WIDTH_PX else None
    return dict(zip(wanted, grab_stills(path, wanted, width=width, settings=jail), strict=True))


def _frame(wanted: WantedFrame, pixels: npt.NDArray[np.uint8], folder: Path) -> EvidenceFile:
    return EvidenceFile(
        path=wanted.name, sha256=_write(folder / wanted.name, pixels), what="frame", shows=wanted.shows,
        edit=wanted.edit, side=wanted.side, end=wanted.end, place=wanted.place, at=wanted.at,
    )  # fmt: skip


def _difference(
    wanted: WantedDifference, left: npt.NDArray[np.uint8], right: npt.NDArray[np.uint8], folder: Path
) -> EvidenceFile:
    from msgspec import UNSET

    from uncut.dossier.differences import map_difference

    mapped = map_difference(left, right, wanted.kept, wanted.box)
    return EvidenceFile(
        path=wanted.name, sha256=_write(folder / wanted.name, mapped.pixels), what="difference", shows=wanted.shows,
        edit=wanted.edit, at=wanted.right_at, inside=UNSET if mapped.inside is None else round(mapped.inside, 3),
        outside=round(mapped.outside, 3),
    )  # fmt: skip


def _alignment(
    comparison: Comparison, left: Path, right: Path, folder: Path, jail: JailSettings | None
) -> EvidenceFile:
    """Both versions at evenly spaced moments, cut to the part that they share for longest."""
    from uncut.dossier.alignment_picture import crop_greys, draw_alignment
    from uncut.model.comparison import WHOLE_PICTURE

    longest = max(comparison.kept, key=lambda one: one.right.seconds, default=None)
    boxes = (longest.left_box, longest.right_box) if longest else (WHOLE_PICTURE, WHOLE_PICTURE)
    mirrored, quarters = (longest.mirrored, round(longest.rotation / 90)) if longest else (False, 0)
    lefts = _sample(left, comparison.left.frames or 1, jail)
    one = crop_greys(lefts, boxes[0], mirrored=mirrored, quarters=quarters)
    two = crop_greys(_sample(right, comparison.right.frames or 1, jail), boxes[1])
    shows = "The alignment: left time to the right, right time downwards, light where both agree."
    digest = _write(folder / "alignment.png", draw_alignment(comparison, one, two))
    return EvidenceFile(path="alignment.png", sha256=digest, what="alignment", shows=shows)


def _sample(path: Path, frames: int, jail: JailSettings | None) -> npt.NDArray[np.uint8]:
    """At most `SAMPLES` evenly spaced grey pictures, shape (times, height, width)."""
    import numpy as np

    from uncut.footage.decode import decode_pictures

    wanted = np.unique(np.linspace(0, frames - 1, min(SAMPLES, frames)).round().astype(int))
    taken: list[npt.NDArray[np.uint8]] = []
    first = 0
    with decode_pictures(path, width=SAMPLE_SIZE[0], height=SAMPLE_SIZE[1], settings=jail) as stream:
        for batch in stream:
            stop = first + len(batch.pixels)
            some = wanted[(wanted >= first) & (wanted < stop)] - first
            taken.append(batch.pixels[some].copy())
            first = stop
    return np.concatenate([np.empty((0, SAMPLE_SIZE[1], SAMPLE_SIZE[0]), np.uint8), *taken])


def _write(path: Path, pixels: npt.NDArray[np.uint8]) -> str:
    """Write a PNG, which loses nothing, and give its hash."""
    from PIL import Image

    target = io.BytesIO()
    Image.fromarray(pixels).save(target, "PNG")
    data = target.getvalue()
    path.write_bytes(data)
    return hashlib.sha256(data).hexdigest()
