"""In the jail: a file's sound as one gapless row of mono samples on the clock of its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, BinaryIO

import av.error
from av.audio.frame import AudioFrame
from av.audio.resampler import AudioResampler

from uncut.errors import UnreadableFootage
from uncut.footage.decode.container import FROM_SOURCE, only, open_container, packets_of, sound_track
from uncut.footage.decode.pictures import PictureReader
from uncut.footage.decode.wording import counted

SAMPLE_BYTES = 4
TOLERANCE = Fraction(1, 25)
"""Seconds by which a time may differ from the count of samples: containers that keep milliseconds round theirs."""
LONGEST_GAP = Fraction(6 * 3600)
"""Seconds; a longer one is a clock that was set anew, not silence."""
LONGEST_OVERLAP = Fraction(10)
"""Seconds; a longer step back is a clock that was set anew."""
CHUNK_BYTES = 1 << 20
MOST_UNTIMED_FRAMES = 200
"""At the start; of so many, none is waited for that has a time."""
MOST_GAPS = 1000


def first_picture_time(file: BinaryIO, *, pixels: int) -> Fraction | None:
    """When the first picture is displayed, in seconds of the container's clock; ``None`` without pictures."""
    try:
        reader = PictureReader(file, pixels=pixels, frames=1 << 62)
    except UnreadableFootage:
        return None
    reader.container.close()
    return reader.first_pts * reader.time_base


class SoundReader:
    """Reads the sound of one file, mixed down to one channel and resampled.

    Sample ``k`` belongs to the time ``start + k / rate``, whatever gaps and overlaps the file has: gaps are filled
    with silence and noted in `gaps`, overlaps are cut.
    """

    def __init__(self, file: BinaryIO, *, rate: int, pixels: int, origin: Fraction | None = None) -> None:
        """``origin`` is `first_picture_time`, where it is known already."""
        self.rate = rate
        self.issues: list[str] = []
        self.gaps: list[tuple[Fraction, Fraction]] = []
        self._origin = first_picture_time(file, pixels=pixels) if origin is None else origin
        self._container = open_container(file, pixels=pixels)
        stream = sound_track(self._container)
        if stream is None:
            raise UnreadableFootage("this file holds no sound that can be decoded", todo="Name a file with sound")
        only(self._container, stream)
        self._stream = stream
        self._time_base = stream.time_base or Fraction(1, stream.codec_context.sample_rate or 1)
        self._resampler: AudioResampler | None = None
        self._written = 0
        self._skip = 0
        self._broken = 0
        self._expected: Fraction | None = None
        self._first_due: Fraction | None = None
        self._shift = Fraction(0)
        self.start = Fraction(0)
        """Seconds from the first displayed picture to the first sample; from the first sample without pictures."""

    def blocks(self) -> Iterator[bytes]:
        """The samples as 32-bit floats, in order."""
        for frame in self._timed():
            yield from self._take(frame)
        yield from self._counted(self._drain())
        if self._expected is None:
            raise UnreadableFootage("the sound of this file cannot be decoded", todo=FROM_SOURCE)
        if self._broken:
            self.issues.append(f"{counted(self._broken, 'packet', 'packets')} of the sound track could not be decoded")
        if self.gaps:
            self.issues.append(f"the sound has {counted(len(self.gaps), 'gap', 'gaps')}, filled with silence")

    def _decoded(self) -> Iterator[AudioFrame]:
        context: Any = self._stream.codec_context
        for packet in self._packets():
            try:
                yield from context.decode(packet)
            except MemoryError:
                raise
            except EOFError:
                return
            except (av.error.FFmpegError, OSError, ValueError):
                self._broken += 1

    def _timed(self) -> Iterator[AudioFrame]:
        """The frames; the first of all is given the time that is counted back from the first one that has a time.

        Decoders of sound whose frames run over the ends of packets, such as Windows Media's, give the first ones none.
        What they decode is one piece: put where its first packet is due, it would be torn from the rest.
        """
        untimed: list[AudioFrame] = []
        frames = self._decoded()
        for frame in frames:
            untimed.append(frame)
            if frame.pts is not None or len(untimed) == MOST_UNTIMED_FRAMES:
                break
        if len(untimed) > 1 and (known := _seconds_of(untimed[-1], self._time_base)) is not None:
            lasting = (Fraction(one.samples, one.sample_rate) for one in untimed[:-1] if one.sample_rate)
            self._first_due = known - sum(lasting, Fraction(0))
        yield from untimed
        yield from frames

    def _packets(self) -> Iterator[Any]:
        for packet in packets_of(self._container, self._stream, self.issues):
            if packet.size:
                if self._first_due is None:
                    self._first_due = _seconds_of(packet, self._time_base)
                yield packet
        yield None

    def _take(self, frame: AudioFrame) -> Iterator[bytes]:
        if frame.samples < 1 or frame.sample_rate < 1:
            return
        at = self._time_of(frame)
        if self._expected is None:
            self.start = at
        elif abs(at - self._expected) > TOLERANCE:
            yield from self._counted(self._drain())
            yield from self._fill_or_cut(at)
        else:
            at = self._expected
        self._expected = at + Fraction(frame.samples, frame.sample_rate)
        frame.pts = None
        yield from self._counted(self._resample(frame))

    def _time_of(self, frame: AudioFrame) -> Fraction:
        """When the frame sounds, in seconds from the first picture; a clock set anew is followed on.

        A frame without a time follows the one before; the first one of all is due as `_timed` counts, or with its
        packet where no frame says more.
        """
        raw = _seconds_of(frame, self._time_base)
        if raw is None and self._expected is not None:
            return self._expected
        raw = raw if raw is not None else self._first_due
        if raw is None:
            return Fraction(0)
        if self._origin is None:
            self._origin = raw
        at = raw - self._origin + self._shift
        if self._expected is not None and not -LONGEST_OVERLAP < at - self._expected < LONGEST_GAP:
            self.issues.append("the clock of the sound is set anew in the middle; the stretches were joined")
            self._shift += self._expected - at
            at = self._expected
        return at

    def _fill_or_cut(self, at: Fraction) -> Iterator[bytes]:
        """Silence up to ``at``, or as many samples to leave out as were already given for times after it."""
        assert self._expected is not None
        target = round((at - self.start) * self.rate)
        if target < self._written:
            self._skip = self._written - target
            return
        if len(self.gaps) < MOST_GAPS:
            self.gaps.append((self._expected, at))
        missing = (target - self._written) * SAMPLE_BYTES
        while missing > 0:
            size = min(missing, CHUNK_BYTES)
            missing -= size
            yield from self._counted([bytes(size)])

    def _resample(self, frame: AudioFrame) -> list[bytes]:
        try:
            return self._resample_with_same(frame)
        except ValueError:  # rate or channels change in the middle
            tail = self._drain()
            return tail + self._resample_with_same(frame)

    def _resample_with_same(self, frame: AudioFrame) -> list[bytes]:
        if self._resampler is None:
            self._resampler = AudioResampler(format="flt", layout="mono", rate=self.rate)
        return [_samples_of(one) for one in self._resampler.resample(frame)]

    def _drain(self) -> list[bytes]:
        """What the resampler still holds."""
        if self._resampler is None:
            return []
        tail = [_samples_of(one) for one in self._resampler.resample(None)]
        self._resampler = None
        return tail

    def _counted(self, blocks: list[bytes]) -> Iterator[bytes]:
        for whole in blocks:
            cut = min(self._skip, len(whole) // SAMPLE_BYTES)
            self._skip -= cut
            block = whole[cut * SAMPLE_BYTES :]
            self._written += len(block) // SAMPLE_BYTES
            if block:
                yield block


def _seconds_of(item: Any, time_base: Fraction) -> Fraction | None:
    """When a packet or a frame is due, in seconds of the container's clock; ``None`` where it does not say."""
    return None if item.pts is None else item.pts * (item.time_base or time_base)


def _samples_of(frame: AudioFrame) -> bytes:
    return bytes(frame.planes[0])[: frame.samples * SAMPLE_BYTES]
