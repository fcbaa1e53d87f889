"""What a container says about itself, read in the jail."""

from __future__ import annotations

import os
from fractions import Fraction
from typing import Any

import msgspec

from uncut.errors import JailCrashed
from uncut.footage.decode.checking import as_fraction, checked, issues_from, limits_for_job
from uncut.jail import JailSettings, plain_text, stream_from_jail
from uncut.model.footage import AudioFacts


class PictureFacts(msgspec.Struct, frozen=True, kw_only=True):
    """The picture track that is looked at."""

    codec: str
    width: int
    """Pixels as displayed: with square pixels, after the rotation flag."""
    height: int
    coded_width: int
    """Pixels as stored."""
    coded_height: int
    rotation: int
    """Degrees clockwise by which the stored picture is turned for display: 0, 90, 180 or 270."""
    mirrored: bool
    """Whether it is also mirrored for display."""
    pixel_shape: Fraction
    """Width of a stored pixel to its height."""
    interlaced: bool
    frame_rate: Fraction | None
    """Average, as the container gives it; a description, never used for times."""
    time_base: Fraction
    """Seconds a tick."""
    start: Fraction
    """Seconds on the container's clock at which the first picture is displayed."""
    seconds: Fraction | None
    """Length of the track as the container promises it."""
    frames: int | None
    """Number of pictures as the container promises it."""


class Chapter(msgspec.Struct, frozen=True):
    """A chapter mark, in seconds on the container's clock."""

    start: Fraction
    end: Fraction
    title: str


class Probe(msgspec.Struct, frozen=True, kw_only=True):
    """Facts of a container. They are what the file says; only one picture was decoded to check them."""

    container: str
    """FFmpeg's name of the format."""
    seconds: Fraction | None
    """Length of the whole file as promised."""
    begins: Fraction
    """Seconds on the container's clock at which its earliest track begins."""
    video: PictureFacts | None
    audio: AudioFacts | None
    unread_sound: str | None = None
    """Why a sound track that is there cannot be read."""
    tags: dict[str, str]
    """The container's tags; those of the first picture and sound track as ``video:NAME`` and ``audio:NAME``."""
    chapters: list[Chapter]
    tracks: dict[str, int]
    """How many tracks of each type there are."""
    has_manifest: bool
    """Whether there is a C2PA manifest; it is not verified."""
    issues: list[str]
    level: str
    """Level of the jail in which the file was opened."""


def probe_footage(path: str | os.PathLike[str], settings: JailSettings | None = None) -> Probe:
    """The facts of the file at ``path``, read in the jail; raises as `decode_pictures` does."""
    settings = settings or JailSettings()
    job = "uncut.footage.decode.probe_worker:probe"
    with stream_from_jail(job, path, limits_for_job(settings), settings) as stream:
        headers = [header for header, _ in stream]
    with checked(os.fspath(path)):
        if len(headers) != 1:
            raise JailCrashed("the jailed process sent no facts", where=os.fspath(path))
        return probe_from(headers[0], stream.level)


def _maybe(value: Any) -> Fraction | None:
    return None if value is None else as_fraction(value)


def probe_from(header: dict[str, Any], level: str) -> Probe:
    """The facts that a job sent; raises one of `checking.LIES` where they are none."""
    return Probe(
        container=plain_text(header["container"]),
        seconds=_maybe(header["seconds"]),
        begins=as_fraction(header["begins"]),
        video=None if header["video"] is None else _picture_facts(header["video"]),
        audio=None if header["audio"] is None else msgspec.convert(header["audio"], AudioFacts),
        unread_sound=None if header["unread_sound"] is None else plain_text(header["unread_sound"]),
        tags={plain_text(name): plain_text(value, 2000) for name, value in header["tags"].items()},
        chapters=[
            Chapter(as_fraction(one["start"]), as_fraction(one["end"]), plain_text(one["title"]))
            for one in header["chapters"]
        ],
        tracks=msgspec.convert(header["tracks"], dict[str, int]),
        has_manifest=header["manifest"] is True,
        issues=list(issues_from(header["issues"])),
        level=level,
    )


def _picture_facts(facts: dict[str, Any]) -> PictureFacts:
    exact = {name: as_fraction(facts[name]) for name in ("pixel_shape", "time_base", "start")}
    maybe = {name: _maybe(facts[name]) for name in ("frame_rate", "seconds")}
    return msgspec.convert(facts | exact | maybe | {"codec": plain_text(facts["codec"])}, PictureFacts)
