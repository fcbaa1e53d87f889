"""In the jail: the jobs that decode footage. The parent's side of each is beside it in this folder."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, BinaryIO

from av.video.frame import VideoFrame

from uncut.errors import UnreadableFootage
from uncut.footage.decode.container import FROM_SOURCE, exact, promised_seconds
from uncut.footage.decode.cut_off import is_cut_off
from uncut.footage.decode.pictures import MOST_THREADS, PictureReader, Shown
from uncut.footage.decode.scaling import Scaler
from uncut.footage.decode.tint import Tinter

Item = tuple[dict[str, Any], bytes]

BATCH_PICTURES = 64
BATCH_BYTES = 2 << 20
SIGN_OF_LIFE_SECONDS = 2.0


def target_size(reader: PictureReader, width: int | None, height: int | None) -> tuple[int, int]:
    """Size to scale to before turning, for a wanted size as displayed; a missing side keeps the shape."""
    shown_width, shown_height = reader.facts.shown_size
    if width is None and height is None:
        width, height = shown_width, shown_height
    elif width is None:
        width = max(1, round(Fraction(shown_width * (height or 1), shown_height)))
    elif height is None:
        height = max(1, round(Fraction(shown_height * width, shown_width)))
    assert width is not None and height is not None
    return (height, width) if reader.facts.orientation.transpose else (width, height)


def _reader(file: BinaryIO, arguments: dict[str, Any]) -> PictureReader:
    return PictureReader(file, pixels=arguments["pixels"], frames=arguments["frames"])


def _start_item(reader: PictureReader, scaler: Scaler) -> Item:
    turn = reader.facts.orientation
    header = {
        "time_base": exact(reader.time_base),
        "size": [scaler.width, scaler.height],
        "orientation": [turn.transpose, turn.flip_x, turn.flip_y],
        "promised_ticks": reader.promised_ticks(),
    }
    return header, b""


def _first_tick_from(seconds: list[int] | None, time_base: Fraction) -> int | None:
    """The first tick at or after a time given as numerator and denominator."""
    return None if seconds is None else math.ceil(Fraction(*seconds) / time_base)


class Ending:
    """Keeps track of where the last displayed picture ends."""

    def __init__(self, reader: PictureReader) -> None:
        self._reader = reader
        self._last: Shown[Any] | None = None
        self._step = reader.usual_step

    def saw(self, shown: Shown[Any]) -> None:
        """Take note of a picture."""
        if self._last is not None:
            self._step = shown.tick - self._last.tick
        self._last = shown

    def tick(self) -> int:
        """End of the last picture: by its own duration, else as long as the one before it was shown."""
        if self._last is None:
            return 0
        end = self._last.tick + (self._last.duration if self._last.duration > 0 else self._step)
        return max(end, self._reader.held_until() or 0)


def decode_pictures(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    """Job: pictures of one size, in batches: those whose time is in ``[start, end)``."""
    reader = _reader(file, arguments)
    scaler = Scaler(*target_size(reader, arguments["width"], arguments["height"]), arguments["colour"])
    reader.most_threads = arguments.get("threads") or MOST_THREADS
    reader.smooth_all = not (
        2 * scaler.width <= reader.facts.coded_width and 2 * scaler.height <= reader.facts.coded_height
    )
    tinter = Tinter(*target_size(reader, *arguments["tints"])) if arguments["tints"] else None
    yield _start_item(reader, scaler)
    start = _first_tick_from(arguments["start"], reader.time_base)
    end = _first_tick_from(arguments["end"], reader.time_base)
    yield from _batches(reader, _preparing(scaler, tinter), scaler.picture_bytes, start, end)


def _preparing(scaler: Scaler, tinter: Tinter | None) -> Callable[[VideoFrame], bytes]:
    return scaler if tinter is None else lambda frame: scaler(frame) + tinter(frame)


def _batches(
    reader: PictureReader, prepare: Callable[[VideoFrame], bytes], picture_bytes: int, start: int | None,
    end: int | None,
) -> Iterator[Item]:  # fmt: skip
    most = max(1, min(BATCH_PICTURES, BATCH_BYTES // picture_bytes))
    ending = Ending(reader)
    ticks: list[int] = []
    keys: list[int] = []
    pictures: list[bytes] = []
    stopped_at = None
    said = time.monotonic()
    for shown in reader.pictures(prepare, start=start):
        if end is not None and shown.tick >= end:
            stopped_at = shown.tick
            break
        ending.saw(shown)
        if time.monotonic() - said > SIGN_OF_LIFE_SECONDS:
            said = time.monotonic()
            yield {"at": shown.tick}, b""
        if shown.picture is None or (start is not None and shown.tick < start):
            continue
        keys += [len(ticks)] if shown.is_key else []
        ticks.append(shown.tick)
        pictures.append(shown.picture)
        if len(ticks) == most:
            yield {"ticks": ticks, "keys": keys}, b"".join(pictures)
            ticks, keys, pictures, said = [], [], [], time.monotonic()
    if ticks:
        yield {"ticks": ticks, "keys": keys}, b"".join(pictures)
    end_tick = ending.tick() if stopped_at is None else stopped_at
    issues = [] if stopped_at is not None else [*reader.issues, *cut_short(reader, end_tick)]
    yield {"end_tick": end_tick, "issues": issues}, b""


def cut_short(reader: PictureReader, end_tick: int) -> list[str]:
    """An issue where much less could be decoded than the container promises."""
    promised = promised_seconds(reader.container, reader.stream)
    if not promised or not is_cut_off(promised, end_tick * reader.time_base):
        return []
    whole, ends = float(promised), float(end_tick * reader.time_base)
    return [f"the file promises {whole:.2f} s of pictures, and only {ends:.2f} s could be decoded"]


def grab_stills(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    """Job: the picture displayed at each of ``times``, which rise; none for a time before the first."""
    reader = _reader(file, arguments)
    scaler = Scaler(*target_size(reader, arguments["width"], None), "rgb")
    yield _start_item(reader, scaler)
    wanted = [math.floor(Fraction(*at) / reader.time_base) for at in arguments["times"]]
    walk = StillWalk(reader, scaler)
    for tick in wanted:
        shown = walk.displayed_at(max(0, tick))
        yield {"tick": shown.tick}, shown.picture or b""


class StillWalk:
    """Walks forward through the pictures, and leaps ahead where the next one wanted is far away."""

    LEAP_SECONDS = 8
    """A leap costs a seek and up to a group of pictures; walking on costs every picture in between."""

    def __init__(self, reader: PictureReader, scaler: Scaler) -> None:
        self._reader = reader
        self._scaler = scaler
        self._walk: Iterator[Shown[bytes]] = iter(())
        self._now: Shown[bytes] | None = None
        self._next: Shown[bytes] | None = None

    def displayed_at(self, tick: int) -> Shown[bytes]:
        """The last picture whose time is not after ``tick``; at or after the end, the last one."""
        if self._now is None or tick > self._now.tick + self.LEAP_SECONDS * self._reader.second:
            self._leap(tick)
        now = self._walk_to(tick)
        if now.picture is None:  # held for so long that it seemed not to be wanted
            self._leap(now.tick)
            now = self._walk_to(tick)
        return now

    def _walk_to(self, tick: int) -> Shown[bytes]:
        while self._next is not None and self._next.tick <= tick:
            self._now, self._next = self._next, next(self._walk, None)
        if self._now is None:
            raise UnreadableFootage("not one picture of this file can be decoded", todo=FROM_SOURCE)
        return self._now

    def _leap(self, tick: int) -> None:
        self._walk = self._reader.pictures(self._scaler, start=tick)
        self._now = next(self._walk, None)
        self._next = next(self._walk, None)
