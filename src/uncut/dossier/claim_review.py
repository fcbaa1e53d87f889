"""Claims as schema.org ClaimReview stubs: what a checker would fill in is left to the checker.

There is no rating, no review and no reviewer in them. Whether a claim holds, a person says.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from uncut.dossier.json_for_pages import to_page_json
from uncut.dossier.names import Names
from uncut.model.report import Claim, Document, Report

_TYPES = {"person": "Person", "state": "Country"}
LEFT_TO_A_PERSON = "reviewRating, author, datePublished and url are left to the person who checks this claim"


def export_claim_reviews(reports: Sequence[Report]) -> bytes:
    """A JSON-LD graph of one stub a claim; questions, what somebody did not say and a model's proposals are no claims
    that could be checked. What a source denies is not its claim, and has no author.
    """
    stubs = [
        _stub(claim, report.document, Names(report))
        for report in reports
        for claim in report.claims
        if claim.stance != "asked" and not claim.unsaid and not claim.proposed_by
    ]
    graph = {"@context": "https://schema.org", "@graph": stubs}
    return to_page_json(graph).encode() + b"\n"


def _stub(claim: Claim, document: Document, names: Names) -> dict[str, Any]:
    item: dict[str, Any] = {"@type": "Claim", "text": claim.quote.text, "appearance": _appearance(document)}
    source = names.source(claim.asserted_by) if claim.stance != "denied" else None
    if source:
        actor = names.actor(claim.asserted_by.actor)
        item["author"] = {"@type": _TYPES.get(actor.kind if actor else "", "Organization"), "name": source}
        if actor is None and claim.asserted_by.kind != "publisher":
            item["author"] = {"@type": "Thing", "name": source}
    return {
        "@type": "ClaimReview",
        "@id": f"urn:uncut:{document.sha256}:review:{claim.id}",
        "claimReviewed": claim.quote.text,
        "itemReviewed": item,
        "disambiguatingDescription": LEFT_TO_A_PERSON,
    }


def _appearance(document: Document) -> dict[str, Any]:
    found: dict[str, Any] = {"@type": "CreativeWork", "identifier": f"sha256:{document.sha256}"}
    if document.title:
        found["headline"] = document.title
    if document.publisher is not None:
        found["publisher"] = {"@type": "Organization", "name": document.publisher.name}
    published = document.published
    if published.earliest is not None and published.earliest == published.latest:
        found["datePublished"] = published.earliest.isoformat()
    return found
