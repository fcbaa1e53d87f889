"""In the jail: the job that reads what a container says about itself, and decodes one picture to believe it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, BinaryIO

import av
import av.container
from av.audio.stream import AudioStream

from uncut.errors import UnreadableFootage
from uncut.footage.decode.container import codec_name, exact, is_moving, open_container, promised_seconds, sound_track
from uncut.footage.decode.manifest import has_manifest
from uncut.footage.decode.pictures import PictureReader
from uncut.footage.decode.wording import counted

MOST_TAGS = 200
LONGEST_TAG = 2000
MOST_CHAPTERS = 500


def probe(file: BinaryIO, arguments: dict[str, Any]) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Job: the facts of one file, in one header."""
    header, reader = facts_of(file, arguments)
    if reader is not None:
        reader.container.close()
    yield header, b""


def facts_of(file: BinaryIO, arguments: dict[str, Any]) -> tuple[dict[str, Any], PictureReader | None]:
    """The facts of one file, and the reader of its pictures where it has any; reopen it before it is used."""
    container = open_container(file, pixels=arguments["pixels"])
    issues: list[str] = []
    sound = sound_track(container)
    unread = None
    if container.streams.audio and sound is None:
        unread = f"sound coded as {codec_name(container.streams.audio[0])} is not accepted"
        issues.append(unread)
    header = _container_facts(container, issues) | {
        "audio": None if sound is None else _sound_facts(sound), "unread_sound": unread,
    }  # fmt: skip
    has_pictures = any(is_moving(stream) for stream in container.streams.video)
    container.close()
    reader = PictureReader(file, pixels=arguments["pixels"], frames=arguments["frames"]) if has_pictures else None
    if reader is None and sound is None:
        raise UnreadableFootage(
            "this file holds neither moving pictures nor sound that can be decoded",
            todo="Name a video or sound file",
        )
    if reader is not None:
        header["video"] = _picture_facts(reader, issues)
    return header | {"issues": issues, "manifest": has_manifest(file)}, reader


def _tags(entries: dict[str, str]) -> dict[str, str]:
    return {str(name)[:100]: str(value)[:LONGEST_TAG] for name, value in list(entries.items())[:MOST_TAGS]}


def _container_facts(container: av.container.InputContainer, issues: list[str]) -> dict[str, Any]:
    tracks: dict[str, int] = {}
    tags = _tags(container.metadata)
    for stream in container.streams:
        tracks[stream.type] = tracks.get(stream.type, 0) + 1
        if tracks[stream.type] == 1 and stream.type in ("video", "audio"):
            tags |= {f"{stream.type}:{name}": value for name, value in _tags(stream.metadata).items()}
    moving = sum(is_moving(stream) for stream in container.streams.video)
    if moving > 1:
        issues.append(f"{counted(moving - 1, 'further picture track is', 'further picture tracks are')} not examined")
    if tracks.get("audio", 0) > 1:
        more = counted(tracks["audio"] - 1, "further sound track is", "further sound tracks are")
        issues.append(f"{more} not examined")
    return {
        "container": container.format.name,
        "seconds": exact(Fraction(container.duration, av.time_base) if container.duration else None),
        "begins": exact(Fraction(container.start_time or 0, av.time_base)),
        "tags": tags,
        "chapters": _chapters(container),
        "tracks": tracks,
        "video": None,
    }


def _chapters(container: av.container.InputContainer) -> list[dict[str, Any]]:
    found = []
    for chapter in container.chapters()[:MOST_CHAPTERS]:
        base = chapter["time_base"] or Fraction(1, av.time_base)
        found.append({
            "start": exact(chapter["start"] * base),
            "end": exact(max(chapter["start"], chapter["end"]) * base),
            "title": str(chapter["metadata"].get("title", ""))[:LONGEST_TAG],
        })  # fmt: skip
    return found


def _sound_facts(stream: AudioStream) -> dict[str, Any]:
    context = stream.codec_context
    return {
        "codec": codec_name(stream),
        "sample_rate": context.sample_rate,
        "channels": context.layout.nb_channels,
    }


def _picture_facts(reader: PictureReader, issues: list[str]) -> dict[str, Any]:
    facts, stream = reader.facts, reader.stream
    width, height = facts.shown_size
    if not facts.orientation_is_exact:
        issues.append("the display matrix turns the picture by other than quarter turns; the nearest one is used")
    promised = promised_seconds(reader.container, stream)
    rate = stream.average_rate
    return {
        "codec": codec_name(stream),
        "width": width,
        "height": height,
        "coded_width": facts.coded_width,
        "coded_height": facts.coded_height,
        "rotation": facts.orientation.degrees_clockwise,
        "mirrored": facts.orientation.mirrored,
        "pixel_shape": exact(facts.pixel_shape),
        "interlaced": facts.interlaced,
        "frame_rate": exact(rate if rate and rate > 0 else None),
        "time_base": exact(reader.time_base),
        "start": exact(reader.first_pts * reader.time_base),
        "seconds": exact(promised),
        "frames": stream.frames or None,
    }
