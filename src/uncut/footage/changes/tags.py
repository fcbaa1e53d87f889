"""Which tags of a container a person would want to know. No files; nothing of the program but this is needed for it."""

from __future__ import annotations

from collections.abc import Mapping

OF_TOOLS = frozenset({
    "encoder", "encoded_by", "encoding_tool", "encodedby", "software", "writing_application", "writing_library",
    "muxer", "major_brand", "minor_version", "compatible_brands", "handler_name", "vendor_id", "language", "timecode",
    "duration", "bps", "number_of_frames", "number_of_bytes", "itunsmpb", "gapless_playback", "isvbr",
    "devicesubtype", "deviceconformancetemplate", "wm/encodingtime", "wmfsdkversion", "wmfsdkneeded",
})  # fmt: skip
"""Tags that a conversion sets by itself, in small letters."""
NOTES_OF_TOOLS = ("_statistics", "encoder-", "encoding_", "com.apple.quicktime.software", "com.apple.quicktime.player")
SAME = {
    "com.apple.quicktime.location.iso6709": "location",
    "com.apple.quicktime.creationdate": "creation_time",
    "com.apple.quicktime.make": "make",
    "com.apple.quicktime.model": "model",
    "com.apple.quicktime.title": "title",
    "date_utc": "creation_time",
    "xyz": "location",
}
"""Names under which cameras write what others call by a plain name."""


def told_tags(tags: Mapping[str, str]) -> dict[str, str]:
    """The tags of the file itself that no tool sets by itself, by one name each; its picture track may date it."""
    told: dict[str, str] = {}
    for name, value in tags.items():
        plain = SAME.get(name.lower(), name.lower())
        of_track = ":" in plain
        if of_track or plain in OF_TOOLS or plain.startswith(NOTES_OF_TOOLS) or not value.strip():
            continue
        told[plain] = value.strip()
    if "creation_time" not in told and (dated := tags.get("video:creation_time", "").strip()):
        told["creation_time"] = dated
    return {name: value for name, value in told.items() if name.rpartition("-")[0] not in told}


def tags_of_one(tags: Mapping[str, str], other: Mapping[str, str]) -> dict[str, str]:
    """Those of ``tags`` that the ``other`` container has under no name: no edit, since conversions drop them."""
    there = told_tags(other)
    return {name: value for name, value in told_tags(tags).items() if name not in there}
