"""Altered regions for Label Studio: a task for the right version, the regions as predictions that a person accepts.

The project's labelling interface needs ``<Video name="video" value="$video"/>``,
``<VideoRectangle name="box" toName="video"/>`` and ``<Labels name="label" toName="video">`` with the four kinds of
regions.
"""

from __future__ import annotations

from typing import Any

from uncut.dossier.json_for_pages import to_page_json
from uncut.dossier.neutralise import file_name, show_controls
from uncut.dossier.tracks import RegionTrack, region_tracks
from uncut.model.comparison import Box, Comparison

BOX_CONTROL, LABEL_CONTROL, VIDEO_OBJECT = "box", "label", "video"


def render_labelstudio(comparison: Comparison) -> str:
    """A list with one task; frames count from 1 there, places are in percent."""
    tracks = list(region_tracks(comparison))
    prediction: dict[str, Any] = {
        "model_version": f"uncut {comparison.version}",
        "result": [_region(track, comparison) for track in tracks],
    }
    if tracks:
        prediction["score"] = round(min(track.confidence for track in tracks), 4)
    task = {
        "data": {
            "video": file_name(comparison.right.path),
            "sha256": comparison.right.sha256,
            "compared_with_sha256": comparison.left.sha256,
        },
        "predictions": [prediction],
    }
    return to_page_json([task]) + "\n"


def _region(track: RegionTrack, comparison: Comparison) -> dict[str, Any]:
    right = comparison.right
    frames = right.frames or 1
    second_per_frame = float(right.seconds) / frames
    last = track.stop - 1
    points = [*track.points, *([] if track.points[-1][0] == last else [(last, track.points[-1][1])])]
    return {
        "id": f"change{track.number}",
        "type": "videorectangle",
        "from_name": BOX_CONTROL,
        "to_name": VIDEO_OBJECT,
        "origin": "prediction",
        "score": round(track.confidence, 4),
        "meta": {"text": [show_controls(track.why)]},
        "value": {
            "framesCount": frames,
            "duration": round(float(right.seconds), 6),
            "labels": [track.kind],
            "sequence": [
                {
                    "frame": frame + 1,
                    "time": round(frame * second_per_frame, 6),
                    "enabled": frame != last,
                    "rotation": 0,
                    **_percent(box),
                }
                for frame, box in points
            ],
        },
    }


def _percent(box: Box) -> dict[str, float]:
    sides = (("x", box.x), ("y", box.y), ("width", box.width), ("height", box.height))
    return {name: round(value * 100, 4) for name, value in sides}
