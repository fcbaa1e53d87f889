"""In the jail: opening the container, choosing its tracks, and saying in plain words what is wrong with it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, BinaryIO

import av
import av.audio.codeccontext
import av.audio.resampler
import av.container
import av.error
import av.sidedata.encparams
import av.sidedata.motionvectors
import av.subtitles.codeccontext  # PyAV imports these only when it meets such a track: too late in a jail
import av.subtitles.stream
import av.video.codeccontext
from av.audio.stream import AudioStream
from av.stream import Discard, Disposition, Stream
from av.video.stream import VideoStream

from uncut.errors import LimitExceeded, UnreadableFootage
from uncut.footage.decode.accepted import CODECS, CONTAINERS, PCM_CODECS, SCALE_DOWN, SEEKABLE

READ_BYTES = 1 << 17
NOT_MOVING = Disposition.attached_pic | Disposition.still_image | Disposition.timed_thumbnails
FROM_SOURCE = "Get the file again from its source, or convert it with a tool that you trust"
CLOCKS_APART = Fraction(1, 2)
"""Seconds by which a container's length and a track's may differ."""
TAGGED_LENGTH = re.compile(r"(\d+):(\d\d):(\d\d(?:\.\d{1,9})?)")
"""As Matroska gives it: hours, minutes, seconds."""
NOT_ACCEPTED = "Convert it to MP4, MKV or WebM with a tool that you trust"


def _refuse_to_open(*_: Any) -> None:
    raise PermissionError("footage may not open other files")


def _options(pixels: int | None) -> dict[str, str]:
    return ({} if pixels is None else {"max_pixels": str(pixels)}) | {
        "format_whitelist": ",".join(sorted(CONTAINERS)),
        "codec_whitelist": ",".join(sorted(CODECS)),
        "protocol_whitelist": "",
        "max_streams": "64",
    }


def open_container(file: BinaryIO, *, pixels: int | None) -> av.container.InputContainer:
    """The container in ``file``, read from its start; raises `UnreadableFootage`.

    Only ``file`` itself is read: containers that name other files are not accepted, and opening one is refused. With
    ``pixels``, nothing looks at larger pictures.
    """
    file.seek(0)
    head = file.read(4096)
    file.seek(0)
    try:
        return av.open(
            file, mode="r", options=_options(pixels), io_open=_refuse_to_open, buffer_size=READ_BYTES,
            metadata_errors="replace",
        )  # fmt: skip
    except MemoryError:
        raise
    except (av.error.FFmpegError, OSError, ValueError) as error:
        raise UnreadableFootage(_what_is_wrong(head), todo=_what_to_do(head)) from error


def _looks_like_text(head: bytes) -> bool:
    """Whether ``head`` is printable UTF-8, perhaps cut within a character, or says that it is UTF-16."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return True
    try:
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return False
    return all(char.isprintable() or char.isspace() for char in text)


def _what_is_wrong(head: bytes) -> str:
    if head.startswith(b"ffconcat") or head.lstrip().startswith((b"#EXTM3U", b"<MPD")) or b"<MPD" in head:
        return "this is a list of other files (a playlist), not footage; none of them was opened"
    if _looks_like_text(head):
        return "this is text, not footage, whatever its name says"
    if head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"BM", b"II*\0", b"MM\0*")):
        return "this is a picture, not footage"
    if head.startswith((b"PK\x03\x04", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf", b"%PDF")):
        return "this is an archive or a document, not footage"
    if b"ftyp" in head[4:12]:
        return "this MP4 or QuickTime file is broken: its index cannot be read, as when it was cut short"
    return "this is not footage of a kind that is accepted, or it is damaged beyond reading"


def _what_to_do(head: bytes) -> str:
    return FROM_SOURCE if b"ftyp" in head[4:12] else "Name a video or sound file"


def is_moving(stream: VideoStream) -> bool:
    """Whether a picture track is footage: cover art and preview thumbnails are not."""
    return not stream.disposition & NOT_MOVING


def is_accepted(stream: Stream) -> bool:
    """Whether there is a decoder for the track, and it is on the list."""
    context = stream.codec_context
    return context is not None and context.codec.name in CODECS | PCM_CODECS


def codec_name(stream: Stream) -> str:
    """The codec's common name, whichever decoder is used for it."""
    context: Any = stream.codec_context
    if context is None:  # no decoder is built in
        return "unknown"
    return str(getattr(context.codec, "canonical_name", context.codec.name))


def picture_track(container: av.container.InputContainer, *, pixels: int) -> VideoStream | None:
    """The track to look at: the default one, then the largest, then the first; ``None`` where there is none."""
    moving = [stream for stream in container.streams.video if is_moving(stream)]
    usable = [stream for stream in moving if is_accepted(stream)]
    if moving and not usable:
        raise UnreadableFootage(f"pictures coded as {codec_name(moving[0])} are not accepted", todo=NOT_ACCEPTED)
    if not usable:
        return None
    best = max(usable, key=_rank)
    check_pixels(best.codec_context.width, best.codec_context.height, pixels)
    return best


def _rank(stream: VideoStream) -> tuple[bool, int, int]:
    size = stream.codec_context.width * stream.codec_context.height
    return bool(stream.disposition & Disposition.default), size, -stream.index


def check_pixels(width: int, height: int, pixels: int) -> None:
    """Raise `LimitExceeded` for a picture of more than ``pixels``."""
    if width * height > pixels:
        raise LimitExceeded(
            f"pictures of {width}x{height} are larger than the limit of {pixels / 1e6:g} million pixels",
            todo=SCALE_DOWN,
        )


def refuse_too_large(file: BinaryIO, *, pixels: int) -> None:
    """Raise `LimitExceeded` where pictures are too large, for a file of which not one could be decoded.

    With the limit set, FFmpeg drops the size of a larger picture; without it the size can be read.
    """
    with open_container(file, pixels=None) as container:
        for stream in container.streams.video:
            check_pixels(stream.codec_context.width, stream.codec_context.height, pixels)


def sound_track(container: av.container.InputContainer) -> AudioStream | None:
    """The default sound track, else the first that can be decoded; ``None`` where there is none."""
    usable = [stream for stream in container.streams.audio if is_accepted(stream)]
    return max(usable, key=lambda one: bool(one.disposition & Disposition.default), default=None)


def only(container: av.container.InputContainer, wanted: Stream) -> None:
    """Skip every track but ``wanted`` while reading."""
    for stream in container.streams:
        if stream.index != wanted.index:
            stream.discard = Discard.all


def is_seekable(container: av.container.InputContainer) -> bool:
    """Whether seeking in this container leads to the right picture."""
    return not SEEKABLE.isdisjoint(container.format.name.split(","))


def exact(value: Fraction | int | None) -> list[int] | None:
    """A fraction as it crosses the border: numerator and denominator."""
    if value is None:
        return None
    fraction = Fraction(value)
    return [fraction.numerator, fraction.denominator]


def packets_of(container: av.container.InputContainer, stream: Stream, issues: list[str]) -> Iterator[Any]:
    """The packets of one track; a file that breaks off is an issue, not an error."""
    try:
        for packet in container.demux(stream):
            if packet.pts is not None or packet.dts is not None or packet.size:
                yield packet
    except MemoryError:
        raise
    except (av.error.FFmpegError, OSError, ValueError) as error:
        issues.append(f"the file cannot be read to its end ({type(error).__name__})")


def promised_seconds(container: av.container.InputContainer, stream: VideoStream) -> Fraction | None:
    """The end of a track of pictures as the container gives it; ``None`` where it does not.

    Matroska gives it in a tag, which is believed where the whole file is said to last as long.
    """
    if stream.duration and stream.time_base:
        return int(stream.duration) * stream.time_base
    told = TAGGED_LENGTH.fullmatch(str(stream.metadata.get("DURATION", "")))
    if told is None or not container.duration:
        return None
    hours, minutes, seconds = told.groups()
    tagged = 3600 * int(hours) + 60 * int(minutes) + Fraction(seconds)
    return tagged if tagged <= Fraction(container.duration, av.time_base) + CLOCKS_APART else None
