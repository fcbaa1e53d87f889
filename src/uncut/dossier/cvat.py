"""Altered regions as "CVAT for video 1.1": XML that CVAT imports as tracks over the right version."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from uncut.dossier.neutralise import file_name, show_controls
from uncut.dossier.tracks import RegionTrack, region_tracks
from uncut.dossier.words import PICTURE_REGIONS
from uncut.model.comparison import Box, Comparison

FORMAT_VERSION = "1.1"
ATTRIBUTES = ("change", "confidence", "why")
"""Each text; they say which change of the comparison a box belongs to, and why it is there."""


def render_cvat(comparison: Comparison) -> str:
    """The document; boxes are in pixels of the right version as displayed."""
    root = Element("annotations")
    SubElement(root, "version").text = FORMAT_VERSION
    _describe_task(SubElement(SubElement(root, "meta"), "task"), comparison)
    width, height = comparison.right.width or 0, comparison.right.height or 0
    for index, track in enumerate(region_tracks(comparison)):
        _add_track(root, index, track, (width, height), comparison.right.frames or 0)
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def _describe_task(task: Element, comparison: Comparison) -> None:
    right = comparison.right
    frames = right.frames or 0
    facts = {
        "name": file_name(right.path), "size": str(frames), "mode": "interpolation", "overlap": "0",
        "start_frame": "0", "stop_frame": str(max(frames - 1, 0)), "source": file_name(right.path),
    }  # fmt: skip
    for name, value in facts.items():
        SubElement(task, name).text = value
    labels = SubElement(task, "labels")
    for kind in sorted(PICTURE_REGIONS):
        label = SubElement(labels, "label")
        SubElement(label, "name").text = kind
        attributes = SubElement(label, "attributes")
        for name in ATTRIBUTES:
            attribute = SubElement(attributes, "attribute")
            for part, value in (("name", name), ("mutable", "False"), ("input_type", "text"), ("values", "")):
                SubElement(attribute, part).text = value
    size = SubElement(task, "original_size")
    SubElement(size, "width").text = str(right.width or 0)
    SubElement(size, "height").text = str(right.height or 0)


def _add_track(root: Element, index: int, track: RegionTrack, size: tuple[int, int], frames: int) -> None:
    """Key frames where the comparison has points; the last box is marked as outside, which ends the track."""
    element = SubElement(root, "track", id=str(index), label=track.kind, source="auto")
    for frame, box in track.points:
        _add_box(element, frame, box, size, track, is_outside=False)
    if track.stop < frames:
        _add_box(element, track.stop, track.points[-1][1], size, track, is_outside=True)


def _add_box(
    track_element: Element, frame: int, box: Box, size: tuple[int, int], track: RegionTrack, *, is_outside: bool
) -> None:
    width, height = size
    corners = {
        "xtl": box.x * width, "ytl": box.y * height,
        "xbr": (box.x + box.width) * width, "ybr": (box.y + box.height) * height,
    }  # fmt: skip
    state = {"frame": str(frame), "outside": str(int(is_outside)), "occluded": "0", "keyframe": "1", "z_order": "0"}
    drawn = SubElement(track_element, "box", state | {name: f"{value:.2f}" for name, value in corners.items()})
    for name, value in zip(ATTRIBUTES, (str(track.number), f"{track.confidence:.2f}", track.why), strict=True):
        SubElement(drawn, "attribute", name=name).text = show_controls(value)
