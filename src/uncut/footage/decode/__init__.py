"""Files in, frames and sound out: decoding happens in the jail, and nothing here loads a media library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uncut.lazy import import_on_use

if TYPE_CHECKING:
    from uncut.footage.decode.kept import keep_decoders
    from uncut.footage.decode.probe import Chapter, PictureFacts, Probe, probe_footage
    from uncut.footage.decode.sound_stream import SoundBlock, SoundStream, decode_sound
    from uncut.footage.decode.streams import PictureStream, decode_pictures, grab_stills

__all__ = [
    "Chapter",
    "PictureFacts",
    "PictureStream",
    "Probe",
    "SoundBlock",
    "SoundStream",
    "decode_pictures",
    "decode_sound",
    "grab_stills",
    "keep_decoders",
    "probe_footage",
]

_HOMES = (
    {"keep_decoders": "uncut.footage.decode.kept"}
    | dict.fromkeys(("Chapter", "PictureFacts", "Probe", "probe_footage"), "uncut.footage.decode.probe")
    | dict.fromkeys(("SoundBlock", "SoundStream", "decode_sound"), "uncut.footage.decode.sound_stream")
    | dict.fromkeys(("PictureStream", "decode_pictures", "grab_stills"), "uncut.footage.decode.streams")
)
"""Where each is imported from, when it is first asked for: to start a decoder takes little of them."""

__getattr__ = import_on_use(__name__, _HOMES)
