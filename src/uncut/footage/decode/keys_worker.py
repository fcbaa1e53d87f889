"""In the jail: the job that reads as little of a file as says what it shows: facts, key pictures, sound.

A key picture is coded without reference to another one, so it is decoded alone. Of all other pictures only the times
are read, which the container holds. One process does it all, and opens the picture track once: starting and opening
cost as much as the key pictures of a short file.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, BinaryIO

import av.error
from av.video.frame import VideoFrame

from uncut.errors import LimitExceeded
from uncut.footage.decode.accepted import CUT_IN_PARTS
from uncut.footage.decode.container import check_pixels, exact, packets_of
from uncut.footage.decode.pictures import PictureReader
from uncut.footage.decode.probe_worker import facts_of
from uncut.footage.decode.scaling import Scaler
from uncut.footage.decode.sound import SoundReader
from uncut.footage.decode.sound_worker import sound_items
from uncut.footage.decode.wording import counted
from uncut.footage.decode.worker import BATCH_PICTURES, Item, target_size


def sample(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[Item]:
    """Job: the facts; then, where there are pictures, the key ones; then the sound, where there is any."""
    facts, reader = facts_of(file, arguments)
    yield {"part": "facts"} | facts, b""
    if reader is None:
        return
    yield from _key_pictures(reader, arguments)
    if facts["audio"] is not None:
        origin = reader.first_pts * reader.time_base
        reader.container.close()
        sound = SoundReader(file, rate=arguments["sample_rate_hz"], pixels=arguments["pixels"], origin=origin)
        for header, payload in sound_items(sound):
            yield {"part": "sound"} | header, payload


def _key_pictures(reader: PictureReader, arguments: dict[str, Any]) -> Iterator[Item]:
    scaler = Scaler(*target_size(reader, *arguments["size"]), "grey")
    turn = reader.facts.orientation
    start = {"time_base": exact(reader.time_base), "size": [scaler.width, scaler.height], "promised_ticks": None}
    yield {"part": "start"} | start | {"orientation": [turn.transpose, turn.flip_x, turn.flip_y]}, b""
    keys = KeyReader(reader, Fraction(*arguments["apart"]))
    ticks: list[int] = []
    pictures: list[bytes] = []
    for frame in keys.frames():
        if frame.pts is not None:
            ticks.append(frame.pts - reader.first_pts)
            pictures.append(scaler(frame))
        if len(ticks) == BATCH_PICTURES:
            yield {"part": "keys", "ticks": ticks}, b"".join(pictures)
            ticks, pictures = [], []
    if ticks:
        yield {"part": "keys", "ticks": ticks}, b"".join(pictures)
    times = array("q", (at - reader.first_pts for at in keys.times))
    yield {"part": "times", "end_tick": keys.end - reader.first_pts, "issues": keys.issues}, times.tobytes()


class KeyReader:
    """Decodes key pictures of a file that lie some time apart, and notes when every picture is shown."""

    def __init__(self, reader: PictureReader, apart_seconds: Fraction) -> None:
        self._reader = reader
        self._apart = round(apart_seconds / reader.time_base)
        self.times: list[int] = []
        """Of every picture, in the order of the file."""
        self.end = reader.first_pts
        """Where the last one stops being shown."""
        self.issues: list[str] = []

    def frames(self) -> Iterator[VideoFrame]:
        """The key pictures, in order."""
        reader, broken, last = self._reader, 0, None
        reader.reopen()
        context: Any = reader.stream.codec_context
        context.skip_frame = "NONKEY"
        context.options = context.options | {"skip_loop_filter": "all"}
        for packet in packets_of(reader.container, reader.stream, self.issues):
            at = packet.pts if packet.pts is not None else packet.dts
            if at is None:
                continue
            self._note(at, packet.duration or reader.usual_step)
            if not packet.is_keyframe or not packet.size or (last is not None and 0 <= at - last < self._apart):
                continue
            last = at
            frames, failed = self._decode(context, packet)
            broken += failed
            yield from frames
        frames, failed = self._decode(context, None)
        yield from frames
        if broken + failed:
            self.issues.append(f"{counted(broken + failed, 'key picture', 'key pictures')} could not be decoded")

    def _note(self, at: int, duration: int) -> None:
        if len(self.times) >= self._reader.most_frames:
            raise LimitExceeded(f"this file has more than {self._reader.most_frames:,} pictures", todo=CUT_IN_PARTS)
        self.times.append(at)
        self.end = max(self.end, at + duration)

    def _decode(self, context: Any, packet: Any) -> tuple[list[VideoFrame], int]:
        try:
            frames = context.decode(packet)
        except MemoryError:
            raise
        except EOFError:
            return [], 0
        except (av.error.FFmpegError, OSError, ValueError):
            return [], 1
        for frame in frames:
            check_pixels(frame.width, frame.height, self._reader.most_pixels)
        return frames, 0
