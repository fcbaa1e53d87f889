"""The formats of other programs into which a comparison of footage can be written, by the name of their option.

Each takes a `Comparison` and gives the whole file as text; every one goes through the same contract test. A format that
needs more than that (`otio`, which an extra brings) stands apart.
"""

from __future__ import annotations

from collections.abc import Callable

from uncut.dossier.csv_table import render_csv
from uncut.dossier.cvat import render_cvat
from uncut.dossier.edl import render_edl
from uncut.dossier.labelstudio import render_labelstudio
from uncut.dossier.mediareview import render_mediareview
from uncut.dossier.webvtt import render_left_vtt, render_vtt
from uncut.model.comparison import Comparison

EXPORTS: dict[str, Callable[[Comparison], str]] = {
    "edl": render_edl,
    "vtt": render_vtt,
    "vtt-left": render_left_vtt,
    "csv": render_csv,
    "cvat": render_cvat,
    "labelstudio": render_labelstudio,
    "mediareview": render_mediareview,
}
