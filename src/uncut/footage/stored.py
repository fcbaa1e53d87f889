"""What a whole decode of one file gave, as a file: so that a second comparison need not decode it again.

The format is plain, and reading it runs nothing: a magic line, the length of a header, the header as JSON, then times,
thumbnails, tints and working pictures as they lie in memory, and at the end the SHA-256 of all before it. Every length
follows from the header and is checked against the file's before anything is read. A file that does not fit in any way
is not used, and the reason is told.

The hash finds damage, not forgery: who may write to such a file decides what a comparison sees.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from importlib.metadata import version as version_of
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from uncut.errors import BadInput, UncutError
from uncut.footage.decode import Probe
from uncut.footage.decode.checking import MOST_ISSUES
from uncut.footage.facts import MOST_SECONDS
from uncut.footage.fingerprint.pictures import (
    PICTURES_VERSION,
    THUMBNAIL_HEIGHT,
    THUMBNAIL_WIDTH,
    PictureFingerprints,
    Thumbnails,
)
from uncut.footage.fingerprint.store import PictureStore
from uncut.footage.fingerprint.tints import Tints
from uncut.footage.working import MOST_STORED_BYTES, working_size
from uncut.jail import JailSettings, is_sandbox, open_input
from uncut.model.footage import FrameTimes
from uncut.version import __version__

MAGIC = b"uncut.fingerprints/3\n"
SUFFIX = ".fp"
MOST_HEADER_BYTES = 4 << 20
LENGTH_BYTES, HASH_BYTES, TICK_BYTES = 8, 32, 8
LONGEST_TAG, LONGEST_NAME = 2000, 100
"""Characters of a tag, and of the name of a codec or container."""
BLOCK_FRAMES = 256
THUMBNAIL_BYTES = THUMBNAIL_HEIGHT * THUMBNAIL_WIDTH


class Unusable(ValueError):
    """Why a stored file is not used, in words."""


class Header(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What stands before the arrays."""

    sha256: str
    """Of the footage."""
    algorithm: str
    decoder: str
    version: str
    """Version of Uncut that made it."""
    probe: Probe
    issues: list[str]
    sandbox: str
    frames: int
    keys: int
    """How many key pictures were noted."""
    time_base: Fraction
    end_tick: int
    working: tuple[int, int] | None
    """Height and width of the working pictures; ``None`` where there are none."""


@dataclass(frozen=True, eq=False)
class Decoded:
    """What a whole decode of one file's pictures gave."""

    probe: Probe
    pictures: PictureFingerprints
    tints: Tints
    working: PictureStore | None
    keys: npt.NDArray[np.int64]
    """Numbers of key pictures, rising."""
    issues: list[str]
    sandbox: str


class Shelf(Protocol):
    """Where decoded files are kept between runs."""

    def find(self, sha256: str) -> Path | None:
        """The file kept for footage of that hash; raises `Unusable` where there is one that must not be used."""

    def keep(self, sha256: str, sandbox: str, write: Callable[[Path], None]) -> None:
        """Keep what ``write`` writes to the path that it is given."""


class FolderShelf:
    """A folder that the user names; files lie under the hash of their footage, readable for their owner alone."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, sha256: str) -> Path | None:
        path = self._path(sha256)
        return path if os.path.lexists(path) else None

    def keep(self, sha256: str, sandbox: str, write: Callable[[Path], None]) -> None:
        del sandbox  # it stands in the file
        fresh = self._path(sha256).with_suffix(f".{secrets.token_hex(4)}.part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            fresh.touch(mode=0o600)
            write(fresh)
            fresh.replace(self._path(sha256))
        except OSError as error:
            raise BadInput(
                f"fingerprints cannot be kept there ({error.strerror})", where=str(self.folder),
                todo="Make room, or name a folder that you may write to",
            ) from error  # fmt: skip
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        return self.folder / f"{sha256}-{PICTURES_VERSION}{SUFFIX}"


def decoder_version() -> str:
    """What decodes here: another one may give other pixels."""
    return f"av-{version_of('av')}"


def write_decoded(path: Path, sha256: str, decoded: Decoded) -> None:
    """Write what was decoded of the footage with that hash."""
    times, working = decoded.pictures.times, decoded.working
    header = Header(
        sha256=sha256, algorithm=PICTURES_VERSION, decoder=decoder_version(), version=__version__,
        probe=decoded.probe, issues=decoded.issues, sandbox=decoded.sandbox, frames=len(times), keys=len(decoded.keys),
        time_base=times.time_base, end_tick=times.end_tick,
        working=None if working is None else (working.height, working.width),
    )  # fmt: skip
    head = msgspec.json.encode(header, enc_hook=_encode)
    digest = hashlib.sha256()
    with path.open("wb") as file:
        for piece in (MAGIC, len(head).to_bytes(LENGTH_BYTES, "little"), head, *_arrays(decoded)):
            digest.update(piece)
            file.write(piece)
        file.write(digest.digest())


def _arrays(decoded: Decoded) -> Iterator[bytes]:
    frames = len(decoded.pictures)
    yield decoded.pictures.times.ticks.astype("<i8").tobytes()
    yield decoded.keys.astype("<i8").tobytes()
    for first in range(0, frames, BLOCK_FRAMES):
        yield decoded.pictures.thumbnails.block(first, first + BLOCK_FRAMES).tobytes()
    for first in range(0, frames, BLOCK_FRAMES):
        yield decoded.tints.take(np.arange(first, min(frames, first + BLOCK_FRAMES))).tobytes()
    if decoded.working is not None:
        for first in range(0, frames, BLOCK_FRAMES):
            yield decoded.working.block(first, first + BLOCK_FRAMES).tobytes()


def read_decoded(path: Path, sha256: str, jail: JailSettings) -> Decoded:
    """What was kept of the footage with that hash; raises `Unusable` where the file is not to be used."""
    try:
        with open_input(path) as raw, os.fdopen(os.dup(raw.fileno()), "rb") as file:
            return _read(file, sha256, jail)
    except (UncutError, OSError) as error:
        raise Unusable(f"it cannot be read ({error})") from error
    except (msgspec.MsgspecError, ValueError, TypeError, OverflowError, ZeroDivisionError) as error:
        raise error if isinstance(error, Unusable) else Unusable(f"it is damaged ({error})") from error


def _read(file: BinaryIO, sha256: str, jail: JailSettings) -> Decoded:
    size = os.fstat(file.fileno()).st_size
    reader = _Hashing(file)
    if reader.take(len(MAGIC)) != MAGIC:
        raise Unusable("it is no file of fingerprints")
    length = int.from_bytes(reader.take(LENGTH_BYTES), "little")
    if length > MOST_HEADER_BYTES:
        raise Unusable("it is damaged (its header is too long)")
    header = msgspec.json.decode(reader.take(length), type=Header, dec_hook=_decode)
    _expect_fitting(header, sha256, jail)
    body = header.frames * (TICK_BYTES + 3 * THUMBNAIL_BYTES + _working_bytes(header)) + header.keys * TICK_BYTES
    if size != len(MAGIC) + LENGTH_BYTES + length + body + HASH_BYTES:
        raise Unusable("it is damaged (it is shorter or longer than it says)")
    decoded = _take_arrays(reader, header)
    if file.read(HASH_BYTES) != reader.digest.digest():
        raise Unusable("it was changed (its hash is another one)")
    return decoded


def _expect_fitting(header: Header, sha256: str, jail: JailSettings) -> None:
    if header.sha256 != sha256:
        raise Unusable("it is of another video")
    if (header.algorithm, header.decoder) != (PICTURES_VERSION, decoder_version()):
        raise Unusable(f"it was made by {header.algorithm} and {header.decoder}, and this is another version")
    if jail.require_sandbox and not is_sandbox(header.sandbox):
        raise Unusable("it was made without a sandbox, and one is demanded")
    video = header.probe.video
    if video is None or not 1 <= header.frames <= jail.limits.frames or not can_be(header, jail):
        raise Unusable("it is damaged (its facts cannot be)")
    wanted = working_size(video.width, video.height)
    if header.working is not None and (
        header.working != wanted or header.frames * wanted[0] * wanted[1] > MOST_STORED_BYTES
    ):
        raise Unusable("it is damaged (its working pictures have another size)")


def can_be(header: Header, jail: JailSettings) -> bool:
    """Whether numbers and words of ``header`` are such as a decode gives, whoever wrote them."""
    video, sound = header.probe.video, header.probe.audio
    return (
        video is not None
        and video.width >= 1 <= video.height
        and video.width * video.height <= jail.limits.pixels_per_frame
        and min(video.time_base, video.pixel_shape, header.time_base) > 0
        and (video.frame_rate is None or video.frame_rate > 0)
        and 0 < header.end_tick * header.time_base <= MOST_SECONDS
        and 0 <= header.keys <= header.frames
        and (sound is None or min(sound.sample_rate, sound.channels) > 0)
        and len(header.issues) + len(header.probe.issues) <= 4 * MOST_ISSUES
        and all(
            one.isprintable() and len(one) <= LONGEST_TAG
            for one in _strings(msgspec.to_builtins(header, enc_hook=_encode))
        )
        and all(len(one) <= LONGEST_NAME for one in (video.codec, header.probe.container, sound.codec if sound else ""))
    )


def _strings(value: Any) -> Iterator[str]:
    """Every string in a value made of builtins."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from value
        yield from _strings(list(value.values()))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _strings(one)


def _working_bytes(header: Header) -> int:
    return 0 if header.working is None else header.working[0] * header.working[1]


class _Hashing:
    """Reads exactly what is asked for, and hashes it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.sha256()

    def take(self, size: int) -> bytes:
        data = self._file.read(size)
        if len(data) != size:
            raise Unusable("it is damaged (it ends too early)")
        self.digest.update(data)
        return data

    def pictures(self, frames: int, shape: tuple[int, ...]) -> Iterator[npt.NDArray[np.uint8]]:
        each = int(np.prod(shape))
        for first in range(0, frames, BLOCK_FRAMES):
            count = min(BLOCK_FRAMES, frames - first)
            yield np.frombuffer(self.take(count * each), np.uint8).reshape(count, *shape)


def _take_arrays(reader: _Hashing, header: Header) -> Decoded:
    frames, grid = header.frames, (THUMBNAIL_HEIGHT, THUMBNAIL_WIDTH)
    ticks = np.frombuffer(reader.take(frames * TICK_BYTES), "<i8").astype(np.int64)
    keys = np.frombuffer(reader.take(header.keys * TICK_BYTES), "<i8").astype(np.int64)
    if len(keys) and (keys[0] < 0 or keys[-1] >= frames or np.any(np.diff(keys) <= 0)):
        raise Unusable("it is damaged (its key pictures cannot be)")
    times = FrameTimes(ticks, header.time_base, header.end_tick)
    thumbnails, tints = Thumbnails(), Tints()
    for block in reader.pictures(frames, grid):
        thumbnails.append(block)
    for block in reader.pictures(frames, (2, *grid)):
        tints.append(block)
    working = None if header.working is None else PictureStore(*header.working)
    if working is not None:
        for block in reader.pictures(frames, (working.height, working.width)):
            working.append(block)
    pictures = PictureFingerprints(times, thumbnails)
    return Decoded(header.probe, pictures, tints, working, keys, header.issues, header.sandbox)


def _encode(value: Any) -> Any:
    if isinstance(value, Fraction):
        return [value.numerator, value.denominator]
    raise NotImplementedError(f"cannot store {type(value).__name__}")


def _decode(wanted: type[Any], value: Any) -> Any:
    if wanted is Fraction and isinstance(value, list) and [type(one) for one in value] == [int, int] and value[1] > 0:
        return Fraction(*value)
    raise ValueError(f"{value!r} is no {wanted.__name__}")
