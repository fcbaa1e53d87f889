"""Claims, mentions, loaded words and footage as W3C Web Annotations (JSON-LD), for tools that show a text with notes.

Each has two selectors for the same words: the words with what stands around them, which survives a changed page,
and their place in code points in the text that Uncut read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from uncut.dossier.json_for_pages import to_page_json
from uncut.dossier.names import Names
from uncut.dossier.saying import NOT_SAID, stance_of
from uncut.model.report import Claim, Report
from uncut.model.text import Quote

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points before and behind the words, to tell them from the same words elsewhere."""


def export_annotations(reports: Sequence[Report]) -> bytes:
    """One annotation collection with the annotations of all reports on its only page."""
    items = [item for report in reports for item in _items(report)]
    collection = {
        "@context": CONTEXT,
        "type": "AnnotationCollection",
        "label": "Who claims what, as read by Uncut",
        "total": len(items),
        "first": {"type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return to_page_json(collection).encode() + b"\n"


def _items(report: Report) -> Iterator[dict[str, Any]]:
    names = Names(report)
    for claim in report.claims:
        tags = [
            "claim",
            claim.stance,
            *([NOT_SAID] if claim.unsaid else []),
            *(["proposed by a model"] if claim.proposed_by else []),
        ]
        yield _item(report, f"claim:{claim.id}", claim.quote, tags, _about_claim(claim, names))
        for number, loaded in enumerate(claim.loaded, 1):
            name = f"loaded:{claim.id}:{number}"
            yield _item(report, name, loaded.quote, ["loaded language", loaded.kind.replace("_", " ")], "")
    for number, mention in enumerate(report.mentions, 1):
        who = names.actor(mention.actor) if isinstance(mention.actor, str) else None
        tags = ["mention", mention.kind.replace("_", " ")]
        yield _item(report, f"mention:{number}", mention.quote, tags, who.name if who is not None else "")
    for number, footage in enumerate(report.footage, 1):
        tags = ["footage", footage.kind, f"{footage.version} version"]
        yield _item(report, f"footage:{number}", footage.quote, tags, "")


def _about_claim(claim: Claim, names: Names) -> str:
    source = names.source(claim.asserted_by) or "somebody not named"
    via = [names.name(one) for one in claim.asserted_by.via]
    told = f", told through {', '.join(via)}" if via else ""
    return f"{source} ({claim.asserted_by.kind}){told}; {stance_of(claim)}, certainty {claim.certainty:.2f}"


def _item(report: Report, name: str, quote: Quote, tags: Iterable[str], note: str) -> dict[str, Any]:
    source = f"urn:sha256:{report.document.sha256}"
    bodies = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    if note:
        bodies.append({"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": note})
    return {
        "id": f"urn:uncut:{report.document.sha256}:{name}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies,
        "target": {"source": source, "selector": _selectors(report.document.text, quote)},
    }


def _selectors(text: str, quote: Quote) -> list[dict[str, Any]]:
    return [
        {
            "type": "TextQuoteSelector",
            "exact": quote.text,
            "prefix": text[max(0, quote.start - AROUND) : quote.start],
            "suffix": text[quote.end : quote.end + AROUND],
        },
        {"type": "TextPositionSelector", "start": quote.start, "end": quote.end},
    ]
