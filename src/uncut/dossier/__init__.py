"""The dossier: what was found, as a document that opens anywhere and asks for nothing."""

from uncut.dossier.html import render_dossier_html, write_dossier_html
from uncut.dossier.parts import ComparisonPart, Dossier, Side, Still
from uncut.dossier.stills import STILL_WIDTH_PX, WantedStill, choose_stills, collect_stills

__all__ = [
    "STILL_WIDTH_PX",
    "ComparisonPart",
    "Dossier",
    "Side",
    "Still",
    "WantedStill",
    "choose_stills",
    "collect_stills",
    "render_dossier_html",
    "write_dossier_html",
]
