"""Every exporter over the same reports: what it writes is well formed, places its words, and is safe to open."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from tests.dossier.dossier_poison import poisoned
from tests.dossier.dossier_samples import report

from uncut.dossier.claim_review import export_claim_reviews
from uncut.dossier.csv_tables import export_csv, neutral_cell
from uncut.dossier.followthemoney import SCHEMA_OF, export_followthemoney
from uncut.dossier.web_annotation import export_annotations
from uncut.model.report import Report
from uncut.reports import read_bytes

TOLD = """Two bridges hit near Orsa

HALVERN, June 5, 2019 - The Defence Ministry said on Tuesday that rebels of the Northern Front had killed 12 soldiers near \
the river in Syria. Colonel Idris Vane commands the Northern Front. A spokesman denied that his men fired rockets.

=cmd|'/c calc'!A1 was written on a wall, residents said. The Northern Front did not join the National Alliance last year.
"""
FTM_PROPERTIES: dict[str, set[str]] = {
    "Person": {"name", "alias", "keywords"}, "Organization": {"name", "alias", "keywords"},
    "PublicBody": {"name", "alias", "keywords"}, "Project": {"name", "alias", "keywords"},
    "Address": {"name", "alias", "keywords"},
    "Article": {"name", "title", "author", "fileName", "publisher", "publishedAt", "notes"},
    "Note": {"name", "entity", "description"},
    "Documentation": {"document", "entity", "role"},
    "Membership": {"member", "organization", "role", "summary", "publisher", "date", "startDate", "endDate"},
    "Directorship": {"director", "organization", "role", "summary", "publisher", "date", "startDate", "endDate"},
    "Succession": {"predecessor", "successor", "role", "summary", "publisher", "date", "startDate", "endDate"},
    "UnknownLink": {"subject", "object", "role", "summary", "publisher", "date", "startDate", "endDate"},
    "Event": {"name", "location", "country", "involved", "summary", "publisher", "date", "startDate", "endDate"},
}  # fmt: skip
"""The schemata of followthemoney 4.11 that are used, and of their properties those that are."""
REQUIRED = {
    "Membership": {"member", "organization"}, "Directorship": {"director", "organization"}, "Event": {"name"},
    "Succession": {"predecessor", "successor"}, "UnknownLink": {"subject", "object"}, "Note": {"name"},
    "Documentation": {"document", "entity"}, "Article": {"name"},
}  # fmt: skip


def made() -> list[Report]:
    return [report(), read_bytes(TOLD.encode()), read_bytes("قال الجيش إن الجسر تعرض للقصف.".encode())]


def _csv(reports: list[Report]) -> bytes:
    return b"".join(export_csv(reports).values())


EXPORTERS: dict[str, Callable[[list[Report]], bytes]] = {
    "csv": _csv, "annotations": export_annotations, "ftm": export_followthemoney, "claimreview": export_claim_reviews,
}  # fmt: skip


def rows(reports: list[Report], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export_csv(reports)[name].decode("utf-8-sig"), newline="")))


def lines(reports: list[Report]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in export_followthemoney(reports).decode().splitlines()]


@pytest.mark.parametrize("name", EXPORTERS)
def test_the_same_reports_give_the_same_bytes(name: str) -> None:
    assert EXPORTERS[name](made()) == EXPORTERS[name](made())


@pytest.mark.parametrize("name", EXPORTERS)
def test_no_report_and_no_finding_is_still_well_formed(name: str) -> None:
    empty = read_bytes(b"12 34 56")
    for given in ([], [empty]):
        data = EXPORTERS[name](given)
        if name in {"annotations", "claimreview"}:
            assert json.loads(data)["@context"]


@pytest.mark.parametrize("name", EXPORTERS)
def test_every_claim_is_in_it(name: str) -> None:
    told = made()
    data = EXPORTERS[name](told).decode()
    for one in told:
        for claim in one.claims:
            if claim.stance == "asked" and name == "claimreview":
                continue
            words = json.dumps(claim.quote.text, ensure_ascii=False)[1:-1] if name != "csv" else claim.quote.text
            assert " ".join(words.split()).replace('"', '""') in data if name == "csv" else words in data


def test_annotations_place_their_words() -> None:
    for one in made():
        collection = json.loads(export_annotations([one]))
        items = collection["first"]["items"]
        assert collection["total"] == len(items)
        assert len({item["id"] for item in items}) == len(items)
        for item in items:
            by_words, by_place = item["target"]["selector"]
            start, end, text = by_place["start"], by_place["end"], one.document.text
            assert text[start:end] == by_words["exact"]
            assert text[:start][-32:] == by_words["prefix"]
            assert text[end : end + 32] == by_words["suffix"]
            assert item["target"]["source"] == f"urn:sha256:{one.document.sha256}"


@pytest.mark.parametrize(
    ("words", "cell"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("  =1", "'=1"), ("\t=1", "'=1"),
        ("\rx", "'x"), ("a=1", "a=1"), ("", ""), (None, ""), (-2.5, "-2.5"), (12, "12"), ("\ufeff=1", "'⟨U+FEFF⟩=1"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(words: object, cell: str) -> None:
    assert neutral_cell(words) == cell


def test_tables_hold_no_formula_of_a_stranger() -> None:
    wall = read_bytes(b'The mayor said: "=HYPERLINK(A1) was written on the wall of the house." It is gone.')
    for name in ("claims.csv", "events.csv", "ties.csv"):
        for row in rows([*made(), poisoned(report(), "=1+1"), poisoned(report(), " @x"), wall], name):
            assert not [cell for cell in row.values() if cell.lstrip().startswith(("=", "+", "@"))]


def test_tables_say_who_says_what() -> None:
    told = read_bytes(TOLD.encode())
    claim = next(row for row in rows([told], "claims.csv") if "killed 12 soldiers" in row["words"])
    assert (claim["source"], claim["source_kind"], claim["stance"]) == ("Defence Ministry", "named", "asserted")
    assert " ".join(told.document.text[int(claim["start"]) : int(claim["end"])].split()) == claim["words"]
    assert {row["killed"] for row in rows([told], "events.csv")} >= {"12"}
    assert ("Idris Vane", "leads", "Northern Front") in {
        (row["from"], row["kind"], row["to"]) for row in rows([told], "ties.csv")
    }


def test_entities_keep_to_the_schemata() -> None:
    entities = lines(made())
    known = {one["id"]: one["schema"] for one in entities}
    assert len(known) == len(entities)
    for one in entities:
        properties = one["properties"]
        assert set(properties) <= FTM_PROPERTIES[one["schema"]]
        assert set(properties) >= REQUIRED.get(one["schema"], {"name"})
        assert all(values and all(isinstance(value, str) for value in values) for values in properties.values())
        for name in ("member", "organization", "director", "subject", "object", "entity", "document", "involved"):
            assert all(value in known for value in properties.get(name, []))
        for name in ("organization",):
            assert {known[value] for value in properties.get(name, [])} <= {"Organization", "PublicBody"}


def test_every_kind_of_actor_has_a_schema() -> None:
    from typing import get_args

    from uncut.model.report import ActorKind

    assert set(SCHEMA_OF) == set(get_args(ActorKind))


def test_one_actor_of_two_reports_is_one_entity() -> None:
    first, second = (
        read_bytes(f"The Defence Ministry said {what} The Northern Front denied it.".encode())
        for what in ("that the bridge fell.", "that the road was closed.")
    )
    named = [one["properties"]["name"] for one in lines([first, second]) if one["schema"] == "Organization"]
    assert named.count(["Northern Front"]) == 1


def test_a_place_that_somebody_controls_is_an_address() -> None:
    entities = lines([read_bytes(b"The Taliban captured Kunduz.")])
    (place,) = [one for one in entities if one["schema"] == "Address"]
    (link,) = [one for one in entities if one["schema"] == "UnknownLink"]
    assert place["properties"]["name"] == ["Kunduz"]
    assert link["properties"]["object"] == [place["id"]]
    assert link["properties"]["role"] == ["controls"]


def test_what_is_denied_is_no_link() -> None:
    told = read_bytes(TOLD.encode())
    denied = [msgspec.structs.replace(tie, polarity="negative") for tie in told.ties]
    assert not {"Membership", "Directorship", "UnknownLink"} & {
        one["schema"] for one in lines([msgspec.structs.replace(told, ties=denied)])
    }


def test_a_stub_leaves_the_judgement_to_a_person() -> None:
    stubs = json.loads(export_claim_reviews(made()))["@graph"]
    assert stubs
    for stub in stubs:
        assert stub["@type"] == "ClaimReview"
        assert not {"reviewRating", "author", "datePublished", "url", "reviewBody"} & set(stub)
        assert stub["claimReviewed"] == stub["itemReviewed"]["text"]
