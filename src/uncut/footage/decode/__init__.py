"""Files in, frames and sound out: decoding happens in the jail, and nothing here loads a media library."""

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
