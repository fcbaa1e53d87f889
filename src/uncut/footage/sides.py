"""One side of a comparison: a file's facts and the fingerprints of its pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from uncut.footage.align.slant import Slant, straighten
from uncut.footage.align.tilt import turn_picture
from uncut.footage.decode import Probe, decode_pictures, probe_footage
from uncut.footage.facts import NoPicture, describe_footage, refuse_cut_off, refuse_endless
from uncut.footage.fingerprint.cropping import crop_along, crop_batches, shrink_to_thumbnails, size_for_part
from uncut.footage.fingerprint.pictures import (
    THUMBNAIL_HEIGHT,
    THUMBNAIL_WIDTH,
    PictureFingerprints,
    Thumbnails,
    collect_thumbnails,
)
from uncut.footage.fingerprint.store import PictureStore
from uncut.footage.fingerprint.tints import Tints
from uncut.footage.stored import Decoded, Shelf, Unusable, read_decoded, write_decoded
from uncut.footage.working import MOST_STORED_BYTES, make_store, working_size
from uncut.jail import JailSettings, sha256_of
from uncut.model.comparison import Box
from uncut.model.footage import Footage, FrameBatch, FrameTimes

UNKNOWN_RATE = 60
BLOCK_FRAMES = 64
KEYS_APART_SECONDS = 1
"""Of footage in which every picture is one, few are kept."""
MADE, REUSED, MADE_ANEW = "made", "reused", "made anew"


@dataclass(frozen=True)
class ReadSide:
    """A file as the comparison needs it."""

    path: Path
    probe: Probe
    """What the container says."""
    footage: Footage
    pictures: PictureFingerprints
    tints: Tints
    """Colour of every frame."""
    sandbox: str
    """Level of the jail in which it was decoded."""
    late: Fraction
    """Seconds by which its first picture follows the start of the file; players hold a picture or show black there."""
    working: PictureStore | None
    """Its working pictures; ``None`` where they would take too much room, and the file is decoded again instead."""
    reuse: str = ""
    """Whether this was made or taken from what an earlier run kept; empty where nothing is kept."""
    keys: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    """Numbers of frames that are coded without reference to another one, a second apart or more."""

    @property
    def runs_on(self) -> Fraction:
        """Seconds for which the file goes on after its last picture, with its sound."""
        video, seconds = self.probe.video, self.probe.seconds
        if video is None or seconds is None or self.footage.audio is None:
            return Fraction(0)
        return max(Fraction(0), self.probe.begins + seconds - video.start - self.times.seconds)

    @property
    def times(self) -> FrameTimes:
        """When each frame is shown."""
        return self.pictures.times


def read_side(
    path: Path,
    jail: JailSettings,
    progress: Callable[[float], None] | None = None,
    *,
    allow_cut_off: bool = False,
    shelf: Shelf | None = None,
    threads: int | None = None,
) -> ReadSide:
    """Decode every frame of ``path`` to a working picture and a thumbnail, or take what ``shelf`` keeps of it.

    ``threads`` bounds those of the decoder; ``None`` allows one for each core.

    Raises
    ------
    NoPicture
        There is only sound.
    UnreadableFootage
        It ends long before it should and ``allow_cut_off`` is not set.
    """
    digest = sha256_of(path)
    decoded, reuse = _take_from(shelf, digest, jail)
    made = decoded is None
    decoded = decoded or _decode(path, jail, progress, threads)
    times, video = decoded.pictures.times, decoded.probe.video
    assert video is not None
    refuse_endless(path, times.seconds)
    if not allow_cut_off:
        refuse_cut_off(path, video.seconds, times.seconds)
    if shelf is not None and made:
        shelf.keep(digest, decoded.sandbox, partial(write_decoded, sha256=digest, decoded=decoded))
    return ReadSide(
        path,
        decoded.probe,
        describe_footage(path, digest, decoded.probe, times, decoded.issues),
        decoded.pictures,
        decoded.tints,
        decoded.sandbox,
        max(Fraction(0), video.start - decoded.probe.begins),
        decoded.working,
        reuse,
        decoded.keys,
    )


def _take_from(shelf: Shelf | None, digest: str, jail: JailSettings) -> tuple[Decoded | None, str]:
    """What a shelf keeps of a file, and in words what came of looking for it."""
    if shelf is None:
        return None, ""
    try:
        found = shelf.find(digest)
        return (None, MADE) if found is None else (read_decoded(found, digest, jail), REUSED)
    except Unusable as why:
        return None, f"{MADE_ANEW}, since what was kept is not to be used: {why}"


def _decode(path: Path, jail: JailSettings, progress: Callable[[float], None] | None, threads: int | None) -> Decoded:
    probe = probe_footage(path, settings=jail)
    if probe.video is None:
        raise NoPicture("this file has sound but no picture", where=str(path))
    size = working_size(probe.video.width, probe.video.height)
    store = make_store(size, _expected_frames(probe))
    tints = Tints()
    grid = (THUMBNAIL_WIDTH, THUMBNAIL_HEIGHT)
    with decode_pictures(
        path, width=size[1], height=size[0], tints=grid, threads=threads, settings=jail, progress=progress
    ) as stream:
        keys = Keys(stream.time_base)
        ticks, thumbnails, store = _collect(keys.collecting(tints.collecting(stream)), size, store)
        times = FrameTimes(ticks - ticks[0], stream.time_base, stream.end_tick - int(ticks[0]))
        issues = list(dict.fromkeys([*probe.issues, *stream.issues]))
        level = stream.level
    return Decoded(probe, PictureFingerprints(times, thumbnails), tints, store, keys.frames, issues, level)


class Keys:
    """Numbers of key pictures, at least `KEYS_APART_SECONDS` apart: where a look at a file may start."""

    def __init__(self, time_base: Fraction) -> None:
        self._apart = float(KEYS_APART_SECONDS / time_base)
        self._latest = -np.inf
        self._found: list[int] = []
        self._passed = 0

    def collecting(self, batches: Iterable[FrameBatch]) -> Iterator[FrameBatch]:
        """``batches`` as they are; their key pictures are noted."""
        for batch in batches:
            for place in batch.keys:
                if batch.ticks[place] - self._latest >= self._apart:
                    self._latest = float(batch.ticks[place])
                    self._found.append(self._passed + place)
            self._passed += len(batch.ticks)
            yield batch

    @property
    def frames(self) -> npt.NDArray[np.int64]:
        """What was found, rising."""
        return np.array(self._found, np.int64)


def _expected_frames(probe: Probe) -> int:
    """As the container promises; a rate that is not known is taken to be high."""
    assert probe.video is not None
    seconds = probe.video.seconds or probe.seconds
    return round((seconds or 0) * (probe.video.frame_rate or UNKNOWN_RATE))


def _collect(
    batches: Iterable[FrameBatch], size: tuple[int, int], store: PictureStore | None
) -> tuple[npt.NDArray[np.int64], Thumbnails, PictureStore | None]:
    """Ticks, thumbnails and working pictures; a store that outgrows what the container promised is given up."""
    shrinker = shrink_to_thumbnails(size)
    ticks: list[npt.NDArray[np.int64]] = [np.empty(0, np.int64)]
    thumbnails = Thumbnails()
    for batch in batches:
        ticks.append(batch.ticks)
        thumbnails.append(shrinker(batch.pixels))
        if store is not None:
            store.append(batch.pixels)
            store = store if len(store) * store.picture_bytes <= MOST_STORED_BYTES else None
    return np.concatenate(ticks), thumbnails, store


def read_part(
    side: ReadSide, box: Box, mirrored: bool, quarters: int, jail: JailSettings, tilt_degrees: float = 0.0
) -> PictureFingerprints:
    """Fingerprints of a part of the picture, mirrored, then turned by quarters clockwise.

    Before, it is turned by ``tilt_degrees`` clockwise, about the middle of ``box``.
    """
    with _pictures_of(side, size_for_part(box, quarters), jail) as batches:
        turn = partial(_turn_part, box=box, degrees=tilt_degrees, shape=_shape(side)) if tilt_degrees else None
        _, thumbnails = collect_thumbnails(crop_batches(batches, box, mirrored, quarters, turn))
    return PictureFingerprints(side.times, thumbnails)


def _shape(side: ReadSide) -> float:
    """Width to height, as displayed."""
    return (side.footage.width or 1) / (side.footage.height or 1)


def _turn_part(picture: npt.NDArray[np.uint8], box: Box, degrees: float, shape: float) -> npt.NDArray[np.uint8]:
    centre = box.x + box.width / 2, box.y + box.height / 2
    turned = turn_picture(picture, degrees, centre, shape * picture.shape[0] / picture.shape[1])
    return turned.clip(0, 255).astype(np.uint8)


def read_window(side: ReadSide, boxes: Sequence[Box], mirrored: bool, jail: JailSettings) -> PictureFingerprints:
    """Fingerprints of a part of the picture that has a box of its own for every frame."""
    with _pictures_of(side, size_for_part(boxes[0]), jail) as batches:
        _, thumbnails = collect_thumbnails(crop_along(batches, boxes, mirrored))
    return PictureFingerprints(side.times, thumbnails)


def read_straight(side: ReadSide, slant: Slant, box: Box, jail: JailSettings) -> PictureFingerprints:
    """Fingerprints of the part ``box`` of the left picture, as ``side`` shows it slanted."""
    corners = (slant.corners_at(at) for at in side.times.as_float().tolist())

    def turn(picture: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        return straighten(picture, next(corners), (picture.shape[1], picture.shape[0]))

    with _pictures_of(side, size_for_part(slant.right_box), jail) as batches:
        _, thumbnails = collect_thumbnails(crop_batches(batches, box, mirrored=False, turn=turn))
    return PictureFingerprints(side.times, thumbnails)


@contextmanager
def _pictures_of(side: ReadSide, least: tuple[int, int], jail: JailSettings) -> Iterator[Iterable[FrameBatch]]:
    """All pictures once more: the working ones, or where they are smaller than ``least``, those of the file."""
    width, height = least
    store = side.working
    if store is not None and width <= store.width and height <= store.height:
        ticks = side.times.ticks
        starts = range(0, len(store), BLOCK_FRAMES)
        yield (FrameBatch(ticks[at : at + BLOCK_FRAMES], store.block(at, at + BLOCK_FRAMES)) for at in starts)
    else:
        with decode_pictures(side.path, width=width, height=height, settings=jail) as stream:
            yield stream
