"""The dossier: what was found, as a document that opens anywhere and asks for nothing."""

from uncut.dossier.claim_review import export_claim_reviews
from uncut.dossier.csv_tables import export_csv
from uncut.dossier.followthemoney import export_followthemoney
from uncut.dossier.html import render_dossier_html, write_dossier_html
from uncut.dossier.parts import ComparisonPart, Dossier, Side, Still
from uncut.dossier.stills import STILL_WIDTH_PX, WantedStill, choose_stills, collect_stills
from uncut.dossier.web_annotation import export_annotations

__all__ = [
    "STILL_WIDTH_PX",
    "ComparisonPart",
    "Dossier",
    "Side",
    "Still",
    "WantedStill",
    "choose_stills",
    "collect_stills",
    "export_annotations",
    "export_claim_reviews",
    "export_csv",
    "export_followthemoney",
    "render_dossier_html",
    "write_dossier_html",
]
