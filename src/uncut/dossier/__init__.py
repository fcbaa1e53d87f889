"""The dossier: what was found, as a document that opens anywhere and asks for nothing."""

from uncut.dossier.html import render_dossier_html, write_dossier_html
from uncut.dossier.parts import ComparisonPart, Dossier, Side, Still
from uncut.dossier.stills import WantedStill, choose_stills

__all__ = [
    "ComparisonPart",
    "Dossier",
    "Side",
    "Still",
    "WantedStill",
    "choose_stills",
    "render_dossier_html",
    "write_dossier_html",
]
