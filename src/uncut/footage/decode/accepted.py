"""What a decoder is allowed to be asked for: the containers and codecs that footage comes in.

FFmpeg reads some 400 formats, among them lists of other files to open (concat, HLS, DASH, image sequences) and
descriptions of devices and filters (lavfi). None of those is footage, and most of its 500 decoders are never met;
each one left out is one that cannot be attacked.
"""

from __future__ import annotations

CONTAINERS = frozenset({
    "mov", "mp4", "m4a", "3gp", "3g2", "mj2", "matroska", "webm", "avi", "mpeg", "mpegts", "mpegvideo", "flv",
    "live_flv", "asf", "ogg", "gif", "mxf", "rm", "dv", "nut", "ivf", "h264", "hevc", "m4v", "vc1", "av1", "obu",
    "yuv4mpegpipe", "mjpeg", "amv", "wtv", "gxf", "nsv", "apng",
    "wav", "w64", "mp3", "aac", "flac", "amr", "amrnb", "amrwb", "aiff", "caf", "au", "ac3", "eac3", "dts", "tta",
    "wv", "ape", "mp2", "mpc", "mpc8", "voc",
})  # fmt: skip
"""Names of FFmpeg's demuxers; a demuxer of several names is accepted if one of them is here."""

VIDEO_CODECS = frozenset({
    "h264", "hevc", "vvc", "av1", "libdav1d", "vp3", "theora", "vp5", "vp6", "vp6a", "vp6f", "vp7", "vp8", "vp9",
    "libvpx", "libvpx-vp9", "mpeg1video", "mpeg2video", "mpeg4", "msmpeg4v1", "msmpeg4v2", "msmpeg4", "h261",
    "h263", "h263i", "h263p", "flv", "wmv1", "wmv2", "wmv3", "vc1", "wmv3image", "vc1image", "mss1", "mss2",
    "rv10", "rv20", "rv30", "rv40", "rv60", "svq1", "svq3", "cinepak", "indeo2", "indeo3", "indeo4", "indeo5",
    "mjpeg", "mjpegb", "amv", "jpeg2000", "dvvideo", "prores", "dnxhd", "cfhd", "dirac", "snow", "mpegvideo",
    "huffyuv", "ffvhuff", "ffv1", "utvideo", "magicyuv", "lagarith", "rawvideo", "v210", "v210x", "v308", "v408",
    "v410", "r210", "yuv4", "qtrle", "rpza", "8bps", "smc", "msvideo1", "msrle", "gif", "apng", "png",
    "flashsv", "flashsv2", "camtasia", "tscc2", "cscd", "zmbv", "g2m", "screenpresso", "fraps", "hap", "aic",
})  # fmt: skip
"""Names of FFmpeg's decoders for pictures."""

AUDIO_CODECS = frozenset({
    "aac", "aac_fixed", "aac_latm", "mp1", "mp1float", "mp2", "mp2float", "mp3", "mp3float", "ac3", "ac3_fixed",
    "eac3", "dca", "opus", "libopus", "vorbis", "flac", "alac", "ape", "tta", "wavpack", "truehd", "mlp",
    "wmav1", "wmav2", "wmapro", "wmalossless", "wmavoice", "amrnb", "amrwb", "libopencore_amrnb",
    "libopencore_amrwb", "cook", "ralf", "sipr", "real_144", "real_288", "atrac1", "atrac3",
    "atrac3plus", "qdm2", "qdmc", "nellymoser", "speex", "gsm", "gsm_ms", "g722", "g723_1", "g726",
    "g729", "ilbc", "mace3", "mace6", "mpc7", "mpc8", "truespeech", "adpcm_ima_qt", "adpcm_ima_wav", "adpcm_ms",
    "adpcm_swf", "adpcm_yamaha", "adpcm_ima_amv",
})  # fmt: skip
"""Names of FFmpeg's decoders for sound; ``pcm_…`` are accepted beside them."""

PCM_CODECS = frozenset({
    f"pcm_{kind}{order}"
    for kind in ("s16", "s24", "s32", "s64", "u16", "u24", "u32", "f32", "f64")
    for order in ("le", "be")
} | {"pcm_s8", "pcm_u8", "pcm_alaw", "pcm_mulaw", "pcm_bluray", "pcm_dvd", "pcm_lxf"}
  | {"pcm_s16le_planar", "pcm_s16be_planar", "pcm_s24le_planar", "pcm_s32le_planar", "pcm_s8_planar"})  # fmt: skip

CODECS = VIDEO_CODECS | AUDIO_CODECS | PCM_CODECS

SEEKABLE = frozenset({"mov", "mp4", "matroska", "webm"})
"""Containers with an index that leads to the right picture; others are read from their start."""

SCALE_DOWN = "Scale it down with a tool that you trust. Python programs may raise Limits.pixels_per_frame"
CUT_IN_PARTS = "Cut it into parts. Python programs may raise Limits.frames"
"""What to do about a file that asks for more than the limits allow."""
