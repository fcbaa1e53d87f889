"""In the jail: a file's displayed pictures in order, each with a time, from the start or from any place in it."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, BinaryIO, Generic, TypeVar
from weakref import WeakKeyDictionary

import av
import av.error
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from uncut.errors import LimitExceeded, UnreadableFootage
from uncut.footage.decode.accepted import CUT_IN_PARTS
from uncut.footage.decode.container import (
    FROM_SOURCE,
    check_pixels,
    is_seekable,
    only,
    open_container,
    packets_of,
    picture_track,
    refuse_too_large,
)  # fmt: skip
from uncut.footage.decode.orientation import Orientation, orientation_of
from uncut.footage.decode.times import DEPTH, LEAD_FRAMES, RisingTimes
from uncut.footage.decode.wording import counted

T = TypeVar("T")

SEEK_BACK_SECONDS = (0, 2, 12, 60)
"""How far before a wanted time to look for a key picture; past the last one, the file is read from its start."""
MOST_THREADS = 8
SHAPES = Fraction(1, 8), Fraction(8)
"""Least and greatest shape of a pixel that is believed."""


@dataclass(frozen=True)
class Shown(Generic[T]):
    """One displayed picture."""

    tick: int
    """In the track's time base; 0 is the first displayed picture of the file."""
    picture: T | None
    """What `prepare` made of it; ``None`` for one that is not wanted."""
    duration: int
    """Ticks, as the file gives it; 0 where it does not."""
    is_key: bool
    """Whether it is coded without reference to another one."""


@dataclass(frozen=True)
class Facts:
    """What the first decoded picture says beside what the container says."""

    coded_width: int
    coded_height: int
    orientation: Orientation
    orientation_is_exact: bool
    pixel_shape: Fraction
    """Width of a pixel to its height, as displayed before turning."""
    interlaced: bool

    @property
    def upright_size(self) -> tuple[int, int]:
        """Width and height with square pixels, before turning."""
        return max(1, round(self.coded_width * self.pixel_shape)), self.coded_height

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height as displayed."""
        width, height = self.upright_size
        return (height, width) if self.orientation.transpose else (width, height)


LEAST_SMOOTHING = {"h264": "bidir"}
"""Pictures whose blocks' edges need not be smoothed when they are shrunk, by codec: in H.264 hardly any other picture
refers to those that refer both ways."""
OTHERS_LEAST_SMOOTHING = "noref"
"""Those that no other picture refers to."""


def set_up_decoder(
    stream: VideoStream, *, pixels: int, smooth_all: bool = True, most_threads: int = MOST_THREADS
) -> None:
    """Use every core, or as many as are allowed, keep to the pixel limit, and take no short cut that costs accuracy.

    Without ``smooth_all``, the edges of blocks are not smoothed in pictures that hardly any other one refers to. Shrunk
    to a quarter that is 0.02 grey levels at crf 23 and 0.04 at crf 34, in the worst picture 0.08 and 0.3, where
    encoding itself is 1.1, and saves a seventh of the time.
    """
    context = stream.codec_context
    context.thread_type = "AUTO"
    context.thread_count = min(most_threads, os.cpu_count() or 1)
    least = LEAST_SMOOTHING.get(context.name, OTHERS_LEAST_SMOOTHING)
    context.options = {"max_pixels": str(pixels)} | ({} if smooth_all else {"skip_loop_filter": least})


_SEEN_FIRST: WeakKeyDictionary[BinaryIO, tuple[Facts, int]] = WeakKeyDictionary()
"""What the first pictures of open files said: a process that does several jobs on one file looks at them once."""


class PictureReader:
    """Reads the pictures of one file; every call of `pictures` reads anew."""

    def __init__(self, file: BinaryIO, *, pixels: int, frames: int) -> None:
        self._file = file
        self.most_pixels = pixels
        self.most_frames = frames
        self.smooth_all = True
        """See `set_up_decoder`; holds from the next opening on."""
        self.most_threads = MOST_THREADS
        """As `smooth_all`."""
        self.issues: list[str] = []
        self._open()
        stream = self.stream
        self.time_base: Fraction = stream.time_base or Fraction(1, 90_000)
        self.usual_step = self._usual_step()
        self.second = max(1, round(1 / self.time_base))
        self.facts, self.first_pts = _SEEN_FIRST.get(file) or self._look_at_first()
        _SEEN_FIRST[file] = self.facts, self.first_pts

    def _open(self) -> None:
        self.container = open_container(self._file, pixels=self.most_pixels)
        stream = picture_track(self.container, pixels=self.most_pixels)
        if stream is None:
            raise UnreadableFootage("this file holds no pictures that move", todo="Name a video file")
        only(self.container, stream)
        set_up_decoder(stream, pixels=self.most_pixels, smooth_all=self.smooth_all, most_threads=self.most_threads)
        self.stream = stream

    def reopen(self) -> None:
        """Go back to the start, with a fresh decoder."""
        self.container.close()
        self._open()

    def _usual_step(self) -> int:
        rate = self.stream.average_rate or self.stream.guessed_rate or Fraction(25)
        return max(1, round(1 / (rate * self.time_base))) if rate > 0 else 1

    def promised_ticks(self) -> int | None:
        """The length of the track as the container gives it; ``None`` where it does not."""
        if self.stream.duration:
            return int(self.stream.duration)
        if self.container.duration:
            return round(Fraction(self.container.duration, av.time_base) / self.time_base)
        return None

    def _look_at_first(self) -> tuple[Facts, int]:
        """Facts and time of the first displayed picture; raises where none can be decoded.

        As many pictures as may be shuffled are looked at, so that the first time is the one that a full decode
        gives to the first picture.
        """
        pts: list[int] = []
        facts: Facts | None = None
        scratch: list[str] = []
        rising: RisingTimes[None] = self._new_times()
        for frame in self._decoded(scratch):
            if facts is None:
                facts = self._facts_of(frame)
            pts += [tick for tick, _, _ in rising.push(None, _time_of(frame), 0)]
            if pts:
                break
        if facts is None:
            refuse_too_large(self._file, pixels=self.most_pixels)
            raise UnreadableFootage("not one picture of this file can be decoded", todo=FROM_SOURCE)
        pts += [tick for tick, _, _ in rising.finish()]
        return facts, pts[0]

    def _new_times(self) -> RisingTimes[T]:
        return RisingTimes(usual_step=self.usual_step, second=self.second)

    def _facts_of(self, frame: VideoFrame) -> Facts:
        matrix: Any = frame.side_data.get("DISPLAYMATRIX")
        orientation, is_exact = orientation_of(None if matrix is None else bytes(matrix))
        shape = self.stream.sample_aspect_ratio
        if shape is None or shape == 0 or not SHAPES[0] <= shape <= SHAPES[1]:
            shape = Fraction(1)
        return Facts(frame.width, frame.height, orientation, is_exact, shape, frame.interlaced_frame)

    def _decoded(self, issues: list[str]) -> Iterator[VideoFrame]:
        """Pictures as the decoder hands them out, from where the container stands."""
        self._broken = 0
        self._held_until: int | None = None
        context = self.stream.codec_context
        for packet in packets_of(self.container, self.stream, issues):
            if packet.size == 0:  # the picture before is shown on; a decoder would take it as the end
                if packet.pts is not None:
                    self._held_until = packet.pts + (packet.duration or self.usual_step)
                continue
            yield from self._decode_one(context.decode, packet)
        yield from self._decode_one(context.decode, None)

    def _decode_one(self, decode: Callable[..., list[VideoFrame]], packet: object) -> Iterator[VideoFrame]:
        try:
            frames = decode(packet)
        except MemoryError:
            raise
        except EOFError:
            return
        except (av.error.FFmpegError, OSError, ValueError):
            self._broken += 1
            return
        for frame in frames:
            check_pixels(frame.width, frame.height, self.most_pixels)
            yield frame

    def pictures(self, prepare: Callable[[VideoFrame], T], *, start: int | None = None) -> Iterator[Shown[T]]:
        """All pictures from the one displayed at tick ``start`` on, or from the first.

        ``prepare`` is called as soon as a picture is decoded, so that no decoder's memory is held; it is not
        called for those that are shown well before ``start``. Damage is added to `issues` at the end.
        """
        fresh: list[str] = []
        if start is None or start <= 0 or not is_seekable(self.container):
            self.reopen()
            decoded = self._decoded(fresh)
            skip = 0
        else:
            decoded, skip = self._decoded_near(start, fresh)
        yield from self._timed(decoded, prepare, start, skip, fresh)

    def _timed(
        self, decoded: Iterator[VideoFrame], prepare: Callable[[VideoFrame], T], start: int | None, skip: int,
        fresh: list[str],
    ) -> Iterator[Shown[T]]:  # fmt: skip
        rising: RisingTimes[tuple[T | None, bool]] = self._new_times()
        wanted_from = None if start is None else start + self.first_pts - rising.restart
        corrupt = count = 0
        for count, frame in enumerate(decoded, 1):
            if count > self.most_frames:
                raise LimitExceeded(f"this file has more than {self.most_frames:,} pictures", todo=CUT_IN_PARTS)
            corrupt += frame.is_corrupt
            at = _time_of(frame)
            unwanted = wanted_from is not None and at is not None and at < wanted_from
            picture = None if unwanted else prepare(frame)
            for one in rising.push((picture, frame.key_frame), at, frame.duration or 0):
                if skip:
                    skip -= 1
                    continue
                yield self._shown(one)
        for one in list(rising.finish())[skip:]:
            yield self._shown(one)
        if corrupt:
            fresh.append(
                f"{counted(corrupt, 'picture is', 'pictures are')} damaged and shown as far as could be decoded"
            )
        if self._broken:
            fresh.append(f"{counted(self._broken, 'packet', 'packets')} of the picture track could not be decoded")
        self.issues = fresh + rising.issues()

    def _shown(self, timed: tuple[int, tuple[T | None, bool], int]) -> Shown[T]:
        tick, (picture, is_key), duration = timed
        return Shown(tick - self.first_pts, picture, duration, is_key)

    def held_until(self) -> int | None:
        """The tick to which empty packets at the end hold the last picture."""
        return None if self._held_until is None else self._held_until - self.first_pts

    def _decoded_near(self, start: int, issues: list[str]) -> tuple[Iterator[VideoFrame], int]:
        """Pictures from a key picture well before tick ``start``, and how many to skip.

        The first ones after a key picture are skipped: if times are shuffled there, the ones before have a say.
        """
        for back in SEEK_BACK_SECONDS:
            target = start - back * self.second
            if target <= 0:
                break
            self.reopen()
            with contextlib.suppress(av.error.FFmpegError, OSError, ValueError):
                self.container.seek(target + self.first_pts, stream=self.stream, backward=True)
                decoded = self._from_key_picture(issues)
                held = [frame for frame, _ in zip(decoded, range(LEAD_FRAMES), strict=False)]
                times = [_time_of(frame) for frame in held]
                if len(held) == LEAD_FRAMES and all(t is not None and t - self.first_pts < start for t in times):
                    return _chain(held, decoded), DEPTH
        self.reopen()
        return self._decoded(issues), 0

    def _from_key_picture(self, issues: list[str]) -> Iterator[VideoFrame]:
        """Pictures from the first key picture on: those before it lack what they refer to."""
        begun = False
        for frame in self._decoded(issues):
            begun = begun or frame.key_frame
            if begun:
                yield frame


def _chain(held: list[VideoFrame], rest: Iterator[VideoFrame]) -> Iterator[VideoFrame]:
    held.reverse()
    while held:
        yield held.pop()
    yield from rest


def _time_of(frame: VideoFrame) -> int | None:
    """Presentation time as the file gives it; the decoding time where it gives none."""
    return frame.pts if frame.pts is not None else frame.dts
