"""Files that lie, made at test time."""

from __future__ import annotations

import struct
from pathlib import Path

import av


def with_index_first(source: Path, target: Path) -> Path:
    """The same packets with the index before them, as a web server wants it."""
    with av.open(str(source)) as whole, av.open(str(target), "w", options={"movflags": "+faststart"}) as out:
        stream = whole.streams.video[0]
        copy = out.add_stream_from_template(stream)
        for packet in whole.demux(stream):
            if packet.dts is not None:
                packet.stream = copy
                out.mux(packet)
    return target


def claim_size(source: Path, target: Path, width: int, height: int) -> Path:
    """``source`` (MP4) with another picture size in its sample description and track header."""
    data = bytearray(source.read_bytes())
    entry = data.index(b"avc1", data.index(b"stsd"))
    struct.pack_into(">HH", data, entry + 28, width, height)
    target.write_bytes(data)
    return target


def huge_clip(path: Path, width: int, height: int) -> Path:
    """A genuine clip of one picture of ``width`` times ``height``."""
    options = {"preset": "ultrafast", "x264-params": "rc-lookahead=0:sync-lookahead=0"}
    with av.open(str(path), "w") as out:
        stream = out.add_stream("libx264", rate=1, options=options)
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        stream.codec_context.thread_count = 1
        frame = av.VideoFrame(width, height, "yuv420p")
        frame.pts = 0
        out.mux(stream.encode(frame))
        out.mux(stream.encode(None))
    return path
