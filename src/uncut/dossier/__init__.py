"""The dossier: what was found, as a document that opens anywhere and asks for nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from uncut.lazy import import_on_use

if TYPE_CHECKING:
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

_HOMES = {
    "export_claim_reviews": "uncut.dossier.claim_review",
    "export_csv": "uncut.dossier.csv_tables",
    "export_followthemoney": "uncut.dossier.followthemoney",
    "render_dossier_html": "uncut.dossier.html",
    "write_dossier_html": "uncut.dossier.html",
    "ComparisonPart": "uncut.dossier.parts",
    "Dossier": "uncut.dossier.parts",
    "Side": "uncut.dossier.parts",
    "Still": "uncut.dossier.parts",
    "STILL_WIDTH_PX": "uncut.dossier.stills",
    "WantedStill": "uncut.dossier.stills",
    "choose_stills": "uncut.dossier.stills",
    "collect_stills": "uncut.dossier.stills",
    "export_annotations": "uncut.dossier.web_annotation",
}
"""Where each is imported from, when it is first asked for: a summary on the screen needs none of the page."""

__getattr__ = import_on_use(__name__, _HOMES)
