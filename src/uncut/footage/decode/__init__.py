"""Files in, frames and sound out: decoding happens in the jail, and nothing here loads a media library."""

from uncut.footage.decode.streams import PictureStream, decode_pictures, grab_stills

__all__ = ["PictureStream", "decode_pictures", "grab_stills"]
